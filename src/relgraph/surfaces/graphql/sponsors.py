"""GraphQL: executive sponsors of an account, and who might be one (method M8)."""

from datetime import date
from typing import Annotated

import strawberry

from relgraph.analyses.asked import SponsorsAsked
from relgraph.analyses.contacts import SPONSORS
from relgraph.sponsors import model
from relgraph.sponsors.model import SponsorLack, SponsorReason
from relgraph.surfaces.graphql.arguments import AsOf, day
from relgraph.surfaces.graphql.enums import expose
from relgraph.surfaces.graphql.ids import Day, GivenIds
from relgraph.surfaces.graphql.nodes import Dated, Info
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import costs, holds

expose(
    SponsorLack,
    "What is wrong with a sponsorship (method M8).",
    NOT_WITH_US="The sponsor is not known to be with us.",
    LAPSED="The two had no contact for longer than their cadence.",
    MISMATCHED="The sponsor sits far below the contact.",
)
expose(
    SponsorReason,
    "Why somebody is proposed as a sponsor (method M8).",
    PARITY="How near the two are in rank: 1 on the same layer, a half one layer apart.",
    LINE="Whether both work in the same line of business.",
    DEALINGS="Whether they dealt with the contact, 1, or with others of the account, a half.",
    ABILITY="What share of their closed promises they kept.",
)


@strawberry.type(description="A sponsorship, and how it stands.")
class AccountSponsorship:
    """Shows one."""

    sponsor: Person = strawberry.field(description="Our senior.")
    contact: Person | None = strawberry.field(description="Whom they sponsor; null: the account as such.")
    purpose: str | None = strawberry.field(description="What for; null where nobody has said.")
    cadence_days: int = strawberry.field(description="The most days between two contacts.")
    since: date | None = strawberry.field(description="The first day; null where it is unknown.")
    last_contact: date | None = strawberry.field(
        description="The last contact of the two, or with anybody at the account; null where none is known."
    )
    due: date | None = strawberry.field(description="The last day on time for the next; null where it is unknown.")
    carried: int = strawberry.field(description="How many sponsorships the sponsor carries in all.")
    lacks: list[SponsorLack] = strawberry.field(description="What is wrong with it.")
    unknown: list[SponsorLack] = strawberry.field(description="What nobody can say, as a day or a layer is unknown.")


@strawberry.type(description="A reason for or against a proposal.")
class SponsorPart:
    """Shows a part of a score."""

    reason: SponsorReason = strawberry.field(description="Which.")
    value: float | None = strawberry.field(
        description="How far it speaks for them, 0 to 1; null: unknown, adds nothing."
    )
    weight: int = strawberry.field(description="How many times it counts.")


@strawberry.type(description="Somebody who might sponsor a contact.")
class SponsorProposal:
    """Shows a proposal."""

    person: Person = strawberry.field(description="Our senior.")
    score: float = strawberry.field(description="What the parts make, 0 to 1.")
    parts: list[SponsorPart] = strawberry.field(description="Why.")
    carried: int = strawberry.field(description="How many sponsorships they carry already.")
    last: date | None = strawberry.field(description="Their last contact with that contact; null where none counts.")


@strawberry.type(description="A key contact of class S without a sponsor.")
class MissingSponsor:
    """Shows who is missing one."""

    person: Person = strawberry.field(description="The contact.")
    proposals: list[SponsorProposal] = strawberry.field(description="Who might be one, the best first.")


@strawberry.type(description="Sponsors of an account, key contacts of class S without one, and proposals.")
class AccountSponsors(Dated):
    """Shows all of them."""

    sponsorships: list[AccountSponsorship] = strawberry.field(
        description="Those of contacts first, then of the account as such.", directives=holds(25)
    )
    missing: list[MissingSponsor] = strawberry.field(description="Who lacks one.", directives=holds(25))
    full: int = strawberry.field(description="How many seniors are not proposed, as they carry as much as they may.")
    truncated: bool = strawberry.field(description="Whether there are more.")


AccountAsked = Annotated[strawberry.ID, strawberry.argument(description="The account, by `id` or `externalId`.")]


@strawberry.type
class SponsorsQuery:
    """The root field about sponsors."""

    @strawberry.field(description=SPONSORS.words.en, directives=costs(SPONSORS.price))
    async def sponsors(self, info: Info, *, account: AccountAsked, as_of: AsOf = None) -> AccountSponsors:
        ids = GivenIds()
        id_ = ids.one(account, "Organization", field="account")
        on = day(info, as_of, ids)
        found = await info.context.run(SPONSORS, SponsorsAsked(account=id_, as_of=on.date))
        return AccountSponsors(
            day=on,
            sponsorships=[_sponsorship(info, each, on) for each in found.sponsorships],
            missing=[_missing(info, each, on) for each in found.missing],
            full=found.full,
            truncated=found.truncated,
        )


def _sponsorship(info: Info, each: model.AccountSponsorship, on: Day) -> AccountSponsorship:
    names = ("purpose", "cadence_days", "since", "last_contact", "due", "carried", "lacks", "unknown")
    return AccountSponsorship(
        sponsor=at_a_glance(info, each.sponsor, on),
        contact=at_a_glance(info, each.contact, on) if each.contact else None,
        **{name: getattr(each, name) for name in names},
    )


def _missing(info: Info, each: model.MissingSponsor, on: Day) -> MissingSponsor:
    proposals = [_proposal(info, one, on) for one in each.proposals]
    return MissingSponsor(person=at_a_glance(info, each.person, on), proposals=proposals)


def _proposal(info: Info, each: model.SponsorProposal, on: Day) -> SponsorProposal:
    parts = [SponsorPart(reason=part.reason, value=part.value, weight=part.weight) for part in each.parts]
    told = {name: getattr(each, name) for name in ("score", "carried", "last")}
    return SponsorProposal(person=at_a_glance(info, each.person, on), parts=parts, **told)
