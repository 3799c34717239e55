"""A staff table into the graph: people, their seats and units, and who reports to whom (docs/import.md#orgchart)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from relgraph.connect.loading.spool import SourceRow, Spool, spooled
from relgraph.connect.naming import folded, name_key
from relgraph.connect.orgchart.chart import Chart, Told
from relgraph.connect.orgchart.columns import Columns
from relgraph.connect.source import Given
from relgraph.connect.tabular.days import day_of
from relgraph.connect.tabular.reader import Fault
from relgraph.connect.tabular.recognised import Meaning
from relgraph.connect.tabular.sheets import rows_of
from relgraph.connect.tabular.table import Cells
from relgraph.core.errors import InputError
from relgraph.record.fields import is_id

SYSTEM = "orgchart"
_LISTED = 10
"""So many names are listed in a note."""


def read(path: Path, given: Given, spool: Spool) -> None:
    """Read a staff table: once to find out who stands under whom, then again to tell it.

    Raises InputError where nobody says whose chart it is, or no column tells names or managers.
    """
    if not given.organization:
        raise InputError(
            "Whose chart it is has to be told.",
            remedy="Add --of with the id of an organisation, or with the name of a new one.",
        )
    columns = Columns.of(path, given)
    staff = _Staff(columns, given.organization)
    with spooled() as looked:
        for row, cells in rows_of(columns.table(""), looked, path, columns.mapping.sheet):
            staff.look(row.line, cells)
    staff.chart.settle()
    given = replace(given, day=given.day or staff.day)
    # Each chart is a source of its own: one that is complete ends nothing of another organisation's.
    spool.system = f"{SYSTEM}:{staff.scope}"
    for row, cells in rows_of(columns.table(given.told_by(spool.system, path)), spool, path, columns.mapping.sheet):
        staff.tell(row, cells)
    for note in staff.notes():
        spool.note(spool.files, note)


@dataclass
class _Staff:
    """The people of one organisation's chart."""

    columns: Columns
    organization: str
    chart: Chart = field(init=False)
    _days: set[str] = field(default_factory=set)
    _called: dict[str, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))
    _mentioned: set[str] = field(default_factory=set)
    _counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chart = Chart(self.columns.manager or "")
        self.scope = self.organization if is_id(self.organization) else folded(self.organization)
        self.scope = self.scope.removeprefix(f"{SYSTEM}:")

    @property
    def day(self) -> date | None:
        """Of which day the chart is, where its rows tell one and the same."""
        if len(self._days) != 1:
            return None
        (cell,) = self._days
        for text in (cell, f"1 {cell}"):
            if isinstance(found := day_of(text, None, ""), date):
                return found
        return None

    def look(self, line: int, cells: Cells) -> None:
        """See who a row is of, and whom it names as the manager."""
        columns, name = self.columns, self.columns.holder(cells)
        post = self._post(line, cells)
        unit = columns.cell(cells, Meaning.UNIT)
        nothing = not (columns.name(cells) or columns.cell(cells, Meaning.TITLE) or unit)
        person = self._person(post, cells, name)
        refers = cells.get(columns.manager or "")
        vacant = columns.is_vacant(columns.name(cells))
        told = Told(line, post, refers, person, name, folded(unit) if unit else None, vacant, nothing)
        self.chart.add(told, name, columns.cell(cells, Meaning.EMAIL), columns.cell(cells, Meaning.PERSON))
        if person and name:
            self._called[name_key(name)].append((line, person, post))
        if (day := columns.cell(cells, Meaning.DAY)) and len(self._days) <= 1:
            self._days.add(day)

    def tell(self, row: SourceRow, cells: Cells) -> None:
        """Tell everything that a row says of people, and what is wrong with it."""
        post, name = self._post(row.line, cells), self.columns.holder(cells)
        self._tell_organization(row)
        unit = self._tell_unit(row, cells)
        if fault := self.chart.fault(row.line):
            row.reject(fault)
        vacant = self.columns.is_vacant(self.columns.name(cells))
        if vacant:
            row.reject(
                Fault(self._column(Meaning.NAME), "the post is vacant", "Name who holds it, once somebody does.")
            )
        elif name is None:
            self._counts["undisclosed"] += not self.chart.posts[post].says_nothing
        else:
            self._tell_person(row, cells, post, name, unit)
        self._check_shared(row, post, name, vacant=vacant)

    def _tell_person(self, row: SourceRow, cells: Cells, post: str, name: str, unit: str | None) -> None:
        columns = self.columns
        english = columns.cell(cells, Meaning.ENGLISH_NAME)
        person = row.tell(
            "person",
            {"id": self._person(post, cells, name), "name": name, "english_name": english},
            {"id": self._column(columns.key or Meaning.NAME), "name": self._column(Meaning.NAME)},
        )
        if person is None:
            return
        for kind, scheme in (*((k, "phone") for k in (Meaning.PHONE, Meaning.MOBILE)), *_ADDRESSES):
            row.identify(scheme, columns.cell(cells, kind), column=self._column(kind), person=person)
        layer = self.chart.layer(row.line, post)
        self._counts["no layer"] += layer is None
        seat = {
            "person": person,
            "organization": self._organization_id,
            "unit": unit,
            "title": columns.cell(cells, Meaning.TITLE),
            "english_title": columns.cell(cells, Meaning.ENGLISH_TITLE),
            "layer": layer,
        }
        row.tell("position", seat, {"unit": self._column(Meaning.UNIT), "title": self._column(Meaning.TITLE)})
        if not self.chart.reports(row.line):
            return
        if manager := self.chart.manager(row.line, person):
            line = {"person": person, "manager": manager}
            row.tell("reporting_line", line, {"manager": self.chart.column})
            self._counts["past"] += self.chart.goes_past(row.line)
        else:
            self._counts["nobody"] += 1

    def _tell_organization(self, row: SourceRow) -> None:
        if not is_id(self.organization):
            told = {"id": self._organization_id, "name": self.organization, "kind": "customer"}
            self._tell_once(row, "organization", told)

    def _tell_unit(self, row: SourceRow, cells: Cells) -> str | None:
        name = self.columns.cell(cells, Meaning.UNIT)
        if not name:
            return None
        parent = self.chart.parents.get(folded(name))
        unit = {
            "id": self._unit_id(folded(name)),
            "name": name,
            "organization": self._organization_id,
            "parent": self._unit_id(parent) if parent else None,
        }
        return self._tell_once(row, "unit", unit)

    def _tell_once(self, row: SourceRow, noun: str, values: Mapping[str, str | None]) -> str | None:
        """What many rows mention alike is told by the first of them."""
        if (id_ := values["id"]) not in self._mentioned:
            id_ = row.tell(noun, values, {"name": self._column(Meaning.UNIT)}, derived=True)
            self._mentioned |= {id_} if id_ else set()
        return id_

    def _check_shared(self, row: SourceRow, post: str, name: str | None, *, vacant: bool) -> None:
        """A second row of a post tells a second holder, unless it names the same one or rows are of people."""
        first = self.chart.posts[post].first
        key = self.columns.key
        if (
            key in (None, Meaning.PERSON)
            or first.line == row.line
            or name_key(name or "") == name_key(first.name or "")
        ):
            return
        who = "somebody and nobody" if first.vacant or vacant else "two people"
        said = f"{who} are told for the post '{post}': see row {first.line}"
        whose = "Keep one of the rows; until then whoever reports to the post reports to the first who is known."
        row.reject(Fault(self._column(key), said, whose))

    def notes(self) -> list[str]:
        """What is worth knowing of how the chart was read."""
        told = {
            "undisclosed": "{:,} posts tell no person: whose they are is not disclosed",
            "past": "{:,} lines go past posts whose holder is not known, to the next known manager",
            "no layer": "{:,} people have no layer: their chain to the one top is not known whole",
            "nobody": "{:,} people report to posts above which nobody is known: no line is told of them",
        }
        notes = [text.format(self._counts[name]) for name, text in told.items() if self._counts[name]]
        if self.day:
            notes.append(f"of {self.day}, as {self._column(Meaning.DAY)} says")
        return [*notes, *self._namesakes()]

    def _namesakes(self) -> list[str]:
        """Names that stand in several rows: of one person by the same id, else of people who may be one."""
        same, others = list[str](), list[str]()
        for rows in self._called.values():
            if len(rows) > 1 and self.columns.key:
                name = self.chart.posts[rows[0][2]].name
                where = f"{name}, rows {', '.join(str(line) for line, _, _ in rows)}"
                people = {person for _, person, _ in rows}
                (same if len(people) == 1 else others).append(where)
        told = [f"one person holds several posts: {_listed(same)}"] if same else []
        return [*told, *([f"several posts, and as many people of one name: {_listed(others)}"] if others else [])]

    def _post(self, line: int, cells: Cells) -> str:
        key = self.columns.key
        if key and (id_ := self._plain(self.columns.cell(cells, key))):
            return id_
        name = self.columns.holder(cells)
        return name_key(name) if name and not key else f"row.{line}"

    def _person(self, post: str, cells: Cells, name: str | None) -> str | None:
        """Their id: by an id of their own, else by the post and the name, as posts outlive who holds them."""
        if name is None:
            return None
        own = self._plain(self.columns.cell(cells, Meaning.PERSON))
        if own is None:
            own = f"{post}.{folded(name)}" if self.columns.key else name_key(name)
        return f"{SYSTEM}:{self.scope}.{own}"

    @property
    def _organization_id(self) -> str:
        return self.organization if is_id(self.organization) else f"{SYSTEM}:{self.scope}"

    def _unit_id(self, key: str) -> str:
        return f"{SYSTEM}:{self.scope}.unit:{key}"

    def _column(self, meaning: Meaning) -> str:
        return self.columns.names.get(meaning, meaning.value)

    @staticmethod
    def _plain(text: str | None) -> str | None:
        """An id as it is compared: without blanks."""
        return "-".join(text.split()) if text else None


_ADDRESSES = ((Meaning.EMAIL, "email"), (Meaning.LINKEDIN, "linkedin"))


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return "; ".join(names[:_LISTED]) + more
