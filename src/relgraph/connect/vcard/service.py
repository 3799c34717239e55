"""Address books (vCard 2.1, 3.0 and 4.0) into people, their employers and whom they work with (docs/import.md)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from relgraph.connect.glance import Glance, KnownBy, Recognition
from relgraph.connect.loading.spool import SourceRow, Spool
from relgraph.connect.naming import folded, full_name, named_id
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.encoding import as_utf8_in, detected, known, shown_encoding
from relgraph.connect.tabular.reader import Fault, FilePosition
from relgraph.connect.vcard.cards import MOST_TEXT, AddressCard, cards_of
from relgraph.connect.vcard.properties import CardContent, said_by
from relgraph.core.errors import InputError
from relgraph.core.identifiers import normal

SYSTEM = "vcard"
_NO_HEADER = FilePosition(1, 0, 0)
_WIDE = ("utf-16", "utf-32")
_SUFFIXES = (".vcf", ".vcard")
_GROUPS = frozenset({"GROUP", "ORG", "LOCATION", "COMPANY"})
_COLUMNS = {"name": "FN", "title": "TITLE", "organization": "ORG", "unit": "ORG", "id": "UID"}
_SHORT = re.compile(r"\S{1,200}")
"""A UID that may end an id: many systems write e-mail addresses or fingerprints, some write sentences."""
_UNREAD = "Export the card again, as vCard 4.0."


class CardRelation(StrEnum):
    """How somebody whom a card names stands to the person of the card. Families are not read (method M20)."""

    MANAGER = "manager"
    ASSISTANT = "assistant"
    COLLEAGUE = "colleague"


_TOLD_BY = {
    CardRelation.MANAGER: ("X-MS-MANAGER", "X-MANAGER", "X-EVOLUTION-MANAGER"),
    CardRelation.ASSISTANT: ("X-MS-ASSISTANT", "X-ASSISTANT", "X-EVOLUTION-ASSISTANT"),
}
_CALLED = {
    **{each.value.upper(): each for each in CardRelation},
    **dict.fromkeys(("CO-WORKER", "COWORKER"), CardRelation.COLLEAGUE),
}


class _Related(NamedTuple):
    row: SourceRow
    person: str
    relation: CardRelation
    other: str


@dataclass
class _Book:
    """What is known across the cards: who has which name, and who is named by others."""

    spool: Spool
    names: dict[str, str | None] = field(default_factory=dict)
    related: list[_Related] = field(default_factory=list)

    def read_card(self, row: SourceRow, card: AddressCard, said: CardContent) -> bool:
        """Tell what a card says; False where it is none of a person."""
        if broken := _fault_of(card):
            row.reject(broken)
            return True
        for fault in said.faults:
            row.reject(fault)
        if any(each.text.upper() in _GROUPS for each in said.all("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS")):
            return False
        names = list(dict.fromkeys(_names_of(said)))
        mail = said.first("EMAIL")
        name = next(iter(names), mail)
        if name is None:
            row.reject(Fault("FN", f"card {card.number} has neither a name nor an e-mail address", "Give it a name."))
            return True
        known = {"id": _id_of(said, name, mail), "name": name, "aliases": tuple(names[1:])}
        if person := row.tell("person", known, _COLUMNS):
            _tell_addresses(row, said, person)
            _tell_seats(row, said, person)
            for each in {folded(called) for called in (name, _name_in_parts(said)) if called}:
                self.names[each] = person if self.names.get(each, person) == person else None
            self.related += [_Related(row, person, *other) for other in _related(said)]
        return True

    def tell_relations(self) -> None:
        """Who is named by others, where that is one card; how often it is not is noted."""
        unknown: dict[tuple[int, CardRelation], int] = {}
        for row, person, relation, other in self.related:
            id_ = f"{SYSTEM}:{_uid(other)}" if other.startswith("urn:uuid:") else self.names.get(folded(other))
            if id_ is None or not self.spool.has(id_):
                unknown[row.file, relation] = unknown.get((row.file, relation), 0) + 1
            elif id_ == person:
                who = "reports to themselves" if relation is CardRelation.MANAGER else f"is their own {relation}"
                row.reject(Fault(None, f"the person {who}", "Correct the card."))
            elif relation is CardRelation.MANAGER:
                row.tell("reporting_line", {"person": person, "manager": id_})
            else:
                row.tell("tie", {"person_a": person, "person_b": id_, "basis": relation.value}, derived=True)
        for (file, relation), times in unknown.items():
            self.spool.note(file, f"{relation}s who are named and are not one card of the import, left out: {times:,}")


def read(path: Path, given: Given, spool: Spool) -> None:
    """Tell of every card who it is, where they work, and with whom."""
    book = _Book(spool)
    for number, each in enumerate(each for each in _files_of(path) if given.takes(each)):
        _read_file(book, each, each.name if each == path else str(each.relative_to(path)), given, number)
    book.tell_relations()
    if not spool.rows:
        raise InputError(f"{path} holds no cards.", remedy=f"It reads {VCARD.reads}")


def recognise(seen: Glance) -> Recognition | None:
    """A file that begins with a card."""
    named = seen.path.suffix.casefold() in _SUFFIXES
    # A letter may have several bytes.
    begins = seen.head.replace(b"\x00", b"").upper().find(b"BEGIN:VCARD")
    return Recognition("vCards", KnownBy.BEGINNING) if named and begins >= 0 else None


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(each for each in path.rglob("*") if each.suffix.casefold() in _SUFFIXES and each.is_file())


def _read_file(book: _Book, path: Path, name: str, given: Given, number: int) -> None:
    encoding = known(given.encoding) if given.encoding else detected(path)
    readable = path
    if encoding.startswith(_WIDE):
        folder = book.spool.folder / str(number)
        folder.mkdir()
        readable, encoding = as_utf8_in(folder, path, encoding), "utf-8"
    file = book.spool.file(name, given.told_by(SYSTEM, path), readable, _NO_HEADER)
    if encoding != "utf-8":
        book.spool.note(file, f"what is no UTF-8 was read as {shown_encoding(encoding)}")
    others = 0
    with readable.open("rb") as opened:
        for card in cards_of(opened):
            row = book.spool.row(file, card.line, card.position)
            others += not book.read_card(row, card, said_by(card, encoding, given=bool(given.encoding)))
    if others:
        book.spool.note(file, f"cards of groups and organisations, left out: {others:,}")


def _fault_of(card: AddressCard) -> Fault | None:
    if not card.whole:
        return Fault(None, f"card {card.number} does not end", "Write END:VCARD below it, or delete it.")
    if card.long:
        return Fault(None, f"card {card.number} has more than {MOST_TEXT:,} letters of names and addresses", _UNREAD)
    return None


def _names_of(said: CardContent) -> Iterator[str]:
    """What somebody is called, the name that is shown first."""
    yield from (each.text for each in said.all("FN") if each.text)
    if not said.first("FN") and (name := _name_in_parts(said)):
        yield name
    for each in said.all("NICKNAME"):
        yield from (name for name in each.parts(",") if name)


def _name_in_parts(said: CardContent) -> str:
    """The name that N tells, without titles: `Doe;Jane;Q.;Dr.;` is Jane Q. Doe."""
    family, first, more = [*next((each.parts() for each in said.all("N")), []), "", "", ""][:3]
    return full_name(" ".join(part for part in (first, more) if part), family)


def _id_of(said: CardContent, name: str, mail: str | None) -> str:
    uid = _uid(said.first("UID") or "")
    if not uid:
        return named_id(SYSTEM, "person", name, mail if mail != name else None)
    return f"{SYSTEM}:{uid}" if _SHORT.fullmatch(uid) else named_id(SYSTEM, "uid", uid)


def _uid(text: str) -> str:
    return text.strip().removeprefix("urn:uuid:")


def _tell_addresses(row: SourceRow, said: CardContent, person: str) -> None:
    for each in said.all("EMAIL"):
        row.identify("email", each.text, column="EMAIL", person=person)
    for each in said.all("TEL"):
        if each.types & {"CELL", "IPHONE"}:
            number = each.text.removeprefix("tel:").partition(";")[0]
            row.identify("phone", number, column="TEL", person=person)
    for each in said.all("URL", "X-SOCIALPROFILE"):
        if (normal("linkedin", each.text) or "").startswith(("linkedin:in/", "linkedin:pub/")):
            row.identify("linkedin", each.text, column=each.name, person=person)


def _tell_seats(row: SourceRow, said: CardContent, person: str) -> None:
    """A seat in each organisation, in the innermost of its units; titles are told in the same order."""
    titles = [each.text for each in said.all("TITLE")]
    employers = [each.parts() for each in said.all("ORG")]
    for (name, *units), title in zip_longest(employers, titles[: len(employers)]):
        if not name:
            continue
        employer = {"id": named_id(SYSTEM, "org", name), "name": name, "kind": "other"}
        organization = row.tell("organization", employer, {"name": "ORG"}, derived=True)
        unit = None
        for depth in (n for n, part in enumerate(units, 1) if part):
            within = {"organization": organization, "parent": unit, "name": units[depth - 1]}
            id_ = named_id(SYSTEM, "unit", name, *units[:depth])
            unit = row.tell("unit", {"id": id_, **within}, {"name": "ORG"}, derived=True)
        seat = {"person": person, "organization": organization, "unit": unit, "title": title}
        row.tell("position", seat, _COLUMNS)


def _related(said: CardContent) -> Iterator[tuple[CardRelation, str]]:
    for relation, names in _TOLD_BY.items():
        yield from ((relation, each.text) for each in said.all(*names) if each.text)
    labels = {each.group: each.text.removeprefix("_$!<").removesuffix(">!$_") for each in said.all("X-ABLABEL")}
    for each in said.all("RELATED", "X-ABRELATEDNAMES"):
        called = {*each.types, labels.get(each.group, "").upper() if each.group else ""}
        yield from ((_CALLED[one], each.text) for one in sorted(called & set(_CALLED)) if each.text)


VCARD = Source(
    "vcard",
    SYSTEM,
    read,
    reads="vCards (.vcf) of version 2.1, 3.0 or 4.0: a file of one or many, or a folder of such files.",
    leaves="Families, birthdays, photos, notes, home addresses, phones that are no mobiles.",
    recognise=recognise,
)
