"""The query registry: every file is declared once, says the truth, and has a sane plan on a real Neo4j."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from neo4j import ResultSummary

import relgraph
from relgraph.assets import asset_dir
from relgraph.audit.rules import load_rules
from relgraph.graph.client import Graph
from relgraph.graph.fragments import load_fragments
from relgraph.graph.query import Query
from relgraph.record.kind import Kind
from relgraph.record.kinds import Kinds

pytestmark = pytest.mark.long

# Asked for page by page over everything: an export walks all of a kind, in the order of an index.
WALKS_ALL = {"DirectedRelationshipIndexScan", "NodeIndexScan", "NodeIndexSeekByRange"}
FORBIDDEN = {"AllNodesScan", "NodeByLabelScan", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan"}
# These kinds of node are few by nature.
FEW = {"GraphMigration", "MigrationLock", "Organization"}

Explained = tuple[ResultSummary, tuple[str, ...]]
Explain = Callable[[Query], Awaitable[Explained]]


def declared() -> list[Query]:
    """Every query that a module of relgraph declares, in kinds and rules too."""
    found: list[Query] = [loaded.query for loaded in load_rules()]
    for info in pkgutil.walk_packages(relgraph.__path__, "relgraph."):
        if info.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, Query):
                found.append(value)
            elif isinstance(value, Kind):
                found += [query for query in (value.record, value.find, value.close, value.cycles) if query]
            elif isinstance(value, Kinds):
                found.append(value.takers)
    return list({id(query): query for query in found}.values())


QUERIES = sorted(declared(), key=lambda query: query.title)


def test_every_file_is_declared_exactly_once() -> None:
    root = asset_dir("cypher")
    files = {str(path.relative_to(root).with_suffix("")) for path in root.rglob("*.cypher")}
    files -= {f"fragments/{name}" for name in load_fragments()}
    assert {title: times for title, times in Counter(query.title for query in QUERIES).items() if times > 1} == {}
    assert {query.name for query in QUERIES} == files


def test_every_fragment_is_used() -> None:
    texts = [path.read_text() for path in asset_dir("cypher").rglob("*.cypher")]
    assert [name for name in load_fragments() if not any(f"@{name}(" in text for text in texts)] == []


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.title)
async def test_neo4j_agrees_with_the_contract(explained: Explain, query: Query) -> None:
    summary, keys = await explained(query)
    assert {"r": "read", "rw": "write", "w": "write"}[summary.query_type] == query.contract.access
    assert tuple(keys) == query.contract.columns


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.title)
async def test_no_plan_scans_people_or_everything(explained: Explain, query: Query) -> None:
    summary, _ = await explained(query)
    for operator in operators(summary.plan):
        kind = operator["operatorType"].split("@")[0]
        details = operator["args"].get("Details", "")
        scanned = kind in FORBIDDEN or "RelationshipTypeScan" in kind
        assert not (scanned and not any(f":{few}" in details for few in FEW)), f"{kind}: {details}"


@pytest.fixture(scope="session")
def explained(shared_graph: Graph) -> Explain:
    """Has each file planned once, as it stands, whatever is put around it on the way: the longest take seconds."""
    known: dict[str, Explained] = {}

    async def explain(query: Query) -> Explained:
        if query.title not in known:
            text = replace(query, packed=False).explained
            async with shared_graph.driver.session(database=shared_graph.database) as session:
                result = await session.run(text, dict.fromkeys(query.contract.params))
                known[query.title] = (await result.consume(), result.keys())
        return known[query.title]

    return explain


def operators(plan: dict) -> list[dict]:
    return [plan, *(operator for child in plan.get("children", []) for operator in operators(child))]


MARKS = ["card", "strength", "alternative", "asks", "factors", "turn", "asked"]


@pytest.mark.parametrize("mark", MARKS)
def test_shared_passages_are_the_same_everywhere(mark: str) -> None:
    """Passages between `// <name>` and `// </name>` are one meaning in several files: copies must not drift."""
    passages = {}
    for query in QUERIES:
        text = query.file.read_text()
        for number, part in enumerate(text.split(f"// <{mark}>")[1:]):
            passages[f"{query.title} ({number})"] = part.split(f"// </{mark}>")[0].split()
    assert len(passages) > 1
    (first, expected), *others = passages.items()
    for name, passage in others:
        assert passage == expected, f"{name} differs from {first}"
