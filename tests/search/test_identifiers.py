"""Who is known by an address, or by an id of any system, is found by it."""

from relgraph.record.fields import EntityKind
from relgraph.search.model import Fit
from relgraph.search.service import search
from tests.draw import TODAY, Drawing, tid


async def test_who_is_known_by_an_address_or_an_id_of_any_system(drawing: Drawing) -> None:
    d = drawing.org("acme").person("zw", name="张伟").person("zhang", name="Zhang Acme")
    d.add("identifier", id="email:zhang.wei@acme.test", person="zw").add("identifier", id="hr:zw", person="zw")
    d.add("identifier", id="linkedin:in/zhang-wei", person="zw").add(
        "identifier", id="domain:acme.test", organization="acme"
    )
    d.add("identifier", id="phone:+4930123456", person="zw")
    await d.save()
    for text, found in [
        ("Zhang.Wei@ACME.test", "zw"),
        ("hr:zw", "zw"),
        ("https://www.linkedin.com/in/Zhang-Wei/", "zw"),
        ("+49 30 123456", "zw"),
        ("www.acme.test", "acme"),
    ]:
        answer = await search(d.graph, text, as_of=TODAY, limit=5)
        assert (answer.hits[0].id, answer.hits[0].fit) == (tid(found), Fit.EXACT), text
    units = await search(d.graph, "hr:zw", kinds=[EntityKind.UNIT], as_of=TODAY, limit=5)
    assert units.hits == []
