"""What to make of a path: its risks, and what would raise its likelihood most (method M14-M16). Pure rules."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from math import prod
from typing import Any

from pydantic import BaseModel

from relgraph.paths.model import DIGITS, Freshness, Intermediary, PathAnswer, Relation, StandIn, WarmPath
from relgraph.people.model import PersonCard

STRONG = 0.9
"""How strong a tie or an influence can be made (method M14): what regular use and return can bring about."""


class RiskKind(StrEnum):
    """What may go wrong on a path."""

    SUPPORT_UNKNOWN = "support_unknown"
    LOAD = "load"
    ASSUMED_STRENGTH = "assumed_strength"
    COLD = "cold"
    MANAGER_LEFT = "manager_left"


class Risk(BaseModel, frozen=True):
    """Something that may go wrong, at an intermediary (support_unknown, load) or a hop (all others).

    `place` is that of the intermediary or the hop on the path, each counted from 0; `person` is the intermediary.
    """

    kind: RiskKind
    place: int
    person: PersonCard | None = None


class ImprovementKind(StrEnum):
    """What can be done about a path."""

    STRENGTHEN = "strengthen"
    RELIEVE = "relieve"
    LEARN_SUPPORT = "learn_support"


class Improvement(BaseModel, frozen=True):
    """What would raise a path's likelihood, and by how much.

    Make a tie or an influence strong (strengthen), close an intermediary's asks beyond what is free (relieve), or learn
    an intermediary's unknown support (learn_support). `place`: the hop's or the intermediary's on the path, from 0;
    `now` and `then`: its strength or factor today and afterwards; `likelihood`: the path's afterwards; `gain`: by how
    much that is more than today's. All are 0..1. Hops have a `fact_id`, intermediaries a `person`.
    """

    kind: ImprovementKind
    place: int
    person: PersonCard | None = None
    fact_id: str | None = None
    now: float
    then: float
    likelihood: float
    gain: float


class ExplainedPath(WarmPath, frozen=True):
    """A path with its risks, the best improvement (None when nothing would help), and who could stand in.

    `stand_ins`: for each intermediary others who could take their place, the best first; None when not asked for.
    """

    risks: list[Risk]
    improvement: Improvement | None
    stand_ins: list[list[StandIn]] | None = None


class ExplainedAnswer(PathAnswer, frozen=True):
    """An answer with every path explained."""

    paths: list[ExplainedPath]  # type: ignore[assignment]  # (an explained path is a path)


def explain(answer: PathAnswer, stand_ins: Sequence[list[list[StandIn]]] | None = None) -> ExplainedAnswer:
    """The answer with what there is to say of each path; `stand_ins` are those of its paths, in order."""
    of_paths: Sequence[list[list[StandIn]] | None] = stand_ins or [None] * len(answer.paths)
    explained = [
        ExplainedPath(**_fields(path), risks=find_risks(path), improvement=find_improvement(path), stand_ins=others)
        for path, others in zip(answer.paths, of_paths, strict=True)
    ]
    return ExplainedAnswer.model_validate({**_fields(answer), "paths": explained})


def _fields(model: BaseModel) -> dict[str, Any]:
    return {name: getattr(model, name) for name in type(model).model_fields}


def find_risks(path: WarmPath) -> list[Risk]:
    """What may go wrong, by kind, then by place. No known contact is unknown, and no cold one."""
    through = list(enumerate(path.intermediaries))
    hops = list(enumerate(path.hops))
    return [
        *(Risk(kind=RiskKind.SUPPORT_UNKNOWN, place=n, person=one.person) for n, one in through if one.support_unknown),
        *(Risk(kind=RiskKind.LOAD, place=n, person=one.person) for n, one in through if one.load_factor < 1),
        *(Risk(kind=RiskKind.ASSUMED_STRENGTH, place=n) for n, hop in hops if hop.assumed),
        *(Risk(kind=RiskKind.COLD, place=n) for n, hop in hops if hop.freshness is Freshness.COLD),
        *(Risk(kind=RiskKind.MANAGER_LEFT, place=n) for n, hop in hops if hop.manager_left),
    ]


def find_improvement(path: WarmPath) -> Improvement | None:
    """The one thing that would raise the likelihood most; equals go by kind, then by place. None when nothing would."""
    return max(_improvements(path), key=lambda one: one.likelihood, default=None)


def likelihood_with(
    path: WarmPath, strengths: Mapping[int, float] | None = None, factors: Mapping[int, float] | None = None
) -> float:
    """The path's likelihood, were the strengths of hops and the factors of intermediaries at these places others."""
    hops = (strengths or {}).get
    through = (factors or {}).get
    by = prod(hops(place, hop.strength) * path.hop_factor for place, hop in enumerate(path.hops))
    return round(by * prod(through(n, _factor(one)) for n, one in enumerate(path.intermediaries)), DIGITS)


def _improvements(path: WarmPath) -> Iterator[Improvement]:
    # In the order of the kinds, then of places: of equals, the first counts.
    for place, hop in enumerate(path.hops):
        if hop.relation in {Relation.TIE, Relation.INFLUENCE} and hop.strength < STRONG:
            better = likelihood_with(path, strengths={place: STRONG})
            kind = ImprovementKind.STRENGTHEN
            yield _improvement(path, kind, place, better, fact_id=hop.fact_id, now=hop.strength, then=STRONG)
    for place, one in enumerate(path.intermediaries):
        if one.load_factor < 1:
            better = likelihood_with(path, factors={place: one.support_factor})
            kind = ImprovementKind.RELIEVE
            yield _improvement(path, kind, place, better, person=one.person, now=one.load_factor, then=1.0)
    for place, one in enumerate(path.intermediaries):
        if one.support_factor < 1:
            better = likelihood_with(path, factors={place: one.load_factor})
            kind = ImprovementKind.LEARN_SUPPORT
            yield _improvement(path, kind, place, better, person=one.person, now=one.support_factor, then=1.0)


def _improvement(path: WarmPath, kind: ImprovementKind, place: int, likelihood: float, **said: object) -> Improvement:
    gain = round(likelihood - path.likelihood, DIGITS)
    return Improvement.model_validate({"kind": kind, "place": place, "likelihood": likelihood, "gain": gain, **said})


def _factor(one: Intermediary) -> float:
    return one.load_factor * one.support_factor
