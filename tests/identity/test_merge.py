"""Two that are one become one, and two again: nothing is lost on either way."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relgraph.connect.csv.service import export_folder, import_folder
from relgraph.core.errors import ConflictError, InputError
from relgraph.core.principal import Principal
from relgraph.graph.client import Graph
from relgraph.identity.judgement import Verdict
from relgraph.identity.service import judge, list_judgements, warnings, withdraw
from relgraph.kinds import KINDS
from relgraph.record.change import change
from relgraph.record.read import find, find_versions
from relgraph.traffic.model import Traffic
from relgraph.traffic.service import record_traffic
from tests.connect.csv.folders import contents
from tests.database import wipe
from tests.draw import TODAY, Drawing, tid
from tests.examples import ON_NEO4J

SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT
PEOPLE = ("ann", "bob", "bob2", "cyd", "dan")


def recorded(folder: Path) -> dict[str, str]:
    """What an export holds that somebody recorded: strengths are computed out of it."""
    found = contents(folder)
    lines = found["ties"].splitlines(keepends=True)
    return {**found, "ties": "".join(line for line in lines if ",computed," not in line)}


async def exported(graph: Graph) -> dict[str, str]:
    """All that is recorded but the ledger."""
    with tempfile.TemporaryDirectory() as folder:
        await export_folder(graph, Path(folder, "out"))
        found = recorded(Path(folder, "out"))
    found.pop("judgements")
    return found


def small(graph: Graph) -> Drawing:
    """Bob came in twice: from the CRM as bob, from HR as bob2."""
    d = Drawing(graph).org("us", "vendor").org("acme").unit("it", "acme").person("ann", at="us")
    d.person("bob", at="acme", title="CIO").person("bob2", at="acme", title="CIO", english_name="Bob B")
    d.person("cyd", at="acme").tie("ann", "bob", 0.5).tie("bob2", "cyd", 0.75).reports("bob2", "cyd")
    return d.opportunity("deal", "acme").role("bob2", "deal", "D")


async def test_what_is_told_of_either_is_told_of_one(graph: Graph) -> None:
    await small(graph).tie("bob", "bob2").save()
    judgement = await judge(graph, tid("bob"), tid("bob2"), SAME)
    assert (judgement.one, judgement.other, judgement.of, judgement.automatic) == (
        tid("bob"),
        tid("bob2"),
        "person",
        False,
    )
    people = await find(graph, KINDS["person"], as_of=None, limit=10)
    assert [(p.id, p.english_name, p.aliases) for p in people] == [
        (tid("ann"), None, ()),
        (tid("bob"), "Bob B", ("bob2",)),
        (tid("cyd"), None, ()),
    ]
    ties = await find(graph, KINDS["tie"], as_of=None, limit=10)
    assert sorted((t.person_a, t.person_b, t.strength, t.told_of) for t in ties) == [
        (tid("ann"), tid("bob"), 0.5, ()),
        (tid("bob"), tid("cyd"), 0.75, ("person_a=t:bob2",)),
    ]
    # The seat that both records told is one; the line and the role are of the one that is kept.
    assert [seat.person for seat in await find(graph, KINDS["position"], as_of=None, limit=10)].count(tid("bob")) == 1
    (line,) = await find(graph, KINDS["reporting_line"], as_of=None, limit=10)
    assert (line.person, line.manager, line.told_of) == (tid("bob"), tid("cyd"), ("person=t:bob2",))


async def test_what_comes_in_later_is_told_of_one_and_goes_back_when_that_was_wrong(
    graph: Graph, tmp_path: Path
) -> None:
    await small(graph).save()
    before = await exported(graph)
    judgement = await judge(graph, tid("bob"), tid("bob2"), SAME)
    # The other system tells the same again, and more of its person.
    await small(graph).tie("ann", "bob2", 0.25, basis="golf").save()
    (tie,) = [t for t in await find(graph, KINDS["tie"], as_of=None, limit=10) if t.basis == "golf"]
    assert (tie.person_a, tie.person_b, tie.told_of) == (tid("ann"), tid("bob"), ("person_b=t:bob2",))
    # Nobody need know which of the ids a fact was told about.
    given = {"person_a": tid("bob"), "person_b": tid("cyd"), "strength": 1.0}
    changed = await graph.write(
        lambda tx: change(tx, KINDS, KINDS["tie"], given, today=TODAY, operation="t"), operation="t"
    )
    assert changed.outcome.kind == "corrected"
    await withdraw(graph, judgement.id)
    ties = {t.key: t for t in await find(graph, KINDS["tie"], as_of=None, limit=10)}
    assert sorted((t.person_a, t.person_b, t.strength) for t in ties.values()) == [
        (tid("ann"), tid("bob"), 0.5),
        (tid("ann"), tid("bob2"), 0.25),
        (tid("bob2"), tid("cyd"), 1.0),
    ]
    now = await exported(graph)
    assert {name: text for name, text in now.items() if name != "ties"} == {
        n: t for n, t in before.items() if n != "ties"
    }


BETWEEN = {
    "tie": ("person_a", "person_b", {}),
    "friction": ("person_a", "person_b", {}),
    "influence": ("influencer", "influenced", {"weight": 0.5}),
    "ownership": ("owner", "contact", {"role": "A"}),
    "reporting_line": ("person", "manager", {}),
    "commitment": ("promiser", "promisee", {"promise": "a visit", "interaction": "visit"}),
}
OF_ONE = {
    "position": {"organization": "acme", "unit": "it"},
    "role": {"opportunity": "deal", "role": "E"},
    "support": {"opportunity": "deal", "level": 1},
    "participation": {"interaction": "visit"},
    "confirmation": {"news": "rumour"},
}


def drawn(graph: Graph, facts: list[tuple[str, str, str, date | None]]) -> Drawing:
    """A small graph of any facts."""
    d = Drawing(graph).org("us", "vendor").org("acme").unit("it", "acme").opportunity("deal", "acme")
    for name in PEOPLE:
        d.person(name, aliases=(f"{name} x",))
    d.add("interaction", date(2026, 1, 1), id=tid("visit"), kind="visit", account="acme")
    d.add("news", date(2026, 1, 1), id=tid("rumour"), claim="they buy", account="acme")
    for what, one, other, since in facts:
        if what == "traffic":
            continue
        if what in OF_ONE:
            d.add(what, since, person=one, **OF_ONE[what])
        elif what == "news":
            told = {"said_by": one, "said_to": other, "person": one}
            d.add(what, since or date(2025, 1, 1), id=tid(f"news-{one}-{other}"), claim="they sell", **told)
        elif what == "identifier":
            d.add(what, since, id=f"email:{one}@x.test", person=one)
        elif one != other and (what != "reporting_line" or one < other):
            first, second, said = BETWEEN[what]
            d.add(what, since, **{first: one, second: other}, **said)
    return d


async def written(graph: Graph, pairs: list[tuple[str, str]]) -> None:
    """Traffic of pairs."""
    rows = [
        Traffic(sender=tid(one), receiver=tid(other), channel="mail", month="2026-03", count=n + 1, days=(str(n + 1),))
        for n, (one, other) in enumerate(dict.fromkeys(pairs))
    ]
    await graph.write(lambda tx: record_traffic(tx, rows), operation="t")


draws = st.lists(
    st.tuples(
        st.sampled_from([*BETWEEN, *OF_ONE, "identifier", "news", "traffic"]),
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        st.sampled_from([None, date(2026, 1, 1), date(2026, 3, 1)]),
    ),
    max_size=14,
)


@given(draws, st.lists(st.permutations(PEOPLE).map(lambda p: (p[0], p[1])), min_size=1, max_size=3))
@example(
    [("friction", "bob", "cyd", None), ("friction", "ann", "cyd", date(2026, 1, 1))],
    [("bob", "bob2"), ("bob2", "ann"), ("ann", "cyd")],
)
@example([("identifier", "bob2", "ann", None)], [("ann", "bob2"), ("bob", "ann")])
@example(
    [("news", "bob2", "bob", None), ("commitment", "bob2", "ann", None), ("participation", "bob2", "ann", None)],
    [("bob", "bob2"), ("ann", "bob")],
)
@example(
    [("traffic", "bob2", "bob", None), ("traffic", "ann", "bob2", None), ("traffic", "ann", "bob", None)],
    [("bob", "bob2"), ("bob", "ann")],
)
@ON_NEO4J
async def test_merge_then_undo_is_as_before(graph: Graph, facts, pairs) -> None:
    await wipe(graph)
    await drawn(graph, facts).save()
    await written(graph, [(one, other) for what, one, other, _ in facts if what == "traffic" and one != other])
    before = await exported(graph)
    done = []
    for one, other in pairs:
        try:
            done.append(await judge(graph, tid(one), tid(other), SAME))
        except InputError:
            assert done
    with tempfile.TemporaryDirectory() as folder:
        await export_folder(graph, Path(folder, "out"))
        merged = recorded(Path(folder, "out"))
        assert (await import_folder(graph, Path(folder, "out"))).nothing_changed
        await wipe(graph)
        assert (await import_folder(graph, Path(folder, "out"))).accepted
        await export_folder(graph, Path(folder, "again"))
        assert recorded(Path(folder, "again")) == merged
    for judgement in reversed(done):
        await withdraw(graph, judgement.id)
    assert await exported(graph) == before


async def test_whoever_undoes_it_did_not_record_what_comes_back(graph: Graph) -> None:
    await small(graph).save()
    before = await exported(graph)
    zoe = graph.for_caller(principal=Principal("zoe"))
    judgement = await judge(zoe, tid("bob"), tid("bob2"), SAME)
    assert judgement.recorded_by == "zoe"
    assert (await withdraw(zoe, judgement.id)).withdrawn_by == "zoe"
    assert await exported(graph) == before


async def test_who_was_judged_different_is_not_made_one_through_others(graph: Graph) -> None:
    await Drawing(graph).people("a", "b", "c").save()
    await judge(graph, tid("a"), tid("c"), DIFFERENT)
    await judge(graph, tid("a"), tid("b"), SAME)
    assert await warnings(graph, [(tid("b"), tid("c"))]) == [["t:a and t:c were judged different"]]
    with pytest.raises(ConflictError, match="'t:a' and 't:c' were judged different"):
        await judge(graph, tid("b"), tid("c"), SAME)
    one = await judge(graph, tid("b"), tid("c"), SAME, anyway=True)
    assert one.one == tid("a")
    assert sorted((j.verdict.value, j.one, j.other) for j in await list_judgements(graph)) == [
        ("same", tid("a"), tid("b")),
        ("same", tid("a"), tid("c")),
    ]


async def test_a_large_group_is_an_alarm_which_counts_each_id_once(graph: Graph) -> None:
    await Drawing(graph).people("a", "b", "c", "d", "e", "f").save()
    for one, other in (("a", "b"), ("a", "c"), ("e", "f")):
        await judge(graph, tid(one), tid(other), SAME)
    assert await warnings(graph, [(tid("a"), tid("e")), (tid("a"), tid("d"))]) == [[], []]
    await judge(graph, tid("a"), tid("d"), SAME)
    assert await warnings(graph, [(tid("a"), tid("e"))]) == [["they would be 6 in one"]]


async def test_what_cannot_be_judged_says_why(graph: Graph) -> None:
    await Drawing(graph).people("a", "b").org("acme").save()
    for one, other, message in [
        ("a", "a", "are the same already"),
        ("a", "acme", "One is a person, the other an organization"),
        ("a", "nobody", "No person or organization has the id 't:nobody'"),
    ]:
        with pytest.raises(InputError, match=message):
            await judge(graph, tid(one), tid(other), SAME)


async def test_organizations_with_their_units_and_deals(graph: Graph) -> None:
    d = (
        Drawing(graph)
        .org("acme")
        .org("acme2", english_name="Acme")
        .unit("it", "acme2")
        .unit("net", "acme2", parent="it")
    )
    d.opportunity("deal", "acme2").person("bob", at="acme2").person("cyd", at="acme2", unit="it")
    await d.save()
    before = await exported(graph)
    judgement = await judge(graph, tid("acme"), tid("acme2"), SAME)
    for kind, field in (("unit", "organization"), ("opportunity", "account"), ("position", "organization")):
        found = await find(graph, KINDS[kind], as_of=None, limit=9)
        assert {getattr(each, field) for each in found} == {tid("acme")}
        assert {each.told_of for each in found} == {(f"{field}=t:acme2",)}
    (kept,) = await find_versions(graph, KINDS["organization"], tid("acme"))
    assert (kept.english_name, kept.aliases) == ("Acme", ("acme2",))
    await withdraw(graph, judgement.id)
    assert await exported(graph) == before
