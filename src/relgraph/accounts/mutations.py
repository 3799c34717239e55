"""GraphQL: recording and ending organisations, units, owners and key contacts."""

from typing import Annotated

import strawberry

from relgraph.accounts.api import KeyContact, Organization, Ownership, Unit
from relgraph.accounts.model import OrganizationKind, OwnerRole, PositionClass, UnitFunction
from relgraph.api.nodes import Info
from relgraph.record.api import EndedId, On, Payload, RecordedInput, optional, write_end, write_record


@strawberry.input(description="An organisation to record.")
class OrganizationInput(RecordedInput):
    """What is said of an organisation."""

    kind: OrganizationKind | None = optional("What it is to us; required for a new one.")
    name: str | None = optional("Its name; required for a new one.")
    english_name: str | None = optional("Its name in English.")
    aliases: list[str] | None = optional("Other names; replaces those recorded.")


@strawberry.input(description="A unit to record.")
class UnitInput(RecordedInput):
    """What is said of a unit."""

    organization: strawberry.ID | None = optional("The organisation it belongs to; required for a new one.")
    parent: strawberry.ID | None = optional("The unit of the same organisation that it is part of; null at the top.")
    name: str | None = optional("Its name; required for a new one.")
    english_name: str | None = optional("Its name in English.")
    function: UnitFunction | None = optional("What it is there for.")


@strawberry.input(description="An owner to record. Without `id` it is the one of this contact with this role.")
class OwnershipInput(RecordedInput):
    """What is said of an owner."""

    owner: strawberry.ID | None = optional("Our person; required for a new one.")
    contact: strawberry.ID | None = optional("The contact; required for a new one.")
    role: OwnerRole | None = optional("The owner's part; required for a new one.")


@strawberry.input(description="A key contact to record. Without `id` it is the person's entry at this account.")
class KeyContactInput(RecordedInput):
    """What is said of a key contact."""

    person: strawberry.ID | None = optional("The contact; required for a new one.")
    account: strawberry.ID | None = optional("The customer; required for a new one.")
    position_class: PositionClass | None = optional("How much the seat weighs.")
    relationship_class: int | None = optional("How close we are: 1 closest .. 5.")


@strawberry.type(description="What was done about an organisation.")
class OrganizationPayload(Payload):
    """Shows the organisation."""

    organization: Organization | None = strawberry.field(
        description="The organisation as recorded now; null when nothing was done."
    )


@strawberry.type(description="What was done about a unit.")
class UnitPayload(Payload):
    """Shows the unit."""

    unit: Unit | None = strawberry.field(description="The unit as recorded now; null when nothing was done.")


@strawberry.type(description="What was done about an owner.")
class OwnershipPayload(Payload):
    """Shows the ownership."""

    ownership: Ownership | None = strawberry.field(
        description="Who owns whom as it stands now; null when nothing was done."
    )


@strawberry.type(description="What was done about a key contact.")
class KeyContactPayload(Payload):
    """Shows the key contact."""

    key_contact: KeyContact | None = strawberry.field(
        description="The entry as it stands now; null when nothing was done."
    )


OrganizationGiven = Annotated[OrganizationInput, strawberry.argument(name="input", description="What is known of it.")]
UnitGiven = Annotated[UnitInput, strawberry.argument(name="input", description="What is known of it.")]
OwnershipGiven = Annotated[OwnershipInput, strawberry.argument(name="input", description="What is known of it.")]
KeyContactGiven = Annotated[KeyContactInput, strawberry.argument(name="input", description="What is known of it.")]


@strawberry.type
class AccountsMutation:
    """Mutations of organisations, units, owners and key contacts."""

    @strawberry.mutation(description="Create an organisation, or correct what is recorded of it.")
    async def record_organization(self, info: Info, given: OrganizationGiven) -> OrganizationPayload:
        written = await write_record(info, Organization, given)
        return OrganizationPayload(organization=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Say from when on an organisation no longer exists.")
    async def end_organization(self, info: Info, id_: EndedId, on: On) -> OrganizationPayload:
        written = await write_end(info, Organization, id_, on)
        return OrganizationPayload(organization=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Create a unit, or correct what is recorded of it.")
    async def record_unit(self, info: Info, given: UnitGiven) -> UnitPayload:
        written = await write_record(info, Unit, given)
        return UnitPayload(unit=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Say from when on a unit no longer exists.")
    async def end_unit(self, info: Info, id_: EndedId, on: On) -> UnitPayload:
        written = await write_end(info, Unit, id_, on)
        return UnitPayload(unit=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Make one of ours answer for a contact, correct it, or begin a new version.")
    async def record_ownership(self, info: Info, given: OwnershipGiven) -> OwnershipPayload:
        written = await write_record(info, Ownership, given)
        return OwnershipPayload(ownership=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End an ownership.")
    async def end_ownership(self, info: Info, id_: EndedId, on: On) -> OwnershipPayload:
        written = await write_end(info, Ownership, id_, on)
        return OwnershipPayload(ownership=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="Enter a key contact, correct the entry, or begin a new version.")
    async def record_key_contact(self, info: Info, given: KeyContactGiven) -> KeyContactPayload:
        written = await write_record(info, KeyContact, given)
        return KeyContactPayload(key_contact=written.node, outcome=written.outcome, errors=written.errors)

    @strawberry.mutation(description="End the entry of a key contact.")
    async def end_key_contact(self, info: Info, id_: EndedId, on: On) -> KeyContactPayload:
        written = await write_end(info, KeyContact, id_, on)
        return KeyContactPayload(key_contact=written.node, outcome=written.outcome, errors=written.errors)
