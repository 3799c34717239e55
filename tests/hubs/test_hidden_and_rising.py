"""Hidden influencers and rising hubs: who is listed, who is not, and what unknown does."""

from datetime import date

import pytest

from relgraph.core.errors import InputError
from relgraph.hubs.model import HubMeasure, HubScope
from relgraph.hubs.service import cursor_of_hidden, cursor_of_rising, find_hidden_influencers, find_rising_hubs
from tests.draw import TODAY, Drawing, name_of, tid

ACME = HubScope.of(account=tid("acme"))
SINCE = date(2026, 3, 1)


@pytest.fixture
async def firm(drawing: Drawing) -> Drawing:
    """One boss, three heads, six below; low is the aide everybody listens to, free the one without a known layer."""
    d = drawing.org("acme").person("boss", at="acme", layer=1)
    for name in ("h1", "h2", "h3"):
        d.person(name, at="acme", layer=2).influence(name, "boss", 0.2)
    for n in range(9):
        d.person(f"w{n}", at="acme", layer=4)
    d.person("low", at="acme", layer=4).person("free", at="acme")
    d.influence("low", "boss", 0.9).influence("low", "h1", 0.8).influence("low", "h2")
    d.influence("free", "boss", 1).influence("free", "h1", 1).influence("boss", "h1", 1).influence("boss", "h2", 1)
    await d.save()
    return d


class TestHidden:
    async def test_high_influence_in_a_low_seat(self, firm: Drawing) -> None:
        # Two of fifteen are the upper tenth: 2.0 and more is high, until low sways h3 as well.
        assert await find_hidden_influencers(firm.graph, ACME, as_of=TODAY) == []
        await firm.influence("low", "h3", 0.4).save()
        (low,) = await find_hidden_influencers(firm.graph, ACME, as_of=TODAY)
        assert (name_of(low.hub.person.id), low.layer, low.hub.influence) == ("low", 4, 2.1)
        assert low.outranked == 4  # the boss, with 2.0, too; free's place is unknown
        assert low.hub.unknown_weights == 1
        assert await find_hidden_influencers(firm.graph, ACME, as_of=TODAY, after=cursor_of_hidden(low)) == []

    async def test_on_the_day(self, firm: Drawing) -> None:
        await firm.influence("low", "h3", 0.4, since=TODAY).save()
        assert await find_hidden_influencers(firm.graph, ACME, as_of=date(2026, 8, 31)) == []
        assert len(await find_hidden_influencers(firm.graph, ACME, as_of=TODAY)) == 1

    async def test_nobody_sways_nobody_is_hidden(self, drawing: Drawing) -> None:
        d = drawing.org("acme").person("boss", at="acme", layer=1).person("low", at="acme", layer=2)
        await d.person("free", at="acme").influence("free", "boss", 1).save()
        assert await find_hidden_influencers(d.graph, ACME, as_of=TODAY) == []

    async def test_unknown_layers_are_not_low(self, drawing: Drawing) -> None:
        await drawing.org("acme").people("ann", "bob", at="acme").influence("ann", "bob", 1).save()
        assert await find_hidden_influencers(drawing.graph, ACME, as_of=TODAY) == []


class TestRising:
    @pytest.fixture
    async def moved(self, drawing: Drawing) -> Drawing:
        d = drawing.org("acme").people("ann", "bob", "cyd", "dan", "eve", at="acme")
        d.person("new", at="acme", since=date(2026, 6, 1)).person("left", at="acme", until=TODAY)
        d.influence("ann", "bob", 0.2, until=date(2026, 5, 1))
        d.influence("ann", "bob", 0.7, since=date(2026, 5, 1), basis="b")
        d.influence("bob", "ann", 0.5).influence("cyd", "ann", 0.5, until=date(2026, 4, 1))
        d.influence("new", "ann", 0.3).influence("left", "ann", 1, since=date(2026, 4, 1))
        d.influence("dan", "ann").influence("dan", "eve", 0.1, since=date(2026, 4, 1))
        await d.save()
        return d

    async def test_the_largest_gain_first_and_gains_only(self, moved: Drawing) -> None:
        found = await find_rising_hubs(moved.graph, ACME, since=SINCE, as_of=TODAY)
        assert [(name_of(r.hub.person.id), r.before, r.hub.influence, r.gain) for r in found] == [
            ("ann", 0.2, 0.7, 0.5),
            ("new", None, 0.3, 0.3),  # was not there: unlike 0
            ("dan", 0, 0.1, 0.1),
        ]
        assert [r.unknown_before for r in found] == [0, 0, 1]
        rest = await find_rising_hubs(
            moved.graph, ACME, since=SINCE, as_of=TODAY, after=cursor_of_rising(found[0], HubMeasure.INFLUENCE, SINCE)
        )
        assert rest == found[1:]

    async def test_by_another_measure(self, moved: Drawing) -> None:
        await moved.tie("ann", "bob", 0.5, since=TODAY).tie("ann", "cyd").save()
        found = await find_rising_hubs(
            moved.graph, ACME, since=SINCE, as_of=TODAY, order_by=HubMeasure.DEGREE, measures=()
        )
        assert [(name_of(r.hub.person.id), r.before, r.gain) for r in found] == [("ann", 1, 1), ("bob", 0, 1)]
        loosened = await find_rising_hubs(
            moved.graph, ACME, since=SINCE, as_of=TODAY, order_by=HubMeasure.CONSTRAINT, measures=()
        )
        # bob had no ties, so that nothing is known of how constrained he was.
        assert [(name_of(r.hub.person.id), r.gain) for r in loosened] == [("ann", pytest.approx(1 - 34 / 64))]

    async def test_days_and_measures_that_cannot_be_compared(self, moved: Drawing) -> None:
        with pytest.raises(InputError, match="not before"):
            await find_rising_hubs(moved.graph, ACME, since=TODAY, as_of=TODAY)
        with pytest.raises(InputError, match="not measured"):
            await find_rising_hubs(moved.graph, ACME, since=SINCE, as_of=TODAY, order_by=HubMeasure.BRIDGES)
