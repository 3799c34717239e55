"""What an interaction or a piece of news is about, as it is typed: the fields that say so."""

from collections.abc import Sequence
from datetime import date

from relgraph.core.errors import InputError
from relgraph.graph.client import Graph, Reader
from relgraph.kinds import KINDS
from relgraph.kinds.organization import OrganizationKind
from relgraph.kinds.unit import Unit
from relgraph.record.fields import EntityKind
from relgraph.record.read import find_by_ids
from relgraph.surfaces.cli.names import find_id, kind_of

OF_INTERACTIONS = (EntityKind.ORGANIZATION, EntityKind.UNIT, EntityKind.OPPORTUNITY)
OF_NEWS = (*OF_INTERACTIONS, EntityKind.PERSON)


async def find_about(graph: Graph, text: str, kinds: Sequence[EntityKind], day: date) -> dict[str, object]:
    """What `--about` means: an account, a person, or a unit or opportunity and its account.

    Raises InputError listing what may be meant.
    """
    id_ = await find_id(graph, text, kinds, day, "--about")
    kind = await kind_of(graph, id_, kinds, day)
    if kind is EntityKind.ORGANIZATION:
        return {"account": id_}
    if kind is EntityKind.PERSON:
        return {"person": id_}
    thing = (await find_by_ids(graph, KINDS[kind], [id_], as_of=day))[id_]
    whose = str(thing.organization if isinstance(thing, Unit) else getattr(thing, "account"))  # noqa: B009
    is_account = await _kind_of_organization(graph, whose, day) is OrganizationKind.CUSTOMER
    return {kind.value: id_, **({"account": whose} if is_account else {})}


async def find_all_about(graph: Graph, texts: Sequence[str], day: date) -> dict[str, object]:
    """What a piece of news is about; a competitor stands for itself, not for an account.

    Raises InputError, also where two things of a kind are named.
    """
    told: dict[str, object] = {}
    for text in texts:
        for field, id_ in (await find_about(graph, text, OF_NEWS, day)).items():
            organization = field == "account" and await _kind_of_organization(graph, str(id_), day)
            name = "competitor" if organization is OrganizationKind.COMPETITOR else field
            if told.setdefault(name, id_) != id_:
                raise InputError(
                    f"--about: {told[name]} and {id_} are two of a kind ({name}).",
                    field="--about",
                    remedy="Record what is about each of them by itself.",
                )
    return told


async def _kind_of_organization(reader: Reader, id_: str, day: date) -> object:
    found = (await find_by_ids(reader, KINDS[EntityKind.ORGANIZATION], [id_], as_of=day)).get(id_)
    return getattr(found, "kind", None)
