"""The query registry: every file is declared once, says the truth, and has a sane plan on a real Neo4j."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j import ResultSummary

import relgraph
from relgraph.audit.rules.service import load_rules
from relgraph.core.assets import asset_dir
from relgraph.graph.client import Graph
from relgraph.graph.fragments import load_fragments, without_comments_and_strings
from relgraph.graph.query import Query
from relgraph.record import kinds
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
                of = (value.record, value.find, value.close, value.move, value.follow, value.cycles)
                found += [query for query in of if query]
                found += value.lists_chosen.values()
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
    # Those that ask each kind for an id are put together from the kinds.
    texts = [path.read_text() for path in (*asset_dir("cypher").rglob("*.cypher"), Path(kinds.__file__))]
    # And so are those that say what lists of a kind hold.
    texts += [text for query in QUERIES if query.filling for text in query.filling.values.values()]
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


def test_what_is_sought_by_id_is_never_walked_through() -> None:
    """A walk through all of an index keeps a plain hint, too, and is what Neo4j plans on an empty graph."""
    walked = re.compile(r"USING INDEX (?!SEEK)\w+:@?\w+ ?\(id\)")
    assert [path.stem for path in asset_dir("cypher").rglob("*.cypher") if walked.search(path.read_text())] == []


@pytest.fixture(scope="session")
def explained(shared_graph: Graph) -> Explain:
    """Has each file planned once, as it stands, whatever is put around it on the way: the longest take seconds."""
    known: dict[str, Explained] = {}

    async def explain(query: Query) -> Explained:
        if query.title not in known:
            text = replace(query, packed=False).explained
            # With all that it takes, or Neo4j would not keep the plan for the tests that ask the query.
            params = query.sent(dict.fromkeys(query.contract.params, ()))
            async with shared_graph.driver.session(database=shared_graph.database) as session:
                result = await session.run(text, params)
                known[query.title] = (await result.consume(), result.keys())
        return known[query.title]

    return explain


def operators(plan: dict) -> list[dict]:
    return [plan, *(operator for child in plan.get("children", []) for operator in operators(child))]


# Thoughts that are told once, by the fragment of this name, and how their text looks in whatever spelling.
ONE_TEXT = {
    "begun_on": r"coalesce\( ?[^ ,]+\.valid_from, [$@]\w+ ?\) ?<=|valid_from IS NULL OR \S+\.valid_from <=",
    "holds_on": r"coalesce\( ?[^ ,]+\.valid_to ?> ?[$@]\w+, true|valid_to IS NULL OR \S+\.valid_to ?> ?[$@]",
    "main_first": r"coalesce\( ?\S+\.primary, false ?\) DESC",
    "with_us_on": r"HOLDS\]->\(\)-\[:BELONGS_TO\]->\{0,1\}\(:Organization \{kind: 'vendor'\}\) WHERE",
    "places": r"UNION ALL MATCH \(\S+\)<-\[:BELONGS_TO\]-\(\w+(:Unit)?\) RETURN",
    "contact": r"WHEN \S+\.last_contact <= \$as_of THEN \S+\.last_contact END",
    "strength": r"\$assumed\.solid_up",
    "class_order": r"\['S', 'A', 'B', 'C'",
    "open_after": r"\[n IN \S+\.closed WHERE n <=",
}


@pytest.mark.parametrize("fragment", ONE_TEXT)
def test_one_thought_has_one_text(fragment: str) -> None:
    root = asset_dir("cypher")
    told = {
        str(path.relative_to(root).with_suffix(""))
        for path in root.rglob("*.cypher")
        if re.search(ONE_TEXT[fragment], " ".join(path.read_text().split()))
    }
    assert told == {f"fragments/{fragment}"}


IN_PATTERNS = r"\(([a-z_]\w*)(?=[:) {])|\[([a-z_]\w*):"


def test_names_within_a_fragment_are_its_own() -> None:
    """What EXISTS, COUNT or COLLECT matches by a name that the caller has, too, would quietly be the caller's."""
    inner = {
        name: names(IN_PATTERNS, " ".join(subqueries(fragment.body))) for name, fragment in load_fragments().items()
    }
    for path in asset_dir("cypher").rglob("*.cypher"):
        text = without_comments_and_strings(path.read_text())
        own = inner.get(path.stem, set()) if path.parent.name == "fragments" else set()
        around = names(IN_PATTERNS, text) | names(r"\b(?:AS|LET) (\w+)()", text)
        for used in set(re.findall(r"@(\w+)\(", text)):
            assert inner[used] & (around - own) == set(), f"{path.stem} uses @{used}"


def names(pattern: str, text: str) -> set[str]:
    return {one or other for one, other in re.findall(pattern, text)}


def subqueries(text: str) -> list[str]:
    """What stands in the braces of subqueries that see all names around them."""
    found = []
    for match in re.finditer(r"\b(EXISTS|COUNT|COLLECT) \{", text):
        depth, end = 1, match.end()
        while depth:
            depth += (text[end] == "{") - (text[end] == "}")
            end += 1
        found.append(text[match.end() : end])
    return found
