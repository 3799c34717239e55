"""Files for `neo4j-admin database import`, holding what relgraph's own write path would have stored.

A book has millions of rows of a few different values: columns are codes into lists of words, and a row is one `%`.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

# What is no text; a test compares the stored types with those of an import.
_TYPES = {
    "aliases": "string[]",
    "last_contact": "date",
    "layer": "long",
    "level": "long",
    "primary": "boolean",
    "recorded_at": "datetime",
    "relationship_class": "long",
    "strength": "double",
    "valid_from": "date",
    "valid_to": "date",
    "weight": "double",
}


class Column(NamedTuple):
    """A property, or an end, of some rows: as cells, and as the digest tells it.

    `sure`: told in every row; otherwise `told` holds the name too, and nothing where the value is unknown.
    """

    cells: Sequence[str]
    told: Sequence[str]
    sure: bool


class Words:
    """The values that a property may have, by number."""

    def __init__(self, values: Sequence[object]) -> None:
        self._cells = np.array([_cell(value) for value in values], dtype=object)
        self._told = np.array([json.dumps(value, default=str) for value in values], dtype=object)

    def take(self, codes: Numbers) -> Column:
        """The column of these numbers."""
        return Column(self._cells[codes].tolist(), self._told[codes].tolist(), sure=True)


class OptionalWords(Words):
    """The values that a property may have; -1 is unknown, which the digest leaves out."""

    def __init__(self, name: str, values: Sequence[object]) -> None:
        super().__init__(values)
        self._cells = np.append(self._cells, "")
        self._told = np.array([*(f'"{name}": {value}, ' for value in self._told), ""], dtype=object)

    def take(self, codes: Numbers) -> Column:
        """The column of these numbers."""
        return super().take(codes)._replace(sure=False)


class OptionalEnds(Words):
    """What rows may refer to; -1 is nothing, which the digest tells."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__([*ids, None])


def text(values: Sequence[str]) -> Column:
    """A column of texts that differ from row to row."""
    return Column(values, [json.dumps(value) for value in values], sure=True)


class Sheet:
    """One import file; the header is that of the first rows."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8")
        self._header: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def nodes(self, numbers: Numbers, ids: Sequence[str], values: Mapping[str, Column], **ends: Column) -> None:
        """Write entities; `numbers` are what relationships call them here, `ends` are told in the digest only."""
        self._rows({":ID": numbers}, ids, ids, values, ends)

    def facts(
        self, start: Numbers, end: Numbers, ids: Sequence[str], values: Mapping[str, Column], **ends: Column
    ) -> None:
        """Write versions of facts between nodes."""
        keys = [f"{id_}@{day}" for id_, day in zip(ids, values["valid_from"].cells, strict=True)]
        self._rows({":START_ID": start, ":END_ID": end}, ids, keys, values, ends)

    def links(self, start: Numbers, end: Numbers) -> None:
        """Write relationships that say nothing more."""
        self._write([":START_ID", ":END_ID"], [_texts(start), _texts(end)])

    def _rows(
        self,
        places: Mapping[str, Numbers],
        ids: Sequence[str],
        keys: Sequence[str],
        values: Mapping[str, Column],
        ends: Mapping[str, Column],
    ) -> None:
        told = {name: column for name, column in {**values, **ends}.items() if name not in ("valid_to", "recorded_at")}
        told["id"] = Column(ids, [f'"{id_}"' for id_ in ids], sure=True)
        header = [*places, *(f"{name}:{_TYPES.get(name, 'string')}" for name in ("id", "key", "digest", *values))]
        cells = [column.cells for column in values.values()]
        self._write(header, [*map(_texts, places.values()), ids, keys, _digests(told), *cells])

    def _write(self, header: list[str], columns: Sequence[Sequence[str]]) -> None:
        if not self._header:
            self._header = header
            self._file.write(f"{','.join(header)}\n")
        assert header == self._header, f"{header} after {self._header}"
        self._file.writelines(f"{','.join(row)}\n" for row in zip(*columns, strict=True))


def _digests(told: Mapping[str, Column]) -> list[str]:
    """What Recorded.digest makes of the same rows: the names in order, without what is unknown."""
    template = "".join(f'"{name}": %s, ' if told[name].sure else "%s" for name in sorted(told))
    texts = map(template.__mod__, zip(*(told[name].told for name in sorted(told)), strict=True))
    return [blake2b(f"{{{text[:-2]}}}".encode(), digest_size=12).hexdigest() for text in texts]


def _texts(numbers: Numbers) -> list[str]:
    return [str(number) for number in numbers.tolist()]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
