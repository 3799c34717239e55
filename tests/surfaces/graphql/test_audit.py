"""The audit over GraphQL: runs, what changed, findings with evidence, accepting and assigning, the catalogue."""

from datetime import timedelta

import pytest
from strawberry.relay import to_base64

from relgraph.audit.findings.service import list_findings
from relgraph.audit.rules.docs import describe
from relgraph.audit.rules.service import load_rules
from relgraph.audit.runs.service import run_audit
from relgraph.core.errors import InputError, NotFoundError
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.schema import schema
from tests.audit.cases import start
from tests.draw import TODAY, Drawing, tid
from tests.surfaces.graphql.conftest import Ask, Refuse

UNKNOWN = "key_role_support_unknown"
WEEK = timedelta(days=7)


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    """Two customers with a decider each whose stand nobody knew; a week later that of acme's is known, today."""
    start(drawing).person("boss", at="acme", title="CEO").role("boss", "deal", "D").owns(
        "abe", "boss", since=TODAY - 2 * WEEK
    )
    drawing.org("other").opportunity("theirs", "other").person("zoe", at="other").role("zoe", "theirs", "D")
    await drawing.save()
    await run_audit(drawing.graph, as_of=TODAY - WEEK)
    await drawing.support("boss", "deal", 1, since=TODAY - timedelta(days=1)).save()
    await run_audit(drawing.graph, as_of=TODAY)
    return drawing


async def key_of(d: Drawing, rule: str, subject: str) -> str:
    (found,) = await list_findings(d.graph, rules=[rule], subject=tid(subject))
    return found.key


RUN = "number asOf state accounts opened reopened persisting resolved high medium low account { name }"


async def test_runs_with_what_they_saw_and_changed(d: Drawing, ask: Ask, refuse: Refuse) -> None:
    data = await ask(
        "{ auditRuns { nodes { " + RUN + " } pageInfo { hasNextPage } } auditRun(number: 2) { startedAt finishedAt"
        " rules { ruleId version rule { title } }"
        " results { nodes { run asOf score account { name } rules { ruleId version population unknown failed accepted"
        " notAssessed { code text textZh } sentence zh: sentence(language: ZH) rule { severity } } } }"
        ' findings(filter: { rules: ["key_role_support_unknown"] }) { nodes { name status age since } }'
        " diff { before { number } after { number } rules { ruleId } changes { nodes { kind ruleChanged"
        " finding { ruleId name status resolved { run on } opened { run on } } } } } } }"
    )
    second, first = data["auditRuns"]["nodes"]
    assert (first["number"], first["asOf"], first["state"], first["account"]) == (1, "2026-08-25", "FINISHED", None)
    assert (second["accounts"], second["opened"], second["resolved"]) == (2, 0, 1)
    assert first["opened"] == second["persisting"] + 1
    assert data["auditRuns"]["pageInfo"]["hasNextPage"] is False
    run = data["auditRun"]
    assert [(rule["ruleId"], rule["version"]) for rule in run["rules"]] == [
        (loaded.rule.id, loaded.rule.version) for loaded in load_rules()
    ]
    assert run["finishedAt"] >= run["startedAt"]
    by_account = {result["account"]["name"]: result for result in run["results"]["nodes"]}
    scores = [result["score"] for result in run["results"]["nodes"]]
    assert scores == sorted(scores)
    seen = {count["ruleId"]: count for count in by_account["acme"]["rules"]}
    assert seen[UNKNOWN] | {"rule": None} == {
        **{"ruleId": UNKNOWN, "version": 2, "population": 1, "unknown": 0, "failed": 0, "accepted": 0},
        **{"notAssessed": None, "sentence": "0 of 1 key roles", "zh": "关键角色1中0", "rule": None},
    }
    blind = seen["decider_competitor_nearer"]
    assert (blind["notAssessed"]["code"], blind["sentence"][:13], blind["zh"][:4]) == (
        "no_competitor",
        "not assessed:",
        "未评估：",
    )
    assert run["findings"]["nodes"] == [{"name": "zoe", "status": "OPEN", "age": 7, "since": "2026-08-25"}]
    diff = run["diff"]
    assert (diff["before"], diff["after"], diff["rules"]) == ({"number": 1}, {"number": 2}, [])
    assert diff["changes"]["nodes"] == [
        {
            "kind": "RESOLVED",
            "ruleChanged": False,
            "finding": {
                **{"ruleId": UNKNOWN, "name": "boss", "status": "RESOLVED"},
                "opened": [{"run": 1, "on": "2026-08-25"}],
                "resolved": [{"run": 2, "on": "2026-09-01"}],
            },
        }
    ]
    for wrong, field in (
        ("auditRun(number: 9) { number }", "number"),
        ("auditRun(number: 2) { diff(before: 9) { rules { ruleId } } }", "before"),
    ):
        error = await refuse("{ " + wrong + " }")
        assert isinstance(error, NotFoundError)
        assert error.field == field
    error = await refuse("{ auditRun(number: 1) { diff(before: 2) { rules { ruleId } } } }")
    assert isinstance(error, InputError)
    assert error.remedy == "Swap them."


async def test_runs_of_an_account_and_its_trend(d: Drawing, ask: Ask, refuse: Refuse) -> None:
    await run_audit(d.graph, account=tid("other"), as_of=TODAY)
    data = await ask(
        '{ acme: auditRuns(account: "t:acme") { nodes { number } } other: auditRuns(account: "t:other", first: 1) '
        "{ nodes { number account { name } } pageInfo { endCursor hasNextPage } }"
        ' was: account(id: "t:acme", asOf: "2026-08-28") { auditTrend { nodes { run } } }'
        " accounts { nodes { name auditTrend(first: 2) { nodes { run score rules { ruleId failed } } "
        "pageInfo { hasNextPage } } } } }"
    )
    assert data["acme"]["nodes"] == [{"number": 2}, {"number": 1}]
    assert data["other"]["nodes"] == [{"number": 3, "account": {"name": "other"}}]
    assert data["was"]["auditTrend"]["nodes"] == [{"run": 1}]
    acme, other = (account["auditTrend"] for account in data["accounts"]["nodes"])
    assert [result["run"] for result in acme["nodes"]] == [2, 1]
    assert acme["nodes"][0]["score"] > acme["nodes"][1]["score"]
    assert ([result["run"] for result in other["nodes"]], other["pageInfo"]["hasNextPage"]) == ([3, 2], True)
    page = data["other"]["pageInfo"]
    assert page["hasNextPage"] is True
    rest = await ask(
        'query ($after: String) { auditRuns(account: "t:other", after: $after) { nodes { number } } }',
        after=page["endCursor"],
    )
    assert rest["auditRuns"]["nodes"] == [{"number": 2}, {"number": 1}]
    for key in ("x", "9" * 30):
        strange = to_base64("after", key)
        assert isinstance(await refuse('{ auditRuns(after: "' + strange + '") { nodes { number } } }'), InputError)


FINDING = """query ($key: ID!) { auditFinding(key: $key) { key ruleId ruleVersion severity status since age
  rule { ruleId title } account { name } subjectKind subjectId name englishName title other
  subject { externalId ... on Person { name } } opportunity { name } evidence { name value }
  sentence zh: sentence(language: ZH) remedy remedyZh: remedy(language: ZH) suggestion contact { name } through { name }
  opened { run on } resolved { run } assigned { name } assignedBy
  acceptance { until reason by at withdrawnBy holds } } }"""


async def test_a_finding_tells_all_there_is_to_know(d: Drawing, ask: Ask, refuse: Refuse) -> None:
    key = await key_of(d, UNKNOWN, "boss")
    finding = (await ask(FINDING, key=key))["auditFinding"]
    rule = next(loaded.rule for loaded in load_rules() if loaded.rule.id == UNKNOWN)
    assert finding == {
        **{"key": key, "ruleId": UNKNOWN, "ruleVersion": 2, "severity": "HIGH", "status": "RESOLVED"},
        **{"since": "2026-08-25", "age": 7, "rule": {"ruleId": UNKNOWN, "title": rule.title}},
        **{"account": {"name": "acme"}, "subjectKind": "PERSON", "subjectId": to_base64("Person", tid("boss"))},
        **{"name": "boss", "englishName": None, "title": "CEO", "other": None, "opportunity": {"name": "deal"}},
        **{"subject": {"externalId": tid("boss"), "name": "boss"}, "evidence": [{"name": "roles", "value": "D"}]},
        **{"sentence": rule.evidence.replace("{roles}", "D").replace("{opportunity}", "deal")},
        **{"zh": rule.evidence_zh.replace("{roles}", "D").replace("{opportunity}", "deal")},
        **{"remedy": rule.remedy, "remedyZh": rule.remedy_zh, "suggestion": None, "contact": None, "through": None},
        **{"opened": [{"run": 1, "on": "2026-08-25"}], "resolved": [{"run": 2}]},
        **{"assigned": {"name": "abe"}, "assignedBy": None, "acceptance": None},
    }
    assert isinstance(await refuse('{ auditFinding(key: "x") { key } }'), NotFoundError)
    # What left the graph is told by its id, and what a rule that is gone has seen as it is stored.
    key = await key_of(d, UNKNOWN, "zoe")
    await d.graph.driver.execute_query("MATCH (n:Person {id: $id}) DETACH DELETE n", id=tid("zoe"))
    await d.graph.driver.execute_query("MATCH (f:AuditFinding {key: $key}) SET f.rule = 'gone'", key=key)
    finding = (await ask(FINDING, key=key))["auditFinding"]
    assert (finding["name"], finding["subject"], finding["title"]) == (tid("zoe"), None, None)
    assert (finding["ruleId"], finding["rule"], finding["remedy"]) == ("gone", None, None)
    assert finding["sentence"] == "roles D"


FILTERS = [
    ("", ["zoe"]),
    ("statuses: null", ["boss", "zoe"]),
    ("statuses: [RESOLVED]", ["boss"]),
    ('statuses: null, account: "t:acme"', ["boss"]),
    ('statuses: null, subject: "t:zoe"', ["zoe"]),
    ('statuses: null, opportunity: "t:deal"', ["boss"]),
    ('statuses: null, assigned: "t:abe"', ["boss"]),
    ('statuses: null, assigned: "t:abe", account: "t:other"', []),
    ("statuses: null, changedAfterRun: 1", ["boss"]),
    ("statuses: null, changedAfterRun: 2", []),
    ("statuses: null, severities: [LOW]", []),
    ("statuses: null, severities: [HIGH, LOW]", ["boss", "zoe"]),
]


async def test_findings_are_filtered(d: Drawing, ask: Ask) -> None:
    for asked, names in FILTERS:
        given = '{ rules: ["key_role_support_unknown"], ' + asked + " }"
        data = await ask("{ auditFindings(filter: " + given + ") { nodes { name } } }")
        assert sorted(node["name"] for node in data["auditFindings"]["nodes"]) == names, asked


async def test_findings_as_they_were_after_a_run(d: Drawing, ask: Ask, refuse: Refuse) -> None:
    data = await ask(
        '{ auditFindings(atRun: 1, filter: { subject: "t:boss", rules: ["key_role_support_unknown"] }) '
        "{ nodes { name status age resolved { run } } } }"
    )
    assert data["auditFindings"]["nodes"] == [{"name": "boss", "status": "OPEN", "age": 0, "resolved": []}]
    assert isinstance(await refuse("{ auditFindings(atRun: 9) { nodes { key } } }"), NotFoundError)
    person = to_base64("Person", "t:x")
    error = await refuse('{ auditFindings(filter: { account: "' + person + '" }) { nodes { key } } }')
    assert isinstance(error, InputError)
    assert error.field == "filter.account"


TOLD = """{ finding { key status assigned { name } assignedBy acceptance { until reason by withdrawnBy holds } }
  errors { __typename message field remedy } } }"""


async def test_accepting_and_withdrawing(d: Drawing, ask: Ask, transactions: list[str]) -> None:
    key = await key_of(d, UNKNOWN, "zoe")
    accept = "mutation ($input: AcceptFindingInput!) { acceptFinding(input: $input) " + TOLD
    withdraw = "mutation ($input: WithdrawAcceptanceInput!) { withdrawAcceptance(input: $input) " + TOLD
    good = {"key": key, "until": "2026-09-20", "reason": "on leave", "by": "ann"}
    done = (await ask(accept, input=good))["acceptFinding"]
    accepted = {"until": "2026-09-20", "reason": "on leave", "by": "ann", "withdrawnBy": None, "holds": True}
    assert done["errors"] == []
    assert (done["finding"]["status"], done["finding"]["acceptance"]) == ("ACCEPTED", accepted)
    assert [f["key"] for f in (await ask("{ auditFindings(filter: { statuses: [ACCEPTED] }) { nodes { key } } }"))[
        "auditFindings"]["nodes"]] == [key]  # fmt: skip
    ended = (await ask(withdraw, input={"key": key, "by": "abe"}))["withdrawAcceptance"]["finding"]
    assert (ended["status"], ended["acceptance"]) == (
        "OPEN",
        accepted | {"until": "2026-09-01", "withdrawnBy": "abe", "holds": False},
    )
    for changed, kind, field in [
        ({"until": "2026-09-01"}, "InvalidInput", "until"),
        ({"reason": " "}, "InvalidInput", "reason"),
        ({"by": ""}, "InvalidInput", "by"),
        ({"key": "x"}, "NotFound", "key"),
    ]:
        (error,) = (await ask(accept, input=good | changed))["acceptFinding"]["errors"]
        assert (error["__typename"], error["field"]) == (kind, field)
    for wrong, kind in (({"key": key, "by": "abe"}, "Conflict"), ({"key": "x", "by": "abe"}, "NotFound")):
        told = (await ask(withdraw, input=wrong))["withdrawAcceptance"]
        assert (told["finding"], told["errors"][0]["__typename"], told["errors"][0]["field"]) == (None, kind, "key")


async def test_assigning_and_giving_back(d: Drawing, ask: Ask) -> None:
    key = await key_of(d, UNKNOWN, "boss")
    assign = "mutation ($input: AssignFindingInput!) { assignFinding(input: $input) " + TOLD
    unassign = "mutation ($key: ID!) { unassignFinding(key: $key) " + TOLD
    given = {"key": key, "to": to_base64("Person", tid("ann")), "by": "chief"}
    done = (await ask(assign, input=given))["assignFinding"]["finding"]
    assert (done["assigned"], done["assignedBy"]) == ({"name": "ann"}, "chief")
    back = (await ask(unassign, key=key))["unassignFinding"]["finding"]
    assert (back["assigned"], back["assignedBy"]) == ({"name": "abe"}, None)
    (error,) = (await ask(unassign, key=key))["unassignFinding"]["errors"]
    assert (error["__typename"], error["message"]) == ("Conflict", "Nobody assigned the finding by hand.")
    for changed, kind, field in [
        ({"to": to_base64("Unit", "t:x")}, "InvalidInput", "to"),
        ({"to": "t:nobody"}, "NotFound", "to"),
        ({"key": "x"}, "NotFound", "key"),
        ({"by": " "}, "InvalidInput", "by"),
    ]:
        (error,) = (await ask(assign, input=given | changed))["assignFinding"]["errors"]
        assert (error["__typename"], error["field"]) == (kind, field)
    # Whose contact nobody owns, is nobody's again.
    key = await key_of(d, UNKNOWN, "zoe")
    await ask(assign, input=given | {"key": key})
    assert (await ask(unassign, key=key))["unassignFinding"]["finding"]["assigned"] is None


async def test_the_catalogue_is_whole(graph, ask: Ask) -> None:
    data = await ask(
        "{ coverageRules { ruleId version evidence evidenceZh suggestion suggestionZh reasons { code text textZh }"
        " parameters { name kind least most default meaning } docs } }"
    )
    rules = {loaded.rule.id: loaded.rule for loaded in load_rules()}
    assert [told["ruleId"] for told in data["coverageRules"]] == list(rules)
    for told in data["coverageRules"]:
        rule = rules[told["ruleId"]]
        assert (told["evidence"], told["suggestionZh"], told["docs"]) == (
            rule.evidence,
            rule.suggestion_zh,
            describe(rule),
        )
        assert [reason["code"] for reason in told["reasons"]] == [reason.code for reason in rule.reasons]
    cold = next(told for told in data["coverageRules"] if told["ruleId"] == "key_contact_cold")
    assert {
        **{"name": "cold_below", "kind": "FLOAT", "least": 0.0, "most": 1.0, "default": 0.3},
        "meaning": rules["key_contact_cold"].parameters[0].meaning,
    } in cold["parameters"]


async def test_lists_of_findings_take_one_query_a_level(d: Drawing, ask: Ask, transactions: list[str]) -> None:
    deep = """{ auditFindings(first: %d, filter: { statuses: null }) { nodes { name title sentence suggestion
      account { name }
      subject { externalId } opportunity { name } assigned { name } contact { name } through { name }
      rule { title } } } }"""
    transactions.clear()
    assert len((await ask(deep % 8))["auditFindings"]["nodes"]) == 8
    many = list(transactions)
    transactions.clear()
    await ask(deep % 1)
    # Subjects may be of four types, which one finding does not show.
    assert many.count("findings/find_findings") == many.count("evaluation/name_subjects") == 1
    assert len(many) <= len(transactions) + 3, many


async def test_one_mutation_is_one_transaction(d: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    key, written = await key_of(d, UNKNOWN, "zoe"), []
    write = type(d.graph).write

    async def counted(self, work, *, operation, **more):
        written.append(operation)
        return await write(self, work, operation=operation, **more)

    monkeypatch.setattr(type(d.graph), "write", counted)
    context = Context(graph=d.graph, today=TODAY, request_id="test")
    given = f'key: "{key}", until: "2026-10-01", reason: "r", by: "b"'
    await schema.execute(
        "mutation { acceptFinding(input: { " + given + " }) { errors { message } } }", context_value=context
    )
    assert written == ["accept finding"]
