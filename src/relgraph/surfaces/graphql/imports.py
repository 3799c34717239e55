"""GraphQL: imports that a server makes, how they go, and what became of them (docs/import.md)."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import date, datetime
from typing import Annotated, Self

import strawberry
from starlette.datastructures import UploadFile

from relgraph.connect.imports.order import HandedFile, ImportOrder
from relgraph.connect.imports.service import KEPT
from relgraph.connect.imports.status import ImportState, ImportStatus
from relgraph.connect.source import Given
from relgraph.connect.sources import ImportSource
from relgraph.connect.tabular.days import DateOrder
from relgraph.core.errors import InputError, NotFoundError
from relgraph.surfaces.graphql.arguments import First, one_of, page_size
from relgraph.surfaces.graphql.ids import Day, Opaque, global_id, read_global_id
from relgraph.surfaces.graphql.import_results import ImportResult
from relgraph.surfaces.graphql.nodes import Identified, Info
from relgraph.surfaces.graphql.prices import LOOK, costs, holds
from relgraph.surfaces.graphql.recording import UserError, optional, shown_error

IMPORT = "Import"


@strawberry.type(description="An import that this server made, or makes.")
class Import(Identified):
    """Shows how it goes."""

    status: strawberry.Private[ImportStatus]

    source: ImportSource = strawberry.field(description="What it is of.")
    what: list[str] = strawberry.field(description="The names of the files handed over, or the path in the folder.")
    by: str | None = strawberry.field(description="Who started it; null where nobody had to say.")
    begun_at: datetime = strawberry.field(description="When it was started (UTC).")
    ended_at: datetime | None = strawberry.field(description="When it ended (UTC); null while it goes on.")
    dry_run: bool = strawberry.field(description="Whether it only says what it would do.")
    complete: bool = strawberry.field(description="Whether what it does not tell any more ends.")
    state: ImportState = strawberry.field(description="How far it is.")
    rows_read: int = strawberry.field(description="Rows of files that are read so far.")
    loaded: int = strawberry.field(
        description="Things that rows tell, or rows of a CSV folder, that are loaded so far; compared in a dry run."
    )
    to_load: int | None = strawberry.field(description="Of so many; null while nobody knows.")
    failure: str | None = strawberry.field(description="Why it ended before its end.")
    remedy: str | None = strawberry.field(description="What to do about that.")

    @strawberry.field(description="What it did, or would do; null until it has finished.")
    def result(self) -> ImportResult | None:
        return ImportResult.of(self.status.report) if self.status.report else None

    def own_id(self) -> strawberry.ID:
        """Of the import."""
        return global_id(IMPORT, self.status.id, None)

    @classmethod
    async def load(cls, info: Info, key: str, day: Day) -> Self | None:
        """The import with this id; None where this server does not know it."""
        try:
            return cls.of(info.context.imports.find(key))
        except NotFoundError:
            return None

    @classmethod
    def of(cls, status: ImportStatus) -> Self:
        """Show an import."""
        plain = (
            *("by", "begun_at", "ended_at", "dry_run", "complete", "state", "rows_read", "loaded", "to_load"),
            *("failure", "remedy"),
        )
        return cls(
            status=status,
            source=ImportSource(status.source),
            what=list(status.what),
            **{name: getattr(status, name) for name in plain},
        )


@strawberry.input(description="What is imported: one of these.", one_of=True)
class ImportFromInput:
    """Names it; GraphQL makes sure that exactly one is given."""

    upload: list[UploadFile] | None = optional(
        "Files that are handed over: one, or several, which are taken as a folder. The server must take uploads."
    )
    path: str | None = optional(
        "A file or folder in the folder for imports of the server, by its path below it. The server must have one."
    )


@strawberry.input(description="What the columns of a table, or words, mean: one of these.", one_of=True)
class ImportMappingInput:
    """Names it; GraphQL makes sure that exactly one is given."""

    upload: UploadFile | None = optional("A file that is handed over.")
    path: str | None = optional("A file in the folder for imports of the server, by its path below it.")


@strawberry.input(description="An import, and how it is made.")
class StartImportInput:
    """What is said of an import that begins."""

    source: ImportSource = strawberry.field(description="What it is of.")
    from_: ImportFromInput = strawberry.field(name="from", description="Where it is.")
    mapping: ImportMappingInput | None = strawberry.field(
        default=None, description="What the columns of a table, or words of your own, mean."
    )
    dry_run: bool = strawberry.field(default=False, description="Do nothing, and say what would be done.")
    complete: bool = strawberry.field(
        default=False, description="It is all that the system has: what it does not tell any more ends."
    )
    day: date | None = strawberry.field(default=None, description="Of which day it is; left out: that of its files.")
    encoding: str | None = strawberry.field(
        default=None, description="What the files are in, e.g. `GB18030`; left out: that is found out."
    )
    dates: DateOrder | None = strawberry.field(
        default=None, description="How days of numbers are written; left out: that is found out."
    )
    owner: strawberry.ID | None = strawberry.field(
        default=None,
        description="Whose export it is, by `id` or `externalId` of one of ours; of mail by an e-mail address.",
    )
    ours: strawberry.ID | None = strawberry.field(
        default=None, description="Our organisation, by `id` or `externalId`; left out: the one vendor."
    )
    organization: strawberry.ID | None = strawberry.field(
        default=None, description="Whose chart it is, by `id` or `externalId`, or the name of a new organisation."
    )


@strawberry.type(description="The import that has begun, or what is to mend before it can.")
class ImportPayload:
    """Shows the import."""

    import_: Import | None = strawberry.field(name="import", description="The import; null when none was begun.")
    errors: list[UserError] = strawberry.field(description="What to mend; empty when all went well.")


StartGiven = Annotated[StartImportInput, strawberry.argument(name="input", description="What is imported.")]
ImportId = Annotated[strawberry.ID, strawberry.argument(name="id", description="The import's `id`.")]


@strawberry.type
class ImportsQuery:
    """Root fields about imports."""

    @strawberry.field(
        name="import", description=f"An import by its id: one of the last {KEPT} that this server made itself."
    )
    async def import_(self, info: Info, id_: ImportId) -> Import | None:
        return Import.of(info.context.imports.find(_key(id_), field="id"))

    @strawberry.field(
        description=f"The last imports that this server made, the latest first: {KEPT} at most.", directives=holds(KEPT)
    )
    async def imports(self, info: Info, first: First = KEPT) -> list[Import]:
        return [Import.of(each) for each in info.context.imports.latest(page_size(first))]


@strawberry.type
class ImportsMutation:
    """Mutations about imports."""

    @strawberry.mutation(
        description="Start an import. It is answered when it has begun, and goes on in the background of the service: "
        "follow it by the subscription `importProgress`, or by `import`. There is one at a time, whatever server "
        "or command makes it (`Conflict`).",
        directives=costs(LOOK),
    )
    async def start_import(self, info: Info, given: StartGiven) -> ImportPayload:
        context = info.context
        try:
            status = await context.imports.start(context.graph, _order(given))
        except InputError as error:
            return ImportPayload(import_=None, errors=[shown_error(error)])
        return ImportPayload(import_=Import.of(status), errors=[])


async def follow_import(info: Info, id_: str) -> AsyncGenerator[Import, None]:
    """How an import goes, until it has ended."""
    following = info.context.imports.follow(_key(id_), field="id")
    async with aclosing(following):
        async for status in following:
            yield Import.of(status)


def _key(id_: str) -> str:
    read = read_global_id(id_, field="id")
    if read.of != IMPORT:
        raise InputError(f"That is the id of a {read.of}.", field="id", remedy="Give one of an import.")
    return read.key


def _order(given: StartImportInput) -> ImportOrder:
    said = Given(
        day=given.day,
        encoding=given.encoding,
        dates=given.dates,
        ours=_named(given.ours, "Organization", field="ours"),
        owner=_named(given.owner, "Person", field="owner"),
        organization=_named(given.organization, "Organization", field="organization"),
    )
    origin = one_of(given.from_, {}, argument="from")
    files = origin.value if origin and origin.name == "upload" else ()
    return ImportOrder(
        source=given.source.value,
        upload=[_handed(file) for file in files],
        path=origin.value if origin and origin.name == "path" else None,
        mapping=_mapping(given.mapping),
        given=said,
        dry_run=given.dry_run,
        complete=given.complete,
    )


def _mapping(given: ImportMappingInput | None) -> HandedFile | str | None:
    told = one_of(given, {}, argument="mapping")
    if told is None:
        return None
    return _handed(told.value) if isinstance(told.value, UploadFile) else str(told.value)


def _handed(file: UploadFile) -> HandedFile:
    return HandedFile(file.filename or "", file.file)


def _named(value: str | None, of: str, *, field: str) -> str | None:
    """The external id of an opaque one; whatever else somebody says, as an address or a name, as it is."""
    read = Opaque.read(value) if value else None
    if read is None:
        return value or None
    if read.of != of:
        raise InputError(f"That is the id of a {read.of}.", field=field, remedy=f"Give one of a {of}.")
    return read.key
