"""The arithmetic of scores: what counts of what raters say, what it makes together, and where it goes (method M5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from relgraph.playbook.assessments import Assessments
from relgraph.scores.model import DimensionScore, HeldLevel, HeldOfContact, ScoreTrend


def days_before(day: date, days: int) -> date:
    """So many days before a day; the first of all days where there is none."""
    return date.fromordinal(max(day.toordinal() - days, 1))


@dataclass(frozen=True)
class ScorePeriods:
    """The period that ends on a day, and the one before it; of each the last day. Both are `days` long."""

    day: date
    days: int

    @property
    def before(self) -> date:
        """The last day of the period before."""
        return days_before(self.day, self.days)

    def has(self, end: date, assessed: date | None) -> bool:
        """An assessment is of the period that ends on a day; one of an unknown day is of none."""
        return assessed is not None and days_before(end, self.days) < assessed <= end


def level_of(levels: Sequence[int]) -> int | None:
    """What raters hold together: the median, of two in the middle the lower; None without any."""
    return median_low(levels) if levels else None


def newest_of_each(ratings: Iterable[HeldLevel]) -> list[HeldLevel]:
    """Of each rater the newest of what is given, newest first: of one day the lowest level."""
    newest: dict[str, HeldLevel] = {}
    for each in sorted(ratings, key=_newest_first):
        newest.setdefault(each.rater.id, each)
    return list(newest.values())


def _newest_first(each: HeldLevel) -> tuple[int, int, str]:
    return -(each.assessed or date.min).toordinal(), each.level, each.rater.id


def score_dimension(
    dimension: str, held: HeldOfContact, periods: ScorePeriods, far_apart: int, *, caller: str | None, today: date
) -> DimensionScore:
    """What counts of a dimension on the day; hidden from a caller who has yet to assess it, where others have.

    `caller` is the one of ours who asks, None where nobody of ours does.
    """
    said = [each for each in held.assessments if each.aspect == dimension]
    ratings = newest_of_each(each for each in said if each.now and periods.has(periods.day, each.assessed))
    earlier = newest_of_each(each for each in said if each.before and periods.has(periods.before, each.assessed))
    older = [each for each in said if each.now and not periods.has(periods.day, each.assessed)]
    if caller is not None and dimension not in held.own:
        end = min(periods.day, today)
        others = [each for each in (*ratings, *older) if each.rater.id != caller and _may_be_of(end, each, periods)]
        if others:
            return _hidden(dimension, level_of([each.level for each in earlier if each not in others]))
    levels = [each.level for each in ratings]
    return DimensionScore(
        dimension=dimension,
        level=level_of(levels),
        lowest=min(levels, default=None),
        highest=max(levels, default=None),
        far_apart=bool(levels) and max(levels) - min(levels) >= far_apart,
        before=level_of([each.level for each in earlier]),
        ratings=ratings,
        last_known=None if levels else next(iter(newest_of_each(older)), None),
        hidden=False,
    )


def _may_be_of(end: date, each: HeldLevel, periods: ScorePeriods) -> bool:
    """It is of the period, or later, or of an unknown day."""
    return each.assessed is None or each.assessed > days_before(end, periods.days)


def _hidden(dimension: str, before: int | None) -> DimensionScore:
    return DimensionScore(
        dimension=dimension,
        level=None,
        lowest=None,
        highest=None,
        far_apart=False,
        before=before,
        ratings=[],
        last_known=None,
        hidden=True,
    )


def overall_of(levels: Mapping[str, int], numbers: Assessments) -> float | None:
    """The weighted mean of the dimensions that are known; None where fewer are than the playbook wants."""
    if len(levels) < numbers.known_at_least:
        return None
    weights = {name: numbers.aspects[name].weight for name in levels}
    return round(sum(weights[name] * level for name, level in levels.items()) / sum(weights.values()), 2)


def trend_of(now: Mapping[str, int], before: Mapping[str, int], numbers: Assessments) -> ScoreTrend:
    """Where a score goes, by the dimensions that are known in both periods alone: knowing more, or less, is no trend.

    Unknown where these are fewer than a score needs.
    """
    both = now.keys() & before.keys()
    if len(both) < numbers.known_at_least:
        return ScoreTrend.UNKNOWN
    gained = sum(numbers.aspects[name].weight * (now[name] - before[name]) for name in both)
    return ScoreTrend.UP if gained > 0 else ScoreTrend.DOWN if gained < 0 else ScoreTrend.SAME
