"""What is known of one person, organisation, unit or opportunity on a day, at a glance, and through time."""

from datetime import date, datetime

from pydantic import BaseModel

from relgraph.interactions.model import InteractionCard, InteractionProfile
from relgraph.kinds.key_contact import PositionClass
from relgraph.kinds.opportunity import DealOutcome, Stage
from relgraph.kinds.organization import OrganizationKind
from relgraph.kinds.ownership import OwnerRole
from relgraph.kinds.reporting_line import Line
from relgraph.kinds.role import RoleLetter
from relgraph.kinds.support import SupportLevel
from relgraph.kinds.unit import UnitFunction
from relgraph.people.model import PersonCard


class FactAround(BaseModel, frozen=True, extra="allow"):
    """A fact that holds between an entity and another: the other, and under the names of its columns what it says."""

    id: str
    name: str
    english_name: str | None
    since: date | None
    source: str | None


class _Profile(BaseModel, frozen=True, extra="allow"):
    """What is known of an entity on a day; besides its fields, the lists of kinds that have a heading (FactAround)."""


class Seat(BaseModel, frozen=True):
    """A seat that a person holds."""

    title: str | None
    english_title: str | None
    layer: int | None
    unit: str | None
    organization: str
    since: date | None


class Manager(BaseModel, frozen=True):
    """To whom a person reports, and how firmly."""

    id: str
    name: str
    english_name: str | None
    line: Line


class OurTie(BaseModel, frozen=True):
    """One of ours who knows the person. Strength and last contact are None when unknown."""

    id: str
    name: str
    english_name: str | None
    strength: float | None
    basis: str | None
    last_contact: date | None
    since: date | None
    source: str | None


class Owner(BaseModel, frozen=True):
    """One of ours who answers for the relationship."""

    id: str
    name: str
    english_name: str | None
    role: OwnerRole


class Stance(BaseModel, frozen=True):
    """A person's roles and support in an opportunity: the newest assessment; `sources_differ`: another says otherwise.

    `level` None is `?`; `assessed` None: nobody ever looked.
    """

    opportunity_id: str
    opportunity: str
    roles: list[RoleLetter]
    level: SupportLevel
    assessed: date | None
    sources_differ: bool


class PersonFacts(_Profile, frozen=True):
    """A person on a day. `direct_reports` counts solid and dotted lines.

    `declines_introductions` is None where nobody knows whether they have asked not to be used as a way to others.
    """

    person: PersonCard
    aliases: list[str]
    declines_introductions: bool | None
    seats: list[Seat]
    managers: list[Manager]
    direct_reports: int
    our_ties: list[OurTie]
    owners: list[Owner]
    stances: list[Stance]


class PersonProfile(PersonFacts, frozen=True):
    """The same, and the last few interactions in which they took part, the newest first."""

    interactions: list[InteractionCard]


class Deal(BaseModel, frozen=True):
    """An opportunity of an account; live while `until` is None or still to come."""

    id: str
    name: str
    stage: Stage | None
    outcome: DealOutcome | None
    since: date | None
    until: date | None


class RegisteredContact(BaseModel, frozen=True):
    """A key contact in the register, and who of ours owns the relationship, A-owners first."""

    id: str
    name: str
    english_name: str | None
    position_class: PositionClass | None
    relationship_class: int | None
    owners: list[str]


class OrganizationProfile(_Profile, frozen=True):
    """An organisation on a day. `known_people`: those of its people whom at least one of ours knows."""

    id: str
    name: str
    english_name: str | None
    kind: OrganizationKind
    aliases: list[str]
    units: int
    people: int
    known_people: int
    deals: list[Deal]
    key_contacts: list[RegisteredContact]


class Participant(BaseModel, frozen=True):
    """A person on the power map, with the newest assessment; `sources_differ`: another says otherwise.

    `our_ties` counts those of ours who know them, `warmest` is None when unknown.
    """

    person: PersonCard
    roles: list[RoleLetter]
    level: SupportLevel
    assessed: date | None
    sources_differ: bool
    our_ties: int
    warmest: float | None


class OpportunityProfile(_Profile, frozen=True):
    """An opportunity on a day, with everybody who plays a role or was assessed."""

    id: str
    name: str
    english_name: str | None
    account_id: str
    account: str
    stage: Stage | None
    outcome: DealOutcome | None
    since: date | None
    until: date | None
    participants: list[Participant]


class SubUnit(BaseModel, frozen=True):
    """A unit right below another."""

    id: str
    name: str
    english_name: str | None


class UnitMember(BaseModel, frozen=True):
    """Somebody with a seat in a unit; `our_ties` counts those of ours who know them."""

    id: str
    name: str
    english_name: str | None
    title: str | None
    layer: int | None
    our_ties: int


class UnitProfile(_Profile, frozen=True):
    """A unit on a day. `members` are the first of its `people`; of all of them one of ours knows `known_people`."""

    id: str
    name: str
    english_name: str | None
    function: UnitFunction | None
    organization_id: str
    organization: str
    parent_id: str | None
    parent: str | None
    parts: list[SubUnit]
    people: int
    known_people: int
    members: list[UnitMember]


Profile = PersonProfile | OrganizationProfile | UnitProfile | OpportunityProfile | InteractionProfile


class FirstDay(BaseModel, frozen=True):
    """Whether anything around a thing is known on a day; `first_day` of the earliest fact that begins later."""

    known: bool
    first_day: date | None


class PastFact(BaseModel, frozen=True):
    """One version of a fact around an entity, as it stands or as it stood until `replaced_at`.

    `said` holds its values; what is unknown is not in it. `outgoing`: it goes from the entity to the other, e.g. the
    entity is the one who reports. The entity's own former values have the fact `ENTITY` and no other.
    """

    fact: str
    outgoing: bool
    other_id: str | None
    other: str | None
    said: dict[str, object]
    valid_from: date | None
    valid_to: date | None
    source: str | None
    recorded_at: datetime
    recorded_by: str | None
    replaced_at: datetime | None
    replaced_by: str | None
