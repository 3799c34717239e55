"""Look at the ends of paths when none was found: then it may be something else than a way that is missing."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from relgraph.core.errors import InputError
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.kinds.organization import OrganizationKind
from relgraph.paths.model import PathAnswer, Starts, Targets
from relgraph.paths.service import start_ids


class Ours(BaseModel, frozen=True):
    """Whether anybody is with us."""

    anybody: bool


FIND_WHETHER_OURS = Query("paths/find_whether_ours", Ours)


class Lack(StrEnum):
    """Who is missing at an end: whoever is to be reached, whoever starts, or anybody who is ours."""

    TARGETS = "targets"
    STARTS = "starts"
    OURS = "ours"


async def check_ends(
    reader: Reader, answer: PathAnswer, targets: Targets, starts: Starts, *, as_of: date
) -> Lack | None:
    """Who is missing at an end of paths of which none was found, cut short or not; None when somebody stands at both.

    Raises InputError when whoever starts is to be reached, and nobody else; and when those who are to be reached are
    ours and nobody else of ours leads there.
    """
    if answer.paths:
        return None
    if not answer.targets:
        return Lack.TARGETS
    begins = await start_ids(reader, starts, as_of)
    if begins is None:
        if not answer.cut_short and all(card.organization_kind is OrganizationKind.VENDOR for card in answer.targets):
            raise _starts_itself(targets, "one of ours, and paths start from ours")
        return None if (await reader.fetch_one(FIND_WHETHER_OURS, as_of=as_of)).anybody else Lack.OURS
    if begins and set(begins) <= {card.id for card in answer.targets}:
        raise _starts_itself(targets, "among those whom paths start from")
    return None if begins else Lack.STARTS


def _starts_itself(targets: Targets, where: str) -> InputError:
    field = "person" if targets.people else "decidersOf" if targets.deciders_of else "unit"
    return InputError(f"Whoever is to be reached is {where}.", field=field, remedy="Name others on one of the ends.")
