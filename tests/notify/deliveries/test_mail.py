"""Mails: what they say in both languages, to a real mail server with STARTTLS, TLS and login; hostile names."""

import ssl
from collections.abc import Awaitable, Callable
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from pathlib import Path

import pytest
import trustme

from relgraph.audit.findings.service import list_findings
from relgraph.audit.runs.withdrawal import withdraw_run
from relgraph.core.errors import QueryContractError
from relgraph.graph.client import Graph
from relgraph.notify.deliveries import desk
from relgraph.notify.deliveries.courier import deliver_due
from relgraph.notify.deliveries.letter import one_line
from relgraph.notify.deliveries.mail import send_mail
from relgraph.notify.deliveries.model import Attempt, DeliveryState
from relgraph.notify.deliveries.runs import run_audit
from relgraph.notify.deliveries.service import list_deliveries
from tests.draw import TODAY, Drawing, tid
from tests.notify.deliveries.conftest import Told, configured, context_of, mail_to
from tests.notify.deliveries.receivers import Mailbox, mail_server
from tests.notify.deliveries.test_webhook import only, tell


def texts(mail: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML."""
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain
    assert html
    return plain.get_content(), html.get_content()


async def told(graph: Graph, mailbox: Mailbox, weeks: int = 0, account: str | None = None) -> EmailMessage:
    await tell(graph, weeks, account=account)
    await deliver_due(graph)
    return mailbox.mails[-1]


async def test_what_changed_then_the_worst_then_how_to_see_all(d: Drawing, to_mail: Told, mailbox: Mailbox) -> None:
    graph = to_mail(public_url="https://relgraph.example")
    first = await told(graph, mailbox)
    high = len([f for f in await list_findings(graph) if f.severity == "high"])
    assert first["subject"].startswith(f"Audit 1: {high} new high, ")
    assert " — score " in first["subject"]
    await d.support("boss", "deal", 1, since=TODAY + timedelta(days=6)).save()
    mail = await told(graph, mailbox, 1)
    score, before = mail["subject"].rpartition(" ")[2], first["subject"].rpartition(" ")[2]
    assert mail["subject"] == f"Audit 2: 1 resolved — score {score}"
    assert int(score) > int(before)
    assert (mail["from"], mail["to"], mail["auto-submitted"]) == (
        "audit@ours.example",
        "chief@ours.example",
        "auto-generated",
    )
    delivery = (await list_deliveries(graph))[0]
    assert (mail["message-id"], delivery.state) == (f"<{delivery.id}@ours.example>", DeliveryState.SENT)
    plain, html = texts(mail)
    assert plain.splitlines() == [
        mail["subject"],
        "",
        f"Changed since audit 1 of {TODAY}",
        "  ✓ resolved · high · 老板 Boss · 艾克米 · Support of a key person unknown",
        "",
        "Worst accounts",
        f"  {score} · 艾克米",
        f"  Score {score} (before: {before}); 1 accounts, 1 not assessed",
        "",
        "All that is open, and what to do about it: the report attached to this mail.",
        "For whoever runs relgraph: relgraph audit diff 1 2; relgraph audit findings --run 2",
        "https://relgraph.example",
    ]
    title = "艾克米 · Support of a key person unknown"
    entry = f'<span style="color:#238b45">✓ resolved · high</span> <b>老板 Boss</b><br>{title}'
    assert entry in html
    assert '<a href="https://relgraph.example">' in html


async def test_the_whole_report_is_attached_unless_told_otherwise(d: Drawing, to_mail: Told, mailbox: Mailbox) -> None:
    mail = await told(to_mail(notify_language="zh"), mailbox)
    (report,) = mail.iter_attachments()
    assert (report.get_filename(), report.get_content_type()) == ("audit-1.html", "text/html")
    page = report.get_content()
    assert '<html lang="zh' in page
    assert "老板" in page
    assert texts(mail)[0].splitlines()[-2:] == [
        "全部未决问题及应对办法：见本邮件所附报告。",
        "供relgraph管理员使用：relgraph audit diff; relgraph audit findings --run 1",
    ]
    without = await told(to_mail(mail_report=False, mail_always=True), mailbox, 1)
    assert [*without.iter_attachments()] == []
    assert "attached" not in texts(without)[0]


async def test_in_chinese(d: Drawing, to_mail: Told, mailbox: Mailbox) -> None:
    mail = await told(to_mail(notify_language="zh"), mailbox, account=tid("acme"))
    assert mail["subject"].startswith("第1次审计 艾克米：新增高")
    plain, html = texts(mail)
    assert "  + 新增 · 高 · 老板 Boss · 艾克米 · 关键角色支持度未知" in plain.splitlines()
    assert '<html lang="zh">' in html


async def test_names_cannot_add_headers_or_markup(d: Drawing, to_mail: Told, mailbox: Mailbox) -> None:
    hostile = "Evil\r\nBcc: all@ours.example\r\n\r\n<script>alert(1)</script>\u202e\x1b & Co"
    await d.graph.driver.execute_query("MATCH (n {id: $id}) SET n.name = $name", id=tid("acme"), name=hostile)
    mail = await told(to_mail(), mailbox, account=tid("acme"))
    assert mail["subject"].startswith("Audit 1 of Evil Bcc: all@ours.example <script>alert(1)</script> & Co: ")
    assert (mail["bcc"], mailbox.recipients) == (None, ["chief@ours.example"])
    plain, html = texts(mail)
    assert "Evil Bcc: all@ours.example <script>alert(1)</script> & Co" in plain
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in html
    assert one_line("a\u2028b\tc\x85d\x1be") == "a b c d e"


async def test_without_news_there_is_no_mail_unless_it_is_wanted(d: Drawing, to_mail: Told, mailbox: Mailbox) -> None:
    graph = to_mail()
    await told(graph, mailbox)
    await tell(graph, 1)
    await deliver_due(graph)
    assert len(mailbox.mails) == 1
    quiet = (await list_deliveries(graph))[0]
    assert (quiet.state, quiet.run, quiet.error, quiet.due_at) == (DeliveryState.QUIET, 2, None, None)
    always = await told(to_mail(mail_always=True), mailbox, 2)
    assert always["subject"].startswith("Audit 3: nothing changed — score ")
    assert "  nothing changed" in texts(always)[0].splitlines()


async def test_each_recipient_gets_a_mail_of_their_own(d: Drawing, to_mail: Told, mailbox: Mailbox) -> None:
    mailbox.replies = ["", "550 no such user here"]
    graph = to_mail(mail_to="chief@ours.example, gone@ours.example")
    await tell(graph)
    await deliver_due(graph)
    assert len(mailbox.mails) == 1
    by_state = {delivery.state: delivery for delivery in await list_deliveries(graph)}
    assert by_state.keys() == {DeliveryState.SENT, DeliveryState.DEAD}
    dead = by_state[DeliveryState.DEAD]
    assert dead.error == "The mail server refused the recipient (550)."
    assert "chief" not in dead.target
    assert "gone" not in dead.target


async def test_a_mail_server_that_is_busy_is_asked_again(d: Drawing, to_mail: Told, mailbox: Mailbox) -> None:
    mailbox.replies = ["451 greylisted, chief@ours.example"]
    graph = to_mail()
    await tell(graph)
    await deliver_due(graph)
    waiting = await only(graph)
    assert (waiting.state, waiting.error) == (
        DeliveryState.PENDING,
        "The mail server refused the recipient (451).",
    )
    assert waiting.due_at


def message() -> EmailMessage:
    mail = EmailMessage(policy=WIRE)
    mail["From"], mail["To"], mail["Subject"] = "audit@ours.example", "chief@ours.example", "Hello"
    mail.set_content("Hello")
    return mail


LOGIN = {"smtp_user": "audit", "smtp_password": "s3cret"}


async def test_starttls_and_login(graph: Graph, trusted: ssl.SSLContext) -> None:
    async with mail_server(trusted, password="s3cret") as mailbox:
        settings = configured(graph, **mail_to(mailbox.port), **LOGIN).settings
        assert await send_mail(settings, message()) == Attempt()
        assert (mailbox.users, mailbox.encrypted) == (["audit"], [True])
        wrong = configured(graph, **mail_to(mailbox.port), **{**LOGIN, "smtp_password": "guessed"}).settings
        refused = await send_mail(wrong, message())
    assert refused == Attempt(error="The mail server answered 535 (AuthenticationError).", final=True)
    assert len(mailbox.mails) == 1


async def test_tls_from_the_first_byte_and_only_with_a_certificate_to_trust(
    graph: Graph, trusted: ssl.SSLContext
) -> None:
    async with mail_server(trusted, implicit=True) as mailbox:
        settings = configured(graph, **mail_to(mailbox.port), smtp_security="tls").settings
        assert await send_mail(settings, message()) == Attempt()
        assert len(mailbox.mails) == 1
    async with mail_server(context_of(trustme.CA()), implicit=True) as mailbox:
        settings = configured(graph, **mail_to(mailbox.port), smtp_security="tls").settings
        refused = await send_mail(settings, message())
    assert str(refused.error).startswith("No connection to the mail server: ")
    assert (mailbox.mails, refused.final) == ([], False)


async def test_a_server_without_encryption_is_refused(graph: Graph, mailbox: Mailbox) -> None:
    settings = configured(graph, **mail_to(mailbox.port)).settings
    refused = await send_mail(settings, message())
    assert refused == Attempt(error="The mail server cannot do what is asked of it (starttls, or login).", final=True)
    assert mailbox.mails == []


async def test_nobody_there(graph: Graph) -> None:
    attempt = await send_mail(configured(graph, **mail_to(1)).settings, message())
    assert (attempt.error, attempt.final) == ("No connection to the mail server: SMTPConnectError.", False)


async def test_a_message_that_cannot_be_made_is_a_failed_attempt(d: Drawing, to_mail: Told, tmp_path: Path) -> None:
    await tell(to_mail())
    (tmp_path / "broken.cypher").write_text("// Nothing.\n")
    (tried,) = await deliver_due(to_mail(audit_rules=tmp_path))
    assert (tried.state, tried.error) == (
        DeliveryState.PENDING,
        "The message could not be made: QueryContractError.",
    )
    assert isinstance(tried.defect, QueryContractError)


async def test_an_untold_run_needs_no_mail_server(d: Drawing) -> None:
    graph = configured(d.graph, **mail_to(1))
    await run_audit(graph, as_of=TODAY)
    await deliver_due(graph)
    assert await list_deliveries(graph) == []


async def test_what_many_get_is_made_once(
    d: Drawing, to_mail: Told, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(name: str) -> Callable[..., Awaitable[object]]:
        do = getattr(desk, name)

        async def work(*given: object, **more: object) -> object:
            made.append(name)
            return await do(*given, **more)

        return work

    for name in ("gather_digest", "make_report"):
        monkeypatch.setattr(desk, name, counted(name))
    graph = to_mail(mail_to=", ".join(f"chief{n}@ours.example" for n in range(5)))
    await tell(graph)
    await deliver_due(graph)
    assert sorted(mail["to"] for mail in mailbox.mails) == [f"chief{n}@ours.example" for n in range(5)]
    assert sorted(made) == ["gather_digest", "make_report"]


async def test_what_was_settled_long_ago_is_forgotten(d: Drawing, to_mail: Told, mailbox: Mailbox) -> None:
    graph = to_mail()
    await told(graph, mailbox)
    await tell(graph, 1)
    # One was sent and one waits, both a hundred days ago.
    await graph.driver.execute_query("MATCH (d:AuditDelivery) SET d.created_at = d.created_at - duration({days: 100})")
    await tell(graph, 2)
    assert sorted((each.run, each.state) for each in await list_deliveries(graph)) == [
        (2, DeliveryState.PENDING),
        (3, DeliveryState.PENDING),
    ]


async def test_what_waits_of_a_run_that_was_taken_back_is_not_told(d: Drawing, to_mail: Told, mailbox: Mailbox) -> None:
    graph = to_mail()
    run = await tell(graph)
    await withdraw_run(graph, run.number, by="Ann", reason="too early")
    await deliver_due(graph)
    assert (mailbox.mails, await list_deliveries(graph)) == ([], [])
