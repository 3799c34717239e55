"""docs/rules.md says what the headers of the rules say."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_page_is_what_the_headers_say() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "write_rules_page.py"))
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == script["render"](), "run scripts/write_rules_page.py"
