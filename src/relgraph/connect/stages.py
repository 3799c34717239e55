"""What the stages of deals are called in customer relationship management, by the stages of method M10."""

from typing import NamedTuple

from relgraph.connect.words import Said, WordList
from relgraph.kinds.opportunity import DealOutcome, Stage


class StageMeaning(NamedTuple):
    """How far a deal has come, and how it ended where it did."""

    stage: Stage | None = None
    outcome: DealOutcome | None = None


_MEANINGS = {
    **{stage.value: StageMeaning(stage) for stage in Stage},
    "won": StageMeaning(Stage.CONTRACT, DealOutcome.WON),
    "lost": StageMeaning(None, DealOutcome.LOST),
    "dropped": StageMeaning(None, DealOutcome.DROPPED),
}
_WORDS: dict[StageMeaning, tuple[str, ...]] = {
    _MEANINGS["lead"]: (
        "Lead",
        "Prospecting",
        "Qualification",
        "Appointment Scheduled",
        "线索",
        "潜在客户",
        "资格审查",
        "Akquise",
        "Qualifizierung",
    ),
    _MEANINGS["opportunity"]: (
        "Opportunity",
        "Needs Analysis",
        "Value Proposition",
        "Id. Decision Makers",
        "Perception Analysis",
        "Proposal",
        "Proposal/Price Quote",
        "Negotiation",
        "Negotiation/Review",
        "Qualified To Buy",
        "Presentation Scheduled",
        "Decision Maker Bought-In",
        "Contract Sent",
        "机会",
        "需求分析",
        "提案/报价",
        "谈判",
        "谈判/复审",
        "Bedarfsanalyse",
        "Angebot",
        "Verhandlung",
    ),
    _MEANINGS["contract"]: ("Contract", "Contract Signed", "Under Contract", "合同", "已签约", "Vertrag"),
    _MEANINGS["collection"]: ("Collection", "Invoiced", "Payment Due", "回款", "收款", "Fakturiert"),
    _MEANINGS["won"]: (
        "Closed Won",
        "Won",
        "赢单",
        "已成交",
        "已结束且赢得客户",
        "Gewonnen",
        "Geschlossen und gewonnen",
    ),
    _MEANINGS["lost"]: (
        "Closed Lost",
        "Lost",
        "丢单",
        "输单",
        "已结束但客户流失",
        "Verloren",
        "Geschlossen und verloren",
    ),
    _MEANINGS["dropped"]: ("Dropped", "Cancelled", "Abandoned", "已取消", "Abgebrochen"),
}


def stage_words(said: Said) -> WordList[StageMeaning]:
    """The words for stages, with those of `[stages]`."""
    return WordList("stages", _WORDS, lambda value: _MEANINGS.get(value.casefold()), said, ", ".join(_MEANINGS))
