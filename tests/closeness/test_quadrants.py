"""What closeness and support mean together: every pair of levels, at any limits."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from relgraph.closeness.model import AssessedLevel, Quadrant, Rater, Rating, quadrant_of
from relgraph.closeness.words import QUADRANTS
from relgraph.core.language import Language
from relgraph.playbook.relationship import LevelLimits, Relationship
from relgraph.playbook.service import load_playbook
from tests.draw import TODAY

SHIPPED = load_playbook(None).relationship
LEVELS = [None, *range(-3, 4)]
ANN = Rater(id="t:ann", name="ann", english_name=None)
limits = st.tuples(st.integers(-3, 2), st.integers(-2, 3)).filter(lambda two: two[0] < two[1])


def test_the_quadrants_of_the_method() -> None:
    found = {(c, s): quadrant_of(c, s, SHIPPED) for c in LEVELS for s in LEVELS}
    assert {pair for pair, one in found.items() if one is Quadrant.UNKNOWN} == {p for p in found if None in p}
    assert {pair for pair, one in found.items() if one is Quadrant.NEUTRAL} == {
        pair for pair in found if 0 in pair and None not in pair
    }
    assert {pair: found[pair] for pair in [(1, 1), (-1, -1), (-1, 1), (1, -1), (3, 3), (-3, -3), (-3, 3), (3, -3)]} == {
        **dict.fromkeys([(1, 1), (3, 3)], Quadrant.LIKELY_SUPPORT),
        **dict.fromkeys([(-1, -1), (-3, -3)], Quadrant.NONE_TO_EXPECT),
        **dict.fromkeys([(-1, 1), (-3, 3)], Quadrant.BARELY_KNOWN),
        **dict.fromkeys([(1, -1), (3, -3)], Quadrant.FRIENDLY_WITHOUT_BACKING),
    }


@given(limits, limits, st.sampled_from(LEVELS), st.sampled_from(LEVELS))
def test_each_of_the_two_is_held_to_its_own_limits(
    close: tuple[int, int], back: tuple[int, int], closeness: int | None, support: int | None
) -> None:
    own = Relationship(
        closeness=LevelLimits(low_to=close[0], high_from=close[1]),
        support=LevelLimits(low_to=back[0], high_from=back[1]),
    )
    found = quadrant_of(closeness, support, own)
    assume(closeness is not None and support is not None)
    low = {Quadrant.NONE_TO_EXPECT: (True, True), Quadrant.BARELY_KNOWN: (True, False)}
    low |= {Quadrant.FRIENDLY_WITHOUT_BACKING: (False, True), Quadrant.LIKELY_SUPPORT: (False, False)}
    between = close[0] < closeness < close[1] or back[0] < support < back[1]
    assert (found is Quadrant.NEUTRAL) == between
    if not between:
        assert low[found] == (closeness <= close[0], support <= back[0])


def test_the_newest_counts_and_the_spread_is_told() -> None:
    ratings = [
        Rating(level=1, assessed=date(2026, 8, 30), rater=ANN),
        Rating(level=-2, assessed=None, rater=Rater(id="t:abe", name="abe", english_name=None)),
    ]
    held = AssessedLevel.of(ratings, TODAY)
    assert held is not None
    assert (held.level, held.age_days, held.rater, held.lowest, held.highest, held.differ) == (1, 2, ANN, -2, 1, True)
    alone = AssessedLevel.of(ratings[1:], TODAY)
    assert alone is not None
    assert (alone.level, alone.age_days, alone.assessed, alone.differ) == (-2, None, None, False)
    assert AssessedLevel.of([], TODAY) is None


def test_each_quadrant_has_words_in_both_languages() -> None:
    assert QUADRANTS.keys() == set(Quadrant)
    assert all(words.keys() == set(Language) for words in QUADRANTS.values())
