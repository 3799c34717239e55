"""Assessments of contacts: what is particular to them besides what every fact can do (test_every_fact)."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from relgraph.connect.csv.service import import_folder
from relgraph.graph.client import Graph
from relgraph.kinds import KINDS
from relgraph.kinds.assessment import ASSESSMENTS, Assessment
from relgraph.record.change import change, end
from relgraph.record.outcome import Outcome, OutcomeKind
from relgraph.record.read import find_versions
from relgraph.record.service import record
from tests.draw import TODAY, Drawing
from tests.playbook.worlds import played, write

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)
ENDS = {"rater": "t:ann", "contact": "t:bob", "aspect": "acceptance"}
ID = Assessment(**ENDS, level=0).id
SCALE = "Give one of -1 (disapproves), 0 (neutral), 1 (supports), 2 (supports and excludes rivals), 3 (coach)"
Versions = list[tuple[date | None, date | None, int, str | None]]


@pytest.fixture
async def book(drawing: Drawing) -> Graph:
    await drawing.org("us", "vendor").person("ann", at="us").org("acme").people("bob", "cat", at="acme").save()
    return drawing.graph


async def put(graph: Graph, **values: object) -> Outcome:
    thing = Assessment.model_validate({**ENDS, **values})
    (outcome,) = await graph.write(
        lambda tx: record(tx, ASSESSMENTS, [thing], kinds=KINDS, operation="test"), operation="test"
    )
    return outcome


async def changed(graph: Graph, **values: object) -> Outcome:
    given: Mapping[str, object] = {**ENDS, **values}
    became = await graph.write(
        lambda tx: change(tx, KINDS, ASSESSMENTS, given, today=TODAY, operation="test"), operation="test"
    )
    return became.outcome


async def versions(graph: Graph) -> Versions:
    found = await find_versions(graph, ASSESSMENTS, ID)
    return [(each.valid_from, each.valid_to, each.level, each.evidence) for each in found]


async def test_evidence_is_of_its_own_assessment_and_not_taken_over(book: Graph) -> None:
    assert (await changed(book, level=2, evidence="asked for us", valid_from=MAY)).kind is OutcomeKind.CREATED
    # The same level on a later day rests on something of its own.
    again = await changed(book, valid_from=JULY)
    assert (again.kind, again.field) == (OutcomeKind.INVALID, "evidence")
    assert (await changed(book, valid_from=JULY, level=1)).kind is OutcomeKind.CREATED
    # What is corrected keeps it.
    assert (await changed(book, valid_from=MAY, level=3)).kind is OutcomeKind.CORRECTED
    assert await versions(book) == [(MAY, JULY, 3, "asked for us"), (JULY, None, 1, None)]


@pytest.mark.parametrize("level", [-1, 0, 1])
async def test_a_level_up_to_one_needs_no_evidence(book: Graph, level: int) -> None:
    assert (await put(book, level=level)).accepted


@pytest.mark.parametrize(
    ("values", "field", "problem", "remedy"),
    [
        (
            {"level": 2},
            "evidence",
            "level 2 of acceptance rests on nothing: from 2 on evidence is needed",
            "Say what they did or said, and when; or give a lower level",
        ),
        ({"level": 4, "evidence": "x"}, "level", "acceptance has no level 4", SCALE),
        ({"level": -2}, "level", "acceptance has no level -2", SCALE),
        (
            {"level": 1, "aspect": "acceptence"},
            "aspect",
            "the playbook knows no 'acceptence'",
            "Did you mean acceptance? Write one of acceptance, participation, project_support, information, guidance, "
            "competition; or add it to the playbook, under assessments.aspects (docs/playbook.md)",
        ),
    ],
)
async def test_what_the_playbook_does_not_know_is_refused(
    book: Graph, values: dict[str, object], field: str, problem: str, remedy: str
) -> None:
    outcome = await put(book, **values)
    assert (outcome.kind, outcome.field, outcome.problem, outcome.remedy) == (
        OutcomeKind.INVALID,
        field,
        problem,
        remedy,
    )


OWN = """version: a
assessments:
  scales:
    warmth: {evidence_from: 3, levels: {0: {en: cold, zh: 冷}, 1: {en: mild, zh: 温}, 2: {en: warm, zh: 热}}}
  aspects:
    dinner: {en: at dinner, zh: 席间, scale: warmth, dimension: false, weight: 1}
"""


async def test_an_aspect_of_ones_own_has_its_own_scale_and_what_was_recorded_with_it_may_still_end(
    book: Graph, tmp_path: Path
) -> None:
    graph = played(book, write(tmp_path, OWN))
    dinner = {"aspect": "dinner", "valid_from": MAY}
    assert (await put(graph, level=2, **dinner)).accepted
    refused = await put(graph, level=3, **dinner)
    assert (refused.field, refused.remedy) == ("level", "Give one of 0 (cold), 1 (mild), 2 (warm)")
    # Without it in the playbook what is there may be told again, corrected in all else, and ended; nothing new comes.
    assert (await put(book, level=2, **dinner)).accepted
    assert (await put(book, level=1, evidence="a toast", **dinner)).accepted
    id_ = Assessment(**{**ENDS, "aspect": "dinner"}, level=0).id
    ended = await book.write(lambda tx: end(tx, KINDS, ASSESSMENTS, id_, JULY, operation="test"), operation="test")
    assert ended.outcome.accepted
    assert (await put(book, level=1, **{**dinner, "contact": "t:cat"})).field == "aspect"


ROWS = """rater,contact,aspect,level,evidence,valid_from
t:ann,t:bob,acceptance,2,asked for us,2026-05-01
t:ann,t:bob,guidance,3,,2026-05-01
t:ann,t:bob,information,7,sent minutes,2026-05-01
t:ann,t:cat,hope,1,,2026-05-01
t:ann,t:cat,competition,,,2026-05-01
"""


async def test_rows_of_a_file_are_loaded_or_rejected_with_what_is_wrong(book: Graph, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "assessments.csv").write_text(ROWS)
    report = await import_folder(book, tmp_path / "in", rejects=tmp_path / "rejects")
    assert (report.created, report.rejected) == (1, 4)
    told = sorted((each.row, each.column, each.message) for each in report.problems)
    assert [(row, column) for row, column, _ in told] == [
        (3, "evidence"),
        (4, "level"),
        (5, "aspect"),
        (6, "level"),
    ]
    assert told[0][2] == "level 3 of guidance rests on nothing: from 2 on evidence is needed"
    assert [each.level for each in await find_versions(book, ASSESSMENTS, ID)] == [2]
