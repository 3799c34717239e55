"""Find the formations around key contacts: what is known of them, scored, judged, and how to mend them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from relgraph.core.errors import InputError
from relgraph.formation.matrix import cells_of
from relgraph.formation.model import (
    MAX_LAYER,
    AccountFormations,
    ContactFormation,
    FormationActivity,
    FormationContact,
    FormationLayer,
    FormationLink,
    FormationMember,
    FormationSide,
    KnownFormation,
    LayerRow,
    NotAssessed,
)
from relgraph.formation.moves import best_move
from relgraph.formation.patterns import seen
from relgraph.formation.score import ScoredFormation
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.kinds.organization import OrganizationKind
from relgraph.people.model import PersonCard
from relgraph.playbook.formation import FormationNumbers
from relgraph.record.fields import EntityKind
from relgraph.record.service import require

FIND_KEY_CONTACTS = Query("formation/find_key_contacts", FormationContact)
FIND_CONTACT = Query("formation/find_contact", FormationContact)
FIND_LAYERS = Query("formation/find_layers", LayerRow, packed=True)
FIND_LINKS = Query("formation/find_links", FormationLink, packed=True)
FIND_ACTIVITIES = Query("formation/find_activities", FormationActivity, packed=True)

_Layers = Mapping[str, FormationSide]


async def find_formations(
    reader: Reader, account: str, *, numbers: FormationNumbers, as_of: date, limit: int
) -> AccountFormations:
    """The formations around an account's registered key contacts on a day. Raises NotFoundError."""
    await require(reader, EntityKind.ORGANIZATION, [account], field="account")
    found = await reader.fetch(FIND_KEY_CONTACTS, account=account, as_of=as_of, limit=limit + 1)
    formations = await _formations(reader, found[:limit], numbers, as_of)
    return AccountFormations(account=account, as_of=as_of, formations=formations, truncated=len(found) > limit)


async def find_formation(reader: Reader, contact: str, *, numbers: FormationNumbers, as_of: date) -> ContactFormation:
    """The formation around a contact on a day. Raises NotFoundError, and InputError for one of ours."""
    await require(reader, EntityKind.PERSON, [contact], field="contact")
    found = await reader.fetch_one(FIND_CONTACT, person=contact, as_of=as_of)
    if found.person.organization_kind is OrganizationKind.VENDOR:
        raise InputError(
            f"{found.person.name} is one of ours.", field="contact", remedy="Name a contact of a customer."
        )
    (formation,) = await _formations(reader, [found], numbers, as_of)
    return formation


async def _formations(
    reader: Reader, contacts: Sequence[FormationContact], numbers: FormationNumbers, day: date
) -> list[ContactFormation]:
    layers = await _layers(reader, contacts, numbers, day)
    ours = sorted({id_ for one in contacts for owner in one.owners for id_ in _everybody(layers[owner.id])})
    theirs = sorted({id_ for one in contacts if one.owners for id_ in _everybody(layers[one.person.id])})
    links, activities = await _contact_of(reader, ours, theirs, numbers, day) if ours else ([], [])
    told = []
    for one in contacts:
        formations = [
            ScoredFormation(_known(layers[owner.id], layers[one.person.id], links, activities), numbers, day)
            for owner in one.owners
        ]
        told.append(formation_of(one, formations))
    return told


async def _layers(
    reader: Reader, contacts: Sequence[FormationContact], numbers: FormationNumbers, day: date
) -> _Layers:
    """The sides around all owners and contacts, by the id of the middle."""
    middles = {card.id: card for one in contacts for card in (one.person, *one.owners)}
    asked = {"people": sorted(middles), "levels": numbers.levels, "most": MAX_LAYER, "as_of": day}
    around: dict[tuple[str, FormationLayer], list[FormationMember]] = defaultdict(list)
    for row in await reader.fetch(FIND_LAYERS, **asked):
        member = FormationMember(person=row.person, basis=row.basis, steps=row.steps)
        around[row.middle, row.layer].append(member)
    return {id_: _side(card, around) for id_, card in middles.items()}


def _side(middle: PersonCard, around: Mapping[tuple[str, FormationLayer], list[FormationMember]]) -> FormationSide:
    above, below = (
        tuple(sorted(around.get((middle.id, layer), ()), key=lambda member: member.order))
        for layer in (FormationLayer.ABOVE, FormationLayer.BELOW)
    )
    return FormationSide(middle=middle, above=above, below=below)


async def _contact_of(
    reader: Reader, ours: list[str], theirs: list[str], numbers: FormationNumbers, day: date
) -> tuple[list[FormationLink], list[FormationActivity]]:
    """The links and activities of all people in the formations."""
    between = {"ours": ours, "theirs": theirs, "as_of": day}
    since = day - timedelta(days=numbers.period_days)
    return await reader.fetch(FIND_LINKS, **between), await reader.fetch(FIND_ACTIVITIES, **between, since=since)


def _known(
    ours: FormationSide,
    theirs: FormationSide,
    links: Iterable[FormationLink],
    activities: Iterable[FormationActivity],
) -> KnownFormation:
    """What of all that is about these two sides."""
    us, them = _everybody(ours), _everybody(theirs)
    return KnownFormation(
        ours=ours,
        theirs=theirs,
        links=tuple(link for link in links if link.our in us and link.their in them),
        activities=tuple(one for one in activities if one.ours & us and one.theirs & them),
    )


def _everybody(side: FormationSide) -> frozenset[str]:
    return frozenset().union(*(side.ids(layer) for layer in FormationLayer))


def formation_of(contact: FormationContact, formations: Sequence[ScoredFormation]) -> ContactFormation:
    """The formation around a contact: of those of several owners (none: nobody owns it) the best."""
    about = {"contact": contact.person, "position_class": contact.position_class}
    if not formations:
        return ContactFormation(
            **about,
            owner=None,
            score=None,
            not_assessed=NotAssessed.NO_OWNER,
            parts=[],
            cells=[],
            patterns=[],
            together=[],
            move=None,
        )
    best = max(formations, key=lambda scored: (scored.sees_layers, scored.score()))
    return ContactFormation(
        **about,
        owner=best.known.ours.middle,
        score=round(best.score()) if best.sees_layers else None,
        not_assessed=None if best.sees_layers else NotAssessed.LAYERS_UNKNOWN,
        parts=best.parts() if best.sees_layers else [],
        cells=cells_of(best),
        patterns=seen(best),
        together=best.together,
        move=best_move(best) if best.sees_layers else None,
    )
