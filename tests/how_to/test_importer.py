"""docs/how-to/add-an-importer.md: what is sound of its example is loaded, the rest told; again changes nothing."""

import sys
import types
from pathlib import Path

import pytest

from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.kinds.person import PEOPLE
from relgraph.kinds.position import POSITIONS
from relgraph.record.outcome import OutcomeKind
from relgraph.record.read import find
from tests.draw import TODAY, Drawing
from tests.how_to.pages import Page

PAGE = Page("add-an-importer")
REFUSED = [
    (3, "name", "name is required for a new one.", "Correct it in the address book."),
    (4, "uid", "An entry before has the uid 'c1'.", "Correct it in the address book."),
    (2, "organization", "no organization has the id 'crm:nobody'", "add that organization, or correct the id"),
]


@pytest.fixture
def importer(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """The page's module."""
    module = types.ModuleType("relgraph.connect.contacts.service")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(PAGE.of("src/relgraph/connect/contacts/service.py"), vars(module))
    return module


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """The page's example."""
    (tmp_path / "contacts.json").write_text(PAGE.of("contacts.json"), encoding="utf-8")
    return tmp_path / "contacts.json"


@pytest.mark.parametrize("batch", [1, 5_000])
async def test_every_entry_is_loaded_or_told(
    drawing: Drawing, graph: Graph, importer: types.ModuleType, contacts: Path, batch: int
) -> None:
    await drawing.add("organization", id="crm:grid", kind="customer", name="Grid").save()
    importer.BATCH = batch
    for outcome in (OutcomeKind.CREATED, OutcomeKind.UNCHANGED):
        done, refused = await importer.import_contacts(graph, contacts)
        assert done == {outcome: 3}
        assert [(entry, error.field, error.message, error.remedy) for entry, error in refused] == REFUSED
    people = await find(graph, PEOPLE, as_of=TODAY, limit=10)
    assert [(one.id, one.name, one.source) for one in people] == [
        ("contacts:c1", "Mei Sun", "contacts"),
        ("contacts:c2", "Jan Hut", "contacts"),
    ]
    (seat,) = await find(graph, POSITIONS, as_of=TODAY, limit=10)
    assert (seat.person, seat.organization, seat.title) == ("contacts:c1", "crm:grid", "CTO")


@pytest.mark.parametrize("text", ["", "{}", "[1]", "[{}", "\ufffe"])
async def test_another_file_is_refused_whole(
    graph: Graph, importer: types.ModuleType, contacts: Path, text: str
) -> None:
    contacts.write_text(text, encoding="utf-8")  # noqa: ASYNC240
    with pytest.raises(InputError, match="holds no list of contacts. Name an export"):
        await importer.import_contacts(graph, contacts)
    with pytest.raises(InputError, match="holds no list of contacts. Name an export"):
        await importer.import_contacts(graph, contacts.parent / "none.json")
