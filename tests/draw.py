"""Draw a graph in a few lines, through relgraph's one write path.

    d.org("us", "vendor").org("acme", "customer")
    d.person("ann", at="us").person("bob", at="acme", title="CTO", layer=1)
    d.tie("ann", "bob", 0.5)
    await d.save()

Short names become ids `t:<name>`. Everything holds always unless `since` / `until` say otherwise.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Self

from relgraph.graph.client import Graph, Transaction
from relgraph.kinds import KINDS
from relgraph.record.model import Recorded
from relgraph.record.outcome import Outcome
from relgraph.record.service import record
from relgraph.traffic.model import Traffic
from relgraph.traffic.service import record_traffic
from tests.database import unchanged, wipe

TODAY = date(2026, 9, 1)
"""The day that drawn graphs are asked about."""


def tid(name: str) -> str:
    """The id of a drawn thing."""
    return f"t:{name}"


def name_of(id_: str) -> str:
    """The short name of a drawn thing's id."""
    return id_.removeprefix("t:")


class Drawing:
    """Collects what is drawn; `save` records it. Methods can be chained."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._things: dict[str, list[Recorded]] = defaultdict(list)
        self._traffic: list[Traffic] = []

    def add(self, noun: str, since: date | None = None, until: date | None = None, **values: object) -> Self:
        """Any kind of thing by its noun; values of reference fields are short names."""
        model = KINDS[noun].model
        refs = {key: tid(str(values[key])) for key in model.references if values.get(key) is not None}
        # None leaves the source unknown.
        values = {"source": "t", **values}
        span = {"valid_from": since, "valid_to": until}
        given = {key: value for key, value in {**span, **values, **refs}.items() if value is not None}
        self._things[noun].append(model.model_validate(given))
        return self

    def org(self, name: str, kind: str = "customer", /, **values: object) -> Self:
        return self.add("organization", id=tid(name), kind=kind, **{"name": name, **values})

    def unit(self, name: str, of: str, /, parent: str | None = None, **values: object) -> Self:
        return self.add("unit", id=tid(name), organization=of, parent=parent, **{"name": name, **values})

    def person(
        self,
        name: str,
        /,
        at: str | None = None,
        unit: str | None = None,
        title: str | None = None,
        layer: int | None = None,
        since: date | None = None,
        until: date | None = None,
        **values: object,
    ) -> Self:
        """A person and, with `at`, the seat they hold there; since/until are the seat's."""
        self.add("person", id=tid(name), **{"name": name, **values})
        if at:
            self.add("position", since, until, person=name, organization=at, unit=unit, title=title, layer=layer)
        return self

    def people(self, *names: str, at: str | None = None) -> Self:
        for name in names:
            self.person(name, at=at)
        return self

    def reports(self, person: str, manager: str, line: str = "solid", **span: date) -> Self:
        return self.add("reporting_line", person=person, manager=manager, line=line, **span)

    def tie(self, a: str, b: str, strength: float | None = None, **values: object) -> Self:
        return self.add("tie", person_a=a, person_b=b, strength=strength, **values)

    def influence(self, influencer: str, influenced: str, weight: float | None = None, **values: object) -> Self:
        return self.add("influence", influencer=influencer, influenced=influenced, weight=weight, **values)

    def friction(self, a: str, b: str, **values: object) -> Self:
        return self.add("friction", person_a=a, person_b=b, **values)

    def ask(self, asker: str, asked: str, about: str | None = None, **values: object) -> Self:
        return self.add("ask", asker=asker, asked=asked, about=about, **values)

    def promise(self, promiser: str, promisee: str, promise: str, **values: object) -> Self:
        return self.add("commitment", promiser=promiser, promisee=promisee, promise=promise, **values)

    def met(self, name: str, kind: str, day: date, *people: str, **values: object) -> Self:
        """An interaction on a day, and who took part."""
        self.add("interaction", day, id=tid(name), kind=kind, **values)
        for person in people:
            self.add("participation", person=person, interaction=name)
        return self

    def news(self, name: str, day: date, **values: object) -> Self:
        return self.add("news", day, id=tid(name), **{"claim": name, **values})

    def confirmed(self, person: str, news: str, **span: date) -> Self:
        return self.add("confirmation", person=person, news=news, **span)

    def wrote(self, sender: str, receiver: str, *days: date, channel: str = "mail") -> Self:
        """One wrote to the other, or called, on some days."""
        by_month: dict[str, list[str]] = defaultdict(list)
        for day in days:
            by_month[f"{day:%Y-%m}"].append(str(day.day))
        for month, of_month in by_month.items():
            told = {"month": month, "count": len(of_month), "days": tuple(of_month), "source": "t"}
            ends = {"sender": tid(sender), "receiver": tid(receiver)}
            self._traffic.append(Traffic.model_validate({**ends, **told, "channel": channel}))
        return self

    def opportunity(self, name: str, account: str, /, **values: object) -> Self:
        return self.add("opportunity", id=tid(name), account=account, **{"name": name, **values})

    def role(self, person: str, opportunity: str, *letters: str, **span: date) -> Self:
        for letter in letters:
            self.add("role", person=person, opportunity=opportunity, role=letter, **span)
        return self

    def support(self, person: str, opportunity: str, level: int | None, **span: date) -> Self:
        return self.add("support", person=person, opportunity=opportunity, level=level, **span)

    def owns(self, owner: str, contact: str, role: str = "A", **span: date) -> Self:
        return self.add("ownership", owner=owner, contact=contact, role=role, **span)

    def key_contact(self, person: str, account: str, **values: object) -> Self:
        return self.add("key_contact", person=person, account=account, **values)

    def take(self, other: "Drawing") -> Self:
        """Draw what another has drawn, too."""
        for noun, things in other._things.items():
            self._things[noun] += things
        self._traffic += other._traffic
        return self

    async def save(self) -> list[Outcome]:
        """Record everything drawn since the last save; every row must be accepted."""
        outcomes = await self.graph.write(self._record, operation="draw")
        self._things.clear()
        self._traffic.clear()
        refused = [outcome for outcome in outcomes if not outcome.accepted]
        assert not refused, refused
        return outcomes

    async def _record(self, transaction: Transaction) -> list[Outcome]:
        outcomes = []
        for kind in KINDS:
            if things := self._things[kind.noun]:
                outcomes += await record(transaction, kind, things, kinds=KINDS, operation="draw")
        return [*outcomes, *await record_traffic(transaction, self._traffic)]


@asynccontextmanager
async def drawn_once(graph: Graph, draw: Callable[[Drawing], Drawing]) -> AsyncIterator[Drawing]:
    """What the tests of a module share because they only read: drawn once, and in the end it must be unchanged.

    For a fixture of the module; its tests get the graph by another, which takes the place of `graph`.
    """
    await wipe(graph)
    drawing = draw(Drawing(graph.for_caller()))
    await drawing.save()
    async with unchanged(graph):
        yield drawing
