"""`relgraph init`: who we are, what lies in a folder, a dry run, the import, and the first answer."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from relgraph.connect import ourselves
from relgraph.connect.discovery import Discovery, FoundExport, discover
from relgraph.connect.linkedin.service import LINKEDIN
from relgraph.connect.loading.service import import_source
from relgraph.connect.mail.service import MAIL
from relgraph.connect.orgchart.source import ORGCHART
from relgraph.connect.report import ImportReport
from relgraph.connect.source import Given, Source
from relgraph.connect.sources import SOURCES
from relgraph.connect.table.source import TABLE
from relgraph.core.errors import InputError, MissingExtraError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.organization import Organization
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.asking import Asking
from relgraph.surfaces.cli.console import err, out
from relgraph.surfaces.cli.failures import report as report_failure
from relgraph.surfaces.cli.first_answer import show_first_answer
from relgraph.surfaces.cli.init_words import WORDS
from relgraph.surfaces.cli.names import arguments
from relgraph.surfaces.cli.options import Lang
from relgraph.surfaces.cli.progress import step
from relgraph.surfaces.cli.session import Session
from relgraph.surfaces.cli.transfer import EXIT_LOADED, EXIT_REJECTED, progress_bar, render_import_report

FILES_SHOWN = 12
"""So many files of one source, and so many that nothing reads, are listed."""

_OPTIONS = {"name": "--name", "domain": "--domain", "ours": "--ours", "owner": "--owner"}
_ASK_MORE = (ORGCHART, TABLE)
"""What they read needs more than can be asked in a line."""


def init(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder with exports, or one of them. [default: this one]")] = Path(),
    *,
    name: Annotated[str | None, typer.Option("--name", help="What our own organisation is called.")] = None,
    domain: Annotated[
        list[str] | None, typer.Option("--domain", help="A domain of ours, as acme.com; may be repeated.")
    ] = None,
    ours: Annotated[
        str | None, typer.Option("--ours", help="Id of our organisation, where the graph has several.")
    ] = None,
    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner",
            metavar="[FILE=]WHO",
            help="Whose LinkedIn connections a file has, or all of them: name, e-mail address or id of one of ours.",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing, and import all that can be.")] = False,
    lang: Lang = Language.EN,
) -> None:
    """Begin: say who we are, import the exports in a folder after a dry run, and see the first answer.

    What is not given as an option is asked. Running it again is harmless. Exit code 3 when something was rejected.
    """
    session = Session.of(ctx)
    with arguments(_OPTIONS):
        domains = ourselves.our_domains(domain or [])
    found = discover(folder)
    told = WORDS[lang]
    _show_found(found, lang)
    if not found.exports:
        known = "; ".join(f"{each.name}: {each.reads}" for each in SOURCES)
        raise InputError(told["nothing"].format(folder=_shown(folder)), remedy=f"relgraph reads {known}")
    asking = Asking(yes=yes)
    given = _Given(name, domains, ours, owner or [])

    async def work(graph: Graph) -> int:
        with arguments(_OPTIONS):
            beginning = _Beginning(graph, asking, found, given, lang)
            await beginning.run()
        program = (
            "relgraph" if session.data_dir is None else f"relgraph --data-dir {shlex.quote(str(session.data_dir))}"
        )
        await show_first_answer(out(), graph, session.day(None), lang, program)
        return beginning.code

    raise typer.Exit(session.with_graph(work))


@dataclass(frozen=True)
class _Given:
    """What was given as options."""

    name: str | None
    domains: list[str]
    ours: str | None
    owners: list[str]

    def owner_of(self, file: str) -> str | None:
        """Whose connections a file has, as was given."""
        by_file = [each.removeprefix(f"{file}=") for each in self.owners if each.startswith(f"{file}=")]
        of_all = [each for each in self.owners if "=" not in each]
        return next(iter([*by_file, *of_all]), None)


@dataclass
class _Beginning:
    """One run: who we are, then each export in its turn, so that the next is recognised by what the last one told."""

    graph: Graph
    asking: Asking
    found: Discovery
    given: _Given
    language: Language
    code: int = EXIT_LOADED
    domains: list[str] = field(default_factory=list)

    async def run(self) -> None:
        """Raises InputError where an answer lacks that cannot be asked."""
        known = await ourselves.find_ourselves(self.graph, self.given.ours)
        self._require_answers(known)
        us = await self._ourselves(known)
        for export in self.found.exports:
            try:
                await self._import(export, us)
            except (InputError, MissingExtraError) as error:
                report_failure(error)
                self._say("not imported", source=export.name)
                self.code = EXIT_REJECTED

    def _require_answers(self, known: Organization | None) -> None:
        if self.asking.asks:
            return
        lack = [] if known or self.given.name else [("what our organisation is called", "--name NAME")]
        for each in self.found.exports:
            if each.source is LINKEDIN and self.given.owner_of(each.files[0].name) is None:
                file = each.files[0].name
                lack.append((f"whose connections {file} has", f"--owner {shlex.quote(f'{file}=WHO')}"))
        lack += [] if self.asking.yes else [("whether to import", "--yes")]
        if lack:
            why = "Nothing is asked with --yes" if self.asking.yes else "There is no terminal to ask on"
            raise InputError(
                f"{why}, and it is not told {'; '.join(what for what, _ in lack)}.",
                remedy=f"Add {' '.join(option for _, option in lack)}",
            )

    async def _ourselves(self, known: Organization | None) -> Organization:
        told, name, self.domains = WORDS[self.language], self.given.name, self.given.domains
        if known and name and name.casefold() != known.name.casefold():
            raise InputError(
                f"The graph knows us as '{known.name}' ({known.id}).",
                field="name",
                remedy="Leave --name, or correct it.",
            )
        if known is None and name is None:
            name = self.asking.text(told["name?"], str)
        if known is None and not self.domains and self.asking.asks:
            self.domains = self.asking.text(told["domains?"], lambda said: ourselves.our_domains([said]), empty=True)
        us = await ourselves.record_ourselves(self.graph, known, name or "", self.domains)
        self._say("us", name=us.name, id=us.id, domains="".join(f", {each}" for each in self.domains))
        return us

    async def _import(self, export: FoundExport, us: Organization) -> None:
        told, source = WORDS[self.language], export.source
        path = export.path if len(export.files) == 1 else self.found.folder
        needs_domain = source is MAIL and not self.domains
        if source is None or source in _ASK_MORE or needs_domain:
            self._say("by hand", command=export.command)
            return
        owner = await self._owner(source, export, us)
        if source is LINKEDIN and owner is None:
            self._say("left", file=export.files[0].name)
            return
        only = frozenset(each.path for each in export.files) if path != export.path or len(export.files) > 1 else None
        given = Given(ours=us.id, owner=owner, only=only)
        rejects = path.resolve().with_name(f"{path.resolve().name}-{source.name}-rejects") if only else None
        with step(told["looking"].format(source=export.name)):
            seen = await import_source(self.graph, source, path, given, rejects=rejects, dry_run=True)
        out().print()
        out().rule(cells.heading((f"{export.name}: {_shown(export.path)}", "bold")), align="left")
        render_import_report(seen.model_copy(update={"differences": ()}), out())
        if seen.nothing_changed and not seen.rejected:
            self._say("held", source=export.name)
            return
        if not self.asking.agreed(told["import?"].format(source=export.name)):
            self._say("not imported", source=export.name)
            return
        with progress_bar(err()) as tell:
            done = await import_source(self.graph, source, path, given, rejects=rejects, on_progress=tell)
        self._tell(export, done)

    async def _owner(self, source: Source, export: FoundExport, us: Organization) -> str | None:
        """Whose an export is: of mail any address with a domain of ours, of LinkedIn one of ours; None where left."""
        if source is MAIL:
            return f"us@{self.domains[0]}"
        if source is not LINKEDIN:
            return None
        who = self.given.owner_of(export.files[0].name)
        if who is None and self.asking.asks:
            who = self.asking.text(WORDS[self.language]["owner?"].format(file=export.files[0].name), str, empty=True)
        if not who:
            return None
        if id_ := await ourselves.find_one_of_ours(self.graph, who):
            return id_
        id_ = await ourselves.record_one_of_ours(self.graph, who, us.id)
        self._say("new", name=who, id=id_)
        return id_

    def _tell(self, export: FoundExport, done: ImportReport) -> None:
        counts = {name: getattr(done, name) for name in ("rows", "created", "corrected", "unchanged", "rejected")}
        self._say("imported", source=export.name, **counts)
        if done.rejects:
            self._say("rejects", folder=str(done.rejects))
            self.code = EXIT_REJECTED
        if done.suggested:
            self._say("suggested", n=done.suggested)

    def _say(self, what: str, **values: object) -> None:
        out().print(cells.heading(WORDS[self.language][what].format(**values)), soft_wrap=True)


def _shown(folder: Path) -> str:
    return str(folder) if folder.name else str(folder.resolve())


def _show_found(found: Discovery, language: Language) -> None:
    """Every file, which source reads it and why; what nothing reads is told as well."""
    told = WORDS[language]
    out().print(cells.heading((told["in"].format(folder=_shown(found.folder)), "bold")))
    table = cells.grid(*(told[column] for column in ("file", "source", "holds", "why")))
    for export in found.exports:
        for file in export.files[:FILES_SHOWN]:
            cells.row(table, file.name, export.name, file.seen.holds, told[file.seen.by])
        _more(table, export.files, told["more"], export.name)
    for unread in found.unread[:FILES_SHOWN]:
        lacks = told["lacks"].format(extra=unread.lacks) if unread.lacks else told["unread"]
        cells.row(table, unread.name, cells.NONE, cells.NONE, told["link"] if unread.link else lacks)
    _more(table, found.unread, told["more"], cells.NONE)
    out().print(table)


def _more(table: Table, files: Sequence[object], told: str, source: str) -> None:
    if len(files) > FILES_SHOWN:
        cells.row(table, told.format(n=len(files) - FILES_SHOWN), source, "", "")
