"""The glossary joins what people read to what the code says, and the code says one word for one thing."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "relgraph"
ROW = re.compile(
    r"^\| (?P<word>[^|]+) \| (?P<chinese>[^|]+) \| `(?P<code>[\w.]+)` \| (?P<meaning>[^|]+) \|(?P<method>[^|]*)\|$"
)
HEADER = "| word | 中文 | code | meaning | method |"
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and line != HEADER]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
CHINESE = re.compile("[\u4e00-\u9fff]")
OVERUSED = ("Table", "Line", "Place", "Seen", "Lock", "Found", "Outcome", "Candidate", "Progress")
"""Each named several things once."""


def classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    for path, tree in TREES.items():
        yield from ((path, node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def named(nodes: list[ast.stmt]) -> Iterator[str]:
    """What these statements define."""
    for node in nodes:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def attributes(of: ast.ClassDef) -> Iterator[str]:
    yield from named(of.body)
    for node in ast.walk(of):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


DEFINED = set(chain.from_iterable(named(tree.body) for tree in TREES.values()))
DEFINED |= {f"{of.name}.{name}" for _, of in classes() for name in attributes(of)}


@pytest.mark.parametrize("line", ROWS)
def test_a_row_has_both_languages_and_a_word_of_the_code(line: str) -> None:
    row = ROW.match(line)
    assert row, "word | 中文 | `code` | meaning | method, maybe empty"
    assert CHINESE.search(row["chinese"])
    assert row["code"] in DEFINED


@pytest.mark.parametrize("column", ["word", "code"])
def test_a_word_stands_once(column: str) -> None:
    counted = Counter(row[column] for line in ROWS if (row := ROW.match(line)))
    assert [word for word, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("word", OVERUSED)
def test_an_overused_word_names_one_class_at_most(word: str) -> None:
    assert len([of.name for _, of in classes() if of.name.lstrip("_") == word]) <= 1


def test_no_two_classes_below_the_surfaces_have_one_name() -> None:
    below = [of.name for path, of in classes() if SOURCE / "surfaces" not in path.parents and of.name[0] != "_"]
    assert [name for name, times in Counter(below).items() if times > 1] == []
