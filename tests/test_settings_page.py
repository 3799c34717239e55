"""docs/settings.md lists every setting as the code has it."""

import runpy
from pathlib import Path

from relgraph.core.config import Settings

ROOT = Path(__file__).parents[1]


def test_the_page_is_what_the_code_says() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "write_settings_page.py"))
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert page == script["render"](), "run scripts/write_settings_page.py"
    assert page.count("| `RELGRAPH_") == len(Settings.model_fields)
