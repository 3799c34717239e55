"""How paths read: the ranking, the trees, and everything said of them, at 80 columns."""

from datetime import date

import pytest
from rich.cells import cell_len

from relgraph.core.language import Language
from relgraph.kinds.organization import OrganizationKind
from relgraph.paths.advice import ExplainedAnswer, explain
from relgraph.paths.model import Alternative, Hop, Intermediary, PathAnswer, Relation, StandIn, WarmPath
from relgraph.people.model import PersonCard
from relgraph.surfaces.cli import render_paths
from tests.surfaces.cli.test_render import TODAY, WEI, Screen, card

ZHOU = card("周明远", OrganizationKind.VENDOR, english_name="Zhou Mingyuan", organization="云岫科技")
YE = card("叶知秋", OrganizationKind.PARTNER, english_name="Ye Zhiqiu", organization="砺石集成咨询")
LIN = card("林可欣", OrganizationKind.PARTNER, organization="砺石集成咨询")

UNKNOWN = {"assumed": False, "basis": None, "since": None, "until": None, "last_contact": None}
UNKNOWN |= {"source": "crm", "fact_id": "t:f"}


def used(relation: Relation, strength: float, **values: object) -> dict[str, object]:
    return {**UNKNOWN, "relation": relation, "strength": strength, **values}


def hop(origin: PersonCard, to: PersonCard, relation: Relation, strength: float, **values: object) -> Hop:
    known = {"days_since_contact": None, "alternatives": [], **used(relation, strength, **values)}
    return Hop.model_validate({**known, "origin": origin, "to": to})


YES = {"person": YE, "open_asks": 3, "ask_load": 3, "load_factor": 0.8, "support_unknown": True}
THROUGH_YE = Intermediary.model_validate({**YES, "support_factor": 1.0, "preference_factor": 1.0})
WORKED = {"basis": "worked together", "since": date(2021, 3, 1)}
PATH = WarmPath(
    score=0.432,
    hop_factor=1,
    hops=[
        hop(
            ZHOU,
            YE,
            Relation.TIE,
            0.9,
            last_contact=date(2026, 7, 3),
            days_since_contact=60,
            alternatives=[Alternative.model_validate(used(Relation.INFLUENCE, 0.5, basis="adviser"))],
            **WORKED,
        ),
        hop(YE, WEI, Relation.REPORTS_TO, 0.6, assumed=True, source="interview 2026-03-02"),
    ],
    intermediaries=[THROUGH_YE],
)


def answer(*paths: WarmPath, complete_above: float = 0.0, targets: tuple[PersonCard, ...] = (WEI,)) -> PathAnswer:
    return PathAnswer(
        targets=list(targets),
        paths=list(paths),
        truncated=complete_above > 0,
        complete_above=complete_above,
        cut_short=complete_above > (paths[-1].score if paths else 0),
    )


@pytest.fixture
def screen() -> Screen:
    return Screen(width=80)


def shown(screen: Screen, explained: ExplainedAnswer, language: Language = Language.EN) -> list[str]:
    render_paths.show_paths(screen.console, explained, TODAY, language)
    assert all(cell_len(line.rstrip()) <= 80 for line in screen.raw)
    return screen.lines


def test_a_path_reads_as_a_line_a_tree_and_sentences(screen: Screen) -> None:
    assert shown(screen, explain(answer(PATH, complete_above=0.4))) == [
        "Ways to 魏正邦 Wei Zhengbang (主任 · 调度控制中心 · 沧岭电网集团) on 2026-09-01",
        "likelihood hops from introduced by weakest risks",
        "1 0.43 2 周明远 叶知秋 0.60* 3",
        "1. likelihood 0.43",
        "我方 周明远 Zhou Mingyuan 云岫科技",
        "└── 叶知秋 Ye Zhiqiu 砺石集成咨询",
        "0.90 tie · worked together · since 2021-03-01 · contact 2026-07-03 fresh",
        "· crm",
        "or 0.50 influence · adviser",
        "× 0.80 for 3 open asks",
        "support ?",
        "└── 魏正邦 Wei Zhengbang 沧岭电网集团",
        "0.60* reports to · contact ? · interview 2026-03-02",
        "→ Ask your colleague Zhou Mingyuan (worked together with Ye Zhiqiu since",
        "2021, last contact 60 days ago) to introduce you to Ye Zhiqiu, and then Ye",
        "Zhiqiu (reports to Wei Zhengbang) to introduce you to Wei Zhengbang.",
        "↓ The weakest hop is from Ye Zhiqiu to Wei Zhengbang: 0.60, assumed.",
        "↑ Closing asks made of Ye Zhiqiu (3 are open) would raise the likelihood from",
        "0.43 to 0.54.",
        "! Where Ye Zhiqiu stands is unknown (?).",
        "! Ye Zhiqiu has 3 open asks already.",
        "! Ye Zhiqiu to Wei Zhengbang: no strength is recorded, 0.60 is assumed.",
        "* assumed: no strength is recorded for this hop.",
        "There are more ways; ask for more with -k.",
    ]


def test_sentences_in_chinese_are_whole(screen: Screen) -> None:
    lines = shown(screen, explain(answer(PATH)), Language.ZH)
    said = "".join(lines)
    assert (
        "请同事周明远（2021年起与叶知秋共事，60天前联系过）引荐叶知秋，再请叶知秋（向魏正邦汇报）引荐魏正邦。" in said
    )
    assert "↓ 最弱的一环：叶知秋至魏正邦，0.60（估计值）。" in lines
    assert "…" not in said


def test_columns_line_up_whatever_the_script(screen: Screen) -> None:
    latin = card("Elena Hartmann", OrganizationKind.VENDOR)
    other = PATH.model_copy(update={"hops": [hop(latin, WEI, Relation.TIE, 0.4)], "intermediaries": []})
    shown(screen, explain(answer(PATH, other)))
    rows = [line for line in screen.raw if line.startswith(("1 ", "2 "))]
    places = {
        cell_len(row[: row.rindex(weakest)] + weakest) for row, weakest in zip(rows, ("0.60*", "0.40"), strict=True)
    }
    assert len(places) == 1


def test_who_could_stand_in(screen: Screen) -> None:
    nothing = {"open_asks": 0, "ask_load": 0, "load_factor": 1.0, "support_unknown": False, "support_factor": 1.0}
    stands = {"reached": used(Relation.TIE, 0.5), "onward": used(Relation.TIE, 0.3, assumed=True), "likelihood": 0.15}
    lin = StandIn.model_validate({"person": LIN, "preference_factor": 1.0, **nothing, **stands})
    assert "instead 林可欣 0.50 and 0.30*: likelihood 0.15" in shown(screen, explain(answer(PATH), [[[lin]]]))


def test_a_score_beside_the_likelihood_only_where_they_differ(screen: Screen) -> None:
    less = THROUGH_YE.model_copy(update={"preference_factor": 0.5})
    lines = shown(screen, explain(answer(PATH.model_copy(update={"score": 0.216, "intermediaries": [less]}))))
    assert lines[1] == "likelihood score hops from introduced by weakest risks"
    assert lines[2] == "1 0.43 0.22 2 周明远 叶知秋 0.60* 3"
    assert "score × 0.50: not preferred" in lines


def test_several_targets_are_told_apart(screen: Screen) -> None:
    lines = shown(screen, explain(answer(PATH, targets=(WEI, LIN))))
    assert lines[:3] == [
        "Ways to 魏正邦, 林可欣 on 2026-09-01",
        "likelihood hops from introduced by to weakest risks",
        "1 0.43 2 周明远 叶知秋 魏正邦 0.60* 3",
    ]


def test_the_longest_path_fits(screen: Screen) -> None:
    long = PATH.model_copy(update={"hops": [PATH.hops[0], *[hop(YE, YE, Relation.TIE, 0.5)] * 4, PATH.hops[1]]})
    shown(screen, explain(answer(long.model_copy(update={"intermediaries": [THROUGH_YE] * 5}))))


def test_no_path(screen: Screen) -> None:
    assert shown(screen, explain(answer()))[1].startswith("No way leads there.")
    nobody = Screen(width=80)
    assert shown(nobody, explain(answer(targets=())))[0] == "Ways to nobody on 2026-09-01"


def test_a_search_that_was_cut_short_says_so(screen: Screen) -> None:
    lines = shown(screen, explain(answer(PATH, complete_above=0.8)))
    assert lines[-1] == "The search was cut short: ways that score at most 0.80 may be missing."


def test_cut_short_is_not_none(screen: Screen) -> None:
    lines = shown(screen, explain(answer(complete_above=1.0)))
    assert " ".join(lines[1:]).startswith("The search was cut short before it found a way:")
    assert not any("No way" in line for line in lines)
