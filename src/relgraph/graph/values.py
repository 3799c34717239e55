"""What Neo4j answers, in Python's own types."""

from neo4j.time import Date, DateTime

_PLAIN = frozenset({str, int, float, bool, type(None)})


def native(value: object) -> object:
    """Neo4j's dates and times as Python's own, however deep they sit."""
    # Most values are plain, and most of what is read goes through here: the exact type is told fastest.
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, list):
        if _PLAIN.issuperset(map(type, value)):
            return value
        return [item if type(item) in _PLAIN else native(item) for item in value]
    if isinstance(value, dict):
        return {key: item if type(item) in _PLAIN else native(item) for key, item in value.items()}
    return value.to_native() if isinstance(value, Date | DateTime) else value
