"""Words of the playbook that records hold: what is meant by a text, and what is said of one that means nothing."""

import pytest

from relgraph.playbook.service import load_playbook
from relgraph.playbook.vocabulary import Vocabulary, meant_kind

WORDS = Vocabulary.of(load_playbook(None), "interactions")
KNOWN = ", ".join(load_playbook(None).interactions)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("visit", "visit"),
        ("Company  Visit", "company_visit"),
        ("Business exchange", "exchange"),
        ("拜访", "visit"),
        ("vist", None),
        ("", None),
    ],
)
def test_a_kind_is_meant_by_its_name_or_its_words(text: str, meant: str | None) -> None:
    assert meant_kind(WORDS.kinds, text) == meant


@pytest.mark.parametrize(
    ("word", "near"),
    [("vist", "Did you mean visit? "), ("餐叙", "Did you mean meal? "), ("Visit", "Did you mean visit? "), ("?", "")],
)
def test_a_remedy_names_the_nearest_and_all_that_there_are(word: str, near: str) -> None:
    add = "or add it to the playbook, under interactions (docs/playbook.md)"
    assert WORDS.remedy(word) == f"{near}Write one of {KNOWN}; {add}"


def test_aspects_are_words_too() -> None:
    aspects = Vocabulary.of(load_playbook(None), "assessments.aspects")
    assert "guidance" in aspects
    assert aspects.remedy("竞争态度").startswith("Did you mean competition? Write one of acceptance, ")
    assert aspects.remedy("竞争态度").endswith(
        "or add it to the playbook, under assessments.aspects (docs/playbook.md)"
    )


def test_only_names_are_recorded_and_a_long_word_is_not_told_whole() -> None:
    assert "visit" in WORDS
    assert "拜访" not in WORDS
    assert WORDS.problem("x" * 41) == f"the playbook knows no '{'x' * 40}…'"
