"""The committed demo world: well-formed, as the generator writes it, and true to expected.json."""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import networkx
import pytest

from tests.demo.demo_coverage import coverage, roles
from tests.demo.demo_reading import (
    AS_OF,
    EXPECTED,
    FOLDER,
    ROOT,
    hops,
    opponents,
    paths,
    people_of,
    rows,
    ties_with_us,
    valid,
)

TIME = "valid_from valid_to source recorded_at"
COLUMNS = {
    "organizations": "id kind name english_name aliases",
    "units": "id organization parent name english_name function",
    "people": "id name english_name aliases declines_introductions",
    "opportunities": "id account name english_name stage outcome",
    "positions": "id person organization unit title english_title layer primary",
    "reporting_lines": "id person manager line",
    "influences": "id influencer influenced weight basis",
    "ties": "id person_a person_b strength basis last_contact",
    "frictions": "id person_a person_b basis",
    "roles": "id person opportunity role",
    "supports": "id person opportunity level",
    "owners": "id owner contact role",
    "key_contacts": "id person account position_class relationship_class",
    "relationship_assessments": "id rater contact account closeness support reason",
    "assessments": "id rater contact aspect level evidence",
    "sponsorships": "id sponsor account contact purpose cadence_days",
    "asks": "id asker asked about weight outcome interaction",
    "interactions": "id kind minutes channel purpose outcome next_step account unit opportunity "
    "preparing opening needs proposal objections closing",
    "participants": "id person interaction came",
    "commitments": "id promiser promisee promise due closed interaction",
    "news": "id claim audience said_by said_to interaction account unit opportunity person competitor",
    "confirmations": "id person news",
    "traffic": "id sender receiver channel month count days",
}
ENTITIES = ("organizations", "units", "people", "opportunities", "interactions", "news")
WITHOUT_DAYS = ("participants", "traffic")
SOME_WITHOUT_DAYS = ("assessments", "sponsorships")
FACTS = tuple(kind for kind in COLUMNS if kind not in ENTITIES)
TARGETS = {
    **dict.fromkeys(("person", "manager", "influencer", "influenced", "person_a", "person_b"), "people"),
    **dict.fromkeys(("owner", "contact", "rater", "sponsor", "asker", "asked"), "people"),
    **dict.fromkeys(("promiser", "promisee", "said_by", "said_to", "sender", "receiver"), "people"),
    **dict.fromkeys(("organization", "account", "competitor"), "organizations"),
    **dict.fromkeys(("unit", "parent"), "units"),
    "opportunity": "opportunities",
    "interaction": "interactions",
    "news": "news",
}
FUNCTIONS = (
    "management procurement finance planning research engineering it operations maintenance market sales "
    "service delivery quality legal hr other"
)
VALUES = {
    ("organizations", "kind"): "vendor customer partner competitor other",
    ("units", "function"): FUNCTIONS,
    ("opportunities", "stage"): "lead opportunity contract collection",
    ("reporting_lines", "line"): "solid dotted",
    ("positions", "primary"): "true false",
    ("roles", "role"): "A D S E I C",
    ("supports", "level"): "-1 0 1 2 3 ?",
    ("owners", "role"): "A B C",
    ("key_contacts", "position_class"): "S A B C",
    ("assessments", "aspect"): "acceptance participation project_support information guidance competition",
    ("assessments", "level"): "-1 0 1 2 3",
    ("interactions", "kind"): "visit exchange company_visit reference_visit expo summit meal social call courtesy",
    ("participants", "came"): "true false",
    ("news", "audience"): "owner team all",
    ("traffic", "channel"): "mail message call",
}
OPTIONAL_VALUES = {
    ("opportunities", "outcome"): "won lost dropped",
    ("people", "declines_introductions"): "true false",
    ("key_contacts", "relationship_class"): "1 2 3 4 5",
    ("relationship_assessments", "closeness"): "-3 -2 -1 0 1 2 3",
    ("relationship_assessments", "support"): "-3 -2 -1 0 1 2 3",
    ("asks", "weight"): "light normal heavy",
    ("asks", "outcome"): "granted refused dropped",
    ("commitments", "closed"): "kept late dropped broken",
}
SIZES = {
    "demo:yunxiu": (55, 65),
    "demo:grid": (130, 150),
    "demo:bank": (80, 100),
    "demo:motors": (40, 50),
    "demo:lishi": (13, 17),
    "demo:qiongding": (9, 12),
    "demo:association": (3, 5),
    "demo:yingxi": (5, 7),
}


# The files


@pytest.mark.parametrize("kind", COLUMNS)
def test_file_has_the_documented_columns_in_order_and_sorted_rows(kind):
    raw = (FOLDER / f"{kind}.csv").read_bytes()
    assert b"\r" not in raw
    assert raw.decode().splitlines()[0].split(",") == f"{COLUMNS[kind]} {TIME}".split()
    keys = [(row["id"], row["valid_from"]) for row in rows(kind)]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_the_generator_writes_the_committed_bytes(tmp_path):
    subprocess.run([sys.executable, ROOT / "scripts" / "make_demo_world.py", tmp_path], check=True)
    assert _contents(tmp_path) == _contents(FOLDER)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("kind", COLUMNS)
def test_ids_days_and_moments_are_well_formed(kind):
    for row in rows(kind):
        assert re.fullmatch(r"demo:[a-z0-9.-]+", row["id"])
        for column in ("valid_from", "valid_to", "last_contact"):
            assert re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", row.get(column, ""))
        assert not row["valid_to"] or row["valid_from"] < row["valid_to"]
        assert row["valid_from"] or kind in (*ENTITIES, *WITHOUT_DAYS, *SOME_WITHOUT_DAYS)
        assert row["valid_from"] < AS_OF
        assert row["recorded_at"] == "2026-08-31T08:00:00Z"


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_reference_resolves(kind):
    ids = {target: {row["id"] for row in rows(target)} for target in ENTITIES}
    for row in rows(kind):
        for column, target in TARGETS.items():
            if row.get(column):
                assert row[column] in ids[target], row["id"]


@pytest.mark.parametrize(("kind", "column"), VALUES)
def test_values_are_of_the_documented_set(kind, column):
    assert {row[column] for row in rows(kind)} <= set(VALUES[kind, column].split())


@pytest.mark.parametrize(("kind", "column"), OPTIONAL_VALUES)
def test_optional_values_are_of_the_documented_set(kind, column):
    assert {row[column] for row in rows(kind)} <= {"", *OPTIONAL_VALUES[kind, column].split()}


@pytest.mark.parametrize(("kind", "column"), [("ties", "strength"), ("influences", "weight")])
def test_measures_are_in_range_and_some_are_unknown(kind, column):
    measures = [row[column] for row in rows(kind)]
    assert "" in measures
    assert all(0 < float(measure) <= 1 for measure in measures if measure)


@pytest.mark.parametrize("kind", FACTS)
def test_versions_of_a_fact_do_not_overlap_and_keep_what_it_is_about(kind):
    versions = defaultdict(list)
    for row in rows(kind):
        versions[row["id"]].append(row)
    for same in versions.values():
        assert all(a["valid_to"] and a["valid_to"] <= b["valid_from"] for a, b in pairwise(same))
        named = {*TARGETS, "title", "basis", "role", "line", "about"}
        references = [column for column in same[0] if column in named]
        assert len({tuple(row[column] for column in references) for row in same}) == 1


# The organisations


def test_organisations_have_the_expected_sizes_and_tops():
    for organisation, expected in EXPECTED["organizations"].items():
        low, high = SIZES[organisation]
        people = people_of(organisation)
        assert len(people) == expected["people"]
        assert low <= len(people) <= high
        managed = {row["person"] for row in valid("reporting_lines") if row["line"] == "solid"}
        assert people - managed == {expected["top"]}


def test_solid_lines_stay_in_the_organisation_and_match_the_layers():
    seats = {row["person"]: row for row in valid("positions") if row["primary"] == "true"}
    solid = [row for row in valid("reporting_lines") if row["line"] == "solid"]
    assert max(Counter(row["person"] for row in solid).values()) == 1
    for row in solid:
        person, manager = seats[row["person"]], seats[row["manager"]]
        assert person["organization"] == manager["organization"]
        if person["layer"] and manager["layer"]:
            assert int(person["layer"]) == int(manager["layer"]) + 1
    unknown = {person for person, seat in seats.items() if not seat["layer"]}
    assert unknown == {
        f"demo:{name}" for name in ("chu.jianping", "miao.yutong", "nadia.kowalska", "pang.lixin", "ruan.dayong")
    }


def test_solid_lines_never_form_a_cycle_on_any_day():
    days = {row[column] for row in rows("reporting_lines") for column in ("valid_from", "valid_to")} - {""}
    for day in days:
        lines = [row for row in valid("reporting_lines", day) if row["line"] == "solid"]
        graph = networkx.DiGraph((row["person"], row["manager"]) for row in lines)
        assert networkx.is_directed_acyclic_graph(graph), day


def test_names_are_unique_and_everybody_has_one_main_seat():
    for column in ("name", "english_name"):
        assert len({row[column] for row in rows("people")}) == len(rows("people"))
    main = Counter(row["person"] for row in valid("positions") if row["primary"] == "true")
    assert set(main.values()) == {1}
    assert {row["id"] for row in rows("people")} - set(main) == {"demo:sun.weidong"}


def test_seats_are_in_units_of_their_organisation_that_exist_at_the_time():
    units = {row["id"]: row for row in rows("units")}
    for row in rows("positions"):
        unit = units[row["unit"]]
        assert unit["organization"] == row["organization"]
        assert not unit["valid_from"] or row["valid_from"] >= unit["valid_from"]
        assert not unit["valid_to"] or row["valid_to"] <= unit["valid_to"]
    assert all(
        not row["parent"] or units[row["parent"]]["organization"] == row["organization"] for row in rows("units")
    )


def test_ties_and_frictions_are_in_order_and_contacts_fall_in_their_time():
    for row in rows("ties") + rows("frictions"):
        assert row["person_a"] < row["person_b"]
    for row in rows("ties"):
        if row["last_contact"]:
            assert row["valid_from"] <= row["last_contact"] <= (row["valid_to"] or AS_OF), row["id"]


def test_owners_were_ours_when_they_began():
    vendors = [row["id"] for row in rows("organizations") if row["kind"] == "vendor"]
    for row in rows("owners"):
        assert _seated(row["owner"], row["valid_from"]) & set(vendors), row["id"]


def test_both_ends_of_a_line_sat_in_one_organisation_when_it_began():
    for row in rows("reporting_lines"):
        day = row["valid_from"]
        assert _seated(row["person"], day) & _seated(row["manager"], day), row["id"]


def test_contacts_and_role_holders_sat_at_the_account_when_it_began():
    accounts = {row["id"]: row["account"] for row in rows("opportunities")}
    for row in rows("roles"):
        assert accounts[row["opportunity"]] in _seated(row["person"], row["valid_from"]), row["id"]
    for row in rows("key_contacts"):
        assert row["account"] in _seated(row["person"], row["valid_from"]), row["id"]


def test_nobody_holds_two_main_seats_at_a_time():
    seats = defaultdict(list)
    for row in rows("positions"):
        if row["primary"] == "true":
            seats[row["person"]].append((row["valid_from"], row["valid_to"]))
    for spans in seats.values():
        assert all(a[1] and a[1] <= b[0] for a, b in pairwise(sorted(spans))), spans


def _seated(person: str, day: str) -> set[str]:
    """The organisations a person had a seat in on a day."""
    return {row["organization"] for row in rows("positions") if row["person"] == person and _held(row, day)}


def _held(row: dict[str, str], day: str) -> bool:
    return row["valid_from"] <= day and (not row["valid_to"] or day < row["valid_to"])


# The opportunities


def test_opportunities_are_as_expected():
    found = {row["id"]: row for row in rows("opportunities")}
    assert set(found) == set(EXPECTED["opportunities"])
    for id_, expected in EXPECTED["opportunities"].items():
        assert found[id_]["account"] == expected["account"]
        assert found[id_]["outcome"] == expected.get("outcome", "")
        assert (found[id_]["valid_to"] == "") == expected["live"]
        if expected["live"]:
            assert len(roles(id_)) == expected["people_on_the_map"]
            assert [p for p, letters in roles(id_).items() if "D" in letters] == [expected["decision_maker"]]


def test_roles_and_assessments_stay_within_the_opportunity():
    spans = {row["id"]: row for row in rows("opportunities")}
    for row in rows("roles") + rows("supports"):
        span = spans[row["opportunity"]]
        assert row["valid_from"] >= span["valid_from"]
        assert not span["valid_to"] or "" < row["valid_to"] <= span["valid_to"]


def test_levels_of_the_first_opportunity_span_the_scale():
    levels = {row["level"] for row in valid("supports") if row["opportunity"] == "demo:grid-scheduling"}
    assert levels == {"-1", "0", "1", "2", "3", "?"}


# The stories


def test_the_decision_maker_is_reached_best_over_three_hops():
    story = EXPECTED["introduction"]
    found = paths(story["target"], hops(), opponents(story["opportunity"]))
    assert list(found[0][1]) == story["path"]
    assert found[0][0] == pytest.approx(story["likelihood"])
    assert found[1][0] == pytest.approx(story["next_likelihood"])
    assert found[0][0] >= 1.2 * found[1][0]
    others = next(likelihood for likelihood, path in found if not set(story["path"][1:-1]) & set(path))
    assert others == pytest.approx(story["next_likelihood_through_others"])


def test_nothing_shorter_reaches_the_decision_maker_not_even_past_the_gates():
    story = EXPECTED["introduction"]
    assert ties_with_us(story["target"]) == []
    everything = paths(story["target"], hops(respect_frictions=False))
    assert min(len(path) - 1 for _, path in everything) == story["fewest_hops"]


def test_without_the_gate_the_best_path_runs_through_the_opponent():
    story = EXPECTED["opponent"]
    assert opponents(story["opportunity"]) == {story["person"]}
    likelihood, path = paths(story["target"], hops())[0]
    assert list(path) == story["path_without_gate"]
    assert likelihood == pytest.approx(story["likelihood_without_gate"])
    assert story["person"] in path
    gated = paths(story["target"], hops(), opponents(story["opportunity"]))
    assert not any(story["person"] in path for _, path in gated)


def test_without_the_friction_another_path_would_be_the_second_best():
    story = EXPECTED["friction"]
    graph = hops(respect_frictions=False)
    likelihood, path = paths(story["target"], graph, opponents(story["opportunity"]))[1]
    assert list(path) == story["blocked_path"]
    assert likelihood == pytest.approx(story["blocked_likelihood"])
    assert set(story["people"]) < set(path)
    assert path not in [path for _, path in paths(story["target"], hops(), opponents(story["opportunity"]))]


def test_the_hidden_influencer_sways_most_from_below_and_knows_nobody_of_ours():
    story = EXPECTED["hidden_influencer"]
    sums, swayed = defaultdict(float), defaultdict(set)
    for row in valid("influences"):
        sums[row["influencer"]] += float(row["weight"] or 0)
        swayed[row["influencer"]].add(row["influenced"])
    ranking = sorted(people_of(story["account"]), key=lambda person: -sums[person])
    assert ranking[0] == story["person"]
    assert sums[story["person"]] == pytest.approx(story["influence_sum"])
    assert sums[story["person"]] >= 1.5 * sums[ranking[1]]
    assert sorted(swayed[story["person"]]) == story["influences"]
    letters = roles("demo:grid-scheduling")
    assert all(letters[person] & {"A", "D", "E"} for person in story["influences"])
    assert story["person"] not in letters
    assert len(ties_with_us(story["person"])) == story["ties_with_us"]
    layers = [int(row["layer"]) for row in valid("positions") if row["person"] == story["person"]]
    assert layers == [story["layer"]]
    assert story["layer"] >= 4


@pytest.mark.parametrize("hole", EXPECTED["coverage"])
def test_the_holes_in_our_coverage_are_exactly_those_expected(hole):
    assert coverage()[hole] == EXPECTED["coverage"][hole]


def test_every_kind_of_hole_exists():
    holes = coverage()
    assert set(holes) == set(EXPECTED["coverage"])
    flat = [found["demo:grid-scheduling"] if isinstance(found, dict) else found for found in holes.values()]
    assert all(flat)
