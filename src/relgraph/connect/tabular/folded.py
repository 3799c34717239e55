"""Names as ids and comparisons have them: without regard to case, width and blanks."""

import hashlib
import unicodedata

_LONGEST = 120


def folded(text: str) -> str:
    """A name as a part of an id: `R&D  Ost` and `r&d ost` are `r&d-ost`. Of very long ones the end is a digest."""
    whole = "-".join(unicodedata.normalize("NFKC", text).casefold().split())
    if len(whole) <= _LONGEST:
        return whole
    return f"{whole[:_LONGEST]}.{hashlib.blake2b(whole.encode(), digest_size=4).hexdigest()}"


def name_key(name: str) -> str:
    """What two ways to write the name of a person have in common: `Sun, Mei` is `mei-sun`, as `Mei Sun` is."""
    last, comma, first = name.partition(",")
    return folded(f"{first} {last}" if comma and first.strip() and "," not in first else name)
