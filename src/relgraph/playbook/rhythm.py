"""How often we are in touch with whom (method M11, M14, M21)."""

from enum import StrEnum
from typing import Annotated

from relgraph.playbook.fields import PlaybookPart, days, told


class AccountTier(StrEnum):
    """What an account is to us in organisation relationships (method M11)."""

    STRATEGIC = "strategic"
    PARTNER = "partner"
    ORDINARY = "ordinary"


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
