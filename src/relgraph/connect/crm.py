"""What exports of systems for customer relationship management have in common: accounts that buy, and deals."""

from dataclasses import dataclass, field
from datetime import date

from relgraph.connect.account_types import account_type_words
from relgraph.connect.loading.spool import Spool
from relgraph.connect.naming import folded
from relgraph.connect.roles import role_words
from relgraph.connect.row_notes import RowNotes
from relgraph.connect.source import Given
from relgraph.connect.stages import StageMeaning, stage_words
from relgraph.connect.tabular.shape import Entry
from relgraph.connect.words import read_words
from relgraph.core.identifiers import normal
from relgraph.kinds.opportunity import DealOutcome
from relgraph.kinds.organization import OrganizationKind


@dataclass
class CrmExport:
    """One export while it is read: what was given, what the words mean, and what is worth knowing of the rows.

    `buyers`: ids and folded names of accounts with deals. `others`: ids of organisations that are no customers.
    """

    given: Given
    spool: Spool
    notes: RowNotes = field(default_factory=RowNotes)
    buyers: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        said = read_words(self.given.mapping)
        self.account_types = account_type_words(said)
        self.stages = stage_words(said)
        self.roles = role_words(said)

    def day(self, entry: Entry, field_: str) -> date | None:
        """The day in a cell; one that is none is rejected."""
        day = entry.day(field_)
        if day is None or isinstance(day, date):
            return day
        entry.row.reject(day)
        return None

    def tell_account(self, entry: Entry, id_: str | None) -> str | None:
        """That a row tells of an organisation, and its domain; its id, None where the row is rejected."""
        kind = self._kind(entry, id_)
        values = {"id": id_, "name": entry["name"], "kind": kind}
        organization = entry.row.tell("organization", values, entry.columns(id="id", name="name", kind="type"))
        if organization and kind is not OrganizationKind.CUSTOMER:
            self.others.add(organization)
        if organization and (website := entry["website"]):
            scheme = "linkedin" if normal("linkedin", website) else "domain"
            entry.row.identify(scheme, website, column=entry.column("website"), organization=organization)
        return organization

    def _kind(self, entry: Entry, id_: str | None) -> OrganizationKind:
        """What an account is to us: by its type, but who buys is a customer."""
        word = entry["type"]
        kind = self.account_types.find(word) if word else OrganizationKind.CUSTOMER
        if kind is None:
            self.notes.count(entry.row, f"unknown type of account '{word}', taken as customer")
        elif kind is not OrganizationKind.CUSTOMER and self.buyers & {id_, folded(entry["name"] or "")}:
            self.notes.count(entry.row, f"accounts of the type '{word}' with deals, taken as customers")
        else:
            return kind
        return OrganizationKind.CUSTOMER

    def stage(self, entry: Entry) -> StageMeaning:
        """What the word for the stage of a deal means."""
        word = entry["stage"]
        meaning = self.stages.find(word) if word else StageMeaning()
        if meaning is None:
            self.notes.count(entry.row, f"unknown stage '{word}', taken as none")
        return meaning or StageMeaning()

    def tell_deal(self, entry: Entry, id_: str | None, account: str, meaning: StageMeaning, *, by: str) -> str | None:
        """That a row tells of a deal: since the day it was entered, until it was closed. `by`: that of the account.

        Its id, None where the row is rejected: one that is closed has to say since when.
        """
        began = self.day(entry, "created")
        closed = self._closed(entry, meaning.outcome)
        if meaning.outcome and closed is None:
            return None
        if began and closed and closed <= began:
            self.notes.count(entry.row, "deals closed no later than they were entered, whose first day is unknown")
            began = None
        columns = entry.columns(id="id", account=by, name="name", stage="stage", valid_from="created", valid_to="close")
        values: dict[str, object] = {
            "id": id_,
            "account": account,
            "name": entry["name"],
            "stage": meaning.stage,
            "outcome": meaning.outcome,
            "valid_from": began,
            "valid_to": closed,
        }
        return entry.row.tell("opportunity", values, columns)

    def _closed(self, entry: Entry, outcome: DealOutcome | None) -> date | None:
        if outcome and not entry["close"]:
            entry.reject("close", "the deal is closed, and no day says since when", "Fill in the close date.")
        return self.day(entry, "close") if outcome else None
