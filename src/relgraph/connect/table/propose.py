"""A mapping for a table, proposed from its header and some of its rows: what was recognised, why, and what was not."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from relgraph.connect.loading.spool import spooled
from relgraph.connect.naming import name_key
from relgraph.connect.source import Given
from relgraph.connect.table.mapping import TAKEN
from relgraph.connect.tabular.recognised import NULLS, Meaning, Recognised, hint, is_header_of_people, recognised
from relgraph.connect.tabular.sheets import header_of, rows_of, sheets_of
from relgraph.connect.tabular.table import Cells, TextTable
from relgraph.core.errors import InputError

SAMPLE = 1_000
"""So many rows are looked at."""

_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_BRACES = re.compile(r"[{}]")


def propose(path: Path, given: Given) -> str:
    """A mapping in YAML. Raises InputError for what is no table, or one without names of people or organisations."""
    system = re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-") or "table"
    system = f"{system}-table" if system in TAKEN else system
    names: list[str | None] = [*sheets_of(path)]
    sheets = {name: found for name in names or [None] if (found := _looked_at(path, given, name, system))}
    if not sheets:
        raise InputError(
            f"No column of {path} is known to tell names of people or organisations.",
            remedy="Write a mapping by hand: docs/import.md shows how.",
        )
    lines = [
        f"# What the columns of {_shown(path.name)} mean, as far as it was found out. Look it over, then:",
        "#   relgraph import table FILE --mapping THIS.yaml",
        "# The word with which ids and sources begin; keep it the same for all exports of one system.",
        f"system: {system}",
    ]
    nulls = sorted({cell for found in sheets.values() for cell in found.nulls})
    lines += [f"nulls: {json.dumps(nulls, ensure_ascii=False)}  # cells that mean nothing"] if nulls else []
    if None in sheets:
        return "\n".join([*lines, *sheets[None].lines()]) + "\n"
    lines.append("sheets:")
    for name, found in sheets.items():
        lines += [f"  {_quoted(str(name))}:", *(f"    {line}" for line in found.lines())]
    return "\n".join(lines) + "\n"


def _looked_at(path: Path, given: Given, sheet: str | None, system: str) -> "_Proposal | None":
    table = TextTable("", given.encoding, is_header=is_header_of_people)
    try:
        columns = header_of(table, path, sheet)
    except InputError:
        # Most likely a table all the same, the names of whose columns say nothing.
        table = TextTable("", given.encoding)
        columns = header_of(table, path, sheet) if sheet is None else []
    with spooled() as spool:
        sample = [cells for _, cells in islice(rows_of(table, spool, path, sheet), SAMPLE)] if columns else []
    columns = [column for column in dict.fromkeys(columns) if column]
    usable = [column for column in columns if not _BRACES.search(column)]
    found = _Proposal(system, path.stem, columns, sample, recognised(usable, sample))
    return found if found.person or Meaning.ORGANIZATION in found.means else None


@dataclass(frozen=True)
class _Proposal:
    """What is known of a table, and the mapping that follows from it."""

    system: str
    stem: str
    columns: Sequence[str]
    sample: Sequence[Cells]
    means: dict[Meaning, Recognised]

    @property
    def nulls(self) -> set[str]:
        """Cells that most likely mean nothing."""
        return {cell for cells in self.sample for cell in cells.values() if cell in NULLS}

    @property
    def person(self) -> str | None:
        """The name of a person, as a template; None where no column tells it."""
        if Meaning.NAME in self.means:
            return self._cell(Meaning.NAME)
        if Meaning.LAST_NAME not in self.means:
            return None
        if Meaning.FIRST_NAME not in self.means:
            return self._cell(Meaning.LAST_NAME)
        first, last = self.means[Meaning.FIRST_NAME].column, self.means[Meaning.LAST_NAME].column
        chinese = any(_CHINESE.fullmatch(cells.get(last, "")) for cells in self.sample)
        return f"{{{last}}}{{{first}}}" if chinese else f"{{{first}}} {{{last}}}"

    def lines(self) -> list[str]:
        """The mapping, without what stands above it."""
        used = {each.column for each in self.means.values()}
        lines = [f"# {_shown(each.column)}: {kind.value}, {each.why}" for kind, each in self.means.items()]
        left = [f"{_shown(c)} ({hint(c, self.sample)})" for c in self.columns if c not in used]
        left += [f"{_shown(self.means[kind].column)} ({kind.value})" for kind in _LEFT if kind in self.means]
        lines += [f"# not told: {'; '.join(left)}"] if left else []
        lines.append("tells:")
        lines += self._employer()
        if self.person:
            lines += [*self._unit(), *self._employee(self.person), *self._seat(), *self._line()]
        return lines

    def _cell(self, meaning: Meaning, *, as_id: bool = False) -> str:
        return f"{{{self.means[meaning].column}{'|folded' if as_id else ''}}}"

    def _employer(self) -> Iterator[str]:
        yield "  employer:"
        yield "    is: organization"
        if Meaning.ORGANIZATION in self.means:
            yield f"    id: {_quoted(f'{self.system}:org.{self._cell(Meaning.ORGANIZATION, as_id=True)}')}"
            yield "    mentioned: true  # by its name alone: whoever tells more of it is believed"
            yield f"    fields: {{name: {_quoted(self._cell(Meaning.ORGANIZATION))}, kind: customer}}"
        else:
            yield f"    id: {_quoted(f'{self.system}:org')}"
            yield "    mentioned: true"
            yield "    # No column tells it: correct the name, and what it is to us."
            yield f"    fields: {{name: {_quoted(_plain_text(self.stem))}, kind: customer}}"
        if Meaning.DOMAIN in self.means and Meaning.ORGANIZATION in self.means:
            yield f"    known_by: {{domain: {_quoted(self._cell(Meaning.DOMAIN))}}}"

    def _unit(self) -> Iterator[str]:
        if Meaning.UNIT in self.means:
            of = f"{self._cell(Meaning.ORGANIZATION, as_id=True)}." if Meaning.ORGANIZATION in self.means else ""
            yield "  department:"
            yield "    is: unit"
            yield f"    id: {_quoted(f'{self.system}:unit.{of}{self._cell(Meaning.UNIT, as_id=True)}')}"
            yield "    mentioned: true"
            yield f"    fields: {{name: {_quoted(self._cell(Meaning.UNIT))}, organization: employer}}"

    def _employee(self, name: str) -> Iterator[str]:
        yield "  employee:"
        yield "    is: person"
        if key := self._key:
            yield f"    id: {_quoted(f'{self.system}:{{{key}}}')}"
        else:
            yield "    # No column tells ids: two people of one name at one employer become one."
            yield f"    id: {_quoted(f'{self.system}:{self._name_id(name)}')}"
        yield "    fields:"
        yield f"      name: {_quoted(name)}"
        if Meaning.ENGLISH_NAME in self.means:
            yield f"      english_name: {_quoted(self._cell(Meaning.ENGLISH_NAME))}"
        known = {"email": (Meaning.EMAIL,), "phone": (Meaning.PHONE, Meaning.MOBILE), "linkedin": (Meaning.LINKEDIN,)}
        told = {scheme: [self._cell(k) for k in kinds if k in self.means] for scheme, kinds in known.items()}
        if any(told.values()):
            yield "    known_by:"
            yield from (f"      {k}: [{', '.join(map(_quoted, cells))}]" for k, cells in told.items() if cells)

    def _name_id(self, name: str) -> str:
        of = f"{self._cell(Meaning.ORGANIZATION, as_id=True)}." if self._always(Meaning.ORGANIZATION) else ""
        return of + name.replace("}{", "}.{").replace("} {", "}.{").replace("}", "|folded}")

    def _always(self, meaning: Meaning) -> bool:
        """Whether a column is filled in all rows."""
        return meaning in self.means and all(self.means[meaning].column in cells for cells in self.sample)

    @property
    def _key(self) -> str | None:
        """The column of ids: filled, without blanks, and different in all rows of a sample."""
        for kind in (Meaning.PERSON, Meaning.ID, Meaning.POST):
            if kind in self.means and self._always(kind):
                column = self.means[kind].column
                cells = [row[column] for row in self.sample]
                if len(set(cells)) == len(cells) and not any(" " in cell for cell in cells):
                    return column
        return None

    def _seat(self) -> Iterator[str]:
        yield "  seat:"
        yield "    is: position"
        yield "    fields:"
        yield "      person: employee"
        yield "      organization: employer"
        if Meaning.UNIT in self.means:
            yield "      unit: department"
        for kind, name in ((Meaning.TITLE, "title"), (Meaning.ENGLISH_TITLE, "english_title")):
            if kind in self.means:
                yield f"      {name}: {_quoted(self._cell(kind))}"

    def _line(self) -> Iterator[str]:
        for kind in (Meaning.MANAGER, Meaning.MANAGER_NAME, Meaning.MANAGER_EMAIL):
            if kind in self.means:
                yield "  line:"
                yield "    is: reporting_line"
                yield f"    fields: {{person: employee, manager: {self._manager(kind)}}}"
                return

    def _manager(self, kind: Meaning) -> str:
        column = self.means[kind].column
        cells = [row[column] for row in self.sample if column in row]
        if cells and sum("@" in cell for cell in cells) * 2 > len(cells):
            return _quoted(f"email:{{{column}|folded}}")
        key = self._key
        ids = {row[key] for row in self.sample if key in row} if key else set[str]()
        names = {name_key(self._name(row)) for row in self.sample}
        by_id = sum(cell in ids for cell in cells)
        if key and by_id >= sum(name_key(cell) in names for cell in cells) and kind is Meaning.MANAGER:
            return _quoted(f"{self.system}:{{{column}}}")
        return f"{{by_name: {_quoted(f'{{{column}}}')}}}"

    def _name(self, row: Cells) -> str:
        if Meaning.NAME in self.means:
            return row.get(self.means[Meaning.NAME].column, "")
        kinds = [kind for kind in (Meaning.FIRST_NAME, Meaning.LAST_NAME) if kind in self.means]
        return " ".join(row.get(self.means[kind].column, "") for kind in kinds)


_LEFT = (Meaning.GRADE, Meaning.LEVEL, Meaning.DAY)
"""What is recognised, and is no matter of the graph, or not known to be."""


def _quoted(text: str) -> str:
    """A text as YAML has it in quotes."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in plain)


def _plain_text(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _shown(name: str) -> str:
    """A name in a comment: on one line, and not longer than helps."""
    return "".join(letter if letter.isprintable() else " " for letter in name)[:60]
