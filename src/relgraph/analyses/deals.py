"""Analyses of deals, each told once (ADR 0018): the decision chain."""

from relgraph.analyses.asked import ChainAsked
from relgraph.analyses.declaration import SEARCH, Analysis, Means, Turn, Words
from relgraph.audit.evaluation.service import find_sides
from relgraph.chain.model import DecisionChain
from relgraph.chain.service import ChainSides, analyse_chain
from relgraph.playbook.service import load_playbook


async def _chain(means: Means, asked: ChainAsked) -> DecisionChain:
    sides = await means.sides(asked.as_of) if means.sides else await find_sides(means.graph, asked.as_of)
    return await analyse_chain(
        means.graph,
        asked.opportunity,
        sides=ChainSides(
            ours=frozenset(sides.ours), rivals=frozenset(sides.rivals), first_steps=frozenset(sides.first_steps)
        ),
        numbers=load_playbook(means.graph.settings.playbook).chain,
        as_of=asked.as_of,
        changes=asked.changes,
    )


DECISION_CHAIN = Analysis(
    id="decision_chain",
    method=("M3",),
    asked=ChainAsked,
    answer=DecisionChain,
    run=_chain,
    price=SEARCH,
    turn=Turn.SEARCHES,
    words=Words(
        en="The decision chain of an opportunity: who approves, decides and evaluates, where they stand, who sways "
        "them in up to three steps, who reaches them, ours and competitors; how ready it is, with its parts; the "
        "three next contacts worth most; and what if somebody turns, leaves, or is met.",
        zh="项目的决策链：谁批准、决策、评估，立场如何，三步以内谁影响他们，我方和竞争对手如何触达；"
        "就绪度及其构成；最值得的三个下一步接触；以及某人转向、离开或新建联系时的假设分析。",
    ),
)
