"""What an export names without an id: an employer, a department, an owner. One name, however typed, makes one id."""

import hashlib
import unicodedata

from relgraph.record.fields import normalized

_LONGEST = 80


def folded(name: str) -> str:
    """A name without case, width and more than one blank: what is equal is meant to be the same."""
    return normalized(unicodedata.normalize("NFKC", name)).casefold()


def key_of(*names: str) -> str:
    """The part of an id that names make: `acme+corp` of `ACME  Corp`; of long names the end is a fingerprint."""
    key = ".".join(folded(name).replace("%", "%25").replace("+", "%2B").replace(" ", "+") for name in names)
    if len(key) <= _LONGEST:
        return key
    return f"{key[:_LONGEST]}.{hashlib.blake2b(key.encode(), digest_size=6).hexdigest()}"


class IdsByName:
    """The ids that the things of an export have, by their names."""

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
