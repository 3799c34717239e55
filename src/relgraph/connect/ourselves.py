"""Who we are: our own organisation, the domains that are ours, and people of ours whom no export tells."""

from collections.abc import Sequence

from pydantic import ValidationError

from relgraph.connect.mail.names import FREE_MAIL
from relgraph.connect.naming import folded
from relgraph.core.errors import InputError
from relgraph.core.identifiers import normal
from relgraph.graph.client import Graph, Transaction
from relgraph.kinds import KINDS
from relgraph.kinds.identifier import IDENTIFIERS
from relgraph.kinds.organization import ORGANIZATIONS, Organization, OrganizationKind
from relgraph.kinds.person import PEOPLE
from relgraph.kinds.position import POSITIONS
from relgraph.people.service import find_person_cards
from relgraph.record.batch import NothingKeptError, Recording, change_all, is_done
from relgraph.record.change import Changed
from relgraph.record.fields import EntityKind, is_id
from relgraph.record.read import find
from relgraph.search.model import Fit
from relgraph.search.service import search

SYSTEM = "us"
"""What the ids begin with that are made here."""

SOURCE = "relgraph init"
"""Who told what is recorded here."""

MOST_NAMESAKES = 8


async def find_ourselves(graph: Graph, ours: str | None = None) -> Organization | None:
    """Our own organisation; `ours`: its id, where there are several. None where the graph does not know it.

    Raises InputError where there are several, or none has the id.
    """
    wanted = {"kinds": [OrganizationKind.VENDOR.value]}
    found = await find(graph, ORGANIZATIONS, as_of=graph.clock.today(), limit=50, wanted=wanted)
    meant = [each for each in found if ours in (None, each.id)]
    if len(meant) == 1:
        return meant[0]
    known = ", ".join(f"{each.name} ({each.id})" for each in found) or "none"
    if ours:
        raise InputError(f"No organisation of ours has the id '{ours}'.", field="ours", remedy=f"Known: {known}.")
    if meant:
        raise InputError(f"Several organisations are ours: {known}.", field="ours", remedy="Name one: --ours ID.")
    return None


def our_domains(given: Sequence[str]) -> list[str]:
    """Domains as they are told, of e-mail addresses what stands behind the @. Raises InputError for what is none."""
    found: list[str] = []
    for each in (part for text in given for part in text.replace(",", " ").split()):
        domain = normal("domain", each.rpartition("@")[2])
        if domain is None:
            raise InputError(f"'{each}' is no domain.", field="domain", remedy="Write it as acme.com.")
        plain = domain.removeprefix("domain:")
        if plain in FREE_MAIL:
            raise InputError(
                f"Anybody may have an address at {plain}.", field="domain", remedy="Name domains that are ours alone."
            )
        found.append(plain)
    return list(dict.fromkeys(found))


async def record_ourselves(graph: Graph, known: Organization | None, name: str, domains: Sequence[str]) -> Organization:
    """Record our own organisation, where it is not known, and its domains; again changes nothing.

    Raises InputError where a domain is that of another organisation.
    """
    values = {"kind": OrganizationKind.VENDOR, "name": name, "source": SOURCE}
    id_ = known.id if known else f"{SYSTEM}:{folded(name)}"
    rows = [] if known else [Recording(ORGANIZATIONS, {"id": id_, **values})]
    rows += [
        Recording(IDENTIFIERS, {"id": f"domain:{each}", "organization": id_, "source": SOURCE}) for each in domains
    ]
    await _record(graph, rows)
    found = known or await find_ourselves(graph, id_)
    assert found  # noqa: S101  (it was just recorded)
    return found


async def find_one_of_ours(graph: Graph, text: str) -> str | None:
    """The id of the one of ours whom a name, an address or an id means; None where it is a name that none has.

    Raises InputError where several have the name, and for an address or id that is none of ours.
    """
    day = graph.clock.today()
    hits = (await search(graph, text, kinds=[EntityKind.PERSON], as_of=day, limit=50, typos=False)).hits
    whole = [hit.id for hit in hits if hit.fit is not Fit.PART]
    cards = await find_person_cards(graph, whole, as_of=day)
    ours = [card for card in cards.values() if card.organization_kind is OrganizationKind.VENDOR]
    if len(ours) == 1:
        return ours[0].id
    if ours:
        named = ", ".join(f"{card.id} ({card.title or '?'})" for card in ours[:MOST_NAMESAKES])
        raise InputError(f"Several of ours are called '{text}': {named}.", field="owner", remedy="Give the id.")
    if is_id(text) or "@" in text:
        raise InputError(f"Nobody of ours is known as '{text}'.", field="owner", remedy="Give the name.")
    return None


async def record_one_of_ours(graph: Graph, name: str, ours: str) -> str:
    """Record somebody of ours whom no export told, with a seat at our organisation; the id."""
    id_ = f"{SYSTEM}:person.{folded(name)}"
    await _record(
        graph,
        [
            Recording(PEOPLE, {"id": id_, "name": name, "source": SOURCE}),
            Recording(POSITIONS, {"person": id_, "organization": ours, "source": SOURCE}),
        ],
    )
    return id_


async def _record(graph: Graph, rows: Sequence[Recording]) -> None:
    """All of them, or none. Raises InputError that says which cannot be, and why."""

    async def work(transaction: Transaction) -> None:
        await change_all(transaction, KINDS, rows, today=graph.clock.today(), operation=SOURCE)

    if not rows:
        return
    try:
        await graph.write(work, operation=SOURCE)
    except NothingKeptError as error:
        row, became = next((r, b) for r, b in zip(rows, error.became, strict=True) if not is_done(b))
        raise _refusal(row, became) from None


def _refusal(row: Recording, became: object) -> InputError:
    if isinstance(became, InputError):
        return became
    if isinstance(became, Changed):
        said, remedy = became.outcome.problem or "it is not there", became.outcome.remedy
    else:
        assert isinstance(became, ValidationError)  # noqa: S101  (what else a change may become)
        said, remedy = became.errors()[0]["msg"], "Give another."
    return InputError(f"{row.id} cannot be recorded: {said}.", remedy=remedy)
