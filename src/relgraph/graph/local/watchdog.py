"""Takes the JVM down when its supervisor is gone without a word (kill -9, a crash).

A child of the supervisor that blocks on a pipe whose other end only the supervisor holds. The
operating system closes that end however the supervisor dies, on Linux and macOS alike. Each line
names the JVM that now runs: `<pid> <creation time>`; the end of input means: end that one.
Run as a file of its own, it imports nothing of relgraph and starts in a blink. Its argument, the data
dir, is there for whoever reads the process list.
"""

import sys
from contextlib import suppress

import psutil

GRACE = 15.0  # seconds for Neo4j to close its files properly before it is killed


def main() -> None:
    """Read until the supervisor is gone, then end the last JVM it named."""
    jvm: psutil.Process | None = None
    for line in sys.stdin:
        pid, created = line.split()
        jvm = _process(int(pid), float(created))
    if jvm is not None and jvm.is_running():
        end(jvm)


def _process(pid: int, created: float) -> psutil.Process | None:
    try:
        process = psutil.Process(pid)
        # A pid is given again after a while; together with the creation time it is unique.
        return process if abs(process.create_time() - created) < 1 else None
    except psutil.NoSuchProcess:
        return None


def end(jvm: psutil.Process) -> None:
    """Stop it gently, then not so gently. One that is gone already is fine."""
    with suppress(psutil.NoSuchProcess):
        jvm.terminate()
        try:
            jvm.wait(GRACE)
        except psutil.TimeoutExpired:
            jvm.kill()
            jvm.wait()


if __name__ == "__main__":
    main()
