"""docs/playbook.md tells every number of the playbook, and its example is a playbook."""

import re
import runpy
from pathlib import Path

import pytest

from relgraph.core.errors import ConfigurationError
from relgraph.playbook.service import read_playbook
from tests.playbook.worlds import FIELDS, write

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "playbook.md").read_text(encoding="utf-8")


def test_the_tables_are_what_is_shipped() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "write_playbook_page.py"))
    assert script["render"](PAGE) == PAGE, "run scripts/write_playbook_page.py"
    told = set(re.findall(r"^\| `([\w.-]+)` \|", PAGE, flags=re.MULTILINE))
    kinds = {field.path.split(".")[1] for field in FIELDS.values() if field.section == "interactions"}
    assert told == kinds | {path for path, field in FIELDS.items() if field.section != "interactions"}


def test_the_example_is_in_order_and_the_mistake_is_told_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
    write(tmp_path, example)
    loaded = read_playbook(Path("acme.yaml"))
    assert {path: (own.field.value, own.line) for path, own in loaded.own_values.items()} == {
        "rhythm.decider_days": (21, 3),
        "rhythm.cadence_days.strategic.executive": (120, 5),
        "interactions.meal.zh": ("工作餐", 7),
        "interactions.roadshow.en": ("road show", 8),
        "interactions.roadshow.zh": ("路演", 8),
        "interactions.roadshow.key_action": (True, 8),
        "interactions.roadshow.weight_class": ("event", 8),
    }
    write(tmp_path, example.replace("decider_days", "decder_days"))
    with pytest.raises(ConfigurationError) as caught:
        read_playbook(Path("acme.yaml"))
    assert f"error: {caught.value.message}\n  → {caught.value.remedy}\n" in PAGE
