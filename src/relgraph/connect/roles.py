"""What the roles of contacts in deals are called in customer relationship management, by the letters of method M2."""

from relgraph.connect.words import Said, WordList
from relgraph.kinds.role import RoleLetter

_WORDS: dict[RoleLetter, tuple[str, ...]] = {
    RoleLetter.APPROVER: ("Approver", "Executive Sponsor", "批准者", "批准人", "审批人", "Genehmiger", "Freigeber"),
    RoleLetter.DECISION_MAKER: (
        "Decision Maker",
        "Economic Buyer",
        "Economic Decision Maker",
        "Budget Holder",
        "决策者",
        "决策人",
        "经济决策者",
        "经济购买者",
        "Entscheider",
        "Entscheidungsträger",
        "Wirtschaftlicher Entscheider",
        "Wirtschaftlicher Käufer",
    ),
    RoleLetter.SUPPORTER: (
        "Supporter",
        "Champion",
        "User",
        "End User",
        "Business User",
        "支持者",
        "使用者",
        "用户",
        "最终用户",
        "业务用户",
        "Unterstützer",
        "Befürworter",
        "Anwender",
        "Endanwender",
        "Nutzer",
        "Benutzer",
        "Geschäftsbenutzer",
    ),
    RoleLetter.EVALUATOR: (
        "Evaluator",
        "Technical Buyer",
        "Technical Evaluator",
        "评估者",
        "技术评估者",
        "技术购买者",
        "Bewerter",
        "Technischer Bewerter",
        "Technischer Käufer",
        "Gutachter",
    ),
    RoleLetter.INFLUENCER: ("Influencer", "影响者", "Beeinflusser", "Einflussnehmer"),
    RoleLetter.COACH: ("Coach", "教练"),
}


def role_words(said: Said) -> WordList[RoleLetter]:
    """The words for roles, with those of `[roles]`."""
    letters = {letter.value: letter for letter in RoleLetter}
    return WordList("roles", _WORDS, lambda value: letters.get(value.upper()), said, ", ".join(letters))
