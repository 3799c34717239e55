"""GraphQL: how well two people know each other, and what their contact tells (docs/strength.md)."""

from datetime import date
from typing import Annotated

import strawberry
from pydantic import ValidationError

from relgraph.core.errors import InputError
from relgraph.core.language import Language
from relgraph.graph.client import Transaction
from relgraph.kinds.tie import Tie, TieOrigin
from relgraph.playbook.service import load_playbook
from relgraph.strength import between, model
from relgraph.strength.between import correct_strength, find_between
from relgraph.strength.in_force import counting_of
from relgraph.strength.words import evidence_line
from relgraph.surfaces.graphql.arguments import AsOf, day
from relgraph.surfaces.graphql.ids import Day, GivenIds, external_id, global_id
from relgraph.surfaces.graphql.kinds import PersonNode, node
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed
from relgraph.surfaces.graphql.prices import LOOK, costs
from relgraph.surfaces.graphql.recording import UserError, shown_errors

InLanguage = Annotated[Language, strawberry.argument(description="In which language.")]


@strawberry.type(description="What the contact of two people tells on a day, whatever is recorded of them.")
class ContactStrength:
    """Shows what contact tells."""

    told: strawberry.Private[model.PairStrength]

    strength: float | None = strawberry.field(
        description="0..1; null is unknown: only one of the two wrote, and they did not meet."
    )
    meetings: int = strawberry.field(description="On how many days they met.")
    last_meeting: date | None = strawberry.field(description="The last of these days; null without any.")
    mail_days: int = strawberry.field(description="On how many days either wrote mail.")
    message_days: int = strawberry.field(description="On how many days either wrote a message.")
    call_days: int = strawberry.field(description="On how many days either called.")
    balance: float | None = strawberry.field(
        description="On what share of these days the quieter of the two wrote, 0..1; null without traffic."
    )
    last_contact: date | None = strawberry.field(description="The last day of any contact.")
    estimated: bool = strawberry.field(description="Whether some of the days are guessed: only their number was told.")
    silent: bool = strawberry.field(description="Whether nothing was heard for much longer than is usual for the two.")

    @strawberry.field(description="The same in one line.")
    def line(self, language: InLanguage = Language.EN) -> str:
        return evidence_line(self.told, language)

    @classmethod
    def of(cls, told: model.PairStrength) -> "ContactStrength":
        """Show what contact tells."""
        seen = told.evidence
        return cls(
            told=told,
            strength=told.strength,
            meetings=seen.meetings,
            last_meeting=seen.last_meeting,
            mail_days=seen.mail_days,
            message_days=seen.message_days,
            call_days=seen.call_days,
            balance=told.parts.balance,
            last_contact=seen.last,
            estimated=seen.estimated,
            silent=told.silent,
        )


@strawberry.type(
    description="How well two people know each other on a day: a correction counts before what is recorded, and that "
    "before what is computed from their contact."
)
class StrengthBetween(Keyed, Dated):
    """Shows how well two know each other."""

    known: strawberry.Private[between.KnownBetween]

    def own_id(self) -> strawberry.ID:
        """Of the two."""
        return global_id("StrengthBetween", f"{self.known.one} {self.known.other}", self.day)

    @strawberry.field(description="The strength that counts, 0..1; null where none is known.")
    def strength(self) -> float | None:
        return self.known.counts.strength if self.known.counts else None

    @strawberry.field(description="Where it comes from; null where it was recorded with a tie, or none is known.")
    def origin(self) -> TieOrigin | None:
        return self.known.counts.origin if self.known.counts else None

    @strawberry.field(description="Who recorded or corrected it; null where nobody had to say.")
    def said_by(self) -> str | None:
        return self.known.counts.recorded_by if self.known.counts else None

    @strawberry.field(description="Since when it holds; null: since before we looked, or none is known.")
    def since(self) -> date | None:
        return self.known.counts.since if self.known.counts else None

    @strawberry.field(description="What their contact tells, whether it counts or not; null without any.")
    def contact(self) -> ContactStrength | None:
        return ContactStrength.of(self.known.contact) if self.known.contact else None

    @strawberry.field(description="The one of the two who was named first.")
    async def one(self, info: Info) -> PersonNode:
        return await node("Person").get(info, self.known.one, self.day)

    @strawberry.field(description="The other one.")
    async def other(self, info: Info) -> PersonNode:
        return await node("Person").get(info, self.known.other, self.day)


OnePerson = Annotated[strawberry.ID, strawberry.argument(description="One of the two, by `id` or `externalId`.")]
OtherPerson = Annotated[strawberry.ID, strawberry.argument(description="The other one, by `id` or `externalId`.")]


@strawberry.type
class StrengthQuery:
    """The root field about how well two know each other."""

    @strawberry.field(
        description="How well two people know each other: which strength counts, and what their contact tells.",
        directives=costs(LOOK),
    )
    async def strength_between(
        self, info: Info, one: OnePerson, other: OtherPerson, as_of: AsOf = None
    ) -> StrengthBetween | None:
        ids = GivenIds()
        a, b = (ids.one(each, "Person", field=name) for each, name in ((one, "one"), (other, "other")))
        on = day(info, as_of, ids)
        return StrengthBetween(day=on, known=await _between(info, a, b, on))


@strawberry.input(description="How strong the tie of two people is, as somebody knows it.")
class CorrectStrengthInput:
    """What is said of two."""

    one: strawberry.ID = strawberry.field(description="One of the two, by `id` or `externalId`.")
    other: strawberry.ID = strawberry.field(description="The other one, by `id` or `externalId`.")
    strength: float = strawberry.field(description="0..1.")


@strawberry.type(description="What correcting a strength did, or why it did nothing.")
class CorrectStrengthPayload:
    """Tells of a correction."""

    between: StrengthBetween | None = strawberry.field(
        description="The two as they stand now; null when nothing was done."
    )
    errors: list[UserError] = strawberry.field(description="What to mend; empty when all went well.")


Correction = Annotated[CorrectStrengthInput, strawberry.argument(name="input", description="What is said.")]


@strawberry.type
class StrengthMutation:
    """The mutation that corrects a strength."""

    @strawberry.mutation(
        description="Correct how strong the tie of two people is, from today on for as long as the playbook says: it "
        "counts before what is recorded and computed, and what was recorded holds again afterwards."
    )
    async def correct_strength(self, info: Info, given: Correction) -> CorrectStrengthPayload:
        days = load_playbook(info.context.graph.settings.playbook).effective_strength.correction_days

        async def work(transaction: Transaction) -> list[Tie]:
            one = external_id(given.one, "Person", field="one")
            other = external_id(given.other, "Person", field="other")
            today, operation = info.context.today, info.field_name
            return await correct_strength(
                transaction, one, other, given.strength, today=today, days=days, operation=operation
            )

        try:
            ties = await info.context.graph.write(work, operation=info.field_name)
        except (ValidationError, InputError) as error:
            return CorrectStrengthPayload(between=None, errors=shown_errors(error))
        info.context.loaders.clear()
        on = Day(info.context.today)
        known = await _between(info, ties[0].person_a, ties[0].person_b, on)
        return CorrectStrengthPayload(between=StrengthBetween(day=on, known=known), errors=[])


async def _between(info: Info, one: str, other: str, on: Day) -> between.KnownBetween:
    graph = info.context.graph
    in_force = counting_of(graph.settings)
    return await find_between(graph, one, other, in_force, as_of=on.date)
