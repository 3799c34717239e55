"""What a command recorded, as a table or JSON; or what was wrong with it, by the option that told it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from relgraph.core.errors import InputError
from relgraph.record.change import Became, Changed
from relgraph.record.input import problems
from relgraph.surfaces.cli import cells
from relgraph.surfaces.cli.page import Page


class LoggedThing(BaseModel, frozen=True):
    """Something that was recorded: `outcome` is created, corrected or unchanged."""

    noun: str
    id: str
    outcome: str


class Refused(NamedTuple):
    """The first thing that cannot be recorded, by its place in what was told: which field, and what is wrong."""

    place: int
    field: str | None
    message: str
    remedy: str | None

    def by(self, option: str) -> InputError:
        """The same as an error that begins with the option that told it; empty: none did."""
        message = f"{option}: {self.message}" if option else self.message
        return InputError(message, field=option or None, remedy=self.remedy)


def logged(became: Sequence[Became[Any]]) -> list[LoggedThing]:
    """What was recorded, where all of it was."""
    return [
        LoggedThing(noun=each.thing.noun, id=each.thing.id, outcome=each.outcome.kind)
        for each in became
        if isinstance(each, Changed) and each.thing
    ]


def show_logged(page: Page, things: Sequence[LoggedThing]) -> None:
    """A row each."""
    table = page.grid("done", "what", "id", whole=["done", "what", "id"])
    for thing in things:
        cells.row(table, page.say(thing.outcome), page.say(thing.noun), thing.id)
    page.section("recorded", "nothing", table)


def first_refused(became: Sequence[Became[Any]]) -> Refused:
    """What is wrong with the first thing that cannot be recorded."""
    for place, each in enumerate(became):
        if isinstance(each, Changed):
            if each.thing is None:
                remedy = _sentence(each.outcome.remedy) if each.outcome.remedy else None
                said = _sentence(each.outcome.problem or "it cannot be recorded")
                return Refused(place, each.outcome.field, said, remedy)
        elif isinstance(each, InputError):
            return Refused(place, each.field, each.message, each.remedy)
        else:
            field, message = problems(each)[0]
            return Refused(place, field, message, None)
    raise AssertionError("everything was recorded")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
