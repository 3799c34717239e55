"""Install relgraph from this checkout into a virtual environment: `python install.py VENV STAMP EXTRA…`.

The Makefile runs it. Any Python 3 can read it, so that one that is too old can say so. Shows what is
being fetched, and pip's own words only when it fails. `STAMP` is touched in the end.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (3, 11)


def main(venv: str, stamp: str, *extras: str) -> None:
    """Make the environment when it is not there, install into it, leave the stamp."""
    if sys.version_info < NEEDED:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"relgraph needs Python {NEEDED[0]}.{NEEDED[1]} or newer; {sys.executable} is {found}.\n"
            "Name a newer one, e.g.: make demo PYTHON=python3.12"
        )
    python = Path(venv, "bin", "python")
    if not python.exists():
        say(f"Creating the virtual environment in {venv}")
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    say("Installing relgraph and what it needs (about a minute the first time)")
    pip_install(python, f"{ROOT}[{','.join(extras)}]")
    Path(stamp).touch()


def pip_install(python: Path, what: str) -> None:
    """Run pip, showing every download on a terminal, and the large ones elsewhere."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar=off", "-e", what]
    log = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True) as pip:
        for line in pip.stdout:
            log.append(line)
            words = line.split()
            if words[:1] == ["Downloading"]:
                step(" ".join(words[1:]).rsplit("/", 1)[-1], worth_a_line=words[-1] == "MB)")
            elif words[:2] == ["Installing", "collected"]:
                step("unpacking", worth_a_line=True)
    step("", worth_a_line=False)
    if pip.returncode:
        sys.exit("".join(log) + "\npip failed; its last lines above say why. `make clean` starts anew.")


def say(line: str) -> None:
    """A line of progress."""
    print(line, file=sys.stderr, flush=True)


def step(what: str, *, worth_a_line: bool) -> None:
    """What goes on, in a line of its own; on a terminal the next step takes that line."""
    if sys.stderr.isatty():
        print(f"\r  {what[:76]:<76}\r", end="", file=sys.stderr, flush=True)
    elif worth_a_line:
        say(f"  {what}")


if __name__ == "__main__":
    main(*sys.argv[1:])
