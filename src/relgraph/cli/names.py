"""People, accounts and opportunities as they are typed: an id, or a name that fits exactly one."""

import re
from collections.abc import Sequence
from datetime import date

from relgraph.accounts.model import Organization, Unit
from relgraph.cli.cells import joined, named
from relgraph.errors import InputError
from relgraph.graph.client import Reader
from relgraph.powermap.model import Opportunity
from relgraph.record.kind import Kind
from relgraph.record.model import ID_PATTERN, EntityKind
from relgraph.record.read import find_by_ids
from relgraph.record.service import is_known
from relgraph.search.model import Fit, Hit
from relgraph.search.service import search

CANDIDATES = 8

_A = {
    EntityKind.PERSON: "a person",
    EntityKind.ORGANIZATION: "an organization",
    EntityKind.UNIT: "a unit",
    EntityKind.OPPORTUNITY: "an opportunity",
}


async def find_person(reader: Reader, given: str, as_of: date) -> str:
    """The id of the person that was typed. Raises InputError listing who might be meant."""
    return await find_id(reader, given, (EntityKind.PERSON,), as_of)


async def find_account(reader: Reader, given: str, as_of: date) -> str:
    """The id of the organisation that was typed. Raises InputError listing which might be meant."""
    return await find_id(reader, given, (EntityKind.ORGANIZATION,), as_of)


async def find_opportunity(reader: Reader, given: str, as_of: date) -> str:
    """The id of the opportunity that was typed. Raises InputError listing which might be meant."""
    return await find_id(reader, given, (EntityKind.OPPORTUNITY,), as_of)


async def find_id(reader: Reader, given: str, kinds: Sequence[EntityKind], as_of: date) -> str:
    """An id as it is; a name only when it is clear who is meant: guessing would answer about somebody else."""
    if re.fullmatch(ID_PATTERN, given) and not await _is_a_name(reader, given, kinds, as_of):
        return given
    found = await search(reader, given, kinds=kinds, as_of=as_of, limit=CANDIDATES, typos=False)
    meant = next(filter(None, ([hit for hit in found.hits if hit.fit is fit] for fit in Fit)), [])
    if len(meant) == 1 and (meant[0].fit is not Fit.PART or not found.truncated):
        return meant[0].id
    guesses = found if meant else await search(reader, given, kinds=kinds, as_of=as_of, limit=CANDIDATES)
    if not guesses.hits:
        raise await _unknown(reader, given, kinds, as_of)
    shown = meant or guesses.hits
    lines = [f"  {hit.id}  {joined([named(hit.name, hit.english_name), hit.title, hit.place])}" for hit in shown]
    lines += ["  … and more"] if guesses.truncated and len(shown) == CANDIDATES else []
    raise InputError(f"'{given}' may be one of these:\n" + "\n".join(lines), remedy="Give the id of the one you mean.")


async def _is_a_name(reader: Reader, given: str, kinds: Sequence[EntityKind], as_of: date) -> bool:
    """Names may hold a colon, as ids do: what is no id of anything but somebody's whole name is a name."""
    if await is_known(reader, given):
        return False
    hits = (await search(reader, given, kinds=kinds, as_of=as_of, limit=1, typos=False)).hits
    return bool(hits) and hits[0].fit is not Fit.PART


async def _unknown(reader: Reader, given: str, kinds: Sequence[EntityKind], as_of: date) -> InputError:
    """Why nobody can be meant: the name is known on other days only, or of another kind, or not at all."""
    said = f"No {' or '.join(kinds)} is called '{given}' on {as_of}"
    if hit := await _first(reader, given, kinds):
        return InputError(f"{said}: {_told(hit)} is known, but not on that day.", remedy="Ask about another day.")
    if hit := await _first(reader, given, None):
        wanted = " or ".join(_A[kind] for kind in kinds)
        return InputError(
            f"{said}: {_told(hit)} is {_A[hit.kind]}.", remedy=f"Name {wanted}; `relgraph search` finds it."
        )
    return InputError(f"{said}.", remedy="Try `relgraph search`, or give the id.")


async def _first(reader: Reader, given: str, kinds: Sequence[EntityKind] | None) -> Hit | None:
    """What fits best on any day, without typos."""
    return next(iter((await search(reader, given, kinds=kinds, as_of=None, limit=1, typos=False)).hits), None)


def _told(hit: Hit) -> str:
    return f"{named(hit.name, hit.english_name)} ({hit.id})"


async def title(reader: Reader, kind: Kind[Organization | Unit | Opportunity], id: str, as_of: date) -> str:  # noqa: A002
    """How an account, a unit or an opportunity is called; its id when that is all there is."""
    found = (await find_by_ids(reader, kind, [id], as_of=as_of)).get(id)
    return named(found.name, found.english_name) if found else id
