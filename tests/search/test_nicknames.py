"""Short forms of given names find who is called by the long one, and the other way round, after who is called so."""

import time
from datetime import date

import pytest

from relgraph.core.errors import InputError
from relgraph.core.names import words
from relgraph.core.nicknames import nicknames_of
from relgraph.record.fields import EntityKind
from relgraph.search.service import search
from relgraph.surfaces.cli.names import find_id
from tests.draw import Drawing, tid

DAY = date(2026, 9, 1)


async def found(drawing: Drawing, text: str, *, typos: bool = True) -> list[str]:
    answer = await search(drawing.graph, text, as_of=DAY, limit=20, typos=typos)
    return [hit.id.removeprefix("t:") for hit in answer.hits]


async def test_short_and_long_forms_find_each_other(drawing: Drawing) -> None:
    drawing.person("gates", name="William Gates").person("quist", name="Elizabeth Quist").person("lee", name="Sam Lee")
    await drawing.org("bills", name="William Works").save()
    for typed in ("Bill Gates", "gates bill", "Willy Gates", "bill"):
        assert await found(drawing, typed) == ["gates"], typed
    for typed in ("Liz", "Beth Quist", "QUIST, BETSY"):
        assert await found(drawing, typed) == ["quist"], typed
    for typed in ("Samuel Lee", "Samantha Lee"):
        assert await found(drawing, typed) == ["lee"], typed
    for typed in ("Bill Quist", "Bob Gates", "Gates Bills"):
        assert "gates" not in await found(drawing, typed), typed


async def test_names_and_aliases_come_before_nicknames(drawing: Drawing) -> None:
    drawing.person("long", name="William Gates").person("so", name="Bill Gates")
    drawing.add("person", id=tid("alias"), name="W. H. Gates", aliases=("Bill Gates",))
    drawing.person("slip", name="Bil Gates").person("middle", name="Bill H. Gates")
    await drawing.save()
    hits = await found(drawing, "Bill Gates")
    assert set(hits[:2]) == {"so", "alias"}
    assert hits[-1] == "long"
    assert set(hits) == {"so", "alias", "slip", "middle", "long"}
    drawing.person("alone", name="Billings").person("bob", name="Robert Low").person("bobbin", name="Bobbin Low")
    await drawing.save()
    assert (await found(drawing, "Bob"))[-1] == "bob"


async def test_nobody_is_taken_for_another_by_a_nickname(drawing: Drawing) -> None:
    await drawing.person("gates", name="William Gates").save()
    assert await found(drawing, "Bill Gates", typos=False) == []
    with pytest.raises(InputError, match="'Bill Gates' may be one of these") as raised:
        await find_id(drawing.graph, "Bill Gates", [EntityKind.PERSON], DAY, "target")
    assert tid("gates") in str(raised.value)


def test_the_table() -> None:
    assert nicknames_of("bill") == ("william", "will", "billy", "willy", "liam")
    assert "patricia" in nicknames_of("pat")
    assert "patrick" in nicknames_of("pat")
    assert nicknames_of("wei") == ()
    assert words("李")[0][0].nicknames == ()


async def test_it_takes_no_longer(drawing: Drawing) -> None:
    """A name with many short forms, beside one with none that is found as often."""
    for number in range(300):
        drawing.person(f"alex{number}", name=f"Alexander Low{number}").person(
            f"zoe{number}", name=f"Zoltanius Low{number}"
        )
    await drawing.save()
    spent = {typed: min([await _seconds(drawing, typed) for _ in range(7)]) for typed in ("alex", "zoltani")}
    assert spent["alex"] < 3 * spent["zoltani"] + 0.02


async def _seconds(drawing: Drawing, typed: str) -> float:
    begin = time.perf_counter()
    await search(drawing.graph, typed, as_of=DAY, limit=20)
    return time.perf_counter() - begin
