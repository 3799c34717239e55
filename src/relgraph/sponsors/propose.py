"""How sponsorships stand, and who is proposed: pure arithmetic, whose parts are told (method M8)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from relgraph.playbook.sponsors import SponsorLimits, SponsorWeights
from relgraph.sponsors.model import (
    AccountSponsorship,
    HeldSponsorship,
    MissingSponsor,
    SeniorOfOurs,
    SponsorDealing,
    SponsorLack,
    SponsorPart,
    SponsorProposal,
    SponsorReason,
    UnsponsoredContact,
)

Dealings = Mapping[str, Mapping[str, SponsorDealing]]
"""By the id of the one of ours and of the contact."""


def stands(
    held: HeldSponsorship, last_contact: date | None, limits: SponsorLimits, day: date, *, with_us: bool
) -> AccountSponsorship:
    """How a sponsorship stands on a day, with what is wrong and what nobody can say."""
    cadence = held.cadence_days or limits.cadence_days
    known = [each for each in (last_contact, held.since) if each]
    due = max(known) + timedelta(days=cadence) if known else None
    verdicts = {
        SponsorLack.NOT_WITH_US: not with_us,
        SponsorLack.LAPSED: due and due < day,
        SponsorLack.MISMATCHED: _mismatched(held, limits),
    }
    return AccountSponsorship(
        **{**dict(held), "cadence_days": cadence},
        last_contact=last_contact,
        due=due,
        lacks=[lack for lack, verdict in verdicts.items() if verdict],
        unknown=[lack for lack, verdict in verdicts.items() if verdict is None],
    )


def _mismatched(held: HeldSponsorship, limits: SponsorLimits) -> bool | None:
    """The sponsor sits far below the contact; of an account as such nobody does. None where a layer is unknown."""
    if held.contact is None:
        return False
    if held.sponsor.layer is None or held.contact.layer is None:
        return None
    return held.sponsor.layer - held.contact.layer >= limits.far_below


def propose(
    contact: UnsponsoredContact, seniors: Sequence[SeniorOfOurs], dealings: Dealings, limits: SponsorLimits, day: date
) -> MissingSponsor:
    """Who might sponsor a contact, the best first; of equal ones who carries less."""
    since = day - timedelta(days=limits.dealings_days)
    free = [senior for senior in seniors if senior.carried < limits.most_carried]
    found = [_proposal(contact, senior, dealings.get(senior.person.id, {}), limits.weights, since) for senior in free]
    found.sort(key=lambda each: (-each.score, each.carried, each.person.id))
    return MissingSponsor(person=contact.person, proposals=found[: limits.proposals])


def _proposal(
    contact: UnsponsoredContact,
    senior: SeniorOfOurs,
    dealt: Mapping[str, SponsorDealing],
    weights: SponsorWeights,
    since: date,
) -> SponsorProposal:
    own = dealt.get(contact.person.id)
    last = own.last if own and own.last > since else None
    others = any(each.last > since for each in dealt.values())
    values = {
        SponsorReason.PARITY: parity(senior.person.layer, contact.person.layer),
        SponsorReason.LINE: _same(senior.function, contact.function),
        SponsorReason.DEALINGS: 1.0 if last else 0.5 if others else 0.0,
        SponsorReason.ABILITY: senior.kept / senior.closed if senior.closed else None,
    }
    parts = [
        SponsorPart(reason=reason, value=None if value is None else round(value, 2), weight=getattr(weights, reason))
        for reason, value in values.items()
    ]
    total = sum(part.weight for part in parts)
    score = sum((values[part.reason] or 0) * part.weight for part in parts) / total
    return SponsorProposal(person=senior.person, score=round(score, 2), parts=parts, carried=senior.carried, last=last)


def parity(ours: int | None, theirs: int | None) -> float | None:
    """1 on the same layer, a half one layer apart, a third two; None where a layer is unknown."""
    return None if ours is None or theirs is None else 1 / (1 + abs(ours - theirs))


def _same(ours: str | None, theirs: str | None) -> float | None:
    return None if ours is None or theirs is None else float(ours == theirs)
