"""How a query's parameters travel: in one map, so that Neo4j plans a query once (ADR 0002).

It plans anew for each new type and size of each parameter: it tells null from text from a list, and lists and texts by
how long they are. To plan some of our questions takes seconds. What is in a map it does not look at.

Lists that something is sought in (`IN $name`) travel by themselves: of such a parameter, and of nothing else, Neo4j
makes a set; in a list from a map it would look at one element after another, for each row.
"""

import re
from typing import NamedTuple

from relgraph.graph.fragments import without_noise

GIVEN = "given"
"""The parameter that holds the others."""

_PARAMETER = re.compile(r"\$(\w+)")
_SOUGHT_IN = re.compile(r"\bIN\s+\$(\w+)\b(?!\s*\.)", re.IGNORECASE)


class Sending(NamedTuple):
    """A text as it is sent, and which of its parameters travel by themselves."""

    text: str
    alone: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Sending":
        """The text with `$name` read from the map, but for lists that something is sought in."""
        bare = without_noise(text)
        alone = frozenset(match[1] for match in _SOUGHT_IN.finditer(bare))
        parts, at = [], 0
        for match in _PARAMETER.finditer(bare):
            if match[1] not in alone:
                parts += [text[at : match.start()], f"${GIVEN}.{match[1]}"]
                at = match.end()
        return cls("".join([*parts, text[at:]]), alone)

    def params(self, params: dict[str, object]) -> dict[str, object]:
        """What is sent with the text."""
        return {
            GIVEN: {name: value for name, value in params.items() if name not in self.alone},
            **{name: params[name] for name in self.alone & params.keys()},
        }
