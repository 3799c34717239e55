"""`relgraph audit schedule`, and telling by `audit run --notify`, `audit deliveries` and `audit retry`."""

from collections.abc import Iterator

import pytest

from tests.draw import TODAY, Drawing, tid
from tests.notify.deliveries.receivers import SECRET, Answer, Receiver, http_receiver
from tests.surfaces.cli.conftest import Run

ON = ("--as-of", TODAY.isoformat())


@pytest.fixture
async def d(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor").person("ann", at="us").org("acme", name="艾克米").opportunity("deal", "acme")
    await d.person("boss", at="acme").role("boss", "deal", "D").tie("ann", "boss", 0.1).save()
    return d


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with http_receiver() as receiver:
        monkeypatch.setenv("RELGRAPH_WEBHOOK_URLS", receiver.url)
        monkeypatch.setenv("RELGRAPH_WEBHOOK_ALLOW", "127.0.0.1")
        monkeypatch.setenv("RELGRAPH_WEBHOOK_SECRET", SECRET)
        yield receiver


async def test_schedules_come_rest_and_go(relgraph: Run, d: Drawing) -> None:
    schedule = ("audit", "schedule")
    assert (await relgraph(*schedule, "list")).lines[0].startswith("Nothing is scheduled: relgraph audit schedule add")
    added = await relgraph(
        *schedule, "add", "weekly", "0 7 * * MON", "--zone", "Asia/Shanghai", "--account", "艾克米", "--grace", "90"
    )
    assert added.code == 0, added.err
    assert added.lines[:2] == ["weekly 0 7 * * MON Asia/Shanghai t:acme", "up to 90 minutes late; not yet due"]
    (listed,) = (await relgraph(*schedule, "list", "--json")).json
    assert listed["schedule"]["account"] == tid("acme")
    assert [moment[-15:] for moment in listed["next"]] == ["T07:00:00+08:00"] * 3
    text = await relgraph(*schedule, "list")
    assert text.lines == added.lines
    assert text.lines[2].count("07:00 CST") == 3
    paused = await relgraph(*schedule, "pause", "weekly")
    assert paused.lines == ["weekly 0 7 * * MON Asia/Shanghai t:acme", "paused; not yet due"]
    assert (await relgraph(*schedule, "resume", "weekly", "--json")).json["schedule"]["paused"] is False
    assert (await relgraph(*schedule, "remove", "weekly")).lines == ["weekly is removed."]
    assert (await relgraph(*schedule, "list", "--json")).json == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("bad", "61 * * * *", "--all"), "The minute of '61 * * * *' cannot be."),
        (("bad", "0 7 * * *", "--all", "--zone", "Shanghai"), "Did you mean Asia/Shanghai?"),
        (("Bad Name", "0 7 * * *", "--all"), "is no name of a schedule"),
        (("bad", "0 7 * * *"), "Name an account with --account, or say --all."),
    ],
)
async def test_what_cannot_be_scheduled(relgraph: Run, d: Drawing, given: tuple[str, ...], said: str) -> None:
    done = await relgraph("audit", "schedule", "add", *given)
    assert done.code == 2
    assert said in done.err


async def test_a_run_tells_at_once_and_again_by_hand(relgraph: Run, d: Drawing, receiver: Receiver) -> None:
    receiver.answers = [Answer(404)]
    run = await relgraph("audit", "run", "--all", "--notify", "--fail-on", "high", *ON)
    assert run.code == 30
    assert "is given up: It answered 404." in run.err
    (dead,) = (await relgraph("audit", "deliveries", "--dead", "--json")).json
    assert (dead["state"], dead["run"]) == ("dead", 1)
    listed = await relgraph("audit", "deliveries")
    assert listed.lines[0].startswith("dead audit 1 webhook 127.0.0.1#")
    assert listed.lines[0].endswith(f"1 attempt {dead['id']}")
    assert listed.lines[1] == "It answered 404."
    again = await relgraph("audit", "retry", dead["id"], "--json")
    assert [(each["id"], each["state"]) for each in again.json] == [(dead["id"], "sent")]
    assert [posted.genuine for posted in receiver.posted] == [True, True]
    assert (await relgraph("audit", "deliveries", "--dead")).lines == ["None."]
    assert (await relgraph("audit", "retry", "--dead")).code == 0
    assert (await relgraph("audit", "retry", dead["id"])).code == 2
    assert (await relgraph("audit", "retry")).code == 2


async def test_what_cannot_be_told_yet_is_left_to_the_service(relgraph: Run, d: Drawing, receiver: Receiver) -> None:
    receiver.answers = [Answer(503)]
    run = await relgraph("audit", "run", "--all", "--notify", *ON)
    assert run.code == 0
    assert "will be tried again by `relgraph serve`: It answered 503." in run.err
    assert "; again 20" in (await relgraph("audit", "deliveries")).lines[1]


async def test_with_nobody_to_tell(relgraph: Run, d: Drawing) -> None:
    done = await relgraph("audit", "run", "--all", "--notify", *ON)
    assert done.code == 2
    assert "neither RELGRAPH_WEBHOOK_URLS nor RELGRAPH_MAIL_TO is set" in done.err
    assert (await relgraph("audit", "runs", "--json")).json == []
