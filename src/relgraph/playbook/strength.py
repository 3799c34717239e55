"""The numbers of the strength that is told from contact (docs/strength.md); the playbook's section `strength`."""

from pydantic import BaseModel, Field


class StrengthNumbers(BaseModel, frozen=True, extra="forbid"):
    """Every number of the model. Each says its unit, range, default and where it comes from.

    "Measured" is what `bench/strength` found on the mail of a manufacturer before its last cut; "assumption" is what
    no data at hand could tell. A *full day* is the unit of contact: a day on which both wrote to each other.
    """

    half_life_days: float = Field(
        default=90,
        ge=1,
        le=36_500,
        description="Days after which a day of contact counts half. Days, at least 1, default 90. Measured: from 45 "
        "to 180 days hardly differ.",
    )
    one_way_share: float = Field(
        default=0.25,
        ge=0,
        le=1,
        description="What a day of mail counts when the other never writes; the rest, up to 1, is times the "
        "balance. Share, 0 to 1, default 0.25. Measured: from 1/8 to 0.4 hardly differ.",
    )
    message_weight: float = Field(
        default=1,
        ge=0,
        le=100,
        description="What a day of messages counts, in days of mail. 0 to 100, default 1. Assumption.",
    )
    call_weight: float = Field(
        default=1.5,
        ge=0,
        le=100,
        description="What a day of calls counts, in days of mail. 0 to 100, default 1.5. Assumption: a voice tells "
        "more.",
    )
    meeting_weight: float = Field(
        default=2,
        ge=0,
        le=100,
        description="What a day with a meeting of the two alone counts, in full days: visits, exchanges, meals. 0 "
        "to 100, default 2. Assumption: no data with meetings is at hand.",
    )
    event_weight: float = Field(
        default=1,
        ge=0,
        le=100,
        description="What a day with an event counts likewise: forums, summits, trainings, socials. 0 to 100, "
        "default 1. Assumption.",
    )
    dilution: float = Field(
        default=0.5,
        ge=0,
        le=4,
        description="How far a group dilutes a meeting: of n people it counts (n - 1) to the power of minus this. 0 "
        "(not at all) to 4, default 0.5. Assumption between what mail shows (0 to 0.5) and what is used "
        "for papers written together (1; Newman 2001).",
    )
    crowd: int = Field(
        default=20,
        ge=2,
        le=100_000,
        description="Meetings of more people are no contact between two of them; nor are mails to more, which "
        "whoever counts mails leaves out. People, at least 2, default 20. Measured on mail: from 15 to "
        "50 hardly differ.",
    )
    half_at: float = Field(
        default=1.4,
        gt=0,
        le=10_000,
        description="The calibrated curve: so many full days, faded, make a strength of 0.5; twice as many 0.75, "
        "and so on. Full days, above 0, default 1.4. Measured: fitted to which pairs wrote to each "
        "other in the quarter after.",
    )
    floor: float = Field(
        default=0.1,
        ge=0,
        le=1,
        description="What old friends fade to: this much of the strength that all their contact would make had "
        "nothing faded. Share, 0 to 1, default 0.1. Assumption after Levin, Walter & Murnighan (2011): "
        "dormant ties keep value.",
    )
    silence_factor: float = Field(
        default=8,
        gt=0,
        le=1000,
        description="A pair is silent when nothing is heard for so many times its usual gap, the mean between two "
        "days of contact. Above 0, default 8. Measured: such pairs come back a third less often than "
        "the others.",
    )
    silence_least_days: int = Field(
        default=5,
        ge=2,
        le=10_000,
        description="With fewer days of contact no gap is usual. Days of contact, at least 2, default 5. Assumption.",
    )
    silence_shortest: int = Field(
        default=28,
        ge=1,
        le=36_500,
        description="No silence is shorter: holidays are none. Days, at least 1, default 28. Assumption.",
    )
    step: float = Field(
        default=0.05,
        gt=0,
        le=1,
        description="A pair is due to be scored again when its strength has moved by this much. Strength, above 0 "
        "to 1, default 0.05. Convention.",
    )
