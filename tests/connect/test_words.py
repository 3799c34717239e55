"""Words for roles, stages and types of accounts, and what has a name."""

from datetime import date

import pytest

from relgraph.connect.account_types import account_type_words
from relgraph.connect.ids_by_name import IdsByName
from relgraph.connect.roles import role_words
from relgraph.connect.stages import stage_words
from relgraph.core.errors import InputError
from relgraph.kinds.opportunity import DealOutcome, Stage


@pytest.mark.parametrize(
    ("words", "letter"),
    [
        (
            ("Decision Maker", "decision-maker", "Economic Buyer", "Economic Decision Maker", "决策者", "Entscheider"),
            "D",
        ),
        (("Executive Sponsor", "EXECUTIVE_SPONSOR", "Approver", "审批人", "Genehmiger"), "A"),
        (("Evaluator", "Technical Buyer", "Technical Evaluator", "评估者", "Technischer Käufer"), "E"),
        (("Influencer", "影响者", "Beeinflusser"), "I"),
        (("Business User", "End User", "END_USER", "User", "Champion", "Supporter", "用户", "Anwender"), "S"),
        (("Coach", "教练"), "C"),
        (("Procurement", "Other", "BLOCKER", ""), None),
    ],
)
def test_roles(words: tuple[str, ...], letter: str | None) -> None:
    known = role_words({})
    assert [known.find(word) for word in words] == [letter] * len(words)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Prospecting", (Stage.LEAD, None)),
        ("appointmentscheduled", (Stage.LEAD, None)),
        ("Id. Decision Makers", (Stage.OPPORTUNITY, None)),
        ("谈判/复审", (Stage.OPPORTUNITY, None)),
        ("Vertrag", (Stage.CONTRACT, None)),
        ("回款", (Stage.COLLECTION, None)),
        ("closedwon", (Stage.CONTRACT, DealOutcome.WON)),
        ("Closed Lost", (None, DealOutcome.LOST)),
        ("Cancelled", (None, DealOutcome.DROPPED)),
        ("Contract Sent (old stage)", None),
    ],
)
def test_stages(word: str, meaning: tuple[Stage | None, DealOutcome | None] | None) -> None:
    assert stage_words({}).find(word) == meaning


def test_types_of_accounts() -> None:
    words = ["Prospect", "Customer - Channel", "Channel Partner / Reseller", "Competitor", "Vendor", "Old Customer"]
    known = account_type_words({"account_types": {"old customer": "customer"}})
    assert [known.find(word) for word in words] == [
        "customer",
        "customer",
        "partner",
        "competitor",
        "other",
        "customer",
    ]


def test_a_file_of_words_means_something() -> None:
    with pytest.raises(InputError) as refused:
        role_words({"roles": {"Procurement": date(2026, 1, 1).isoformat()}})
    assert refused.value.message == "'2026-01-01' is none of what roles mean, for 'Procurement'."
    assert refused.value.remedy == "Write A, D, S, E, I, C."


def test_names_are_found_however_they_are_typed() -> None:
    ids = IdsByName()
    ids.add("ACME Ltd", "a:1")
    ids.add("acme  ltd", "a:2")
    ids.add("ACME Ltd", "a:1")
    assert ids.of("Acme ltd") == ("a:1", "a:2")
    assert ids.of("Blend") == ()
