"""What pyproject.toml declares, and environments that hold no more than a part of it."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BASE = "base"


def requirements(extra: str) -> list[Requirement]:
    """What an extra asks for itself, or every installation does (BASE)."""
    lines = PROJECT["dependencies"] if extra == BASE else PROJECT["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


def included(*extras: str) -> set[str]:
    """These, and those that they include."""
    todo, found = list(extras), set[str]()
    while todo:
        extra = todo.pop()
        found.add(extra)
        todo += [other for each in requirements(extra) if each.name == "relgraph" for other in each.extras]
    return found


def distributions(*extras: str) -> set[str]:
    """The distributions that these, with those that they include, ask for themselves."""
    asked = [each for extra in included(*extras) for each in requirements(extra) if each.name != "relgraph"]
    return {canonicalize_name(each.name) for each in asked if _wanted(each, "")}


def modules(distribution_name: str) -> set[str]:
    """The names that a distribution can be imported by."""
    return {
        name.removesuffix(".py") for name in _top_level(distribution_name) if name.removesuffix(".py").isidentifier()
    }


def environment_of(folder: Path, *extras: str) -> str:
    """The Python of a new virtual environment with this checkout, and links to what its base and these extras need.

    All that they need in turn is there, as pip would have it, and nothing else.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (site,) = (folder / "lib").glob("python*/site-packages")
    for name in _closure(distributions(BASE, *extras)):
        for entry in _top_level(name):
            link = site / entry
            if not link.exists():
                link.symlink_to(Path(str(distribution(name).locate_file(entry))))
    (site / "relgraph.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    return str(folder / "bin" / "python")


def plain_environment() -> dict[str, str]:
    """What its processes are given: nothing that leads to other packages, and none of the developer's settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("RELGRAPH_", "PYTHON"))}


def _closure(names: set[str]) -> set[str]:
    todo, found = [Requirement(name) for name in names], set[tuple[str, str]]()
    while todo:
        asked = todo.pop()
        for extra in ("", *asked.extras):
            if (key := (canonicalize_name(asked.name), extra)) not in found:
                found.add(key)
                told = [Requirement(line) for line in distribution(asked.name).requires or ()]
                todo += [each for each in told if _wanted(each, extra)]
    return {name for name, _ in found}


def _wanted(asked: Requirement, extra: str) -> bool:
    return asked.marker is None or asked.marker.evaluate({"extra": extra})


def _top_level(name: str) -> Iterator[str]:
    """What a distribution puts into the folder of packages."""
    files = distribution(name).files or ()
    return iter({file.parts[0] for file in files} - {"..", "__pycache__"})
