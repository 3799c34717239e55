"""Rules take numbers from the playbook in force; runs remember its version, and reports and diffs tell it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from relgraph.audit.evaluation.service import find_coverage, rules_by_id
from relgraph.audit.findings import words
from relgraph.audit.findings.service import diff_runs
from relgraph.audit.reports.formats import write_report
from relgraph.audit.reports.model import Format
from relgraph.audit.reports.service import make_report
from relgraph.audit.rules.docs import describe
from relgraph.audit.rules.service import load_rules
from relgraph.audit.runs.model import RunState
from relgraph.audit.runs.service import BEGIN_RUN, find_run, run_audit
from relgraph.core.assets import asset_dir
from relgraph.core.errors import ConfigurationError, QueryContractError
from relgraph.core.language import Language
from relgraph.graph.client import Graph, Transaction
from tests.audit.cases import start
from tests.audit.test_runs import WEEK
from tests.draw import TODAY, Drawing, tid
from tests.playbook.worlds import write, write_values

STALE = (asset_dir("cypher") / "audit" / "key_contact_stale.cypher").read_text(encoding="utf-8")
HEADER = "// $stale_days: int 1..3650 = 180; a tie without contact for longer is stale"
LINE = STALE.splitlines().index(HEADER) + 1
RULE = "decider_quiet"
QUIET = STALE.replace(HEADER, "// $stale_days: int 1..3650 = playbook rhythm.decider_days; no contact for longer")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / f"{RULE}.cypher").write_text(QUIET, encoding="utf-8")
    return tmp_path / "rules"


@pytest.fixture
def ours(drawing: Drawing, folder: Path, tmp_path: Path) -> Callable[..., Graph]:
    """The graph of an installation with the rule, and a decider met 25 days ago; maybe with a playbook of its own."""

    def graph(days: int | None = None, version: str = "acme-1", **settings: object) -> Graph:
        if days is not None:
            values = {"rhythm.decider_days": days}
            settings["playbook"] = write_values(tmp_path, values, version, f"{version}.yaml")
        changed = drawing.graph.settings.model_copy(update={"audit_rules": folder, **settings})
        return replace(drawing.graph, settings=changed)

    start(drawing).person("boss", at="acme").role("boss", "deal", "D")
    drawing.tie("ann", "boss", 0.5, last_contact=TODAY - timedelta(days=25))
    return graph


async def holes(graph: Graph) -> list[str]:
    report = await find_coverage(graph, tid("acme"), as_of=TODAY)
    return [hole.id for result in report.results if result.rule.id == RULE for hole in result.holes]


async def test_a_rule_asks_with_the_number_of_the_playbook_in_force(
    ours: Callable[..., Graph], drawing: Drawing
) -> None:
    await drawing.save()
    assert await holes(ours()) == []
    assert await holes(ours(20)) == [tid("boss")]
    chosen = ours(20, "acme-2", audit_parameters={f"{RULE}.stale_days": 90.0})
    assert await holes(chosen) == []
    (number,) = rules_by_id(chosen.settings)[RULE].parameters
    assert (number.default, number.playbook, number.chosen, number.value) == (20, "rhythm.decider_days", 90, 90)


async def test_runs_remember_the_version_and_what_was_asked(ours: Callable[..., Graph], drawing: Drawing) -> None:
    await drawing.save()
    first = await run_audit(ours(), as_of=TODAY)
    second = await run_audit(ours(20), as_of=TODAY + WEEK)
    third = await run_audit(ours(20, "acme-2"), as_of=TODAY + 2 * WEEK)
    runs = [await find_run(drawing.graph, run.number) for run in (first, second, third)]
    assert [(run.playbook, run.asked[RULE]) for run in runs] == [
        ("relgraph-1", "2 stale_days=30"),
        ("acme-1", "2 stale_days=20"),
        ("acme-2", "2 stale_days=20"),
    ]
    changed = {each.rule: (each.before, each.after) for each in (await diff_runs(drawing.graph, second)).rules}
    assert changed == {
        RULE: ("2 stale_days=30", "2 stale_days=20"),
        "decider_out_of_touch": ("1 decider_days=30", "1 decider_days=20"),
    }
    assert words.playbook(runs[0], None, Language.EN) == "Numbers of rules: playbook relgraph-1"
    assert words.playbook(runs[1], runs[0], Language.EN) == (
        "Numbers of rules: playbook acme-1 (the run before: relgraph-1)"
    )
    assert words.playbook(runs[1], runs[0], Language.ZH) == "规则数值：打法手册acme-1（上次审计：relgraph-1）"
    old = runs[0].model_copy(update={"playbook": None})
    assert (words.playbook(old, None, Language.EN), words.playbook(runs[1], old, Language.EN)) == (
        None,
        "Numbers of rules: playbook acme-1",
    )


@pytest.mark.parametrize("language", Language)
async def test_reports_tell_it(ours: Callable[..., Graph], drawing: Drawing, language: Language) -> None:
    await drawing.save()
    await run_audit(ours(), as_of=TODAY)
    graph = ours(20)
    report = await make_report(graph, await run_audit(graph, as_of=TODAY + WEEK), language=language)
    told = {
        Language.EN: "Numbers of rules: playbook acme-1 (the run before: relgraph-1)",
        Language.ZH: "规则数值：打法手册acme-1（上次审计：relgraph-1）",
    }[language]
    assert report.playbook == told
    for format_ in (Format.HTML, Format.JSON):
        assert told in write_report(report, format_).decode()
    assert told.partition("(")[0] in write_report(report, Format.MARKDOWN).decode()


async def test_a_run_is_continued_only_with_the_playbook_it_began_with(
    ours: Callable[..., Graph], drawing: Drawing
) -> None:
    await drawing.save()
    rules = [
        loaded.rule.asked for loaded in load_rules(ours(20).settings.audit_rules, playbook=ours(20).settings.playbook)
    ]

    async def begin(transaction: Transaction) -> int:
        asked = {"rules": rules, "choices": "[]", "playbook": "acme-1", "now": transaction.clock.now()}
        return (await transaction.fetch_one(BEGIN_RUN, scope="*", as_of=TODAY, **asked)).number

    number = await drawing.graph.write(begin, operation="begin audit")
    assert (await run_audit(ours(20), as_of=TODAY)).number == number
    stopped = await drawing.graph.write(begin, operation="begin audit")
    # Another version may say the same of every rule; it is another run all the same.
    assert (await run_audit(ours(20, "acme-2"), as_of=TODAY)).number == stopped + 1
    assert (await find_run(drawing.graph, stopped)).state is RunState.ABANDONED


def test_the_catalogue_tells_where_a_number_comes_from(folder: Path) -> None:
    (rule,) = [loaded.rule for loaded in load_rules(folder) if loaded.rule.own]
    told = "* Parameter `stale_days` = 30 (int, 1 to 3650; playbook `rhythm.decider_days`): no contact for longer"
    assert told in describe(rule).splitlines()


@pytest.mark.parametrize(
    ("said", "message", "remedy"),
    [
        (
            "int 1..3650 = playbook rhythm.decders_days",
            "the playbook has no 'rhythm.decders_days'.",
            "Did you mean rhythm.decider_days? `relgraph playbook` lists its fields.",
        ),
        (
            "int 1..3650 = playbook rhythm",
            "the playbook has no 'rhythm'.",
            "`relgraph playbook` lists its fields.",
        ),
        (
            "int 1..3650 = playbook rhythm.tier_when_unknown",
            "the playbook's rhythm.tier_when_unknown is no int.",
            "Give one of strategic, partner, ordinary.",
        ),
        (
            "float 0..1 = playbook interactions.visit.key_action",
            "the playbook's interactions.visit.key_action is no float.",
            "Give true or false.",
        ),
        (
            "int 1..365 = playbook rhythm.decider_days",
            "$stale_days does not take all that a playbook may say of rhythm.decider_days: 1..3650.",
            "Write 'int 1..3650 = playbook rhythm.decider_days'.",
        ),
        (
            "int 1..3650 = playbook commitments.grace_days",
            "$stale_days does not take all that a playbook may say of commitments.grace_days: 0..3650.",
            "Write 'int 0..3650 = playbook commitments.grace_days'.",
        ),
        (
            "int 1..3650 = playbook",
            "parameter $stale_days cannot be used.",
            "Write '// $stale_days: int 1..365 = 30; <meaning>', or float, or 'playbook <field>' as default.",
        ),
    ],
)
def test_what_the_playbook_has_not_is_refused_where_it_stands(
    folder: Path, said: str, message: str, remedy: str
) -> None:
    file = folder / f"{RULE}.cypher"
    file.write_text(STALE.replace(HEADER, f"// $stale_days: {said}; no contact for longer"), encoding="utf-8")
    with pytest.raises(QueryContractError) as caught:
        load_rules(folder)
    assert (caught.value.message, caught.value.remedy) == (f"{file}:{LINE}: {message}", remedy)


def test_a_float_may_be_a_whole_number_of_the_playbook(folder: Path) -> None:
    text = STALE.replace(HEADER, "// $stale_days: float 0..4000.5 = playbook rhythm.decider_days; no contact")
    (folder / f"{RULE}.cypher").write_text(text, encoding="utf-8")
    (rule,) = [loaded.rule for loaded in load_rules(folder) if loaded.rule.own]
    assert (rule.parameters[0].value, rule.asked) == (30.0, f"{RULE}@2 stale_days=30")


def test_rules_are_not_loaded_with_a_playbook_that_cannot_be(tmp_path: Path) -> None:
    file = write(tmp_path, "version: a\nrhythm: {decider_days: 0}\n")
    with pytest.raises(ConfigurationError, match=r"acme.yaml:2: 'rhythm.decider_days' is '0'. Give a whole number of"):
        load_rules(playbook=file)
