"""What goes wrong in a formation, at its limits, and what is unknown."""

from datetime import timedelta

import pytest

from relgraph.core.language import Language
from relgraph.formation.matrix import cells_of
from relgraph.formation.model import (
    CellState,
    FormationActivity,
    FormationLayer,
    FormationPart,
    FormationPattern,
    FormationSide,
    KnownFormation,
    LayerBasis,
    NotAssessed,
)
from relgraph.formation.patterns import seen
from relgraph.formation.words import BASES, COUNTS, NOT_ASSESSED, OURS, PARTS, PATTERNS, STATES, THEIRS
from tests.draw import TODAY
from tests.formation.known import activity, link, scored, side

UPPER_ONLY, CONFUSION, BLIND, EFFORT = FormationPattern
ABOVE, MIDDLE, BELOW = FormationLayer
US = side("ann", above=("boss",), below=("dee",))
THEM = side("kim", above=("lee",), below=("max",))


def times(n: int, ours: str, theirs: str) -> list[FormationActivity]:
    return [activity(f"{ours}-{theirs}-{i}", TODAY - timedelta(days=i), ours, theirs) for i in range(n)]


def found(
    *activities: list[FormationActivity], ours: FormationSide = US, theirs: FormationSide = THEM
) -> dict[FormationPattern, tuple[bool | None, dict[str, int]]]:
    known = KnownFormation(ours=ours, theirs=theirs, activities=tuple(one for some in activities for one in some))
    return {each.pattern: (each.found, {one.code: one.count for one in each.counts}) for each in seen(scored(known))}


def test_all_is_unknown_while_nothing_happened_but_that_nobody_above_is_known() -> None:
    assert found() == {
        UPPER_ONLY: (None, {"upper": 0, "lower": 0}),
        CONFUSION: (None, {"straight": 0, "staff": 0, "effort": 0}),
        BLIND: (True, {"above": 1, "linked": 0}),
        EFFORT: (None, {"own": 0, "effort": 0}),
    }


def test_upper_only() -> None:
    assert found(times(3, "ann", "kim"))[UPPER_ONLY] == (None, {"upper": 3, "lower": 0})
    assert found(times(3, "ann", "kim"), times(1, "boss", "lee"))[UPPER_ONLY] == (True, {"upper": 4, "lower": 0})
    assert found(times(4, "ann", "kim"), times(1, "dee", "max"))[UPPER_ONLY] == (False, {"upper": 4, "lower": 1})
    # One with all of them is of both layers, and one of others of ours is none of the formation's.
    assert found(times(4, "ann", "kim max"))[UPPER_ONLY] == (False, {"upper": 4, "lower": 4})
    assert found(times(4, "ann", "kim"), times(1, "eva", "max"))[UPPER_ONLY] == (True, {"upper": 4, "lower": 0})
    assert found(times(9, "ann", "kim"), theirs=side("kim", above=("lee",)))[UPPER_ONLY][0] is None


def test_confusion_by_juniors_who_go_straight_to_our_senior() -> None:
    assert found(times(2, "boss", "max"))[CONFUSION] == (None, {"straight": 2, "staff": 0, "effort": 0})
    assert found(times(3, "boss", "max"))[CONFUSION] == (True, {"straight": 3, "staff": 0, "effort": 0})
    # Not straight, where somebody between is there.
    between = (times(3, "boss ann", "max"), times(3, "boss", "kim max"), times(1, "ann", "kim"))
    assert found(*between)[CONFUSION] == (True, {"straight": 0, "staff": 3, "effort": 4})
    calm = (times(3, "boss", "kim max"), times(4, "ann", "kim"))
    assert found(*calm)[CONFUSION] == (False, {"straight": 0, "staff": 0, "effort": 4})


def test_confusion_by_an_owner_who_sees_the_staff() -> None:
    assert found(times(2, "ann", "max"), times(2, "ann", "kim"))[CONFUSION] == (
        False,
        {"straight": 0, "staff": 2, "effort": 4},
    )
    assert found(times(3, "ann", "max"), times(2, "ann", "kim"))[CONFUSION] == (
        True,
        {"straight": 0, "staff": 3, "effort": 5},
    )
    assert found(times(3, "ann", "max"))[CONFUSION][0] is None


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (side("ann", below=("dee",)), THEM, None),
        (side("ann", below=("dee",), layer=1), THEM, False),
        (US, side("kim", above=("lee",)), None),
    ],
)
def test_no_confusion_only_where_it_could_be_seen(
    ours: FormationSide, theirs: FormationSide, told: bool | None
) -> None:
    assert found(times(4, "ann", "kim"), ours=ours, theirs=theirs)[CONFUSION][0] is told


def test_blindness_ends_with_a_link_and_at_the_top() -> None:
    assert found(times(1, "ann", "lee"))[BLIND] == (False, {"above": 1, "linked": 1})
    assert found(times(1, "boss", "lee"))[BLIND] == (True, {"above": 1, "linked": 0})
    assert found(theirs=side("kim", below=("max",)))[BLIND] == (None, {"above": 0, "linked": 0})
    assert found(theirs=side("kim", below=("max",), layer=1))[BLIND] == (False, {"above": 0, "linked": 0})


def test_effort() -> None:
    assert found(times(7, "ann", "kim lee"), times(3, "ann", "max"))[EFFORT] == (False, {"own": 7, "effort": 10})
    assert found(times(6, "ann", "kim"), times(3, "ann", "lee"))[EFFORT] == (True, {"own": 6, "effort": 9})
    assert found(times(3, "ann", "lee"))[EFFORT] == (None, {"own": 0, "effort": 3})
    unseen = side("kim", below=("max",))
    assert found(times(4, "ann", "kim"), theirs=unseen)[EFFORT] == (None, {"own": 4, "effort": 4})
    assert found(times(4, "ann", "kim"), theirs=side("kim", below=("max",), layer=1))[EFFORT][0] is False
    assert found(times(4, "ann", "max"), theirs=unseen)[EFFORT][0] is True


def test_the_matrix_names_who_is_linked_who_would_be_and_what_is_unknown() -> None:
    known = KnownFormation(
        ours=side("ann", above=("boss", "chief")),
        theirs=side("kim", above=("lee",), below=("max", "ned"), layer=2),
        links=(
            link("chief", "kim", strength=0.2),
            link("boss", "kim"),
            link("ann", "max", tied=False, last=TODAY),
            link("ann", "lee", strength=0.9, last=TODAY),
            link("boss", "ned", strength=0.3),
        ),
        activities=tuple(times(1, "ann", "kim")),
    )
    cells = {(one.ours, one.theirs): one for one in cells_of(scored(known))}
    told = {
        place: (one.state, one.our and one.our.person.id, one.their and one.their.person.id, one.needed)
        for place, one in cells.items()
    }
    assert told == {
        (ABOVE, ABOVE): (CellState.EMPTY, "boss", "lee", False),
        # A known strength comes before an unknown one.
        (ABOVE, MIDDLE): (CellState.LINKED, "chief", "kim", True),
        (ABOVE, BELOW): (CellState.LINKED, "boss", "ned", False),
        (MIDDLE, ABOVE): (CellState.LINKED, "ann", "lee", True),
        (MIDDLE, MIDDLE): (CellState.LINKED, "ann", "kim", True),
        # Contact without a tie that was no activity of the period links nobody.
        (MIDDLE, BELOW): (CellState.EMPTY, "ann", "max", True),
        (BELOW, ABOVE): (CellState.UNKNOWN, None, "lee", False),
        (BELOW, MIDDLE): (CellState.UNKNOWN, None, "kim", True),
        (BELOW, BELOW): (CellState.UNKNOWN, None, "max", False),
    }
    met = cells[MIDDLE, MIDDLE].link
    assert met is not None
    assert (met.tied, met.strength, met.last_contact) == (False, None, TODAY)


def test_nobody_stands_in_two_places_of_the_matrix_and_nobody_above_the_top() -> None:
    ours = side("ann", above=("boss",), below=("boss", "dee"), layer=1)
    known = KnownFormation(ours=ours, theirs=side("kim"), links=(link("boss", "kim"), link("dee", "kim")))
    cells = {(one.ours, one.theirs): one for one in cells_of(scored(known))}
    names = [one.our and one.our.person.id for one in (cells[ABOVE, MIDDLE], cells[BELOW, MIDDLE])]
    assert names == ["boss", "dee"]
    alone = known.model_copy(update={"ours": side("ann", above=("boss",), below=("boss",)), "links": known.links[:1]})
    told = {(one.ours, one.theirs): one.state for one in cells_of(scored(alone))}
    assert (told[ABOVE, MIDDLE], told[BELOW, MIDDLE]) == (CellState.LINKED, CellState.UNKNOWN)
    top = known.model_copy(update={"ours": side("ann", below=("dee",), layer=1)})
    told = {(one.ours, one.theirs): (one.state, one.needed) for one in cells_of(scored(top))}
    assert told[ABOVE, MIDDLE] == (CellState.NOT_NEEDED, False)


def test_everything_has_words_in_both_languages() -> None:
    every = [
        *((PARTS, FormationPart), (PATTERNS, FormationPattern), (NOT_ASSESSED, NotAssessed), (BASES, LayerBasis)),
        *((STATES, CellState), (OURS, FormationLayer), (THEIRS, FormationLayer)),
    ]
    for words, codes in every:
        assert words.keys() == set(codes)
    assert COUNTS.keys() == {code for _, counts in found().values() for code in counts}
    assert all(each.keys() == set(Language) for words, _ in [*every, (COUNTS, None)] for each in words.values())
