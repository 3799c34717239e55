"""Tell who of ours sponsors an account, how that stands, who is missing, and who might."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.playbook.sponsors import SponsorLimits
from relgraph.record.fields import EntityKind
from relgraph.record.service import require
from relgraph.sponsors.model import (
    MAX_SPONSORSHIPS,
    AccountSponsors,
    HeldSponsorship,
    SeniorOfOurs,
    SponsorDealing,
    UnsponsoredContact,
)
from relgraph.sponsors.propose import Dealings, propose, stands

FIND_SPONSORSHIPS = Query("sponsors/find_sponsorships", HeldSponsorship)
FIND_UNSPONSORED = Query("sponsors/find_unsponsored", UnsponsoredContact)
FIND_SENIORS = Query("sponsors/find_seniors", SeniorOfOurs)
FIND_SPONSOR_DEALINGS = Query("sponsors/find_sponsor_dealings", SponsorDealing)


@dataclass(frozen=True)
class SponsorNumbers:
    """The playbook's numbers: of sponsors, and the lowest layer that is senior."""

    limits: SponsorLimits
    lowest_layer: int


async def find_sponsors(
    reader: Reader, account: str, *, ours: Sequence[str], numbers: SponsorNumbers, as_of: date
) -> AccountSponsors:
    """The sponsors of an organisation on a day. `ours`: ids of our people that day. Raises NotFoundError."""
    await require(reader, EntityKind.ORGANIZATION, [account], field="account")
    limits, there = numbers.limits, {"account": account, "as_of": as_of}
    most = MAX_SPONSORSHIPS
    held = await reader.fetch(FIND_SPONSORSHIPS, **there, limit=most + 1)
    missing = await reader.fetch(FIND_UNSPONSORED, **there, ours=list(ours), limit=most + 1)
    seniors = await reader.fetch(
        FIND_SENIORS,
        ours=list(ours),
        as_of=as_of,
        lowest_layer=numbers.lowest_layer,
        since=as_of - timedelta(days=limits.dealings_days),
    )
    who = {each.sponsor.id for each in held} | {each.person.id for each in seniors}
    dealings = _by_pair(await reader.fetch(FIND_SPONSOR_DEALINGS, **there, ours=sorted(who)))
    with_us = set(ours)
    return AccountSponsors(
        as_of=as_of,
        sponsorships=[
            stands(each, _last(each, dealings), limits, as_of, with_us=each.sponsor.id in with_us)
            for each in held[:most]
        ],
        missing=[propose(contact, seniors, dealings, limits, as_of) for contact in missing[:most]],
        full=sum(senior.carried >= limits.most_carried for senior in seniors),
        truncated=max(len(held), len(missing)) > most,
    )


def _by_pair(rows: Sequence[SponsorDealing]) -> Dealings:
    found: dict[str, dict[str, SponsorDealing]] = defaultdict(dict)
    for row in rows:
        found[row.our][row.contact] = row
    return found


def _last(held: HeldSponsorship, dealings: Dealings) -> date | None:
    """The last contact of a sponsor with the contact, or with anybody at the account."""
    dealt = dealings.get(held.sponsor.id, {})
    if held.contact:
        return dealt[held.contact.id].last if held.contact.id in dealt else None
    return max((each.last for each in dealt.values()), default=None)
