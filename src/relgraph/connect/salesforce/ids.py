"""Ids of Salesforce: 15 letters whose case counts, or the same with a suffix of three that says it."""

import re

_SHORT = re.compile(r"[A-Za-z0-9]{15}")
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_PART = 5


def full_id(text: str) -> str:
    """The id of 18 letters; what is no id of 15 is taken as it is, for other tools write keys of their own.

    Each letter of the suffix says which of five letters are upper case, the first of them as the lowest bit.
    """
    if not _SHORT.fullmatch(text):
        return text
    parts = (text[start : start + _PART] for start in range(0, len(text), _PART))
    bits = (sum(letter.isupper() << place for place, letter in enumerate(part)) for part in parts)
    return text + "".join(_SUFFIX[number] for number in bits)
