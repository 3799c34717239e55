"""Executive sponsors: seniors of ours who stand in for an account, or for one contact there (method M8)."""

from typing import Annotated, ClassVar

from pydantic import Field

from relgraph.record.fields import AccountId, PersonId, Said, Text, WithinPerson
from relgraph.record.kind import Heading, KindWords, Listed, fact
from relgraph.record.model import Fact

MAX_CADENCE = 3650


class Sponsorship(Fact):
    """A senior of ours sponsors an account, or one contact of it: regular dialogue, and whom escalations go to.

    Without a contact it is of the account as such. A cadence of None is that of the playbook.
    """

    noun: ClassVar[str] = "sponsorship"
    file: ClassVar[str] = "sponsorships"
    natural_key: ClassVar[tuple[str, ...]] = ("sponsor", "account", "contact")

    sponsor: Annotated[PersonId, Said("Our senior.", column="ours")]
    account: Annotated[AccountId, Said("Which customer they sponsor.", column="a customer")]
    contact: Annotated[
        WithinPerson | None,
        Said("Whom they sponsor there; null: the account as such.", column="empty: the account as such"),
    ] = None
    purpose: Annotated[Text | None, Said("What for; null where nobody has said.", given="What for.")] = None
    cadence_days: Annotated[
        Annotated[int, Field(ge=1, le=MAX_CADENCE)] | None,
        Said(
            "The most days between two contacts of the two; null: as the playbook has it.",
            given="The most days between two contacts of the two, 1 to 3650.",
            column="days; empty: as the playbook has it",
        ),
    ] = None


SPONSORSHIPS = fact(
    Sponsorship,
    "SPONSORS",
    KindWords(
        shown="A senior of ours sponsors an account, or one contact of it (method M8).",
        one="a sponsorship",
        this="The sponsorship",
        given=": a senior of ours who sponsors an account, or one contact of it.",
        record="Record a sponsorship, or correct one.",
        end="End a sponsorship: from this day on somebody else is needed.",
    ),
    ("sponsor of", "sponsored by"),
    lists={
        "account": Listed("sponsorships", "Who of ours sponsors it or its contacts.", Heading("sponsors", "sponsors")),
        "contact": Listed("sponsorships", "Who of ours sponsors them."),
        "sponsor": Listed("sponsored", "What they sponsor, when they are one of ours."),
    },
)
