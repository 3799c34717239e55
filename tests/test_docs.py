"""The pages lead somewhere: every link, every section of the method, every letter, class and level."""

import re
from pathlib import Path

import pytest

from relgraph.audit.rules.service import load_rules
from relgraph.kinds.key_contact import PositionClass
from relgraph.kinds.opportunity import Stage
from relgraph.kinds.ownership import OwnerRole
from relgraph.kinds.role import RoleLetter

ROOT = Path(__file__).parents[1]
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
}
METHOD, MODEL = PAGES["docs/method.md"], PAGES["docs/model.md"]
SECTIONS = {match[1]: match[2] for match in re.finditer(r'<a id="m(\d+)"></a>\n## M\d+ (.+)', METHOD)}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def anchors(page: str) -> set[str]:
    """What a link into a page can name: ids, and headings as GitHub turns them into ids."""
    headings = re.findall(r"^#+ (.+)$", page, flags=re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', page))


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", PAGES[page]):
        file, _, anchor = link.partition("#")
        there = (ROOT / page).parent / file if file else ROOT / page
        if link.startswith(("http:", "https:")):
            continue
        known = anchors(there.read_text(encoding="utf-8")) if anchor and there.is_file() else {anchor}
        if not there.exists() or anchor not in known:
            lost.append(link)
    assert lost == []


def test_the_method_has_its_sections_in_order_and_in_both_languages() -> None:
    assert list(SECTIONS) == [str(n) for n in range(1, 22)]
    for number, title in SECTIONS.items():
        assert CHINESE.search(title), title
        assert f"| [M{number}](#m{number}) | " in METHOD


@pytest.mark.parametrize("page", sorted(set(PAGES) - {"docs/method.md"}))
def test_whoever_names_a_section_of_the_method_leads_there(page: str) -> None:
    plain = re.sub(r"`[^`]*`", "", PAGES[page])
    named = re.findall(r"(?<![\[#\w])M\d+\b", re.sub(r"\[M(\d+)\]\((?:docs/)?method\.md#m\1\)", "", plain))
    # The page of the rules says in its introduction what such names are.
    assert named == (["M1", "M2"] if page == "docs/rules.md" else [])


def test_every_section_that_a_rule_names_is_there() -> None:
    named = {number for loaded in load_rules() for number in re.findall(r"M(\d+)", loaded.rule.method)}
    assert named <= set(SECTIONS)


@pytest.mark.parametrize(
    ("heading", "signs"),
    [
        ("| letter | role |", [*RoleLetter]),
        ("| level | meaning |", ["-1", "0", "1", "2", "3", "?"]),
        ("| letter | meaning |", [*OwnerRole]),
        ("| `position_class`", [*PositionClass]),
    ],
)
def test_every_letter_class_and_level_is_explained_in_both_languages(heading: str, signs: list[str]) -> None:
    table = MODEL[MODEL.index(f"\n{heading}") + 1 :].partition("\n\n")[0].splitlines()
    assert [line.split("`")[1] for line in table[2:]] == [str(sign) for sign in signs]
    assert all(CHINESE.search(line) for line in table[2:])


def test_every_stage_is_explained() -> None:
    (told,) = re.findall(r"^\*\*Stages\*\* of a deal .*$", MODEL, flags=re.MULTILINE)
    assert re.findall(r"`(\w+)` [\u4e00-\u9fff]+", told) == [str(stage) for stage in Stage]
