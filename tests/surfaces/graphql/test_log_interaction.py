"""`logInteraction`: a meeting with its people, promises, asks and news in one call; all of it, or nothing."""

from typing import Any

import pytest

from relgraph.interactions.log import MOST
from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask

ERRORS = "errors { __typename field message remedy }"
LOG = (
    "mutation ($input: LogInteractionInput!) { logInteraction(input: $input) { outcome " + ERRORS + " "
    "interaction { id externalId kind validFrom source account { externalId } participants { nodes { ours } } } "
    "participants { externalId person { externalId } part came } "
    "commitments { externalId promiser { externalId } promisee { externalId } promise due validFrom source "
    "interaction { externalId } } "
    "asks { asker { externalId } asked { externalId } about weight validFrom } "
    "news { externalId claim validFrom saidBy { externalId } saidTo { externalId } account { externalId } "
    "unit { externalId } interaction { externalId } } } }"
)
VISIT: dict[str, Any] = {
    "id": "crm:visit.7",
    "kind": "visit",
    "validFrom": "2026-08-20",
    "account": "t:acme",
    "purpose": "roadmap",
    "participants": [
        {"person": "t:ann", "part": "HOSTED", "came": True},
        {"person": "t:liu"},
        {"person": "t:chen", "came": False},
    ],
    "commitments": [{"promiser": "t:ann", "promisee": "t:liu", "promise": "a reference visit", "due": "2026-12-15"}],
    "asks": [{"asker": "t:ann", "asked": "t:liu", "about": "who decides", "weight": "LIGHT"}],
    "news": [{"claim": "the budget is frozen", "saidBy": "t:liu", "saidTo": "t:ann"}],
}
EVERYTHING = (
    '{ interactions { totalCount } person(id: "t:liu") { participations { totalCount } asks { totalCount } '
    "promisesReceived { totalCount } newsTold { totalCount } } }"
)


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").unit("it", "acme").person("ann", at="us")
    await d.person("liu", at="acme").person("chen", at="acme").save()
    return d


@pytest.fixture
def log(ask: Ask, book: Drawing):
    async def run(**said: object) -> dict[str, Any]:
        return (await ask(LOG, input=said))["logInteraction"]

    return run


async def counted(ask: Ask) -> list[int]:
    data = await ask(EVERYTHING)
    return [data["interactions"]["totalCount"], *(one["totalCount"] for one in data["person"].values())]


def own(thing: dict[str, Any], *names: str) -> list[object]:
    values = (thing[name] for name in names)
    return [value["externalId"] if isinstance(value, dict) else value for value in values]


async def test_one_call_records_all_of_it_and_again_changes_nothing(log, ask: Ask) -> None:
    done = await log(**VISIT)
    assert (done["outcome"], done["errors"]) == ("CREATED", [])
    met = done["interaction"]
    assert own(met, "externalId", "kind", "validFrom", "source", "account") == [
        *("crm:visit.7", "visit", "2026-08-20", "crm", "t:acme")
    ]
    assert sorted(node["ours"] for node in met["participants"]["nodes"]) == [False, False, True]
    assert [own(one, "person", "part", "came") for one in done["participants"]] == [
        ["t:ann", "HOSTED", True],
        ["t:liu", None, None],
        ["t:chen", None, False],
    ]
    (promise,), (ask_,), (news,) = done["commitments"], done["asks"], done["news"]
    assert own(promise, "promiser", "promisee", "promise", "due", "validFrom", "interaction") == [
        *("t:ann", "t:liu", "a reference visit", "2026-12-15", "2026-08-20", "crm:visit.7")
    ]
    assert own(ask_, "asker", "asked", "about", "weight", "validFrom") == [
        *("t:ann", "t:liu", "who decides", "LIGHT", "2026-08-20")
    ]
    # What it is about, and when, the interaction says.
    assert own(news, "claim", "saidBy", "saidTo", "account", "unit", "validFrom", "interaction") == [
        *("the budget is frozen", "t:liu", "t:ann", "t:acme", None, "2026-08-20", "crm:visit.7")
    ]
    assert await counted(ask) == [1, 1, 1, 1, 1]
    again = await log(**VISIT)
    assert (again["outcome"], again["errors"]) == ("UNCHANGED", [])
    assert again["news"] == done["news"]
    assert await counted(ask) == [1, 1, 1, 1, 1]


async def test_what_differs_is_corrected_and_by_the_opaque_id(log) -> None:
    done = await log(**VISIT)
    later = await log(
        id=done["interaction"]["id"],
        validFrom="2026-08-20",
        outcome="a pilot",
        participants=[{"person": "t:chen", "came": True}],
    )
    assert (later["outcome"], later["interaction"]["kind"]) == ("CORRECTED", "visit")
    assert [own(one, "person", "came") for one in later["participants"]] == [["t:chen", True]]


async def test_the_day_may_be_that_of_the_moment(log) -> None:
    done = await log(kind="call", at="2026-08-20T23:30:00+08:00", participants=[{"person": "t:ann"}])
    assert done["interaction"]["validFrom"] == "2026-08-20"
    assert done["interaction"]["externalId"].startswith("relgraph:")


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"validFrom": None}, [("InvalidInput", "validFrom")]),
        ({"kind": None}, [("InvalidInput", "kind")]),
        ({"kind": "A Visit"}, [("InvalidInput", "kind")]),
        ({"account": "t:ann"}, [("NotFound", "account")]),
        (
            {"participants": [{"person": "t:ann"}, {"person": "t:liu"}, {"person": "t:nobody"}]},
            [("NotFound", "participants.2.person")],
        ),
        ({"participants": [{"part": "HOSTED"}]}, [("InvalidInput", "participants.0.person")]),
        ({"participants": [{"person": "no id"}]}, [("InvalidInput", "participants.0.person")]),
        (
            {"participants": [{"person": "t:ann", "interaction": "crm:other"}]},
            [("InvalidInput", "participants.0.interaction")],
        ),
        (
            {
                "commitments": [{"promiser": "t:ann", "promisee": "t:ann", "promise": "x"}],
                "asks": [{"asker": "t:nobody", "asked": "t:liu"}],
            },
            [("InvalidInput", "commitments.0"), ("NotFound", "asks.0.asker")],
        ),
        ({"news": [{"claim": ""}]}, [("InvalidInput", "news.0.claim")]),
        ({"account": None}, [("InvalidInput", "news.0")]),
        ({"participants": [{"person": f"t:{n}"} for n in range(MOST)]}, [("InvalidInput", None)]),
    ],
)
async def test_what_is_wrong_is_named_and_nothing_is_kept(log, ask: Ask, change: dict[str, Any], errors: list) -> None:
    done = await log(**{**VISIT, **change})
    assert (done["outcome"], done["interaction"], done["participants"]) == (None, None, [])
    assert [(error["__typename"], error["field"]) for error in done["errors"]] == errors
    assert await counted(ask) == [0, 0, 0, 0, 0]


async def test_what_is_told_of_an_address_is_recorded_of_whom_it_means(log, ask: Ask, book: Drawing) -> None:
    address = "email:liu@acme.example"
    await Drawing(book.graph).add("identifier", id=address, person="liu").save()
    visit = {
        **VISIT,
        "participants": [{"person": "t:ann"}, {"person": address}],
        "commitments": [{"promiser": "t:ann", "promisee": address, "promise": "a reference visit"}],
        "asks": [{"asker": "t:ann", "asked": address, "about": "who decides"}],
        "news": [{"claim": "the budget is frozen", "saidBy": address}],
    }
    done = await log(**visit)
    assert [own(one, "person") for one in done["participants"]] == [["t:ann"], ["t:liu"]]
    ends = {"commitments": "promisee", "asks": "asked", "news": "saidBy"}
    assert [own(done[name][0], end) for name, end in ends.items()] == [["t:liu"]] * 3
    again = await log(**visit)
    assert (again["outcome"], await counted(ask)) == ("UNCHANGED", [1, 1, 1, 1, 1])
