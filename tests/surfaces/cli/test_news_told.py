"""`relgraph news add` and `relgraph news confirm`."""

from datetime import date

import pytest

from relgraph.graph.client import Graph
from tests.draw import Drawing
from tests.interactions.worlds import met
from tests.surfaces.cli.conftest import Run

MAY = date(2026, 5, 1)
ADD = ("news", "add", "The budget is frozen.", "--by", "Liu Wei", "--to", "anna", "--about", "IT", "--on", "2026-08-20")


@pytest.fixture
async def book(drawing: Drawing) -> Graph:
    """Ours are Anna and Ben; theirs Liu in IT and Chen in purchasing of Acme; Foe is a competitor."""
    d = (
        drawing.org("us", "vendor")
        .org("acme", name="Acme")
        .org("beta", name="Beta")
        .org("foe", "competitor", name="Foe")
    )
    d.unit("it", "acme", name="IT").unit("buy", "acme", name="Purchasing").opportunity("deal", "acme", name="Grid")
    d.person("ann", at="us", name="Anna Berg").person("ben", at="us", name="Ben Ode")
    d.person("liu", at="acme", unit="it", name="刘伟", english_name="Liu Wei", title="CIO")
    d.person("chen", at="acme", unit="buy", name="Chen Jun")
    met(d, "visit", "visit", "ann", "liu", on=MAY, account="acme", opportunity="deal", purpose="roadmap")
    await d.save()
    return d.graph


async def recorded(relgraph: Run, *args: str) -> tuple[str, str]:
    """The id of the piece of news, and what was done."""
    done = await relgraph(*args, "--json")
    assert done.code == 0, done.err
    assert isinstance(done.json, list)
    (thing,) = done.json
    assert thing["noun"] == "news"
    return thing["id"], thing["outcome"]


async def shown(relgraph: Run, id_: str) -> dict[str, object]:
    told = (await relgraph("show", id_, "--json", "--as-of", "2026-09-01")).json
    assert isinstance(told, dict)
    return told


@pytest.mark.usefixtures("book")
class TestAdd:
    async def test_one_line_records_it_and_again_changes_nothing(self, relgraph: Run) -> None:
        done = await relgraph(*ADD, "--audience", "team", "--id", "crm:n.1")
        assert (done.code, done.err) == (0, "")
        lines = [line for line in done.lines if "─" not in line]
        assert [line for line in lines if not line.startswith("recorded: ")] == [
            "The budget is frozen. crm:n.1 on 2026-08-20",
            "told on: 2026-08-20",
            "said by: 刘伟 Liu Wei (CIO · IT · Acme)",
            "said to: Anna Berg (us)",
            "told in: ?",
            "account: Acme t:acme",
            "unit: IT t:it",
            "audience: the team of the account",
            "state: single channel",
            "confirmed by: nobody",
            "recorded:",
            "done what id",
            "created news crm:n.1",
        ]
        chinese = await relgraph(*ADD, "--audience", "team", "--id", "crm:n.1", "--lang", "zh")
        assert chinese.lines[-1] == "未变 消息 crm:n.1"
        listed = await relgraph("news", "Acme", "--as-of", "2026-08-21")
        assert listed.lines[-1] == "2026-08-20 The budget is frozen. IT 刘伟 Liu Wei single channel crm:n.1"

    async def test_without_an_id_the_same_line_is_the_same_news(self, relgraph: Run) -> None:
        first = await recorded(relgraph, *ADD)
        assert first[1] == "created"
        assert await recorded(relgraph, *ADD) == (first[0], "unchanged")
        other = await recorded(relgraph, *ADD[:-1], "2026-08-21")
        assert other[0] != first[0]
        assert other[1] == "created"

    async def test_of_an_interaction_it_takes_the_day_and_what_it_was_about(self, relgraph: Run) -> None:
        id_, _ = await recorded(relgraph, "news", "add", "They hire.", "--by", "Liu Wei", "--in", "t:visit")
        told = await shown(relgraph, id_)
        assert told["told_on"] == "2026-05-01"
        assert [told[name] for name in ("account", "unit", "opportunity", "said_to")] == [
            *({"id": "t:acme", "name": "Acme"}, None, {"id": "t:deal", "name": "Grid"}, None),
        ]
        logged = ("--with", "Liu Wei", "--by", "anna", "--id", "t:visit", "--on", "2026-05-01")
        again = await relgraph("log", "visit", *logged, "--news", "They hire.", "--json")
        assert isinstance(again.json, list), again.err
        # `log` tells the same news of the same interaction by the same id.
        assert [(one["id"], one["outcome"]) for one in again.json if one["noun"] == "news"] == [(id_, "unchanged")]
        about = await recorded(relgraph, "news", "add", "He left.", "--in", "t:visit", "--about", "Chen Jun")
        told = await shown(relgraph, about[0])
        assert (told["account"], told["opportunity"]) == (None, None)
        assert isinstance(told["person"], dict)
        assert told["person"]["id"] == "t:chen"

    async def test_it_may_be_about_several_things(self, relgraph: Run) -> None:
        several = [word for name in ("Acme", "Grid", "Foe", "Chen Jun") for word in ("--about", name)]
        id_, _ = await recorded(relgraph, "news", "add", "Foe wins.", *several, "--on", "2026-08-20")
        told = await shown(relgraph, id_)
        assert [
            told[name] and told[name]["id"] for name in ("account", "unit", "opportunity", "competitor", "person")
        ] == [  # type: ignore[index]
            *("t:acme", None, "t:deal", "t:foe", "t:chen"),
        ]

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            ((), "error: --about: it is about nothing. → Give --about, or --in."),
            (("--about", "Nothing Known"), "--about: No organization or unit or opportunity or person is called"),
            (
                ("--about", "us"),
                "--about: 't:us' is no customer. → An account is an organisation of kind customer.",
            ),
            (
                ("--about", "Beta", "--about", "IT"),
                "error: --about: t:beta and t:acme are two of a kind (account)."
                " → Record what is about each of them by itself.",
            ),
            (("--about", "Acme", "--by", "Nobody Known"), "--by: No person is called 'Nobody Known'"),
            (("--about", "Acme", "--to", "Acme"), "--to: No person is called 'Acme'"),
            (("--in", "t:none"), "--in: No interaction has the id 't:none'."),
            (("--in", "t:visit", "--on", "2026-04-01"), "--in: roadmap (t:visit) is known from 2026-05-01 on"),
            (("--about", "Acme", "--id", "x y"), "--id: id must read `source:id`, e.g. `crm:0031x`."),
            (("--about", "Acme", "--id", "t:liu"), "--id: The id 't:liu' belongs to a person."),
            (("--about", "Acme", "--on", "today"), "'today' is no day; write it as YYYY-MM-DD"),
        ],
    )
    async def test_what_is_wrong_is_said_by_its_option_and_nothing_is_kept(
        self, relgraph: Run, args: tuple[str, ...], said: str
    ) -> None:
        done = await relgraph("news", "add", "It rains.", *args)
        assert (done.code, done.out) == (2, "")
        assert said in done.complaint
        assert "It rains." not in (await relgraph("news", "Acme")).out

    async def test_a_claim_without_a_letter_is_none(self, relgraph: Run) -> None:
        done = await relgraph("news", "add", " ", "--about", "Acme")
        assert (done.code, done.complaint) == (2, "error: CLAIM: claim must not be empty.")


class TestConfirm:
    async def test_who_confirmed_and_what_that_makes_of_it(self, relgraph: Run, book: Graph) -> None:
        await recorded(relgraph, *ADD, "--id", "crm:n.1")
        done = await relgraph("news", "confirm", "crm:n.1", "--by", "Chen Jun", "--by", "ben", "--on", "2026-08-25")
        assert (done.code, done.err) == (0, "")
        lines = [line for line in done.lines if "─" not in line]
        assert lines[7:12] == [
            "audience: ?",
            "state: confirmed",
            "confirmed by:",
            "who seat day independent",
            "我方 Ben Ode – 2026-08-25 no",
        ]
        assert lines[12] == "Chen Jun Purchasing 2026-08-25 yes, of 刘伟"
        assert [line.split()[:2] for line in lines[-2:]] == [["created", "confirmation"]] * 2

    async def test_again_changes_nothing_and_keeps_the_day(self, relgraph: Run, book: Graph) -> None:
        await recorded(relgraph, *ADD, "--id", "crm:n.1")
        confirm = ("news", "confirm", "crm:n.1", "--by", "Chen Jun")
        await relgraph(*confirm, "--on", "2026-08-25")
        again = await relgraph(*confirm, "--lang", "zh")
        assert "Chen Jun Purchasing 2026-08-25 是，独立于刘伟" in again.lines
        assert again.lines[-1].startswith("未变 印证 ")
        # Left out, the day is today's.
        today = book.clock.today().isoformat()
        new = await relgraph("news", "confirm", "crm:n.1", "--by", "Liu Wei")
        assert f"刘伟 Liu Wei CIO · IT {today} no" in new.lines

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (("t:none", "--by", "Chen Jun"), "NEWS: No news has the id 't:none'."),
            (("t:liu", "--by", "Chen Jun"), "NEWS: 刘伟 Liu Wei (t:liu) is a person."),
            (("crm:n.1", "--by", "Nobody Known"), "--by: No person is called 'Nobody Known'"),
            (
                ("crm:n.1", "--by", "Chen Jun", "--on", "2026-08-01"),
                "NEWS: The budget is frozen. (crm:n.1) is known from",
            ),
        ],
    )
    async def test_what_is_wrong(self, relgraph: Run, book: Graph, args: tuple[str, ...], said: str) -> None:
        await recorded(relgraph, *ADD, "--id", "crm:n.1")
        done = await relgraph("news", "confirm", *args)
        assert (done.code, done.out) == (2, "")
        assert said in done.complaint
