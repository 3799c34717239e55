"""All that an industry may do differently, as data (method M3, M5 to M8, M10, M11, M14, M15, M19; ADR 0024).

Nothing has a default here or in the sections: those of relgraph stand in `playbook/default.yaml`, once.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

from relgraph.playbook.asks import AskLimits, CommitmentLimits
from relgraph.playbook.assessments import Assessments
from relgraph.playbook.chain import ChainNumbers
from relgraph.playbook.effective_strength import EffectiveStrength
from relgraph.playbook.fields import PlaybookPart, section, told
from relgraph.playbook.formation import FormationNumbers
from relgraph.playbook.interactions import InteractionKind, InteractionKindId
from relgraph.playbook.layers import Layers
from relgraph.playbook.news import GeneralRelations, NewsLimits
from relgraph.playbook.relationship import Relationship
from relgraph.playbook.rhythm import Rhythm
from relgraph.playbook.sponsors import SponsorLimits
from relgraph.playbook.strength import StrengthNumbers


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
    strength: Annotated[
        StrengthNumbers,
        section("Strength", "强度", "How contact makes the strength of a tie.", "接触如何形成关系强度。"),
    ]
    effective_strength: Annotated[
        EffectiveStrength,
        section("Effective strength", "有效强度", "Which strength of a tie counts.", "一条联系以哪个强度为准。"),
    ]
    assessments: Annotated[
        Assessments,
        section(
            "Assessments of contacts",
            "关键客户评分",
            "What ours assess of contacts, on which scale, and how that makes a score.",
            "对联系人评定什么、按何量表、如何得出总评。",
        ),
    ]
    relationship: Annotated[
        Relationship,
        section(
            "Closeness and support",
            "亲密度与支持度",
            "Which levels of closeness and of support are high, and which are low.",
            "亲密度、支持度何为高、何为低。",
        ),
    ]
    chain: Annotated[
        ChainNumbers,
        section(
            "Decision chain",
            "决策链",
            "What makes a decision chain ready, and what a next contact is expected to bring.",
            "决策链就绪度的构成，以及下一次接触的预期收益。",
        ),
    ]
    sponsors: Annotated[
        SponsorLimits,
        section("Sponsors", "赞助人", "When a sponsorship is alive, and who is proposed.", "赞助何时有效、推荐何人。"),
    ]
    formation: Annotated[
        FormationNumbers,
        section(
            "Formation",
            "三三制",
            "What makes a three-by-three formation whole, and what in it is wrong.",
            "三三制如何算完整，何为错误做法。",
        ),
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
