"""A rule of one's own reads the graph and nothing else: no files, no addresses, no settings, however it is written."""

from pathlib import Path

import pytest

from relgraph.audit.evaluation.service import evaluate
from relgraph.audit.rules.service import RuleQuery, load_rules
from relgraph.core.assets import asset_dir
from relgraph.core.errors import QueryContractError
from relgraph.graph import contract as contract_module
from relgraph.graph import query as query_module
from relgraph.graph.fragments import expand
from relgraph.graph.reading import check_only_reads
from tests.audit.test_loading import BEGIN, GOOD, NOBODY, own, write
from tests.audit.test_loading import folder as _folder
from tests.draw import TODAY, Drawing, tid

folder = _folder
LINE = GOOD[: GOOD.index(BEGIN)].count("\n") + 1
"""Where what the tests put in begins."""


def rule_with(folder: Path, text: str) -> Path:
    return write(folder, GOOD.replace(BEGIN, f"{text}\nWITH account\n{BEGIN}", 1))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("LOAD CSV FROM 'file:///etc/passwd' AS row", "LOAD is not for rules"),
        ("load csv WITH HEADERS FROM 'https://10.0.0.1/' AS row", "LOAD is not for rules"),
        ("LOAD/* so */CSV FROM $as_of AS row", "LOAD is not for rules"),
        ("CALL { LOAD CSV FROM 'x' AS row RETURN row }", "LOAD is not for rules"),
        ("LET rows = COLLECT { LOAD CSV FROM 'x' AS row RETURN row }", "LOAD is not for rules"),
        ("WITH *, 1.LOAD CSV FROM 'x' AS row", "LOAD is not for rules"),
        ("CALL db.labels() YIELD label", "calling a procedure is not for rules"),
        ("CALL db.labels", "calling a procedure is not for rules"),
        ("OPTIONAL CALL dbms.listConfig() YIELD name", "calling a procedure is not for rules"),
        ("CALL // a comment {\n  apoc.load.json('https://x')", "calling a procedure is not for rules"),
        ("CALL (account) { CALL apoc.cypher.run('RETURN 1', {}) YIELD value RETURN value }", "calling a procedure"),
        ("CALL db.index.fulltext.queryNodes('names', 'x') YIELD node", "calling a procedure is not for rules"),
        (
            "LET x = apoc.cypher.runFirstColumnSingle('RETURN 1', {})",
            r"the function apoc.cypher.runFirstColumnSingle\(\)",
        ),
        ("LET x = [y IN [1] | gds.util.asNode(y)]", r"the function gds.util.asNode\(\) is not for rules"),
        ("LET x = {a: genai.vector.encode('a', 'b')}", r"the function genai.vector.encode\(\) is not for rules"),
        ("LET x = 1 % APOC . /* */ load\n. file ( 'x' )", r"the function APOC.load.file\(\) is not for rules"),
        ("LET x = [1, 2][0..apoc.x.y()]", r"the function apoc.x.y\(\) is not for rules"),
        ("LET x = db.nameFromElementId('x')", r"the function db.nameFromElementId\(\) is not for rules"),
        ("LET x = `apoc`.load.json('x')", "a quoted name"),
        ("CALL `db`.`labels`()", "calling a procedure is not for rules"),
        ("MATCH (`it's`) CALL db.labels() YIELD label AS `it's`", "a quoted name"),
        ("\\u004cOAD CSV FROM 'x' AS row", "a Unicode escape"),
        ("LET x = '\\u0027 + apoc.load.json(\\u0027'", "a Unicode escape"),
        ("// only a comment \\u000aLOAD CSV FROM 'x' AS row", "a Unicode escape"),
        ("LOAD\u180eCSV FROM 'x' AS row", r"LOAD is not for rules|U\+180E"),
        ("LET x = apoc\u200b.load.json('x')", r"U\+200B is not for rules"),
        ("LET\u3000x = 1", r"U\+3000 is not for rules"),
        ("// a comment\u2028LOAD CSV", r"U\+2028 is not for rules"),
        ("USE system", "USE is not for rules"),
        ("SHOW SETTINGS YIELD name", "SHOW is not for rules"),
        ("TERMINATE TRANSACTIONS 'x'", "TERMINATE is not for rules"),
        ("ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'", "uses SET"),
        ("GRANT ROLE admin TO neo4j", "GRANT is not for rules"),
        ("DROP INDEX names", "DROP is not for rules"),
        ("CALL (account) { RETURN 1 AS one } IN TRANSACTIONS OF 1 ROW", "TRANSACTIONS is not for rules"),
        ("PROFILE MATCH (n)", "PROFILE is not for rules"),
        ("DETACH DELETE account", "uses DELETE"),
        ("FOREACH (x IN [1] | CREATE (:Trace))", "uses FOREACH"),
        ("MERGE (:Trace)", "uses MERGE"),
        ("WITH account, 1.CREATE (:Trace)", "uses CREATE|CREATE is not for rules"),
    ],
)
def test_what_does_more_than_read_is_refused(folder: Path, text: str, message: str) -> None:
    with pytest.raises(QueryContractError, match=message) as caught:
        load_rules(rule_with(folder, text))
    assert caught.value.file == str(folder / "our_cold_ties.cypher")
    assert LINE <= caught.value.line <= LINE + text.count("\n")
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "LET x = 'LOAD CSV FROM 1; CALL db.labels()'  // CALL db.labels() and apoc.load.json('x')",
        "LET x = account.load + account.set.use",
        "LET x = {use: 1, call: 2, set: 3}.call",
        "OPTIONAL MATCH (n:Use)-[:CALL]->(:Load)",
        "LET x = date.truncate('month', $as_of), 年 = datetime.realtime().year",
        "LET x = [y IN coll.sort([2, 1]) WHERE (y > 1) | toString(y)], 名字 = '张\u3000伟'",
        "LET x = point.distance(point({x: 1, y: 2}), point({x: 1, y: 1})), z = duration.between($as_of, date())",
        "CALL (account) { RETURN 1 AS one UNION RETURN 2 AS one }",
        "LET x = EXISTS { (account)<-[:HOLDS]-() }, y = COUNT { CALL { RETURN 1 AS one } RETURN one }",
    ],
)
def test_what_only_reads_is_taken(folder: Path, text: str) -> None:
    assert own(rule_with(folder, text)).rule.own


def test_what_is_given_to_fragments_is_looked_at(folder: Path) -> None:
    text = GOOD.replace("@key_people(account)", "@key_people(apoc.load.json('x'))")
    with pytest.raises(QueryContractError, match=r"the function apoc.load.json\(\)"):
        load_rules(write(folder, text))


def test_all_rules_of_relgraph_only_read() -> None:
    for path in (asset_dir("cypher") / "audit").glob("*.cypher"):
        check_only_reads(expand(path.read_text(encoding="utf-8"), path.name))


def test_files_of_other_encodings(folder: Path) -> None:
    (folder / "our_cold_ties.cypher").write_text(GOOD, encoding="utf-8-sig")
    assert own(folder).rule.title_zh == "与关键客户仅有弱关系"
    (folder / "our_other_ties.cypher").write_text(GOOD, encoding="gb18030")
    with pytest.raises(QueryContractError, match="our_other_ties.cypher:1: the file is not UTF-8"):
        load_rules(folder, (("our_cold_ties.cold_below", 0.2),))


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("LOAD CSV FROM 'file:///etc/passwd' AS row", "LoadCSV"),
        ("CALL (account) { CALL db.labels() YIELD label RETURN label }", "ProcedureCall"),
        ("CREATE (:Trace)", "writes"),
    ],
)
async def test_neo4j_is_asked_too_before_a_rule_runs(
    drawing: Drawing, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, does: str
) -> None:
    await drawing.org("acme").save()
    rule = unchecked(rule_with(folder, text), monkeypatch)
    with pytest.raises(QueryContractError, match=f"Neo4j says that the rule does more than read: {does}"):
        await evaluate(drawing.graph, rule, [tid("acme")], **NOBODY, as_of=TODAY)
    result = await drawing.graph.driver.execute_query("MATCH (t:Trace) RETURN count(t) AS count")
    assert result.records[0]["count"] == 0


def unchecked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> RuleQuery:
    """The rule, as if its text had got past the checks."""
    monkeypatch.setattr(query_module, "check_only_reads", lambda _: None)
    monkeypatch.setattr(contract_module, "_check_access", lambda *_: None)
    return own(folder)


async def test_a_rule_is_planned_once(drawing: Drawing, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await drawing.org("acme").save()
    rule, asked = own(write(folder, GOOD)), []
    monkeypatch.setattr("relgraph.graph.client.check_plan", lambda summary, _: asked.append(summary.query_type))
    for graph in (drawing.graph, drawing.graph.for_caller(), drawing.graph):
        (evaluation,) = await evaluate(graph, rule, [tid("acme")], **NOBODY, as_of=TODAY)
        assert (evaluation.population, evaluation.not_assessed) == (0, "no_key_contacts")
    assert asked == ["r"]
