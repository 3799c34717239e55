"""Analyses of one deal, each told once (ADR 0018): the power map."""

from relgraph.analyses.asked import PowerMapAsked
from relgraph.analyses.declaration import CONTACTS, Analysis, Means, Words
from relgraph.powermap.service import PowerMapView, view_power_map


async def _power_map(means: Means, asked: PowerMapAsked) -> PowerMapView:
    return await view_power_map(means.graph, asked.opportunity, as_of=asked.as_of, since=asked.since)


POWER_MAP = Analysis(
    id="power_map",
    method=("M2",),
    asked=PowerMapAsked,
    answer=PowerMapView,
    run=_power_map,
    price=CONTACTS,
    turn=None,
    words=Words(
        en="The power map of an opportunity: who plays which role, where they stand and how old that assessment is, "
        "who reports to whom and sways whom, who of ours and of competitors stands nearest, and which seats nobody is "
        "known to hold.",
        zh="项目的权力地图：各人的角色、支持度及评定时间、汇报与影响关系、我方和竞争对手中与其最近的人，以及尚不知由谁担任的席位。",
    ),
)
