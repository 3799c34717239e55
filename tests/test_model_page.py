"""docs/model.md says what the declarations of the kinds say."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_tables_are_what_the_declarations_say() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "write_model_page.py"))
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert page == script["render"](page), "run scripts/write_model_page.py"
