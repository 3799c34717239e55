"""What `show` and its like print on: lines and tables under their names, in a language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from relgraph.core.language import Language
from relgraph.interactions.words import kind_words
from relgraph.playbook.interactions import InteractionKind
from relgraph.playbook.service import load_playbook
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.console import out
from relgraph.surfaces.cli.session import Session
from relgraph.surfaces.cli.show_words import ZH

INDENT = (0, 0, 0, 2)


@dataclass(frozen=True)
class Page:
    """Where something is shown, in which language, and what kinds of interaction there are.

    What it is given to say is in English, and in `ZH`.
    """

    console: Console
    language: Language
    kinds: Mapping[str, InteractionKind]

    @classmethod
    def of(cls, session: Session, language: Language) -> "Page":
        """The one of a command, which tells kinds of interaction as the playbook in force calls them."""
        return cls(out(), language, load_playbook(session.settings.playbook).interactions)

    def say(self, text: str, **values: object) -> str:
        """A text in the language; what has no translation stays as it is. `values` are filled in."""
        told = ZH.get(text, text) if self.language is Language.ZH else str(text)
        return told.format(**values) if values else told

    def said(self, value: object) -> str:
        """A value; `?` when unknown."""
        return cells.UNKNOWN if value is None else self.say(str(value))

    def kind(self, kind: str) -> str:
        """A kind of interaction."""
        return kind_words(self.kinds, kind, self.language)

    def title(self, name: str, id: str, when: str = "") -> None:  # noqa: A002
        """What all below is about."""
        self.console.print(cells.heading((name, "bold"), f"  {id}", when))

    def line(self, name: str, value: str) -> None:
        """A value under its name."""
        self.console.print(Padding(Text.assemble((f"{self.say(name)}: ", "bold"), value), INDENT, expand=False))

    def bullets(self, name: str, lines: Sequence[str]) -> None:
        """Lines under their name."""
        self.console.print(Padding(Text(f"{self.say(name)}:", "bold"), INDENT, expand=False))
        for line in lines:
            self.console.print(Padding(Text(f"• {line}"), (0, 0, 0, 4), expand=False))

    def names(self, names: Iterable[str]) -> str:
        """Several names in a sentence."""
        return ("、" if self.language is Language.ZH else ", ").join(names)

    def grid(self, *columns: str, right: Sequence[str] = (), whole: Sequence[str] = ()) -> Table:
        """As `cells.grid`."""
        numbers, unbroken = [self.say(name) for name in right], [self.say(name) for name in whole]
        return cells.grid(*map(self.say, columns), right=numbers, whole=unbroken)

    def section(self, name: str, otherwise: str, table: Table) -> None:
        """A table under its name; a line where there is nothing in it."""
        if not table.row_count:
            self.line(name, self.say(otherwise))
            return
        self.console.print(Padding(Text(f"{self.say(name)}:", "bold"), INDENT, expand=False))
        self.console.print(Padding(table, (0, 0, 0, 4), expand=False))
