"""The first answer after an import: whom we know at our largest account, where we are not covered, and a way in."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console

from relgraph.accounts.model import LargestAccount
from relgraph.accounts.service import count_organizations, find_largest_account
from relgraph.analyses import COVERAGE, PATHS, PathsFound
from relgraph.analyses.asked import CoverageAsked, PathsAsked
from relgraph.analyses.declaration import Means
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.paths.ends import Lack
from relgraph.paths.model import Targets
from relgraph.paths.words import sentence
from relgraph.people.model import PersonThere
from relgraph.people.there import list_people_there
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.init_words import ANSWER
from relgraph.surfaces.cli.render import show_hole_counts

SHOWN = 8
"""So many people of an account are shown, and so many rules that find holes."""
TARGETS = 20
"""To so many people whom nobody of ours knows ways are looked for."""


async def show_first_answer(console: Console, graph: Graph, day: date, language: Language, program: str) -> None:
    """Print it. `program`: how the commands begin that it names."""
    told = ANSWER[language]
    console.print()
    console.rule(cells.heading((told["title"], "bold")), align="left")
    console.print()
    account = await find_largest_account(graph, as_of=day)
    if account is None:
        console.print(told["no account"], markup=False)
        return
    counts = {"open": account.open_opportunities, "people": account.people, "accounts": account.accounts}
    name = cells.named(account.name, account.english_name)
    bare = not account.open_opportunities and not account.people
    console.print(cells.heading(told["bare" if bare else "account"].format(name=name, id=account.id, **counts)))
    answer = _Answer(console, graph, day, language, program, account)
    known = await list_people_there(graph, account.id, known=True, as_of=day, limit=SHOWN + 1)
    ways = await answer.find_way(known)
    await answer.show_known(known, nobody_is_ours=ways is not None and ways.lack is Lack.OURS)
    await answer.show_holes()
    answer.show_way(ways, [each.person.id for each in known])


@dataclass(frozen=True)
class _Answer:
    console: Console
    graph: Graph
    day: date
    language: Language
    program: str
    account: LargestAccount

    @property
    def told(self) -> dict[str, str]:
        """The words of it."""
        return ANSWER[self.language]

    async def show_known(self, known: Sequence[PersonThere], *, nobody_is_ours: bool) -> None:
        """Whom of theirs we know, how strongly, and since when nobody spoke to them; what is unknown is `?`."""
        told = self.told
        self.console.print()
        if not known:
            for line in (told["nobody"], *([told["no ours"]] if nobody_is_ours else []), told["how"]):
                self.console.print(cells.heading(line))
            return
        (counted,) = (await count_organizations(self.graph, [self.account.id], as_of=self.day)).values()
        number = {"known": counted.known_people, "people": counted.people}
        self.console.print(cells.heading((told["known"].format(**number), "bold")))
        table = cells.grid(
            *(told[name] for name in ("who", "title_", "by", "strength", "contact")), "id", right=[told["strength"]]
        )
        for each in known[:SHOWN]:
            contact = each.last_contact.isoformat() if each.last_contact else cells.UNKNOWN
            who, title = cells.person(each.person), cells.text(each.person.title)
            cells.row(table, who, title, cells.text(each.by), cells.number(each.strength), contact, each.person.id)
        self.console.print(table)
        if len(known) > SHOWN:
            self.console.print(cells.heading(told["known more"].format(shown=SHOWN, id=shlex.quote(self.account.id))))

    async def show_holes(self) -> None:
        """What rules find there, the gravest first."""
        report = await COVERAGE.run(Means(self.graph), CoverageAsked(account=self.account.id, as_of=self.day))
        told = self.told
        self.console.print()
        self.console.print(cells.heading((told["holes"], "bold")))
        if not any(result.holes for result in report.results):
            self.console.print(told["no holes"], markup=False)
        show_hole_counts(self.console, report, self.language, most=SHOWN)
        if unknown := sum(1 for result in report.results if result.not_assessed):
            self.console.print(cells.heading((told["not assessed"].format(n=unknown), "dim")))
        self.console.print(cells.heading(told["all"].format(command=self._command("holes", self.account.id))))

    async def find_way(self, known: Sequence[PersonThere]) -> PathsFound | None:
        """The best way to one of those whom nobody of ours knows; where none leads there, to one whom ours know."""
        unknown = await list_people_there(self.graph, self.account.id, known=False, as_of=self.day, limit=TARGETS)
        found = None
        for people in (unknown, known):
            if people:
                asked = PathsAsked(
                    targets=Targets(people=tuple(each.person.id for each in people)), as_of=self.day, k=1
                )
                found = await PATHS.run(Means(self.graph), asked)
                if found.answer.paths:
                    return found
        return found

    def show_way(self, found: PathsFound | None, known: list[str]) -> None:
        """The way in one sentence, and the command that tells all of it."""
        told = self.told
        self.console.print()
        if found is None or not found.answer.paths:
            self.console.print(cells.heading((told["no way"], "bold")))
            if found and found.answer.targets:
                command = self._command("paths", found.answer.targets[0].id)
                self.console.print(cells.heading(told["later"].format(command=command)), soft_wrap=True)
            return
        path = found.answer.paths[0]
        target = path.hops[-1].to
        said = told["near" if target.id in known else "way"].format(name=cells.person(target))
        self.console.print(cells.heading((said, "bold")))
        self.console.print(cells.heading(f"  {sentence(path, self.language)}"), soft_wrap=True)
        command = self._command("paths", target.id)
        self.console.print(cells.heading(told["example"].format(command=command)), soft_wrap=True)

    def _command(self, name: str, id_: str) -> str:
        return f"{self.program} {name} {shlex.quote(id_)}"
