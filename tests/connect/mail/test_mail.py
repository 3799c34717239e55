"""Mailboxes: who of ours knows whom, from headers alone."""

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as st

from relgraph.connect.loading.service import import_source
from relgraph.connect.loading.spool import Spool, spooled
from relgraph.connect.mail.headers import MOST_HEADER, Message, Unsaid, headers_of_mbox, message_of
from relgraph.connect.mail.names import is_nobody, name_of
from relgraph.connect.mail.service import MAIL, read
from relgraph.connect.source import Given
from relgraph.connect.tabular.reader import Fault
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.kinds.tie import TieOrigin
from relgraph.record.read import find

OWNED = Given(owner="Me@Acme.test")
BOX = """From me@acme.test Mon Mar  2 10:00:00 2026
From: Me <me@acme.test>
To: "Sun, Mei" <mei@grid.test>,
 jan@grid.test
Cc: Pal <pal@acme.test>, someone@gmail.com
Subject: SECRET
Date: Mon, 2 Mar 2026 23:30:00 -0500

The body is SECRET.
From: nobody@grid.test

From the start it was so.

From mei@grid.test Mon Mar  3 10:00:00 2026
From: =?utf-8?q?Mei_S=C3=BCn?= <MEI@grid.test>
To: me@acme.test
Date: Tue, 3 Mar 2026 10:00:00

From mei@grid.test Mon Mar  4 10:00:00 2026
from: =?utf-8?q?Mei_S=C3=BCn?= <mei@grid.test>
cc: pal@acme.test
date: 4 Feb 2026 10:00:00 +0000
list-id: <team.grid.test>

From x Mon Mar  4 10:00:00 2026
From: noreply@grid.test
To: me@acme.test
Date: Tue, 3 Mar 2026 10:00:00 +0000

From x Mon Mar  4 10:00:00 2026
From: jan@grid.test
To: {many}
Date: Tue, 3 Mar 2026 10:00:00 +0000

From x Mon Mar  4 10:00:00 2026
Subject: no sender
Date: Tue, 3 Mar 2026 10:00:00 +0000

From x Mon Mar  4 10:00:00 2026
From: jan@grid.test
To: me@acme.test
Date: Tue, 3 Mar 2999 10:00:00 +0000

From x Mon Mar  4 10:00:00 2026
From: jan@grid.test
To: me@acme.test
Date: yesterday

From x Mon Mar  4 10:00:00 2026
From: jan@grid.test
To: me@acme.test
Date: Thu, 1 Jan 1970 00:00:00 +0000

From x Mon Mar  4 10:00:00 2026
From: jan@grid.test
To: me@acme.test

From x Mon Mar  4 10:00:00 2026

"""
CONTENT = BOX.replace("{many}", ", ".join(["me@acme.test", *(f"x{n}@acme.test" for n in range(20))]))


async def test_who_knows_whom(graph: Graph, tmp_path: Path) -> None:
    box = tmp_path / "inbox"
    box.write_text(CONTENT, newline="\n")
    report = await import_source(graph, MAIL, box, OWNED)
    (told,) = report.files
    assert (told.rows, told.created, told.unchanged, told.rejected) == (11, 1, 4, 6)
    assert [(p.row, p.column, p.message) for p in told.problems] == [
        (6, "From", "no address stands there"),
        (7, "Date", "2999-03-03 is in the future"),
        (8, "Date", "'yesterday' is no day"),
        (9, "Date", "1970-01-01 is before 1980-01-01"),
        (10, "Date", "no day stands there"),
        (11, "From", "no address stands there"),
    ]
    assert str(told.note).split("; ") == [
        "messages of lists, which tell nothing: 1",
        "messages to more than 20, which tell nothing: 1",
        "pairs of whom only one wrote, who need not know each other: 1",
    ]
    people = await find(graph, KINDS["person"], as_of=None, limit=20)
    assert [(p.id, p.name) for p in people] == [("mail:me@acme.test", "Me"), ("mail:mei@grid.test", "Mei Sün")]
    identifiers = await find(graph, KINDS["identifier"], as_of=None, limit=20)
    assert {i.id: i.person for i in identifiers} == {
        "email:me@acme.test": "mail:me@acme.test",
        "email:mei@grid.test": "mail:mei@grid.test",
    }
    ties = await find(graph, KINDS["tie"], as_of=None, limit=20)
    (tie,) = (each for each in ties if each.origin is not TieOrigin.COMPUTED)
    assert {tie.person_a, tie.person_b} == {"mail:me@acme.test", "mail:mei@grid.test"}
    assert (tie.basis, tie.strength, tie.last_contact, tie.valid_from) == ("mail", None, date(2026, 3, 3), None)
    assert str(tie.source).startswith("mail inbox 2")
    kept = b"".join(each.read_bytes() for each in report.rejects.iterdir())
    assert b"SECRET" not in kept
    again = await import_source(graph, MAIL, box, OWNED)
    assert (again.nothing_changed, again.files[0].rejected) == (True, 6)


def message(sender: str, to: str, day: str = "Mon, 2 Mar 2026 10:00:00 +0000", more: str = "") -> str:
    return f"From: {sender}\nTo: {to}\nDate: {day}\n{more}\nbody\n\n"


def ties(spool: Spool) -> set[tuple[str, str, str, str]]:
    told = spool.ask(
        "SELECT thing ->> 'person_a', thing ->> 'person_b', thing ->> 'basis', thing ->> 'last_contact' "
        "FROM things WHERE thing ->> 'basis' IS NOT NULL"
    )
    return {(*sorted(each[:2]), *each[2:]) for each in told.fetchall()}


def test_a_folder_of_boxes(tmp_path: Path) -> None:
    """Who writes in one box may be answered in another."""
    for name in ("cur", "new", "tmp", ".Sent/cur", ".Sent/new"):
        (tmp_path / "Maildir" / name).mkdir(parents=True)
    (tmp_path / "Maildir/cur/2:2,S").write_text(message("mei@grid.test", "me@acme.test"))
    (tmp_path / "Maildir/new/1").write_text(message("jan@grid.test", "me@acme.test"))
    (tmp_path / "Maildir/new/.lock").write_text("")
    (tmp_path / "Maildir/.Sent/cur/1:2,S").write_text(
        message("pal@acme.test", "jan@grid.test, mei@grid.test", "Sun, 1 Mar 2026 10:00:00 +0000")
    )
    (tmp_path / "old").write_text("From x\n" + message("me@acme.test", "Mei <mei@grid.test>", "1 Feb 2026 10:00 GMT"))
    (tmp_path / "notes.txt").write_text("From here on")
    with spooled() as spool:
        read(tmp_path, OWNED, spool)
        assert ties(spool) == {("mail:me@acme.test", "mail:mei@grid.test", "mail", "2026-03-02")}
        found = [(spool.name(file), spool.rows_of[file]) for file in range(1, spool.files + 1)]
    assert found == [("notes.txt", 0), ("old", 1), ("Maildir", 2), ("Maildir/.Sent", 1)]


def test_an_owner_at_a_free_mail_service(tmp_path: Path) -> None:
    """The domain is anybody's: the address alone is ours."""
    box = tmp_path / "box"
    both = (
        message("me@gmail.com", "mei@grid.test, you@gmail.com") + "From x\n" + message("mei@grid.test", "ME@gmail.com")
    )
    box.write_text(f"From x\n{both}From x\n{message('you@gmail.com', 'me@gmail.com')}")
    with spooled() as spool:
        read(box, Given(owner="me@gmail.com"), spool)
        assert ties(spool) == {("mail:me@gmail.com", "mail:mei@grid.test", "mail", "2026-03-02")}


@pytest.mark.parametrize(
    ("owner", "content", "said"),
    [
        (None, CONTENT, "do not say whose mail this is"),
        ("hr:me", CONTENT, "'hr:me' is no e-mail address"),
        ("me@acme.test", "Dear all", "is neither a mailbox nor a calendar"),
    ],
)
def test_what_it_needs(tmp_path: Path, owner: str | None, content: str, said: str) -> None:
    box = tmp_path / "box"
    box.write_text(content)
    with spooled() as spool, pytest.raises(InputError, match=said) as raised:
        read(box, Given(owner=owner), spool)
    assert raised.value.remedy


TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (message("a@b.test", "c@d.test", more="Precedence: bulk\n"), "messages of lists"),
        (message("a@b.test", "c@d.test", more="List-Post: <x>\n"), "messages of lists"),
        (message("a@b.test", "c@d.test", more="Auto-Submitted: auto-replied\n"), "messages that programs wrote"),
    ],
)
def test_messages_that_tell_nothing(header: str, why: str) -> None:
    (told,) = headers_of_mbox(io.BytesIO(f"From x\n{header}".encode()))
    assert message_of(told, TODAY) == Unsaid(why)


def test_a_header_without_an_end() -> None:
    (told,) = headers_of_mbox(io.BytesIO(b"From x\nTo: a@b.test" + b",\n c@d.test" * (MOST_HEADER // 8)))
    assert isinstance(message_of(told, TODAY), Fault)
    nested = b"From: " + b"(" * 10_000 + b"a@b.test\n"
    assert isinstance(message_of(nested, TODAY), Fault)


@pytest.mark.parametrize(
    ("address", "nobody"),
    [
        ("noreply@a.test", True),
        ("no-reply+12@a.test", True),
        ("jira.do_not_reply@a.test", True),
        ("MAILER-DAEMON@a.test".lower(), True),
        ("team-owner@a.test", True),
        ("bounces+x@a.test", True),
        ("norep@a.test", False),
        ("alerta.ruiz@a.test", False),
        ("jane.doe@a.test", False),
    ],
)
def test_nobody(address: str, nobody: bool) -> None:
    assert is_nobody(address) is nobody


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("=?utf-8?b?546L5Lyf?=", "王伟"),
        ("=?nonsense?q?x?=", None),
        ("'Jane Doe'", "Jane Doe"),
        ("jane@a.test", None),
        ("", None),
        ("x" * 201, None),
    ],
)
def test_names_in_headers(shown: str, name: str | None) -> None:
    assert name_of(shown, "jane@a.test") == name


@settings(deadline=None, max_examples=300)
@supposing(st.binary(max_size=300))
def test_whatever_stands_in_a_header_it_is_told(junk: bytes) -> None:
    header = b"From: " + junk + b"\nTo: " + junk[::-1] + b"\nDate: " + junk + b"\n"
    assert isinstance(message_of(header, TODAY), Message | Unsaid | Fault)


@settings(deadline=None, max_examples=100)
@supposing(
    letters=st.lists(
        st.tuples(
            st.sampled_from(["me@acme.test", "pal@acme.test", "a@x.test", "b@y.test"]),
            st.sampled_from(["me@acme.test", "pal@acme.test", "a@x.test", "b@y.test"]),
            st.integers(0, 60),
        ),
        max_size=25,
    )
)
def test_ties_are_pairs_that_wrote_both_ways(
    letters: list[tuple[str, str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    days = [(sender, to, date(2026, 1, 1) + timedelta(days=day)) for sender, to, day in letters]
    box = tmp_path_factory.mktemp("any") / "box"
    box.write_text("From x\n" + "From x\n".join(message(s, t, f"{d:%d %b %Y} 10:00:00 +0000") for s, t, d in days))
    wrote = {(sender, to) for sender, to, _ in days}
    expected = {
        (us, them): max(d for s, t, d in days if {s, t} == {us, them})
        for us in ("me@acme.test", "pal@acme.test")
        for them in ("a@x.test", "b@y.test")
        if {(us, them), (them, us)} <= wrote
    }
    with spooled() as spool:
        read(box, OWNED, spool)
        count = spool.rows
        found = ties(spool)
    assert count == len(letters)
    assert found == {(*sorted((f"mail:{a}", f"mail:{b}")), "mail", str(day)) for (a, b), day in expected.items()}
