"""The systems whose exports are imported: what an importer is given, and what it says of itself (docs/import.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relgraph.connect.glance import Glance, Recognition
from relgraph.connect.loading.spool import Spool
from relgraph.connect.tabular.days import DateOrder
from relgraph.core.extras import Extra
from relgraph.identity.matching.organizations import Employers


@dataclass(frozen=True)
class Given:
    """What somebody says of an export, besides where it lies; None: it is found out, and told in the report.

    `day`: of what the export tells; that of its files where nobody says it. `ours`: id of our own organisation, where
    the graph has one. `owner`: whose export it is, where that is no matter of the files. `mapping`: what the columns of
    a table mean. `organization`: whose chart it is, an id or the name of a new one. `only`: the files that are meant,
    of a folder that holds others as well. `employers`: the organisations that are known, by which names are resolved.
    """

    day: date | None = None
    encoding: str | None = None
    dates: DateOrder | None = None
    ours: str | None = None
    owner: str | None = None
    mapping: Path | None = None
    organization: str | None = None
    only: frozenset[Path] | None = None
    employers: Employers | None = None

    def takes(self, file: Path) -> bool:
        """Whether a file of a folder is meant."""
        return self.only is None or file in self.only

    def told_by(self, system: str, file: Path) -> str:
        """The source of what a file tells: system, file, day."""
        return f"{system} {file.name} {self.day_of(file)}"

    def day_of(self, file: Path) -> date:
        """Of which day a file tells: what was said, else the day on which it was written."""
        return self.day or date.fromtimestamp(file.stat().st_mtime)


@dataclass(frozen=True)
class Source:
    """A system whose exports can be imported.

    `read` reads all of an export into the spool, in a thread of its own; it raises InputError where there is nothing
    that it can read. Rows that it cannot use are rejected in the spool, and the rest goes on. `system` begins the ids
    and the sources of what it tells. `reads` and `leaves` say what of an export is read, and what is left.
    `recognise`: what it finds in a file that it reads, None in any other; without it nothing is proposed. `alone`: it
    reads one file, and no folder of several. `needs`: the option of the command without which nothing is read.
    `names_employers`: it tells employers by their names alone, and is given the organisations that are known, where the
    extra `match` is installed.
    """

    name: str
    system: str
    read: Callable[[Path, Given, Spool], None]
    reads: str
    leaves: str
    extra: Extra | None = None
    recognise: Callable[[Glance], Recognition | None] | None = None
    alone: bool = False
    needs: str = ""
    names_employers: bool = False
