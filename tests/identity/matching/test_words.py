"""Reasons as sentences."""

from relgraph.core.language import Language
from relgraph.identity.matching.model import Because, Match, MatchReason
from relgraph.identity.matching.words import label, why


def test_why_in_both_languages() -> None:
    told = Match.of(
        "p:2",
        "p:1",
        [
            Because(MatchReason.DIFFERENT_PHONE, "1 ~ 2", -2.0),
            Because(MatchReason.NAME_IN_OTHER_SCRIPT, "王伟 ~ Wei Wang", 10.8),
        ],
    )
    assert (told.one, told.other, told.score) == ("p:1", "p:2", 0.0)
    english = "same name in another script: 王伟 ~ Wei Wang; against it: different telephone numbers: 1 ~ 2"
    assert why(told, Language.EN) == english
    assert why(told, Language.ZH) == "同名，文字不同：王伟 ~ Wei Wang；不支持：电话不同：1 ~ 2"


def test_every_reason_has_its_words() -> None:
    for language in Language:
        labels = [label(reason, language) for reason in MatchReason]
        assert all(labels)
        assert len(set(labels)) == len(MatchReason)
