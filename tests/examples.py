"""How many examples hypothesis tries: many where all is in memory, few where each one is drawn into Neo4j.

HYPOTHESIS_PROFILE=thorough looks an order of magnitude harder than a run on every save can.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("default", max_examples=100, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

EXAMPLES: int = settings.get_profile(settings.get_current_profile_name()).max_examples
MANY = settings(max_examples=EXAMPLES * 10)
"""For what takes a millisecond."""
ON_NEO4J = settings(
    max_examples=EXAMPLES // 5,
    # The graph is one for all examples: each of them wipes it.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
"""For what is drawn into the graph, at a tenth of a second each."""
