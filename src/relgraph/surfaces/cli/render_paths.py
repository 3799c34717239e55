"""Paths as a ranking and as small trees, which read well at 80 columns. `demo` shows the same."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from relgraph.core.language import Language
from relgraph.kinds.tie import TieOrigin
from relgraph.paths import words
from relgraph.paths.advice import ExplainedAnswer, ExplainedPath
from relgraph.paths.model import Alternative, Freshness, Hop, Intermediary, StandIn
from relgraph.people.model import PersonCard
from relgraph.surfaces.cli import cells

ASSUMED = "*"
COMPUTED = "≈"
"""Behind a strength that contact tells."""
INDENT = 3
NOTHING_FOUND = "Try more --max-hops, or look for who else is near with `relgraph hubs`."
COLOURS = {Freshness.FRESH: "green", Freshness.COOLING: "yellow", Freshness.COLD: "red", Freshness.UNKNOWN: "dim"}


def show_paths(
    console: Console,
    answer: ExplainedAnswer,
    as_of: date,
    language: Language = Language.EN,
    *,
    missing: str | None = None,
) -> None:
    """The ranking, then each path as a tree, with what to ask of whom, what is weakest, what helps, what may fail.

    `missing` says what is missing where no path was found, if it is something else than a way.
    """
    console.print(cells.heading("Ways to ", (_targets(answer.targets), "bold"), f" on {as_of}"))
    if not answer.paths and answer.cut_short and not missing:
        console.print(
            "The search was cut short before it found a way: whether one leads there is not known. Try fewer "
            "--max-hops, or raise RELGRAPH_READ_TIMEOUT or Neo4j's memory."
        )
        return
    if not answer.paths:
        console.print(Text(f"No way leads there. {missing or NOTHING_FOUND}"))
        return
    console.print()
    console.print(_ranking(answer))
    for rank, path in enumerate(answer.paths, start=1):
        console.print()
        console.print(
            cells.heading((f"{rank}. ", "bold"), "likelihood ", (cells.number(path.likelihood), "bold green"))
        )
        console.print(Padding(Group(_tree(path), _told(path, language)), (0, 0, 0, INDENT), expand=False))
    _notes(console, answer)


def _targets(targets: Sequence[PersonCard]) -> str:
    if len(targets) != 1:
        return ", ".join(target.name for target in targets) or "nobody"
    (target,) = targets
    return f"{cells.person(target)} ({cells.joined([cells.seat(target), target.organization])})"


def _ranking(answer: ExplainedAnswer) -> Table:
    """One line a path; columns that say the same of all are left out."""
    paths = answer.paths
    columns = {
        "": [str(rank) for rank in range(1, len(paths) + 1)],
        "likelihood": [cells.number(path.likelihood) for path in paths],
        "score": [cells.number(path.score) for path in paths],
        "hops": [str(len(path.hops)) for path in paths],
        "from": [path.hops[0].origin.name for path in paths],
        "introduced by": [path.hops[-1].origin.name if len(path.hops) > 1 else cells.NONE for path in paths],
        "to": [path.hops[-1].to.name for path in paths],
        "weakest": [_strength(path.hops[path.weakest]) for path in paths],
        "risks": [str(len(path.risks)) for path in paths],
    }
    if len(answer.targets) == 1:
        del columns["to"]
    if all(path.score == path.likelihood for path in paths):
        del columns["score"]
    table = cells.grid(*columns, right=["", "likelihood", "score", "hops", "weakest", "risks"])
    for values in zip(*columns.values(), strict=True):
        cells.row(table, *values)
    return table


def _tree(path: ExplainedPath) -> Tree:
    """Who leads to whom, each with the hop that leads to them, and with others who could take their place."""
    root = branch = Tree(_person(path.hops[0].origin), guide_style="dim")
    for place, hop in enumerate(path.hops):
        lines = [_person(hop.to), _hop(hop), *(_also(other) for other in hop.alternatives)]
        if place < len(path.intermediaries):
            lines += _bearing(path.intermediaries[place])
            lines += [_instead(other) for other in (path.stand_ins or [[]] * len(path.hops))[place]]
        branch = branch.add(Text("\n").join(lines))
    return root


def _person(card: PersonCard) -> Text:
    return Text.assemble((cells.ours(card), "bold"), (f"  {cells.text(card.organization)}", "dim"))


def _hop(hop: Hop) -> Text:
    met = cells.day(hop.last_contact) if hop.last_contact else cells.UNKNOWN
    return Text.assemble(
        _used(hop),
        " · ",
        (
            f"contact {met}" + ("" if hop.freshness is Freshness.UNKNOWN else f" {hop.freshness}"),
            COLOURS[hop.freshness],
        ),
        (f" · {hop.source or '?'}", "dim"),
    )


def _used(relation: Alternative) -> Text:
    by = cells.joined(
        [relation.relation.replace("_", " "), relation.basis, f"since {relation.since}" if relation.since else None]
    )
    return Text.assemble((_strength(relation), "cyan"), f" {by}")


def _also(other: Alternative) -> Text:
    return Text.assemble(("or ", "dim"), _used(other))


def _bearing(one: Intermediary) -> list[Text]:
    told = []
    if one.load_factor < 1:
        weighing = "" if one.ask_load == one.open_asks else f" that weigh {one.ask_load:g}"
        told.append(f"× {cells.number(one.load_factor)} for {one.open_asks} open asks{weighing}")
    if one.support_unknown:
        taken = f"× {cells.number(one.support_factor)} for " if one.support_factor < 1 else ""
        told.append(f"{taken}support {cells.UNKNOWN}")
    if one.preference_factor < 1:
        told.append(f"score × {cells.number(one.preference_factor)}: not preferred")
    return [Text(line, "yellow") for line in told]


def _instead(one: StandIn) -> Text:
    ways = f"{_strength(one.reached)} and {_strength(one.onward)}"
    return Text.assemble(
        ("instead ", "dim"), cells.person(one.person), f" {ways}: likelihood {cells.number(one.likelihood)}"
    )


def _strength(relation: Alternative) -> str:
    mark = ASSUMED if relation.assumed else COMPUTED if relation.strength_origin is TieOrigin.COMPUTED else ""
    return f"{cells.number(relation.strength)}{mark}"


def _told(path: ExplainedPath, language: Language) -> Table:
    lines = [("→", words.sentence(path, language), "bold"), ("↓", words.weakest_sentence(path, language), "")]
    if path.improvement:
        lines.append(("↑", words.improvement_sentence(path.improvement, path, language), "green"))
    lines += [("!", words.risk_sentence(risk, path, language), "yellow") for risk in path.risks]
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column()
    # Chinese has no blanks to break lines at.
    table.add_column(overflow="fold")
    for sign, line, style in lines:
        table.add_row(Text(sign), Text(line, style))
    return table


def _notes(console: Console, answer: ExplainedAnswer) -> None:
    hops = [hop for path in answer.paths for hop in path.hops]
    if any(hop.assumed for hop in hops):
        console.print(f"\n{ASSUMED} assumed: no strength is recorded for this hop.")
    if any(hop.strength_origin is TieOrigin.COMPUTED for hop in hops):
        console.print(f"\n{COMPUTED} computed from contact: relgraph strength tells of what.")
    if answer.cut_short:
        limit = cells.number(answer.complete_above)
        console.print(f"\nThe search was cut short: ways that score at most {limit} may be missing.")
    elif answer.truncated:
        console.print("\nThere are more ways; ask for more with -k.")
