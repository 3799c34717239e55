"""Roles that people play in decisions (method M2)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from relgraph.record.fields import OpportunityId, PersonId, Said
from relgraph.record.kind import Explained, KindWords, Listed, fact
from relgraph.record.model import Fact


class RoleLetter(StrEnum):
    """A role in a decision; A, D and E are the key roles (method M2)."""

    APPROVER = "A"
    DECISION_MAKER = "D"
    SUPPORTER = "S"
    EVALUATOR = "E"
    INFLUENCER = "I"
    COACH = "C"


KEY_ROLES = (RoleLetter.APPROVER, RoleLetter.DECISION_MAKER, RoleLetter.EVALUATOR)


class Role(Fact):
    """A person plays a role in the decision of an opportunity; one person may play several."""

    noun: ClassVar[str] = "role"
    file: ClassVar[str] = "roles"
    natural_key: ClassVar[tuple[str, ...]] = ("person", "opportunity", "role")

    person: Annotated[PersonId, Said("Who plays it.")]
    opportunity: Annotated[OpportunityId, Said("In which opportunity.")]
    role: Annotated[
        RoleLetter,
        Said("The role.", column="`A` `D` `S` `E` `I` `C`, [what they mean](#letters-classes-and-levels)"),
    ]


ROLES = fact(
    Role,
    "HAS_ROLE",
    KindWords(
        shown="A person plays a role in the decision of an opportunity; one person may play several.",
        one="a role",
        this="The role",
        given=". Without `id` it is the person's in this opportunity with this letter.",
        record="Give a person a role, correct it, or begin a new version.",
    ),
    ("role in", "role of"),
    lists={
        "person": Listed("roles", "The roles they play in opportunities."),
        "opportunity": Listed("roles", "The roles that people play in it."),
    },
    enums=(
        Explained(
            RoleLetter,
            "A role in a decision; A, D and E are the key roles (method M2).",
            {
                "APPROVER": "Approver 批准者: signs off, may veto.",
                "DECISION_MAKER": "Decision maker 决策者: owns the final choice.",
                "SUPPORTER": "Supporter or user 支持者: raises or will use the solution; no vote, real weight.",
                "EVALUATOR": "Evaluator 评估者: judges against standards.",
                "INFLUENCER": "Influencer 影响者: outside the process, yet trusted by those in it.",
                "COACH": "Coach 教练: on our side, guides our strategy from inside.",
            },
            letters=True,
        ),
    ),
)
