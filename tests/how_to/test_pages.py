"""Every page is short, and what it has people type is there."""

import pytest

from tests.how_to.pages import PAGES, Page, added, exists, patched

NAMES = sorted(path.stem for path in PAGES.glob("*.md"))
MAX_LINES = 80


def test_there_is_a_page_for_what_comes_next() -> None:
    assert NAMES == [
        "add-a-kind",
        "add-a-question",
        "add-a-rule",
        "add-an-analysis",
        "add-an-importer",
        "show-an-answer",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_short(name: str) -> None:
    assert len(Page(name).text.splitlines()) <= MAX_LINES


@pytest.mark.parametrize("line", sorted({line for name in NAMES for line in Page(name).commands}))
def test_what_people_type_is_there(line: str) -> None:
    assert exists(line)


def test_what_is_not_there_is_noticed() -> None:
    assert not any(map(exists, ["python scripts/none.py", "python -m relgraph.none", "none"]))


def test_code_is_put_where_it_belongs() -> None:
    module, code = '"""M."""\n\nimport a\n\nb = 1\n', "import c\n\n\nd = 2\n"
    assert added(module, code).split() == ['"""M."""', "import", "c", "import", "a", "b", "=", "1", "d", "=", "2"]
    assert patched("a\nb\nc\nd\n", " a\n+x\n@@\n-c\n+y\n d\n") == "a\nx\nb\ny\nd\n"
    for diff in (" e\n+x\n", "-a\n+x\n c\n"):
        with pytest.raises(AssertionError, match="stands 0 times"):
            patched("a\nb\n", diff)
