"""An id minted under a day carries it: caches keep days apart, `node` answers for it, cursors of it refuse others."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from graphql import GraphQLID, GraphQLObjectType, get_named_type
from strawberry.relay import to_base64

from relgraph.audit.runs.service import run_audit
from relgraph.core.errors import InputError
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.ids import Day, GivenIds, Opaque, after_key, cursor, global_id
from relgraph.surfaces.graphql.schema import MAX_DAYS, schema
from tests.audit.cases import start
from tests.draw import TODAY, Drawing, tid
from tests.surfaces.graphql.conftest import Ask, Refuse, names
from tests.surfaces.graphql.test_ids import PLACES, Place

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
NOT_OPAQUE = {"externalId", "key", "ends", "missing", "oneId", "otherId", "commitmentId"}


def on(day: date, id_: str, type_: str = "Organization") -> str:
    return global_id(type_, tid(id_), Day(day, explicit=True))


@pytest.fixture
async def acme(drawing: Drawing) -> Drawing:
    """An account whose units change from June to July, and whose buyer is promoted."""
    d = drawing.org("us", "vendor").org("acme")
    for name, since, until in (
        ("audit", None, JULY),
        ("buying", None, None),
        ("cars", None, JULY),
        ("data", JULY, None),
    ):
        d.add("unit", since, until, id=tid(name), organization="acme", name=name)
    d.people("ann", at="us").person("bob")
    d.add("position", None, JULY, person="bob", organization="acme", unit="buying", title="Buyer")
    d.add("position", JULY, None, person="bob", organization="acme", unit="data", title="Head")
    await d.save()
    return d


class TestForms:
    def test_an_id_reads_as_it_was_written(self) -> None:
        for day in (None, date(25, 1, 2), MAY, date.max):
            for key in ("t:x", "t:x@2025-01-01:y", "src:" + "名" * 100, "with space"):
                made = Opaque("Person", key, day)
                assert Opaque.read(str(made)) == made

    def test_no_day_is_the_form_of_before(self) -> None:
        assert global_id("Person", "t:ann", Day(TODAY)) == to_base64("Person", "t:ann") == "UGVyc29uOnQ6YW5u"
        assert cursor("t:ann", Day(TODAY)) == to_base64("after", "t:ann")
        assert global_id("Person", "t:ann", Day(TODAY, explicit=True)) == to_base64("Person@2026-09-01", "t:ann")

    @pytest.mark.parametrize(
        "type_",
        [
            *(
                "Person@",
                "Person@2026-5-1",
                "Person@2026-02-30",
                "Person@0000-01-01",
                "Person@20260501",
                "Person@2026-05-01 ",
            ),
            *(
                "Person@2026-05-01@2026-05-01",
                "@2026-05-01",
                "Person 2026-05-01",
                "Person@２０２６-05-01",
                "Person@2026-05-01T00:00",
            ),
        ],
    )
    def test_what_is_no_day_makes_no_id(self, type_: str) -> None:
        assert Opaque.read(to_base64(type_, "t:ann")) is None

    def test_one_id_has_one_spelling(self) -> None:
        id_ = to_base64("Person", "t:anna")
        assert id_.endswith("YQ==")
        assert Opaque.read(id_[:-3] + "R==") is None
        assert Opaque.read(id_) == ("Person", "t:anna", None)

    def test_the_day_named_wins_then_that_of_ids_then_today(self) -> None:
        ids = GivenIds()
        assert ids.day(None, TODAY) == Day(TODAY)
        assert ids.optional(None, field="unit") is None
        assert ids.all(["t:x", to_base64("Person", "t:y")], "Person", field="people") == ("t:x", "t:y")
        assert ids.day(None, TODAY) == Day(TODAY)
        assert ids.one(on(MAY, "acme"), "Organization", field="account") == "t:acme"
        assert ids.day(None, TODAY) == Day(MAY, explicit=True)
        assert ids.day(JUNE, TODAY) == Day(JUNE, explicit=True)
        ids.one(on(MAY, "ann", "Person"), field="other")
        assert ids.day(None, TODAY) == Day(MAY, explicit=True)
        ids.one(on(JUNE, "ann", "Person"), field="person")
        with pytest.raises(InputError) as refused:
            ids.day(None, TODAY)
        assert (
            refused.value.message
            == "The ids are of different days: that of account is of 2026-05-01, that of person of 2026-06-01."
        )
        assert (refused.value.field, refused.value.remedy) == ("person", "Say by `asOf` which day is meant.")
        assert ids.day(JULY, TODAY) == Day(JULY, explicit=True)

    @pytest.mark.parametrize(("minted", "given"), [(MAY, JUNE), (MAY, None), (None, MAY)])
    def test_a_cursor_of_another_day_is_refused(self, minted: date | None, given: date | None) -> None:
        def of(day: date | None) -> Day:
            return Day(day, explicit=True) if day else Day(TODAY)

        def told(day: date | None) -> str:
            return f"as of {day}" if day else "without a day"

        with pytest.raises(InputError) as refused:
            after_key(cursor("x", of(minted)), of(given))
        assert refused.value.message == f"The cursor is of a list {told(minted)}, and this list is {told(given)}."
        assert refused.value.field == "after"
        assert refused.value.remedy == f"Ask for the list {told(minted)}, or begin this one without `after`."

    def test_a_cursor_without_a_day_is_good_the_next_day(self) -> None:
        assert after_key(cursor("x", Day(MAY)), Day(JUNE)) == "x"


EVERYWHERE = """query ($day: Date) {
  account(id: "t:acme", asOf: $day) { ...Thing units { nodes { ...Thing } edges { cursor } }
    people { nodes { ...Thing positions { nodes { ...Thing } } } }
    hubs { nodes { id asOf person { ...Card } why { topListeners { person { ...Card } }
      bridged { unitId organizationId } supports { opportunityId } bestTie { ourPerson { ...Card } } } } }
    coverageHoles { id asOf account { ...Thing } results { id asOf holes { id asOf subjectId
      opportunity { ...Thing } } } }
    opportunities { nodes { ...Thing powerMap { id asOf cards { id asOf person { ...Thing } } } } } }
  ours: hubs(among: { ours: true }, asOf: $day) { nodes { heldAccounts { accountId } } edges { cursor } }
  orgChart(organization: "t:acme", asOf: $day) { asOf entries { managerId person { ...Card } } }
  pathsTo(to: { person: "t:boss" }, asOf: $day) { asOf targets { ...Card } edges { cursor } nodes {
    hops { factId origin { ...Card } to { ...Card } alternatives { factId } }
    intermediaries { person { ...Card } standIns { person { ...Card } reached { factId } onward { factId } } }
    risks { person { ...Card } } improvement { factId } } }
  chokePoints(account: "t:acme", asOf: $day) { asOf deciders { opportunityId person { ...Card } }
    points { edges { cursor } nodes { person { ...Card } hop { factId } } } }
  search(text: "boss", asOf: $day) { asOf hits { node { ...Thing } } }
  auditFindings(asOf: $day) { edges { cursor } nodes { id asOf subjectId
    account { ...Thing } subject { ...Thing } opportunity { ...Thing } assigned { ...Thing } } }
}
fragment Thing on Recorded { __typename id externalId asOf }
fragment Card on Person { ...Thing personId organizationId title person { ...Thing } }"""


@pytest.fixture
async def world(drawing: Drawing) -> Drawing:
    """An account where everything that shows an id has one to show."""
    d = start(drawing)
    d.person("boss", at="acme", title="CEO").role("boss", "deal", "D").owns("abe", "boss")
    d.unit("it", "acme").person("mid", at="acme", unit="it", title="CIO").person("sub", at="acme", unit="it")
    d.reports("mid", "boss").reports("sub", "mid").influence("sub", "mid", 0.5).influence("boss", "mid", 0.6)
    d.tie("abe", "mid", 0.5).tie("mid", "boss", 0.5).tie("mid", "boss", 0.2, basis="alumni").tie("abe", "sub", 0.4)
    d.tie("sub", "boss", 0.4).support("mid", "deal", 1)
    await d.save()
    await run_audit(d.graph, as_of=JUNE)
    return d


def walk(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All that is in an answer, with the way to it."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from walk(child, (*path, name))
    elif isinstance(value, list):
        for child in value:
            yield from walk(child, path)
    else:
        yield path, value


def opaque_fields() -> set[str]:
    """The names of all fields that show an opaque id."""
    types = [type_ for type_ in schema._schema.type_map.values() if isinstance(type_, GraphQLObjectType)]
    shown = {name for type_ in types for name, field in type_.fields.items() if get_named_type(field.type) is GraphQLID}
    return shown - NOT_OPAQUE


@pytest.mark.parametrize("day", [TODAY, date(2026, 8, 1), None])
async def test_all_below_a_day_carries_it(world: Drawing, ask: Ask, day: date | None) -> None:
    data = await ask(EVERYWHERE, day=day and day.isoformat())
    seen = {}
    for path, value in walk(data):
        if value is not None and (path[-1] in opaque_fields() or path[-1] == "cursor"):
            read = Opaque.read(value)
            assert read is not None, path
            assert read.day == day, path
            seen[path[-1]] = value
        if path[-1] == "asOf":
            assert value == (day or TODAY).isoformat(), path
    assert set(seen) == opaque_fields() | {"cursor"}


async def test_the_same_thing_has_an_id_for_each_day_and_one_external_id(acme: Drawing, ask: Ask) -> None:
    thing = " { id externalId asOf positions { nodes { id title asOf } } }"
    data = await ask(
        '{ may: person(id: "t:bob", asOf: "2026-05-01")' + thing + ' now: person(id: "t:bob")' + thing + "}"
    )
    may, now = data["may"], data["now"]
    assert (may["externalId"], may["asOf"]) == ("t:bob", "2026-05-01")
    assert (now["externalId"], now["asOf"]) == ("t:bob", "2026-09-01")
    assert (may["id"], now["id"]) == (on(MAY, "bob", "Person"), to_base64("Person", "t:bob"))
    assert (may["positions"]["nodes"][0]["title"], now["positions"]["nodes"][0]["title"]) == ("Buyer", "Head")
    # An id with a day is answered for the day, and what comes back has the same ids: one screen, asked twice.
    again = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Person" + thing + " } }"
    assert (await ask(again, ids=[may["id"], now["id"]]))["nodes"] == [may, now]


async def test_the_next_page_keeps_its_day(acme: Drawing, ask: Ask, refuse: Refuse) -> None:
    page = "units(first: 1, after: $after) { nodes { id name } pageInfo { endCursor hasNextPage } }"
    first = await ask('query ($after: String) { organization(id: "t:acme", asOf: "2026-06-01") { id ' + page + " } }")
    id_, seen, part = first["organization"]["id"], [], first["organization"]["units"]
    refetch = "query ($id: ID!, $after: String) { node(id: $id) { ... on Organization { id " + page + " } } }"
    while True:
        seen += [(unit["name"], unit["id"]) for unit in part["nodes"]]
        if not part["pageInfo"]["hasNextPage"]:
            break
        node = (await ask(refetch, id=id_, after=part["pageInfo"]["endCursor"]))["node"]
        assert node["id"] == id_
        part = node["units"]
    assert seen == [(name, on(JUNE, name, "Unit")) for name in ("audit", "buying", "cars")]
    after = first["organization"]["units"]["pageInfo"]["endCursor"]
    for other in (on(MAY, "acme"), to_base64("Organization", "t:acme")):
        error = await refuse(refetch, id=other, after=after)
        assert isinstance(error, InputError)
        assert error.message.startswith("The cursor is of a list as of 2026-06-01, and this list is ")
        assert error.field == "after"


async def test_a_list_without_a_day_goes_on_the_next_day(acme: Drawing, ask: Ask) -> None:
    page = "query ($after: String) { people(first: 1, after: $after) { nodes { name } pageInfo { endCursor } } }"
    first = (await ask(page))["people"]
    assert names(first) == ["ann"]
    assert names((await ask(page, after=first["pageInfo"]["endCursor"]))["people"]) == ["bob"]


async def test_an_id_among_the_arguments_says_the_day(acme: Drawing, ask: Ask, refuse: Refuse) -> None:
    seat = "query ($id: ID!, $day: Date) { person(id: $id, asOf: $day) { id asOf positions { nodes { title } } } }"

    async def seen(**given: str) -> tuple[str, str]:
        person = (await ask(seat, **given))["person"]
        return person["asOf"], person["positions"]["nodes"][0]["title"]

    may = on(MAY, "bob", "Person")
    assert await seen(id=may) == ("2026-05-01", "Buyer")
    assert await seen(id=may, day="2026-08-01") == ("2026-08-01", "Head")
    assert await seen(id="t:bob") == ("2026-09-01", "Head")
    chart = "query ($o: ID, $p: ID, $day: Date) { orgChart(organization: $o, person: $p, asOf: $day) { asOf } }"
    assert (await ask(chart, o=on(MAY, "acme")))["orgChart"] == {"asOf": "2026-05-01"}
    deals = "query ($o: ID, $p: ID) { opportunities(account: $o, filter: { person: $p }) { nodes { name } } }"
    error = await refuse(deals, o=on(MAY, "acme"), p=on(JUNE, "bob", "Person"))
    assert isinstance(error, InputError)
    assert (error.field, error.remedy) == ("filter.person", "Say by `asOf` which day is meant.")


# Changes are asked for by when relgraph learnt them.
WITHOUT_A_DAY = {
    *("node", "nodes", "history", "auditRuns", "changes"),
    # Who is one and the same is so on every day.
    *("identitySuggestions", "identityJudgements"),
}
DATED_PLACES = [place for place in PLACES if place.field not in WITHOUT_A_DAY]
TYPES = {
    "Person": {
        "person",
        "people",
        "assigned",
        "subject",
        "ids",
        "owner",
        "withPerson",
        "one",
        "other",
        "by",
        "contact",
        "leaves",
    },
    "Interaction": {"interaction"},
    "Unit": {"unit", "team"},
    "Opportunity": {"opportunity", "decidersOf"},
    "Organization": {"organization", "account", "ownersOf", "avoid", "prefer", "within"},
}


@pytest.mark.parametrize("place", DATED_PLACES, ids=lambda place: f"{place.field}({place.path})")
async def test_every_place_that_takes_an_id_takes_the_day_that_it_carries(
    place: Place, nowhere: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided: list[Day] = []
    decide = GivenIds.day

    def stop(self: GivenIds, as_of: date | None, today: date) -> Day:
        decided.append(decide(self, as_of, today))
        raise InputError("Far enough.")

    monkeypatch.setattr(GivenIds, "day", stop)
    name = place.field if place.path == "id" else place.path.rpartition(".")[2]
    type_ = next(type_ for type_, named in TYPES.items() if name in named)
    document = f"query ($id: ID!) {{ {place.field}({place.arguments}) {{ __typename }} }}"
    for id_, day in ((on(MAY, "x", type_), Day(MAY, explicit=True)), ("t:x", Day(TODAY))):
        (error,) = (await schema.execute(document, variable_values={"id": id_}, context_value=nowhere)).errors
        assert (error.message, decided.pop()) == ("Far enough.", day)


async def test_what_writes_means_the_thing_itself(acme: Drawing, ask: Ask) -> None:
    document = """mutation ($a: ID!, $b: ID!) { recordTie(input: { personA: $a, personB: $b, strength: 0.5 }) {
      outcome errors { message } tie { id asOf personA { id } } } }"""
    made = (await ask(document, a=on(MAY, "ann", "Person"), b=to_base64("Person", "t:bob")))["recordTie"]
    assert (made["outcome"], made["errors"], made["tie"]["asOf"]) == ("CREATED", [], "2026-09-01")
    assert made["tie"]["personA"]["id"] == to_base64("Person", "t:ann")
    again = "mutation ($id: ID!) { recordTie(input: { id: $id, strength: 0.7 }) { outcome tie { id strength } } }"
    changed = (await ask(again, id=str(Opaque.read(made["tie"]["id"])._replace(day=MAY))))["recordTie"]
    assert changed == {"outcome": "CORRECTED", "tie": {"id": made["tie"]["id"], "strength": 0.7}}
    ended = 'mutation ($id: ID!) { endTie(id: $id, on: "2026-08-01") { outcome errors { message } } }'
    assert (await ask(ended, id=str(Opaque.read(made["tie"]["id"])._replace(day=MAY))))["endTie"]["outcome"]


async def test_runs_and_findings_are_nodes_of_their_days(world: Drawing, ask: Ask) -> None:
    await run_audit(world.graph, as_of=JULY)
    finding = "{ id asOf key subject { id } }"
    data = await ask(
        "{ auditRuns { nodes { id number account { id } results { edges { cursor } nodes { account { id } } }"
        " findings(first: 1) { nodes " + finding + " } diff { changes { nodes { finding " + finding + " } } } } }"
        " auditFindings(first: 1) { nodes "
        + finding
        + " } was: auditFindings(first: 1, atRun: 1) { nodes "
        + finding
        + " } }"
    )
    july, june = data["auditRuns"]["nodes"]
    assert (july["id"], june["id"]) == (to_base64("AuditRun", "2"), to_base64("AuditRun", "1"))
    for run, day in ((june, JUNE), (july, JULY)):
        assert run["results"]["nodes"][0]["account"]["id"] == on(day, "acme")
        assert Opaque.read(run["results"]["edges"][0]["cursor"]).day == day
        (one,) = run["findings"]["nodes"]
        assert (one["asOf"], Opaque.read(one["subject"]["id"]).day) == (day.isoformat(), day)
    (now,), (was,) = data["auditFindings"]["nodes"], data["was"]["nodes"]
    key = was["key"]
    assert now["id"] == to_base64("AuditFinding", key)
    assert was["id"] == june["findings"]["nodes"][0]["id"] == to_base64("AuditFinding@2026-06-01", f"{key} 1")
    ids = [july["id"], june["id"], now["id"], was["id"], to_base64("AuditRun", "9"), to_base64("AuditFinding", "x 1")]
    ids += [to_base64("AuditRun", "t:x"), to_base64("AuditFinding", f"{key} x"), to_base64("AuditFinding", "x")]
    again = (
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on AuditRun { id number } ... on AuditFinding "
        + finding
        + " } }"
    )
    runs = [{"id": run["id"], "number": run["number"]} for run in (july, june)]
    assert (await ask(again, ids=ids))["nodes"] == [*runs, now, was, None, None, None, None, None]


async def test_runs_and_findings_are_found_together(world: Drawing, ask: Ask, transactions: list[str]) -> None:
    data = await ask("{ auditRuns { nodes { id } } auditFindings { nodes { id } } }")
    ids = [one["id"] for listed in data.values() for one in listed["nodes"]]
    assert len(ids) > 2
    transactions.clear()
    await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[*ids, to_base64("AuditRun", "7")])
    assert sorted(transactions) == ["findings/find_findings", "runs/find_runs"]


async def test_nodes_are_asked_for_a_few_days_at_once(acme: Drawing, ask: Ask, refuse: Refuse) -> None:
    ids = [on(date(2026, 1, 1 + n), "acme") for n in range(MAX_DAYS + 1)]
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert [one["id"] for one in (await ask(document, ids=ids[1:]))["nodes"]] == ids[1:]
    error = await refuse(document, ids=ids)
    assert isinstance(error, InputError)
    assert (error.message, error.field) == ("The ids are of 11 days.", "ids")
    assert error.remedy == "Give ids of 10 at most."
