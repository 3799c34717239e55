"""GraphQL: the register of an account's key contacts (method M4)."""

from datetime import date
from typing import Annotated

import strawberry

from relgraph.analyses.asked import RegisterAsked
from relgraph.analyses.contacts import REGISTER
from relgraph.core.errors import InputError
from relgraph.kinds.key_contact import PositionClass
from relgraph.kinds.ownership import OwnerRole
from relgraph.register import model
from relgraph.register.model import RegisterLack
from relgraph.surfaces.graphql.arguments import After, AsOf, First, day, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import Day, GivenIds, after_key, chosen, global_id
from relgraph.surfaces.graphql.kinds import OrganizationNode, node
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import costs, holds


@strawberry.type(description="Somebody who answers for the relationship with a key contact.")
class KeyContactOwner:
    """Shows an owner."""

    owner: strawberry.Private[model.RegisterOwner]
    day: strawberry.Private[Day]

    role: OwnerRole = strawberry.field(description="Their part.")
    since: date | None = strawberry.field(description="The first day of it; null where unknown.")
    with_us: bool | None = strawberry.field(
        description="Whether they are with us on the day; null where no seat of theirs with us is known by then."
    )
    left_on: date | None = strawberry.field(description="The first day without us, of whoever has left.")

    @strawberry.field(description="Who it is.")
    async def person(self, info: Info) -> Person:
        return await Person.get(info, self.owner.id, self.day)


@strawberry.type(description="A key contact in the register of an account on the day.")
class KeyContactEntry(Keyed, Dated):
    """Shows an entry."""

    entry: strawberry.Private[model.RegisterEntry]
    account: strawberry.Private[str]

    person: Person = strawberry.field(description="Who; the main seat tells title and layer.")
    position_class: PositionClass | None = strawberry.field(
        description="How much the seat weighs; null where nobody has said it."
    )
    relationship_class: int | None = strawberry.field(
        description="How close we are: 1 closest .. 5; null where nobody has said it."
    )
    last_key_action: date | None = strawberry.field(
        description="The day of the last key action with one of ours; null where none is known."
    )
    last_contact: date | None = strawberry.field(
        description="The day of the last contact with one of ours, of whatever kind; null where none is known."
    )

    def own_id(self) -> strawberry.ID:
        """Of the person and the account."""
        return global_id("KeyContactEntry", f"{self.entry.person.id} {self.account}", self.day)

    @strawberry.field(description="Who answers for the relationship, A first.", directives=holds(3))
    def owners(self) -> list[KeyContactOwner]:
        return [
            KeyContactOwner(
                owner=owner, day=self.day, **owner.model_dump(include={"role", "since", "with_us", "left_on"})
            )
            for owner in self.entry.owners
        ]

    @strawberry.field(description="What is missing; empty where the entry is whole.", directives=holds(3))
    def missing(self) -> list[RegisterLack]:
        return self.entry.missing


@strawberry.type(description="Of how many key contacts something is missing.")
class RegisterLackCount:
    """Shows a count."""

    code: RegisterLack = strawberry.field(description="What is missing.")
    count: int = strawberry.field(description="Of how many.")
    text: str = strawberry.field(description="What is missing, in a few English words.")
    text_zh: str = strawberry.field(description="The same in Chinese.")


@strawberry.type(description="The key contacts of an account on the day, and what is missing.")
class KeyContactRegister(Keyed, Dated):
    """Shows a register."""

    register: strawberry.Private[model.KeyContactRegister]

    key_contacts: int = strawberry.field(description="How many key contacts it holds.")
    whole: int = strawberry.field(description="Of how many of them nothing is missing.")
    truncated: bool = strawberry.field(
        description=f"Whether there are more than {model.MAX_ENTRIES}, which are neither listed nor counted."
    )

    def own_id(self) -> strawberry.ID:
        """Of the account."""
        return global_id("KeyContactRegister", self.register.account, self.day)

    @strawberry.field(description="The account.")
    async def account(self, info: Info) -> OrganizationNode:
        return await node("Organization").get(info, self.register.account, self.day)

    @strawberry.field(
        description="All that can be missing, and of how many key contacts it is; 0 where of none.",
        directives=holds(len(RegisterLack)),
    )
    def missing(self) -> list[RegisterLackCount]:
        return [
            RegisterLackCount(code=each.code, count=each.count, text=each.en, text_zh=each.zh)
            for each in self.register.missing
        ]

    @strawberry.field(
        description="The key contacts, page by page: S, A, B, C, unknown; of these the closest first; then by name."
    )
    def entries(self, info: Info, first: First = 25, after: After = None) -> Answers[KeyContactEntry]:
        of = chosen(register=self.register.account)
        key, limit = after_key(after, self.day, of), page_size(first) + 1
        people = [entry.person.id for entry in self.register.entries]
        if key and key not in people:
            raise InputError(
                "Whom the cursor stands at is no key contact any more.", field="after", remedy="Begin without `after`."
            )
        begin = people.index(key) + 1 if key else 0
        page = self.register.entries[begin : begin + limit]
        ranked = [(entry.person.id, _shown(info, entry, self.register.account, self.day)) for entry in page]
        return list_answers(ranked, first, after, day=self.day, of=of)


def _shown(info: Info, entry: model.RegisterEntry, account: str, on: Day) -> KeyContactEntry:
    values = entry.model_dump(include={"position_class", "relationship_class", "last_key_action", "last_contact"})
    return KeyContactEntry(day=on, entry=entry, account=account, person=at_a_glance(info, entry.person, on), **values)


OfAccount = Annotated[strawberry.ID, strawberry.argument(description="The account, by `id` or `externalId`.")]


@strawberry.type
class RegisterQuery:
    """The root field about the register."""

    @strawberry.field(description=REGISTER.words.en, directives=costs(REGISTER.price))
    async def key_contact_register(self, info: Info, account: OfAccount, *, as_of: AsOf = None) -> KeyContactRegister:
        ids = GivenIds()
        id_ = ids.one(account, "Organization", field="account")
        on = day(info, as_of, ids)
        register = await info.context.run(REGISTER, RegisterAsked(account=id_, as_of=on.date))
        return KeyContactRegister(
            day=on, register=register, **register.model_dump(include={"key_contacts", "whole", "truncated"})
        )
