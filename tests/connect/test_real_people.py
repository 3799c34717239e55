"""Real exports of people, where they are at hand (tests/test_reference_data.py): every row has one fate, twice."""

from pathlib import Path

import pytest

from relgraph.connect.linkedin.service import LINKEDIN
from relgraph.connect.loading.service import import_source
from relgraph.connect.msgraph.service import MSGRAPH
from relgraph.connect.source import Given, Source
from relgraph.connect.vcard.service import VCARD
from tests.draw import Drawing, tid
from tests.test_reference_data import DATA

FOLDER = DATA / "crm"

pytestmark = pytest.mark.skipif(not (FOLDER / "vcard").exists(), reason="no reference data at hand")


@pytest.mark.parametrize(
    ("source", "rows", "rejected"),
    [(LINKEDIN, 5, 1), (MSGRAPH, 2, 0), (VCARD, 25, 4)],
    ids=lambda value: str(value)[:20],
)
async def test_real_exports(drawing: Drawing, tmp_path: Path, source: Source, rows: int, rejected: int) -> None:
    await drawing.org("us", "vendor").person("me", at="us").save()
    export, given = FOLDER / source.name, Given(owner=tid("me"))
    first = await import_source(drawing.graph, source, export, given, rejects=tmp_path / "rejects")
    assert (first.rows, first.created, first.rejected) == (rows, rows - rejected, rejected)
    again = await import_source(drawing.graph, source, export, given, rejects=tmp_path / "rejects")
    assert (again.nothing_changed, again.rejected) == (True, rejected)
