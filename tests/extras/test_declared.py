"""Every import of another package is declared: by the base, or by the extra that the module belongs to."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from relgraph.core.extras import GIVES, MODULES, Extra, named
from tests.extras.declared import (
    BASE,
    PROJECT,
    ROOT,
    distributions,
    environment_of,
    included,
    modules,
    plain_environment,
    requirements,
)

SOURCE = ROOT / "src"

# Which modules may import what an extra brings; all others start without any.
OF = {
    Extra.SERVE: (
        *("surfaces/app.py", "surfaces/serve.py", "surfaces/arrivals.py", "graphql/*.py"),
        "surfaces/telemetry/__init__.py",
    ),
    Extra.TELEMETRY: ("surfaces/telemetry/metrics.py", "surfaces/telemetry/traces.py"),
    Extra.HUBS: ("hubs/measures.py", "hubs/places.py"),
    Extra.PATHS: ("index/*.py",),
    Extra.PICTURES: ("pictures/png.py", "pictures/slides.py"),
    Extra.REPORTS: ("reports/to_html.py", "reports/to_xlsx.py"),
    Extra.NOTIFY: ("deliveries/mail.py", "deliveries/webhook.py"),
    Extra.IMPORT: ("mail/meetings.py", "tabular/guess.py", "tabular/workbook.py"),
    Extra.LOCAL: ("local/java.py", "local/jars.py"),
    Extra.MATCH: ("matching/evidence/*.py",),
}
# Part of another distribution that is declared, which needs one very version of it.
COMES_WITH = {"pydantic_core": "pydantic"}


def belongs_to(path: Path) -> str:
    """The extra of a module, or BASE."""
    return next((extra for extra, patterns in OF.items() if any(path.match(each) for each in patterns)), BASE)


FILES = sorted(SOURCE.rglob("*.py"))
ALL = {path: belongs_to(path) for path in FILES}


def foreign(path: Path) -> Iterator[str]:
    """The packages of others that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
        for name in {name.partition(".")[0] for name in names} - {"relgraph"} - sys.stdlib_module_names:
            yield COMES_WITH.get(name, name)


def provided(*extras: str) -> set[str]:
    """The modules that these, and those that they include, declare."""
    return {module for name in distributions(*extras) for module in modules(name)}


@pytest.mark.parametrize("extra", [BASE, *Extra])
def test_what_is_imported_is_declared(extra: str) -> None:
    told = provided(BASE, extra)
    undeclared = {
        f"{path.relative_to(SOURCE)}: {name}"
        for path, of in ALL.items()
        if of == extra
        for name in foreign(path)
        if name not in told
    }
    assert undeclared == set()


def ours(tree: ast.AST) -> Iterator[str]:
    """The modules of relgraph that are imported when it runs, anywhere in a module."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{each.name}" for each in node.names))
        elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield from ours(node)


def test_whoever_goes_into_an_extra_asks_for_it_first() -> None:
    """What imports a module of an extra, from outside of it, is where `require_extra` or `missing` names it."""
    of_module = {".".join(path.relative_to(SOURCE).with_suffix("").parts): of for path, of in ALL.items()}
    going = {
        (str(path.relative_to(SOURCE)), extra)
        for path, of in ALL.items()
        for name in ours(ast.parse(path.read_text(encoding="utf-8")))
        # Those of the local Neo4j import late by themselves.
        if (extra := of_module.get(name, BASE)) not in (*included(*{of} - {BASE}), BASE, Extra.LOCAL)
    }
    # What it takes of the API package needs nothing of the extra: the environments below prove it.
    going.discard(("relgraph/surfaces/cli/token.py", Extra.SERVE))
    unasked = {
        (file, extra)
        for file, extra in going
        if not re.search(rf"(require_extra|missing)\((.*, )?Extra\.{Extra(extra).name}\b", (SOURCE / file).read_text())
    }
    assert (unasked, {extra for _, extra in going}) == (set(), set(Extra) - {Extra.LOCAL})


@pytest.mark.parametrize("extra", Extra)
def test_what_is_declared_is_used(extra: Extra) -> None:
    """And it is what `require_extra` looks for: what the extra's modules import, and something of each distribution."""
    used = {name for path, of in ALL.items() if of in included(extra) for name in foreign(path)}
    # uvicorn and starlette import them for us.
    used |= {"websockets", "python_multipart"} if Extra.SERVE in included(extra) else set()
    looked_for = set(MODULES[extra])
    assert looked_for == used & provided(extra)
    assert [name for name in distributions(extra) if not looked_for & modules(name)] == []


def test_extras_are_those_of_pyproject() -> None:
    """Besides these there is `all`, which includes them all, and `dev`, which includes that."""
    assert {*Extra, "all", "dev"} == set(PROJECT["optional-dependencies"])
    assert included("all") == {"all", *Extra}
    assert included("dev") == {"dev", *included("all")}
    assert set(GIVES) == set(MODULES) == set(OF) == set(Extra)
    assert [str(each) for each in requirements("all")] == [named(*sorted(Extra))]


@pytest.mark.long
@pytest.mark.parametrize("extra", [BASE, *Extra])
def test_an_extra_alone_is_enough_for_its_modules(tmp_path: Path, extra: str) -> None:
    """All modules of the base start with the base alone, and those of an extra with the base and that."""
    python = environment_of(tmp_path / "venv", *[] if extra == BASE else [extra])
    names = [
        ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        for path, of in ALL.items()
        if of == extra and path.stem != "__main__"
    ]
    code = f"import importlib\nfor name in {names!r}: importlib.import_module(name)"
    done = subprocess.run(
        [python, "-c", code], env=plain_environment(), capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr


def test_the_image_has_all_but_the_local_neo4j() -> None:
    """It is used with a Neo4j of its own, and has no use for a Java runtime."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (extras,) = re.findall(r"pip install .*\[([\w,]+)\]", text)
    assert extras.split(",") == sorted(set(Extra) - {Extra.LOCAL})
