"""All that an industry may do differently, as data (method M10, M11, M14, M15, M19; ADR 0024).

Nothing has a default here: those of relgraph stand in `playbook/default.yaml`, once.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from relgraph.playbook.fields import PlaybookPart, Unit, days, number, section, told

Word = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
"""What something is called in one language."""

InteractionKindId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""What records and programs call a kind of interaction, e.g. `company_visit`."""


class WeightClass(StrEnum):
    """How much an interaction brings two people together: in person, by voice, or by something sent."""

    IN_PERSON = "in_person"
    CALL = "call"
    MESSAGE = "message"


class LayerClass(StrEnum):
    """What kind of layer somebody sits on (method M11): chairman and GM, CXO and VP, or working level."""

    EXECUTIVE = "executive"
    SENIOR = "senior"
    WORKING = "working"


class AccountTier(StrEnum):
    """What an account is to us in organisation relationships (method M11)."""

    STRATEGIC = "strategic"
    PARTNER = "partner"
    ORDINARY = "ordinary"


class AskWeight(StrEnum):
    """How much an ask asks (method M15)."""

    LIGHT = "light"
    NORMAL = "normal"
    HEAVY = "heavy"


class StrengthOrigin(StrEnum):
    """Where a strength of a tie comes from: somebody corrected what was computed, a source recorded it, or it follows
    from interactions."""

    CORRECTED = "corrected"
    RECORDED = "recorded"
    COMPUTED = "computed"


class InteractionKind(PlaybookPart):
    """A kind of interaction between ours and a customer's people (method M14)."""

    en: Annotated[Word, told("What it is called in English.", "英文名称。")]
    zh: Annotated[Word, told("What it is called in Chinese.", "中文名称。")]
    key_action: Annotated[
        bool,
        told("Whether it is one of the key actions, which the rhythm counts.", "是否为关键动作（节奏只计关键动作）。"),
    ]
    weight_class: Annotated[
        WeightClass,
        told("How much it counts for the strength of ties.", "对关系强度的计分类别：面对面、通话或消息。"),
    ]


class Layers(PlaybookPart):
    """Which layers of a customer's hierarchy are of which class; below `senior` all are `working`.

    Layers are those that seats are recorded with (`Position.layer`): 1 is the top of the organisation, whatever its
    titles. A seat of unknown layer is of no class.
    """

    executive: Annotated[
        int,
        number(
            Unit.LAYER,
            "The lowest layer that is executive: chairman, general manager. 1 is the top.",
            "高管层（董事长、总经理）的最低层级；1为最高。",
            least=1,
            most=98,
        ),
    ]
    senior: Annotated[
        int,
        number(
            Unit.LAYER,
            "The lowest layer that is senior: CXO, vice president. All below are working level.",
            "高级管理层（CXO、副总裁）的最低层级；其下均为工作层。",
            least=2,
            most=99,
        ),
    ]

    @model_validator(mode="after")
    def _senior_is_below_executive(self) -> Self:
        if self.senior <= self.executive:
            raise ValueError(f"senior ({self.senior}) must be a layer below executive ({self.executive}): a larger one")
        return self

    def class_of(self, layer: int | None) -> LayerClass | None:
        """The class of a layer (1 is the top); None for an unknown one."""
        if layer is None:
            return None
        if layer <= self.executive:
            return LayerClass.EXECUTIVE
        return LayerClass.SENIOR if layer <= self.senior else LayerClass.WORKING


class EffectiveStrength(PlaybookPart):
    """Which strength of a tie counts where several are known."""

    precedence: Annotated[
        tuple[StrengthOrigin, ...],
        Field(min_length=1, json_schema_extra={"uniqueItems": True}),
        told(
            "Which strength counts where a tie has several: the first that is known. One left out never counts.",
            "一条联系有多个强度时以何者为准：取第一个已知者；未列出的从不采用。",
        ),
    ]
    correction_days: Annotated[int, days("How long a correction by a person counts.", "人工修正的有效期。")]

    @field_validator("precedence")
    @classmethod
    def _each_once(cls, precedence: tuple[StrengthOrigin, ...]) -> tuple[StrengthOrigin, ...]:
        if len(set(precedence)) < len(precedence):
            raise ValueError("an origin stands there twice: keep one of them")
        return precedence


class Cadence(PlaybookPart):
    """How often a key contact of an account meets us in a key action, by the class of their layer (method M11)."""

    executive: Annotated[
        int,
        days(
            "Most days between two key actions with an executive key contact.",
            "与高管层关键客户两次关键动作之间的最长间隔。",
        ),
    ]
    senior: Annotated[
        int,
        days(
            "Most days between two key actions with a senior key contact.",
            "与高级管理层关键客户两次关键动作之间的最长间隔。",
        ),
    ]
    working: Annotated[
        int,
        days(
            "Most days between two key actions with a key contact of the working level.",
            "与工作层关键客户两次关键动作之间的最长间隔。",
        ),
    ]


class CadenceByTier(PlaybookPart):
    """Cadences by what the account is to us."""

    strategic: Annotated[Cadence, told("At a strategic partner.", "战略伙伴客户。")]
    partner: Annotated[Cadence, told("At a partner.", "伙伴客户。")]
    ordinary: Annotated[Cadence, told("At an ordinary account.", "普通客户。")]


class Rhythm(PlaybookPart):
    """How often we are in touch, and how soon what came of it is written down (method M11, M14, M21)."""

    cadence_days: Annotated[CadenceByTier, told("Most days between two key actions.", "两次关键动作之间的最长间隔。")]
    tier_when_unknown: Annotated[
        AccountTier,
        told("By which tier an account of unknown tier is measured.", "客户级别未知时按何种级别衡量。"),
    ]
    decider_days: Annotated[
        int,
        days(
            "Most days without contact with a decision maker or approver (D, A) of a live deal.",
            "进行中的项目里，与决策者或批准者（D、A）无接触的最长天数。",
        ),
    ]
    after_close_days: Annotated[
        int,
        days(
            "Days without contact after a deal was won or lost from which on contact has stopped.",
            "项目赢单或输单后，无接触超过此天数即视为中断。",
        ),
    ]
    outcome_days: Annotated[
        int,
        days(
            "Days after a meeting by which its outcome and the next step are recorded.",
            "会面后应在多少天内记录结果与下一步。",
        ),
    ]


class AskPoints(PlaybookPart):
    """How many points of credit an ask takes, by its weight."""

    light: Annotated[
        int,
        number(
            Unit.POINTS, "What a light ask takes of the credit with somebody.", "轻诉求消耗的信用。", least=1, most=100
        ),
    ]
    normal: Annotated[
        int, number(Unit.POINTS, "What a normal ask takes of it.", "一般诉求消耗的信用。", least=1, most=100)
    ]
    heavy: Annotated[int, number(Unit.POINTS, "What a heavy ask takes of it.", "重诉求消耗的信用。", least=1, most=100)]

    @model_validator(mode="after")
    def _heavier_is_no_less(self) -> Self:
        if not self.light <= self.normal <= self.heavy:
            raise ValueError(f"light, normal and heavy ({self.light}, {self.normal}, {self.heavy}) must not fall")
        return self


class HeaviestAsk(PlaybookPart):
    """The heaviest ask that somebody can be asked, by the class of their layer."""

    executive: Annotated[AskWeight, told("The heaviest ask of an executive.", "对高管层可提出的最重诉求。")]
    senior: Annotated[AskWeight, told("The heaviest ask of senior management.", "对高级管理层可提出的最重诉求。")]
    working: Annotated[AskWeight, told("The heaviest ask of the working level.", "对工作层可提出的最重诉求。")]


class AskLimits(PlaybookPart):
    """What may be asked of contacts before their credit is exhausted (method M15)."""

    points: Annotated[AskPoints, told("How much an ask takes of the credit.", "每项诉求消耗的信用。")]
    most_open_points: Annotated[
        int,
        number(
            Unit.POINTS,
            "Most points of open asks of one contact.",
            "同一联系人未了诉求的最高点数。",
            least=1,
            most=1000,
        ),
    ]
    heaviest: Annotated[HeaviestAsk, told("The heaviest ask for a layer.", "各层可承受的最重诉求。")]
    balance_days: Annotated[
        int,
        days("Over how many days give and take are weighed.", "衡量付出与索取平衡的时间窗口。"),
    ]


class CommitmentLimits(PlaybookPart):
    """When a promise made to a contact is overdue (method M15)."""

    grace_days: Annotated[
        int,
        days(
            "How many days after the day due a commitment may still be kept; later it is overdue.",
            "承诺到期后宽限的天数，过后即逾期；0表示到期次日即逾期。",
            least=0,
        ),
    ]


class NewsLimits(PlaybookPart):
    """How fresh what we hear has to be (method M19)."""

    claim_days: Annotated[
        int,
        days(
            "Days after which a claim of a live deal that one channel alone told is old.",
            "进行中的项目里，仅由单一渠道得知的说法超过此天数即为陈旧。",
        ),
    ]
    silent_days: Annotated[
        int,
        days(
            "Days without news after which a department counts as silent.",
            "部门超过此天数没有任何消息即视为沉默。",
        ),
    ]


class GeneralRelations(PlaybookPart):
    """How much contact supporters and influencers (S, I) should have: neither neglected nor wearied (method M10)."""

    most_contacts: Annotated[
        int,
        number(
            Unit.CONTACTS,
            "Most contacts with one supporter or influencer; more weary.",
            "与同一支持者或影响者的接触次数上限；再多则过度。",
            least=1,
            most=1000,
        ),
    ]
    neglected_days: Annotated[
        int,
        days(
            "Days without contact after which a supporter or influencer counts as neglected.",
            "支持者或影响者超过此天数无接触即视为被忽视。",
        ),
    ]


class Playbook(PlaybookPart):
    """How an installation plays: scales with their words, weights, thresholds and cadences.

    A file of an installation's own names its version and what differs; the rest is as relgraph ships it.
    """

    version: Annotated[
        str,
        StringConstraints(min_length=1, max_length=60, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]+$"),
        told(
            "A name for this state of it, e.g. `acme-3`; give another whenever something changes: audits remember it.",
            "此版手册的名称，如 acme-3；内容有变即换名，审计会记录它。",
        ),
    ]
    interactions: Annotated[
        Mapping[InteractionKindId, InteractionKind],
        section("Interactions", "活动", "The kinds of interaction.", "活动的种类。"),
    ]
    layers: Annotated[
        Layers,
        section(
            "Layers", "层级", "Which layers are executive, senior, working.", "哪些层级属于高管、高级管理、工作层。"
        ),
    ]
    # `strength` goes here: one line like its neighbours, of relgraph.playbook.strength, and a block in default.yaml.
    effective_strength: Annotated[
        EffectiveStrength,
        section("Effective strength", "有效强度", "Which strength of a tie counts.", "一条联系以哪个强度为准。"),
    ]
    rhythm: Annotated[Rhythm, section("Rhythm", "节奏", "How often we are in touch.", "多久接触一次。")]
    asks: Annotated[AskLimits, section("Asks", "诉求", "What may be asked of contacts.", "可以向联系人提出什么。")]
    commitments: Annotated[
        CommitmentLimits, section("Commitments", "承诺", "When a promise is overdue.", "承诺何时逾期。")
    ]
    news: Annotated[NewsLimits, section("News", "信息", "How fresh what we hear has to be.", "信息应有多新。")]
    general_relations: Annotated[
        GeneralRelations,
        section(
            "General relations",
            "普遍客户关系",
            "How much contact supporters and influencers should have.",
            "与支持者、影响者接触多少为宜。",
        ),
    ]
