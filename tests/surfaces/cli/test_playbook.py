"""`relgraph playbook`: what is in force and what of it is one's own, in both languages and for machines; `check`."""

from pathlib import Path

import pytest

from tests.playbook.worlds import write
from tests.surfaces.cli.conftest import invoke

pytestmark = pytest.mark.usefixtures("no_settings")

OWN = """\
version: acme-3
rhythm:
  decider_days: 21
interactions:
  meal: {en: lunch}
"""


def test_the_playbook_that_relgraph_ships() -> None:
    shown = invoke("playbook")
    assert (shown.code, shown.lines[0]) == (0, "Playbook relgraph-1, as relgraph ships it")
    assert "company_visit company visit yes meeting" in shown.lines
    assert (
        "executive layer 1 The lowest layer that is executive: chairman, general manager. 1 is the top." in shown.lines
    )
    assert "points.light 1 point What a light ask takes of the credit with somebody." in shown.lines
    assert "neglected_days 60 days Days without contact after which a supporter or influencer" in shown.lines
    assert "~" not in shown.out


def test_what_is_ones_own_is_marked_and_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, OWN, "a.yaml")
    monkeypatch.setenv("RELGRAPH_PLAYBOOK", "a.yaml")
    shown = invoke("playbook")
    assert shown.lines[0] == "Playbook acme-3: a.yaml, over relgraph-1"
    assert "~ meal lunch no meeting" in shown.lines
    assert [line for line in shown.lines if line.startswith("~ decider_days 21 days Most days without")] != []
    assert shown.lines[-3:] == [
        "Your own (2)",
        "~ a.yaml:5 interactions.meal.en = lunch instead of meal",
        "~ a.yaml:3 rhythm.decider_days = 21 days instead of 30 days",
    ]
    chinese = invoke("playbook", "--lang", "zh")
    assert chinese.lines[0] == "打法手册acme-3：a.yaml，基于relgraph-1"
    assert "company_visit 公司参观 是 meeting" in chinese.lines
    assert "executive 第1层 高管层（董事长、总经理）的最低层级；1为最高。" in chinese.lines
    assert chinese.lines[-3:] == [
        "自有内容（2项）",
        "~ a.yaml:5 interactions.meal.en = lunch，原为meal",
        "~ a.yaml:3 rhythm.decider_days = 21天，原为30天",
    ]
    told = invoke("playbook", "--json").json
    assert isinstance(told, dict)
    assert (told["version"], told["file"], told["shipped_version"]) == ("acme-3", "a.yaml", "relgraph-1")
    assert [(own["field"]["path"], own["field"]["value"], own["instead_of"], own["line"]) for own in told["own"]] == [
        ("interactions.meal.en", "lunch", "meal", 5),
        ("rhythm.decider_days", 21, 30, 3),
    ]
    assert told["playbook"]["rhythm"]["decider_days"] == 21
    assert file.is_file()


def test_a_file_is_checked(tmp_path: Path) -> None:
    write(tmp_path, OWN, "a.yaml")
    checked = invoke("playbook", "check", "a.yaml")
    assert (checked.code, checked.lines) == (
        0,
        [
            "✓ a.yaml is in order",
            "Playbook acme-3: a.yaml, over relgraph-1",
            "Your own (2)",
            "~ a.yaml:5 interactions.meal.en = lunch instead of meal",
            "~ a.yaml:3 rhythm.decider_days = 21 days instead of 30 days",
        ],
    )
    write(tmp_path, "version: acme-4\n", "a.yaml")
    assert invoke("playbook", "check", "a.yaml", "--lang", "zh").lines == [
        "✓ a.yaml没有错误",
        "打法手册acme-4：a.yaml，基于relgraph-1",
        "与relgraph-1没有不同。",
    ]
    write(tmp_path, OWN.replace("21", "soon"), "a.yaml")
    wrong = invoke("playbook", "check", "a.yaml")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.splitlines() == [
        "error: a.yaml:3: 'rhythm.decider_days' is 'soon'.",
        "  → Give a whole number of days, 1 to 3650.",
    ]


def test_a_new_kind_of_interaction_is_told_as_new(tmp_path: Path) -> None:
    kind = "{en: road show, zh: 路演, key_action: false, weight_class: event}"
    write(tmp_path, f"version: a\ninteractions:\n  roadshow: {kind}\n", "a.yaml")
    assert "~ a.yaml:3 interactions.roadshow.zh = 路演, new" in invoke("playbook", "check", "a.yaml").lines


def test_the_doctor_and_the_service_look_at_it_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "version: a\nrhytm: {}\n", "wrong.yaml")
    monkeypatch.setenv("RELGRAPH_PLAYBOOK", "wrong.yaml")
    monkeypatch.setenv("RELGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("RELGRAPH_NEO4J_PASSWORD", "x")
    assert "✗ playbook wrong.yaml:2: there is no 'rhytm'." in invoke("doctor").lines
    served = invoke("serve", "--port", "0")
    assert (served.code, "wrong.yaml:2: there is no 'rhytm'." in served.err) == (2, True)
