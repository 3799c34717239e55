"""Kinds of interaction, and what they are called (method M14)."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from relgraph.playbook.fields import PlaybookPart, told

Word = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
"""What something is called in one language."""

InteractionKindId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""What records and programs call a kind of interaction, e.g. `company_visit`."""


class WeightClass(StrEnum):
    """As what an interaction counts for the strength of ties: few who meet and talk, many who come for an occasion, a
    call, a message, a mail."""

    MEETING = "meeting"
    EVENT = "event"
    CALL = "call"
    MESSAGE = "message"
    MAIL = "mail"


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
        told(
            "As what it counts for the strength of ties.", "在关系强度中按何种方式计算：会面、活动、通话、消息或邮件。"
        ),
    ]
