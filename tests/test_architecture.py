"""House rules that a machine can check, besides the layers of packages, which `lint-imports` holds (pyproject.toml)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from relgraph.core.assets import asset_dir

SOURCE = Path(__file__).parents[1] / "src" / "relgraph"
MODULES = sorted(SOURCE.rglob("*.py"))
SURFACES = sorted((SOURCE / "surfaces").rglob("*.py"))
MAX_LINES = 305

MODEL_MAY = re.compile(r"relgraph\.((\w+\.)+model|(kinds|playbook)\.\w+|record\.fields|core\.(errors|language|names))$")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "relgraph":
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] == "relgraph")


def shown(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "model.py"], ids=shown)
def test_models_import_only_models(path: Path) -> None:
    assert [module for module in imports(path) if not MODEL_MAY.match(module)] == []


@pytest.mark.parametrize("path", SURFACES, ids=shown)
def test_surfaces_translate_and_never_query(path: Path) -> None:
    assert "relgraph.graph.query" not in imports(path)
    assert not re.search(r"\.(fetch|fetch_one|fetch_maybe|execute_query)\(", path.read_text(encoding="utf-8"))


def test_only_query_files_hold_cypher() -> None:
    """Statements live in `cypher/` and `schema/`; the exceptions are named here."""
    statement = re.compile(r"\b(MATCH|MERGE|UNWIND) ?\(|\bRETURN \w|CREATE (CONSTRAINT|INDEX)")
    found = {shown(path) for path in MODULES if statement.search(path.read_text(encoding="utf-8"))}
    # The migration lock must exist before any migration can be applied under it; the local server is asked whether
    # it answers before there is a client; the contract's messages name clauses; and what an export tells is kept in
    # tables of SQLite meanwhile.
    assert found <= {"graph/migrate.py", "graph/local/server.py", "graph/contract.py", "connect/loading/schema.py"}


@pytest.mark.parametrize("folder", ["src", "tests", "bench", "scripts"])
def test_files_stay_short(folder: str) -> None:
    root = SOURCE.parents[1] / folder
    lengths = {str(path.relative_to(root)): len(path.read_text().splitlines()) for path in root.rglob("*.py")}
    too_long = {name: length for name, length in lengths.items() if length > (MAX_LINES if folder == "src" else 400)}
    assert too_long == {}


def test_a_field_leads_to_its_cypher_in_two_hops() -> None:
    """Every query file is declared in the package of its folder's name, where a surface's resolver calls."""
    root = asset_dir("cypher")
    # Rules, which audit/rules declares by folder; passages; templates, which record/ makes kinds' statements of.
    shared = {"audit", "fragments", "templates"}
    packages = {path.name: path for path in SOURCE.rglob("*") if path.is_dir()}
    for file in root.rglob("*.cypher"):
        noun = file.parent.name
        if noun not in shared:
            texts = "".join(path.read_text(encoding="utf-8") for path in packages[noun].glob("*.py"))
            assert f'"{noun}/{file.stem}"' in texts, f"{noun}/{file.stem} is not declared in {packages[noun]}"
