"""Mailboxes and calendars into who knows whom: headers of messages and attendees of meetings alone (docs/import.md)."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from relgraph.connect.glance import Glance, KnownBy, Recognition
from relgraph.connect.loading.spool import Spool
from relgraph.connect.mail.acquaintances import Acquaintances
from relgraph.connect.mail.headers import (
    Message,
    Unsaid,
    headers_of_maildir,
    headers_of_mbox,
    is_mbox,
    message_of,
)
from relgraph.connect.mail.names import FREE_MAIL, domain_of
from relgraph.connect.source import Given, Source
from relgraph.connect.tabular.reader import Fault
from relgraph.core.clock import HERE
from relgraph.core.errors import InputError
from relgraph.core.extras import Extra, require_extra
from relgraph.core.identifiers import normal

if TYPE_CHECKING:
    from relgraph.connect.mail.meetings import Meeting

SYSTEM = "mail"


def read(path: Path, given: Given, spool: Spool) -> None:
    """Tell of each pair, one of ours and somebody else, who wrote to each other or met; how often; and each meeting."""
    known = Acquaintances(_ours(given))
    boxes = [each for each in _boxes(path) if given.takes(each)]
    if any(_is_calendar(each) for each in boxes):
        require_extra(Extra.IMPORT)
    # Of a sender further east it may be tomorrow.
    tomorrow = HERE.today() + timedelta(days=1)
    file = 0
    for each in boxes:
        file = spool.file(each.name if each == path else str(each.relative_to(path)), given.told_by(SYSTEM, each))
        unsaid: Counter[str] = Counter()
        earlier = 0
        for number, found in enumerate(_read_box(each, tomorrow), 1):
            row = spool.row(file, number)
            if isinstance(found, Fault):
                row.reject(found)
            elif isinstance(found, Unsaid):
                unsaid[found.why] += 1
            elif isinstance(found, Message):
                known.add_message(found, row)
            else:
                known.add_meeting(SYSTEM, found, row)
                earlier += found.more
        for why, times in sorted(unsaid.items()):
            spool.note(file, f"{why}, which tell nothing: {times:,}")
        if earlier:
            spool.note(file, f"series of which meetings longer than two years ago are left out: {earlier:,}")
    if alone := known.tell(SYSTEM, given.ours):
        spool.note(file, f"pairs of whom only one wrote, who need not know each other: {alone:,}")


def recognise(seen: Glance) -> Recognition | None:
    """A mailbox, by how it begins, or a Maildir, or a calendar."""
    if seen.path.is_dir():
        return Recognition("Maildir", KnownBy.FOLDER) if is_maildir(seen.path) else None
    if _is_calendar(seen.path):
        return Recognition("calendar", KnownBy.BEGINNING) if b"BEGIN:VCALENDAR" in seen.head.upper() else None
    return Recognition("mbox", KnownBy.BEGINNING) if seen.head.startswith(b"From ") else None


def _ours(given: Given) -> str:
    """The domain of the owner's address; the address itself where the domain is anybody's."""
    known = normal("email", given.owner or "")
    if known is None:
        said = f"'{given.owner}' is no e-mail address" if given.owner else "The files do not say whose mail this is"
        raise InputError(
            f"{said}.",
            field="owner",
            remedy="Name the address of one of ours: --owner me@acme.com; its domain is ours.",
        )
    address = known.removeprefix("email:")
    return address if domain_of(address) in FREE_MAIL else domain_of(address)


def _boxes(path: Path) -> Iterator[Path]:
    """The mbox files, Maildirs and calendars at a path, in the order of their names."""
    if path.is_file():
        if not (_is_calendar(path) or is_mbox(path)):
            raise InputError(f"{path} is neither a mailbox nor a calendar.", remedy=f"It reads {MAIL.reads}")
        yield path
        return
    for folder, folders, files in os.walk(path):
        within = Path(folder)
        if is_maildir(within):
            yield within
            folders[:] = [each for each in folders if each not in ("cur", "new", "tmp")]
        folders.sort()
        for name in sorted(files):
            each = within / name
            if each.is_file() and (_is_calendar(each) or is_mbox(each)):
                yield each


def is_maildir(folder: Path) -> bool:
    """Whether a folder is one mailbox, a file a message."""
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def _is_calendar(path: Path) -> bool:
    return path.suffix.casefold() in (".ics", ".ical")


def _read_box(box: Path, today: date) -> Iterator["Message | Meeting | Unsaid | Fault"]:
    if box.is_dir():
        yield from (message_of(header, today) for header in headers_of_maildir(box))
    elif _is_calendar(box):
        from relgraph.connect.mail.meetings import meetings_of  # noqa: PLC0415  (an extra)

        yield from meetings_of(box, today)
    else:
        with box.open("rb") as file:
            yield from (message_of(header, today) for header in headers_of_mbox(file))


MAIL = Source(
    "mail",
    SYSTEM,
    read,
    reads="mbox files, Maildirs and calendars (.ics), or a folder of them: headers and attendees alone.",
    leaves="Subjects, bodies, attachments; what lists and programs write; addresses of free-mail services.",
    recognise=recognise,
    needs="--owner me@our-domain.com",
)
