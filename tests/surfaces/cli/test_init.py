"""`relgraph init`: who we are, what lies in a folder, a dry run, the import, and the first answer."""

import asyncio
import os
import pty
import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from relgraph.core.assets import asset_dir
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.record.read import find
from tests.draw import Drawing
from tests.surfaces.cli.conftest import Done, Run, invoke

EXAMPLE = asset_dir("demo") / "salesforce"
US = ("--name", "Brightwater Software", "--domain", "brightwater.example")
NORTHWIND, ELENA = "salesforce:0015g00000Dm001AAB", "salesforce:0035g00000Dm001AAB"
CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Elena,Voss,https://www.linkedin.com/in/elena,elena.voss@northwind-grid.example,Northwind Grid,CIO,01 Aug 2021\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example, exported on a day of its own: meetings are told of the two years before."""
    copy = Path(shutil.copytree(EXAMPLE, tmp_path / "crm"))
    exported = datetime(2026, 9, 1, 12).timestamp()
    for each in copy.iterdir():
        os.utime(each, (exported, exported))
    return copy


def said(done: Done, beginning: str) -> list[str]:
    return [line for line in done.lines if line.startswith(beginning)]


async def test_from_an_export_to_a_way(relgraph: Run, graph: Graph, folder: Path) -> None:
    (folder / "notes.txt").write_text("Call Tom.\n")
    done = await relgraph("init", str(folder), *US, "--yes")
    assert (done.code, said(done, "We are")) == (
        0,
        ["We are Brightwater Software (us:brightwater-software), brightwater.example."],
    )
    assert "Contact.csv salesforce Contact its columns" in done.lines
    assert "notes.txt – – nothing reads it" in done.lines
    assert "Nothing was done: it was a dry run." in done.lines
    assert "salesforce: 31 rows new, 0 corrected, 1 unchanged, 0 rejected, of 32." in done.lines
    told = " ".join(done.lines)
    assert (
        f"Our largest account is Northwind Grid ({NORTHWIND}), with 2 open opportunities and 5 people, the first of 3 "
        "accounts by open opportunities, then people." in told
    )
    at = done.lines.index("Whom of theirs we know: 3 of 5")
    assert done.lines[at + 3 : at + 6] == [
        "Ida Noor Procurement Lead Ann Low 0.06 2025-09-02 salesforce:0035g00000Dm004AAB",
        "Tom Berg Head of Dispatch Ann Low ? 2025-09-18 salesforce:0035g00000Dm002AAB",
        "Kai Lund Dispatch Engineer Ann Low ? 2025-08-05 salesforce:0035g00000Dm003AAB",
    ]
    assert "● high 2 of 3 key contacts Key person whom none of us knows" in done.lines
    assert f"All of it: relgraph holes {NORTHWIND}" in done.lines
    assert done.lines[-3] == "A way to Elena Voss, whom none of us knows"
    assert done.lines[-2].startswith(
        "Ask your colleague Ann Low (knows Tom Berg, activities in Salesforce, last contact "
    )
    assert done.lines[-1] == f"All of it, and others: relgraph paths {ELENA}"
    (way,) = [line for line in (await relgraph("paths", ELENA)).lines if line.startswith("1 ")]
    assert "Ann Low Tom Berg" in way

    seats = await find(graph, KINDS["position"], as_of=None, limit=50)
    ours = {seat.person for seat in seats if seat.organization == "us:brightwater-software"}
    assert ours == {f"salesforce:0055g00000Dm00{n}AAB" for n in (1, 2, 3)}
    domains = await find(graph, KINDS["identifier"], as_of=None, limit=50)
    assert [each.organization for each in domains if each.id == "domain:brightwater.example"] == [
        "us:brightwater-software"
    ]


async def test_again_is_harmless(relgraph: Run, graph: Graph, folder: Path) -> None:
    await relgraph("init", str(folder), *US, "--yes")
    before = (await graph.driver.execute_query("MATCH (n) RETURN count(n) AS n")).records[0]["n"]
    again = await relgraph("init", str(folder), *US, "--yes")
    assert again.code == 0
    assert said(again, "salesforce:")[-1] == "salesforce: the graph holds all of it already."
    after = (await graph.driver.execute_query("MATCH (n) RETURN count(n) AS n")).records[0]["n"]
    assert after == before
    unnamed = await relgraph("init", str(folder), "--yes", "--lang", "zh")
    assert unnamed.code == 0
    assert said(unnamed, "我方是") == ["我方是 Brightwater Software（us:brightwater-software）。"]
    assert said(unnamed, "全部及其他路径") == [f"全部及其他路径：relgraph paths {ELENA}"]
    renamed = await relgraph("init", str(folder), "--name", "Darkwater", "--yes")
    assert renamed.code == 2
    assert "--name: The graph knows us as 'Brightwater Software' (us:brightwater-software)." in renamed.err


async def test_connections_are_those_of_somebody_of_ours(relgraph: Run, graph: Graph, folder: Path) -> None:
    (folder / "Connections.csv").write_text(CONNECTIONS)
    lacking = await relgraph("init", str(folder), *US, "--yes")
    assert lacking.code == 2
    assert "Nothing is asked with --yes, and it is not told whose connections Connections.csv has." in lacking.err
    assert "Add --owner Connections.csv=WHO" in lacking.err
    done = await relgraph("init", str(folder), *US, "--yes", "--owner", "Connections.csv=raj iyer")
    assert done.code == 0
    assert said(done, "Raj") == said(done, "raj") == []  # he is a user of the export
    assert said(done, "Elena Voss") == [f"Elena Voss CIO Raj Iyer ? ? {ELENA}"]
    assert done.lines[-3] == "A way to William Hart, whom none of us knows"
    ties = await find(graph, KINDS["tie"], as_of=None, limit=50)
    assert {(t.person_a, t.person_b) for t in ties if t.basis == "LinkedIn"} == {
        (ELENA, "salesforce:0055g00000Dm003AAB")
    }
    new = await relgraph("init", str(folder / "Connections.csv"), "--yes", "--owner", "Una New")
    assert said(new, "Una New") == ["Una New is new, and one of ours now (us:person.una-new)."]
    unknown = await relgraph("init", str(folder / "Connections.csv"), "--yes", "--owner", "nobody@brightwater.example")
    assert unknown.code == 3
    assert "Nobody of ours is known as 'nobody@brightwater.example'." in unknown.err


@pytest.mark.usefixtures("graph")
async def test_what_lacks_is_told_without_a_terminal(relgraph: Run, graph: Graph, folder: Path) -> None:
    done = await relgraph("init", str(folder))
    assert done.code == 2
    assert done.err == (
        "error: There is no terminal to ask on, and it is not told what our organisation is called; "
        "whether to import.\n"
        "  → Add --name NAME --yes\n"
    )
    assert "Contact.csv salesforce Contact its columns" in done.lines
    assert (await graph.driver.execute_query("MATCH (n:Organization) RETURN count(n) AS n")).records[0]["n"] == 0


async def test_domains_that_are_not_ours(relgraph: Run, drawing: Drawing, folder: Path) -> None:
    free = await relgraph("init", str(folder), "--name", "Us", "--domain", "me@gmail.com", "--yes")
    assert (free.code, free.err.splitlines()[0]) == (2, "error: --domain: Anybody may have an address at gmail.com.")
    none = await relgraph("init", str(folder), "--name", "Us", "--domain", "acme", "--yes")
    assert none.err.splitlines()[0] == "error: --domain: 'acme' is no domain."
    drawing.org("acme", name="Acme").add("identifier", id="domain:acme.com", organization="acme")
    await drawing.save()
    taken = await relgraph("init", str(folder), "--name", "Us", "--domain", "acme.com", "--yes")
    assert taken.code == 2
    assert "error: domain:acme.com cannot be recorded: 'domain:acme.com' identifies another." in taken.err


async def test_what_cannot_be_read_keeps_nobody_from_the_rest(relgraph: Run, folder: Path) -> None:
    (folder / "users.json").write_text('{"value": [{"id": "u1", "displayName": "Ann Low"}, ')
    (folder / "staff.csv").write_text("No,Name,Reports to\n1,Ann,\n2,Bob,1\n")
    (folder / "sent").write_text("From ann@brightwater.example Mon Jan  5 10:00:00 2026\nFrom: a@b.test\n\nhello\n")
    done = await relgraph("init", str(folder), "--name", "Us", "--yes")
    assert done.code == 3
    assert "this is no JSON" in done.err
    assert "msgraph was not imported." in done.lines
    assert said(done, "salesforce: 31 rows new")
    assert said(done, "Needs to be told more") == [
        f"Needs to be told more, and is left: relgraph import mail {folder}/sent --owner me@our-domain.com",
        f"Needs to be told more, and is left: relgraph import orgchart {folder}/staff.csv --of ORGANIZATION",
    ]


@pytest.mark.usefixtures("graph")
async def test_nobody_of_ours_and_no_account(relgraph: Run, tmp_path: Path) -> None:
    book = tmp_path / "book.vcf"
    book.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mei Sun\r\nORG:Grid\r\nEND:VCARD\r\n")
    done = await relgraph("init", str(book), "--name", "Us", "--yes")
    assert done.code == 0
    assert "No account is known: an account is an organisation of kind customer. Import a CRM's accounts." in done.lines
    crm = tmp_path / "crm"
    crm.mkdir()
    for name in ("Account.csv", "Contact.csv"):
        shutil.copy(EXAMPLE / name, crm)
    done = await relgraph("init", str(crm), "--yes")
    told = " ".join(done.lines)
    assert "with 0 open opportunities and 5 people" in told
    assert "Nobody of ours is known at all" in told
    assert "No way leads to anybody there yet." in done.lines
    assert (
        done.lines[-1]
        == "As soon as somebody of ours knows somebody there: relgraph paths salesforce:0035g00000Dm001AAB"
    )


def test_a_folder_without_exports(no_settings: Path) -> None:
    (no_settings / "notes.txt").write_text("Nothing.")
    done = invoke("init")
    assert done.code == 2
    assert f"Nothing in {no_settings} is an export that relgraph reads." in done.err
    assert "notes.txt" in done.out
    assert not (no_settings / "data").exists()


@pytest.mark.usefixtures("relgraph", "graph")
async def test_it_asks_on_a_terminal(folder: Path) -> None:
    (folder / "Connections.csv").write_text(CONNECTIONS)
    answers = [
        ("organisation called?", "Brightwater Software"),
        ("e-mail domains", "gmail.com"),
        ("e-mail domains", "brightwater.example"),
        ("Import salesforce?", "y"),
        ("Whose connections are in Connections.csv?", "Ann Low"),
        ("Import linkedin?", "n"),
    ]
    code, screen = await asyncio.to_thread(_typed, ["init", str(folder)], answers)
    assert code == 0, screen
    assert "Anybody may have an address at gmail.com." in screen
    assert "linkedin was not imported." in screen
    assert "The first answer" in screen


def _typed(command: list[str], answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Run a command on a terminal, and type each answer as soon as its question stands there."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": "200", "TERM": "dumb"}
    screen, begin, deadline = "", 0, time.monotonic() + 200
    with subprocess.Popen(
        [sys.executable, "-m", "relgraph", *command], stdin=theirs, stdout=theirs, stderr=theirs, env=env
    ) as process:
        os.close(theirs)
        left = list(answers)
        while time.monotonic() < deadline:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            screen += piece.decode(errors="replace")
            if left and (at := screen.find(left[0][0], begin)) >= 0:
                os.write(ours, f"{left.pop(0)[1]}\n".encode())
                begin = at + 1
        process.wait(timeout=30)
    os.close(ours)
    assert not left, screen
    return process.returncode, screen


@pytest.mark.usefixtures("graph")
async def test_in_the_folder_itself(relgraph: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with (folder / "Account.csv").open("a") as file:
        file.write("0015g00000Dm009AAB,true,Gone,Customer,,,\n")
    done = await relgraph("init", "--name", "Us", "--yes")
    assert done.code == 3
    assert done.lines[0] == f"In {folder}"
    rejects = folder.with_name("crm-salesforce-rejects")
    assert f"Rejected rows and why: {rejects}" in done.lines
    assert (rejects / "Account.csv").read_text().splitlines()[1:] == ["0015g00000Dm009AAB,true,Gone,Customer,,,"]
    alone = await relgraph("import", "salesforce", ".")
    assert alone.code == 3
    assert folder.with_name("crm-rejects").is_dir()
