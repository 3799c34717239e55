"""What a report tells: changes first, groups worst first, who must act, what is left out."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from relgraph.audit.findings.service import list_results
from relgraph.audit.reports.model import By, Extent, Report
from relgraph.audit.runs.model import FindingStatus
from relgraph.core.language import Language
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.schema import schema
from tests.audit.reports.conftest import LATER, UNKNOWN, WEEK, report_of
from tests.draw import TODAY, Drawing, tid


def told(report: Report, rule: str = UNKNOWN) -> dict[str, list[tuple[str, str, str | None]]]:
    """By group: subject, status and change of a rule's findings."""
    return {
        group.name: [
            (line.subject.name, line.status.value, line.change and line.change.value)
            for line in group.lines
            if line.rule == rule
        ]
        for group in report.groups
    }


async def test_accounts_worst_first_and_in_each_what_changed_first(read_book: Drawing) -> None:
    report = await report_of(read_book)
    assert (report.run.number, report.before and report.before.number) == (2, 1)
    assert told(report) == {
        "Other": [("dan", "open", None)],
        "Acme": [("Cat", "open", "new"), ("Bob", "resolved", "resolved"), ("eve", "accepted", None)],
    }
    scores = {result.account: result.score for result in await list_results(read_book.graph, 2)}
    assert [group.score for group in report.groups] == [scores[tid("other")], scores[tid("acme")]]
    # To one decimal, a half upwards.
    mean = sum(Decimal(str(score)) for score in scores.values()) / 2
    assert report.score == float(mean.quantize(Decimal("0.1"), ROUND_HALF_UP))
    assert [(point.number, point.day) for point in report.trend] == [(1, TODAY), (2, LATER)]
    assert report.score_before == report.trend[0].score
    assert (report.counts.new, report.counts.resolved, report.counts.accepted) == (1, 1, 1)
    (acme,) = [group for group in report.groups if group.name == "Acme"]
    first, *others = acme.blocks
    assert (first.rule, first.seen) == (UNKNOWN, "2 of 3 key roles, 1 accepted")
    assert all(line.change is None for block in others for line in block.lines)
    severities = [block.lines[0].severity.value for block in others]
    assert severities == sorted(severities, key=["high", "medium", "low"].index)
    assert (report.left_out.groups, report.left_out.rows, report.left_out.findings) == (0, 0, 0)


async def test_a_line_is_all_texts(read_book: Drawing) -> None:
    report = await report_of(read_book, language=Language.ZH)
    (line,) = [each for group in report.groups for each in group.lines if each.change and each.change.value == "new"]
    assert line.model_dump(include={"subject", "title", "account", "opportunity", "evidence", "owner", "team"}) == {
        "subject": {"id": tid("cat"), "name": "Cat"},
        "title": None,
        "account": {"id": tid("acme"), "name": "Acme"},
        "opportunity": {"id": tid("deal"), "name": "The deal"},
        "evidence": "The deal中的E；支持度 ?",
        "owner": {"id": tid("ann"), "name": "安妮 Ann"},
        "team": {"id": tid("sales"), "name": "销售部"},
    }
    assert (line.since, line.days, line.resolved) == (LATER, 0, None)
    assert report.rule[UNKNOWN].title == "关键角色支持度未知"
    (resolved,) = [each for group in report.groups for each in group.resolved]
    assert (resolved.subject.name, resolved.resolved, resolved.since) == ("Bob", LATER, TODAY)
    (accepted,) = [each for group in report.groups for each in group.accepted]
    assert accepted.accepted is not None
    assert accepted.accepted.model_dump() == {"until": LATER + WEEK, "reason": "on leave", "by": "chief"}


async def test_owners_and_teams_with_what_nobody_answers_for(read_book: Drawing) -> None:
    owners = await report_of(read_book, by=By.OWNER)
    assert told(owners) == {
        "Assigned to nobody": [("dan", "open", None)],
        "安妮 Ann": [("Cat", "open", "new"), ("Bob", "resolved", "resolved")],
        "Abe": [("eve", "accepted", None)],
    }
    assert [(row.id, row.team, row.score) for row in owners.rows if row.name == "安妮 Ann"] == [
        (tid("ann"), "销售部", None)
    ]
    teams = await report_of(read_book, by=By.TEAM)
    assert told(teams) == {
        "Assigned to nobody": [("dan", "open", None)],
        "销售部": [("Cat", "open", "new"), ("Bob", "resolved", "resolved")],
        "People without a unit of ours": [("eve", "accepted", None)],
    }
    assert [row.name for row in teams.owners] == [row.name for row in owners.rows]
    ranks = [row.counts.rank for row in owners.rows]
    assert ranks == sorted(ranks)


async def test_what_to_do_first_is_severe_and_new_and_names_who_acts(read_book: Drawing) -> None:
    report = await report_of(read_book)
    first = report.first[0]
    assert (first.rule, first.severity.value, first.fresh, first.count) == (UNKNOWN, "high", 1, 1)
    assert (first.subjects, first.account.name, first.owner and first.owner.name) == (["Cat"], "Acme", "安妮 Ann")
    assert len(report.first) <= 5
    rules = [action.rule for action in report.first]
    assert max(rules.count(rule) for rule in rules) <= 2
    assert any(action.owner is None for action in report.first)


async def test_what_does_not_fit_is_counted(read_book: Drawing) -> None:
    whole = await report_of(read_book)
    report = await report_of(read_book, extent=Extent(groups=1, lines=2, most=100, rows=1))
    (group,) = report.groups
    assert [len(rows) for rows in (report.accounts, report.owners, report.teams)] == [1, 1, 1]
    assert (report.left_out.groups, report.left_out.rows, len(group.lines)) == (1, 1, 2)
    all_ = sum(len(each.lines) for each in whole.groups)
    assert report.left_out.findings == all_ - 2
    assert group.left_out == len(whole.groups[0].lines) - 2
    assert report.counts == whole.counts
    few = await report_of(read_book, extent=Extent(groups=9, lines=50, most=1, rows=9))
    assert (len(few.groups), few.left_out.groups) == (1, 1)


async def test_every_finding_can_be_replayed(read_book: Drawing) -> None:
    report = await report_of(read_book)
    lines = [line for group in report.groups for line in group.lines]
    assert lines
    seen: dict[str, Any] = {}
    for line in lines:
        if str(line.replay) not in seen:
            context = Context(graph=read_book.graph, today=TODAY, request_id="test")
            done = await schema.execute(report.replay, variable_values=line.replay, context_value=context)
            assert done.errors is None
            results = done.data["coverageHoles"]["results"]
            seen[str(line.replay)] = {result["rule"]["ruleId"]: result["holes"] for result in results}
        holes = seen[str(line.replay)][line.rule]
        deal = line.opportunity.id if line.opportunity else None
        shown = [(hole["name"], hole["opportunity"] and hole["opportunity"]["externalId"]) for hole in holes]
        assert ((line.subject.name, deal) in shown) == (line.status is not FindingStatus.RESOLVED), line
    assert {line.replay["opportunity"] for line in lines if line.rule == UNKNOWN} == {tid("deal"), tid("theirs")}
    assert {line.replay["day"] for line in lines} == {LATER.isoformat()}
