"""A playbook field by field, by the paths that rules name: `rhythm.decider_days`."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from relgraph.playbook.fields import CHINESE, UNIT, NumberUnit
from relgraph.playbook.model import Playbook
from relgraph.playbook.schema import part_at

Scalar = str | bool | int | float | tuple[str, ...]
"""What a field holds."""


class PlaybookField(BaseModel, frozen=True):
    """One value of a playbook: where it stands, what it counts (None: nothing), and what it means."""

    path: str
    value: Scalar
    unit: NumberUnit | None
    meaning: str
    meaning_zh: str

    @property
    def section(self) -> str:
        """The section that it is in."""
        return self.path.partition(".")[0]

    @property
    def within(self) -> str:
        """Where it stands in its section."""
        return self.path.partition(".")[2]


def list_fields(playbook: Playbook) -> dict[str, PlaybookField]:
    """All values of the sections by their paths, in the order of the playbook."""
    sections = playbook.model_dump(exclude={"version"}, mode="json")
    return {".".join(place): _field(place, value) for place, value in _values(sections, ())}


def _values(of: Mapping[str, object], place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    for name, value in of.items():
        if isinstance(value, Mapping):
            yield from _values(value, (*place, name))
        else:
            yield (*place, name), value


def _field(place: tuple[str, ...], value: object) -> PlaybookField:
    part = part_at(place) or {}
    told = {"unit": part.get(UNIT), "meaning": part["description"], "meaning_zh": part[CHINESE]}
    return PlaybookField.model_validate({"path": ".".join(place), "value": value, **told})
