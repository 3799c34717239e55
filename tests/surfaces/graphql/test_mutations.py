"""Mutations: what they create, correct and end, what stays, and the errors that a client can mend."""

import asyncio
from datetime import date

import pytest
from strawberry.relay import to_base64

from relgraph.graph.client import Graph
from tests.draw import TODAY, Drawing, tid
from tests.surfaces.graphql.conftest import Ask

ERRORS = "errors { __typename message field remedy }"
RECORD_TIE = (
    "mutation ($input: TieInput!) { recordTie(input: $input) { outcome tie { externalId strength basis lastContact "
    "validFrom validTo source holds personA { name } } " + ERRORS + " } }"
)
END_TIE = (
    "mutation ($id: ID!, $on: Date!) { endTie(id: $id, on: $on) { outcome tie { validFrom validTo strength } "
    + ERRORS
    + " } }"
)
HISTORY = "query ($id: ID!) { history(id: $id) { truncated revisions { noun ends operation values } } }"


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").unit("it", "acme").people("ann", "bob", "cyd")
    await d.opportunity("deal", "acme").save()
    return d


@pytest.fixture
def tie(ask: Ask):
    async def run(**given: object) -> dict:
        given = {"personA": "t:ann", "personB": "t:bob", **given}
        return (await ask(RECORD_TIE, input=given))["recordTie"]

    return run


@pytest.fixture
def versions(ask: Ask):
    async def run(id_: str, *days: str) -> list[float | None]:
        document = "query ($id: ID!) { node(id: $id) { ... on Tie { strength } } }"
        answers = [(await ask(document, id=to_base64(f"Tie@{day}", id_)))["node"] for day in days]
        return [answer and answer["strength"] for answer in answers]

    return run


async def test_a_tie_is_created_corrected_and_left_alone(book, tie, ask: Ask) -> None:
    made = await tie(strength=0.5, basis="alumni")
    assert (made["outcome"], made["errors"]) == ("CREATED", [])
    assert made["tie"]["strength"] == 0.5
    assert made["tie"]["source"] is None
    assert made["tie"]["personA"] == {"name": "ann"}
    again = await tie(personA="t:bob", personB="t:ann", strength=0.5, basis="alumni")
    assert again["outcome"] == "UNCHANGED"
    assert again["tie"]["externalId"] == made["tie"]["externalId"]
    better = await tie(strength=0.75, basis="alumni", source="interview 2026-08-30")
    assert (better["outcome"], better["tie"]["strength"]) == ("CORRECTED", 0.75)
    history = (await ask(HISTORY, id=made["tie"]["externalId"]))["history"]
    assert history["truncated"] is False
    (revision,) = history["revisions"]
    assert (revision["noun"], revision["operation"], revision["ends"]) == ("tie", "recordTie", ["t:ann", "t:bob"])
    assert revision["values"]["strength"] == 0.5
    by_global_id = await ask(HISTORY, id=to_base64("Tie", made["tie"]["externalId"]))
    assert by_global_id["history"] == history


async def test_what_is_left_out_stays_and_null_makes_unknown(book, ask: Ask, tie) -> None:
    made = (await tie(strength=0.5, basis="alumni", lastContact="2026-08-01"))["tie"]

    async def say(**given: object) -> tuple:
        told = (await ask(RECORD_TIE, input={"id": made["externalId"], **given}))["recordTie"]
        return told["outcome"], told["tie"]["strength"], told["tie"]["basis"], told["tie"]["lastContact"]

    assert await say() == ("UNCHANGED", 0.5, "alumni", "2026-08-01")
    assert await say(lastContact="2026-08-20") == ("CORRECTED", 0.5, "alumni", "2026-08-20")
    assert await say(strength=None) == ("CORRECTED", None, "alumni", "2026-08-20")
    assert await say(id=to_base64("Tie", made["externalId"]), strength=0) == ("CORRECTED", 0.0, "alumni", "2026-08-20")


async def test_another_first_day_begins_a_version(book, tie, versions) -> None:
    made = await tie(id="t:tie", strength=0.1, basis="alumni")
    assert made["tie"]["validFrom"] is None
    later = await tie(id="t:tie", strength=0.9, validFrom="2026-03-01")
    assert later["outcome"] == "CREATED"
    assert (later["tie"]["basis"], later["tie"]["validFrom"], later["tie"]["validTo"]) == ("alumni", "2026-03-01", None)
    assert await versions("t:tie", "2026-02-28", "2026-03-01") == [0.1, 0.9]
    between = await tie(id="t:tie", strength=0.4, validFrom="2026-02-01")
    assert (between["tie"]["validTo"], between["tie"]["basis"]) == ("2026-03-01", "alumni")
    assert await versions("t:tie", "2026-01-31", "2026-02-01", "2026-03-01") == [0.1, 0.4, 0.9]
    current = await tie(id="t:tie", strength=0.8)  # no day: the version of today
    assert (current["outcome"], current["tie"]["validFrom"]) == ("CORRECTED", "2026-03-01")
    first = await tie(id="t:tie", strength=0.2, validFrom=None)
    assert (first["outcome"], first["tie"]["validTo"]) == ("CORRECTED", "2026-02-01")
    assert await versions("t:tie", "2026-01-31", "2026-02-01", "2026-03-01") == [0.2, 0.4, 0.8]


async def test_ending_ends_the_version_of_the_day_before(book, tie, ask: Ask, versions) -> None:
    await tie(id="t:tie", strength=0.1)
    await tie(id="t:tie", strength=0.9, validFrom="2026-03-01")

    async def end(on: str, id_: str = "t:tie") -> dict:
        return (await ask(END_TIE, id=id_, on=on))["endTie"]

    ended = await end("2026-06-01")
    assert (ended["outcome"], ended["tie"]["validTo"]) == ("CORRECTED", "2026-06-01")
    assert (await end("2026-06-01", to_base64("Tie", "t:tie")))["outcome"] == "UNCHANGED"
    assert await versions("t:tie", "2026-05-31", "2026-06-01") == [0.9, None]
    (conflict,) = (await end("2026-07-01"))["errors"]
    assert (conflict["__typename"], conflict["field"]) == ("Conflict", "on")
    assert (await end("2026-02-01"))["tie"] == {"validFrom": None, "validTo": "2026-02-01", "strength": 0.1}
    assert await versions("t:tie", "2026-01-31", "2026-02-15", "2026-03-01") == [0.1, None, 0.9]
    (missing,) = (await end("2026-02-01", "t:none"))["errors"]
    assert (missing["__typename"], missing["field"]) == ("NotFound", "id")


async def test_what_has_ended_begins_again_only_on_a_day(book, tie, ask: Ask) -> None:
    await tie(id="t:tie", strength=0.1)
    await ask(END_TIE, id="t:tie", on="2026-06-01")
    (conflict,) = (await tie(id="t:tie", strength=0.9))["errors"]
    assert (conflict["__typename"], conflict["field"]) == ("Conflict", "validFrom")
    again = await tie(id="t:tie", strength=0.9, validFrom="2026-08-01")
    assert (again["outcome"], again["tie"]["holds"], again["tie"]["basis"]) == ("CREATED", True, None)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"strength": 1.5}, "strength", "less than or equal to 1"),
        ({"basis": "x" * 2001}, "basis", "at most 2000"),
        ({"basis": "  "}, "basis", "must not be empty"),
        ({"id": "t: x y"}, "id", "source:id"),
        ({"id": "not an id"}, "id", "no id"),
        ({"personB": None}, "personB", "must not be null"),
        ({"personA": to_base64("Unit", "t:it")}, "personA", "id of a Unit"),
        ({"validFrom": "2026-02-01", "validTo": "2026-02-01"}, None, "ValidTo must be later than validFrom"),
        ({"personB": "t:ann"}, None, "same person"),
    ],
)
async def test_unfit_values_are_told_field_by_field(book, tie, given: dict, field: str | None, said: str) -> None:
    answer = await tie(**given)
    assert answer["tie"] is None
    assert answer["outcome"] is None
    (error,) = answer["errors"]
    assert (error["__typename"], error["field"]) == ("InvalidInput", field)
    assert said in error["message"]


async def test_a_new_fact_needs_its_ends(book, ask: Ask) -> None:
    answer = (await ask(RECORD_TIE, input={"personA": "t:ann"}))["recordTie"]
    (error,) = answer["errors"]
    assert (error["field"], error["message"]) == ("personB", "personB is required for a new one.")
    answer = (await ask(RECORD_TIE, input={}))["recordTie"]
    assert [error["field"] for error in answer["errors"]] == ["personA", "personB"]


async def test_missing_and_contradicting_references_are_told(book, tie) -> None:
    (missing,) = (await tie(personB="t:zoe"))["errors"]
    assert missing == {
        "__typename": "NotFound",
        "message": "No person has the id 't:zoe'.",
        "field": "personB",
        "remedy": "add that person, or correct the id",
    }
    await tie(id="t:tie")
    (conflict,) = (await tie(id="t:tie", personB="t:cyd"))["errors"]
    assert (conflict["__typename"], conflict["field"]) == ("Conflict", "id")


async def test_circles_are_refused_whole(book, ask: Ask, graph: Graph) -> None:
    document = (
        "mutation ($input: ReportingLineInput!) { recordReportingLine(input: $input) { reportingLine { externalId } "
        + ERRORS
        + " } }"
    )
    for person, manager in [("ann", "bob"), ("bob", "cyd")]:
        answer = await ask(document, input={"person": tid(person), "manager": tid(manager)})
        assert answer["recordReportingLine"]["errors"] == []
    answer = await ask(document, input={"person": tid("cyd"), "manager": tid("ann")})
    assert answer["recordReportingLine"]["reportingLine"] is None
    (cycle,) = answer["recordReportingLine"]["errors"]
    assert (cycle["__typename"], cycle["field"]) == ("Cycle", "manager")
    assert (await ask('{ person(id: "t:cyd") { managers { nodes { line } } } }'))["person"]["managers"]["nodes"] == []


ENTITIES = [
    ("Organization", {"kind": "PARTNER", "name": "Nova", "aliases": ["N"]}, {"englishName": "Nova Ltd"}),
    ("Unit", {"organization": "t:acme", "parent": "t:it", "name": "Net", "function": "IT"}, {"englishName": "Network"}),
    ("Person", {"name": "伊娃", "aliases": ["Eve"]}, {"englishName": "Eva", "declinesIntroductions": True}),
    ("Opportunity", {"account": "t:acme", "name": "Plan", "stage": "LEAD"}, {"stage": "CONTRACT"}),
]
FACTS = [
    ("Position", {"person": "t:ann", "organization": "t:acme", "unit": "t:it", "title": "CTO"}, {"layer": 2}),
    ("ReportingLine", {"person": "t:ann", "manager": "t:bob", "line": "DOTTED"}, {"source": "crm"}),
    ("Tie", {"personA": "t:ann", "personB": "t:bob"}, {"strength": 0.25}),
    ("Influence", {"influencer": "t:ann", "influenced": "t:bob", "basis": "mentor"}, {"weight": 0.25}),
    ("Friction", {"personA": "t:ann", "personB": "t:bob"}, {"basis": "budget"}),
    ("Role", {"person": "t:ann", "opportunity": "t:deal", "role": "D"}, {"source": "crm"}),
    ("Ownership", {"owner": "t:ann", "contact": "t:bob", "role": "A"}, {"source": "crm"}),
    ("KeyContact", {"person": "t:ann", "account": "t:acme", "positionClass": "S"}, {"relationshipClass": 5}),
    ("Ask", {"asker": "t:ann", "asked": "t:bob", "about": "who evaluates"}, {"source": "crm"}),
]


@pytest.mark.parametrize(("noun", "given", "change"), [*ENTITIES, *FACTS])
async def test_every_kind_is_recorded_changed_and_ended(book, ask: Ask, noun: str, given: dict, change: dict) -> None:
    field = noun[0].lower() + noun[1:]
    shown = " ".join(key for key in {**given, **change} if key not in REFERENCES)
    node = f"{field} {{ externalId validTo {shown} }} outcome {ERRORS}"
    record = f"mutation ($input: {noun}Input!) {{ payload: record{noun}(input: $input) {{ {node} }} }}"
    end = f"mutation ($id: ID!, $on: Date!) {{ payload: end{noun}(id: $id, on: $on) {{ {node} }} }}"
    made = (await ask(record, input=given))["payload"]
    assert (made["outcome"], made["errors"]) == ("CREATED", [])
    id_ = made[field]["externalId"]
    same = (await ask(record, input={"id": id_, **given}))["payload"]
    assert same["outcome"] == "UNCHANGED"
    changed = (await ask(record, input={"id": id_, **change}))["payload"]
    assert changed["outcome"] == "CORRECTED"
    said = {key: value for key, value in {**given, **change}.items() if key not in REFERENCES}
    assert changed[field] == {"externalId": id_, "validTo": None, **said}
    ended = (await ask(end, id=id_, on="2026-08-01"))["payload"]
    assert (ended["outcome"], ended["errors"]) == ("CORRECTED", [])
    assert ended[field] == {"externalId": id_, "validTo": "2026-08-01", **said}


REFERENCES = {
    *("organization", "parent", "account", "person", "unit", "manager", "personA", "personB"),
    *("influencer", "influenced", "opportunity", "owner", "contact", "asker", "asked"),
}


async def test_a_new_entity_gets_an_id_and_must_have_a_name(book, ask: Ask) -> None:
    document = (
        "mutation ($input: PersonInput!) { recordPerson(input: $input) { person { externalId aliases } "
        + ERRORS
        + " } }"
    )
    made = (await ask(document, input={"name": "Eve", "aliases": ["E"]}))["recordPerson"]["person"]
    assert made["externalId"].startswith("relgraph:")
    cleared = await ask(document, input={"id": made["externalId"], "aliases": None})
    assert cleared["recordPerson"]["person"]["aliases"] == []
    (error,) = (await ask(document, input={"englishName": "Eve"}))["recordPerson"]["errors"]
    assert (error["__typename"], error["field"]) == ("InvalidInput", "name")
    (error,) = (await ask(document, input={"id": "t:ann", "name": None}))["recordPerson"]["errors"]
    assert (error["field"], error["message"]) == ("name", "name must not be null.")


async def test_whether_somebody_declines_introductions_may_be_unknown(book, ask: Ask) -> None:
    document = (
        'mutation ($says: Boolean) { recordPerson(input: {id: "t:ann", declinesIntroductions: $says}) '
        "{ outcome person { name declinesIntroductions } } }"
    )
    assert (await ask('{ person(id: "t:ann") { declinesIntroductions } }'))["person"] == {"declinesIntroductions": None}
    for says, outcome in [(True, "CORRECTED"), (False, "CORRECTED"), (None, "CORRECTED"), (None, "UNCHANGED")]:
        told = (await ask(document, says=says))["recordPerson"]
        assert told == {"outcome": outcome, "person": {"name": "ann", "declinesIntroductions": says}}


async def test_an_assessment_is_of_today_and_keeps_the_earlier_ones(book, ask: Ask) -> None:
    document = (
        "mutation ($input: SupportInput!) { recordSupport(input: $input) { outcome support { level validFrom validTo } "
        + ERRORS
        + " } }"
    )
    ends = {"person": "t:ann", "opportunity": "t:deal"}
    first = (await ask(document, input={**ends, "level": "UNKNOWN", "validFrom": "2026-08-01"}))["recordSupport"]
    assert first["support"] == {"level": "UNKNOWN", "validFrom": "2026-08-01", "validTo": None}
    now = (await ask(document, input={**ends, "level": "COACH"}))["recordSupport"]
    assert (now["outcome"], now["support"]["validFrom"]) == ("CREATED", TODAY.isoformat())
    then = 'query ($day: Date) { person(id: "t:ann", asOf: $day) { supports { nodes { level } } } }'
    assert (await ask(then, day="2026-08-31"))["person"]["supports"]["nodes"] == [{"level": "UNKNOWN"}]
    assert (await ask(then))["person"]["supports"]["nodes"] == [{"level": "COACH"}]
    unsaid = (await ask(document, input={**ends, "level": None}))["recordSupport"]
    assert (unsaid["outcome"], unsaid["support"]["level"]) == ("CORRECTED", "UNKNOWN")
    end = 'mutation ($id: ID!) { endSupport(id: $id, on: "2026-08-15") { support { level validTo } ' + ERRORS + " } }"
    id_ = (await ask('{ person(id: "t:ann") { supports { nodes { id } } } }'))["person"]["supports"]["nodes"][0]["id"]
    assert (await ask(end, id=id_))["endSupport"]["support"] == {"level": "UNKNOWN", "validTo": "2026-08-15"}


async def test_an_opportunity_ends_with_an_outcome(book, ask: Ask) -> None:
    end = (
        'mutation ($on: Date!) { endOpportunity(id: "t:deal", on: $on, outcome: WON) { '
        "opportunity { live outcome validTo } " + ERRORS + " } }"
    )
    ended = (await ask(end, on="2026-08-01"))["endOpportunity"]["opportunity"]
    assert ended == {"live": False, "outcome": "WON", "validTo": "2026-08-01"}
    bare = 'mutation { recordOpportunity(input: {account: "t:acme", name: "X", outcome: LOST}) { ' + ERRORS + " } }"
    (error,) = (await ask(bare))["recordOpportunity"]["errors"]
    assert (error["__typename"], error["message"]) == (
        "InvalidInput",
        "An opportunity with an outcome has ended: it needs validTo.",
    )


async def test_an_entity_cannot_end_before_it_begins(book, ask: Ask) -> None:
    await book.add("person", date(2026, 3, 1), id=tid("eve"), name="eve").save()
    end = 'mutation { endPerson(id: "t:eve", on: "2026-03-01") { person { name } ' + ERRORS + " } }"
    (error,) = (await ask(end))["endPerson"]["errors"]
    assert (error["__typename"], error["field"]) == ("InvalidInput", "on")


async def test_later_fields_of_a_document_see_what_earlier_ones_wrote(book, ask: Ask) -> None:
    people = "{ tie { personA { ties { nodes { strength } } } } }"
    data = await ask(
        'mutation { a: recordTie(input: {personA: "t:ann", personB: "t:bob", strength: 0.25}) ' + people + " "
        'b: recordTie(input: {personA: "t:ann", personB: "t:cyd", strength: 0.75}) ' + people + " }"
    )
    assert [t["strength"] for t in data["a"]["tie"]["personA"]["ties"]["nodes"]] == [0.25]
    assert sorted(t["strength"] for t in data["b"]["tie"]["personA"]["ties"]["nodes"]) == [0.25, 0.75]


async def test_the_same_thing_recorded_twice_at_once_is_there_once(book, tie, ask: Ask) -> None:
    answers = await asyncio.gather(*(tie(strength=0.5) for _ in range(4)))
    assert sum(answer["outcome"] == "CREATED" for answer in answers) == 1
    rest = [answer for answer in answers if answer["outcome"] != "CREATED"]
    assert all(a["outcome"] == "UNCHANGED" or a["errors"][0]["__typename"] == "Conflict" for a in rest)
    assert len((await ask('{ person(id: "t:ann") { ties { nodes { id } } } }'))["person"]["ties"]["nodes"]) == 1
