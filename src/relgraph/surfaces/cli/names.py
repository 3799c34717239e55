"""People, accounts and opportunities as they are typed: an id, or a name that fits exactly one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from relgraph.core.errors import InputError, NotFoundError
from relgraph.graph.client import Reader
from relgraph.kinds import KINDS
from relgraph.kinds.opportunity import Opportunity
from relgraph.kinds.organization import Organization
from relgraph.kinds.unit import Unit
from relgraph.profile.service import find_first_day
from relgraph.record.fields import EntityKind, is_id
from relgraph.record.kind import Kind
from relgraph.record.model import Recorded
from relgraph.record.read import find_by_ids
from relgraph.record.resolve import find_known
from relgraph.search.model import Fit, Hit, SearchAnswer
from relgraph.search.service import search
from relgraph.surfaces.cli.cells import joined, named

CANDIDATES = 8

_TYPED = "text"
"""The field of errors about what was typed."""

_FINDS = "`relgraph search` finds it"

_ENTITIES: dict[EntityKind, Kind[Recorded]] = {kind: KINDS[kind] for kind in EntityKind}
_A = {
    EntityKind.PERSON: "a person",
    EntityKind.ORGANIZATION: "an organization",
    EntityKind.UNIT: "a unit",
    EntityKind.OPPORTUNITY: "an opportunity",
    EntityKind.INTERACTION: "an interaction",
    EntityKind.NEWS: "a piece of news",
}


async def find_person(reader: Reader, given: str, as_of: date, argument: str) -> str:
    """The id of the person that was typed. Raises InputError listing who might be meant."""
    return await find_id(reader, given, (EntityKind.PERSON,), as_of, argument)


async def find_account(reader: Reader, given: str, as_of: date, argument: str = "--account") -> str:
    """The id of the organisation that was typed. Raises InputError listing which might be meant."""
    return await find_id(reader, given, (EntityKind.ORGANIZATION,), as_of, argument)


async def find_opportunity(reader: Reader, given: str, as_of: date, argument: str = "--opportunity") -> str:
    """The id of the opportunity that was typed. Raises InputError listing which might be meant."""
    return await find_id(reader, given, (EntityKind.OPPORTUNITY,), as_of, argument)


async def find_id(reader: Reader, given: str, kinds: Sequence[EntityKind], as_of: date, argument: str) -> str:
    """An id as it is; a name only when it is clear who is meant: guessing would answer about somebody else.

    Raises InputError that begins with the argument in which it was typed.
    """
    # Blanks come along when text is copied out of a sheet.
    with arguments({_TYPED: argument}):
        return await _Asked(reader, given.strip(), kinds, as_of).meant()


@contextmanager
def arguments(named_as: Mapping[str, str]) -> Iterator[None]:
    """Let errors begin with the argument that is wrong, by the names of what services take."""
    try:
        yield
    except InputError as error:
        if argument := named_as.get(error.field or ""):
            error.field = argument
            error.message = f"{argument}: {error.message}"
        raise


@dataclass(frozen=True)
class _Asked:
    """What was typed, which kinds of things it may name, and the day asked about."""

    reader: Reader
    given: str
    kinds: Sequence[EntityKind]
    as_of: date

    async def meant(self) -> str:
        """The id of what is meant."""
        if not self.given:
            raise self._error("That is neither an id nor a name.", "Give one.")
        if not is_id(self.given):
            return await self._by_name()
        if found := await self._by_id():
            return found
        if await self._is_a_name():
            return await self._by_name()
        raise self._error(f"No {' or '.join(self.kinds)} has the id '{self.given}'.", f"{_FINDS} by name.")

    async def _by_id(self) -> str | None:
        for kind in (*self.kinds, *(kind for kind in EntityKind if kind not in self.kinds)):
            thing = (await find_known(self.reader, _ENTITIES[kind], [self.given], as_of=self.as_of)).get(self.given)
            if thing is None:
                continue
            if kind not in self.kinds:
                raise self._error(f"{_entity(thing)} is {_A[kind]}.", f"Name {self._wanted}; {_FINDS}.")
            if thing.valid_from and self.as_of < thing.valid_from:
                known = f"{_entity(thing)} is known from {thing.valid_from} on, not on {self.as_of}."
                raise self._error(known, "Ask about a later day with --as-of.")
            return thing.id
        return None

    async def _is_a_name(self) -> bool:
        """Names may hold a colon, as ids do: what is no id of anything but somebody's whole name is a name."""
        try:
            hits = (await self._search(limit=1, typos=False)).hits
        except InputError:
            return False  # no name is so long, or has so many words
        return bool(hits) and hits[0].fit is not Fit.PART

    async def _by_name(self) -> str:
        found = await self._search(typos=False)
        meant = next(filter(None, ([hit for hit in found.hits if hit.fit is fit] for fit in Fit)), [])
        if len(meant) == 1 and (meant[0].fit is not Fit.PART or not found.truncated):
            return meant[0].id
        guesses = found if meant else await self._search()
        if not guesses.hits:
            raise await self._unknown()
        shown = meant or guesses.hits
        lines = [f"  {hit.id}  {joined([named(hit.name, hit.english_name), hit.title, hit.place])}" for hit in shown]
        lines += ["  … and more"] if guesses.truncated and len(shown) == CANDIDATES else []
        may_be = f"'{self.given}' may be one of these:\n" + "\n".join(lines)
        raise self._error(may_be, "Give the id of the one you mean.")

    async def _unknown(self) -> InputError:
        """Why nobody can be meant: the name is known on other days only, or of another kind, or not at all."""
        said = f"No {' or '.join(self.kinds)} is called '{self.given}' on {self.as_of}"
        for kinds in (self.kinds, None):
            found = await search(self.reader, self.given, kinds=kinds, as_of=None, limit=1, typos=False)
            if found.hits and kinds:
                known = f"{said}: {_hit(found.hits[0])} is known, but not on that day."
                return self._error(known, "Ask about another day.")
            if found.hits:
                other = f"{said}: {_hit(found.hits[0])} is {_A[found.hits[0].kind]}."
                return self._error(other, f"Name {self._wanted}; {_FINDS}.")
        return self._error(f"{said}.", "Try `relgraph search`, or give the id.")

    async def _search(self, *, limit: int = CANDIDATES, typos: bool = True) -> SearchAnswer:
        return await search(self.reader, self.given, kinds=self.kinds, as_of=self.as_of, limit=limit, typos=typos)

    @property
    def _wanted(self) -> str:
        return " or ".join(_A[kind] for kind in self.kinds)

    def _error(self, message: str, remedy: str) -> InputError:
        """About the text that was typed, as the search calls it, too."""
        return InputError(message, field=_TYPED, remedy=remedy)


def _hit(hit: Hit) -> str:
    return f"{named(hit.name, hit.english_name)} ({hit.id})"


def _entity(thing: Recorded) -> str:
    # What has no name is called by what it was for, what it says, or what it was.
    told = (getattr(thing, name, None) for name in ("name", "purpose", "claim", "kind"))
    name = next(filter(None, told), thing.noun)
    return f"{named(name, getattr(thing, 'english_name', None))} ({thing.id})"


async def kind_of(reader: Reader, id: str, kinds: Sequence[EntityKind], as_of: date) -> EntityKind:  # noqa: A002
    """Of which of some kinds the thing with an id is that `find_id` found among them."""
    for kind in kinds:
        if await find_by_ids(reader, _ENTITIES[kind], [id], as_of=as_of):
            return kind
    raise NotFoundError(" or ".join(kinds), id)


async def title(reader: Reader, kind: Kind[Organization | Unit | Opportunity], id: str, as_of: date) -> str:  # noqa: A002
    """How an account, a unit or an opportunity is called; its id when that is all there is."""
    found = (await find_by_ids(reader, kind, [id], as_of=as_of)).get(id)
    return named(found.name, found.english_name) if found else id


async def nothing_known(reader: Reader, id: str, name: str, as_of: date) -> str | None:  # noqa: A002
    """That nothing around a thing is known on a day, and when that begins; None where something is."""
    found = await find_first_day(reader, id, as_of=as_of)
    if found.known:
        return None
    if found.first_day is None:
        return f"Nothing around {name} is known on {as_of}, nor later: no seat, no tie, no line."
    return f"Nothing around {name} is known on {as_of}; the first fact is of {found.first_day}."
