"""Counts of findings by account, by owner and by team, and which groups a report tells in full: pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from pydantic import BaseModel

from relgraph.audit.reports.model import By, Counts, Extent, GroupRow, Named

NOBODY = ""
"""The group of what is assigned to nobody; no id is empty."""
NO_TEAM = "-"
"""The group of what is assigned to people without a unit of ours; no id is without a colon."""


class Tally(Counts, frozen=True):
    """The findings of one account that are assigned to one person, or to nobody."""

    account: str
    assigned: str | None


class Score(BaseModel, frozen=True):
    """The posture of an account, now and before; None: nothing could be assessed, or it was not looked at."""

    account: str
    score: float | None
    before: float | None
    blind: int


def group_of(by: By, teams: Mapping[str, str]) -> Callable[[str, str | None], str]:
    """Tells the group of an account's findings that are assigned to a person. `teams` are units of people."""

    def told(account: str, assigned: str | None) -> str:
        if by is By.ACCOUNT:
            return account
        if assigned is None:
            return NOBODY
        return assigned if by is By.OWNER else teams.get(assigned, NO_TEAM)

    return told


def total(tallies: Iterable[Counts]) -> Counts:
    """All together."""
    found = list(tallies)
    return Counts(**{name: sum(getattr(each, name) for each in found) for name in Counts.model_fields})


def by_group(tallies: Iterable[Tally], group: Callable[[str, str | None], str]) -> dict[str, Counts]:
    """The counts of each group."""
    groups: dict[str, list[Tally]] = {}
    for tally in tallies:
        groups.setdefault(group(tally.account, tally.assigned), []).append(tally)
    return {name: total(found) for name, found in groups.items()}


def units_of(teams: Mapping[str, Named]) -> dict[str, str]:
    """The id of each person's team."""
    return {person: team.id for person, team in teams.items()}


def rows_of(
    by: By,
    tallies: Iterable[Tally],
    scores: Iterable[Score],
    called: Mapping[str, str],
    teams: Mapping[str, Named],
) -> dict[str, GroupRow]:
    """All groups by their keys, the worst first; accounts without any finding, too. `called` are names by key."""
    counts = by_group(tallies, group_of(by, units_of(teams)))
    score = {each.account: each for each in scores} if by is By.ACCOUNT else {}
    return worst_first(
        {
            key: GroupRow(
                id=None if key in (NOBODY, NO_TEAM) else key,
                name=called.get(key, key),
                team=teams[key].name if by is By.OWNER and key in teams else None,
                score=score[key].score if key in score else None,
                before=score[key].before if key in score else None,
                counts=counts.get(key) or Counts(),
            )
            for key in (*counts, *(account for account in score if account not in counts))
        }
    )


def worst_first(rows: Mapping[str, GroupRow]) -> dict[str, GroupRow]:
    """Accounts with the lowest score first, those without one last; others by how much is open and how severe."""

    def rank(pair: tuple[str, GroupRow]) -> tuple[float, tuple[int, int, int], str]:
        score = pair[1].score
        return 101.0 if score is None else score, pair[1].counts.rank, pair[0]

    return dict(sorted(rows.items(), key=rank))


def lines_of(counts: Counts) -> int:
    """How many findings there are to tell of."""
    return counts.open + counts.accepted + counts.resolved


def told_in_full(rows: Sequence[GroupRow], extent: Extent) -> int:
    """How many of the first rows are told finding by finding: as many as fit, at least one; none without findings."""
    lines = 0
    for number, row in enumerate(rows[: extent.groups]):
        lines += min(lines_of(row.counts), 3 * extent.lines)
        if number and lines > extent.most:
            return number
    return min(len(rows), extent.groups)


def distribution(scores: Iterable[Score]) -> list[int]:
    """How many accounts have a score from 0 up to 10, from 10 up to 20, …, from 90 to 100."""
    tens = [0] * 10
    for each in scores:
        if each.score is not None:
            tens[min(int(each.score // 10), 9)] += 1
    return tens
