"""A playbook's sections, values and meanings in English and Chinese."""

from relgraph.core.language import Language
from relgraph.playbook.fields import CHINESE, CHINESE_TITLE, NumberUnit
from relgraph.playbook.listing import PlaybookField, Scalar
from relgraph.playbook.schema import names_in, part_at, whole_schema

_UNITS_ZH = {
    NumberUnit.DAYS: "天",
    NumberUnit.POINTS: "点",
    NumberUnit.CONTACTS: "次/季度",
    NumberUnit.SHARE: "",
    NumberUnit.WEIGHT: "个邮件日",
    NumberUnit.FULL_DAYS: "个完整接触日",
    NumberUnit.POWER: "次方",
    NumberUnit.PEOPLE: "人",
    NumberUnit.GAPS: "倍平常间隔",
    NumberUnit.LEVEL: "级",
    NumberUnit.LEVELS: "级",
    NumberUnit.TIMES: "倍",
    NumberUnit.LAYERS: "层",
    NumberUnit.SPONSORSHIPS: "项赞助",
    NumberUnit.DIMENSIONS: "个维度",
    NumberUnit.STEPS: "级",
    NumberUnit.INTERACTIONS: "次活动",
}
_TRUTH = {Language.EN: {True: "yes", False: "no"}, Language.ZH: {True: "是", False: "否"}}


def sections() -> list[str]:
    """The names of the sections, in order."""
    return [name for name in names_in(whole_schema()) if name != "version"]


def heading_of(section: str, language: Language) -> tuple[str, str]:
    """What a section is called, and what it is about."""
    part = part_at([section]) or {}
    if language is Language.EN:
        return part["title"], part["description"]
    return part[CHINESE_TITLE], part[CHINESE]


def meaning_of(field: PlaybookField, language: Language) -> str:
    """What a field means."""
    return field.meaning if language is Language.EN else field.meaning_zh


def value_of(value: Scalar, unit: NumberUnit | None, language: Language) -> str:
    """A value with what it counts: `30 days`, `yes`, `corrected, recorded`."""
    if isinstance(value, bool):
        return _TRUTH[language][value]
    if isinstance(value, tuple):
        return ", ".join(value)
    if unit is None or isinstance(value, str):
        return str(value)
    if language is Language.ZH:
        return f"第{value:g}层" if unit is NumberUnit.LAYER else f"{value:g}{_UNITS_ZH[unit]}"
    if unit in (NumberUnit.SHARE, NumberUnit.POWER):
        return f"{value:g}"
    named = unit in (NumberUnit.LAYER, NumberUnit.LEVEL)
    return f"{unit.value} {value:g}" if named else f"{value:g} {_counted(value, unit)}"


def _counted(value: float, unit: NumberUnit) -> str:
    """`1 day`, `2 days`, `1 contact a quarter`."""
    noun, _, rest = unit.value.partition(" ")
    return " ".join(part for part in (noun.removesuffix("s") if value == 1 else noun, rest) if part)
