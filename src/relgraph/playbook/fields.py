"""What the fields of a playbook are made of: a number has a unit, a range, and a meaning in English and Chinese."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

UNIT, CHINESE, CHINESE_TITLE = "x-unit", "x-description-zh", "x-title-zh"
"""Where the schema keeps what JSON Schema has no word for."""

MAX_DAYS = 3650


class NumberUnit(StrEnum):
    """What a number counts."""

    DAYS = "days"
    POINTS = "points"
    CONTACTS = "contacts a quarter"
    LAYER = "layer"
    LEVEL = "level"
    SHARE = "share"
    WEIGHT = "days of mail"
    FULL_DAYS = "full days"
    POWER = "power"
    PEOPLE = "people"
    GAPS = "usual gaps"
    TIMES = "times"
    DIMENSIONS = "dimensions"
    LEVELS = "levels"
    LAYERS = "layers"
    SPONSORSHIPS = "sponsorships"
    STEPS = "steps"
    INTERACTIONS = "interactions"


class PlaybookPart(BaseModel):
    """A part of the playbook: nothing is in it that has no meaning, and nothing is left to code."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def told(en: str, zh: str) -> Any:  # noqa: ANN401  (as pydantic's own)
    """What a field that is no number means."""
    return Field(description=en, json_schema_extra={CHINESE: zh})


def number(unit: NumberUnit, en: str, zh: str, *, least: float, most: float) -> Any:  # noqa: ANN401
    """What a number counts and means, and which are allowed."""
    return Field(ge=least, le=most, description=en, json_schema_extra={UNIT: unit.value, CHINESE: zh})


def days(en: str, zh: str, *, least: int = 1) -> Any:  # noqa: ANN401
    """A number of days, ten years at most."""
    return number(NumberUnit.DAYS, en, zh, least=least, most=MAX_DAYS)


def section(title: str, title_zh: str, en: str, zh: str) -> Any:  # noqa: ANN401
    """What a section is called, and what it is about."""
    return Field(title=title, description=en, json_schema_extra={CHINESE_TITLE: title_zh, CHINESE: zh})
