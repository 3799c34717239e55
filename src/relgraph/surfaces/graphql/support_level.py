"""GraphQL: levels of support by name (method M2)."""

from enum import Enum

from relgraph.surfaces.graphql.enums import expose


class SupportLevel(Enum):
    """How the API tells a level of support; the values are what rows hold."""

    OPPOSED = -1
    NEUTRAL = 0
    SUPPORTIVE = 1
    STRONGLY_SUPPORTIVE = 2
    COACH = 3
    UNKNOWN = "?"

    @classmethod
    def of(cls, level: int | None) -> "SupportLevel":
        """The level as recorded; None is unknown, which is not neutral."""
        return cls.UNKNOWN if level is None else cls(level)


expose(
    SupportLevel,
    "Where a person stands in an opportunity (method M2).",
    OPPOSED="-1: against us.",
    NEUTRAL="0: known to be neutral.",
    SUPPORTIVE="1: for us.",
    STRONGLY_SUPPORTIVE="2: strongly for us, tends to exclude rivals.",
    COACH="3: coach-grade.",
    UNKNOWN="?: never contacted, or unknown. Not neutral: a call to make contact.",
)
