"""Paths to those who start them, and coverage of those who are no customers, are told so."""

import pytest

from relgraph.core.errors import InputError
from tests.draw import Drawing
from tests.surfaces.graphql.conftest import Ask, Refuse

PATHS = "query ($to: PathTargetsInput!, $from: PathStartsInput) { pathsTo(to: $to, from: $from) { nodes { score } } }"


@pytest.fixture(autouse=True)
async def drawn(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("acme").org("pal", "partner").unit("it", "acme").person("ann", at="us")
    d.person("bob", at="acme", unit="it").tie("ann", "bob", 0.5)
    await d.save()
    return d


@pytest.mark.parametrize(
    ("asked", "field", "message"),
    [
        (
            {"to": {"person": "t:ann"}},
            "to.person",
            "Whoever is to be reached is one of ours, and paths start from ours.",
        ),
        (
            {"to": {"unit": "t:it"}, "from": {"people": ["t:bob"]}},
            "to.unit",
            "Whoever is to be reached is among those whom paths start from.",
        ),
    ],
)
async def test_paths_to_whoever_starts(refuse: Refuse, asked: dict[str, object], field: str, message: str) -> None:
    error = await refuse(PATHS, **asked)
    assert isinstance(error, InputError)
    assert (error.field, error.message) == (field, message)
    assert error.remedy


async def test_nobody_at_an_end_is_an_empty_answer(ask: Ask) -> None:
    told = await ask(PATHS, **{"to": {"person": "t:bob"}, "from": {"held": True}})
    assert told == {"pathsTo": {"nodes": []}}


async def test_coverage_is_of_customers(ask: Ask, refuse: Refuse) -> None:
    error = await refuse("""{ coverageHoles(account: "t:pal") { asOf } }""")
    assert isinstance(error, InputError)
    assert (error.field, error.message) == ("account", "'t:pal' is no customer but of kind partner.")
    told = await ask("{ organizations { nodes { externalId coverageHoles { asOf } } } }")
    assert [(node["externalId"], node["coverageHoles"]) for node in told["organizations"]["nodes"]] == [
        ("t:acme", {"asOf": "2026-09-01"}),
        ("t:pal", None),
        ("t:us", None),
    ]
