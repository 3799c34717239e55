"""Analyses of what would be if something were otherwise, each told once (ADR 0018)."""

from relgraph.analyses.asked import IntroductionAsked, LeavingAsked
from relgraph.analyses.declaration import ALL_RULES, WHOLE_NETWORK, Analysis, Means, Turn, Words
from relgraph.simulation.introducing import find_best_introduction
from relgraph.simulation.leaving import simulate_leaving
from relgraph.simulation.model import BestIntroduction, Leaving


async def _leaving(means: Means, asked: LeavingAsked) -> Leaving:
    return await simulate_leaving(means.graph, asked.person, as_of=asked.as_of)


async def _introduction(means: Means, asked: IntroductionAsked) -> BestIntroduction:
    return await find_best_introduction(means.graph, asked.account, as_of=asked.as_of)


LEAVING = Analysis(
    id="leaving",
    method=("M4", "M7", "M16"),
    asked=LeavingAsked,
    answer=Leaving,
    run=_leaving,
    price=4 * ALL_RULES,
    turn=Turn.ANALYSES,
    words=Words(
        en="What breaks when somebody of any side leaves: ties, owners, roles, key people whom nobody else of ours "
        "knows, and the findings that open, account by account. The audit looks before and after; nothing is kept.",
        zh="某人（无论属于哪一方）离开会带来什么后果：关系、责任人、角色、只有其本人认识的关键人员，以及各客户新增的问题；"
        "由审计规则在前后各看一次得出，不保存任何改动。",
    ),
)
INTRODUCTION = Analysis(
    id="introduction",
    method=("M4", "M16"),
    asked=IntroductionAsked,
    answer=BestIntroduction,
    run=_introduction,
    price=4 * WHOLE_NETWORK,
    turn=Turn.ANALYSES,
    words=Words(
        en="The one introduction, of one of ours to one of an account's people, that closes most findings there. No "
        "other closes more where `exact` says so.",
        zh="能消除某客户最多问题的一次引荐：我方何人认识对方何人；标明“精确”时，没有其他引荐能消除更多。",
    ),
)
