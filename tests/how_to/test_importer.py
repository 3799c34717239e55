"""docs/how-to/add-an-importer.md: what is sound of its example is loaded, the rest told; again changes nothing."""

import sys
import types
from pathlib import Path

import pytest

from relgraph.connect.loading.service import import_source
from relgraph.connect.source import Given, Source
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.kinds.identifier import IDENTIFIERS
from relgraph.kinds.person import PEOPLE
from relgraph.kinds.position import POSITIONS
from relgraph.record.read import find
from tests.draw import TODAY, Drawing
from tests.how_to.pages import Page

PAGE = Page("add-an-importer")
REJECTED = [
    (2, "company", "no organization has the id 'crm:nobody'"),
    (3, "name", "the cell is empty"),
    (4, "uid", "row 1 tells something else of the person 'contacts:c1'"),
]


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Source:
    """The page's importer."""
    module = types.ModuleType("relgraph.connect.contacts.service")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(PAGE.of("src/relgraph/connect/contacts/service.py"), vars(module))
    return module.CONTACTS


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """The page's example."""
    (tmp_path / "contacts.json").write_text(PAGE.of("contacts.json"), encoding="utf-8")
    return tmp_path / "contacts.json"


async def test_every_entry_is_loaded_or_told(drawing: Drawing, graph: Graph, source: Source, contacts: Path) -> None:
    await drawing.add("organization", id="crm:grid", kind="customer", name="Grid").save()
    for changed in (True, False):
        report = await import_source(graph, source, contacts, Given())
        assert (report.rows, report.rejected, report.every_row_told) == (4, 3, True)
        assert [(p.row, p.column, p.message) for p in report.problems] == REJECTED
        assert report.nothing_changed is not changed
    people = await find(graph, PEOPLE, as_of=TODAY, limit=10)
    assert [(one.id, one.name) for one in people] == [("contacts:c1", "Mei Sun"), ("contacts:c2", "Jan Hut")]
    assert str(people[0].source).startswith("contacts contacts.json 2")
    (seat,) = await find(graph, POSITIONS, as_of=TODAY, limit=10)
    assert (seat.person, seat.organization, seat.title) == ("contacts:c1", "crm:grid", "CTO")
    (mail,) = await find(graph, IDENTIFIERS, as_of=TODAY, limit=10)
    assert (mail.id, mail.person) == ("email:mei@grid.test", "contacts:c1")


@pytest.mark.parametrize("text", ["", "{}", "1", "[{}", "\ufffe"])
async def test_another_file_is_refused_whole(graph: Graph, source: Source, contacts: Path, text: str) -> None:
    contacts.write_text(text, encoding="utf-8")  # noqa: ASYNC240
    with pytest.raises(InputError, match="holds no list of contacts. Name an export"):
        await import_source(graph, source, contacts, Given())
    with pytest.raises(InputError, match=r"none.json is not there. Name an export of contacts: a JSON list"):
        await import_source(graph, source, contacts.parent / "none.json", Given())
