"""What we hear of an account, and how well it is confirmed."""

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.news.model import NewsState, NewsWanted
from relgraph.news.service import find_channels, find_news, find_silent
from tests.draw import TODAY, Drawing, name_of, tid

JANUARY, MAY, JUNE, JULY, LATER = *(date(2026, month, 1) for month in (1, 5, 6, 7)), date(2026, 10, 1)
CONFIRMED, SINGLE, UNKNOWN = NewsState.CONFIRMED, NewsState.SINGLE_CHANNEL, NewsState.UNKNOWN_SOURCE


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    """Ann is ours; ita and itb sit in it, lab in a part of it, buy in purchasing, top at acme, pat at a partner."""
    d = drawing.org("us", "vendor").person("ann", at="us").person("abe", at="us").org("acme").org("ally", "partner")
    d.unit("it", "acme").unit("labs", "acme", "it").unit("purchasing", "acme")
    d.person("ita", at="acme", unit="it").person("itb", at="acme", unit="it").person("lab", at="acme", unit="labs")
    d.person("buy", at="acme", unit="purchasing").person("top", at="acme").person("pat", at="ally").people("who")
    return d.opportunity("deal", "acme")


def news(d: Drawing, name: str, since: date = JUNE, **said: object) -> Drawing:
    about = (
        said
        if {"unit", "opportunity", "person", "account", "competitor"} & said.keys()
        else {"account": "acme", **said}
    )
    return d.add("news", since, id=tid(name), claim=f"{name}.", **about)


def confirm(d: Drawing, person: str, what: str, since: date | None = JULY, **span: date) -> Drawing:
    return d.add("confirmation", since, person=person, news=what, **span)


async def states(d: Drawing, as_of: date = TODAY, **wanted: object) -> dict[str, NewsState]:
    asked = NewsWanted.model_validate({"account": tid("acme"), **wanted})
    return {name_of(each.id): each.state for each in await find_news(d.graph, asked, as_of=as_of, limit=50)}


@pytest.mark.parametrize(
    ("said_by", "confirmed_by", "state"),
    [
        ("ita", [], SINGLE),
        ("ita", ["itb"], SINGLE),
        ("ita", ["ita"], SINGLE),
        ("ita", ["lab"], SINGLE),
        ("lab", ["ita"], SINGLE),
        ("ita", ["top"], SINGLE),
        ("ita", ["who"], SINGLE),
        ("ita", ["ann"], SINGLE),
        ("ita", ["buy"], CONFIRMED),
        ("ita", ["itb", "buy"], CONFIRMED),
        ("ita", ["pat"], CONFIRMED),
        (None, [], UNKNOWN),
        (None, ["ita"], UNKNOWN),
        (None, ["ita", "itb"], UNKNOWN),
        (None, ["ita", "buy"], CONFIRMED),
    ],
    ids=lambda each: "+".join(each) if isinstance(each, list) else each,
)
async def test_two_people_of_different_departments_confirm(
    d: Drawing, said_by: str | None, confirmed_by: list[str], state: NewsState
) -> None:
    news(d, "one", said_by=said_by)
    for person in confirmed_by:
        confirm(d, person, "one")
    await d.save()
    assert await states(d) == {"one": state}
    assert await states(d, states=[each for each in NewsState if each is not state]) == {}


async def test_departments_are_those_of_the_day_on_which_it_was_told(d: Drawing) -> None:
    d.person("mia", at="acme", unit="it", until=LATER.replace(year=2025))
    d.add("position", LATER.replace(year=2025), person="mia", organization="acme", unit="purchasing")
    await confirm(news(d, "one", said_by="ita"), "mia", "one").save()
    assert await states(d) == {"one": CONFIRMED}
    await confirm(news(d, "old", JANUARY.replace(year=2025), said_by="ita"), "mia", "old", date(2025, 2, 1)).save()
    assert await states(d) == {"one": CONFIRMED, "old": SINGLE}


async def test_what_is_said_later_says_nothing_of_a_day_before(d: Drawing) -> None:
    await confirm(news(d, "one", said_by="ita", until=LATER), "buy", "one").save()
    assert await states(d, MAY) == {}
    assert await states(d, JUNE) == {"one": SINGLE}
    assert await states(d, JULY) == {"one": CONFIRMED}
    assert await states(d, LATER) == {}


async def test_news_of_an_account_are_those_of_all_that_is_its(d: Drawing) -> None:
    d.org("other").person("foe", at="other").person("gone", at="acme", until=JUNE).unit("sales", "other")
    news(d, "account", JULY, said_by="ita", said_to="ann")
    news(d, "department", unit="it", said_by="buy")
    news(d, "business", opportunity="deal")
    news(d, "somebody", person="top")
    news(d, "left", MAY, person="gone")
    for name, about in (("past", {"person": "gone"}), ("else", {"account": "other"}), ("foes", {"person": "foe"})):
        news(d, name, **about)
    await news(d, "units", unit="sales").save()
    found = await find_news(d.graph, NewsWanted(account=tid("acme")), as_of=TODAY, limit=50)
    assert [
        (
            name_of(each.id),
            each.unit and each.unit.name,
            each.opportunity and each.opportunity.name,
            each.person and each.person.name,
        )
        for each in found
    ] == [
        ("account", None, None, None),
        ("business", None, "deal", None),
        ("department", "it", None, None),
        ("somebody", None, None, "top"),
        ("left", None, None, "gone"),
    ]
    first = found[0]
    assert (first.claim, first.told_on, first.said_by and first.said_by.unit, first.said_to and first.said_to.name) == (
        *("account.", JULY, "it", "ann"),
    )
    assert await states(d, unit=tid("it")) == {"department": SINGLE}
    assert await states(d, opportunity=tid("deal")) == {"business": UNKNOWN}
    after = await find_news(d.graph, NewsWanted(account=tid("acme")), as_of=TODAY, limit=50, after=found[1].place)
    assert after == found[2:]


async def test_who_confirmed_is_told(d: Drawing) -> None:
    news(d, "one", said_by="ita", audience="owner")
    await confirm(confirm(confirm(d, "itb", "one"), "buy", "one", JUNE), "lab", "one", LATER).save()
    (one,) = await find_news(d.graph, NewsWanted(account=tid("acme")), as_of=TODAY, limit=5)
    assert [(each.name, each.on) for each in one.confirmed_by] == [("buy", JUNE), ("itb", JULY)]
    assert one.audience == "owner"


class TestSilence:
    async def silent(self, d: Drawing, as_of: date = TODAY, **asked: int) -> list[tuple[str, int | None, date | None]]:
        found = await find_silent(d.graph, tid("acme"), as_of=as_of, limit=20, **{"days": 90, **asked})
        return [(each.name, each.people, each.last_heard) for each in found]

    async def test_departments_and_deals_of_which_nothing_was_heard_for_long(self, d: Drawing) -> None:
        d.unit("empty", "acme").opportunity("lost", "acme", outcome="lost", until=JUNE)
        assert await self.silent(await _saved(d)) == [
            ("it", 2, None),
            ("labs", 1, None),
            ("purchasing", 1, None),
            ("deal", None, None),
        ]
        # What somebody of it says counts, of whatever it is; not what is said about it.
        news(d, "one", JULY, person="who", said_by="ita")
        news(d, "two", MAY, unit="labs", said_by="buy", opportunity="deal")
        await news(d, "three", LATER, said_by="lab").save()
        assert await self.silent(d) == [("labs", 1, None), ("purchasing", 1, MAY), ("deal", None, MAY)]
        await confirm(d, "buy", "one").save()
        assert await self.silent(d) == [("labs", 1, None), ("deal", None, MAY)]
        assert await self.silent(d, days=30) == [
            ("labs", 1, None),
            ("deal", None, MAY),
            ("it", 2, JULY),
            ("purchasing", 1, JULY),
        ]
        assert await self.silent(d, LATER) == [("deal", None, MAY), ("it", 2, JULY), ("purchasing", 1, JULY)]

    async def test_ninety_days_are_not_long_and_one_more_is(self, d: Drawing) -> None:
        await news(d, "one", JUNE, opportunity="deal", said_by="ita").save()
        assert "deal" not in {name for name, _, _ in await self.silent(d, date(2026, 8, 30))}
        assert "deal" in {name for name, _, _ in await self.silent(d, date(2026, 8, 31))}

    async def test_what_cannot_be_asked_is_told(self, d: Drawing) -> None:
        await d.save()
        with pytest.raises(InputError, match="days is 0"):
            await self.silent(d, days=0)
        with pytest.raises(NotFoundError):
            await find_silent(d.graph, tid("nobody"), days=90, as_of=TODAY, limit=1)
        with pytest.raises(NotFoundError):
            await find_channels(d.graph, tid("nobody"), as_of=TODAY, limit=1)
        for field in ("account", "unit", "opportunity"):
            with pytest.raises(NotFoundError):
                await states(d, **{field: tid("nobody")})


async def _saved(d: Drawing) -> Drawing:
    await d.save()
    return d


async def test_through_whom_news_comes(d: Drawing) -> None:
    news(d, "one", MAY, said_by="ita", said_to="ann").add(
        "news", JUNE, MAY.replace(year=2027), id=tid("two"), claim="2.", account="acme", said_by="ita", said_to="abe"
    )
    news(d, "three", JUNE, said_by="ita").add(
        "news", JANUARY, MAY, id=tid("false"), claim="no.", account="acme", said_by="buy"
    )
    news(d, "hearsay", JUNE, said_by="abe", said_to="ann")
    news(d, "source", JUNE, said_to="ann")
    confirm(confirm(d, "itb", "one", JULY), "top", "one", None)
    await confirm(d, "pat", "three", LATER).save()
    found = await find_channels(d.graph, tid("acme"), as_of=TODAY, limit=20)
    assert [
        (each.person.name, each.claims, each.confirmed, each.last_told, [to.name for to in each.told_to], each.alone)
        for each in found
    ] == [
        ("itb", 0, 1, JULY, [], False),
        ("ita", 3, 0, JUNE, ["abe", "ann"], False),
        ("top", 0, 1, MAY, [], None),
        ("buy", 1, 0, JANUARY, [], True),
    ]
    assert [each.person.name for each in await find_channels(d.graph, tid("acme"), as_of=MAY, limit=1)] == ["ita"]
