"""Tell the six-dimension scores of a contact, or of the key contacts of an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relgraph.core.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.people.service import get_person_card
from relgraph.playbook.assessments import Assessments
from relgraph.record.fields import EntityKind
from relgraph.record.service import require
from relgraph.scores.model import (
    ContactScore,
    ContactScores,
    HeldOfContact,
    KeyContactCard,
    NamedLevel,
    ScoredDimension,
    ScoreTrend,
)
from relgraph.scores.score import ScorePeriods, days_before, overall_of, score_dimension, trend_of

FIND_KEY_CONTACTS = Query("scores/find_key_contacts", KeyContactCard)
FIND_ASSESSMENTS = Query("scores/find_assessments", HeldOfContact)


@dataclass(frozen=True)
class Scoring:
    """By what scores are made: the playbook's numbers, the day, and the one of ours who asks (None: nobody of ours)."""

    numbers: Assessments
    as_of: date
    caller: str | None

    @property
    def periods(self) -> ScorePeriods:
        """The period that ends on the day, and the one before."""
        return ScorePeriods(self.as_of, self.numbers.period_days)


async def find_scores(
    reader: Reader, *, account: str | None = None, contact: str | None = None, scoring: Scoring, limit: int
) -> ContactScores:
    """The scores of a contact, or of the first registered key contacts of an account (exactly one is named).

    Raises NotFoundError and InputError.
    """
    if (account is None) == (contact is None):
        raise InputError("Scores are of an account or of a contact.", remedy="Name exactly one of them.")
    if contact is not None:
        card = await get_person_card(reader, contact, as_of=scoring.as_of, field="contact")
        found = [KeyContactCard(person=card, position_class=None)]
    else:
        await require(reader, EntityKind.ORGANIZATION, [str(account)], field="account")
        found = await reader.fetch(FIND_KEY_CONTACTS, account=account, as_of=scoring.as_of, limit=limit + 1)
    numbers, periods = scoring.numbers, scoring.periods
    return ContactScores(
        as_of=scoring.as_of,
        since=periods.before + timedelta(days=1),
        known_at_least=numbers.known_at_least,
        dimensions=[_named(name, numbers) for name in numbers.dimensions],
        contacts=await _scored(reader, found[:limit], scoring),
        truncated=len(found) > limit,
    )


def _named(dimension: str, numbers: Assessments) -> ScoredDimension:
    aspect = numbers.aspects[dimension]
    levels = numbers.scales[aspect.scale].levels
    named = [NamedLevel(level=int(level), en=words.en, zh=words.zh) for level, words in levels.items()]
    by_level = sorted(named, key=lambda each: each.level)
    return ScoredDimension(id=dimension, en=aspect.en, zh=aspect.zh, weight=aspect.weight, levels=by_level)


async def _scored(reader: Reader, contacts: Sequence[KeyContactCard], scoring: Scoring) -> list[ContactScore]:
    periods, today = scoring.periods, reader.clock.today()
    end = min(scoring.as_of, today)
    rows = await reader.fetch(
        FIND_ASSESSMENTS,
        contacts=[each.person.id for each in contacts],
        aspects=list(scoring.numbers.dimensions),
        as_of=scoring.as_of,
        before=periods.before,
        caller=scoring.caller,
        given_from=days_before(end, periods.days - 1),
        today=today,
    )
    held = {row.contact: row for row in rows}
    return [_score(each, held[each.person.id], scoring, today) for each in contacts]


def _score(contact: KeyContactCard, held: HeldOfContact, scoring: Scoring, today: date) -> ContactScore:
    numbers = scoring.numbers
    dimensions = [
        score_dimension(name, held, scoring.periods, numbers.far_apart, caller=scoring.caller, today=today)
        for name in numbers.dimensions
    ]
    now = {each.dimension: each.level for each in dimensions if each.level is not None}
    before = {each.dimension: each.before for each in dimensions if each.before is not None}
    hidden = sum(each.hidden for each in dimensions)
    return ContactScore(
        person=contact.person,
        position_class=contact.position_class,
        dimensions=dimensions,
        known=len(now),
        hidden=hidden,
        overall=None if hidden else overall_of(now, numbers),
        trend=ScoreTrend.UNKNOWN if hidden else trend_of(now, before, numbers),
        compared=len(now.keys() & before.keys()),
    )
