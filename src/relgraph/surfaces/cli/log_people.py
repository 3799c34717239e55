"""Whom and what `relgraph log` means: names made ids, and the account where all of theirs are of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from relgraph.analyses.caller import find_caller
from relgraph.core.errors import InputError
from relgraph.graph.client import Graph
from relgraph.interactions.log import Log
from relgraph.interactions.log import Told as ToldOne
from relgraph.kinds.organization import OrganizationKind
from relgraph.people.service import find_person_cards
from relgraph.surfaces.cli.about import OF_INTERACTIONS, find_about
from relgraph.surfaces.cli.log_told import read_due, read_told, told
from relgraph.surfaces.cli.names import find_person


@dataclass(frozen=True)
class Said:
    """What was typed; `values` are those of the interaction itself."""

    values: Mapping[str, object]
    with_: tuple[str, ...]
    by: tuple[str, ...]
    absent: tuple[str, ...]
    about: str | None
    promises: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    news: tuple[str, ...] = ()


@dataclass
class _People:
    """Who is meant by what was typed; whoever was named once is meant by the same text again."""

    graph: Graph
    day: date
    known: dict[str, str] = field(default_factory=dict)

    async def find(self, text: str, option: str) -> str:
        key = text.strip().casefold()
        if key not in self.known:
            self.known[key] = await find_person(self.graph, text, self.day, option)
        return self.known[key]


async def understood(graph: Graph, said: Said, day: date) -> Log:
    """What is meant. Raises InputError that begins with the option that is wrong, and lists who may be meant."""
    people = _People(graph, day)
    came = [await people.find(text, "--with") for text in said.with_]
    ours = [await people.find(text, "--by") for text in said.by] or [await _whoever_runs_it(graph, day)]
    absent = [await people.find(text, "--absent") for text in said.absent]
    theirs = [*came, *absent]
    about = (
        await find_about(graph, said.about, OF_INTERACTIONS, day)
        if said.about
        else await _account_of(graph, theirs, day)
    )
    participants: list[ToldOne] = [{"person": id_, "came": True} for id_ in dict.fromkeys([*came, *ours])]
    participants += [{"person": id_, "came": False} for id_ in dict.fromkeys(absent)]
    if both := [id_ for id_ in absent if id_ in {*came, *ours}]:
        raise InputError(f"--absent: {both[0]} came, too.", field="--absent", remedy="Name them once.")
    parts = {
        "participants": participants,
        "commitments": [await _promise(people, text) for text in said.promises],
        "asks": [await _ask(people, text) for text in said.asks],
        "news": [await _news(people, text) for text in said.news],
    }
    if parts["news"] and not about:
        raise InputError("--news: it is about nothing.", field="--news", remedy="Give the account by --about.")
    return Log({**said.values, **about}, parts)


async def _promise(people: _People, text: str) -> ToldOne:
    said = told(text, "--promise", "Anna Berg > Liu Wei: a reference visit by 2026-12-15")
    what, due = read_due(said.what, "--promise")
    ends = {"promiser": await people.find(said.who, "--promise"), "promisee": await people.find(said.whom, "--promise")}
    return {**ends, "promise": what, **({"due": due} if due else {})}


async def _ask(people: _People, text: str) -> ToldOne:
    said = told(text, "--ask", "Anna Berg > Liu Wei: who decides")
    ends = {"asker": await people.find(said.who, "--ask"), "asked": await people.find(said.whom, "--ask")}
    return {**ends, "about": said.what}


async def _news(people: _People, text: str) -> ToldOne:
    said = read_told(text)
    if said is None:
        return {"claim": text}
    ends = {"said_by": await people.find(said.who, "--news"), "said_to": await people.find(said.whom, "--news")}
    return {**ends, "claim": said.what}


async def _account_of(graph: Graph, ids: list[str], day: date) -> dict[str, object]:
    """The account where all of these who are not ours have their main seat; none where they differ or it is unknown."""
    cards = (await find_person_cards(graph, ids, as_of=day)).values()
    theirs = [card for card in cards if card.organization_kind is not OrganizationKind.VENDOR]
    accounts = {card.organization_id for card in theirs if card.organization_kind is OrganizationKind.CUSTOMER}
    all_known = all(card.organization_kind is OrganizationKind.CUSTOMER for card in theirs)
    return {"account": accounts.pop()} if len(accounts) == 1 and all_known else {}


async def _whoever_runs_it(graph: Graph, day: date) -> str:
    """One of ours who is called as whoever runs the command. Raises InputError where there is not exactly one."""
    if caller := await find_caller(graph, day):
        return caller
    name = graph.principal.name
    who = f"nobody of ours is called '{name}'" if name else "nobody knows who runs this"
    raise InputError(f"Who of ours took part? {who[:1].upper()}{who[1:]}.", field="--by", remedy="Name them by --by.")
