"""How hubs and holes read."""

import io
from datetime import date

import pytest
from rich.console import Console

from relgraph.audit.rules.model import (
    CoverageReport,
    NamedFailure,
    Reason,
    Rule,
    RuleResult,
    Scope,
    Severity,
    SubjectKind,
)
from relgraph.audit.rules.service import load_rules
from relgraph.core.language import Language
from relgraph.hubs.model import Hub, HubMeasure
from relgraph.kinds.organization import OrganizationKind
from relgraph.people.model import PersonCard
from relgraph.surfaces.cli import hints, render, render_hubs

TODAY = date(2026, 9, 1)


def card(name: str, kind: OrganizationKind, *, organization: str = "沧岭电网集团", **values: object) -> PersonCard:
    unknown = dict.fromkeys(("english_name", "title", "english_title", "layer", "unit"))
    place = {"organization_id": f"t:{organization}", "organization": organization, "organization_kind": kind}
    return PersonCard.model_validate({**unknown, **place, "id": f"t:{name}", "name": name, **values})


WEI = card("魏正邦", OrganizationKind.CUSTOMER, english_name="Wei Zhengbang", title="主任", unit="调度控制中心")


class Screen:
    """A console and what was printed on it."""

    def __init__(self, width: int = 130) -> None:
        self._text = io.StringIO()
        self.console = Console(file=self._text, width=width, highlight=False, emoji=False)

    @property
    def raw(self) -> list[str]:
        return self._text.getvalue().splitlines()

    @property
    def lines(self) -> list[str]:
        return [" ".join(line.split()) for line in self.raw if line.strip("─ ")]


@pytest.fixture
def screen() -> Screen:
    return Screen()


def test_hubs_say_how_much_is_unknown(screen: Screen) -> None:
    known = {"listeners": 4, "reach": 9, "brokerage": 12, "degree": 11, "closeness": 0.314, "betweenness": 0.0123}
    known |= {"pagerank": 0.1, "core": 2, "constraint": None, "effective_size": 7.25, "unknown_strengths": 0}
    first = Hub(person=WEI, influence=3, unknown_weights=2, **known)
    second = Hub(person=card("[red]Ann", OrganizationKind.CUSTOMER), influence=0.5, unknown_weights=0, **known)
    hubs = [first, second]
    render_hubs.show_hubs(screen.console, hubs, where="沧岭电网集团", by=HubMeasure.INFLUENCE, as_of=TODAY)
    assert screen.lines == [
        "Hubs of 沧岭电网集团 by influence on 2026-09-01",
        "person seat influence reach broker degree close between",
        "1 魏正邦 Wei Zhengbang 主任 · 调度控制中心 3.00 +2? 9 12 11 0.31 0.012",
        "2 [red]Ann – 0.50 9 12 11 0.31 0.012",
        "+n?: n more listen, how much is unknown; they are not in the sum.",
    ]


def test_holes_are_grouped_by_rule_with_population_and_remedy(screen: Screen) -> None:
    rule = Rule(
        id="no_tie", version=1, title="Key people we do not know", title_zh="关键人无联系", method="M4",
        severity=Severity.HIGH, scope=(Scope.ACCOUNT,), remedy="Find a way in.", remedy_zh="寻找切入路径。",
        purpose="", protects="", protects_zh="",
        counts="key contacts", counts_zh="关键客户", evidence="", evidence_zh="",
        reasons=(Reason(code="no_map", text="there is no map", text_zh="没有"),),
    )  # fmt: skip
    hole = NamedFailure(
        kind=SubjectKind.PERSON, id="demo:fang.shulan", name="方淑兰", english_name="Fang Shulan",
        opportunity="demo:grid", opportunity_name="调度平台", evidence={"roles": ["A"], "ties": 0},
    )  # fmt: skip
    unknown = hole.model_copy(
        update={"name": "白露", "english_name": None, "evidence": {"roles": ["A"], "ties": 1, "strength": None}}
    )
    one, another = (hole.model_copy(update={"other": f"demo:visit.{n}", "evidence": {}}) for n in (1, 2))
    results = [
        RuleResult(rule=rule, population=9, unknown=2, not_assessed=None, holes=[hole, unknown]),
        RuleResult(rule=rule, population=9, unknown=0, not_assessed=None, holes=[one, another]),
        RuleResult(rule=rule, population=9, unknown=0, not_assessed=None, holes=[]),
    ]
    results.append(RuleResult(rule=rule, population=0, unknown=0, not_assessed="no_map", holes=[]))
    report = CoverageReport(account="沧岭电网集团", opportunity=None, as_of=TODAY, results=results)
    render.show_holes(screen.console, report, "沧岭电网集团")
    assert screen.lines == [
        "Coverage holes of 沧岭电网集团 on 2026-09-01",
        "● high 2 of 9 key contacts, 2 unknown Key people we do not know (no_tie)",
        "who opportunity roles our ties warmest id",
        "方淑兰 Fang Shulan 调度平台 A 0 – demo:fang.shulan",
        "白露 调度平台 A 1 ? demo:fang.shulan",
        "→ Find a way in.",
        "● high 2 of 9 key contacts Key people we do not know (no_tie)",
        "who opportunity which id",
        "方淑兰 Fang Shulan 调度平台 demo:visit.1 demo:fang.shulan",
        "方淑兰 Fang Shulan 调度平台 demo:visit.2 demo:fang.shulan",
        "→ Find a way in.",
        "✓ none of 9 key contacts Key people we do not know (no_tie)",
        "? not assessed: there is no map Key people we do not know (no_tie)",
    ]
    chinese = Screen()
    render.show_holes(chinese.console, report, "沧岭电网集团", Language.ZH)
    assert chinese.lines == [
        "关系缺口：沧岭电网集团，2026-09-01",
        "● 高 关键客户9中2，未知2 关键人无联系 (no_tie)",
        "对象 项目 角色 我方联系 最强关系 id",
        "方淑兰 Fang Shulan 调度平台 A 0 – demo:fang.shulan",
        "白露 调度平台 A 1 ? demo:fang.shulan",
        "→ 寻找切入路径。",
        "● 高 关键客户9中2 关键人无联系 (no_tie)",
        "对象 项目 具体 id",
        "方淑兰 Fang Shulan 调度平台 demo:visit.1 demo:fang.shulan",
        "方淑兰 Fang Shulan 调度平台 demo:visit.2 demo:fang.shulan",
        "→ 寻找切入路径。",
        "✓ 关键客户9中0 关键人无联系 (no_tie)",
        "? 未评估：没有 关键人无联系 (no_tie)",
    ]


def test_commands_help_beside_remedies_whatever_ids_hold() -> None:
    assert hints.command("key_contact_without_tie", "demo:fang.shulan", None) == "relgraph paths demo:fang.shulan"
    assert hints.command("decider_competitor_nearer", "t:$(x)", "t:deal") == (
        "relgraph paths 't:$(x)' --opportunity t:deal"
    )
    assert hints.command("owner_overloaded", "t:ann", None) is None
    # The API hands out other ids than those that one types.
    assert hints.command("key_contact_without_tie", "", None) is None
    assert hints.command("decider_competitor_nearer", "t:ann", None) is None


def test_commands_are_those_of_rules() -> None:
    assert set(hints._COMMANDS) <= {loaded.rule.id for loaded in load_rules()}
