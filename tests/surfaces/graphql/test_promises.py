"""Promises and balances, over GraphQL."""

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask, Refuse

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))
ON = 'asOf: "2026-09-01"'

PROMISES = """query ($after: String, $states: [PromiseState!]) {
  promises(account: "t:acme", states: $states, first: 1, after: $after, asOf: "2026-09-01") {
    nodes { promiser { name } promisee { name organizationName } side promise madeOn due state daysOverdue closed
      closedOn commitmentId interaction { purpose channel } }
    pageInfo { hasNextPage endCursor } } }"""


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").unit("it", "acme").person("ann", at="us")
    d.person("bob", at="acme", unit="it")
    d.add("interaction", MAY, id="t:visit", kind="visit", account="acme", purpose="talks")
    d.add(
        "commitment",
        MAY,
        id="t:slides",
        promiser="ann",
        promisee="bob",
        promise="slides",
        due=JUNE,
        interaction="visit",
    )
    d.add("commitment", MAY, promiser="bob", promisee="ann", promise="a plan")
    d.ask("ann", "bob", "an opinion", since=MAY, until=JULY, outcome="granted", weight="heavy")
    await d.save()
    return d


async def test_promises_come_page_by_page_and_are_closed(d: Drawing, ask: Ask) -> None:
    first = (await ask(PROMISES))["promises"]
    assert first["nodes"] == [
        {
            "promiser": {"name": "ann"},
            "promisee": {"name": "bob", "organizationName": "acme"},
            "side": "OURS",
            "promise": "slides",
            "madeOn": "2026-05-01",
            "due": "2026-06-01",
            "state": "OVERDUE",
            "daysOverdue": 92,
            "closed": None,
            "closedOn": None,
            "commitmentId": "t:slides",
            "interaction": {"purpose": "talks", "channel": None},
        }
    ]
    second = (await ask(PROMISES, after=first["pageInfo"]["endCursor"]))["promises"]
    assert [(node["promise"], node["side"], node["interaction"]) for node in second["nodes"]] == [
        ("a plan", "THEIRS", None)
    ]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    ended = await ask(
        'mutation { endCommitment(id: "t:slides", on: "2026-07-01", closed: LATE) { outcome errors { message } } }'
    )
    assert ended["endCommitment"] == {"outcome": "CORRECTED", "errors": []}
    closed = (await ask(PROMISES, states=["CLOSED"]))["promises"]["nodes"]
    assert [(each["promise"], each["closed"], each["closedOn"], each["daysOverdue"]) for each in closed] == [
        ("slides", "LATE", "2026-07-01", 30)
    ]


BALANCE = """fragment Told on Balance { id since
  ours { favours kept open overdue } theirs { favours open asksGranted { number points unweighed } } }"""


async def test_balances_of_a_person_a_pair_and_an_account(d: Drawing, ask: Ask) -> None:
    data = await ask(
        f"""{{ bob: person(id: "t:bob", {ON}) {{ balance {{ ...Told }} }}
          pair: person(id: "t:bob", {ON}) {{ balance(with: "t:ann") {{ ...Told }} }}
          acme: organization(id: "t:acme", {ON}) {{ balance {{ ...Told }} }}
          us: organization(id: "t:us", {ON}) {{ balance {{ ...Told }} }}
          short: person(id: "t:bob", {ON}) {{ balance(days: 30) {{ theirs {{ favours }} }} }} }} {BALANCE}"""
    )
    bob = data["bob"]["balance"]
    ids = {name: data[name]["balance"].pop("id") for name in ("bob", "pair", "acme")}
    assert len(set(ids.values())) == 3
    assert bob == {
        "since": "2025-09-01",
        "ours": {"favours": 0, "kept": 0, "open": 1, "overdue": 1},
        "theirs": {"favours": 1, "open": 1, "asksGranted": {"number": 1, "points": 4, "unweighed": 0}},
    }
    assert data["pair"]["balance"] == data["acme"]["balance"] == bob
    assert data["us"]["balance"] is None
    assert data["short"]["balance"] == {"theirs": {"favours": 0}}


async def test_who_is_asked_about_with_themselves_fails_alone(d: Drawing, refuse: Refuse) -> None:
    # The one error is theirs: of bob, asked about in the same list, the balance is told.
    error = await refuse(
        '{ people(ids: ["t:ann", "t:bob"]) { nodes { balance(with: "t:ann") { theirs { favours } } } } }'
    )
    assert isinstance(error, InputError)
    assert (error.message, error.field) == ("These are the same person.", "with")
    error = await refuse('{ person(id: "t:bob") { balance(with: "t:nobody") { theirs { favours } } } }')
    assert isinstance(error, NotFoundError)
    assert error.field == "with"
    error = await refuse('{ person(id: "t:bob") { balance(days: 0) { theirs { favours } } } }')
    assert isinstance(error, InputError)
    assert error.field == "days"


AT_ONCE = """mutation { recordCommitment(input: {id: "t:now", promiser: "t:ann", promisee: "t:bob", promise: "a word",
  validFrom: "2026-09-01"}) { outcome errors { message } }
  endCommitment(id: "t:now", on: "2026-09-01", closed: KEPT) { outcome commitment { id validTo closed }
    errors { field message } } }"""
LOGGED = """mutation { logInteraction(input: {id: "t:call", kind: "call", validFrom: "2026-09-01", commitments: [
  {promiser: "t:ann", promisee: "t:bob", promise: "a link", validTo: "2026-09-01", closed: KEPT}]})
  { outcome commitments { validFrom validTo closed } errors { message } } }"""
CHANGED = """{ changes(of: {people: ["t:bob"]}, since: "2026-08-01", first: 9) { nodes { kind externalId validTo
  thing { asOf ... on Commitment { closed } } } } }"""


async def test_one_is_made_and_kept_on_one_day(d: Drawing, ask: Ask) -> None:
    done = await ask(AT_ONCE)
    assert (done["recordCommitment"]["outcome"], done["endCommitment"]["outcome"]) == ("CREATED", "CORRECTED")
    shown = done["endCommitment"]["commitment"]
    assert (shown["validTo"], shown["closed"]) == ("2026-09-01", "KEPT")
    node = await ask("query ($id: ID!) { node(id: $id) { ... on Commitment { promise closed } } }", id=shown["id"])
    assert node == {"node": {"promise": "a word", "closed": "KEPT"}}
    logged = (await ask(LOGGED))["logInteraction"]
    assert (logged["outcome"], logged["errors"]) == ("CREATED", [])
    assert logged["commitments"] == [{"validFrom": "2026-09-01", "validTo": "2026-09-01", "closed": "KEPT"}]
    closed = (await ask(PROMISES.replace("first: 1", "first: 9"), states=["CLOSED"]))["promises"]["nodes"]
    assert [(each["promise"], each["closedOn"]) for each in closed] == [
        ("a link", "2026-09-01"),
        ("a word", "2026-09-01"),
    ]


@pytest.mark.parametrize("closed", ["", ", closed: KEPT"])
async def test_changes_tell_that_it_was_closed_on_its_day(d: Drawing, ask: Ask, closed: str) -> None:
    await ask(AT_ONCE.replace(", closed: KEPT", closed))
    nodes = (await ask(CHANGED))["changes"]["nodes"]
    of_it = [(each["kind"], each["validTo"], each["thing"]["asOf"]) for each in nodes if each["externalId"] == "t:now"]
    assert sorted(of_it) == [("ENDED", "2026-09-01", "2026-09-01"), ("RECORDED", None, "2026-09-01")]
