"""What relgraph ships: the kinds and numbers of the method, each with a unit and a meaning in both languages."""

import re

import pytest

from relgraph.playbook.effective_strength import StrengthOrigin
from relgraph.playbook.fields import NumberUnit
from relgraph.playbook.interactions import WeightClass
from relgraph.playbook.layers import LayerClass
from relgraph.playbook.service import load_playbook, read_playbook
from tests.playbook.worlds import FIELDS, NUMBERS

CHINESE = re.compile("[\u4e00-\u9fff]")
PLAYBOOK = load_playbook(None)


def test_the_kinds_of_interaction_are_those_of_the_method() -> None:
    assert list(PLAYBOOK.interactions) == [
        *("visit", "exchange", "company_visit", "reference_visit", "expo", "summit", "training", "milestone"),
        *("meal", "social", "call", "message", "courtesy", "mail", "meeting"),
    ]
    key = {id_ for id_, kind in PLAYBOOK.interactions.items() if kind.key_action}
    assert key == {"visit", "exchange", "company_visit", "expo", "summit"}
    by_weight = {
        weight: {id_ for id_, kind in PLAYBOOK.interactions.items() if kind.weight_class is weight}
        for weight in WeightClass
    }
    assert by_weight == {
        WeightClass.MEETING: {"visit", "exchange", "company_visit", "reference_visit", "meal", "meeting"},
        WeightClass.EVENT: {"expo", "summit", "training", "milestone", "social"},
        WeightClass.CALL: {"call"},
        WeightClass.MESSAGE: {"message", "courtesy"},
        WeightClass.MAIL: {"mail"},
    }
    assert [id_ for id_, kind in PLAYBOOK.interactions.items() if not CHINESE.search(kind.zh)] == []


ELSEWHERE = ("interactions", "strength", "assessments")


def test_the_dimensions_are_the_six_of_the_method_and_count_the_same() -> None:
    known = PLAYBOOK.assessments
    assert [(name, aspect.zh) for name, aspect in known.dimensions.items()] == [
        ("acceptance", "接受认可度"),
        ("participation", "活动参与度"),
        ("project_support", "项目支持度"),
        ("information", "信息传递度"),
        ("guidance", "日常业务指导度"),
        ("competition", "竞争态度"),
    ]
    assert {aspect.weight for aspect in known.aspects.values()} == {1}
    scale = known.scales["stance"]
    assert (scale.known, scale.lowest, scale.highest, scale.evidence_from) == ([-1, 0, 1, 2, 3], -1, 3, 2)
    assert (known.period_days, known.known_at_least, known.far_apart) == (365, 3, 2)


def test_the_numbers_are_those_of_the_method() -> None:
    assert {path: field.value for path, field in FIELDS.items() if field.section not in ELSEWHERE} == {
        "layers.executive": 1,
        "layers.senior": 3,
        "effective_strength.precedence": ("corrected", "recorded", "computed"),
        "effective_strength.correction_days": 365,
        "relationship.closeness.high_from": 1,
        "relationship.closeness.low_to": -1,
        "relationship.support.high_from": 1,
        "relationship.support.low_to": -1,
        "chain.parts.stance": 50,
        "chain.parts.sway": 15,
        "chain.parts.access": 20,
        "chain.parts.coach": 15,
        "chain.roles.approver": 30,
        "chain.roles.decision_maker": 45,
        "chain.roles.evaluator": 25,
        "chain.support.opposed": 0,
        "chain.support.neutral": 0.2,
        "chain.support.supportive": 0.6,
        "chain.support.strong": 0.85,
        "chain.support.coach": 1,
        "chain.step_decay": 0.8,
        "chain.solid_line": 0.4,
        "chain.dotted_line": 0.2,
        "chain.first_answer.opposed": 25,
        "chain.first_answer.neutral": 40,
        "chain.first_answer.supportive": 25,
        "chain.first_answer.strong": 10,
        "chain.raise_chance": 0.5,
        "chain.new_tie": 0.3,
        "sponsors.cadence_days": 90,
        "sponsors.far_below": 2,
        "sponsors.most_carried": 5,
        "sponsors.proposals": 3,
        "sponsors.dealings_days": 365,
        "sponsors.weights.parity": 4,
        "sponsors.weights.line": 2,
        "sponsors.weights.dealings": 3,
        "sponsors.weights.ability": 1,
        "formation.levels": 2,
        "formation.period_days": 365,
        "formation.in_touch_days": 180,
        "formation.together": 2,
        "formation.least_activities": 4,
        "formation.straight": 3,
        "formation.staff_share": 0.5,
        "formation.own_share": 0.7,
        "formation.weights.ours": 35,
        "formation.weights.theirs": 35,
        "formation.weights.in_touch": 15,
        "formation.weights.together": 15,
        "rhythm.cadence_days.strategic.executive": 180,
        "rhythm.cadence_days.strategic.senior": 90,
        "rhythm.cadence_days.strategic.working": 7,
        "rhythm.cadence_days.partner.executive": 270,
        "rhythm.cadence_days.partner.senior": 120,
        "rhythm.cadence_days.partner.working": 14,
        "rhythm.cadence_days.ordinary.executive": 365,
        "rhythm.cadence_days.ordinary.senior": 180,
        "rhythm.cadence_days.ordinary.working": 30,
        "rhythm.tier_when_unknown": "ordinary",
        "rhythm.decider_days": 30,
        "rhythm.after_close_days": 90,
        "rhythm.outcome_days": 7,
        "asks.points.light": 1,
        "asks.points.normal": 2,
        "asks.points.heavy": 4,
        "asks.most_open_points": 4,
        "asks.heaviest.executive": "heavy",
        "asks.heaviest.senior": "heavy",
        "asks.heaviest.working": "normal",
        "asks.balance_days": 365,
        "commitments.grace_days": 0,
        "news.claim_days": 14,
        "news.silent_days": 90,
        "general_relations.most_contacts": 12,
        "general_relations.neglected_days": 60,
    }
    assert PLAYBOOK.version == "relgraph-1"
    assert PLAYBOOK.effective_strength.precedence == tuple(StrengthOrigin)


def test_cadences_are_in_the_ranges_of_the_method() -> None:
    """Chairman and GM once or twice a year, CXO and VP twice to four times, working level weekly to monthly."""
    cadence = PLAYBOOK.rhythm.cadence_days
    for tier in (cadence.strategic, cadence.partner, cadence.ordinary):
        assert 1 <= 365 / tier.executive <= 2.1
        assert 2 <= 365 / tier.senior <= 4.1
        assert 7 <= tier.working <= 30


@pytest.mark.parametrize("path", FIELDS)
def test_every_field_means_something_in_both_languages(path: str) -> None:
    field = FIELDS[path]
    assert field.meaning[0].isupper()
    assert field.meaning.endswith(".")
    assert CHINESE.search(field.meaning_zh)
    is_number = isinstance(field.value, int | float) and not isinstance(field.value, bool)
    assert is_number == (field.unit is not None)


def test_every_number_has_a_unit_and_a_range_that_holds_it() -> None:
    assert {field.unit for field in FIELDS.values() if field.unit} == set(NumberUnit)
    for path, part in NUMBERS.items():
        assert part is not None
        assert part["minimum"] <= FIELDS[path].value <= part["maximum"], path
        assert ("_days" in path) == (FIELDS[path].unit is NumberUnit.DAYS), path


@pytest.mark.parametrize(
    ("layer", "of"),
    [
        (1, LayerClass.EXECUTIVE),
        (2, LayerClass.SENIOR),
        (3, LayerClass.SENIOR),
        (4, LayerClass.WORKING),
        (100, LayerClass.WORKING),
        (None, None),
    ],
)
def test_a_layer_is_of_a_class_and_an_unknown_one_of_none(layer: int | None, of: LayerClass | None) -> None:
    assert PLAYBOOK.layers.class_of(layer) is of


def test_nothing_of_it_is_an_installations_own() -> None:
    loaded = read_playbook(None)
    assert (loaded.own, loaded.own_values, loaded.playbook) == (None, {}, loaded.shipped)
