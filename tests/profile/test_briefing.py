"""What is to be done next, as far as it follows from what is recorded."""

from datetime import date, timedelta

from relgraph.playbook.service import load_playbook
from relgraph.profile.briefing import NextStep, brief_pair, brief_person
from relgraph.profile.model import PersonProfile
from relgraph.profile.pair import find_pair
from relgraph.profile.service import find_profile
from tests.draw import TODAY, Drawing, name_of, tid


def told(steps: list[NextStep]) -> list[tuple[str, list[str], str | None, int | None]]:
    return [(step.kind, [name_of(one.id) for one in step.who], step.what, step.days) for step in steps]


def promise(d: Drawing, by: str, to: str, what: str, due: date | None) -> None:
    d.add("commitment", date(2026, 6, 1), promiser=by, promisee=to, promise=what, due=due)


async def test_steps_follow_from_facts_in_order_of_urgency(drawing: Drawing) -> None:
    d = drawing.org("us", "vendor").org("acme").person("ann", at="us").person("liu", at="acme")
    d.person("far", at="acme").tie("ann", "liu", 0.5)
    promise(d, "ann", "liu", "late", TODAY - timedelta(3))
    promise(d, "ann", "liu", "later", TODAY - timedelta(1))
    promise(d, "ann", "liu", "soon", TODAY)
    promise(d, "ann", "liu", "far off", TODAY + timedelta(15))
    promise(d, "ann", "liu", "some day", None)
    promise(d, "liu", "ann", "owed", TODAY - timedelta(2))
    for week in range(6):
        day = date(2025, 9, 1) + timedelta(7 * week)
        said = {} if week else {"next_step": "call"}
        d.add("interaction", day, id=tid(f"v{week}"), kind="visit", account="acme", **said)
        for who in ("ann", "liu"):
            d.add("participation", person=who, interaction=f"v{week}")
    d.add("news", date(2026, 8, 1), id=tid("news"), claim="they hire", said_by="liu", account="acme")
    await d.save()
    playbook = load_playbook(None)
    graph, last = d.graph, (TODAY - date(2025, 10, 6)).days
    profile = await find_profile(graph, tid("liu"), as_of=TODAY)
    assert isinstance(profile, PersonProfile)
    briefing = await brief_person(graph, profile, playbook, as_of=TODAY)
    steps = [
        ("keep_overdue", ["ann"], "late", 3),
        ("keep_overdue", ["ann"], "later", 1),
        ("remind", ["liu"], "owed", 2),
        ("keep", ["ann"], "soon", None),
        ("outcome", ["ann"], "visit", None),
    ]
    silent = ("silent", ["ann"], None, last)
    assert told(briefing.next_steps) == [*steps, silent]
    assert [(one.claim, one.about_them) for one in briefing.heard] == [("they hire", False)]
    assert [name_of(id_) for id_ in briefing.contact] == ["ann"]
    pair = await brief_pair(graph, await find_pair(graph, tid("liu"), tid("ann"), as_of=TODAY), playbook, as_of=TODAY)
    assert told(pair.next_steps) == [*steps, silent]
    far = await find_profile(graph, tid("far"), as_of=TODAY)
    assert isinstance(far, PersonProfile)
    unknown = await brief_person(graph, far, playbook, as_of=TODAY)
    assert told(unknown.next_steps) == [("way_in", [], "t:far", None)]
