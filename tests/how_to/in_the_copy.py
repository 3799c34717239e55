"""What the pages' code does, asked where they were followed: `test_followed.py` runs this file in its copy."""
# ruff: noqa: I001  (only there some of the modules are ours)

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.people.service import find_quiet_contacts
from relgraph.silence.service import measure_silence
from tests.draw import TODAY, Drawing, tid
from tests.surfaces.graphql.conftest import Ask, ask  # noqa: F401  (a fixture)

SILENCE = """query($days: Int!, $first: Int!) { silence(account: "t:acme", days: $days, first: $first) {
  contacts { person { name } lastContact } truncated } }"""
OLD = {"person": {"name": "old"}, "lastContact": "2026-01-05"}
WHO = {"person": {"name": "who"}, "lastContact": None}


@pytest.fixture
async def acme(drawing: Drawing) -> Drawing:
    """Of acme's people `new` was met lately, `old` long ago, `who` nobody knows when; none of ours knows `far`."""
    d = drawing.org("us", "vendor").org("acme").people("ann", at="us").people("old", "new", "who", "far", at="acme")
    d.tie("ann", "old", last_contact=date(2026, 1, 5)).tie("ann", "new", last_contact=date(2026, 8, 1))
    await d.tie("ann", "who").tie("far", "old", last_contact=TODAY).save()
    return d


async def test_the_field_shows_the_answer(acme: Drawing, ask: Ask) -> None:  # noqa: F811
    assert (await ask(SILENCE, days=90, first=2))["silence"] == {"contacts": [OLD, WHO], "truncated": False}
    assert (await ask(SILENCE, days=90, first=1))["silence"] == {"contacts": [OLD], "truncated": True}
    assert (await ask(SILENCE, days=300, first=1))["silence"] == {"contacts": [WHO], "truncated": False}


async def test_the_analysis_tells_whom_it_leaves_out(acme: Drawing) -> None:
    async def seen(limit: int) -> tuple[list[str], bool]:
        found = await measure_silence(acme.graph, tid("acme"), days=180, as_of=TODAY, limit=limit)
        return [contact.person.name for contact in found.contacts], found.truncated

    assert (await seen(1), await seen(2)) == ((["old"], True), (["old", "who"], False))


async def test_the_service_refuses_with_what_to_mend(acme: Drawing) -> None:
    with pytest.raises(InputError, match="Give 1 or more"):
        await find_quiet_contacts(acme.graph, tid("acme"), days=0, as_of=TODAY, limit=1)
    with pytest.raises(NotFoundError, match="t:nobody"):
        await find_quiet_contacts(acme.graph, tid("nobody"), days=1, as_of=TODAY, limit=1)
