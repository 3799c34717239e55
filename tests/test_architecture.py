"""House rules that a machine can check: who may import whom, who may query, how long a file may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from relgraph.assets import asset_dir

SOURCE = Path(__file__).parents[1] / "src" / "relgraph"
MODULES = sorted(SOURCE.rglob("*.py"))
MAX_LINES = 305

# What a file of this name in a noun's package may import of relgraph.
MODEL_MAY = re.compile(r"relgraph\.(\w+\.(findings_)?model|kinds\.\w+|record\.fields|errors|language|names)$")
SERVICE_MUST_NOT = re.compile(r"relgraph\.(api|cli|app|serve|\w+\.(api|mutations|queries))(\.|$)")
GRAPH_MAY = re.compile(r"relgraph\.(graph(\.\w+)*|assets|config|errors|extras|clock|principal)$|relgraph$")
API_MUST_NOT = re.compile(r"relgraph\.(cli|graph\.query|graph\.migrate|graph\.local)(\.|$)")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "relgraph":
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] == "relgraph")


def named(*names: str) -> list[Path]:
    return [path for path in MODULES if path.name in names and path.parent.parent == SOURCE]


REPORT = SOURCE / "audit" / "report"


@pytest.mark.parametrize("path", [*named("model.py", "findings_model.py"), REPORT / "model.py"], ids=str)
def test_models_import_only_models(path: Path) -> None:
    assert [module for module in imports(path) if not MODEL_MAY.match(module)] == []


SERVICES = (
    *("service.py", "rules.py", "runs.py", "findings.py", "memory.py", "read.py"),
    *("change.py", "reasons.py", "choke.py", "measures.py", "feed.py", "lock.py", "words.py", "rule_docs.py"),
)
OF_SCHEDULES = ("clock.py", "scheduler.py", "outbox.py", "courier.py", "news.py", "letter.py", "webhook.py", "mail.py")
OF_PATHS = ("search.py", "stand_ins.py", "advice.py", "pages.py", "ends.py")


@pytest.mark.parametrize("path", [*named(*SERVICES, *OF_PATHS, *OF_SCHEDULES), *sorted(REPORT.glob("*.py"))], ids=str)
def test_services_know_nothing_of_who_asks(path: Path) -> None:
    assert [module for module in imports(path) if SERVICE_MUST_NOT.match(module)] == []


@pytest.mark.parametrize("path", sorted((SOURCE / "graph").rglob("*.py")), ids=lambda path: path.stem)
def test_the_graph_package_knows_no_domain(path: Path) -> None:
    assert [module for module in imports(path) if not GRAPH_MAY.match(module)] == []


GRAPHQL = (
    *("api.py", "mutations.py", "queries.py", "subscription.py", "reasons_api.py", "choke_api.py"),
    *("rules_api.py", "findings_api.py", "runs_api.py"),
)
API = [*named(*GRAPHQL), *sorted((SOURCE / "api").glob("*.py"))]


@pytest.mark.parametrize("path", API, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_api_translates_and_never_queries(path: Path) -> None:
    assert [module for module in imports(path) if API_MUST_NOT.match(module)] == []
    assert not re.search(r"\.(fetch|fetch_one|fetch_maybe|execute_query)\(", path.read_text(encoding="utf-8"))


def test_only_query_files_hold_cypher() -> None:
    """Statements live in `cypher/` and `schema/`; the exceptions are named here."""
    statement = re.compile(r"\b(MATCH|MERGE|UNWIND) ?\(|\bRETURN \w|CREATE (CONSTRAINT|INDEX)")
    found = {str(p.relative_to(SOURCE)) for p in MODULES if statement.search(p.read_text(encoding="utf-8"))}
    # The migration lock must exist before any migration can be applied under it; the local server is asked whether
    # it answers before there is a client; and the contract's messages name clauses.
    assert found <= {"graph/migrate.py", "graph/local/server.py", "graph/contract.py"}


@pytest.mark.parametrize("folder", ["src", "tests", "bench", "scripts"])
def test_files_stay_short(folder: str) -> None:
    root = SOURCE.parents[1] / folder
    lengths = {str(path.relative_to(root)): len(path.read_text().splitlines()) for path in root.rglob("*.py")}
    too_long = {name: length for name, length in lengths.items() if length > (MAX_LINES if folder == "src" else 400)}
    assert too_long == {}


# `cypher/audit` is the rules' alone; whatever else the audit asks stands beside it.
PACKAGES = {"audits": "audit", "reports": "audit/report"}


def test_a_field_leads_to_its_cypher_in_two_hops() -> None:
    """Every query file of a noun is declared in that noun's package, where its api.py calls."""
    root = asset_dir("cypher")
    # Migrations; rules, which audit/rules.py declares by folder; passages; templates, which record/ makes kinds' of.
    shared = {"graph", "audit", "fragments", "templates"}
    for file in root.rglob("*.cypher"):
        noun = file.parent.name
        if noun not in shared:
            texts = "".join(
                path.read_text(encoding="utf-8") for path in (SOURCE / PACKAGES.get(noun, noun)).glob("*.py")
            )
            assert f'"{noun}/{file.stem}"' in texts, f"{noun}/{file.stem} is not declared in src/relgraph/{noun}"
