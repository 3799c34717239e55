"""`relgraph chain`: the decision chain of a deal, how ready it is, whom to contact next, and what if."""

from collections.abc import Sequence
from typing import Annotated

import typer

from relgraph.analyses.asked import ChainAsked
from relgraph.analyses.deals import DECISION_CHAIN
from relgraph.analyses.declaration import Means
from relgraph.chain.model import ChainChanges, NewTie, StanceTurn
from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.kinds.opportunity import OPPORTUNITIES
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.names import arguments, find_opportunity, find_person, title
from relgraph.surfaces.cli.options import AsJson, AsOf, Lang
from relgraph.surfaces.cli.render_chain import show_chain
from relgraph.surfaces.cli.session import Session

_LEVELS = {"-1": -1, "0": 0, "1": 1, "2": 2, "3": 3, "?": None}
_ARGUMENTS = {"opportunity": "DEAL", "turns": "--turns", "leaves": "--leaves", "ties": "--tie", "whatIf": "what if"}


def chain(
    ctx: typer.Context,
    deal: Annotated[str, typer.Argument(help="The opportunity: its id, e.g. demo:grid-scheduling, or its name.")],
    *,
    turns: Annotated[
        list[str] | None,
        typer.Option(
            "--turns",
            metavar="PERSON=LEVEL",
            help="What if somebody turns to another level of support, -1 to 3 or ?; may be repeated.",
        ),
    ] = None,
    leaves: Annotated[
        list[str] | None, typer.Option("--leaves", metavar="PERSON", help="What if somebody leaves; may be repeated.")
    ] = None,
    ties: Annotated[
        list[str] | None,
        typer.Option(
            "--tie", metavar="OURS=THEIRS", help="What if one of ours gets to know somebody; may be repeated."
        ),
    ] = None,
    as_of: AsOf = None,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Who decides a deal, where they stand, who sways and who reaches them; readiness, next contacts, and what if."""
    day = Session.of(ctx).day(as_of)

    async def ask(graph: Graph) -> None:
        async def person(typed: str, argument: str) -> str:
            return await find_person(graph, typed, day, argument)

        which = await find_opportunity(graph, deal, day, "DEAL")
        changes = ChainChanges(
            turns=tuple(
                [
                    StanceTurn(person=await person(who, "--turns"), level=_level(to))
                    for who, to in _two(turns, "--turns", "PERSON=LEVEL")
                ]
            ),
            leaves=tuple([await person(who, "--leaves") for who in leaves or ()]),
            ties=tuple(
                [
                    NewTie(ours=await person(one, "--tie"), theirs=await person(other, "--tie"))
                    for one, other in _two(ties, "--tie", "OURS=THEIRS")
                ]
            ),
        )
        with arguments(_ARGUMENTS):
            found = await DECISION_CHAIN.run(Means(graph), ChainAsked(opportunity=which, as_of=day, changes=changes))
        if as_json:
            print_json(found)
        else:
            show_chain(out(), found, await title(graph, OPPORTUNITIES, which, day), lang)

    Session.of(ctx).with_graph(ask)


def _two(given: Sequence[str] | None, argument: str, form: str) -> list[tuple[str, str]]:
    """What stands before and behind the last `=` of each: names may hold one."""
    parted = [each.rpartition("=") for each in given or ()]
    for text, (one, _, other) in zip(given or (), parted, strict=True):
        if not (one.strip() and other.strip()):
            raise InputError(f"{argument}: '{text}' is not {form}.", field=argument, remedy=f"Write it as {form}.")
    return [(one.strip(), other.strip()) for one, _, other in parted]


def _level(text: str) -> int | None:
    if text not in _LEVELS:
        raise InputError(
            f"--turns: '{text}' is no level of support.",
            field="--turns",
            remedy="Give -1, 0, 1, 2, 3, or ? for unknown.",
        )
    return _LEVELS[text]
