"""Hubs, hidden influencers, rising hubs and choke points as tables that read well at 100 columns."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.text import Text

from relgraph.hubs.model import ChokePoint, ChokePoints, HiddenInfluencer, Hub, HubMeasure, RisingHub
from relgraph.surfaces.cli import cells

COLUMNS = {
    HubMeasure.INFLUENCE: "influence",
    HubMeasure.REACH: "reach",
    HubMeasure.BROKERAGE: "broker",
    HubMeasure.DEGREE: "degree",
    HubMeasure.CLOSENESS: "close",
    HubMeasure.BETWEENNESS: "between",
}
MORE_COLUMNS = {
    HubMeasure.PAGERANK: "pagerank",
    HubMeasure.CORE: "core",
    HubMeasure.CONSTRAINT: "constraint",
    HubMeasure.EFFECTIVE_SIZE: "eff. size",
    HubMeasure.BRIDGES: "bridges",
}
DIGITS = {HubMeasure.BETWEENNESS: 3, HubMeasure.PAGERANK: 4}
COUNTS = {HubMeasure.REACH, HubMeasure.DEGREE, HubMeasure.CORE, HubMeasure.BROKERAGE, HubMeasure.BRIDGES}


def show_hubs(console: Console, hubs: Sequence[Hub], *, where: str, by: HubMeasure, as_of: date) -> None:
    """One row a person, the measure that orders them in bold; then why, where that is known."""
    console.print(cells.heading("Hubs of ", (where, "bold"), f" by {_called(by)} on {as_of}"))
    if not hubs:
        console.print("Nobody there is known to listen to anybody, or to know anybody.")
        return
    console.print()
    shown = {**COLUMNS, by: _called(by)} if by in MORE_COLUMNS else COLUMNS
    table = cells.grid("", "person", "seat", *shown.values(), right=["", *shown.values()])
    for rank, hub in enumerate(hubs, start=1):
        numbers = [Text(value(hub, measure), "bold" if measure is by else "") for measure in shown]
        cells.row(table, str(rank), cells.person(hub.person), cells.seat(hub.person), *numbers)
    console.print(table)
    _notes(console, hubs)
    show_why(console, hubs)


def show_hidden(console: Console, found: Sequence[HiddenInfluencer], *, where: str, as_of: date) -> None:
    """Who sways more than their seat tells."""
    console.print(cells.heading("Hidden influencers of ", (where, "bold"), f" on {as_of}"))
    if not found:
        console.print("Nobody in a low seat is known to sway more than those above.")
        return
    console.print()
    table = cells.grid(
        "", "person", "seat", "layer", "influence", "outranks", right=["", "layer", "influence", "outranks"]
    )
    for rank, one in enumerate(found, start=1):
        influence = value(one.hub, HubMeasure.INFLUENCE)
        who = cells.person(one.hub.person), cells.seat(one.hub.person)
        cells.row(table, str(rank), *who, str(one.layer), Text(influence, "bold"), str(one.outranked))
    console.print(table)
    console.print("\noutranks: people in higher seats whose influence is lower.")
    hubs = [one.hub for one in found]
    _notes(console, hubs)
    show_why(console, hubs)


def show_rising(
    console: Console, found: Sequence[RisingHub], *, where: str, by: HubMeasure, since: date, as_of: date
) -> None:
    """Who gained most between two days."""
    console.print(cells.heading("Rising hubs of ", (where, "bold"), f" by {_called(by)} from {since} to {as_of}"))
    if not found:
        console.print("Nobody is known to have gained.")
        return
    console.print()
    table = cells.grid("", "person", "seat", "before", "now", "gain", right=["", "before", "now", "gain"])
    for rank, one in enumerate(found, start=1):
        before = cells.NONE if one.before is None else _number(one.before, by)
        unknown = f" +{one.unknown_before}?" if one.unknown_before and by is HubMeasure.INFLUENCE else ""
        gain = Text(_number(one.gain, by), "bold")
        who = cells.person(one.hub.person), cells.seat(one.hub.person)
        cells.row(table, str(rank), *who, before + unknown, value(one.hub, by), gain)
    console.print(table)
    if any(one.before is None for one in found):
        console.print(f"\n{cells.NONE}: was not there before.")
    hubs = [one.hub for one in found]
    _notes(console, hubs)
    show_why(console, hubs)


def show_why(console: Console, hubs: Sequence[Hub]) -> None:
    """Whom each sways, where their contacts sit, where they stand, and who of ours knows them; or what ours hold."""
    if not any(hub.why for hub in hubs):
        return
    ours = any(hub.held_accounts is not None for hub in hubs)
    last = ["accounts"] if ours else ["support", "our best tie"]
    table = cells.grid("", "person", "sways", "bridges", *last, right=[""])
    for rank, hub in enumerate(hubs, start=1):
        told = [_accounts(hub)] if ours else [_supports(hub), _best_tie(hub)]
        cells.row(table, str(rank), cells.person(hub.person), _sways(hub), _bridges(hub), *told)
    console.print()
    console.print(table)
    if ours:
        console.print("\nbest: the account's best tie to us goes with them; best?: it may, some strengths are unknown.")


def show_choke_points(console: Console, found: ChokePoints, *, where: str, as_of: date) -> None:
    """Whom we want to reach, and through whom and over what the best ways there run."""
    console.print(cells.heading("Choke points on the ways to the deciders of ", (where, "bold"), f" on {as_of}"))
    if not found.deciders:
        console.print("Nobody is known to decide or to approve there.")
        return
    console.print()
    table = cells.grid("decider", "opportunity", "roles", "ways", "best", right=["ways", "best"])
    for decider in found.deciders:
        best = cells.NONE if decider.likelihood is None else cells.number(decider.likelihood)
        roles = " ".join(decider.roles)
        cells.row(table, cells.person(decider.person), decider.opportunity, roles, cells.number(decider.paths, 0), best)
    console.print(table)
    if found.cut_short:
        console.print("\nA search was cut short: there may be other ways, and ? is not none.")
    _points(console, "through", [point for point in found.points if point.person])
    _points(console, "over", [point for point in found.points if point.hop])


def _points(console: Console, what: str, points: Sequence[ChokePoint]) -> None:
    if not points:
        return
    table = cells.grid("share", what, "at", "ways", "deciders", right=["share", "ways", "deciders"])
    for point in points:
        share = Text(f"{point.share:.0%}", "bold")
        cells.row(table, share, *_named(point), str(point.paths), str(point.deciders))
    console.print()
    console.print(table)


def _named(point: ChokePoint) -> tuple[str, str]:
    if point.person:
        return cells.ours(point.person), cells.text(point.person.organization)
    assert point.hop is not None  # noqa: S101  (one of the two is set)
    hop = point.hop
    ends = f"{cells.person(hop.origin)} → {cells.person(hop.to)}"
    return ends, cells.joined([hop.relation.replace("_", " "), hop.basis])


def value(hub: Hub, measure: HubMeasure) -> str:
    """A hub's number; `–` where none was measured or there is nothing to measure."""
    number: float | None = getattr(hub, measure)
    if number is None:
        return cells.NONE
    unknown = f" +{hub.unknown_weights}?" if measure is HubMeasure.INFLUENCE and hub.unknown_weights else ""
    return _number(number, measure) + unknown


def _number(number: float, measure: HubMeasure) -> str:
    return f"{number:.0f}" if measure in COUNTS else cells.number(number, DIGITS.get(measure, 2))


def _called(measure: HubMeasure) -> str:
    return {**COLUMNS, **MORE_COLUMNS}[measure] if measure in MORE_COLUMNS else measure.value


def _notes(console: Console, hubs: Sequence[Hub]) -> None:
    if any(hub.unknown_weights for hub in hubs):
        console.print("\n+n?: n more listen, how much is unknown; they are not in the sum.")


def _sways(hub: Hub) -> str:
    listeners = hub.why.listeners if hub.why else []
    return "\n".join(f"{one.person.name} {cells.number(one.weight)}" for one in listeners) or cells.NONE


def _bridges(hub: Hub) -> str:
    places = hub.why.bridged if hub.why else []
    return "\n".join(f"{one.unit or one.organization} {one.contacts}" for one in places) or cells.NONE


def _supports(hub: Hub) -> str:
    supports = hub.why.supports if hub.why else []
    lines = [f"{one.opportunity} {cells.UNKNOWN if one.level is None else one.level}" for one in supports]
    return "\n".join(lines) or cells.NONE


def _best_tie(hub: Hub) -> str:
    tie = hub.why.best_tie if hub.why else None
    if tie is None:
        return "nobody"
    met = cells.UNKNOWN if tie.last_contact is None else cells.day(tie.last_contact)
    return f"{tie.our.name} {cells.number(tie.strength)}\n{met}"


def _accounts(hub: Hub) -> str:
    marks = {True: " best", False: "", None: " best?"}
    held = hub.held_accounts or []
    lines = [f"{one.account} {one.contacts}: {cells.number(one.strength)}{marks[one.holds_best_tie]}" for one in held]
    return "\n".join(lines) or cells.NONE
