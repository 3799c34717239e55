"""A customer to reach, and paths in short."""

import pytest

from relgraph.graph.client import Graph
from relgraph.paths.model import PathOptions, Targets
from relgraph.paths.service import find_warm_paths
from tests.draw import TODAY, Drawing, name_of, tid


async def ways(graph: Graph, target: str | Targets, **asked) -> list[tuple[float, str]]:
    """Paths as (score, 'ann-bob-cyd'); options of paths may stand beside other arguments."""
    options = {name: asked.pop(name) for name in list(asked) if name in PathOptions.model_fields}
    to = tid(target) if isinstance(target, str) else target
    answer = await find_warm_paths(graph, to, **{"as_of": TODAY, "options": PathOptions(**options), **asked})
    return [(path.score, "-".join(map(name_of, path.people))) for path in answer.paths]


@pytest.fixture
def d(drawing: Drawing) -> Drawing:
    """Ann and Abe are ours; Bob, Bea and the boss are at the customer; Pat is at a partner."""
    drawing.org("us", "vendor").unit("sales", "us").org("acme", name="艾克米", english_name="Acme").org(
        "ally", "partner"
    )
    drawing.person("ann", at="us", unit="sales").person("abe", at="us").person("pat", at="ally")
    return drawing.people("bob", "bea", at="acme").person("boss", at="acme", title="总裁", layer=1)
