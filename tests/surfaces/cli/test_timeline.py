"""`relgraph timeline`, and interactions in `relgraph show`: one, the last few of a person, those of a pair."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.surfaces.cli.show_words import ZH
from tests.draw import Drawing, drawn_once, name_of
from tests.interactions import worlds
from tests.surfaces.cli.conftest import Run

ON = ("--as-of", "2026-09-01")


def draw(d: Drawing) -> Drawing:
    worlds.draw(d).tie("ann", "liu", 0.6, basis="alumni").tie("ben", "liu", last_contact=worlds.MAY).owns("ann", "liu")
    visit = {"preparing": "read the file", "needs": "a pilot", "minutes": 90, "stage": "lead"}
    worlds.met(d, "long", "visit", "ann", "liu", on=date(2026, 6, 2), opportunity="deal", account="acme", **visit)
    d.add("commitment", date(2026, 6, 2), promiser="ann", promisee="liu", promise="an offer", due=date(2026, 7, 1),
          interaction="long")  # fmt: skip
    d.add("commitment", date(2026, 6, 2), date(2026, 8, 1), promiser="liu", promisee="ann", promise="a list",
          closed="kept", interaction="long")  # fmt: skip
    d.add("commitment", date(2026, 6, 2), promiser="ben", promisee="liu", promise="a call")
    d.add("ask", date(2026, 6, 2), asker="ann", asked="liu", about="who decides", weight="heavy", interaction="long")
    return d.add(
        "news", date(2026, 6, 2), id="t:news", claim="they hire", said_by="liu", account="acme", interaction="long"
    )


@pytest.fixture(scope="module")
async def drawn(shared_graph: Graph) -> AsyncIterator[Drawing]:
    async with drawn_once(shared_graph, draw) as d:
        yield d


@pytest.fixture
def graph(drawn: Drawing) -> Graph:
    return drawn.graph


@pytest.mark.parametrize(
    ("args", "found"),
    [
        ((), "long call fair meal first"),
        (("Liu Wei",), "long meal first"),
        (("Liu Wei", "--with", "Anna Berg"), "long first"),
        (("Acme",), "long call meal first"),
        (("Acme", "--since", "2026-05-01", "--kind", "call", "--kind", "餐叙"), "call meal"),
        (("IT",), "first"),
        (("Grid",), "long call"),
        (("--layer", "3"), "call fair"),
        (("-n", "2"), "long call"),
        (("Beta",), ""),
    ],
)
async def test_what_took_place_the_newest_first(relgraph: Run, args: tuple[str, ...], found: str) -> None:
    done = await relgraph("timeline", *args, *ON, "--json")
    assert isinstance(done.json, list), done.err
    assert " ".join(name_of(one["id"]) for one in done.json) == found


async def test_as_a_table_in_both_languages(relgraph: Run) -> None:
    english = await relgraph("timeline", "Ben Ode", *ON)
    assert [*english.lines[:1], *english.lines[2:]] == [
        "day what theirs ours about, and what came of it",
        "2026-05-01 meal 刘伟 Liu Wei Ben Ode Acme",
        "→ they want a pilot",
        "next: send an offer",
        "t:meal",
    ]
    chinese = await relgraph("timeline", "Max Roe", *ON, "--lang", "zh")
    assert [*chinese.lines[:1], *chinese.lines[2:]] == [
        "日期 内容 对方 我方 事项与结果",
        "2026-05-01 展会论坛 Max Roe, Chen Jun, 刘伟 Liu Wei (未到) Anna Berg –",
        "t:fair",
    ]
    assert (await relgraph("timeline", "-n", "1", *ON)).lines[-1] == "There are more; ask for more with -n."
    assert (await relgraph("timeline", "Beta", *ON, "--lang", "zh")).lines == ["未发现活动记录。"]


async def test_what_cannot_be_meant(relgraph: Run) -> None:
    kind = await relgraph("timeline", "--kind", "A Visit")
    assert (kind.code, kind.err) == (
        2,
        "error: --kind: kinds must be a word in small letters, digits and `_`, e.g. `company_visit`.\n",
    )
    assert "--with: No person is called 'Acme'" in (await relgraph("timeline", "--with", "Acme", *ON)).err


async def test_one_by_itself(relgraph: Run) -> None:
    done = await relgraph("show", "t:long", *ON)
    lines = [line for line in done.lines if not line.startswith("─")]
    assert lines[:-1] == [
        "visit t:long on 2026-06-02",
        "when: 2026-06-02 · 90 min",
        "about: Acme · Grid",
        "theirs: 刘伟 Liu Wei (CEO · Acme · layer 1)",
        "ours: Anna Berg (layer 3)",
        "purpose: ?",
        "1 preparing: read the file",
        "3 needs: a pilot",
        "outcome: ?",
        "next step: ?",
        "stage: lead",
        "promised:",
        "who to whom what due state",
        "Anna Berg 刘伟 Liu Wei an offer 2026-07-01 overdue",
        "刘伟 Liu Wei Anna Berg a list – kept",
        "asked:",
        "who of whom what weight state",
        "Anna Berg 刘伟 Liu Wei who decides heavy open",
        "told:",
        "who to whom what",
        "刘伟 Liu Wei ? they hire",
    ]
    assert lines[-1].startswith("recorded: ")
    # A promise that was kept later was open on the day.
    earlier = await relgraph("show", "t:long", "--as-of", "2026-07-01", "--lang", "zh")
    assert "刘伟 Liu Wei Anna Berg a list – 未了结" in earlier.lines
    assert "Anna Berg 刘伟 Liu Wei an offer 2026-07-01 未了结" in earlier.lines
    call = await relgraph("show", "t:call", *ON)
    assert call.lines[1] == "when: 2026-05-01 · 10:00 (UTC+0800)"
    assert "is known from 2026-10-01 on" in (await relgraph("show", "t:soon", *ON)).err
    history = await relgraph("show", "t:long", "--history")
    assert "– – took part 刘伟 – t ?" in history.lines
    assert "– – took part in visit – t ?" in (await relgraph("show", "t:liu", "--history")).lines


async def test_the_last_few_of_a_person(relgraph: Run) -> None:
    done = await relgraph("show", "t:ben", *ON)
    begin = done.lines.index("last together:")
    assert [line for line in done.lines[begin : begin + 6] if not line.startswith("─")] == [
        "last together:",
        "day what who else about, and what came of it",
        "2026-05-01 meal 刘伟 Liu Wei Acme",
        "→ they want a pilot",
        "next: send an offer",
    ]
    told = (await relgraph("show", "t:ann", *ON, "--json")).json
    assert isinstance(told, dict)
    assert [name_of(one["id"]) for one in told["interactions"]] == ["long", "call", "fair", "first"]


async def test_a_pair_reads_like_a_briefing(relgraph: Run) -> None:
    done = await relgraph("show", "Liu Wei", "--with", "Anna Berg", *ON)
    assert [line for line in done.lines if not line.startswith("─")] == [
        "刘伟 Liu Wei – Anna Berg t:liu – t:ann on 2026-09-01",
        "刘伟 Liu Wei: CEO · Acme · layer 1",
        "我方 Anna Berg: us · layer 3",
        "tie: 0.60 · alumni · last contact ? · t",
        "contact: 2 meetings, last 91 days ago",
        "answers for it: Anna Berg (A)",
        "what to do next:",
        "• overdue since 2026-07-01 (62 days): Anna Berg promised an offer",
        "• write down what came of the visit of 2026-06-02 (Anna Berg)",
        "open promises:",
        "who to whom what due state",
        "Anna Berg 刘伟 Liu Wei an offer 2026-07-01 overdue",
        "open asks:",
        "who of whom what weight state",
        "Anna Berg 刘伟 Liu Wei who decides heavy open",
        "what we heard:",
        "• 2026-06-02, 刘伟 Liu Wei: they hire",
        "together: 2 times",
        "last together:",
        "day what who else about, and what came of it",
        "2026-06-02 visit – Acme · Grid",
        "2026-03-01 visit – roadmap",
        "who else of ours knows 刘伟 Liu Wei:",
        "who strength last contact why",
        "Ben Ode ? 2026-05-01 t",
        "1 meeting, last 123 days ago",
    ]
    chinese = await relgraph("show", "Max Roe", "--with", "Ben Ode", *ON, "--lang", "zh")
    assert chinese.lines == [
        "Max Roe – Ben Ode t:max – t:ben 2026-09-01",
        "Max Roe: Beta · 第 2 层",
        "我方 Ben Ode: us",
        "关系: 无记录",
        "未了结的承诺: 无",
        "未了结的诉求: 无",
        "共同活动: 0 次",
        "我方还有谁认识 Max Roe: 未发现",
    ]
    told = (await relgraph("show", "t:liu", "--with", "t:ann", *ON, "--json")).json
    assert isinstance(told, dict)
    assert (told["one"]["id"], told["owned_as"], told["interaction_count"]) == ("t:liu", ["A"], 2)


async def test_pairs_that_are_none(relgraph: Run) -> None:
    same = await relgraph("show", "t:liu", "--with", "t:liu")
    assert (same.code, same.err) == (2, "error: --with: They are one and the same.\n  → Name somebody else.\n")
    assert "Acme (t:acme) is an organization" in (await relgraph("show", "t:acme", "--with", "t:ann")).err
    assert "--history is of one thing" in (await relgraph("show", "t:liu", "--with", "t:ann", "--history")).err


def test_all_that_kinds_let_show_say_is_said_in_chinese() -> None:
    said = {reads for kind in KINDS if kind.is_fact for reads in kind.reads}
    for kind in KINDS:
        headings = [listed.heading for listed in kind.lists.values() if listed.heading]
        said |= {heading.words for heading in headings}
        if headings:
            said |= {name.replace("_", " ") for name in kind.model.value_fields()}
            said |= {value for explained in kind.enums for value in explained.enum}
    assert said - ZH.keys() == set()
