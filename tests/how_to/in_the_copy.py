"""What the pages' code does, asked where they were followed: `test_followed.py` runs this file in its copy."""
# ruff: noqa: I001  (only there some of the modules are ours)

from datetime import date

import pytest

from relgraph.core.errors import InputError, NotFoundError
from relgraph.core.language import Language
from relgraph.people.service import find_quiet_contacts
from relgraph.silence.model import Silence
from relgraph.silence.service import measure_silence
from relgraph.silence.words import sentence
from tests.draw import TODAY, Drawing, tid
from tests.surfaces.graphql.conftest import Ask, ask  # noqa: F401  (a fixture)

QUIET = """query($days: Int!, $first: Int!) { quietContacts(account: "t:acme", days: $days, first: $first) {
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
    assert (await ask(QUIET, days=90, first=2))["quietContacts"] == {"contacts": [OLD, WHO], "truncated": False}
    assert (await ask(QUIET, days=90, first=1))["quietContacts"] == {"contacts": [OLD], "truncated": True}
    assert (await ask(QUIET, days=300, first=1))["quietContacts"] == {"contacts": [WHO], "truncated": False}


async def test_the_service_refuses_with_what_to_mend(acme: Drawing) -> None:
    with pytest.raises(InputError, match="Give 1 or more"):
        await find_quiet_contacts(acme.graph, tid("acme"), days=0, as_of=TODAY, limit=1)
    with pytest.raises(NotFoundError, match="t:nobody"):
        await find_quiet_contacts(acme.graph, tid("nobody"), days=1, as_of=TODAY, limit=1)


async def test_the_analysis_counts_and_tells(acme: Drawing) -> None:
    found = await measure_silence(acme.graph, tid("acme"), as_of=TODAY)
    assert found == Silence(quiet=1, unknown=1, truncated=False)
    assert sentence(found, Language.EN) == "No contact for long with 1 people; of 1 more none is known."
    assert sentence(found.model_copy(update={"truncated": True}), Language.ZH) == "与至少1人久未接触，另有1人不详。"
