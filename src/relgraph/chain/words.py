"""What a decision chain is told with, in English and Chinese."""

from collections.abc import Mapping

from relgraph.chain.model import ChainLack, ChainPartCode, ChainState, ChainWay, MoveKind, NextContact
from relgraph.core.language import Language
from relgraph.people.model import PersonCard

STATES = {
    ChainState.OURS: {Language.EN: "ours", Language.ZH: "支持"},
    ChainState.NEUTRAL: {Language.EN: "neutral", Language.ZH: "中立"},
    ChainState.AGAINST: {Language.EN: "against us", Language.ZH: "反对"},
    ChainState.UNKNOWN: {Language.EN: "unknown", Language.ZH: "未知"},
}
"""What each state is called."""

PARTS = {
    ChainPartCode.STANCE: {Language.EN: "where A, D and E stand", Language.ZH: "关键角色的立场"},
    ChainPartCode.SWAY: {Language.EN: "how our supporters sway them", Language.ZH: "我方支持者的影响"},
    ChainPartCode.ACCESS: {Language.EN: "how ours reach them", Language.ZH: "我方的触达"},
    ChainPartCode.COACH: {Language.EN: "a coach", Language.ZH: "教练"},
}
"""What each part of the readiness is called."""

LACKS = {
    ChainLack.NO_KEY_ROLES: {
        Language.EN: "nobody is recorded as approver, decision maker or evaluator",
        Language.ZH: "没有记录批准者、决策者或评估者",
    },
    ChainLack.NO_STANCE: {
        Language.EN: "where they stand is known of nobody who approves, decides or evaluates",
        Language.ZH: "批准者、决策者、评估者的立场均未知",
    },
}
"""Why a readiness is not assessed."""

_MOVES = {
    MoveKind.MEET: {
        Language.EN: "Meet {who}, whom none of ours knows",
        Language.ZH: "结识{who}，我方无人认识",
    },
    MoveKind.ASK: {
        Language.EN: "Ask {who} where they stand: ours know them, and nobody has said",
        Language.ZH: "了解{who}的立场：我方认识此人，而其立场未知",
    },
    MoveKind.RAISE: {
        Language.EN: "Win {who} further, from level {level} to {next}",
        Language.ZH: "争取{who}，支持度由{level}升至{next}",
    },
}
_UNASKED = {Language.EN: ", and of whom nobody has said where they stand", Language.ZH: "，立场亦未知"}
_GAIN = {
    Language.EN: "; expected to bring {gain:.1f} points, {most:.1f} at best",
    Language.ZH: "；预期提高{gain:.1f}分，最多{most:.1f}分",
}
_HELPS = {Language.EN: ", with {members}", Language.ZH: "，涉及{members}"}
_BY = {Language.EN: "; way: {way}", Language.ZH: "；路径：{way}"}
_NO_WAY = {Language.EN: "; no way is known among those around the chain", Language.ZH: "；决策链周边没有已知路径"}
_AND = {Language.EN: ", ", Language.ZH: "、"}
_STOP = {Language.EN: ".", Language.ZH: "。"}


def called(person: str, people: Mapping[str, PersonCard], language: Language) -> str:
    """How somebody is called: in English by the name in Latin script where one is known; else by id."""
    card = people.get(person)
    if card is None:
        return person
    return (card.english_name or card.name) if language is Language.EN else card.name


def way_of(way: ChainWay, people: Mapping[str, PersonCard], language: Language) -> str:
    """The people of a way, and how strong it is."""
    names = " → ".join(called(person, people, language) for person in way.people)
    strength = f"{way.least:.2f}" if way.least == way.most else f"{way.least:.2f}-{way.most:.2f}"
    return f"{names} ({strength})"


def contact_sentence(contact: NextContact, people: Mapping[str, PersonCard], language: Language) -> str:
    """What to do about a contact, why, and what it is expected to bring."""
    levels = [outcome.level for outcome in contact.outcomes]
    text = _MOVES[contact.move][language].format(
        who=called(contact.person, people, language), level=levels[0], next=levels[-1]
    )
    if contact.move is MoveKind.MEET and len(levels) > 1:
        text += _UNASKED[language]
    most = max(outcome.gain for outcome in contact.outcomes)
    text += _GAIN[language].format(gain=contact.gain, most=most)
    others = [member for member in contact.members if member != contact.person]
    if others:
        named = _AND[language].join(called(member, people, language) for member in others)
        text += _HELPS[language].format(members=named)
    if contact.move is MoveKind.MEET:
        way = contact.way
        text += _BY[language].format(way=way_of(way, people, language)) if way else _NO_WAY[language]
    return text + _STOP[language]
