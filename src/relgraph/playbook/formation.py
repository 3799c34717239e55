"""What makes a three-by-three formation whole, and from when on what happens in it is wrong (method M7)."""

from typing import Annotated, Self

from pydantic import model_validator

from relgraph.playbook.fields import NumberUnit, PlaybookPart, days, number, told


class FormationWeights(PlaybookPart):
    """How much each part of the score of a formation weighs; only their proportions count."""

    ours: Annotated[
        int,
        number(
            NumberUnit.POINTS,
            "Three layers of ours are linked to the contact.",
            "我方三层均与联系人建立联系。",
            least=0,
            most=100,
        ),
    ]
    theirs: Annotated[
        int,
        number(
            NumberUnit.POINTS,
            "The owner is linked to three layers of theirs.",
            "责任人与对方三层均建立联系。",
            least=0,
            most=100,
        ),
    ]
    in_touch: Annotated[
        int,
        number(NumberUnit.POINTS, "These links saw a contact lately.", "上述联系近期有接触。", least=0, most=100),
    ]
    together: Annotated[
        int,
        number(
            NumberUnit.POINTS,
            "Activities with all three layers took place.",
            "开展了三层共同参加的活动。",
            least=0,
            most=100,
        ),
    ]

    @model_validator(mode="after")
    def _something_weighs(self) -> Self:
        if not self.ours + self.theirs + self.in_touch + self.together:
            raise ValueError("one of the weights must be above 0")
        return self


class FormationNumbers(PlaybookPart):
    """What makes a formation whole, and from when on a pattern in it is wrong (method M7)."""

    levels: Annotated[
        int,
        number(
            NumberUnit.STEPS,
            "So many steps up or down still make the layer above or below: reporting lines, or ranks within a unit.",
            "上下多少级之内仍算上一层或下一层（按汇报关系或部门内级别）。",
            least=1,
            most=3,
        ),
    ]
    period_days: Annotated[int, days("Activities of so many days are looked at.", "考察多少天以内的活动。")]
    in_touch_days: Annotated[
        int,
        days(
            "A link without contact for longer is not in touch.",
            "联系超过此天数无接触即视为疏于接触。",
        ),
    ]
    together: Annotated[
        int,
        number(
            NumberUnit.INTERACTIONS,
            "So many activities with all three layers in the period are enough.",
            "期间内三层共同参加的活动达到此数即足够。",
            least=1,
            most=100,
        ),
    ]
    least_activities: Annotated[
        int,
        number(
            NumberUnit.INTERACTIONS,
            "Of fewer activities nobody can say that something is wrong, or that nothing is.",
            "活动少于此数则无法判断是否存在问题。",
            least=1,
            most=1000,
        ),
    ]
    straight: Annotated[
        int,
        number(
            NumberUnit.INTERACTIONS,
            "So many activities of their lower layer with our upper one, and nobody between, confuse the layers.",
            "对方下层越过中间层与我方上层的活动达到此数即为层级错位。",
            least=1,
            most=1000,
        ),
    ]
    staff_share: Annotated[
        float,
        number(
            NumberUnit.SHARE,
            "An owner who spends more of the effort than this on the contact's staff confuses the layers.",
            "责任人投入联系人下属的精力超过此比例即为层级错位。",
            least=0,
            most=1,
        ),
    ]
    own_share: Annotated[
        float,
        number(
            NumberUnit.SHARE,
            "So much of the owner's effort, or more, goes to the own contact; the rest above and below.",
            "责任人至少应将此比例的精力投入本人负责的联系人，其余投入上下层。",
            least=0,
            most=1,
        ),
    ]
    weights: Annotated[FormationWeights, told("What the score is made of.", "得分的构成。")]
