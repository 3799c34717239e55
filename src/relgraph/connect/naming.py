"""Ids and names of what an export only names: the same name, however it is spaced and capitalised, has the same id."""

import hashlib
import re
import unicodedata

_LONGEST = 120
"""Longer names are cut, and told apart by a fingerprint: ids have a limit."""
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")


def folded(name: str) -> str:
    """A name as a part of an id: `R&D  Ost` and `r&d ost` are `r&d-ost`. Of very long ones the end is a digest."""
    return _cut("-".join(unicodedata.normalize("NFKC", name).casefold().split()))


def name_key(name: str) -> str:
    """What two ways to write the name of a person have in common: `Sun, Mei` is `mei-sun`, as `Mei Sun` is."""
    last, comma, first = name.partition(",")
    return folded(f"{first} {last}" if comma and first.strip() and "," not in first else name)


def named_id(system: str, what: str, *names: str | None) -> str:
    """The id `system:what.name.name` of something that a system only names."""
    return f"{system}:{what}.{_cut('.'.join(folded(name) for name in names if name))}"


def _cut(key: str) -> str:
    if len(key) <= _LONGEST:
        return key
    return f"{key[:_LONGEST]}.{hashlib.blake2b(key.encode(), digest_size=6).hexdigest()}"


def full_name(given: str | None, family: str | None) -> str:
    """A name of its parts, the family's first and without a blank where both are Chinese, Japanese or Korean."""
    parts = [part for part in (given, family) if part]
    if len(parts) > 1 and all(_CJK.fullmatch(part) for part in parts):
        return "".join(reversed(parts))
    return " ".join(parts)
