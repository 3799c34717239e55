"""Names are data: whatever they hold, no format takes it for anything else."""

import csv
import io
import json
import re
import zipfile
from xml.etree.ElementTree import Element, fromstring

import html5lib
import openpyxl
import pytest
from markdown_it import MarkdownIt

from relgraph.audit.reports.formats import write_report
from relgraph.audit.reports.model import Format, Named
from relgraph.audit.reports.to_markdown import escaped
from tests.audit.reports.conftest import audit, report_of
from tests.audit.reports.samples import line, report
from tests.draw import Drawing

NAMES = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' onload='x",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "  =1+1",
    "＝1+1",
    "a | b || c \\| d",
    "one\ntwo\r\nthree",
    "`code` ``` fence",
    "[link](http://evil.example) ![x](y) <http://evil.example> www.evil.example",
    "**bold** _em_ ~~gone~~ # head",
    "1. first",
    "- item",
    "&lt;b&gt; &amp; &#60;",
    "#REF!",
    "{{ 7 * 7 }} {% raw %} {0} {subject}",
    "شركة \u202eevil\u202c ניסיון",
    "漢字カナ한글🙂",
    "x" * 300,
    "nul\x00bell\x07",
    "\x01\x02red\x1b[31m\x9b0m\x7f",
    "no\ufffecharacter\uffff\ufdd0",
]


UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0\ufffe\uffff]")
"""What XML cannot hold or a terminal obeys."""


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_page_shows_it_as_it_is(name: str) -> None:
    raw = write_report(report(hostile(name)), Format.HTML).decode()
    root = html5lib.HTMLParser(strict=True).parse(raw)
    assert not [e for e in root.iter() if str(e.tag).split("}")[-1] in ("script", "img", "iframe")]
    assert not [key for e in root.iter() for key in e.keys() if key.startswith("on")]  # noqa: SIM118
    shown = [plain("".join(e.itertext())) for e in root.iter() if str(e.tag).endswith("}bdi")]
    assert plain(name) in shown


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_markdown_shows_it_as_text(name: str) -> None:
    written = write_report(report(hostile(name)), Format.MARKDOWN).decode()
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(written)
    inline = [child for token in tokens for child in token.children or ()]
    allowed = {"text", "strong_open", "strong_close", "em_open", "em_close", "code_inline", "softbreak"}
    assert {token.type for token in inline} <= allowed
    assert not [token for token in tokens if token.type in ("html_block", "hr", "blockquote_open", "code_block")]
    assert not re.search(r"https?://|www\.", written)
    assert not re.search("[\u202a-\u202e]", written)
    # Nothing breaks out of its cell: every row has as many cells as its table has columns.
    rows = [row for row in written.splitlines() if row.startswith("|")]
    assert {row.count("|") - row.count("\\|") for row in rows} == {4 + 1, 5 + 1, 6 + 1, 10 + 1}
    cells = "\n".join(token.content for token in tokens if token.type == "inline")
    assert escaped(name) in cells


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_csv_holds_no_formula(name: str) -> None:
    raw = write_report(report(hostile(name)), Format.CSV).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(raw, newline="")))
    assert {len(row) for row in rows} == {26}
    for cell in (cell for row in rows for cell in row if cell):
        assert cell.lstrip()[:1] not in set("=+-@＝＋－＠"), cell
        assert cell[:1] not in set("\t\r\n")
    assert rows[1][4] in (UNFIT.sub("", name), f"'{UNFIT.sub('', name)}")


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_json_holds_it_as_it_is(name: str) -> None:
    made = report(hostile(name))
    assert json.loads(write_report(made, Format.JSON)) == made.model_dump(mode="json")


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_every_part_of_a_workbook_is_xml(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write_report(report(hostile(name)), Format.XLSX))) as book:
        texts = [book.read(part).decode() for part in book.namelist() if part.endswith(".xml")]
    for text in texts:
        fromstring(text)
        assert not UNFIT.search(text)


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_workbook_holds_no_formula(name: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_report(report(hostile(name)), Format.XLSX)))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    assert all(cell.quotePrefix for cell in cells if isinstance(cell.value, str) and cell.value[:1] in set("=+-@#\t"))
    shown = book["Changes"].cell(2, 5).value
    assert " ".join(shown.split()) == " ".join(UNFIT.sub(" ", name).split())


async def test_from_the_graph_to_every_format(drawing: Drawing) -> None:
    names = ["<b>&\"'", "=1|2", "x" * 300, "شركة"]
    d = drawing.org("us", "vendor", name=names[1]).person("ann", at="us", name=names[0]).org("acme", name=names[0])
    d.opportunity("deal", "acme", name=names[1]).person("bob", at="acme", name=names[2], title=names[1])
    d.person("eve", at="acme", name=names[3]).role("bob", "deal", "D").role("eve", "deal", "E").owns("ann", "bob")
    await audit(d)
    made = await report_of(d)
    for each in Format:
        assert write_report(made, each)
    root = html5lib.parse(write_report(made, Format.HTML).decode())
    shown = {text(e) for e in root.iter() if str(e.tag).endswith("}bdi")}
    assert set(names) <= shown


def hostile(name: str):
    """A finding of which all that people write is this."""
    from relgraph.audit.runs.model import ChangeKind  # noqa: PLC0415

    named = Named(id="t:x", name=name)
    return line(
        "Bob", ChangeKind.NEW, subject=named, account=named, owner=named, title=name, evidence=name, suggestion=name
    )


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def plain(name: str) -> str:
    """Without what HTML cannot hold."""
    return " ".join(UNFIT.sub("", name).split())
