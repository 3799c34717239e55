"""The arithmetic of scores: what counts of what raters say, overall, trend, and what a rater does not see."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.playbook.assessments import Assessments
from relgraph.playbook.service import load_playbook
from relgraph.scores.model import HeldLevel, HeldOfContact, ScoreRater, ScoreTrend
from relgraph.scores.score import (
    ScorePeriods,
    days_before,
    level_of,
    newest_of_each,
    overall_of,
    score_dimension,
    trend_of,
)
from tests.draw import TODAY

SHIPPED = load_playbook(None).assessments
NAMES = list(SHIPPED.dimensions)
PERIODS = ScorePeriods(TODAY, 365)
LEVELS = st.integers(-1, 3)
KNOWN = st.dictionaries(st.sampled_from(NAMES), LEVELS)
NUMBERS = st.builds(
    lambda weights, least: SHIPPED.model_copy(
        update={
            "aspects": {
                name: aspect.model_copy(update={"weight": weight})
                for (name, aspect), weight in zip(SHIPPED.aspects.items(), weights, strict=True)
            },
            "known_at_least": least,
        }
    ),
    st.lists(st.integers(1, 5), min_size=6, max_size=6),
    st.integers(1, 6),
)


def said(level: int, days: int | None, rater: str = "ann", *, now: bool = True, before: bool = False) -> HeldLevel:
    return HeldLevel(
        aspect="acceptance",
        level=level,
        evidence=None,
        assessed=None if days is None else TODAY - timedelta(days=days),
        rater=ScoreRater(id=rater, name=rater, english_name=None),
        now=now,
        before=before,
    )


def scored(*held: HeldLevel, own: bool = False, caller: str | None = None, today: date = TODAY):
    of = HeldOfContact(contact="bob", assessments=list(held), own=["acceptance"] if own else [])
    return score_dimension("acceptance", of, PERIODS, 2, caller=caller, today=today)


@pytest.mark.parametrize(
    ("levels", "together"),
    [([], None), ([2], 2), ([1, 2], 1), ([-1, 0], -1), ([3, 0], 0), ([3, -1, 2], 2), ([3, -1, 3, -1], -1)],
)
def test_raters_together_are_the_median_and_of_two_in_the_middle_the_lower(levels: list[int], together: int) -> None:
    assert level_of(levels) == together


@given(st.lists(LEVELS, min_size=1))
def test_what_raters_hold_together_is_what_one_of_them_said(levels: list[int]) -> None:
    together = level_of(levels)
    assert together in levels
    below = [level for level in levels if level < together]
    above = [level for level in levels if level > together]
    assert len(below) < len(levels) / 2
    assert len(above) <= len(levels) / 2


def test_of_each_rater_the_newest_counts_and_of_one_day_the_lowest() -> None:
    words = [said(3, 9), said(1, 2), said(2, 2), said(0, None), said(3, 5, "abe")]
    assert [(each.rater.id, each.level) for each in newest_of_each(words)] == [("ann", 1), ("abe", 3)]


def test_a_level_is_of_the_period_that_ends_on_the_day() -> None:
    first = scored(said(2, 364), said(0, 0, "abe"))
    assert (first.level, first.lowest, first.highest, first.far_apart, first.last_known) == (0, 0, 2, True, None)
    old = scored(said(2, 365), said(1, 400, "abe"), said(3, None, "eve"))
    assert (old.level, old.lowest, old.highest, old.far_apart, old.ratings) == (None, None, None, False, [])
    assert (old.last_known and old.last_known.level, old.differ) == (2, False)
    undated = scored(said(3, None))
    assert (undated.level, undated.last_known) == (None, said(3, None))
    nothing = scored()
    assert (nothing.level, nothing.before, nothing.last_known, nothing.hidden) == (None, None, None, False)


def test_the_period_before_is_as_long_and_ends_where_this_begins() -> None:
    assert scored(said(2, 365, before=True)).before == 2
    assert scored(said(2, 729, now=False, before=True)).before == 2
    assert scored(said(2, 730, now=False, before=True)).before is None
    # It did not hold any more on the last day of the period before.
    assert scored(said(2, 400, now=False, before=False)).before is None
    assert scored(said(2, 364, before=False)).before is None


def test_a_rater_sees_what_others_say_once_they_have_said_their_own() -> None:
    others = [said(3, 10, "abe", before=False), said(1, 400, "ann", before=True)]
    hidden = scored(*others, caller="ann")
    assert (hidden.hidden, hidden.level, hidden.lowest, hidden.ratings, hidden.last_known) == (
        True,
        None,
        None,
        [],
        None,
    )
    assert hidden.before == 1
    assert scored(*others, caller="ann", own=True).level == 3
    assert scored(*others).level == 3
    # Only what is of this period, or may be.
    assert not scored(said(3, 365, "abe"), caller="ann").hidden
    assert scored(said(3, None, "abe"), caller="ann").hidden
    assert not scored(said(3, None, "ann"), caller="ann").hidden
    assert not scored(caller="ann").hidden


def test_whoever_asks_about_a_later_day_sees_no_more() -> None:
    today = TODAY - timedelta(days=500)
    stale_by_then = said(3, 510, "abe", before=True)
    then = scored(stale_by_then, caller="ann", today=today)
    assert (then.hidden, then.before, then.last_known) == (True, None, None)


def test_overall_is_the_weighted_mean_of_at_least_so_many() -> None:
    assert overall_of({"acceptance": 1, "guidance": 3}, SHIPPED) is None
    assert overall_of({"acceptance": 1, "guidance": 3, "information": 0}, SHIPPED) == 1.33
    heavy = SHIPPED.aspects["guidance"].model_copy(update={"weight": 2})
    weighted = SHIPPED.model_copy(update={"aspects": {**SHIPPED.aspects, "guidance": heavy}})
    assert overall_of({"acceptance": 1, "guidance": 3, "information": 0}, weighted) == 1.75


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [
        ((1, 1, 1), (1, 1, 0), ScoreTrend.UP),
        ((1, 1, 1), (1, 2, 0), ScoreTrend.SAME),
        ((1, 1, 1), (3, 1, 1), ScoreTrend.DOWN),
        ((1, 1), (0, 0), ScoreTrend.UNKNOWN),
    ],
)
def test_a_trend_is_of_what_is_known_in_both(now: tuple[int, ...], before: tuple[int, ...], trend: ScoreTrend) -> None:
    told = dict(zip(NAMES, now, strict=False)), dict(zip(NAMES, before, strict=False))
    assert trend_of(*told, SHIPPED) is trend
    assert trend_of(told[0] | {"competition": 3}, told[1] | {"guidance": 3}, SHIPPED) is trend


@given(KNOWN, KNOWN, st.sets(st.sampled_from(NAMES)), NUMBERS)
def test_knowing_less_or_more_is_never_progress(
    now: dict[str, int], before: dict[str, int], forgotten: set[str], numbers: Assessments
) -> None:
    """Whatever is not known in both periods changes no trend; where nothing known in both rose, it does not rise."""
    both = now.keys() & before.keys()
    trend = trend_of(now, before, numbers)
    assert trend is trend_of({n: now[n] for n in both}, {n: before[n] for n in both}, numbers)
    if all(now[name] <= before[name] for name in both):
        assert trend is not ScoreTrend.UP
    if all(now[name] >= before[name] for name in both):
        assert trend is not ScoreTrend.DOWN
    fewer = trend_of({n: level for n, level in now.items() if n not in forgotten}, before, numbers)
    if all(now[name] <= before[name] for name in both - forgotten):
        assert fewer is not ScoreTrend.UP
    assert (trend is ScoreTrend.UNKNOWN) == (len(both) < numbers.known_at_least)


@given(KNOWN, NUMBERS)
def test_overall_lies_between_the_levels_and_needs_enough_of_them(now: dict[str, int], numbers: Assessments) -> None:
    overall = overall_of(now, numbers)
    assert (overall is None) == (len(now) < numbers.known_at_least)
    if overall is not None:
        assert min(now.values()) <= overall <= max(now.values())


def test_there_are_no_days_before_the_first() -> None:
    assert days_before(date(1, 3, 1), 365) == date(1, 1, 1)
