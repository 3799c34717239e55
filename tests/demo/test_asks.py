"""What is asked of whom in the demo world, and who declines introductions."""

from collections import Counter

from tests.demo.demo_reading import AS_OF, EXPECTED, hops, opponents, ours, paths, people_of, rows, ties_with_us, valid


def test_the_open_asks_are_those_expected_and_the_coach_carries_most():
    asked = Counter(row["asked"] for row in valid("asks"))
    assert asked == EXPECTED["asks"]["open"]
    (coach,) = {row["person"] for row in valid("supports") if row["level"] == "3"}
    assert asked.most_common(1) == [(coach, 3)]
    assert len([row for row in rows("asks") if row["valid_to"]]) == EXPECTED["asks"]["closed"]


def test_ours_ask_others_whom_they_know_or_answer_for():
    for row in valid("asks"):
        assert row["asker"] in ours()
        assert row["asked"] not in ours()
        known = {end for tie in ties_with_us(row["asked"]) for end in (tie["person_a"], tie["person_b"])}
        owners = {owner["owner"] for owner in valid("owners") if owner["contact"] == row["asked"]}
        assert row["asker"] in known | owners, row["id"]
    for row in rows("asks"):
        assert row["asker"] in people_of("demo:yunxiu", day=row["valid_from"]), row["id"]


def test_one_matter_was_asked_twice_and_one_is_unknown():
    times = Counter(row["id"] for row in rows("asks"))
    assert sorted(times.values())[-2:] == [1, 2]
    assert [row["asked"] for row in rows("asks") if not row["about"]] == ["demo:feng.yulan"]


def test_who_declines_introductions():
    said = {row["id"]: row["declines_introductions"] for row in rows("people") if row["declines_introductions"]}
    assert {person: says == "true" for person, says in said.items()} == EXPECTED["declines_introductions"]


def test_neither_asks_nor_refusals_stand_in_the_best_way():
    story = EXPECTED["introduction"]
    between = set(story["path"][1:-1])
    assert not between & set(EXPECTED["asks"]["open"])
    decline = {person for person, declines in EXPECTED["declines_introductions"].items() if declines}
    found = paths(story["target"], hops(), opponents(story["opportunity"]))
    without = paths(story["target"], hops(), opponents(story["opportunity"]) | decline)
    assert without[:3] == found[:3]
    assert len(without) < len(found), f"the refusals close ways on {AS_OF}"
