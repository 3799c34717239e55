"""Names of organisations without what their law or their marketing adds."""

import re
import unicodedata
from functools import lru_cache

from cleanco import basename

from relgraph.core.names import words
from relgraph.identity.matching.evidence.chinese import HAN_NAME, simplified

_CHINESE_FORMS = re.compile(
    r"(?:股份有限责任公司|有限责任公司|股份有限公司|有限合伙企业|有限公司|股份公司|总公司|公司|株式会社|合同会社|有限会社|"
    r"[(]有限合伙[)]|[(]普通合伙[)]|有限合伙|普通合伙)$"
)
_JAPANESE_BEFORE = re.compile(r"^(?:株式会社|合同会社|有限会社|[(]株[)])")
_CHINESE_GROUP = re.compile(r"(?<=..)(?:[(]集团[)]|[(]控股[)]|集团|控股|股份)$")
"""What a Chinese group is called beside its name, which has two characters at least."""
_LEGAL_FORMS_TOLD = """
limited liability company | aktiengesellschaft | gesellschaft mit beschrankter haftung | kommanditgesellschaft |
sociedad anonima | societe anonyme | societa per azioni | public limited company | private limited | co | company |
corporation | incorporated | limited | ooo | oao | zao | pao | ao | llc | kgaa | kg a a | co kg | co kgaa |
gmbh and co | gmbh and co kg | and co | and company
"""
_LEGAL_FORMS = frozenset(" ".join(_LEGAL_FORMS_TOLD.split()).split(" | "))
"""Besides those of cleanco."""
_BEFORE = frozenset({"ooo", "oao", "zao", "pao", "pt"})
GROUP_WORDS = frozenset({"group", "holding", "holdings", "gruppe", "groupe", "grupo"})
"""What the parent of a group is called beside the firm whose name it bears."""
_BUSINESS_WORDS_TOLD = """
capital | advisors | advisers | advisory | asset management | investment management | capital management |
investments | management
"""
BUSINESS_WORDS = frozenset(" ".join(_BUSINESS_WORDS_TOLD.split()).split(" | "))
"""What a firm that handles money adds to its name where it pleases."""
_LONGEST = 200
_TIMES = 4
_MOST_WORDS = 3


@lru_cache(maxsize=20_000)
def cleaned(name: str) -> str:
    """In small plain letters and simplified characters, without legal forms; of Chinese names without 集团 and 控股.

    A name that is nothing but a legal form stays. A leading `The` is left out where two words follow it: `The Boston
    Consulting Group`, and not `The Gap`.
    """
    text = unicodedata.normalize("NFKC", name[:_LONGEST]).strip()
    if HAN_NAME.search(text):
        text = _without_chinese_forms(simplified(text))
    return " ".join(_without_forms(_without_article(_folded(text)), text))


def core(cleaned_name: str, *, business: bool) -> str:
    """A cleaned name without the words for a group at its end, and where asked for without those of `BUSINESS_WORDS`.

    At least one word is left; whether one is enough is for the caller to decide: `Delta Holdings` is not any Delta.
    """
    text = cleaned_name
    for _ in range(_TIMES):
        shorter = _without_end(text, GROUP_WORDS | BUSINESS_WORDS if business else GROUP_WORDS)
        if shorter == text:
            break
        text = shorter
    return text


def _without_chinese_forms(text: str) -> str:
    for _ in range(_TIMES):
        shorter = _CHINESE_GROUP.sub("", _JAPANESE_BEFORE.sub("", _CHINESE_FORMS.sub("", text))).strip()
        if not shorter or shorter == text:
            break
        text = shorter
    return text


def _folded(text: str) -> list[str]:
    """Words in plain letters; dots and apostrophes part nothing (`J.P. Morgan`, `McDonald's`), hyphens do."""
    told = re.sub(r"[.'’]", "", text.replace("&", " and ").replace("+", " plus "))
    return [part.forms[0] for word in words(told) for part in word if part.forms[0]]


def _without_article(found: list[str]) -> list[str]:
    return found[1:] if len(found) > 2 and found[0] == "the" else found  # noqa: PLR2004  (it, and two words)


def _without_forms(found: list[str], text: str) -> list[str]:
    if text.endswith(" Spa"):  # where one bathes; the Italian form is written SpA, S.p.A. or SPA
        return found
    kept = found[1:] if len(found) > 1 and found[0] in _BEFORE else found
    for _ in range(_TIMES):
        shorter = _without_end(" ".join(kept), _LEGAL_FORMS)
        shorter = (basename(shorter) or shorter).removesuffix(" and")
        if shorter.split() == kept:
            break
        kept = shorter.split()
    return kept


def _without_end(text: str, endings: frozenset[str]) -> str:
    found = text.split()
    for count in range(min(_MOST_WORDS, len(found) - 1), 0, -1):
        if " ".join(found[-count:]) in endings:
            return " ".join(found[:-count])
    return text
