"""Cells as the values of fields: days, numbers, yes and no, lists."""

import re
from datetime import date
from typing import get_origin

from relgraph.connect.faults import shown
from relgraph.connect.tabular.days import DateOrder, day_of
from relgraph.connect.tabular.reader import Fault

_YES = frozenset({"true", "yes", "y", "1", "x", "ja", "wahr", "是", "有"})
_NO = frozenset({"false", "no", "n", "0", "nein", "falsch", "否", "无"})
_WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
_PERCENT = 100


def value_of(text: str, wanted: object, column: str, order: DateOrder | None) -> object:
    """The value of a field of this type (`record.fields.plain_type`) that a text tells; or what is wrong with it.

    Numbers have a point or a comma before their fraction, and may be per cent. Lists are parted by `;`.
    """
    kind = get_origin(wanted) or wanted
    if kind is date:
        return day_of(text, order, column)
    if kind is bool:
        return _yes_or_no(text, column)
    if kind is int:
        # `?` and words: the model knows what they are.
        return int(text) if _WHOLE.fullmatch(text) else text
    if kind is float:
        return _number(text, column)
    if kind is tuple:
        return tuple(part.strip() for part in text.split(";") if part.strip())
    return text


def _yes_or_no(text: str, column: str) -> bool | Fault:
    word = text.casefold()
    if word in _YES | _NO:
        return word in _YES
    return Fault(column, f"'{shown(text)}' is neither yes nor no", "Write yes or no.")


def _number(text: str, column: str) -> float | Fault:
    plain = text.removesuffix("%").strip()
    if not _NUMBER.fullmatch(plain):
        return Fault(column, f"'{shown(text)}' is no number", "Write it with a point, e.g. 0.5.")
    number = float(plain.replace(",", "."))
    return number / _PERCENT if text.endswith("%") else number
