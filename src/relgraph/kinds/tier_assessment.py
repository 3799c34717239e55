"""What accounts are to us in organisation relationships, as ours assess it (method M11)."""

from typing import Annotated, ClassVar

from relgraph.playbook.rhythm import AccountTier
from relgraph.record.fields import AccountId, PersonId, Said, Text
from relgraph.record.kind import Explained, Heading, KindWords, Listed, fact
from relgraph.record.model import Fact


class TierAssessment(Fact):
    """One of ours holds an account to be of a tier from `valid_from` on; of several the newest that holds counts."""

    noun: ClassVar[str] = "tier_assessment"
    file: ClassVar[str] = "tier_assessments"
    natural_key: ClassVar[tuple[str, ...]] = ("rater", "account")

    rater: Annotated[PersonId, Said("Who of ours assessed it.", column="ours")]
    account: Annotated[AccountId, Said("The customer.", column="a customer")]
    tier: Annotated[AccountTier, Said("What it is to us.", column="`strategic`, `partner`, `ordinary`")]
    reason: Annotated[Text | None, Said("Why.")] = None


TIER_ASSESSMENTS = fact(
    TierAssessment,
    "ASSESSES_TIER",
    KindWords(
        shown="What an account is to us, as one of ours assessed it on `validFrom`. Of several the newest that holds "
        "counts.",
        one="an assessment of a tier",
        this="The assessment",
        given=": what an account is to us. `validFrom` is its day, today when left out, so that each assessment keeps "
        "the earlier ones. Without `id` it is the one of this account by this rater.",
        record="Record an assessment of an account's tier, or correct one.",
        end="End an assessment of a tier: from this day on it does not count.",
        days="`valid_from` is the day of the assessment",
    ),
    ("assessed the tier of", "tier assessed by"),
    lists={
        "account": Listed(
            "tier_assessments",
            "What it is to us, as ours assessed it: the newest counts, of one day the highest tier.",
            Heading("tier", "tier"),
        ),
        "rater": Listed("tiers_assessed", "What accounts are to us, as they assessed it, when they are one of ours."),
    },
    enums=(
        Explained(
            AccountTier,
            "What an account is to us in organisation relationships (method M11).",
            {
                "STRATEGIC": "A strategic partner: all actions of the organisation relationship are due.",
                "PARTNER": "A partner: most are due, some of them lighter.",
                "ORDINARY": "An ordinary account: few are due, now and then.",
            },
        ),
    ),
    begins_today=True,
)
