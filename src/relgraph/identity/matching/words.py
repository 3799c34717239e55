"""Why two may be one, as sentences in English or Chinese."""

from collections.abc import Iterable

from relgraph.core.language import Language
from relgraph.identity.matching.model import Because, Match, MatchReason

_TOLD = {
    MatchReason.EMAIL: ("same e-mail address", "邮箱相同"),
    MatchReason.EXTERNAL_ID: ("same id in another system", "外部标识相同"),
    MatchReason.PHONE: ("same telephone number", "电话相同"),
    MatchReason.NAME: ("same name", "姓名或名称相同"),
    MatchReason.NAME_IN_OTHER_SCRIPT: ("same name in another script", "同名，文字不同"),
    MatchReason.NAME_ORDER: ("same name, family and given name in another order", "同名，姓与名顺序不同"),
    MatchReason.NAME_PART: ("one name is part of the other", "一个名称是另一个的一部分"),
    MatchReason.INITIALS: ("same family name, and an initial that fits", "姓相同，名的首字母相符"),
    MatchReason.NICKNAME: ("same family name, and a short form of the given name", "姓相同，名为简称或昵称"),
    MatchReason.SPELLING: ("nearly the same spelling", "拼写相近"),
    MatchReason.ORGANIZATION: ("at the same organisation", "同在一家机构"),
    MatchReason.DOMAIN: ("same domain", "域名相同"),
    MatchReason.MAILBOX: ("same e-mail name at another domain", "邮箱用户名相同，域名不同"),
    MatchReason.TITLE: ("same title", "职务相同"),
    MatchReason.DIFFERENT_NAME: ("different names", "名称不同"),
    MatchReason.DIFFERENT_FAMILY_NAME: ("different family names", "姓不同"),
    MatchReason.DIFFERENT_GIVEN_NAME: ("different given names", "名不同"),
    MatchReason.DIFFERENT_EMAIL: ("different e-mail addresses at one domain", "同一域名下邮箱不同"),
    MatchReason.DIFFERENT_PHONE: ("different telephone numbers", "电话不同"),
    MatchReason.DIFFERENT_DOMAIN: ("different domains", "域名不同"),
    MatchReason.TOLD_APART: ("one system tells them apart", "同一系统中是两条记录"),
    MatchReason.JUDGED_DIFFERENT: ("two of them were judged different", "其中两个曾被判定为不同"),
    MatchReason.SEVERAL: ("the identifiers lead to several", "标识指向多个对象"),
}


def label(reason: MatchReason, language: Language) -> str:
    """A reason without its values."""
    english, chinese = _TOLD[reason]
    return english if language is Language.EN else chinese


def because(told: Because, language: Language) -> str:
    """A reason with its values, and that it speaks against the pair where it does."""
    if language is Language.EN:
        text = f"{label(told.reason, language)}: {told.detail}"
        return text if told.weight >= 0 else f"against it: {text}"
    text = f"{label(told.reason, language)}：{told.detail}"
    return text if told.weight >= 0 else f"不支持：{text}"


def why(match: Match, language: Language) -> str:
    """All reasons of a pair, the weightiest first."""
    return in_words(match.reasons, language)


def in_words(reasons: Iterable[Because], language: Language) -> str:
    """Reasons as one sentence."""
    return ("; " if language is Language.EN else "；").join(because(each, language) for each in reasons)
