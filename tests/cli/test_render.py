"""How the three analyses read."""

import io
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console

from relgraph.accounts.model import OrganizationKind
from relgraph.cli import render, render_hubs
from relgraph.coverage.model import CoverageReport, Hole, Rule, RuleResult, Scope, Severity, SubjectKind
from relgraph.hubs.model import Hub, HubMeasure
from relgraph.paths.model import Hop, PathAnswer, Relation, WarmPath
from relgraph.people.model import PersonCard

TODAY = date(2026, 9, 1)


def card(name: str, kind: OrganizationKind, *, organization: str = "沧岭电网集团", **values: object) -> PersonCard:
    unknown = dict.fromkeys(("english_name", "title", "english_title", "layer", "unit"))
    place = {"organization_id": f"t:{organization}", "organization": organization, "organization_kind": kind}
    return PersonCard.model_validate({**unknown, **place, "id": f"t:{name}", "name": name, **values})


ZHOU = card("周明远", OrganizationKind.VENDOR, english_name="Zhou Mingyuan", organization="云岫科技")
YE = card("叶知秋", OrganizationKind.PARTNER, english_name="Ye Zhiqiu", organization="砺石集成咨询")
WEI = card("魏正邦", OrganizationKind.CUSTOMER, english_name="Wei Zhengbang", title="主任", unit="调度控制中心")


def hop(origin: PersonCard, to: PersonCard, relation: Relation, strength: float, **values: object) -> Hop:
    unknown = {"assumed": False, "basis": None, "since": None, "last_contact": None, "source": "crm", "fact_id": "t:f"}
    return Hop.model_validate(
        {**unknown, "origin": origin, "to": to, "relation": relation, "strength": strength, **values}
    )


PATH = WarmPath(
    strength=0.72,
    hops=[
        hop(
            ZHOU, YE, Relation.TIE, 0.9, basis="worked together", since=date(2021, 3, 1), last_contact=date(2026, 7, 3)
        ),
        hop(YE, WEI, Relation.REPORTS_TO, 0.8, assumed=True, source="interview 2026-03-02"),
    ],
)


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


def test_a_path_reads_as_a_line_and_as_a_table(screen: Screen) -> None:
    render.show_paths(screen.console, PathAnswer(target=WEI, paths=[PATH], truncated=True, complete_above=0.72), TODAY)
    assert screen.lines == [
        "Ways to 魏正邦 Wei Zhengbang (主任 · 调度控制中心 · 沧岭电网集团) on 2026-09-01",
        "1. likelihood 0.72",
        "我方 周明远 Zhou Mingyuan —tie 0.90→ 叶知秋 Ye Zhiqiu —reports to 0.80*⇒ 魏正邦 Wei Zhengbang",
        "person organisation reached by strength since last contact source",
        "周明远 云岫科技",
        "叶知秋 砺石集成咨询 tie · worked together 0.90 2021-03-01 2026-07-03 crm",
        "魏正邦 沧岭电网集团 reports to 0.80* – – interview 2026-03-02",
        "* assumed: no strength is recorded for this hop.",
        "There are more ways; ask for more with -k.",
    ]


def test_everything_fits_into_100_columns() -> None:
    screen = Screen(width=100)
    render.show_paths(screen.console, PathAnswer(target=WEI, paths=[PATH], truncated=True, complete_above=0.72), TODAY)
    assert max(cell_len(line) for line in screen.raw) <= 100
    assert "魏正邦 沧岭电网集团 reports to 0.80* – – interview" in screen.lines


def test_a_long_chain_breaks_between_people(screen: Screen) -> None:
    long = WarmPath(strength=0.1, hops=[PATH.hops[0], *[hop(YE, YE, Relation.TIE, 0.5)] * 4, PATH.hops[1]])
    lines = render.chain(long, 90).plain.split("\n")
    assert len(lines) == 3
    assert lines[1].startswith("—tie 0.50→ 叶知秋")
    assert all(cell_len(line) < 90 for line in lines)


def test_no_path(screen: Screen) -> None:
    render.show_paths(screen.console, PathAnswer(target=WEI, paths=[], truncated=False, complete_above=0), TODAY)
    assert screen.lines[1].startswith("No way leads there.")


def test_a_search_that_was_cut_short_says_so(screen: Screen) -> None:
    render.show_paths(screen.console, PathAnswer(target=WEI, paths=[PATH], truncated=True, complete_above=0.8), TODAY)
    assert screen.lines[-1] == "The search was cut short: below 0.80 there may be better ways than the ones listed."


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
        severity=Severity.HIGH, scope=(Scope.ACCOUNT,), remedy="Find a way in.",
    )  # fmt: skip
    hole = Hole(
        subject_kind=SubjectKind.PERSON, subject_id="demo:fang.shulan", name="方淑兰", english_name="Fang Shulan",
        opportunity_id="demo:grid", opportunity="调度平台", roles=["A"], ties=0,
    )  # fmt: skip
    unknown = hole.model_copy(update={"name": "白露", "english_name": None, "ties": 1})
    results = [
        RuleResult(rule=rule, population=9, holes=[hole, unknown]),
        RuleResult(rule=rule, population=9, holes=[]),
    ]
    results.append(RuleResult(rule=rule, population=0, holes=[]))
    report = CoverageReport(account="沧岭电网集团", opportunity=None, as_of=TODAY, results=results)
    render.show_holes(screen.console, report, "沧岭电网集团")
    assert screen.lines == [
        "Coverage holes of 沧岭电网集团 on 2026-09-01",
        "● high 2 of 9 people Key people we do not know 关键人无联系 (no_tie)",
        "who roles opportunity our ties warmest last contact id",
        "方淑兰 Fang Shulan A 调度平台 0 – – demo:fang.shulan",
        "白露 A 调度平台 1 ? ? demo:fang.shulan",
        "→ Find a way in.",
        "✓ none of 9 Key people we do not know 关键人无联系 (no_tie)",
        "✓ nothing to look at Key people we do not know 关键人无联系 (no_tie)",
    ]
