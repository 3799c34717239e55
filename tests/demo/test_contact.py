"""The year of contact in the demo world: true to its ties and seats, and with the cases that the rules ask about."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from tests.demo.demo_coverage import roles
from tests.demo.demo_reading import AS_OF, ours, people_of, rows, valid

YEAR_AGO = "2025-09-01"
CUSTOMERS = ("demo:grid", "demo:bank", "demo:motors")
CALENDAR_DAYS = 31
KEY_ACTIONS = {"visit", "exchange", "company_visit", "expo", "summit"}


def days_before(count: int) -> str:
    return (date.fromisoformat(AS_OF) - timedelta(count)).isoformat()


@cache
def attendance() -> dict[str, set[str]]:
    """Who came, by interaction."""
    came = defaultdict(set)
    for row in rows("participants"):
        if row["came"] == "true":
            came[row["interaction"]].add(row["person"])
    return came


def meetings() -> Iterator[tuple[dict[str, str], str, str]]:
    """Every interaction with each pair of ours, as of its day, and another who came."""
    for row in rows("interactions"):
        us = people_of("demo:yunxiu", day=row["valid_from"])
        came = attendance()[row["id"]]
        yield from ((row, our, other) for our in came & us for other in came - us)


def traffic_days() -> Iterator[tuple[str, str, str]]:
    """Sender, receiver and day."""
    for row in rows("traffic"):
        yield from ((row["sender"], row["receiver"], f"{row['month']}-{int(day):02}") for day in row["days"].split(";"))


@cache
def contacts() -> dict[str, list[tuple[str, str]]]:
    """Of everybody who is not one of ours, the days of contact that were told, and with whom."""
    found = defaultdict(list)
    us = ours()
    told = [(our, other, row["valid_from"]) for row, our, other in meetings()]
    told += [(row["person_a"], row["person_b"], row["last_contact"]) for row in valid("ties") if row["last_contact"]]
    for one, other, day in [*told, *traffic_days()]:
        for our, their in ((one, other), (other, one)):
            if our in us and their not in us:
                found[their].append((day, our))
    return {person: sorted(days) for person, days in found.items()}


def last(person: str) -> str | None:
    return contacts()[person][-1][0] if person in contacts() else None


# It is true to the rest


def test_it_is_of_the_last_year():
    days = [row["valid_from"] for row in rows("interactions")] + [day for *_, day in traffic_days()]
    assert min(days) >= YEAR_AGO
    assert max(days) < AS_OF


def test_nobody_is_in_touch_after_the_last_contact_that_their_tie_tells():
    lasts = {
        frozenset((row["person_a"], row["person_b"])): row["last_contact"]
        for row in valid("ties")
        if row["last_contact"]
    }
    told = [(our, other, row["valid_from"]) for row, our, other in meetings()]
    for one, other, day in [*told, *traffic_days()]:
        assert day <= lasts.get(frozenset((one, other)), AS_OF), (one, other, day)


def test_whoever_comes_has_a_seat_and_both_sides_come():
    for row in rows("interactions"):
        day = row["valid_from"]
        us, seated = people_of("demo:yunxiu", day=day), {seat["person"] for seat in valid("positions", day)}
        invited = {each["person"] for each in rows("participants") if each["interaction"] == row["id"]}
        assert invited <= seated, row["id"]
        assert invited & us, row["id"]
        assert invited - us, row["id"]
        if row["account"]:
            assert invited - us <= people_of(row["account"], day=day), row["id"]


def test_what_is_promised_and_told_in_a_meeting_is_of_those_who_were_there():
    day = {row["id"]: row["valid_from"] for row in rows("interactions")}
    for kind, ends in (("commitments", ("promiser", "promisee")), ("news", ("said_by", "said_to"))):
        for row in rows(kind):
            assert {row[end] for end in ends if row[end]} <= attendance()[row["interaction"]], row["id"]
            assert row["valid_from"] == day[row["interaction"]]


def test_the_unreached_stay_unreached():
    for person in ("wei.zhengbang", "he.yunfan", "duan.zhipeng", "xu.jianheng", "fang.shulan", "liang.suwen"):
        assert f"demo:{person}" not in contacts()
    for person in ("cheng.baolin", "kang.zhengde"):
        assert f"demo:{person}" not in contacts()


# Each rule has something to say, and something to be content with


def test_rhythm():
    action = dict.fromkeys(contacts(), "")
    for row, _, other in meetings():
        if row["kind"] in KEY_ACTIONS:
            action[other] = max(action.get(other, ""), row["valid_from"])
    assert action["demo:luo.jiahui"] > days_before(30)
    assert action["demo:jiang.ruotong"] == "2025-12-05"
    assert {row["layer"] for row in valid("positions") if row["person"] == "demo:nadia.kowalska"} == {""}


def test_deciders():
    seen = {
        p: last(p)
        for deal in ("grid-scheduling", "bank-core")
        for p, r in roles(f"demo:{deal}").items()
        if r & {"A", "D"}
    }
    assert seen["demo:jiang.muhua"] == "2026-08-13"
    assert seen["demo:su.huaijin"] == "2025-10-24"
    assert seen["demo:wei.zhengbang"] is None


def test_contact_after_deals_that_were_closed_in_the_last_year():
    people = defaultdict(set)
    for row in rows("roles"):
        people[row["opportunity"]].add(row["person"])
    closed = [row["id"] for row in rows("opportunities") if row["valid_to"] >= YEAR_AGO]
    lasts = {deal: max((last(p) for p in people[deal] if last(p)), default=None) for deal in closed}
    assert lasts == {"demo:grid-training": "2026-08-26", "demo:motors-trace": "2026-02-10", "demo:bank-trade": None}


def test_outcomes():
    month = [row for row in rows("interactions") if days_before(90) <= row["valid_from"] < days_before(7)]
    visits = [row for row in month if row["kind"] in {"visit", "exchange", "meal"}]
    assert {bool(row["outcome"] and row["next_step"]) for row in visits} == {True, False}
    no_word = {row["id"] for row in visits if not row["outcome"]}
    assert {"demo:visit.2026-08-06.shao.liqun", "demo:visit.2026-08-03.bai.lu"} <= no_word


def test_one_of_ours_holds_all_contact_with_one_of_theirs():
    holders, times = defaultdict(set), Counter()
    for day, our in contacts()["demo:shao.liqun"]:
        if day >= YEAR_AGO:
            holders["demo:shao.liqun"].add(our)
    present = ours()
    times.update(other for _, our, other in meetings() if our in present)
    assert holders["demo:shao.liqun"] == {"demo:xiahou.xuan"}
    assert times["demo:shao.liqun"] == 5
    assert len({our for _, our in contacts()["demo:luo.jiahui"]}) > 1
    assert times["demo:juergen.weiss"] == 1


def test_one_pair_fell_silent():
    days = sorted(
        day for one, other, day in traffic_days() if {one, other} == {"demo:hao.jianjun", "demo:jiang.ruotong"}
    )
    assert len(days) >= 15
    assert days[-1] == "2025-11-18"


def test_one_of_ours_writes_without_an_answer():
    ways = {(one, other) for one, other, _ in traffic_days() if "demo:shen.zhuo" in (one, other)}
    assert ways == {("demo:wen.zihao", "demo:shen.zhuo")}


def test_promises():
    ours_ = [row for row in rows("commitments") if row["promiser"] in people_of("demo:yunxiu", day=row["valid_from"])]
    states = Counter(
        row["closed"] or "unsaid"
        if row["valid_to"]
        else "undated"
        if not row["due"]
        else "overdue"
        if row["due"] < AS_OF
        else "open"
        for row in ours_
    )
    assert states == {
        "kept": 4,
        "late": 3,
        "broken": 1,
        "dropped": 1,
        "unsaid": 1,
        "undated": 2,
        "overdue": 5,
        "open": 3,
    }
    assert len(ours_) < len(rows("commitments"))


def test_asks_by_weight():
    points = {"light": 1, "normal": 2, "heavy": 4, "": None}
    weights = defaultdict(list)
    for row in valid("asks"):
        weights[row["asked"]].append(points[row["weight"]])
    assert sorted(weights["demo:luo.jiahui"]) == [1, 1, 4]
    assert weights["demo:tang.wenbo"] == [2]
    assert weights["demo:feng.yulan"] == [None, None]
    motors = people_of("demo:motors")
    asked = [row["asked"] for row in rows("asks") if row["asked"] in motors]
    assert asked == ["demo:gao.lei"] * 3


def test_general_relations():
    registered = {row["person"] for row in valid("key_contacts")}
    general = {
        person: last(person)
        for deal in ("demo:grid-scheduling", "demo:bank-core")
        for person, letters in roles(deal).items()
        if letters & {"S", "I"} and not letters & {"A", "D", "E"} and person not in registered
    }
    assert general == {"demo:lai.siyuan": "2026-06-15", "demo:lei.ming": None, "demo:tao.ran": "2026-08-28"}
    quarter = {row["valid_from"] for row, _, other in meetings() if other == "demo:tao.ran"}
    assert len({day for day in quarter if day > days_before(91)}) == 14


def test_news():
    confirmed = {row["news"] for row in rows("confirmations")}
    deal = [row for row in valid("news") if row["opportunity"] == "demo:grid-scheduling"]
    old = {
        row["id"]: (bool(row["said_by"]), row["id"] in confirmed) for row in deal if row["valid_from"] < days_before(14)
    }
    assert old == {
        "demo:news.two-steps": (True, True),
        "demo:news.open-tender": (True, True),
        "demo:news.duan-qiongding": (True, False),
        "demo:news.tender-october": (True, False),
        "demo:news.committee": (False, False),
    }
    tellers = {account: {row["said_by"] for row in rows("news") if row["account"] == account} for account in CUSTOMERS}
    assert len(tellers["demo:grid"]) > 2
    assert tellers["demo:bank"] == {"demo:tao.ran"}
    assert tellers["demo:motors"] == set()


def test_traffic_counts_its_days():
    for row in rows("traffic"):
        days = [int(day) for day in row["days"].split(";")]
        assert days == sorted(set(days)), row["id"]
        assert 1 <= days[0] <= days[-1] <= CALENDAR_DAYS
        assert int(row["count"]) >= len(days)
