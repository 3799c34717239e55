"""What an export tells, kept on disk until all of it is read: kinds are loaded one after the other, and every row of a
file has one fate.

An importer reads its files, and tells of every row what it says, as things of relgraph's kinds. A source may have told
a thing before; the same again does no harm, something else of it is a fault of the later row.
"""

import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from relgraph.connect.faults import faults_of
from relgraph.connect.loading.schema import SCHEMA
from relgraph.connect.loading.spooled import Fate, ReadingStoppedError, SpooledIdentifier, SpooledThing
from relgraph.connect.loading.traffic import SpooledTraffic
from relgraph.connect.tabular.reader import Fault, FilePosition
from relgraph.core.identifiers import normal
from relgraph.kinds import KINDS
from relgraph.kinds.identifier import Identifier
from relgraph.record.fields import EntityKind
from relgraph.record.model import Recorded
from relgraph.traffic.model import TrafficChannel

_CACHE_KIB = 32_000
_RANKS = {kind.noun: rank for rank, kind in enumerate(KINDS)}
_NO_POSITION = FilePosition(0, -1, -1)


@dataclass(slots=True)
class SourceRow:
    """A row of a file. What it says is told one after the other; `reject` keeps what is wrong with it."""

    spool: "Spool"
    file: int
    line: int
    source: str
    position: FilePosition = _NO_POSITION
    kept: bool = False

    def keep(self) -> None:
        """Remember where it stands, for what is told of it later by its line; what tells a thing does so by itself."""
        if not self.kept:
            self.spool.keep_row(self)
            self.kept = True

    def tell(
        self,
        noun: str,
        values: Mapping[str, object],
        columns: Mapping[str, str] | None = None,
        *,
        derived: bool = False,
    ) -> str | None:
        """That the row says so: `values` by the fields of the kind, None and empty texts are unknown.

        `columns` names the column that each field was read from, for messages. `derived`: the row only mentions it, as
        a department by its name: whoever told it before, or tells it as such, is believed. Gives back its id; None when
        the values do not fit, for which the row is rejected.
        """
        given = {name: value for name, value in values.items() if value not in (None, "", ())}
        given.setdefault("source", self.source)
        model = KINDS[noun].model
        try:
            thing = model.model_validate(given)
        except ValidationError as error:
            required = {name for name, of in model.model_fields.items() if of.is_required()}
            for fault in faults_of(model, required, given, error):
                self.reject(fault._replace(column=(columns or {}).get(fault.column or "", fault.column)))
            return None
        self.keep()
        if before := self.spool.keep(self, thing, columns or {}, derived=derived):
            where, said = before
            self.reject(Fault((columns or {}).get("id", "id"), f"{where} tells something else of {said}", _KEEP_ONE))
            return None
        return thing.id

    def identify(self, scheme: str, value: str | None, *, column: str, **entity: str | None) -> None:
        """What somebody is known by besides the id: `identify("email", "a@b.c", column="Email", person=id)`.

        Nothing is done without a value, or without an entity. Raises nothing: a value that is none is rejected.
        """
        ((noun, id_),) = entity.items()
        if not value or not value.strip() or id_ is None:
            return
        found = normal(scheme, value)
        if found is None:
            self.reject(Fault(column, f"'{value.strip()}' is no {_SCHEMES.get(scheme, scheme)}", "Correct the cell."))
        else:
            self.keep()
            self.spool.keep_identifier(self, EntityKind(noun), found, id_, column)

    def wrote(self, sender: str, receiver: str, channel: TrafficChannel, day: date) -> None:
        """That somebody wrote to, or called, somebody on a day; by ids, or by addresses as `email:a@b.c`."""
        self.spool.traffic.add(sender, receiver, channel, day, self.source)

    def reject(self, fault: Fault) -> None:
        """Something of the row cannot be used: the rest of it is loaded all the same."""
        self.keep()
        self.spool.keep_problem(self.file, self.line, fault)


_KEEP_ONE = "Keep one of the rows, or correct the id."
_SCHEMES = {"email": "e-mail address", "phone": "phone number", "linkedin": "LinkedIn address", "domain": "domain"}


class Spool:
    """Everything that the files of one export tell. Use it in one thread at a time."""

    def __init__(self, database: sqlite3.Connection, folder: Path) -> None:
        self._database = database
        self.folder = folder
        """Where files may be kept that are needed until all is loaded."""
        self.system: str | None = None
        """Who tells, where the export, and not its source, says so: the word with which `source` texts begin."""
        self.traffic = SpooledTraffic(database)
        self.rows = 0
        """How many rows there are."""
        self.stopped = False
        """Whether nobody wants it any more: whoever reads into it hears of that with the next row."""
        self.files = 0
        """How many files there are."""
        self.sources: dict[int, str] = {}
        self.rows_of: dict[int, int] = {}
        """By file what its rows have as their source, and how many there are."""

    def file(self, name: str, source: str, path: Path | None = None, header: FilePosition = _NO_POSITION) -> int:
        """Another file of the export; rows of it are told under the number given back.

        `source` is what its rows have as theirs. With the path of a text file, and where its header stands, rejected
        rows are kept byte for byte.
        """
        self.files += 1
        row = (self.files, name, str(path) if path else None, header.start, header.end)
        self._database.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", row)
        self.sources[self.files], self.rows_of[self.files] = source, 0
        return self.files

    def row(self, file: int, line: int, position: FilePosition = _NO_POSITION) -> SourceRow:
        """A row of a file by its line, or its number where it has no lines. Each counts once.

        Raises ReadingStoppedError when the spool is `stopped`.
        """
        self.count_rows(file, 1)
        return SourceRow(self, file, line, self.sources[file], position)

    def count_rows(self, file: int, times: int) -> None:
        """So many rows of a file that tell no thing, and of which nothing is wrong. Raises as `row`."""
        if self.stopped:
            raise ReadingStoppedError
        self.rows += times
        self.rows_of[file] += times

    def keep_row(self, row: SourceRow) -> None:
        """Keep where a row stands of which something is told, or wrong. All others are only counted."""
        self._database.execute(
            "INSERT OR IGNORE INTO rows (file, line, start, end) VALUES (?, ?, ?, ?)",
            (row.file, row.line, row.position.start, row.position.end),
        )

    def note(self, file: int, note: str) -> None:
        """Something worth knowing of a file, e.g. in which encoding it was read; the same is told once."""
        self._database.execute("INSERT OR IGNORE INTO notes VALUES (?, ?)", (file, note))

    def has(self, id_: str) -> bool:
        """Whether a thing, or an identifier, with this id was told so far."""
        found = "SELECT 1 FROM things WHERE id = ?1 UNION ALL SELECT 1 FROM identifiers WHERE id = ?1"
        return self._database.execute(found, (id_,)).fetchone() is not None

    def keep(
        self, row: SourceRow, thing: Recorded, columns: Mapping[str, str], *, derived: bool
    ) -> tuple[str, str] | None:
        """Keep a thing; where it was told before, and otherwise, say by whom and what."""
        rank, said = _RANKS[thing.noun], f"{thing.digest()} {thing.valid_to}"
        text, named = thing.model_dump_json(), json.dumps(columns)
        kept = (rank, row.file, row.line, thing.id, thing.key, said, text, named, derived)
        added = self._database.execute(
            "INSERT OR IGNORE INTO things (rank, file, line, id, key, said, thing, columns, derived) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            kept,
        )
        if added.rowcount or derived:
            return None
        file, line, other, was_derived = self._database.execute(
            "SELECT file, line, said, derived FROM things WHERE rank = ? AND key = ?", (rank, thing.key)
        ).fetchone()
        if was_derived:
            self._database.execute(
                "UPDATE things SET file = ?, line = ?, id = ?, said = ?, thing = ?, columns = ?, derived = 0 "
                "WHERE rank = ? AND key = ?",
                (row.file, row.line, thing.id, said, text, named, rank, thing.key),
            )
            return None
        if other == said:
            return None
        where = f"row {line}" if file == row.file else f"{self.name(file)}, row {line},"
        return where, f"the {thing.noun.replace('_', ' ')} '{thing.id}'"

    def keep_identifier(self, row: SourceRow, noun: EntityKind, id_: str, entity: str, column: str) -> None:
        """Keep what identifies an entity."""
        self._database.execute(
            "INSERT OR IGNORE INTO identifiers VALUES (?, ?, ?, ?, ?, ?, ?)",
            (id_, noun.value, entity, row.file, row.line, row.source, column),
        )

    def keep_problem(self, file: int, line: int, fault: Fault) -> None:
        """Keep what is wrong with a row, which is rejected."""
        self._database.execute("INSERT INTO problems VALUES (?, ?, ?, ?, ?)", (file, line, *fault))
        self.settle([(file, line, Fate.REJECTED)])

    def settle(self, fates: Sequence[tuple[int, int, Fate]]) -> None:
        """What became of rows; of several fates of one row the worst counts."""
        self._database.executemany(
            "UPDATE rows SET fate = max(fate, ?) WHERE file = ? AND line = ?",
            [(int(fate), file, line) for file, line, fate in fates],
        )

    def name(self, file: int) -> str:
        """The name of a file."""
        return str(self._database.execute("SELECT name FROM files WHERE file = ?", (file,)).fetchone()[0])

    def count(self) -> int:
        """How many things were told."""
        return int(self._database.execute("SELECT count(*) FROM things").fetchone()[0])

    def batches(self, noun: str, size: int) -> Iterator[list[SpooledThing]]:
        """What was told of a kind, in the order in which it was told."""
        model, last = KINDS[noun].model, 0
        while rows := self._database.execute(
            "SELECT n, file, line, thing, columns FROM things WHERE rank = ? AND n > ? ORDER BY n LIMIT ?",
            (_RANKS[noun], last, size),
        ).fetchall():
            yield [
                SpooledThing(n, file, line, model.model_validate_json(thing), json.loads(columns))
                for n, file, line, thing, columns in rows
            ]
            last = rows[-1][0]

    def shared(self) -> list[tuple[int, str, int]]:
        """Addresses that several are told to have, which identify nobody: where first, what, and how many have it."""
        found = self._database.execute(
            "SELECT min(file), id, count(*) FROM identifiers GROUP BY id HAVING count(*) > 1 ORDER BY 1, 2"
        )
        return [(int(file), str(id_), int(times)) for file, id_, times in found]

    def identifiers(self, size: int) -> Iterator[list[SpooledIdentifier]]:
        """What identifies one alone, in batches; all of one entity stand together."""
        last = ("", "")
        while rows := self._database.execute(
            'SELECT id, noun, entity, file, line, source, "column" FROM identifiers AS one '
            "WHERE (entity, id) > (?, ?) AND NOT EXISTS "
            "(SELECT 1 FROM identifiers AS other WHERE other.id = one.id AND other.entity <> one.entity) "
            "ORDER BY entity, id LIMIT ?",
            (*last, size),
        ).fetchall():
            yield [SpooledIdentifier(*row) for row in rows]
            last = (rows[-1][2], rows[-1][0])

    def identifiers_of(self, entities: Sequence[str]) -> dict[str, list[str]]:
        """What identifies these alone, e-mail addresses first."""
        found: dict[str, list[str]] = {}
        asked = json.dumps(list(entities))
        for entity, id_ in self._database.execute(
            "SELECT entity, id FROM identifiers AS one WHERE entity IN (SELECT value FROM json_each(?)) AND NOT EXISTS "
            "(SELECT 1 FROM identifiers AS other WHERE other.id = one.id AND other.entity <> one.entity) "
            "ORDER BY entity, id",
            (asked,),
        ):
            found.setdefault(entity, []).append(id_)
        return found

    def tells_of(self, noun: str) -> bool:
        """Whether anything of a kind was told."""
        if noun == Identifier.noun:
            return self._database.execute("SELECT 1 FROM identifiers").fetchone() is not None
        rank = _RANKS[noun]
        return self._database.execute("SELECT 1 FROM things WHERE rank = ?", (rank,)).fetchone() is not None

    def ask(self, question: str, *values: object) -> "sqlite3.Cursor":
        """Rows of what is kept (`loading.fates`)."""
        return self._database.execute(question, values)


@contextmanager
def spooled() -> Iterator[Spool]:
    """An empty spool, which vanishes afterwards."""
    # An empty name is SQLite's private file on disk. It is read in one thread after the other.
    database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    try:
        database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        database.execute("PRAGMA journal_mode = OFF")
        database.executescript(SCHEMA)
        database.execute("BEGIN")
        with tempfile.TemporaryDirectory(prefix="relgraph-import-") as folder:
            yield Spool(database, Path(folder))
    finally:
        database.close()
