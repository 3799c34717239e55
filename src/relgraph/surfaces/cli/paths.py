"""`relgraph paths`: how to reach people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from relgraph.analyses import PATHS
from relgraph.analyses.asked import PathsAsked
from relgraph.analyses.declaration import Means
from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Graph
from relgraph.paths.advice import explain as explain_answer
from relgraph.paths.ends import Lack
from relgraph.paths.model import (
    MAX_HOPS,
    MAX_PATHS,
    Diversity,
    Load,
    PathAnswer,
    PathOptions,
    RelationKind,
    StandIn,
    Starts,
    Targets,
)
from relgraph.paths.stand_ins import find_stand_ins
from relgraph.record.fields import EntityKind
from relgraph.surfaces.cli import render_paths
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.failures import FAILED
from relgraph.surfaces.cli.names import arguments, find_id, nothing_known
from relgraph.surfaces.cli.options import FACTOR, AsJson, AsOf, a_factor
from relgraph.surfaces.cli.session import Session

_DEFAULTS = PathOptions()
ARGUMENTS = {"person": "target", "decidersOf": "--deciders-of", "unit": "--unit", "unknownSupport": "--unknown-support"}
LACKS = {
    Lack.TARGETS: "Nobody is known there on that day whom to reach.",
    Lack.STARTS: "Nobody is known on that day who could start.",
    Lack.OURS: "Nobody is known to be ours on that day: ours have a seat in an organization of kind vendor.",
}


def paths(
    ctx: typer.Context,
    target: Annotated[
        str | None, typer.Argument(help="Whom to reach: an id, e.g. demo:wei.zhengbang, or a name.")
    ] = None,
    *,
    deciders_of: Annotated[
        str | None, typer.Option("--deciders-of", help="Reach who decides on or approves this opportunity instead.")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Reach whoever sits in this unit instead.")] = None,
    people: Annotated[
        list[str] | None,
        typer.Option("--from", help="Who starts: id or name, may be repeated. [default: all of our people]"),
    ] = None,
    team: Annotated[str | None, typer.Option("--team", help="Start from this unit and its sub-units.")] = None,
    owners_of: Annotated[
        str | None, typer.Option("--owners-of", help="Start from the owners of this account's contacts.")
    ] = None,
    held: Annotated[
        bool, typer.Option("--held", help="Start from everybody who supports us strongly (2 or more) somewhere.")
    ] = False,
    opportunity: Annotated[
        str | None,
        typer.Option("--opportunity", help="What it is for: go around its opponents. [default: those of any live one]"),
    ] = None,
    max_hops: Annotated[int, typer.Option("--max-hops", min=1, max=MAX_HOPS, help="Longest path.")] = 4,
    k: Annotated[int, typer.Option("-k", min=1, max=MAX_PATHS, help="Most paths.")] = 5,
    relations: Annotated[
        list[RelationKind] | None, typer.Option("--relation", help="Use only these, may be repeated. [default: all]")
    ] = None,
    least_strength: Annotated[
        float, typer.Option("--least-strength", min=0, max=1, help="Do not use weaker hops.")
    ] = _DEFAULTS.least_strength,
    hop_factor: Annotated[
        float,
        typer.Option("--hop-factor", callback=a_factor, help=f"What each hop multiplies the likelihood by: {FACTOR}."),
    ] = _DEFAULTS.hop_factor,
    free_asks: Annotated[
        int, typer.Option("--free-asks", min=0, max=1000, help="Open asks of an intermediary that take nothing off.")
    ] = _DEFAULTS.load.free,
    load_factor: Annotated[
        float, typer.Option("--load-factor", callback=a_factor, help=f"What each further one multiplies by: {FACTOR}.")
    ] = _DEFAULTS.load.factor,
    unknown_support: Annotated[
        float,
        typer.Option(
            "--unknown-support",
            callback=a_factor,
            help=f"What an intermediary's unknown support in it multiplies by: {FACTOR}.",
        ),
    ] = _DEFAULTS.unknown_support,
    partners: Annotated[
        bool, typer.Option("--partners/--no-partners", help="Whether to go through partners.")
    ] = _DEFAULTS.partners,
    avoid: Annotated[
        list[str] | None, typer.Option("--avoid", help="Go around this organisation's people, may be repeated.")
    ] = None,
    prefer: Annotated[
        list[str] | None, typer.Option("--prefer", help="Prefer this organisation's people, may be repeated.")
    ] = None,
    diversity: Annotated[
        Diversity, typer.Option("--diversity", help="How much the paths must differ.")
    ] = _DEFAULTS.diversity,
    explain: Annotated[bool, typer.Option("--explain", help="Say who could stand in for each intermediary.")] = False,
    language: Annotated[
        Language, typer.Option("--lang", "--language", help="The language of sentences.")
    ] = Language.EN,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """The likeliest ways to people: who introduces us to whom, how likely that works, and what would help."""
    if (target is not None) + (deciders_of is not None) + (unit is not None) != 1:
        raise InputError("Paths lead to one goal.", remedy="Name a person, or give --deciders-of or --unit.")
    day = Session.of(ctx).day(as_of)
    told = {
        "max_hops": max_hops,
        "least_strength": least_strength,
        "hop_factor": hop_factor,
        "load": Load(free=free_asks, factor=load_factor),
        "unknown_support": unknown_support,
        "partners": partners,
        "diversity": diversity,
        **({"relations": relations} if relations else {}),
    }

    async def ask(graph: Graph) -> None:
        named = _Named(graph, day)
        targets = Targets(
            people=await named.all(EntityKind.PERSON, [target] if target is not None else [], "target"),
            deciders_of=await named.one(EntityKind.OPPORTUNITY, deciders_of, "--deciders-of"),
            unit=await named.one(EntityKind.UNIT, unit, "--unit"),
        )
        starts = Starts(
            people=await named.all(EntityKind.PERSON, people or [], "--from"),
            team=await named.one(EntityKind.UNIT, team, "--team"),
            owners_of=await named.one(EntityKind.ORGANIZATION, owners_of, "--owners-of"),
            held=held,
        )
        told["avoid"] = await named.all(EntityKind.ORGANIZATION, avoid or [], "--avoid")
        told["prefer"] = await named.all(EntityKind.ORGANIZATION, prefer or [], "--prefer")
        concerned = await named.one(EntityKind.OPPORTUNITY, opportunity, "--opportunity")
        options = PathOptions.model_validate(told)
        asked = PathsAsked(targets=targets, as_of=day, starts=starts, opportunity=concerned, k=k, options=options)
        with arguments(ARGUMENTS):
            answer, lack = await PATHS.run(Means(graph), asked)
        others = await _stand_ins(graph, answer, asked) if explain else None
        explained = explain_answer(answer, others)
        if as_json:
            print_json(explained)
        else:
            render_paths.show_paths(out(), explained, day, language, missing=await _missing(graph, answer, lack, day))
        if answer.cut_short and not answer.paths and not lack:
            raise typer.Exit(FAILED)

    Session.of(ctx).with_graph(ask)


async def _stand_ins(graph: Graph, answer: PathAnswer, asked: PathsAsked) -> list[list[list[StandIn]]]:
    """Who could stand in for whom on each path."""
    return await find_stand_ins(
        graph,
        answer.paths,
        asked.targets,
        as_of=asked.as_of,
        starts=asked.starts,
        opportunity=asked.opportunity,
        options=asked.options,
    )


@dataclass(frozen=True)
class _Named:
    """Finds what was typed, by id or name."""

    graph: Graph
    day: date

    async def one(self, kind: EntityKind, given: str | None, argument: str) -> str | None:
        """The id; None when nothing was typed."""
        return None if given is None else await find_id(self.graph, given, (kind,), self.day, argument)

    async def all(self, kind: EntityKind, given: Sequence[str], argument: str) -> tuple[str, ...]:
        """The ids."""
        return tuple([await find_id(self.graph, one, (kind,), self.day, argument) for one in given])


async def _missing(graph: Graph, answer: PathAnswer, lack: Lack | None, day: date) -> str | None:
    """What is missing where no path was found, if it is something else than a way."""
    if lack:
        return LACKS[lack]
    if answer.paths or answer.cut_short:
        return None
    told = [await nothing_known(graph, target.id, target.name, day) for target in answer.targets]
    return " ".join(filter(None, told)) if all(told) else None
