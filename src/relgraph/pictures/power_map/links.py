"""What joins cards of a power map: lines, influence and friction, each with how it looks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relgraph.kinds.influence import Influence
from relgraph.kinds.reporting_line import Line
from relgraph.pictures.channels import Join
from relgraph.pictures.scene import Tone
from relgraph.powermap.model import MapRelations

UNKNOWN = "?"
CROSS = "×"


@dataclass(frozen=True)
class Look:
    """How a link is drawn."""

    tone: Tone
    dashed: bool = False
    arrow: bool = False
    thickness: float = 1.4


SOLID, DOTTED = Look(Tone.LINE), Look(Tone.LINE, dashed=True)
INFLUENCE = Look(Tone.INFLUENCE, arrow=True, thickness=1.8)
FRICTION = Look(Tone.FRICTION, dashed=True, thickness=2.4)


def links_of(relations: MapRelations, row_of: Mapping[str, int]) -> list[tuple[Join, Look]]:
    """All of them, between cards that have a row: lines first, then friction, then influence."""
    return [*_lines(relations, row_of), *_frictions(relations), *_influences(relations.influences)]


def _lines(relations: MapRelations, row_of: Mapping[str, int]) -> Iterable[tuple[Join, Look]]:
    """Everyone who reports to a manager above them hangs on one line; one that does not go up has an arrow."""
    below: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for line in relations.reporting_lines:
        solid = line.line is Line.SOLID
        if row_of[line.manager] < row_of[line.person]:
            below[line.manager, solid].append(line.person)
        else:
            look = SOLID if solid else DOTTED
            yield Join(line.person, (line.manager,)), Look(look.tone, look.dashed, arrow=True)
    for (manager, solid), people in below.items():
        yield Join(manager, tuple(people), trunk=solid), SOLID if solid else DOTTED


def _frictions(relations: MapRelations) -> Iterable[tuple[Join, Look]]:
    pairs = dict.fromkeys((each.person_a, each.person_b) for each in relations.frictions)
    return ((Join(one, (other,), label=CROSS), FRICTION) for one, other in pairs)


def _influences(influences: Iterable[Influence]) -> Iterable[tuple[Join, Look]]:
    """Of several influences of one on another the weightiest counts, which comes first."""
    strongest: dict[tuple[str, str], float | None] = {}
    for each in influences:
        strongest.setdefault((each.influencer, each.influenced), each.weight)
    for (one, other), weight in strongest.items():
        yield Join(one, (other,), label=UNKNOWN if weight is None else f"{weight:.2g}"), INFLUENCE
