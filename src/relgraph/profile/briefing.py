"""What whoever goes to see somebody should know: the profile, what contact tells of ties, what we heard, what to do.

All of it is recorded, or follows from what is recorded by the playbook's numbers; nothing is guessed (method M14, M15).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.interactions.model import Attendee, InteractionCard, PromiseMade, SomeoneNamed
from relgraph.kinds.organization import OrganizationKind
from relgraph.people.model import PersonCard
from relgraph.playbook.interactions import WeightClass
from relgraph.playbook.model import Playbook
from relgraph.profile.model import FactAround, OurTie, PersonProfile
from relgraph.profile.pair import PairProfile
from relgraph.strength.in_force import counting
from relgraph.strength.model import PairStrength
from relgraph.strength.service import strengths_of

SOON_DAYS = 14
"""A promise that is due in so many days is something to do."""
HEARD = 3
"""Pieces of news that are told."""


class HeardOf(BaseModel, frozen=True):
    """A piece of news that is about somebody (`about_them`), or that they told. `said_by` is None where unknown."""

    id: str
    claim: str
    told_on: date
    about_them: bool
    said_by: SomeoneNamed | None


class NextStepKind(StrEnum):
    """What is to be done.

    Keep a promise that is overdue or due soon, remind of one, say what came of a meeting, do what was to follow on one,
    get in touch again, find a way in.
    """

    KEEP_OVERDUE = "keep_overdue"
    REMIND = "remind"
    KEEP = "keep"
    OUTCOME = "outcome"
    FOLLOW_UP = "follow_up"
    SILENT = "silent"
    WAY_IN = "way_in"


class NextStep(BaseModel, frozen=True):
    """Something to do, and the fact that it follows from.

    `who`: who promised, met or fell silent; `what`: the promise, or what was to follow; `day`: when it is
    due, when they met or were last in touch; `days`: how many it is overdue, or silent; `usual_days`: between contacts.
    """

    kind: NextStepKind
    who: tuple[SomeoneNamed, ...] = ()
    what: str | None = None
    day: date | None = None
    days: int | None = None
    usual_days: int | None = None


class PersonBriefing(PersonProfile, frozen=True):
    """A person's profile, and: what contact tells of the ties of ours by their ids, what we heard, what to do next."""

    contact: dict[str, PairStrength]
    heard: list[HeardOf]
    next_steps: list[NextStep]


class PairBriefing(PairProfile, frozen=True):
    """What is known of a pair, and: what contact tells of the ties of ours to `one` by their ids, what to do next."""

    contact: dict[str, PairStrength]
    heard: list[HeardOf]
    next_steps: list[NextStep]


LIST_HEARD = Query("profile/list_heard", HeardOf)


class _Promise(BaseModel, frozen=True):
    promiser: SomeoneNamed
    promise: str
    due: date
    ours: bool


async def brief_person(reader: Reader, profile: PersonProfile, playbook: Playbook, *, as_of: date) -> PersonBriefing:
    """A person's profile with what else is worth knowing before a visit."""
    person = profile.person
    contact = await _contact(reader, person.id, [tie.id for tie in profile.our_ties], playbook, as_of)
    heard = await reader.fetch(LIST_HEARD, id=person.id, as_of=as_of, limit=HEARD)
    extra = profile.model_extra or {}
    ours = _is_ours(person)
    promises = _around(extra.get("were_promised", []), not ours, None)
    promises += _around(extra.get("promised", []), ours, _named(person))
    steps = _promised(promises, playbook, as_of) + _met(profile.interactions, playbook, as_of)
    steps += _silent([_named(tie) for tie in profile.our_ties], contact)
    if not (ours or profile.our_ties or profile.interactions):
        steps.append(NextStep(kind=NextStepKind.WAY_IN, what=person.id))
    return PersonBriefing(**dict(profile), contact=contact, heard=heard, next_steps=steps)


async def brief_pair(reader: Reader, pair: PairProfile, playbook: Playbook, *, as_of: date) -> PairBriefing:
    """A pair with what else is worth knowing before the two meet."""
    ids = [pair.other.id, *(tie.id for tie in pair.others_of_ours)]
    contact = await _contact(reader, pair.one.id, ids, playbook, as_of)
    heard = await reader.fetch(LIST_HEARD, id=pair.one.id, as_of=as_of, limit=HEARD)
    ours = {card.id for card in (pair.one, pair.other) if _is_ours(card)}
    steps = _promised(_made(pair.promises, ours), playbook, as_of) + _met(pair.interactions, playbook, as_of)
    steps += _silent([_named(pair.other)], contact)
    return PairBriefing(**dict(pair), contact=contact, heard=heard, next_steps=steps)


async def _contact(
    reader: Reader, id_: str, others: Sequence[str], playbook: Playbook, as_of: date
) -> dict[str, PairStrength]:
    if not others:
        return {}
    return await strengths_of(reader, id_, sorted(set(others)), counting(playbook), as_of=as_of)


def _around(facts: Sequence[FactAround], ours: bool, by: SomeoneNamed | None) -> list[_Promise]:
    """Open promises around a person that have a day; `by` is who made them, where it is not the other."""
    said = [(fact, fact.model_extra or {}) for fact in facts]
    return [
        _Promise(promiser=by or _named(fact), promise=values["promise"], due=values["due"], ours=ours)
        for fact, values in said
        if values.get("due")
    ]


def _made(promises: Sequence[PromiseMade], ours: set[str]) -> list[_Promise]:
    return [
        _Promise(promiser=one.promiser, promise=one.promise, due=one.due, ours=one.promiser.id in ours)
        for one in promises
        if one.due and one.open
    ]


def _promised(promises: Sequence[_Promise], playbook: Playbook, as_of: date) -> list[NextStep]:
    """Promises that are overdue, what is overdue longest first; then those of ours that are due soon."""
    steps = []
    for each in sorted(promises, key=lambda one: (not one.ours, one.due)):
        days = (as_of - each.due).days
        told = {"who": (each.promiser,), "what": each.promise, "day": each.due}
        if days > playbook.commitments.grace_days:
            kind = NextStepKind.KEEP_OVERDUE if each.ours else NextStepKind.REMIND
            steps.append(NextStep(kind=kind, days=days, **told))
        elif each.ours and days >= -SOON_DAYS:
            steps.append(NextStep(kind=NextStepKind.KEEP, **told))
    return sorted(steps, key=lambda step: list(NextStepKind).index(step.kind))


def _met(cards: Sequence[InteractionCard], playbook: Playbook, as_of: date) -> list[NextStep]:
    """The latest meeting of which nobody has said what came of it in time; the latest that something was to follow."""
    steps = []
    for card in cards:
        kind = playbook.interactions.get(card.kind)
        meeting = kind is not None and kind.weight_class is WeightClass.MEETING
        if meeting and not card.outcome and (as_of - card.on).days > playbook.rhythm.outcome_days:
            steps.append(NextStep(kind=NextStepKind.OUTCOME, who=_ours(card), what=card.kind, day=card.on))
            break
    for card in cards:
        if card.next_step:
            steps.append(NextStep(kind=NextStepKind.FOLLOW_UP, who=_ours(card), what=card.next_step, day=card.on))
            break
    return steps


def _silent(people: Sequence[SomeoneNamed], contact: Mapping[str, PairStrength]) -> list[NextStep]:
    """Who of ours fell silent, each once."""
    steps = {}
    for one in people:
        told = contact.get(one.id)
        if told and told.silent and told.silence and told.evidence.last:
            last = told.evidence.last
            usual = max(1, round(told.silence.usual_gap))
            days = (told.as_of - last).days
            steps[one.id] = NextStep(kind=NextStepKind.SILENT, who=(one,), day=last, days=days, usual_days=usual)
    return list(steps.values())


def _ours(card: InteractionCard) -> tuple[SomeoneNamed, ...]:
    return tuple(_named(one) for one in card.attendees if one.ours and one.came is not False)


def _is_ours(card: PersonCard) -> bool:
    return card.organization_kind is OrganizationKind.VENDOR


def _named(who: PersonCard | FactAround | OurTie | Attendee) -> SomeoneNamed:
    return SomeoneNamed(id=who.id, name=who.name, english_name=who.english_name)
