"""Sponsors of an account on a graph: what is recorded, how it stands, who is missing, and who might be one."""

from datetime import date, timedelta

import pytest

from relgraph.analyses.asked import SponsorsAsked
from relgraph.analyses.contacts import SPONSORS
from relgraph.analyses.declaration import Means
from relgraph.core.errors import NotFoundError
from relgraph.graph.client import Graph
from relgraph.identity.judgement import Verdict
from relgraph.identity.service import judge, withdraw
from relgraph.kinds.sponsorship import SPONSORSHIPS, Sponsorship
from relgraph.record.read import list_around
from relgraph.sponsors.model import AccountSponsors, SponsorLack
from tests.draw import TODAY, Drawing, name_of, tid
from tests.surfaces.graphql.conftest import Ask, Refuse, ask, refuse  # noqa: F401  (fixtures)

SINCE, LATELY = date(2026, 1, 1), date(2026, 8, 1)


def drawn(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").unit("sales", "us", function="sales").unit("lab", "us", function="it").org("acme")
    d.person("boss", at="us", layer=1).person("tech", at="us", unit="lab", layer=2).person("ann", at="us", layer=4)
    d.person("head", at="us", unit="sales", layer=3).person("gone", at="us", layer=2, until=SINCE)
    d.unit("it", "acme", function="it").person("cio", at="acme", unit="it", layer=2).person("ceo", at="acme", layer=1)
    d.person("cfo", at="acme", layer=2).person("kim", at="acme")
    for name in ("cio", "ceo", "cfo"):
        d.key_contact(name, "acme", position_class="S")
    return d.key_contact("kim", "acme")


async def asked(graph: Graph, account: str = "acme", day: date = TODAY) -> AccountSponsors:
    return await SPONSORS.run(Means(graph), SponsorsAsked(account=tid(account), as_of=day))


async def test_sponsorships_stand_as_recorded_and_as_contact_tells(drawing: Drawing) -> None:
    d = drawn(drawing)
    d.add("sponsorship", SINCE, sponsor="boss", account="acme", contact="ceo", purpose="a talk a quarter")
    d.add("sponsorship", SINCE, sponsor="gone", account="acme", contact="cfo", cadence_days=400)
    d.add("sponsorship", sponsor="ann", account="acme", contact="cfo").add("sponsorship", sponsor="ann", account="acme")
    d.add("sponsorship", SINCE, TODAY, sponsor="boss", account="acme", contact="cio")
    await d.met("m", "visit", LATELY, "ann", "kim").met("n", "call", LATELY, "boss", "kim").save()
    found = await asked(d.graph)
    told = [
        (
            name_of(e.sponsor.id),
            e.contact and name_of(e.contact.id),
            e.last_contact,
            e.due,
            e.carried,
            e.lacks,
            e.unknown,
        )
        for e in found.sponsorships
    ]
    lapsed = SINCE + timedelta(days=90)
    assert told == [
        ("boss", "ceo", None, lapsed, 1, [SponsorLack.LAPSED], []),
        ("ann", "cfo", None, None, 2, [SponsorLack.MISMATCHED], [SponsorLack.LAPSED]),
        ("gone", "cfo", None, SINCE + timedelta(days=400), 1, [SponsorLack.NOT_WITH_US], [SponsorLack.MISMATCHED]),
        ("ann", None, LATELY, LATELY + timedelta(days=90), 2, [], []),
    ]
    assert (found.sponsorships[0].purpose, found.sponsorships[0].cadence_days) == ("a talk a quarter", 90)
    # Ann sponsors the CFO; nobody does the CIO any more.
    assert [name_of(each.person.id) for each in found.missing] == ["cio"]
    before = await asked(d.graph, day=date(2026, 2, 1))
    assert ([name_of(each.person.id) for each in before.missing], len(before.sponsorships)) == ([], 5)


async def test_seniors_are_proposed_by_rank_line_dealings_and_promises(drawing: Drawing) -> None:
    d = drawn(drawing)
    d.promise("boss", "kim", "a visit", since=SINCE, until=LATELY, closed="kept")
    d.promise("boss", "kim", "a price", since=SINCE, until=LATELY, closed="broken")
    await d.met("m", "visit", LATELY, "head", "cio", "boss").save()
    found = await asked(d.graph)
    by_contact = {name_of(each.person.id): each.proposals for each in found.missing}
    assert by_contact.keys() == {"cio", "ceo", "cfo"}
    told = [
        (name_of(each.person.id), each.score, [part.value for part in each.parts], each.last)
        for each in by_contact["cio"]
    ]
    assert told == [
        ("tech", 0.6, [1.0, 1.0, 0.0, None], None),
        ("boss", 0.55, [0.5, None, 1.0, 0.5], LATELY),
        ("head", 0.5, [0.5, 0.0, 1.0, None], LATELY),
    ]
    # Who is of the working level, or has left, is not proposed.
    assert {name_of(each.person.id) for each in by_contact["cfo"]} == {"boss", "tech", "head"}


async def test_nobody_is_there_and_nothing_is_known(drawing: Drawing) -> None:
    await drawing.org("acme").person("bob", at="acme").key_contact("bob", "acme", position_class="S").org("beta").save()
    (missing,) = (await asked(drawing.graph)).missing
    assert (missing.proposals, (await asked(drawing.graph, "beta")).missing) == ([], [])
    with pytest.raises(NotFoundError, match="'t:nowhere'"):
        await asked(drawing.graph, "nowhere")


async def test_it_takes_as_many_queries_however_many_there_are(drawing: Drawing, transactions: list[str]) -> None:
    d = drawn(drawing)
    for contact in ("ceo", "cfo", "kim"):
        d.add("sponsorship", SINCE, sponsor="boss", account="acme", contact=contact)
    await d.save()
    transactions.clear()
    assert len((await asked(d.graph)).sponsorships) == 3
    assert len(transactions) == 6


async def test_it_is_listed_around_all_three_and_goes_along_when_two_become_one(drawing: Drawing) -> None:
    d = drawn(drawing)
    d.add("sponsorship", SINCE, sponsor="boss", account="acme", contact="ceo")
    await d.add("sponsorship", SINCE, sponsor="boss", account="acme").save()
    page = {"as_of": TODAY, "after": "", "limit": 9}

    async def around(end: str, of: str) -> list[str | None]:
        found: list[Sponsorship] = (await list_around(d.graph, SPONSORSHIPS, end, [tid(of)], **page))[tid(of)]
        return sorted((each.contact and name_of(each.contact) for each in found), key=str)

    assert await around("sponsor", "boss") == [None, "ceo"]
    assert await around("account", "acme") == [None, "ceo"]
    assert await around("contact", "ceo") == ["ceo"]
    judgement = await judge(d.graph, tid("kim"), tid("ceo"), Verdict.SAME)
    assert (await around("contact", "kim"), await around("sponsor", "boss")) == (["kim"], [None, "kim"])
    await withdraw(d.graph, judgement.id)
    assert (await around("contact", "kim"), await around("contact", "ceo")) == ([], ["ceo"])


async def test_over_graphql_it_is_recorded_told_and_refused(
    drawing: Drawing,
    ask: Ask,  # noqa: F811
    refuse: Refuse,  # noqa: F811
) -> None:
    await drawn(drawing).save()
    recorded = """mutation { recordSponsorship(input: {sponsor: "t:boss", account: "t:acme", contact: "t:ceo",
      purpose: "a talk", cadenceDays: 60, validFrom: "2026-08-15"}) { outcome errors { message } } }"""
    assert (await ask(recorded))["recordSponsorship"] == {"outcome": "CREATED", "errors": []}
    told = await ask("""{ sponsors(account: "t:acme") { asOf full truncated
      sponsorships { sponsor { name } contact { name sponsorships { totalCount } } purpose cadenceDays due
        lacks unknown }
      missing { person { name } proposals { person { name } score carried parts { reason value weight } } } } }""")
    assert told["sponsors"]["sponsorships"] == [
        {
            **{"sponsor": {"name": "boss"}, "contact": {"name": "ceo", "sponsorships": {"totalCount": 1}}},
            **{"purpose": "a talk", "cadenceDays": 60, "due": "2026-10-14", "lacks": [], "unknown": []},
        }
    ]
    assert [each["person"]["name"] for each in told["sponsors"]["missing"]] == ["cfo", "cio"]
    best = told["sponsors"]["missing"][1]["proposals"][0]
    assert (best["person"]["name"], best["parts"][1]) == ("tech", {"reason": "LINE", "value": 1.0, "weight": 2})
    same = """mutation { recordSponsorship(input: {sponsor: "t:boss", account: "t:acme", contact: "t:boss"}) {
      outcome errors { message } } }"""
    assert (await ask(same))["recordSponsorship"]["outcome"] is None
    error = await refuse('{ sponsors(account: "t:nowhere") { full } }')
    assert str(error).startswith("No organization has the id 't:nowhere'")
