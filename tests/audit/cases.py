"""Cases of rules, drawn as small graphs: what a rule must see there, row by row.

    @case("key_contact_cold", 3, {"bob": {...}}, unknown=["eve"])
    def cold(d: Drawing) -> None:
        ...

A subject is written `name`, with the deal and whatever else identifies it behind bars: `bob|deal`. Each case begins
with `start`: ann and abe of ours, the customer acme with a live deal and one that was lost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from relgraph.audit.evaluation.service import Sides, evaluate, find_known_here
from relgraph.audit.rules.model import Evaluation, Failure, Subject
from relgraph.audit.rules.service import RuleQuery
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from tests.draw import TODAY, Drawing, name_of, tid

BEFORE, FRESH, STALE = date(2026, 1, 1), date(2026, 8, 28), date(2026, 2, 1)
Draw = Callable[[Drawing], object]


@dataclass(frozen=True)
class Case:
    """A drawn graph, and what a rule sees there of acme."""

    rule: str
    draw: Draw
    population: int
    fails: Mapping[str, Mapping[str, object]]
    unknown: Sequence[str] = ()
    not_assessed: str | None = None
    parameters: Mapping[str, int | float] = field(default_factory=dict)
    opportunity: str | None = None

    @property
    def name(self) -> str:
        return f"{self.rule}-{self.draw.__name__}"


CASES: list[Case] = []


def case(
    rule: str,
    population: int,
    fails: Mapping[str, Mapping[str, object]] | None = None,
    *,
    unknown: Sequence[str] = (),
    not_assessed: str | None = None,
    opportunity: str | None = None,
    **parameters: float,
) -> Callable[[Draw], Draw]:
    """Register what a rule must see in a graph."""

    def register(draw: Draw) -> Draw:
        CASES.append(Case(rule, draw, population, fails or {}, unknown, not_assessed, parameters, opportunity))
        return draw

    return register


def start(d: Drawing) -> Drawing:
    """What every case begins with."""
    d.org("us", "vendor").people("ann", "abe", at="us").org("acme").opportunity("deal", "acme", since=BEFORE)
    return d.opportunity("old", "acme", until=BEFORE, outcome="lost")


def key_people(d: Drawing, *names: str) -> Drawing:
    """People of acme who evaluate the deal."""
    for name in names:
        d.person(name, at="acme").role(name, "deal", "E")
    return d


class Corner(Drawing):
    """Draws one case beside the others in one graph: all its names begin with its number."""

    def __init__(self, graph: Graph, number: int) -> None:
        super().__init__(graph)
        self.prefix = f"{number}."

    def add(self, noun: str, since: date | None = None, until: date | None = None, **values: object) -> Self:
        references = next(kind.model for kind in KINDS if kind.noun == noun).references
        own = {key: f"{self.prefix}{value}" for key, value in values.items() if key in references and value is not None}
        if "id" in values:
            own["id"] = tid(self.prefix + name_of(str(values["id"])))
        return super().add(noun, since, until, **{**values, **own})

    def wrote(self, sender: str, receiver: str, *days: date, channel: str = "mail") -> Self:
        return super().wrote(f"{self.prefix}{sender}", f"{self.prefix}{receiver}", *days, channel=channel)


async def draw_all(graph: Graph, cases: Sequence[Case] = CASES) -> None:
    """Draw all cases, each with what it begins with."""
    together = Drawing(graph)
    for number, case in enumerate(cases):
        corner = Corner(graph, number)
        case.draw(start(corner))
        together.take(corner)
    await together.save()


async def see(graph: Graph, loaded: RuleQuery, number: int, sides: Sides) -> dict[str, object]:
    """What the rule sees of the acme of the case with this number, as cases write it."""
    case, prefix = CASES[number], tid(f"{number}.")
    account = f"{prefix}acme"
    own = Sides(**{side: [id_ for id_ in ids if id_.startswith(prefix)] for side, ids in dict(sides).items()})
    (evaluation,) = await evaluate(
        graph,
        loaded,
        [account],
        sides=own,
        here=await find_known_here(graph, [account], own),
        as_of=TODAY,
        opportunity=case.opportunity and f"{prefix}{case.opportunity}",
        parameters=case.parameters,
    )
    return told(Evaluation.model_validate_json(evaluation.model_dump_json().replace(prefix, tid(""))))


def told(evaluation: Evaluation) -> dict[str, object]:
    """An evaluation as cases write it."""
    return {
        "population": evaluation.population,
        "not_assessed": evaluation.not_assessed,
        "unknown": [_named(subject) for subject in evaluation.unknown],
        "fails": {_named(failure): _evidence(failure) for failure in evaluation.failures},
    }


def expected(case: Case) -> dict[str, object]:
    """The same of what a case expects."""
    return {
        "population": case.population,
        "not_assessed": case.not_assessed,
        "unknown": list(case.unknown),
        "fails": {name: dict(evidence) for name, evidence in case.fails.items()},
    }


def _named(subject: Subject) -> str:
    return "|".join(name_of(part) for part in (subject.id, subject.opportunity, subject.other) if part)


def _evidence(failure: Failure) -> dict[str, object]:
    through = {"through": name_of(failure.through)} if failure.through else {}
    return {**failure.evidence, **through}
