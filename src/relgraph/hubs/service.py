"""Find hubs, hidden influencers and rising hubs among the people of a scope.

One query reads the network compactly, a library measures it on a thread of its own, and only those who are in the
answer are looked at closely (ADR 0005).
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from statistics import median

from relgraph.core.errors import InputError
from relgraph.core.extras import Extra, require_extra
from relgraph.core.workers import Workers
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.hubs.model import (
    ALL_MEASURES,
    DIGITS,
    PLACES,
    HiddenInfluencer,
    Hub,
    HubMeasure,
    HubScope,
    RisingHub,
    ScopeKind,
    Standing,
)
from relgraph.hubs.network import Column, Network, NetworkRow, PlacedRow
from relgraph.hubs.ranking import Ranked, ranked_page
from relgraph.people.service import find_person_cards
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

READ_NETWORK = Query("hubs/read_network", NetworkRow)
READ_PLACES = Query("hubs/read_places", PlacedRow)

MAX_HUBS = 5000
"""The most hubs one answer holds."""

MAX_PEOPLE = 50_000
"""The most people of a scope: a part of a network would measure as something else."""

HIGH_INFLUENCE = 0.1
"""Whose influence counts as high: this share of the people of a scope, from the top."""

SURVEYS = Workers("relgraph survey", 2)
"""Where whole networks are measured: so many at a time, and the others wait. It takes up to ten seconds."""

_HIDDEN = "hidden"
_ENTITIES = {
    ScopeKind.ACCOUNT: EntityKind.ORGANIZATION,
    ScopeKind.UNIT: EntityKind.UNIT,
    ScopeKind.OPPORTUNITY: EntityKind.OPPORTUNITY,
}


class Survey:
    """The people of a scope on a day, measured: `columns` hold the numbers in the order of `rows`."""

    def __init__(self, rows: Sequence[NetworkRow], wanted: Collection[HubMeasure]) -> None:
        from relgraph.hubs.measures import measure  # noqa: PLC0415  (of the extra)

        self.rows = rows
        self.place = {row.id: n for n, row in enumerate(rows)}
        self.columns: dict[str, Column] = measure(Network(rows), wanted)

    def add(self, counted: Iterable[Standing]) -> None:
        """Take in what was counted of people's places."""
        for standing in counted:
            for name, value in standing.model_dump(exclude={"person"}).items():
                self.columns.setdefault(name, [None] * len(self.rows))[self.place[standing.person]] = value

    def ranking(self, by: HubMeasure) -> list[Ranked]:
        """Everybody with the number by which they are ranked: the least constrained broker most."""
        if self.rows and by not in self.columns:
            raise InputError(
                f"{len(self.rows)} people with all their ties are too many for {by}.",
                field="orderBy",
                remedy="Choose another measure, or a smaller scope: a unit or an opportunity.",
            )
        column = self.columns.get(by, ())
        return [_ranked(value, row.id, by) for row, value in zip(self.rows, column, strict=True)]

    def measures_of(self, person: str) -> dict[str, float | None]:
        """A person's numbers by name."""
        return {name: column[self.place[person]] for name, column in self.columns.items()}


async def find_hubs(
    graph: Reader,
    scope: HubScope,
    *,
    as_of: date,
    order_by: HubMeasure = HubMeasure.INFLUENCE,
    after: str = "",
    limit: int = 25,
    measures: Collection[HubMeasure] = ALL_MEASURES,
) -> list[Hub]:
    """The people of a scope, the strongest hubs by one measure first; equals by person id. Method M3.

    Of CONSTRAINT the least comes first, and who has none last. `after` is a `Ranked.cursor` of the same measure. The
    costly measures (CHAINS, PLACES) are taken only when they are among `measures` or ordered by.

    Raises NotFoundError for an unknown scope, and InputError for a limit out of range, another list's cursor, a scope
    of more than MAX_PEOPLE people, or one too large for the measure ordered by.
    """
    _check(limit)
    survey = await _survey(graph, scope, as_of, {*measures, order_by})
    if order_by in PLACES:
        survey.add(await _standings(graph, list(survey.place), as_of))
    chosen = [one.id for one in ranked_page(survey.ranking(order_by), by=order_by, after=after, limit=limit)]
    hubs = await _hubs(graph, survey, chosen, as_of, {*measures, order_by})
    return [hubs[person] for person in chosen]


async def find_hidden_influencers(
    graph: Reader,
    scope: HubScope,
    *,
    as_of: date,
    after: str = "",
    limit: int = 25,
    measures: Collection[HubMeasure] = ALL_MEASURES,
) -> list[HiddenInfluencer]:
    """People of high influence in low seats, the most influential first; equals by person id. Method M3.

    High: among the tenth of the scope's people of most influence (HIGH_INFLUENCE). Low: a layer in the lower half of
    those known in the scope (of three the last one), with somebody of less influence above. Whose layer is unknown
    cannot be told and is not listed. Raises what `find_hubs` raises.
    """
    _check(limit)
    survey = await _survey(graph, scope, as_of, measures)
    hidden = _hidden(survey)
    ranking = [one for one in survey.ranking(HubMeasure.INFLUENCE) if one.id in hidden] if hidden else []
    chosen = [one.id for one in ranked_page(ranking, by=_HIDDEN, after=after, limit=limit)]
    hubs = await _hubs(graph, survey, chosen, as_of, measures)
    return [HiddenInfluencer(hub=hubs[id_], layer=hidden[id_][0], outranked=hidden[id_][1]) for id_ in chosen]


def cursor_of(hub: Hub, order_by: HubMeasure) -> str:
    """Where the next page of hubs in this order begins: right after this one."""
    return _ranked(getattr(hub, order_by), hub.person.id, order_by).cursor(order_by)


def cursor_of_hidden(hidden: HiddenInfluencer) -> str:
    """Where the next page of hidden influencers begins."""
    return Ranked(hidden.hub.influence, hidden.hub.person.id).cursor(_HIDDEN)


def cursor_of_rising(rising: RisingHub, order_by: HubMeasure, since: date) -> str:
    """Where the next page of those who rose since a day in this order begins."""
    return Ranked(rising.gain, rising.hub.person.id).cursor(_rise(order_by, since))


def _ranked(value: float | None, id_: str, by: HubMeasure) -> Ranked:
    return Ranked(-value if value is not None and by is HubMeasure.CONSTRAINT else value, id_)


def _rise(by: HubMeasure, since: date) -> str:
    return f"rising-{by}-{since}"


def _hidden(survey: Survey) -> dict[str, tuple[int, int]]:
    """Layer, and how many people above have less influence, of each hidden influencer."""
    placed = [
        (row.id, row.layer, influence or 0.0)
        for row, influence in zip(survey.rows, survey.columns.get("influence", ()), strict=True)
        if row.layer is not None
    ]
    if not placed:
        return {}
    greatest = sorted((influence or 0.0 for influence in survey.columns["influence"]), reverse=True)
    high = greatest[math.ceil(len(greatest) * HIGH_INFLUENCE) - 1]
    middle = median({layer for _, layer, _ in placed})
    outranked = {
        id_: (layer, sum(above < layer and less < influence for _, above, less in placed))
        for id_, layer, influence in placed
        if layer > middle and influence >= high
    }
    return {id_: told for id_, told in outranked.items() if told[1]}


async def find_rising_hubs(
    graph: Reader,
    scope: HubScope,
    *,
    since: date,
    as_of: date,
    order_by: HubMeasure = HubMeasure.INFLUENCE,
    after: str = "",
    limit: int = 25,
    measures: Collection[HubMeasure] = ALL_MEASURES,
) -> list[RisingHub]:
    """People of the scope who gained most by one measure from `since` to `as_of`, the largest gain first. Method M9.

    On each day the network of that day counts. Who was not in the scope then has gained all; who did not gain, or of
    whom one of the two is unknown, is not listed. Of CONSTRAINT a gain is what it fell by.

    Raises InputError when `since` is not before `as_of`, or for PLACES, of which two days are too much to read; and
    what `find_hubs` raises.
    """
    _check(limit)
    if since >= as_of:
        raise InputError(f"{since} is not before {as_of}.", field="since", remedy="Give an earlier day.")
    if order_by in PLACES:
        raise InputError(f"Gains in {order_by} are not measured.", field="orderBy", remedy="Choose another measure.")
    survey = await _survey(graph, scope, as_of, {*measures, order_by})
    earlier = await _survey(graph, scope, since, {order_by})
    before = {one.id: one.value for one in earlier.ranking(order_by)}
    gains = [Ranked(_gain(one, before, order_by), one.id) for one in survey.ranking(order_by)]
    rising = [one for one in gains if one.value is not None and one.value > 0]
    chosen = ranked_page(rising, by=_rise(order_by, since), after=after, limit=limit)
    hubs = await _hubs(graph, survey, [one.id for one in chosen], as_of, {*measures, order_by})
    return [_rising(hubs[one.id], one.value or 0.0, earlier, order_by) for one in chosen]


def _gain(now: Ranked, before: Mapping[str, float | None], by: HubMeasure) -> float | None:
    if now.id not in before:
        return None if by is HubMeasure.CONSTRAINT else now.value
    then = before[now.id]
    return None if now.value is None or then is None else round(now.value - then, DIGITS)


def _rising(hub: Hub, gain: float, earlier: Survey, by: HubMeasure) -> RisingHub:
    then = earlier.measures_of(hub.person.id) if hub.person.id in earlier.place else {}
    return RisingHub(hub=hub, before=then.get(by), unknown_before=int(then.get("unknown_weights") or 0), gain=gain)


async def _survey(graph: Reader, scope: HubScope, as_of: date, wanted: Collection[HubMeasure]) -> Survey:
    require_extra(Extra.HUBS)
    if scope.id is not None:
        await require(graph, _ENTITIES[scope.kind], [scope.id], field=scope.kind)
    rows = await graph.fetch(READ_NETWORK, scope=scope.kind, id=scope.id, as_of=as_of, limit=MAX_PEOPLE + 1)
    if len(rows) > MAX_PEOPLE:
        raise InputError(f"There are more than {MAX_PEOPLE} people.", remedy="Ask about an account or a unit instead.")
    # Seconds for thousands of people: the event loop must go on meanwhile.
    return await SURVEYS.run(partial(Survey, rows, wanted))


async def _standings(graph: Reader, people: Sequence[str], as_of: date) -> list[Standing]:
    from relgraph.hubs.places import standings  # noqa: PLC0415  (of the extra)

    rows = await graph.fetch(READ_PLACES, ids=list(people), as_of=as_of)
    return await SURVEYS.run(partial(standings, rows, people))


async def _hubs(
    graph: Reader, survey: Survey, people: Sequence[str], as_of: date, wanted: Collection[HubMeasure]
) -> dict[str, Hub]:
    """The hubs of an answer by id, with their cards and, when wanted, their places."""
    if not people:
        return {}
    if PLACES.intersection(wanted) and "brokerage" not in survey.columns:
        survey.add(await _standings(graph, people, as_of))
    cards = await find_person_cards(graph, people, as_of=as_of)
    return {id_: Hub.model_validate({"person": cards[id_], **survey.measures_of(id_)}) for id_ in people}


def _check(limit: int) -> None:
    if not 1 <= limit <= MAX_HUBS:
        raise InputError(f"limit is {limit}.", field="limit", remedy=f"Choose a number from 1 to {MAX_HUBS}.")
