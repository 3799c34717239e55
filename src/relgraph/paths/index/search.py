"""Search the arrays: the best paths of one question, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from relgraph.paths.index.arrays import (
    MIRROR,
    UNASKED,
    Asked,
    Bit,
    Bits,
    Code,
    Floats,
    Numbers,
    Options,
    Part,
    day_number,
)
from relgraph.paths.index.best import find_best
from relgraph.paths.index.bounds import clear, empty_levels, look_ahead
from relgraph.paths.index.choice import DECIMALS
from relgraph.paths.index.gates import tell_open
from relgraph.paths.index.region import empty_region
from relgraph.paths.index.table import Table
from relgraph.paths.model import DIGITS, MAX_HOPS, NEGLIGIBLE, FoundPath, PathOptions, RelationKind
from relgraph.paths.places import Places
from relgraph.paths.search import Found

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
        self._levels, self._region = empty_levels(0, MAX_HOPS), empty_region(0, MAX_HOPS)

    def find(self, asked: Asked) -> tuple[list[tuple[float, list[int]]], float]:
        """The best paths (score, and people from the start to the target) and what nothing left out exceeds."""
        if self._levels.ahead.shape[1] != len(asked.people):
            self._levels = empty_levels(len(asked.people), MAX_HOPS)
            self._region = empty_region(len(asked.people), MAX_HOPS)
        opened = np.zeros(len(asked.starts), dtype=bool)
        tell_open(asked, opened)
        asked = asked._replace(starts=asked.starts[opened])
        try:
            return self._search(asked)
        except BaseException:
            # Whatever it left in the levels would be taken for what the next search found.
            self._levels = empty_levels(0, MAX_HOPS)
            raise

    def _search(self, asked: Asked) -> tuple[list[tuple[float, list[int]]], float]:
        told: list[tuple[float, list[int]]] = []
        beyond = 1.0
        """Whatever is left out scores at most so much."""
        levels = self._levels
        for floor in FLOORS:
            clear(levels)
            hidden = look_ahead(asked, levels, floor - _HALF)
            if asked.spent[0] > asked.budget:
                break
            found = find_best(asked, levels.ahead, self._region, floor)
            if len(found.path) >= len(told):
                paths = zip(found.score, found.path, found.length, strict=True)
                told = [(float(score), [int(n) for n in path[:length]]) for score, path, length in paths]
                beyond = min(beyond, found.beyond / DECIMALS) if found.beyond else floor
            all_told = not (found.beyond or ((hidden or found.hidden) and floor > NEGLIGIBLE))
            if all_told or len(found.path) == asked.options.most:
                beyond = 0.0
            if not beyond or found.beyond:
                break
        clear(levels)
        return told, beyond


def find_in_table(
    table: Table,
    workspace: Workspace,
    question: Question,
    k: int,
    *,
    barred: Sequence[str] = (),
    barred_introducers: Sequence[str] = (),
) -> Found:
    """The k best paths, as `paths.search.find_best` tells them."""
    options = question.options
    targets = table.numbers(question.targets)
    asked = Asked(
        people=table.people,
        entries=table.entries,
        live=table.live,
        options=Options(
            day=day_number(question.as_of),
            hops=options.max_hops,
            most=k + 1,
            least_strength=options.least_strength,
            hop_factor=options.hop_factor,
            free=options.load.free,
            load_factor=options.load.factor,
            preference=options.preference if options.prefer else 1.0,
            unknown_support=options.unknown_support,
            opportunity=_opportunity(table, question.opportunity),
        ),
        default=_defaults(options),
        places=_places(table, question),
        part=_parts(table, question, targets, barred, barred_introducers),
        through=np.full(len(table.people), UNASKED),
        starts=question.starts,
        targets=targets,
        spent=np.zeros(1, dtype=np.int64),
        budget=BUDGET,
    )
    found, beyond = workspace.find(asked)
    ids = table.number.ids
    paths = [FoundPath(score=round(score, DIGITS), people=[ids[n] for n in people]) for score, people in found]
    paths.sort(key=lambda path: (-path.score, len(path.people), path.people))
    return Found(paths[:k], max(beyond, paths[k].score if len(paths) > k else 0.0))


def _parts(
    table: Table, question: Question, targets: Numbers, barred: Sequence[str], barred_introducers: Sequence[str]
) -> Bits:
    part = np.zeros(len(table.people), dtype=np.uint8)
    part[question.starts] = Part.START
    part[targets] = Part.TARGET
    part[table.numbers(barred)] |= np.uint8(Part.BARRED)
    part[table.numbers(barred_introducers)] |= np.uint8(Part.NO_INTRODUCER)
    return part


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


def _opportunity(table: Table, opportunity: str | None) -> int:
    """Its number; one that nobody has a stance in is one beyond all."""
    return -1 if opportunity is None else table.opportunities.get(opportunity, len(table.opportunities))


def _places(table: Table, question: Question) -> Bits:
    bits = np.zeros(len(table.places), dtype=np.uint8)
    places = question.places
    marked = (places.avoided, Bit.AVOIDED), (places.preferred, Bit.PREFERRED), (places.account, Bit.ACCOUNT)
    for ids, bit in marked:
        bits[np.array([table.places[id_] for id_ in ids if id_ in table.places], dtype=np.int32)] |= np.uint8(bit)
    return bits


def warm_up() -> None:
    """Compile the search, or load what was compiled before: half a minute, or a third of a second."""
    nobody = Table().numbers([])
    places = Places(ours=[], avoided=[], preferred=[], account=[])
    question = Question([], nobody, None, places, options=PathOptions(), as_of=date.min)
    find_in_table(Table(), Workspace(), question, 1)
