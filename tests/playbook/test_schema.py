"""The committed schema is the models', and wants of a file what its reader wants."""

import json
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from relgraph.core.assets import playbook_schema_file
from relgraph.core.errors import ConfigurationError
from relgraph.playbook.export_schema import written
from relgraph.playbook.service import default_file, read_playbook
from tests.playbook.test_own import OWN
from tests.playbook.worlds import LONELY, NUMBERS, nested, write_values

SCHEMA = json.loads(playbook_schema_file().read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_committed_schema_is_what_the_models_say() -> None:
    written_then = playbook_schema_file().read_text(encoding="utf-8")
    assert written_then == written(), "run `python -m relgraph.playbook.export_schema`"
    Draft202012Validator.check_schema(SCHEMA)


def test_what_relgraph_ships_and_what_differs_are_both_files_of_it() -> None:
    VALIDATOR.validate(yaml.safe_load(default_file().read_text(encoding="utf-8")))
    VALIDATOR.validate(yaml.safe_load(OWN))
    assert SCHEMA["required"] == ["version"]
    assert not VALIDATOR.is_valid({})
    assert not VALIDATOR.is_valid({"version": "a", "interactions": {"Road Show": {}}})


def _numbers(of: object) -> list[dict[str, Any]]:
    if not isinstance(of, dict):
        return []
    found = [of] if of.get("type") in ("integer", "number") else []
    return found + [each for value in of.values() for each in _numbers(value)]


def test_every_number_has_a_unit_and_a_description() -> None:
    numbers = _numbers(SCHEMA)
    assert numbers
    for number in numbers:
        assert {"x-unit", "description", "x-description-zh", "minimum", "maximum"} <= set(number)


VALUES = st.one_of(st.integers(-10, 5000), st.sampled_from(["soon", [1], {"a": 1}, 1.5]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(values=st.dictionaries(st.sampled_from([*LONELY, "rhythm.decder_days", "nwes.x"]), VALUES, max_size=4))
def test_the_reader_takes_what_the_schema_takes(tmp_path: Path, values: dict[str, object]) -> None:
    try:
        read_playbook(write_values(tmp_path, values))
        taken = True
    except ConfigurationError:
        taken = False
    assert taken == VALIDATOR.is_valid(nested(values))
    assert taken == all(_fits(path, value) for path, value in values.items())


def _fits(path: str, value: object) -> bool:
    part = NUMBERS.get(path)
    return part is not None and isinstance(value, int) and part["minimum"] <= value <= part["maximum"]
