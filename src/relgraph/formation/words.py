"""What is told of formations, in English and Chinese."""

from collections.abc import Mapping

from relgraph.core.language import Language
from relgraph.formation.model import (
    CENTRE,
    CellState,
    Crossing,
    FormationLayer,
    FormationPart,
    FormationPattern,
    LayerBasis,
    NotAssessed,
)
from relgraph.people.model import PersonCard

ABOVE, MIDDLE, BELOW = FormationLayer

PARTS = {
    FormationPart.OURS: {Language.EN: "three layers of ours to the contact", Language.ZH: "我方三层对联系人"},
    FormationPart.THEIRS: {Language.EN: "the owner to three layers of theirs", Language.ZH: "责任人对对方三层"},
    FormationPart.IN_TOUCH: {Language.EN: "links in touch", Language.ZH: "近期有接触的联系"},
    FormationPart.TOGETHER: {Language.EN: "activities with all three layers", Language.ZH: "三层共同参加的活动"},
}
"""What each part of the score is called."""

PATTERNS = {
    FormationPattern.UPPER_ONLY: {
        Language.EN: "upper layer only, trouble below is found late",
        Language.ZH: "只参加上层活动，下层问题发现过晚",
    },
    FormationPattern.CONFUSION: {
        Language.EN: "layers confused: juniors to our senior, owner to staff",
        Language.ZH: "层级错位：下层直达我方上层，或责任人多见下属",
    },
    FormationPattern.BLIND_UPWARDS: {
        Language.EN: "blind upwards: the owner hears nothing from above",
        Language.ZH: "向上失明：责任人与联系人的上级无联系",
    },
    FormationPattern.EFFORT_AWAY: {
        Language.EN: "effort of the owner away from the contact",
        Language.ZH: "责任人对联系人本人投入不足",
    },
}
"""What each pattern is called."""

COUNTS = {
    "upper": {Language.EN: "with contact or above", Language.ZH: "与联系人或其上层"},
    "lower": {Language.EN: "with below", Language.ZH: "与其下层"},
    "straight": {Language.EN: "straight up", Language.ZH: "越级直达"},
    "staff": {Language.EN: "owner with staff alone", Language.ZH: "责任人仅见下属"},
    "effort": {Language.EN: "owner in all", Language.ZH: "责任人共"},
    "above": {Language.EN: "people above", Language.ZH: "已知上级"},
    "linked": {Language.EN: "linked to the owner", Language.ZH: "与责任人有联系"},
    "own": {Language.EN: "owner with the contact", Language.ZH: "责任人与本人"},
}
"""What each count behind a pattern is called: people, or activities of the period."""

NOT_ASSESSED = {
    NotAssessed.NO_OWNER: {Language.EN: "no A-owner with us is known", Language.ZH: "没有已知在职的A角"},
    NotAssessed.LAYERS_UNKNOWN: {
        Language.EN: "nobody above or below is known on either side",
        Language.ZH: "双方上下层均未知",
    },
}
"""Why a formation has no score."""

BASES = {
    LayerBasis.SOLID: {Language.EN: "solid line", Language.ZH: "实线"},
    LayerBasis.DOTTED: {Language.EN: "dotted line", Language.ZH: "虚线"},
    LayerBasis.RANK: {Language.EN: "by rank", Language.ZH: "按级别"},
}
"""By what somebody stands above or below."""

STATES = {
    CellState.LINKED: {Language.EN: "linked", Language.ZH: "已联系"},
    CellState.EMPTY: {Language.EN: "empty", Language.ZH: "空缺"},
    CellState.UNKNOWN: {Language.EN: "nobody known there", Language.ZH: "不知何人"},
    CellState.NOT_NEEDED: {Language.EN: "the top: nobody above", Language.ZH: "已是最高层"},
}
"""What is known of a place in the matrix."""

OURS = {
    ABOVE: {Language.EN: "above the owner", Language.ZH: "责任人上级"},
    MIDDLE: {Language.EN: "owner", Language.ZH: "责任人"},
    BELOW: {Language.EN: "below the owner", Language.ZH: "责任人下级"},
}
THEIRS = {
    ABOVE: {Language.EN: "above the contact", Language.ZH: "联系人上级"},
    MIDDLE: {Language.EN: "contact", Language.ZH: "联系人"},
    BELOW: {Language.EN: "below the contact", Language.ZH: "联系人下级"},
}
"""The layers of both sides."""

_WHY: Mapping[Crossing, tuple[str, str]] = {
    Crossing(MIDDLE, ABOVE): ("the owner then hears from above {contact}", "责任人由此可从{contact}的上级获得信息"),
    Crossing(ABOVE, MIDDLE): ("{contact} then knows somebody above the owner", "{contact}由此认识责任人的上级"),
    Crossing(BELOW, MIDDLE): ("{contact} then knows somebody below the owner", "{contact}由此认识责任人的下级"),
    Crossing(MIDDLE, BELOW): (
        "the owner then hears of trouble below {contact} in time",
        "责任人由此可及时了解{contact}下层的问题",
    ),
    CENTRE: ("the owner then knows the contact", "责任人由此认识联系人"),
}
_RENEW = {
    Language.EN: "{our} sees {their} again: the two are out of touch; the score goes from {before} to {after}.",
    Language.ZH: "请{our}再次拜访{their}：双方久未接触；得分由{before}升至{after}。",
}
_MEET = {
    Language.EN: "{our} gets to know {their}: {why}; the score goes from {before} to {after}.",
    Language.ZH: "请{our}结识{their}：{why}；得分由{before}升至{after}。",
}


def move_sentence(
    crossing: Crossing,
    people: Mapping[str, PersonCard],
    scores: tuple[int, int],
    language: Language,
    *,
    renews: bool,
) -> str:
    """Whom to bring together and why; `people`: our, their, contact; `scores`: before and after."""
    names = {role: _name(card, language) for role, card in people.items()}
    english, chinese = _WHY[crossing]
    why = (english if language is Language.EN else chinese).format(**names)
    return (_RENEW if renews else _MEET)[language].format(**names, why=why, before=scores[0], after=scores[1])


def _name(card: PersonCard, language: Language) -> str:
    return card.name if language is Language.ZH else card.english_name or card.name
