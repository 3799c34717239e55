"""`relgraph log`: a meeting in one line."""

from datetime import date

import pytest

from relgraph.surfaces.cli.log_told import Told, read_due, read_told
from tests.draw import Drawing
from tests.interactions.worlds import draw
from tests.surfaces.cli.conftest import Run

VISIT = (
    *("log", "visit", "--with", "Liu Wei", "--with", "Chen Jun", "--by", "Anna Berg", "--on", "2026-08-20"),
    *("--purpose", "roadmap", "--outcome", "they want a pilot", "--next", "send offer by Friday", "--id", "crm:v.9"),
    *("--promise", "Anna Berg > liu wei: a reference visit by 2026-12-15", "--ask", "anna → t:liu: who decides"),
    *("--news", "Liu Wei > Anna Berg: the budget is frozen", "--minutes", "90", "--channel", "on site"),
)


@pytest.fixture
async def book(drawing: Drawing) -> Drawing:
    await draw(drawing).save()
    return drawing


def nouns(done: object) -> list[tuple[str, str]]:
    assert isinstance(done, list)
    return [(thing["noun"], thing["outcome"]) for thing in done]


@pytest.mark.usefixtures("book")
class TestLog:
    async def test_one_line_records_all_and_again_changes_nothing(self, relgraph: Run) -> None:
        done = await relgraph(*VISIT)
        assert (done.code, done.err) == (0, "")
        assert done.lines[:4] == [
            "visit crm:v.9 on 2026-08-20",
            "about: Acme",
            "recorded:",
            "done what id",
        ]
        assert [line.split()[:2] for line in done.lines[5:]] == [
            ["created", "interaction"],
            *([["created", "participation"]] * 3),
            ["created", "commitment"],
            ["created", "ask"],
            ["created", "news"],
        ]
        again = await relgraph(*VISIT, "--json")
        assert nouns(again.json) == [
            ("interaction", "unchanged"),
            *([("participation", "unchanged")] * 3),
            *(("commitment", "unchanged"), ("ask", "unchanged"), ("news", "unchanged")),
        ]
        shown = await relgraph("show", "crm:v.9", "--as-of", "2026-12-20")
        assert shown.lines[:8] == [
            "visit crm:v.9 on 2026-08-20",
            "when: 2026-08-20 · 90 min · on site",
            "about: Acme",
            "theirs: 刘伟 Liu Wei (CEO · Acme · layer 1); Chen Jun (CTO · Acme · layer 2)",
            "ours: Anna Berg (layer 3)",
            "purpose: roadmap",
            "outcome: they want a pilot",
            "next step: send offer by Friday",
        ]
        assert "Anna Berg 刘伟 Liu Wei a reference visit 2026-12-15 overdue" in shown.lines
        assert "Anna Berg 刘伟 Liu Wei who decides ? open" in shown.lines
        assert "刘伟 Liu Wei Anna Berg the budget is frozen" in shown.lines

    async def test_the_steps_of_a_visit_and_its_moment(self, relgraph: Run) -> None:
        steps = (
            "--preparing",
            "read the file",
            "--opening",
            "the storm",
            "--needs",
            "a pilot",
            "--proposal",
            "two sites",
        )
        steps += ("--objections", "the price: phases", "--closing", "a pilot from May")
        visit = ("log", "visit", "--with", "Liu Wei", "--by", "ben", "--id", "crm:v.1")
        done = await relgraph(*visit, *steps, "--at", "2026-08-20T23:30-05:00")
        assert (done.code, done.lines[0]) == (0, "visit crm:v.1 on 2026-08-20"), done.err
        shown = await relgraph("show", "crm:v.1", "--as-of", "2026-09-01")
        assert shown.lines[1] == "when: 2026-08-20 · 23:30 (UTC-0500)"
        assert [line for line in shown.lines if line[0].isdigit()] == [
            "1 preparing: read the file",
            "2 opening: the storm",
            "3 needs: a pilot",
            "4 proposal: two sites",
            "5 objections: the price: phases",
            "6 closing: a pilot from May",
        ]
        # The day is told where it took place; the moment may be told by the clock of another place.
        moved = await relgraph(*visit, "--at", "2026-08-21T04:30Z", "--on", "2026-08-20", "--json")
        assert nouns(moved.json)[0] == ("interaction", "corrected")
        chinese = await relgraph("show", "crm:v.1", "--lang", "zh", "--as-of", "2026-09-01")
        assert "6 收尾: a pilot from May" in chinese.lines
        assert chinese.lines[1] == "时间: 2026-08-20 · 04:30 (UTC+0000)"

    async def test_the_account_is_told_by_theirs_where_it_is_one(self, relgraph: Run) -> None:
        both = await relgraph("log", "expo", "--with", "Max Roe", "--with", "Liu Wei", "--by", "ben", "--lang", "zh")
        assert both.lines[1] == "事项: –"
        one = await relgraph(
            "log", "expo", "--with", "Max Roe", "--by", "ben", "--absent", "Chen Jun", "--about", "Grid"
        )
        assert one.lines[1] == "about: Acme · Grid"

    async def test_who_runs_it_is_who_took_part(
        self, relgraph: Run, book: Drawing, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("getpass.getuser", lambda: "aberg")
        nobody = await relgraph("log", "call", "--with", "Liu Wei")
        assert (nobody.code, nobody.err) == (
            2,
            "error: Who of ours took part? Nobody of ours is called 'aberg'.\n  → Name them by --by.\n",
        )
        await Drawing(book.graph).person("ann", name="Anna Berg", aliases=("aberg",)).save()
        await relgraph("log", "call", "--with", "Liu Wei", "--id", "crm:1")
        shown = await relgraph("show", "crm:1", "--json")
        assert isinstance(shown.json, dict)
        assert [one["name"] for one in shown.json["glance"]["attendees"]] == ["刘伟", "Anna Berg"]

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (("--with", "Nobody Known"), "--with: No person is called 'Nobody Known'"),
            (("--with", "Liu Wei", "--absent", "Liu Wei"), "--absent: t:liu came, too."),
            (
                ("--with", "Liu Wei", "--about", "t:us"),
                "--about: 't:us' is no customer. → An account is an organisation of kind customer.",
            ),
            (("--with", "Liu Wei", "--promise", "a visit"), "--promise: 'a visit' does not say who, to whom and what."),
            (
                ("--with", "Liu Wei", "--promise", "ben > Liu Wei: x by 2026-02-30"),
                "--promise: '2026-02-30' is no day.",
            ),
            (
                ("--with", "Liu Wei", "--promise", "ben > ben: x"),
                "--promise: Promiser and promisee are the same person.",
            ),
            (("--with", "Liu Wei", "--with", "Max Roe", "--news", "x"), "--news: it is about nothing."),
            (("--with", "Liu Wei", "--purpose", "x" * 2001), "--purpose: "),
            (("--with", "Liu Wei", "--closing", "x" * 2001), "--closing: "),
            (("--with", "Liu Wei", "--at", "2026-08-20T14:00"), "'2026-08-20T14:00' does not say in which time zone"),
            (("--with", "Liu Wei", "--at", "noon"), "'noon' is no moment; write it as YYYY-MM-DDTHH:MM+HH:MM"),
            (
                ("--with", "Liu Wei", "--at", "2026-08-20T14:00Z", "--on", "2026-08-22"),
                "error: --at: it is on 2026-08-20, not on 2026-08-22. → Leave out --on.",
            ),
        ],
    )
    async def test_what_is_wrong_is_said_by_its_option_and_nothing_is_kept(
        self, relgraph: Run, args: tuple[str, ...], said: str
    ) -> None:
        done = await relgraph("log", "visit", "--by", "ben", "--id", "crm:x", *args)
        assert (done.code, done.out) == (2, "")
        assert said in done.complaint
        assert (await relgraph("show", "crm:x")).code == 2

    async def test_the_kind_is_a_word(self, relgraph: Run) -> None:
        done = await relgraph("log", "A Visit", "--by", "ben", "--with", "Liu Wei")
        said, known = done.err.split(", ", 1)
        assert said == "error: KIND: the playbook knows no 'A Visit'.\n  → It knows visit"
        assert known.startswith("exchange (business exchange), company_visit (company visit), ")
        chinese = await relgraph("log", "公司参观", "--by", "ben", "--with", "Liu Wei", "--id", "crm:2")
        assert chinese.lines[0] == "company visit crm:2 on " + chinese.lines[0][-10:], chinese.err

    async def test_an_ambiguous_name_lists_the_candidates(self, relgraph: Run, book: Drawing) -> None:
        await Drawing(book.graph).person("liu2", at="beta", name="刘薇", english_name="Liu Wei").save()
        done = await relgraph("log", "visit", "--by", "ben", "--with", "Liu Wei")
        assert "--with: 'Liu Wei' may be one of these:" in done.err
        assert "  t:liu  刘伟 Liu Wei · CEO · Acme\n" in done.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Anna Berg > Liu Wei: a visit", Told("Anna Berg", "Liu Wei", "a visit")),
        ("t:ann>t:liu: a: b > c", Told("t:ann", "t:liu", "a: b > c")),
        ("安娜 → 刘伟：参观", Told("安娜", "刘伟", "参观")),
        ("Anna Berg > t:liu:x", None),
        ("Anna Berg: a visit", None),
        ("> Liu Wei: a visit", None),
    ],
)
def test_who_said_what_to_whom(text: str, told: Told | None) -> None:
    assert read_told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a visit by 2026-12-15", ("a visit", date(2026, 12, 15))),
        ("an offer by Friday", ("an offer by Friday", None)),
        ("an offer, by 2026-12-15", ("an offer", date(2026, 12, 15))),
        ("by 2026-12-15", ("by 2026-12-15", None)),
    ],
)
def test_by_when(text: str, told: tuple[str, date | None]) -> None:
    assert read_due(text, "--promise") == told
