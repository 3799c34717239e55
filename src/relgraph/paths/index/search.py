"""Search the arrays: the best paths of one question, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from relgraph.paths.index.arrays import (
    MIRROR,
    UNASKED,
    Bits,
    Code,
    Floats,
    Numbers,
    Options,
    PersonFlag,
    PlaceFlag,
    SearchInput,
    day_number,
)
from relgraph.paths.index.best import find_best
from relgraph.paths.index.bounds import clear, empty_bounds, look_ahead
from relgraph.paths.index.choice import DECIMALS
from relgraph.paths.index.gates import tell_open
from relgraph.paths.index.region import empty_region
from relgraph.paths.index.table import AdjacencyTable
from relgraph.paths.model import DIGITS, MAX_HOPS, NEGLIGIBLE, FoundPath, PathOptions, RelationKind
from relgraph.paths.places import Places
from relgraph.paths.search import KBest

FLOORS = (0.6, 0.3, 0.1, 0.03, 0.01, 0.001, NEGLIGIBLE)
"""Paths that score less are not looked at until there are too few others."""
BUDGET = 400_000_000
"""Entries that one search reads at most: a few seconds. Beyond, what was found stands, and how far it is complete."""
_HALF = 0.5 / DECIMALS
"""Scores that are rounded up to a floor reach it."""


@dataclass(frozen=True)
class Question:
    """What is asked of the table, whoever else is barred: ids, but numbers for the starts."""

    targets: list[str]
    starts: Numbers
    opportunity: str | None
    places: Places
    options: PathOptions
    as_of: date


class Workspace:
    """What searches need beside the table; one search at a time."""

    def __init__(self) -> None:
        self._bounds, self._region = empty_bounds(0, MAX_HOPS), empty_region(0, MAX_HOPS)

    def find(self, search: SearchInput) -> tuple[list[tuple[float, list[int]]], float]:
        """The best paths (score, and people from the start to the target) and what nothing left out exceeds."""
        if self._bounds.ahead.shape[1] != len(search.people):
            self._bounds = empty_bounds(len(search.people), MAX_HOPS)
            self._region = empty_region(len(search.people), MAX_HOPS)
        opened = np.zeros(len(search.starts), dtype=bool)
        tell_open(search, opened)
        search = search._replace(starts=search.starts[opened])
        try:
            return self._search(search)
        except BaseException:
            # Whatever it left in the bounds would be taken for what the next search found.
            self._bounds = empty_bounds(0, MAX_HOPS)
            raise

    def _search(self, search: SearchInput) -> tuple[list[tuple[float, list[int]]], float]:
        told: list[tuple[float, list[int]]] = []
        bound = 1.0
        """Whatever is left out scores at most so much."""
        bounds = self._bounds
        for floor in FLOORS:
            clear(bounds)
            hidden = look_ahead(search, bounds, floor - _HALF)
            if search.spent[0] > search.budget:
                break
            found = find_best(search, bounds.ahead, self._region, floor)
            if len(found.path) >= len(told):
                paths = zip(found.score, found.path, found.length, strict=True)
                told = [(float(score), [int(n) for n in path[:length]]) for score, path, length in paths]
                bound = min(bound, found.bound / DECIMALS) if found.bound else floor
            all_told = not (found.bound or ((hidden or found.hidden) and floor > NEGLIGIBLE))
            if all_told or len(found.path) == search.options.most:
                bound = 0.0
            if not bound or found.bound:
                break
        clear(bounds)
        return told, bound


def find_in_table(
    table: AdjacencyTable,
    workspace: Workspace,
    question: Question,
    k: int,
    *,
    barred: Sequence[str] = (),
    barred_introducers: Sequence[str] = (),
) -> KBest:
    """The k best paths, as `paths.search.find_k_best` tells them."""
    options = question.options
    targets = table.numbers(question.targets)
    search = SearchInput(
        people=table.people,
        entries=table.entries,
        live=table.live,
        options=Options(
            day=day_number(question.as_of),
            hops=options.max_hops,
            most=k + 1,
            least_strength=options.least_strength,
            hop_factor=options.hop_factor,
            free=float(options.load.free),
            load_factor=options.load.factor,
            preference=options.preference if options.prefer else 1.0,
            unknown_support=options.unknown_support,
            opportunity=_opportunity(table, question.opportunity),
        ),
        default=_defaults(options),
        places=_places(table, question),
        flags=_flags(table, question, targets, barred, barred_introducers),
        through=np.full(len(table.people), UNASKED),
        starts=question.starts,
        targets=targets,
        spent=np.zeros(1, dtype=np.int64),
        budget=BUDGET,
    )
    found, bound = workspace.find(search)
    ids = table.number.ids
    paths = [FoundPath(score=round(score, DIGITS), people=[ids[n] for n in people]) for score, people in found]
    paths.sort(key=lambda path: (-path.score, len(path.people), path.people))
    return KBest(paths[:k], max(bound, paths[k].score if len(paths) > k else 0.0))


def _flags(
    table: AdjacencyTable,
    question: Question,
    targets: Numbers,
    barred: Sequence[str],
    barred_introducers: Sequence[str],
) -> Bits:
    flags = np.zeros(len(table.people), dtype=np.uint8)
    flags[question.starts] = PersonFlag.START
    flags[targets] = PersonFlag.TARGET
    flags[table.numbers(barred)] |= np.uint8(PersonFlag.BARRED)
    flags[table.numbers(barred_introducers)] |= np.uint8(PersonFlag.NO_INTRODUCER)
    return flags


def _defaults(options: PathOptions) -> Floats:
    """By code of a step: its strength where none is recorded; -1 where such steps are not used, or not that way."""
    assumed, default = options.assumed, np.full(len(MIRROR), -1.0)
    if RelationKind.TIE in options.relations:
        default[Code.TIE] = assumed.tie
    if RelationKind.INFLUENCE in options.relations:
        default[Code.SWAYS] = assumed.influence
    if RelationKind.LINE in options.relations:
        default[[Code.SOLID_UP, Code.SOLID_DOWN]] = assumed.solid_up, assumed.solid_down
        default[[Code.DOTTED_UP, Code.DOTTED_DOWN]] = assumed.dotted_up, assumed.dotted_down
    return default


def _opportunity(table: AdjacencyTable, opportunity: str | None) -> int:
    """Its number; one that nobody has a stance in is one beyond all."""
    return -1 if opportunity is None else table.opportunities.get(opportunity, len(table.opportunities))


def _places(table: AdjacencyTable, question: Question) -> Bits:
    bits = np.zeros(len(table.places), dtype=np.uint8)
    places = question.places
    marked = (
        (places.avoided, PlaceFlag.AVOIDED),
        (places.preferred, PlaceFlag.PREFERRED),
        (places.account, PlaceFlag.ACCOUNT),
    )
    for ids, bit in marked:
        bits[np.array([table.places[id_] for id_ in ids if id_ in table.places], dtype=np.int32)] |= np.uint8(bit)
    return bits


def warm_up() -> None:
    """Compile the search, or load what was compiled before: half a minute, or a third of a second."""
    nobody = AdjacencyTable().numbers([])
    places = Places(ours=[], avoided=[], preferred=[], account=[])
    question = Question([], nobody, None, places, options=PathOptions(), as_of=date.min)
    find_in_table(AdjacencyTable(), Workspace(), question, 1)
