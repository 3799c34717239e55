"""Write docs/settings.md from the fields of Settings.

Run `python scripts/write_settings_page.py` after changing a setting; a test fails until the page is written anew.
"""

from pathlib import Path

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from relgraph.core.config import Settings

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"

INTRODUCTION = """\
# Settings

relgraph reads its settings from the environment, or from a file `.env` in the folder where it is started. None is
needed: without any, it runs its own local Neo4j and serves on 127.0.0.1:8400.

This page is written by `scripts/write_settings_page.py`.

| Variable | Default | Meaning |
|---|---|---|
"""


def render() -> str:
    """The page, from the fields in the order of their declaration."""
    return INTRODUCTION + "".join(_line(name, field) for name, field in Settings.model_fields.items())


def _line(name: str, field: FieldInfo) -> str:
    assert field.description, f"{name} has no description"
    return f"| `RELGRAPH_{name.upper()}` | {_default(name, field)} | {field.description} |\n"


def _default(name: str, field: FieldInfo) -> str:
    if name == "data_dir":
        return "your user data folder"
    value = field.get_default(call_default_factory=True, validated_data={})
    if value is None or value == [] or isinstance(value, SecretStr):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
