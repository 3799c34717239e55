"""The analyses that relgraph offers, each told once (ADR 0018, docs/analyses.md)."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from relgraph.analyses.asked import (
    ChokePointsAsked,
    CoverageAsked,
    HubsAsked,
    OrgChartAsked,
    PathsAsked,
    RisingHubsAsked,
)
from relgraph.analyses.contacts import CLOSENESS, FORMATION, FORMATIONS, REGISTER, SCORES, SPONSORS
from relgraph.analyses.deals import DECISION_CHAIN
from relgraph.analyses.declaration import ALL_RULES, QUERY, SEARCH, WHOLE_NETWORK, Analysis, Means, Turn, Words
from relgraph.analyses.imagined import INTRODUCTION, LEAVING
from relgraph.analyses.powermap import POWER_MAP
from relgraph.audit.evaluation.service import find_coverage
from relgraph.audit.rules.model import CoverageReport
from relgraph.hubs.choke import find_choke_points
from relgraph.hubs.model import ChokePoints, HiddenInfluencer, Hub, RisingHub
from relgraph.hubs.reasons import with_reasons
from relgraph.hubs.service import find_hidden_influencers, find_hubs, find_rising_hubs
from relgraph.paths.ends import Lack, check_ends
from relgraph.paths.model import PathAnswer
from relgraph.paths.service import find_warm_paths
from relgraph.people.model import OrgChart
from relgraph.people.service import find_org_chart

F = TypeVar("F", HiddenInfluencer, RisingHub)


class PathsFound(NamedTuple):
    """The paths, and who is missing at an end where none was found because of that."""

    answer: PathAnswer
    lack: Lack | None


async def _paths(means: Means, asked: PathsAsked) -> PathsFound:
    answer = await find_warm_paths(
        means.graph,
        asked.targets,
        as_of=asked.as_of,
        starts=asked.starts,
        opportunity=asked.opportunity,
        k=asked.k,
        options=asked.options,
        index=means.index,
    )
    return PathsFound(answer, await check_ends(means.graph, answer, asked.targets, asked.starts, as_of=asked.as_of))


async def _hubs(means: Means, asked: HubsAsked) -> list[Hub]:
    found = await find_hubs(
        means.graph,
        asked.scope,
        as_of=asked.as_of,
        order_by=asked.order_by,
        after=asked.after,
        limit=asked.limit,
        measures=asked.measures,
    )
    return await with_reasons(means.graph, found, asked.scope, as_of=asked.as_of) if asked.explained else found


async def _hidden(means: Means, asked: HubsAsked) -> list[HiddenInfluencer]:
    found = await find_hidden_influencers(
        means.graph, asked.scope, as_of=asked.as_of, after=asked.after, limit=asked.limit, measures=asked.measures
    )
    return await _explained(means, asked, found)


async def _rising(means: Means, asked: RisingHubsAsked) -> list[RisingHub]:
    found = await find_rising_hubs(
        means.graph,
        asked.scope,
        since=asked.since,
        as_of=asked.as_of,
        order_by=asked.order_by,
        after=asked.after,
        limit=asked.limit,
        measures=asked.measures,
    )
    return await _explained(means, asked, found)


async def _explained(means: Means, asked: HubsAsked, found: Sequence[F]) -> list[F]:
    if not asked.explained:
        return list(found)
    hubs = await with_reasons(means.graph, [one.hub for one in found], asked.scope, as_of=asked.as_of)
    return [one.model_copy(update={"hub": hub}) for one, hub in zip(found, hubs, strict=True)]


async def _choke_points(means: Means, asked: ChokePointsAsked) -> ChokePoints:
    return await find_choke_points(
        means.graph,
        account=asked.account,
        opportunity=asked.opportunity,
        as_of=asked.as_of,
        max_hops=asked.max_hops,
        index=means.index,
    )


async def _coverage(means: Means, asked: CoverageAsked) -> CoverageReport:
    return await find_coverage(
        means.graph,
        asked.account,
        opportunity=asked.opportunity,
        as_of=asked.as_of,
        thresholds=asked.thresholds,
        sides=await means.sides(asked.as_of) if means.sides else None,
    )


async def _org_chart(means: Means, asked: OrgChartAsked) -> OrgChart:
    return await find_org_chart(
        means.graph,
        organization=asked.organization,
        unit=asked.unit,
        person=asked.person,
        as_of=asked.as_of,
        max_depth=asked.max_depth,
    )


PATHS = Analysis(
    id="paths",
    method=("M16",),
    asked=PathsAsked,
    answer=PathsFound,
    run=_paths,
    price=SEARCH,
    turn=Turn.SEARCHES,
    words=Words(
        en="The best paths to people, the likeliest first, each person at most once on a path. Never over a friction, "
        "nor through an opponent, a competitor's people, or somebody who declines introductions.",
        zh="通往目标人物的最佳路径，可能性最大的在前，每条路径上每人至多出现一次；不经过有矛盾的关系、反对者、竞争对手的人以及不愿引荐的人。",
    ),
)
HUBS = Analysis(
    id="hubs",
    method=("M3",),
    asked=HubsAsked,
    answer=list[Hub],
    run=_hubs,
    price=WHOLE_NETWORK,
    turn=Turn.ANALYSES,
    words=Words(
        en="The hubs of a scope, the strongest by the measure first; equals by id.",
        zh="范围内的枢纽人物，按所选指标从强到弱；相同者按标识排列。",
    ),
)
HIDDEN_INFLUENCERS = Analysis(
    id="hidden_influencers",
    method=("M3",),
    asked=HubsAsked,
    answer=list[HiddenInfluencer],
    run=_hidden,
    price=WHOLE_NETWORK,
    turn=Turn.ANALYSES,
    words=Words(
        en="People of high influence in low seats, the most influential first: of the tenth of most influence, in the "
        "lower half of the known layers (of three the last one), with somebody of less influence above. Who has no "
        "known layer is not listed.",
        zh="职位不高而影响力大的人，影响力最大的在前：影响力居前十分之一、层级处于已知层级的下半部（三层时为最后一层），且上方有影响力较小的人；层级未知者不列入。",
    ),
)
RISING_HUBS = Analysis(
    id="rising_hubs",
    method=("M9",),
    asked=RisingHubsAsked,
    answer=list[RisingHub],
    run=_rising,
    price=2 * WHOLE_NETWORK,
    turn=Turn.ANALYSES,
    words=Words(
        en="Who gained most by a measure since an earlier day, the largest gain first; only those who gained. Each day "
        "is measured on its own network. BROKERAGE and BRIDGES are not measured.",
        zh="自某日以来按所选指标上升最多的人，升幅最大的在前，只列上升者；每一天都按当天的网络计算，不计算中介与桥接指标。",
    ),
)
CHOKE_POINTS = Analysis(
    id="choke_points",
    method=("M3", "M16"),
    asked=ChokePointsAsked,
    answer=ChokePoints,
    run=_choke_points,
    price=WHOLE_NETWORK,
    turn=Turn.ANALYSES,
    words=Words(
        en="Through whom, and over which relations, the best paths to decision makers and approvers run.",
        zh="通往决策者和批准者的最佳路径要经过哪些人、哪些关系。",
    ),
)
COVERAGE = Analysis(
    id="coverage",
    method=("M2", "M4", "M16"),
    asked=CoverageAsked,
    answer=CoverageReport,
    run=_coverage,
    price=ALL_RULES,
    turn=Turn.ANALYSES,
    words=Words(
        en="Where an account, or one opportunity, is not covered: rule by rule.",
        zh="客户或某个项目在哪些方面没有覆盖，逐条规则列出。",
    ),
)
ORG_CHART = Analysis(
    id="org_chart",
    method=("M1",),
    asked=OrgChartAsked,
    answer=OrgChart,
    run=_org_chart,
    price=QUERY,
    turn=None,
    words=Words(
        en="Who stands under whom by solid lines, in one look: everyone at an organisation, in a unit and its parts, "
        "or a person, and all below them. Name exactly one. Whoever has no manager there stands at the top.",
        zh="按实线汇报关系一览上下级：一个组织、一个部门及其下级部门、或某人及其下属的所有人；只能指定其中之一，没有上级者位于顶端。",
    ),
)
ANALYSES: tuple[Analysis[Any, Any], ...] = (
    PATHS,
    HUBS,
    HIDDEN_INFLUENCERS,
    RISING_HUBS,
    CHOKE_POINTS,
    COVERAGE,
    DECISION_CHAIN,
    REGISTER,
    ORG_CHART,
    CLOSENESS,
    LEAVING,
    INTRODUCTION,
    POWER_MAP,
    SCORES,
    SPONSORS,
    FORMATIONS,
    FORMATION,
)
