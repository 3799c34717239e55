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
from relgraph.search.model import Hit
from relgraph.search.service import search

CANDIDATES = 8


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
    if re.fullmatch(ID_PATTERN, given):
        return given
    what = " or ".join(kinds)
    hits = (await search(reader, given, kinds=kinds, as_of=as_of, limit=CANDIDATES)).hits
    if not hits:
        raise InputError(f"No {what} is called '{given}' on {as_of}.", remedy="Try `relgraph search`, or give the id.")
    full = [hit for hit in hits if _is_called(hit, given)]
    meant = full or [hit for hit in hits if _contains(hit, given)]
    if len(meant) == 1:
        return meant[0].id
    shown = meant or hits
    lines = [f"  {hit.id}  {joined([named(hit.name, hit.english_name), hit.title, hit.place])}" for hit in shown]
    raise InputError(f"'{given}' may be one of these:\n" + "\n".join(lines), remedy="Give the id of the one you mean.")


async def title(reader: Reader, kind: Kind[Organization | Unit | Opportunity], id: str, as_of: date) -> str:  # noqa: A002
    """How an account, a unit or an opportunity is called; its id when that is all there is."""
    found = (await find_by_ids(reader, kind, [id], as_of=as_of)).get(id)
    return named(found.name, found.english_name) if found else id


def _is_called(hit: Hit, given: str) -> bool:
    return given.casefold() in {name.casefold() for name in (hit.name, hit.english_name) if name}


def _contains(hit: Hit, given: str) -> bool:
    return any(given.casefold() in name.casefold() for name in (hit.name, hit.english_name) if name)
