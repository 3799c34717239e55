"""What tables name without an id, where the export has it with one."""

from relgraph.connect.naming import folded


class IdsByName:
    """The ids that the things of an export have, by their names, in whatever case and spacing."""

    def __init__(self) -> None:
        self._ids: dict[str, tuple[str, ...]] = {}

    def add(self, name: str, id_: str) -> None:
        """That something has this name."""
        found = self._ids.get(key := folded(name), ())
        if id_ not in found:
            self._ids[key] = (*found, id_)

    def of(self, name: str) -> tuple[str, ...]:
        """The ids of all that have the name."""
        return self._ids.get(folded(name), ())
