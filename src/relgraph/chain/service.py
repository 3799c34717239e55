"""Read a deal's decision chain, and tell how ready it is, what to do next, and what if (method M3)."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from pydantic import BaseModel

from relgraph.chain.changes import changed
from relgraph.chain.contacts import next_contacts, say_of
from relgraph.chain.model import (
    MAX_CHANGES,
    MAX_PEOPLE_READ,
    Blocker,
    ChainChanges,
    ChainHop,
    ChainMember,
    DecisionChain,
    NextContact,
    Readiness,
    WhatIf,
)
from relgraph.chain.neighbourhood import Chain, HopsRow, chain_of
from relgraph.chain.readiness import MemberReading, coach_span, evaluate, readings_of
from relgraph.chain.telling import CompetitorOf, StanceRow, ToldChain, hops_of, member_changes, way_to
from relgraph.chain.words import contact_sentence
from relgraph.core.errors import InputError, NotFoundError
from relgraph.core.language import Language
from relgraph.core.workers import Workers
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.people.model import PersonCard
from relgraph.playbook.chain import ChainNumbers
from relgraph.powermap.model import STALE_AFTER


class ChainSides(BaseModel, frozen=True):
    """Ids of people on the day: ours, competitors', and those to whom one of ours leads in one hop of a way."""

    ours: frozenset[str]
    rivals: frozenset[str]
    first_steps: frozenset[str]


class FoundVoices(BaseModel, frozen=True):
    """Ids of a deal's members and of those who may sway them; `live`: the deal is under way."""

    live: bool
    voices: list[str]


class ToldPerson(BaseModel, frozen=True):
    """Somebody at a glance, and a competitor where they have a seat."""

    person: PersonCard
    competitor: CompetitorOf | None


FIND_VOICES = Query("chain/find_voices", FoundVoices)
READ_NEIGHBOURHOOD = Query("chain/read_neighbourhood", HopsRow, packed=True)
FIND_STANCES = Query("chain/find_stances", StanceRow)
TELL_PEOPLE = Query("chain/tell_people", ToldPerson)
TELL_RELATIONS = Query("chain/tell_relations", ChainHop)

COMPUTERS = Workers("relgraph chain", 2)
"""Where chains are worked out: large ones take a processor for a second."""


async def analyse_chain(
    reader: Reader,
    opportunity: str,
    *,
    sides: ChainSides,
    numbers: ChainNumbers,
    as_of: date,
    changes: ChainChanges | None = None,
) -> DecisionChain:
    """The decision chain of a deal on a day, with what would be different after some changes.

    Raises NotFoundError for an unknown deal or person, and InputError for changes that make no sense.
    """
    made_up = changes or ChainChanges()
    found = await reader.fetch_maybe(FIND_VOICES, opportunity=opportunity, as_of=as_of)
    if found is None:
        raise NotFoundError("opportunity", opportunity, field="opportunity")
    _check(made_up, sides)
    rows = await reader.fetch(
        READ_NEIGHBOURHOOD,
        opportunity=opportunity,
        as_of=as_of,
        **{side: list(people) for side, people in dict(sides).items()},
        voices=found.voices,
        named=[tie.theirs for tie in made_up.ties],
        limit=MAX_PEOPLE_READ + 1,
    )
    stances = await reader.fetch(FIND_STANCES, opportunity=opportunity, named=made_up.people, as_of=as_of)
    known = {row.id: row for row in stances}
    for person in made_up.people:
        if person not in known:
            raise NotFoundError("person", person, field=_field_of(person, made_up))
    read = _Read(
        chain=_chain(rows[:MAX_PEOPLE_READ], stances, sides, numbers),
        stances=known,
        stale_before=as_of - STALE_AFTER if found.live else None,
        competitors_known=bool(sides.rivals),
        changes=made_up,
    )
    worked = await COMPUTERS.run(partial(_work, read))
    cards = await reader.fetch(TELL_PEOPLE, ids=_shown(worked, made_up), as_of=as_of)
    hops = await reader.fetch(TELL_RELATIONS, pairs=hops_of(_ways(worked)), as_of=as_of)
    people = {card.person.id: card.person for card in cards}
    competitors = {card.person.id: card.competitor for card in cards if card.competitor}
    return DecisionChain(
        opportunity=opportunity,
        as_of=as_of,
        live=found.live,
        readiness=worked.readiness,
        members=[worked.told.with_competitors(member, competitors) for member in worked.members],
        key_people=worked.told.key_people(),
        coaches=worked.coaches,
        blockers=worked.blockers,
        competitors_known=read.competitors_known,
        next_contacts=[_explained(contact, people) for contact in worked.contacts],
        what_if=worked.what_if,
        people=people,
        hops=hops,
        truncated=len(rows) > MAX_PEOPLE_READ,
    )


class _Read(NamedTuple):
    """What was read of a chain, and what is made up."""

    chain: Chain
    stances: Mapping[str, StanceRow]
    stale_before: date | None
    competitors_known: bool
    changes: ChainChanges


class _Worked(NamedTuple):
    """What takes a processor."""

    told: ToldChain
    readiness: Readiness
    members: list[ChainMember]
    coaches: list[str]
    blockers: list[Blocker]
    contacts: list[NextContact]
    what_if: WhatIf | None


def _work(read: _Read) -> _Worked:
    chain = read.chain
    readings = readings_of(chain)
    told = ToldChain(
        chain=chain,
        readings=readings,
        stances=read.stances,
        say=say_of(chain),
        stale_before=read.stale_before,
        competitors_known=read.competitors_known,
    )
    readiness = evaluate(chain, readings)
    contacts = next_contacts(chain)
    return _Worked(
        told=told,
        readiness=readiness,
        members=told.members(),
        coaches=coach_span(chain)[1],
        blockers=told.blockers(),
        contacts=[contact.model_copy(update={"way": way_to(chain, contact.person)}) for contact in contacts],
        what_if=_what_if(chain, read.changes, readings, readiness) if read.changes.count else None,
    )


def _what_if(chain: Chain, changes: ChainChanges, readings: Mapping[str, MemberReading], before: Readiness) -> WhatIf:
    other = changed(chain, changes)
    anew = readings_of(other)
    after = evaluate(other, anew)
    known = before.figure is not None and after.figure is not None
    return WhatIf(
        changes=changes,
        readiness=after,
        difference=round((after.figure or 0) - (before.figure or 0), 1) if known else None,
        members=member_changes(chain, other, readings, anew),
    )


def _check(changes: ChainChanges, sides: ChainSides) -> None:
    if changes.count > MAX_CHANGES:
        raise InputError(
            f"There are {changes.count} changes.", field="whatIf", remedy=f"Make {MAX_CHANGES} at most at a time."
        )
    turned = [turn.person for turn in changes.turns]
    if twice := next((person for person in turned if turned.count(person) > 1), None):
        raise InputError(f"'{twice}' turns twice.", field="turns", remedy="Give the level that counts.")
    for turn in changes.turns:
        if turn.person in sides.ours:
            raise InputError(f"'{turn.person}' is ours.", field="turns", remedy="Name somebody who is not.")
    for tie in changes.ties:
        if tie.ours not in sides.ours:
            raise InputError(
                f"'{tie.ours}' is none of ours on that day.",
                field="ties",
                remedy="Name one of ours first: OURS=THEIRS.",
            )
        if tie.theirs in sides.ours:
            raise InputError(f"'{tie.theirs}' is ours.", field="ties", remedy="Name somebody who is not.")


def _field_of(person: str, changes: ChainChanges) -> str:
    if any(turn.person == person for turn in changes.turns):
        return "turns"
    return "leaves" if person in changes.leaves else "ties"


def _chain(rows: Sequence[HopsRow], stances: Sequence[StanceRow], sides: ChainSides, numbers: ChainNumbers) -> Chain:
    return chain_of(
        rows,
        numbers=numbers,
        roles={row.id: frozenset(row.roles) for row in stances if row.roles},
        levels={row.id: row.level for row in stances if row.level is not None},
        ours=sides.ours,
        rivals=sides.rivals,
        declining=[row.id for row in stances if row.declines],
    )


def _ways(worked: _Worked) -> list[list[str]]:
    """Every voice and way that is told, as the people of it."""
    told = [way for member in worked.members for way in (*member.voices, member.secured_way, member.possible_way)]
    told += [contact.way for contact in worked.contacts]
    facts = [fact for part in worked.readiness.parts for fact in part.facts]
    return [way.people for way in told if way] + [people for f in facts for people in (f.secured_by, f.possible_by)]


def _shown(worked: _Worked, changes: ChainChanges) -> list[str]:
    """Everybody who is named, each once."""
    named = [*changes.people, *worked.coaches, *(one.person for one in worked.members)]
    named += [one.person for one in worked.told.key_people()]
    named += [*(one.person for one in worked.blockers), *(one.person for one in worked.contacts)]
    named += [person for way in _ways(worked) for person in way]
    return list(dict.fromkeys([*named, *worked.told.near_rivals()]))


def _explained(contact: NextContact, people: Mapping[str, PersonCard]) -> NextContact:
    told = {lang.value: contact_sentence(contact, people, lang) for lang in Language}
    rounded = [o.model_copy(update={"gain": round(o.gain, 1)}) for o in contact.outcomes]
    return contact.model_copy(update={"gain": round(contact.gain, 1), "outcomes": rounded, **told})
