"""The formats, held against whole files; pages and workbooks are read back."""

import base64
import csv
import hashlib
import io
import re
import string
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import openpyxl
import pytest

from relgraph.audit.reports.formats import write_report
from relgraph.audit.reports.labels import LABELS
from relgraph.audit.reports.model import By, Format, Report
from relgraph.core.language import Language
from tests.audit.reports.samples import line, report

GOLDEN = Path(__file__).parent / "golden"
HTML = "{http://www.w3.org/1999/xhtml}"


def page(of: Report) -> Element:
    """The page, which must be valid: html5lib complains otherwise."""
    text = write_report(of, Format.HTML).decode()
    return html5lib.HTMLParser(strict=True).parse(text)


def all_of(root: Element, name: str) -> list[Element]:
    return list(root.iter(HTML + name))


def text(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


@pytest.mark.parametrize("language", Language)
def test_markdown_as_a_whole(language: Language) -> None:
    expected = (GOLDEN / f"report.{language}.md").read_text(encoding="utf-8")
    assert write_report(report(language=language), Format.MARKDOWN).decode() == expected


@pytest.mark.parametrize("language", Language)
def test_csv_as_a_whole(language: Language) -> None:
    raw = write_report(report(language=language), Format.CSV)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.replace(b"\r\n", b"\n") == (GOLDEN / f"report.{language}.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {26}


def test_json_is_the_report() -> None:
    assert Report.model_validate_json(write_report(report(), Format.JSON)) == report()


def test_a_workbook_has_real_dates_and_numbers_and_leaves_unknown_empty() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_report(report(), Format.XLSX)))
    assert book.sheetnames == ["Changes", "Findings", "Accounts", "Owners", "Teams", "Rules", "About"]
    for sheet in book.worksheets[:-1]:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
        assert all(cell.font.bold for cell in sheet[1])
    rows = {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}
    header, bob, dan = rows["Changes"]
    cells = dict(zip(header, bob, strict=True))
    assert [cells[name] for name in ("Change", "Who or what", "Position", "Owner", "Suggestion")] == [
        "New", "Bob", "CFO", "Ann", "Ann knows Bob best",
    ]  # fmt: skip
    assert (cells["Open since"], cells["Days open"], cells["Resolved on"]) == (datetime(2026, 9, 8), 0, None)
    assert dict(zip(header, dan, strict=True))["Resolved on"] == datetime(2026, 9, 8)
    since = header.index("Open since") + 1
    assert book["Changes"].cell(2, since).number_format == "yyyy-mm-dd"
    assert [row[4] for row in rows["Findings"][1:]] == ["Bob", "Cat", "Eve"]
    assert rows["Accounts"][1:] == [
        ["Acme", 50, 60, 2, 0, 0, 1, 1, 0, 0, 1, "t:acme"],
        ["Blank", None, None, 0, 0, 0, 0, 0, 0, 0, 0, "t:blank"],
    ]
    assert rows["Rules"][1][:8] == [
        "Only cold ties", "High", 4, 0, 3, 1, 1, "no key contact is recorded: 1",
    ]  # fmt: skip
    assert [None, "3 findings are not in this report."] in rows["About"]
    chinese = openpyxl.load_workbook(io.BytesIO(write_report(report(language=Language.ZH), Format.XLSX)))
    assert chinese.sheetnames == ["变化", "发现", "客户", "负责人", "团队", "规则", "说明"]


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("language", Language)
def test_a_page_is_well_made(language: Language, by: By) -> None:
    root = page(report(language=language, by=by))
    assert root.get("lang") == {"en": "en", "zh": "zh-CN"}[language.value]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [element.get("href") for element in all_of(root, "a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)
    levels = [int(e.tag[-1]) for e in root.iter() if re.fullmatch(HTML + "h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in all_of(root, "table"):
        assert text(next(table.iter(HTML + "caption")))
        assert all(cell.get("scope") for cell in table.iter(HTML + "th"))
    for svg in (e for e in root.iter() if str(e.tag).endswith("}svg")):
        assert svg.get("aria-hidden") or svg.get("aria-label")


def test_a_page_asks_for_nothing_from_anywhere() -> None:
    raw = write_report(report(), Format.HTML).decode()
    root = page(report())
    (style,) = all_of(root, "style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    (policy,) = [e.get("content") for e in all_of(root, "meta") if e.get("http-equiv") == "Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in raw
    assert "@import" not in raw
    assert not re.search(r"https?:", raw)
    for element in root.iter():
        assert not {"src", "style", "srcset", "action"} & set(element.keys())
        assert str(element.tag).removeprefix(HTML) not in ("script", "img", "link", "iframe", "object")
        assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118


def test_the_first_screen_of_a_page_answers() -> None:
    root = page(report())
    panels = [text(e) for e in all_of(root, "div") if "panel" in (e.get("class") or "")]
    assert panels[0].startswith("How we stand 50.0 of 100 ▼ down 10.0 since 2026-09-01")
    assert panels[1].startswith("What changed since 2026-09-01 1 New 0 Re-opened 0 Acceptance lapsed 1 Resolved")
    assert panels[2].startswith("Worst accounts Worst accounts Account Score High Acme 50.0 (▼ 10.0) 2 Blank ? 0")
    assert "Ann 2 0 0" in panels[3]
    assert "Assigned to nobody" in text(root)
    first = page(report(first=True))
    assert "the first run: nothing to compare with yet" in text(first)
    assert not [e for e in first.iter() if e.get("id") == "changes"]


def test_findings_that_differ_in_the_subject_only_are_one_row() -> None:
    told = [
        line("Bob"),
        line("Cat"),
        line("Dan", evidence="warmest 0.20, last contact 2026-01-02"),
        line("Eve", owner=None),
    ]
    root = page(report(*told))
    rows = [text(row) for row in all_of(root, "tr") if "warmest" in text(row)]
    assert rows == [
        "Bob Cat warmest 0.10 Ann 2026-09-01 7 days",
        "Dan warmest 0.20, last contact 2026-01-02 Ann 2026-09-01 7 days",
        "Eve warmest 0.10 Assigned to nobody 2026-09-01 7 days",
    ]
    assert "2026-01-02" in [text(e) for e in all_of(root, "span") if e.get("class") == "whole"]


def test_a_report_of_nothing_can_be_written() -> None:
    nothing: dict[str, object] = {
        name: [] for name in ("groups", "accounts", "owners", "teams", "rules", "first", "changes", "trend")
    }
    empty = report().model_copy(update={**nothing, "score": None})
    book = openpyxl.load_workbook(io.BytesIO(write_report(empty, Format.XLSX)))
    assert book["Changes"].auto_filter.ref == "A1:Z1"
    assert "Nothing is open." in text(page(empty))
    assert "Nothing is open." in write_report(empty, Format.MARKDOWN).decode()


def test_both_languages_say_the_same() -> None:
    def fields(label: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(label) if name}

    for name, label in LABELS[Language.EN].items():
        other = LABELS[Language.ZH][name]
        assert other
        # "and 3 more" counts what is left, "等7项" all.
        assert fields(label) | {"n", "all"} == fields(other) | {"n", "all"}, name


def test_contrast_is_enough() -> None:
    """WCAG AA, light and dark: every colour of text on both grounds, 4.5 to 1."""
    style = (Path(write_report.__code__.co_filename).parent / "templates" / "report.css").read_text(encoding="utf-8")
    themes = [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{([^}]*--[^}]*)\}", style)]
    assert len(themes) == 3
    for theme in themes[:2]:
        for ground in ("ground", "card", "wash"):
            for name in ("text", "muted", "accent", "high", "medium", "low", "good"):
                assert contrast(theme[name], theme[ground]) >= 4.5, (name, ground)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
