"""The documents that a server runs and no others: as the tools of clients list them when a client is built.

A file is JSON: `{id: text}`, as Relay's compiler (`persistConfig`) and GraphQL Code Generator write it, or the manifest
of Apollo's `generate-persisted-query-manifest`. A folder holds such files, and documents as `.graphql` files.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from relgraph.core.errors import ConfigurationError
from relgraph.surfaces.graphql.request import HASH_PREFIX

_SUFFIXES = (".json", ".graphql")
_APOLLO = "apollo-persisted-query-manifest"


class Trusted:
    """A list of documents."""

    def __init__(self) -> None:
        self._by_id: dict[str, str] = {}
        self._texts: set[str] = set()

    def __len__(self) -> int:
        return len(self._texts)

    def find(self, name: str) -> str | None:
        """The text of the document of this id, or of this hash."""
        return self._by_id.get(name.removeprefix(HASH_PREFIX))

    def has(self, text: str) -> bool:
        """Whether the very text is listed."""
        return text in self._texts

    def add(self, name: str, text: str, file: Path) -> None:
        """List a document under an id, and under its hash. Raises ConfigurationError when another has that id."""
        for each in (name.removeprefix(HASH_PREFIX), sha256(text.encode()).hexdigest()):
            if self._by_id.setdefault(each, text) != text:
                raise _wrong(file, f"lists another document as {each[:80]!r}", "Build the lists of all clients anew.")
        self._texts.add(text)


def read_trusted(path: Path | None) -> Trusted | None:
    """The list at a place; None without a place. Raises ConfigurationError for what is no list."""
    if path is None:
        return None
    files = (
        sorted(each for each in path.rglob("*") if each.suffix in (".json", ".graphql")) if path.is_dir() else [path]
    )
    trusted = Trusted()
    for file in files:
        for name, text in _documents(file):
            trusted.add(name, text, file)
    if not trusted:
        raise _wrong(path, "lists no document", "Write the list when the clients are built; see docs/serving.md.")
    return trusted


def _documents(file: Path) -> Iterator[tuple[str, str]]:
    try:
        said = file.read_text(encoding="utf-8")
        if file.suffix == ".graphql":
            # Clients that send it whole leave out what surrounds it in a file.
            yield from ((sha256(text.encode()).hexdigest(), text) for text in {said, said.strip()})
            return
        listed = json.loads(said)
    except (OSError, ValueError) as error:
        raise _wrong(file, "cannot be read as JSON in UTF-8", "Write it anew, or name another.") from error
    for name, text in _pairs(listed):
        if not (isinstance(name, str) and isinstance(text, str) and name and text.strip()):
            remedy = 'Write {"id": "document", …}, or the manifest of Apollo\'s generate-persisted-query-manifest.'
            raise _wrong(file, "is no list of documents", remedy)
        yield name, text


def _pairs(listed: Any) -> Iterator[tuple[object, object]]:  # noqa: ANN401
    if isinstance(listed, dict) and listed.get("format") == _APOLLO:
        operations = listed.get("operations")
        for each in operations if isinstance(operations, list) else [None]:
            yield (each.get("id"), each.get("body")) if isinstance(each, dict) else (None, None)
    elif isinstance(listed, dict):
        yield from listed.items()
    else:
        yield None, None


def _wrong(file: Path, problem: str, remedy: str) -> ConfigurationError:
    return ConfigurationError(f"RELGRAPH_TRUSTED_DOCUMENTS: {file} {problem}.", remedy=remedy)
