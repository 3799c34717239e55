"""The hand-written facts the stories rest on."""

import csv
from itertools import pairwise
from pathlib import Path

from demo_world.names import english_name
from demo_world.records import World

FOLDER = Path(__file__).parent / "data" / "stories"
AS_WRITTEN = (
    *("units", "opportunities", "positions", "reporting_lines", "influences", "ties"),
    *("frictions", "roles", "owners", "key_contacts", "relationship_assessments", "assessments", "sponsorships"),
)


def tell(world: World) -> None:
    """Record every story table."""
    for row in table("people"):
        world.add("people", english_name=english_name(row["id"]), **row)
    for row in table("introductions"):
        world.add_to_person(row["person"], declines_introductions=row["declines"])
    for kind in AS_WRITTEN:
        for row in table(kind):
            world.add(kind, **row)
    for row in table("asks"):
        world.add("asks", interaction=row.pop("meeting"), **row)
    for row in table("supports"):
        _assess(world, row)


def extra_people() -> set[str]:
    """Ids of the people who stand in no chart."""
    return {row["id"] for row in table("people")}


def table(name: str) -> list[dict[str, str]]:
    """The rows of a story table."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _assess(world: World, row: dict[str, str]) -> None:
    """Each assessment holds until the next one."""
    assessments = [entry.split(" ") for entry in row["assessments"].split(";")]
    for (day, level), (until, _) in pairwise([*assessments, [row["until"], ""]]):
        world.add(
            "supports",
            person=row["person"],
            opportunity=row["opportunity"],
            level=level,
            valid_from=day,
            valid_to=until,
            source=row["source"],
        )
