"""The whole world, always the same."""

from demo_world import contact, stories
from demo_world.background import Background
from demo_world.charts import read_charts
from demo_world.names import Chance
from demo_world.records import World

SEED = 20260901
# Of its own: what is told of contact changes nothing else.
CONTACT_SEED = 20250901


def build_world() -> World:
    """Charts first, then the stories, then the background, then what they did together."""
    world, chance = World(), Chance(SEED)
    charts = read_charts(world, chance, stories.extra_people())
    stories.tell(world)
    Background(world, charts, chance).add()
    contact.tell(world, Chance(CONTACT_SEED))
    return world
