"""How a query's parameters travel, so that Neo4j plans a query once (ADR 0002).

Neo4j plans anew for each new type and size of each parameter: it tells null from text from a list, and lists and texts
by how long they are. To plan some of our questions takes seconds. What is in a map it does not look at, so that
they travel in one.

Lists that something is sought in (`p.id IN $name`) travel by themselves: of such a parameter, and of
nothing else, Neo4j makes a set; in a list from a map it would look at one element after another, for each row. They are
filled up to one length, which changes nothing about what is in them.
"""

import re
from typing import NamedTuple

from relgraph.graph.fragments import without_noise

GIVEN = "given"
"""The parameter that holds the others."""

LENGTH = 1000
"""To what length sets are filled up. Neo4j tells lists of up to 1, 10, 100, 1,000, 10,000 … apart; most are shorter."""

_PARAMETER = re.compile(r"(?P<walks>[\[(]\s*\w+\s+IN\s+)?(?P<sought>\bIN\s+)?\$(?P<name>\w+)", re.IGNORECASE)


class Sending(NamedTuple):
    """A text as it is sent, the parameters that it seeks something in, and those that it reads from the map."""

    text: str
    sets: frozenset[str]
    mapped: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Sending":
        """The text with `$name` read from the map, but where something is sought in it."""
        parts, at, sets, mapped = [], 0, set(), set()
        bare = without_noise(text)
        for match in _PARAMETER.finditer(bare):
            # `any(x IN $name …)` and `[x IN $name …]` walk through a list; `$name.key`, `$name[n]` are parts.
            if match["sought"] and bare[match.end() : match.end() + 1] not in (".", "["):
                sets.add(match["name"])
            else:
                parts += [text[at : match.start("name")], f"{GIVEN}.{match['name']}"]
                at = match.end()
                mapped.add(match["name"])
        return cls("".join([*parts, text[at:]]), frozenset(sets), frozenset(mapped))

    def params(self, params: dict[str, object]) -> dict[str, object]:
        """What is sent with the text."""
        given = {name: params[name] for name in self.mapped}
        return {GIVEN: given, **{name: _filled_up(params[name]) for name in self.sets}}


def _filled_up(value: object) -> object:
    if not isinstance(value, list | tuple):
        return value
    # An empty text is no id, and no word of ours.
    return [*value, *(value[:1] or [""]) * (LENGTH - len(value))]
