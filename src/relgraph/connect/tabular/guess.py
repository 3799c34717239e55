"""Which of the encodings that people meet a text is in, where its bytes alone do not settle it (charset-normalizer)."""

import re

from charset_normalizer import from_bytes

_KNOWN = ("gb18030", "cp1252", "big5", "cp932", "euc_kr", "cp1251", "cp1250")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_A_WORD = 2.5
"""Words in other letters than Latin ones run for longer, in bytes; accents stand alone or in twos."""


def guessed(sample: bytes) -> str | None:
    """Python's name of the likeliest encoding; None where none of those that people meet makes sense.

    Central European letters (cp1250) are believed only where Western European ones (cp1252) make none: of short texts
    both may look right, and the second is met far more often.
    """
    runs = _BEYOND_ASCII.findall(sample)
    of_words = sum(map(len, runs)) > _A_WORD * len(runs)
    found = from_bytes(sample, cp_isolation=[each for each in _KNOWN if of_words or each != "cp1251"])
    best = found.best()
    if best is None:
        return None
    as_sensible = {each for match in found for each in (match.encoding, *match.could_be_from_charset)}
    return "cp1252" if best.encoding == "cp1250" and "cp1252" in as_sensible else best.encoding
