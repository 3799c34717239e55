"""Find choke points: the people and relations through which the best paths to decision makers run (method M3, M16)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.graph.query import Query
from relgraph.hubs.model import DIGITS, ChokePoint, ChokePoints, Decider
from relgraph.hubs.ranking import Ranked
from relgraph.kinds.role import RoleLetter
from relgraph.paths.model import Hop, PathAnswer, PathOptions, WarmPath
from relgraph.paths.service import find_warm_paths
from relgraph.people.model import PersonCard
from relgraph.record.fields import EntityKind
from relgraph.record.input import validated
from relgraph.record.service import require

if TYPE_CHECKING:
    from relgraph.paths.index.service import PathIndex


class _DeciderRow(BaseModel, frozen=True):
    opportunity_id: str
    opportunity: str
    person: str
    roles: list[RoleLetter]


FIND_DECIDERS = Query("hubs/find_deciders", _DeciderRow)

MAX_DECIDERS = 20
"""The most deciders to whom paths are looked for: each takes a search of its own."""

PATHS_EACH = 10
"""How many best paths to each decider are listed."""


async def find_choke_points(
    graph: Graph,
    *,
    account: str | None = None,
    opportunity: str | None = None,
    as_of: date,
    max_hops: int = 4,
    k: int = PATHS_EACH,
    index: "PathIndex | None" = None,
) -> ChokePoints:
    """Through whom, and over which relations, the best paths from us to deciders run; the largest share first.

    The deciders are those who decide on or approve (roles D and A) the account's live opportunities, or the one
    opportunity; to each lead the `k` best paths of at most `max_hops` hops that go around its opponents. All
    people on a path but the decider count, our own first one too: who of ours holds the way is a choke point as well.

    Raises InputError unless exactly one of account and opportunity is given, or for numbers out of range, and
    NotFoundError for an unknown one.
    """
    if (account is None) == (opportunity is None):
        raise InputError("Choke points are looked for in one place.", remedy="Name an account or an opportunity.")
    await require(graph, EntityKind.ORGANIZATION, [account] if account else [], field="account")
    await require(graph, EntityKind.OPPORTUNITY, [opportunity] if opportunity else [], field="opportunity")
    options = validated(PathOptions, {"max_hops": max_hops})
    asked = {"account": account, "opportunity": opportunity, "as_of": as_of}
    found = await graph.fetch(FIND_DECIDERS, **asked, limit=MAX_DECIDERS + 1)
    rows = found[:MAX_DECIDERS]
    answers = [
        await find_warm_paths(
            graph, row.person, as_of=as_of, opportunity=row.opportunity_id, k=k, options=options, index=index
        )
        for row in rows
    ]
    return ChokePoints(
        deciders=[_decider(row, answer) for row, answer in zip(rows, answers, strict=True)],
        points=choke_points(answers),
        truncated=len(found) > MAX_DECIDERS or any(answer.truncated for answer in answers),
        cut_short=any(answer.cut_short for answer in answers),
    )


def choke_points(answers: Iterable[PathAnswer]) -> list[ChokePoint]:
    """The people and relations of paths by their share of the paths' likelihoods, the largest first, then by id."""
    ways = [_Way(path, path.hops[-1].to.id) for answer in answers for path in answer.paths]
    total = sum(way.path.likelihood for way in ways)
    people: dict[str, tuple[PersonCard, list[_Way]]] = {}
    hops: dict[str, tuple[Hop, list[_Way]]] = {}
    for way in ways:
        for hop in way.path.hops:
            people.setdefault(hop.origin.id, (hop.origin, []))[1].append(way)
            hops.setdefault(hop.fact_id, (hop, []))[1].append(way)
    points = [_point(id_, through, total, person=card) for id_, (card, through) in people.items()]
    points += [_point(id_, through, total, hop=hop) for id_, (hop, through) in hops.items()]
    return sorted(points, key=lambda point: rank_of(point).order)


def rank_of(point: ChokePoint) -> Ranked:
    """Where a choke point stands among all: by share, people before relations, then by id."""
    return Ranked(point.share, f"{'person' if point.person else 'relation'} {point.id}")


class _Way(NamedTuple):
    path: WarmPath
    decider: str


def _point(
    id_: str, through: list[_Way], total: float, *, person: PersonCard | None = None, hop: Hop | None = None
) -> ChokePoint:
    return ChokePoint(
        id=id_,
        share=round(sum(way.path.likelihood for way in through) / total, DIGITS),
        paths=len(through),
        deciders=len({way.decider for way in through}),
        person=person,
        hop=hop,
    )


def _decider(row: _DeciderRow, answer: PathAnswer) -> Decider:
    return Decider(
        person=answer.targets[0],
        opportunity_id=row.opportunity_id,
        opportunity=row.opportunity,
        roles=row.roles,
        paths=None if answer.cut_short and not answer.paths else len(answer.paths),
        likelihood=answer.paths[0].likelihood if answer.paths else None,
        cut_short=answer.cut_short,
    )
