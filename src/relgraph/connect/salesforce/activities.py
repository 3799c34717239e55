"""Tasks and events of Salesforce: who of ours had to do with which contact, how, and when last."""

from datetime import date

from relgraph.connect.loading.spool import SourceRow
from relgraph.connect.salesforce.dealings import Dealings
from relgraph.connect.salesforce.export import SalesforceExport, entity_id, is_gone
from relgraph.connect.tabular.shape import Entry
from relgraph.connect.words import read_words

BASIS = "activities in Salesforce"
_DONE = frozenset({"completed", "已完成", "完成", "erledigt", "abgeschlossen"})
_LEAD_PREFIX = "00Q"

_Latest = tuple[date, int, int]
"""A day, and the file and the line that tell it."""


class Activities:
    """The last contact of each pair of a user and a contact: one entry a pair, however many activities there are."""

    def __init__(self, export: SalesforceExport) -> None:
        self._export = export
        self._dealings = Dealings(export, read_words(export.given.mapping))
        self._latest: dict[str, dict[str, _Latest]] = {}
        self._columns: dict[int, tuple[str, str, str]] = {}
        self._sources: dict[int, str] = {}

    def read(self, entry: Entry, day: date, *, task: bool) -> None:
        """An activity: it counts where it has taken place by the day of the export, between one of ours and a contact.

        All others tell nothing, and how many they are is noted.
        """
        if is_gone(entry, "tie"):
            return
        what = self._why_not(entry, task=task)
        took_place = None if what else self._day(entry)
        if took_place and took_place > day:
            what = "activities that are yet to come"
        if what:
            self._export.notes.count(entry.row, f"{what}, which tell nothing")
        elif took_place:
            self._keep(entry, took_place)
            self._dealings.tell(entry, took_place, day, task=task)

    def tell(self) -> None:
        """One tie a pair, by the row that has the last day."""
        for owner, latest in self._latest.items():
            for contact, (day, file, line) in latest.items():
                row = SourceRow(self._export.spool, file, line, self._sources[file])
                values = {"person_a": owner, "person_b": contact, "basis": BASIS, "last_contact": day}
                row.tell("tie", values, self._columns_of(file, swapped=owner > contact))

    def _columns_of(self, file: int, *, swapped: bool) -> dict[str, str]:
        """A tie has no direction: its ends stand in the order of their ids."""
        owner, contact, day = self._columns[file]
        ends = (contact, owner) if swapped else (owner, contact)
        return {"person_a": ends[0], "person_b": ends[1], "last_contact": day}

    def _why_not(self, entry: Entry, *, task: bool) -> str | None:
        contact = entry["contact"]
        if contact is None:
            return "activities without a contact"
        if contact.startswith(_LEAD_PREFIX):
            return "activities with leads"
        if entry.is_true("private"):
            return "activities marked as private"
        if task and not (entry.is_true("closed") or (entry["status"] or "").casefold() in _DONE):
            return "tasks that are not completed"
        owner = entry["owner"]
        if owner is None or entity_id(owner) not in self._export.users:
            return "activities whose owner is no user of the export"
        return None

    def _day(self, entry: Entry) -> date | None:
        """The day of an activity; a row without one, or with one that is none, is rejected."""
        field = next((name for name in ("date", "moment", "start") if entry[name]), None)
        if field is None:
            entry.reject("date", "the activity has no day", "Fill in its date.")
            return None
        return self._export.day(entry, field)

    def _keep(self, entry: Entry, day: date) -> None:
        row = entry.row
        row.keep()
        told = (day, row.file, row.line)
        latest = self._latest.setdefault(entity_id(entry["owner"] or ""), {})
        contact = entity_id(entry["contact"] or "")
        latest[contact] = max(latest.get(contact, told), told)
        if row.file not in self._columns:
            self._sources[row.file] = row.source
            self._columns[row.file] = (entry.column("owner"), entry.column("contact"), entry.column("date"))
