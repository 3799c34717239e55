"""What ours hold of a contact, aspect by aspect, as the playbook names them (method M5)."""

from typing import Annotated, ClassVar

from pydantic import Field

from relgraph.playbook.assessments import HIGHEST, LOWEST
from relgraph.record.fields import OnScale, PersonId, PlaybookWord, Said, Text
from relgraph.record.kind import KindWords, Listed, fact
from relgraph.record.model import Fact


class Assessment(Fact):
    """One of ours gave a contact a level in one aspect on `valid_from`, on the scale that the playbook has for it.

    What nobody has assessed is absent: there is no level for it. Each assessment of a rater ends their earlier one of
    the same contact and aspect; evidence is of its own assessment, and never taken over from an earlier one.
    """

    noun: ClassVar[str] = "assessment"
    file: ClassVar[str] = "assessments"
    natural_key: ClassVar[tuple[str, ...]] = ("rater", "contact", "aspect")

    rater: Annotated[PersonId, Said("Who of ours assessed it.", column="ours")]
    contact: Annotated[PersonId, Said("Whom they assessed.")]
    aspect: Annotated[
        Text,
        PlaybookWord("assessments.aspects"),
        Said(
            "In what, as the playbook calls it, e.g. `acceptance`, `information`.",
            column="as the playbook calls it: `acceptance`, `participation`, `project_support`, `information`, "
            "`guidance`, `competition`, …; another word is refused",
        ),
    ]
    level: Annotated[
        Annotated[int, Field(ge=LOWEST, le=HIGHEST)],
        OnScale(aspect="aspect", evidence="evidence"),
        Said(
            "The level, on the scale that the playbook has for the aspect: of the six dimensions -1 to 3.",
            column="on the aspect's scale: `-1` .. `3`; not assessed: no row",
        ),
    ]
    evidence: Annotated[
        Text | None,
        Said(
            "What it rests on: what they did or said; null where nobody has said.",
            given="What it rests on: what they did or said; the playbook says from which level on it is needed. It is "
            "not taken over from an earlier assessment.",
            column="needed for `2` and `3`",
        ),
    ] = None


ASSESSMENTS = fact(
    Assessment,
    "ASSESSES",
    KindWords(
        shown="The level that one of ours gave a contact in one aspect on `validFrom`, e.g. in one of the six "
        "dimensions (method M5). `scores` tells what raters hold together.",
        one="an assessment",
        this="The assessment",
        given=": which level one of ours gives a contact in one aspect. `validFrom` is its day, today when left out, "
        "so that each assessment keeps the earlier ones. Without `id` it is the one of this contact in this aspect by "
        "this rater.",
        record="Record an assessment of a contact, or correct one.",
        end="End an assessment: from this day on it does not count.",
        days="`valid_from` is the day of the assessment",
    ),
    ("gave a level to", "given a level by"),
    # None on the contact: raters would see there what others say before they say their own.
    lists={"rater": Listed("assessments_given", "Levels that they gave contacts, when they are one of ours.")},
    begins_today=True,
)
