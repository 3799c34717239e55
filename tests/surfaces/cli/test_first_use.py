"""What somebody meets who has just begun: wrong arguments and ends, days before anything is known, other kinds."""

from datetime import date

import pytest

from tests.draw import TODAY, Drawing
from tests.surfaces.cli.conftest import Run

ON = ("--as-of", TODAY.isoformat())
BEGAN = date(2020, 1, 1)


@pytest.fixture
async def drawn(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").org("rival", "competitor").org("acme").unit("it", "acme", name="Informatics")
    d.unit("desk", "acme", parent="it").person("ann", at="us").person("eve", at="rival")
    d.person("bob", at="acme", unit="it", title="CIO", layer=2, since=BEGAN).person("cid", at="acme", unit="it")
    d.person("lone").tie("ann", "bob", 0.5, since=BEGAN).opportunity("deal", "acme", since=date(2026, 1, 1))
    await d.save()
    return d


@pytest.mark.usefixtures("drawn")
class TestArguments:
    @pytest.mark.parametrize(
        ("command", "argument"),
        [
            (("paths", "{}"), "target"),
            (("paths", "--deciders-of", "{}"), "--deciders-of"),
            (("paths", "--unit", "{}"), "--unit"),
            (("paths", "t:bob", "--from", "{}"), "--from"),
            (("paths", "t:bob", "--team", "{}"), "--team"),
            (("paths", "t:bob", "--owners-of", "{}"), "--owners-of"),
            (("paths", "t:bob", "--opportunity", "{}"), "--opportunity"),
            (("paths", "t:bob", "--avoid", "{}"), "--avoid"),
            (("paths", "t:bob", "--prefer", "{}"), "--prefer"),
            (("hubs", "{}"), "account"),
            (("hubs", "--unit", "{}"), "--unit"),
            (("hubs", "--opportunity", "{}"), "--opportunity"),
            (("holes", "{}"), "account"),
            (("holes", "--opportunity", "{}"), "--opportunity"),
            (("show", "{}"), "ID"),
            (("audit", "report", "--account", "{}"), "--account"),
        ],
        ids=lambda given: given if isinstance(given, str) else "-".join(given),
    )
    async def test_the_one_that_is_wrong_is_named(self, relgraph: Run, command: tuple[str, ...], argument: str) -> None:
        for wrong, said in [("", "That is neither an id nor a name."), ("t:nobody", " has the id 't:nobody'.")]:
            done = await relgraph(*(part.format(wrong) for part in command), *ON)
            assert (done.code, done.out) == (2, ""), wrong
            assert done.err.startswith(f"error: {argument}: ")
            assert said in done.err
            assert "→ " in done.err

    async def test_blanks_around_an_id_mean_nothing(self, relgraph: Run) -> None:
        done = await relgraph("show", " t:bob\n", *ON)
        assert done.lines[0] == "bob t:bob on 2026-09-01"

    async def test_a_thing_of_another_kind_is_told_as_what_it_is(self, relgraph: Run) -> None:
        done = await relgraph("paths", "t:it", *ON)
        assert done.err == (
            "error: target: Informatics (t:it) is a unit.\n  → Name a person; `relgraph search` finds it.\n"
        )

    async def test_a_day_before_a_thing_was_known(self, relgraph: Run) -> None:
        done = await relgraph("holes", "--opportunity", "t:deal", "--as-of", "2025-12-31")
        assert (done.code, done.err) == (
            2,
            "error: --opportunity: deal (t:deal) is known from 2026-01-01 on, not on 2025-12-31.\n"
            "  → Ask about a later day with --as-of.\n",
        )

    @pytest.mark.parametrize(("account", "kind"), [("t:us", "vendor"), ("t:rival", "competitor")])
    async def test_holes_are_those_of_customers(self, relgraph: Run, account: str, kind: str) -> None:
        done = await relgraph("holes", account, *ON)
        assert (done.code, done.err) == (
            2,
            f"error: account: '{account}' is no customer but of kind {kind}.\n  → Name an account: a customer.\n",
        )


@pytest.mark.usefixtures("drawn")
class TestEnds:
    async def test_whoever_is_ours_is_reached_already(self, relgraph: Run) -> None:
        done = await relgraph("paths", "t:ann", *ON)
        assert (done.code, done.out, done.err) == (
            2,
            "",
            "error: target: Whoever is to be reached is one of ours, and paths start from ours.\n"
            "  → Name others on one of the ends.\n",
        )

    async def test_a_target_that_is_a_start(self, relgraph: Run) -> None:
        done = await relgraph("paths", "--unit", "t:it", "--team", "t:it", *ON)
        assert (done.code, done.out) == (2, "")
        assert "error: --unit: Whoever is to be reached is among those whom paths start from." in done.err

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (("--deciders-of", "t:deal"), "No way leads there. Nobody is known there on that day whom to reach."),
            (("t:bob", "--team", "t:desk"), "No way leads there. Nobody is known on that day who could start."),
            (("t:bob", "--held"), "No way leads there. Nobody is known on that day who could start."),
            (("t:lone",), "Nothing around lone is known on 2026-09-01, nor later: no seat, no tie, no line."),
            (("t:cid",), "Try more --max-hops, or look for who else is near with `relgraph hubs`."),
        ],
    )
    async def test_what_is_missing_is_said(self, relgraph: Run, asked: tuple[str, ...], said: str) -> None:
        done = await relgraph("paths", *asked, *ON)
        assert done.code == 0
        assert said in " ".join(done.lines)

    async def test_nobody_is_ours(self, relgraph: Run, drawn: Drawing) -> None:
        await drawn.graph.driver.execute_query("MATCH (us:Organization {id: 't:us'}) SET us.kind = 'other'")
        done = await relgraph("paths", "t:bob", *ON)
        assert (
            "Nobody is known to be ours on that day: ours have a seat in an organization of kind vendor."
            in " ".join(done.lines)
        )


@pytest.mark.usefixtures("drawn")
class TestBefore:
    async def test_nothing_is_known_yet(self, relgraph: Run, drawn: Drawing) -> None:
        await drawn.org("young").person("new", at="young", since=BEGAN).save()
        told = "Nothing around {} is known on 2001-01-01; the first fact is of 2020-01-01."
        asked = {"bob": ("paths", "t:bob"), "young": ("hubs", "t:young")}
        for name, command in asked.items():
            done = await relgraph(*command, "--as-of", "2001-01-01")
            assert done.code == 0
            assert told.format(name) in " ".join(done.lines)
        holes = await relgraph("holes", "t:young", "--as-of", "2001-01-01")
        assert holes.lines[-1] == told.format("young")

    async def test_a_name_known_on_other_days(self, relgraph: Run, drawn: Drawing) -> None:
        await drawn.person("late", name="Zora Late", valid_from=date(2026, 1, 1)).save()
        done = await relgraph("search", "Zora", "--as-of", "2025-01-01")
        assert done.lines == [
            "Nothing is called anything like 'Zora' on 2025-01-01: Zora Late (t:late) is known, but not on that",
            "day.",
        ]


@pytest.mark.usefixtures("drawn")
class TestUnit:
    async def test_show(self, relgraph: Run) -> None:
        done = await relgraph("show", "Informatics", *ON)
        assert (done.code, done.err) == (0, "")
        lines = [line for line in done.lines if not line.startswith("─")]
        assert lines == [
            "Informatics t:it on 2026-09-01",
            "organization: acme t:acme",
            "function: ?",
            "parts:",
            "id unit",
            "t:desk desk",
            "people: 2, of whom one of ours knows 1",
            "members:",
            "who title layer our ties id",
            "bob CIO 2 1 t:bob",
            "cid – ? 0 t:cid",
        ]
        part = await relgraph("show", "t:desk", *ON)
        assert "part of: Informatics t:it" in part.lines
        assert part.lines[-1] == "members: nobody is known to sit there"


async def test_names_do_nothing_to_the_screen(relgraph: Run, drawing: Drawing) -> None:
    await drawing.org("acme", name="Ac\x1b[2Jme\x01\u009b1m").save()
    shown = await relgraph("show", "t:acme", *ON)
    assert shown.lines[0] == "Ac[2Jme1m t:acme on 2026-09-01"
    told = await relgraph("show", "t:acme", "--json", *ON)
    assert "\u009b" not in told.out
    assert isinstance(told.json, dict)
    assert told.json["name"] == "Ac\x1b[2Jme\x01\u009b1m"


async def test_half_a_character_is_no_text(relgraph: Run, drawing: Drawing) -> None:
    for command in (("show", "t:\udcff"), ("paths", "a\udcff")):
        done = await relgraph(*command, *ON)
        assert (done.code, done.out) == (2, ""), done
