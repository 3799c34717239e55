"""A file of one's own says what differs; whatever cannot be is refused with file, line, field and what is allowed."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relgraph.core.errors import ConfigurationError
from relgraph.playbook.effective_strength import StrengthOrigin
from relgraph.playbook.interactions import WeightClass
from relgraph.playbook.listing import list_fields
from relgraph.playbook.model import Playbook
from relgraph.playbook.service import load_playbook, read_playbook
from tests.playbook.worlds import FIELDS, LONELY, NUMBERS, write, write_values

WRITING = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


@st.composite
def some_numbers(draw: st.DrawFn) -> dict[str, int]:
    paths = draw(st.lists(st.sampled_from(LONELY), unique=True, max_size=6))
    return {path: draw(st.integers(NUMBERS[path]["minimum"], NUMBERS[path]["maximum"])) for path in paths}


@WRITING
@given(values=some_numbers())
def test_what_is_named_differs_and_nothing_else(tmp_path: Path, values: dict[str, int]) -> None:
    loaded = read_playbook(write_values(tmp_path, values))
    expected = {path: values.get(path, field.value) for path, field in FIELDS.items()}
    assert {path: field.value for path, field in list_fields(loaded.playbook).items()} == expected
    assert set(loaded.own_values) == {path for path, value in values.items() if value != FIELDS[path].value}
    assert (loaded.playbook.version, loaded.shipped.version) == ("acme-1", "relgraph-1")
    for path, own in loaded.own_values.items():
        assert own.instead_of == FIELDS[path].value
        line = loaded.own.path.read_text().splitlines()[own.line - 1]
        assert line.split() == [f"{path.rpartition('.')[2]}:", str(values[path])]


@WRITING
@given(path=st.sampled_from(LONELY), beyond=st.integers(1, 10**9), below=st.booleans())
def test_a_number_out_of_its_range_is_refused_where_it_stands(
    tmp_path: Path, path: str, beyond: int, below: bool
) -> None:
    part = NUMBERS[path]
    wrong = part["minimum"] - beyond if below else part["maximum"] + beyond
    file = write_values(tmp_path, {path: wrong})
    line = len(path.split(".")) + 1
    with pytest.raises(ConfigurationError) as caught:
        read_playbook(file)
    assert caught.value.message == f"{file}:{line}: '{path}' is '{wrong}'."
    assert caught.value.remedy == (
        f"Give a whole number of {FIELDS[path].unit}, {part['minimum']:g} to {part['maximum']:g}."
    )


@WRITING
@given(path=st.sampled_from(LONELY), where=st.integers(0, 30), letter=st.sampled_from("qxz"))
def test_a_misspelt_name_is_told_with_the_one_that_was_meant(
    tmp_path: Path, path: str, where: int, letter: str
) -> None:
    around, _, name = path.rpartition(".")
    at = where % (len(name) + 1)
    misspelt = f"{around}.{name[:at]}{letter}{name[at:]}"
    file = write_values(tmp_path, {misspelt: 10})
    with pytest.raises(ConfigurationError) as caught:
        read_playbook(file)
    assert caught.value.message == f"{file}:{len(path.split('.')) + 1}: there is no '{misspelt}'."
    assert caught.value.remedy is not None
    assert caught.value.remedy.startswith(f"Did you mean {name}? {around} has ")


OWN = """\
version: acme-3
interactions:
  visit: {en: call on site}
  roadshow: {en: road show, zh: 路演, key_action: yes, weight_class: event}
effective_strength:
  precedence: [recorded]
"""


def test_words_and_kinds_of_ones_own_and_lists_that_replace(tmp_path: Path) -> None:
    file = write(tmp_path, OWN)
    loaded = read_playbook(file)
    kinds = loaded.playbook.interactions
    assert (kinds["visit"].en, kinds["visit"].zh, kinds["visit"].key_action) == ("call on site", "拜访", True)
    assert list(kinds)[-1] == "roadshow"
    assert (kinds["roadshow"].key_action, kinds["roadshow"].weight_class) == (True, WeightClass.EVENT)
    assert loaded.playbook.effective_strength.precedence == (StrengthOrigin.RECORDED,)
    told = {path: (own.field.value, own.instead_of, own.line) for path, own in loaded.own_values.items()}
    assert told == {
        "interactions.visit.en": ("call on site", "visit", 3),
        "interactions.roadshow.en": ("road show", None, 4),
        "interactions.roadshow.zh": ("路演", None, 4),
        "interactions.roadshow.key_action": (True, None, 4),
        "interactions.roadshow.weight_class": ("event", None, 4),
        "effective_strength.precedence": (("recorded",), ("corrected", "recorded", "computed"), 6),
    }
    assert load_playbook(file) == loaded.playbook


LIST = "Give a list of corrected, recorded, computed: some or all, each once."
RHYTHM = "cadence_days, tier_when_unknown, decider_days, after_close_days, outcome_days"
SECTIONS = ", ".join(Playbook.model_fields)
VERSION = "Name one of your own, e.g. `version: acme-1`, and another whenever something changes: audits remember it."
MEANS = "docs/playbook.md tells what each means."


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("", ":1: 'version' is missing.", VERSION),
        ("rhythm: {decider_days: 3}", ":1: 'version' is missing.", VERSION),
        ("# ours\nversion: relgraph-1", ":2: version relgraph-1 is relgraph's own.", VERSION),
        ("version: ' '", ":1: 'version' is ' '.", "Give a text of 1 to 60 characters."),
        ("version:", ":1: 'version' is empty.", "Give a text of 1 to 60 characters."),
        ("- a", ":1: a playbook holds names with what they are.", "Write it as docs/playbook.md shows."),
        ("version: a\nrythm: {}", ":2: there is no 'rythm'.", f"Did you mean rhythm? A playbook has {SECTIONS}."),
        ("version: a\nsix: {}", ":2: there is no 'six'.", f"A playbook has {SECTIONS}."),
        ("version: a\nrhythm:", ":2: 'rhythm' is empty.", f"Write names with what they are: {RHYTHM}."),
        ("version: a\nrhythm: 3", ":2: 'rhythm' is '3'.", f"Write names with what they are: {RHYTHM}."),
        ("version: a\ninteractions: [visit]", ":2: 'interactions' is a list.", "Write names with what they are."),
        (
            "version: a\nrhythm: {decider_days: soon}",
            ":2: 'rhythm.decider_days' is 'soon'.",
            "Give a whole number of days, 1 to 3650.",
        ),
        (
            "version: a\nrhythm: {decider_days: {a: 1}}",
            ":2: 'rhythm.decider_days' is a map.",
            "Give a whole number of days, 1 to 3650.",
        ),
        (
            f"version: a\nrhythm: {{decider_days: {'9' * 50}}}",
            f":2: 'rhythm.decider_days' is '{'9' * 40}…'.",
            "Give a whole number of days, 1 to 3650.",
        ),
        (
            "version: a\nrhythm:\n  tier_when_unknown: gold",
            ":3: 'rhythm.tier_when_unknown' is 'gold'.",
            "Give one of strategic, partner, ordinary.",
        ),
        (
            "version: a\ninteractions:\n  visit: {key_action: maybe}",
            ":3: 'interactions.visit.key_action' is 'maybe'.",
            "Give true or false.",
        ),
        (
            "version: a\ninteractions:\n  Road Show: {en: a, zh: 路, key_action: true, weight_class: call}",
            ":3: 'Road Show' is no name of one of the interactions.",
            "Write it in small letters, digits and _, as company_visit.",
        ),
        (
            "version: a\ninteractions:\n  vist: {en: trip}",
            ":3: 'interactions.vist' lacks zh, key_action, weight_class.",
            "Did you mean visit? What is new needs en, zh, key_action, weight_class.",
        ),
        (
            "version: a\neffective_strength:\n  precedence: [recorded, recordd]",
            ":3: 'effective_strength.precedence.1' is 'recordd'.",
            "Give one of corrected, recorded, computed.",
        ),
        (
            "version: a\neffective_strength:\n  precedence: [computed, recorded]",
            ":3: 'effective_strength.precedence': keep the order corrected, recorded, computed: what people say goes "
            "first.",
            MEANS,
        ),
        ("version: a\neffective_strength: {precedence: []}", ":2: 'effective_strength.precedence' is empty.", LIST),
        (
            "version: a\neffective_strength:\n  precedence: [recorded, recorded]",
            ":3: 'effective_strength.precedence': an origin stands there twice: keep one of them.",
            MEANS,
        ),
        (
            "version: a\nrelationship:\n  support: {low_to: 1}",
            ":3: 'relationship.support': low_to (1) must be below high_from (1).",
            MEANS,
        ),
        (
            "version: a\nchain:\n  support: {neutral: 0.7}",
            ":3: 'chain.support': the levels (0, 0.7, 0.6, 0.85, 1) must not fall.",
            MEANS,
        ),
        (
            "version: a\nassessments:\n  aspects:\n"
            "    charm: {en: charm, zh: 魅力, scale: looks, dimension: no, weight: 1}",
            ":2: 'assessments': charm is on the scale 'looks', which is none of stance.",
            MEANS,
        ),
        (
            "version: a\nassessments:\n  known_at_least: 7",
            ":2: 'assessments': known_at_least (7) must be at most the number of dimensions (6).",
            MEANS,
        ),
        (
            "version: a\nassessments:\n  scales:\n    stance:\n      levels:\n        5: {en: friend, zh: 朋友}",
            ":4: 'assessments.scales.stance': levels (-1, 0, 1, 2, 3, 5) must be two or more, without a gap.",
            MEANS,
        ),
        (
            "version: a\nformation:\n  weights: {ours: 0, theirs: 0, in_touch: 0, together: 0}",
            ":3: 'formation.weights': one of the weights must be above 0.",
            MEANS,
        ),
        (
            "version: a\nlayers:\n  executive: 3",
            ":2: 'layers': senior (3) must be a layer below executive (3): a larger one.",
            MEANS,
        ),
        (
            "version: a\nasks:\n  points: {light: 3}",
            ":3: 'asks.points': light, normal and heavy (3, 2, 4) must not fall.",
            MEANS,
        ),
        ("version: a\nversion: b", ":2: 'version' stands there twice.", "Keep one of them."),
        ("version: {a", ":1: this is no YAML: ", "Mend the line"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, text: str, message: str, remedy: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(ConfigurationError) as caught:
        read_playbook(file)
    assert caught.value.message.startswith(f"{file}{message}")
    assert caught.value.remedy is not None
    assert caught.value.remedy.startswith(remedy)


def test_all_mistakes_are_told_line_by_line(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "version: a\nrhythm:\n  outcome_days: soon\n  decder_days: 2\nnews: {claim_days: 0}\n",
    )
    with pytest.raises(ConfigurationError) as caught:
        read_playbook(file)
    assert caught.value.message.splitlines() == [
        f"{file}:3: 'rhythm.outcome_days' is 'soon'. Give a whole number of days, 1 to 3650.",
        f"{file}:4: there is no 'rhythm.decder_days'. Did you mean decider_days? rhythm has {RHYTHM}.",
        f"{file}:5: 'news.claim_days' is '0'. Give a whole number of days, 1 to 3650.",
    ]
    assert caught.value.remedy == "Mend these; docs/playbook.md tells what each means."
    many = write(tmp_path, "version: a\n" + "".join(f"x{n}: 1\n" for n in range(10)), "many.yaml")
    with pytest.raises(ConfigurationError) as caught:
        read_playbook(many)
    assert caught.value.message.splitlines()[-1] == "… and 2 more"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"acme.yaml cannot be read: No such file or directory. Name a file"):
        load_playbook(tmp_path / "acme.yaml")
