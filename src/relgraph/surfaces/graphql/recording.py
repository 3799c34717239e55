"""GraphQL: what all mutations share, and the history of corrections.

A mutation is one write transaction; what a client can mend comes back as typed errors in the payload (ADR 0004).
"""

import dataclasses
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, Generic, TypeVar

import strawberry
from pydantic import ValidationError
from strawberry.scalars import JSON

from relgraph.core.errors import ConflictError, CycleError, InputError, NotFoundError
from relgraph.graph.client import Transaction
from relgraph.kinds import KINDS
from relgraph.record import revisions
from relgraph.record.change import Changed, change, end
from relgraph.record.input import camel, problems
from relgraph.record.outcome import OutcomeKind
from relgraph.surfaces.graphql.arguments import First, page_size
from relgraph.surfaces.graphql.enums import expose
from relgraph.surfaces.graphql.ids import Day, external_id
from relgraph.surfaces.graphql.nodes import Info, Recorded

N = TypeVar("N", bound=Recorded)


class RecordOutcome(Enum):
    """What a mutation did, where it did something."""

    CREATED = "created"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"


expose(
    RecordOutcome,
    "What a mutation did.",
    CREATED="There is a new thing, or a new version of a fact.",
    CORRECTED="The recorded values were replaced; the old ones are in its history.",
    UNCHANGED="Everything was recorded already.",
)


@strawberry.interface(description="Something that the client can mend.")
class UserError:
    """Base of the errors in payloads."""

    message: str = strawberry.field(description="What is wrong, for people.")
    field: str | None = strawberry.field(description="The input field that is to blame; null: several together.")
    remedy: str | None = strawberry.field(description="What to do about it.")


@strawberry.type(description="A value does not fit.")
class InvalidInput(UserError):  # noqa: N818  (shown, never raised)
    """Tells of an unusable value."""


@strawberry.type(description="The input refers to something that is not there, or is not of the right kind.")
class NotFound(UserError):  # noqa: N818  (shown, never raised)
    """Tells of a missing thing."""


@strawberry.type(description="The input contradicts what is recorded.")
class Conflict(UserError):  # noqa: N818  (shown, never raised)
    """Tells of a contradiction."""


@strawberry.type(description="The input would close a circle of solid reporting lines, or of units.")
class Cycle(UserError):  # noqa: N818  (shown, never raised)
    """Tells of a circle."""


_REFUSED: dict[OutcomeKind, type[UserError]] = {OutcomeKind.MISSING: NotFound, OutcomeKind.INVALID: InvalidInput}

ERROR_TYPES: tuple[type[UserError], ...] = (InvalidInput, NotFound, Conflict, Cycle)


@strawberry.interface(description="What a mutation did, or why it did nothing.")
class Payload:
    """Base of the mutations' payloads; each adds the thing under its own name."""

    outcome: RecordOutcome | None = strawberry.field(description="What was done; null when nothing was, see `errors`.")
    errors: list[UserError] = strawberry.field(description="What to mend; empty when all went well.")


@strawberry.input(description="What everything recorded has.")
class RecordedInput:
    """Base of the inputs: what is left out keeps its present value, null makes it unknown."""

    id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET,
        description="Its `id` or `externalId`. Left out: an entity is new; a fact is found by what it is between.",
    )
    valid_from: date | None = strawberry.field(
        default=strawberry.UNSET,
        description="First day on which it holds; null: since before we looked. For a fact, another day than those "
        "recorded begins a new version; left out, the version that holds today is corrected.",
    )
    valid_to: date | None = strawberry.field(
        default=strawberry.UNSET, description="First day on which it no longer holds; null: no end is known."
    )
    source: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Who or what told us; left out of something new, the system in the `id` that it is given.",
    )


def optional(description: str) -> Any:  # noqa: ANN401  (the default of a field of any type)
    """An input field that may be left out."""
    return strawberry.field(default=strawberry.UNSET, description=description)


EndedId = Annotated[strawberry.ID, strawberry.argument(name="id", description="What ends, by `id` or `externalId`.")]
On = Annotated[date, strawberry.argument(description="The first day on which it no longer holds.")]


@dataclasses.dataclass(frozen=True)
class Written(Generic[N]):
    """What a mutation has to tell."""

    node: N | None
    outcome: RecordOutcome | None
    errors: list[UserError]


async def write_record(info: Info, node_type: type[N], given: RecordedInput) -> Written[N]:
    """Record what is given, in one transaction named after the mutation."""

    async def work(transaction: Transaction) -> Changed[Any]:
        values = given_values(info, node_type, given)
        today, operation = info.context.today, info.field_name
        return await change(transaction, KINDS, node_type.kind, values, today=today, operation=operation)

    return await _write(info, node_type, work)


async def write_end(
    info: Info, node_type: type[N], id_: str, on: date, values: Mapping[str, object] | None = None
) -> Written[N]:
    """End something on a day, in one transaction named after the mutation."""

    async def work(transaction: Transaction) -> Changed[Any]:
        own_id = external_id(id_, node_type.__name__, field="id")
        return await end(transaction, KINDS, node_type.kind, own_id, on, operation=info.field_name, values=values)

    return await _write(info, node_type, work)


async def _write(info: Info, node_type: type[N], work: Callable[[Transaction], Awaitable[Changed[Any]]]) -> Written[N]:
    try:
        changed = await info.context.graph.write(work, operation=info.field_name)
    except (ValidationError, InputError) as error:
        return Written(None, None, shown_errors(error))
    # Whatever this request has read so far may be out of date now.
    info.context.loaders.clear()
    return shown_change(node_type, changed, info.context.today)


def shown_change(node_type: type[N], changed: Changed[Any], today: date) -> Written[N]:
    """What a payload tells of a change, or of why there was none."""
    outcome = changed.outcome
    if changed.thing is None:
        error_type = _REFUSED.get(outcome.kind, Conflict)
        field = camel(outcome.field) if outcome.field else None
        message = f"{(outcome.problem or '')[:1].upper()}{(outcome.problem or '')[1:]}."
        return Written(None, None, [error_type(message=message, field=field, remedy=outcome.remedy)])
    return Written(node_type.of(changed.thing, Day(today)), RecordOutcome(outcome.kind.value), [])


def shown_errors(error: ValidationError | InputError) -> list[UserError]:
    """What a payload tells of errors."""
    if isinstance(error, ValidationError):
        return [InvalidInput(message=m, field=field, remedy=None) for field, m in problems(error)]
    return [shown_error(error)]


def shown_error(error: InputError) -> UserError:
    """What a payload tells of an error."""
    types: dict[type[InputError], type[UserError]] = {
        NotFoundError: NotFound,
        ConflictError: Conflict,
        CycleError: Cycle,
    }
    shown = next((types[base] for base in type(error).__mro__ if base in types), InvalidInput)
    return shown(message=error.message, field=camel(error.field) if error.field else None, remedy=error.remedy)


def given_values(info: Info, node_type: type[Recorded], given: RecordedInput) -> dict[str, object]:
    """What the input says, in the domain's words. Raises InputError for what is no id."""
    # What is told besides, as by `logInteraction`, is no value of the thing.
    own = node_type.kind.model.model_fields
    said = {name: value for name, value in vars(given).items() if name in own and value is not strawberry.UNSET}
    if node_type.kind.begins_today:
        said.setdefault("valid_from", info.context.today)
    return {name: _value(node_type, name, value) for name, value in said.items()}


def _value(node_type: type[Recorded], name: str, value: object) -> object:
    model = node_type.kind.model
    if value is None:
        # A list has no unknown, only nothing in it.
        return () if model.model_fields[name].default == () else None
    if name == "id":
        if ":" in str(value):
            return str(value)  # it may be a new one: what it must read like is the model's to say
        return external_id(str(value), node_type.__name__, field="id")
    if name in model.references:
        return external_id(str(value), model.references[name].type_name, field=camel(name))
    return value.value if isinstance(value, Enum) else value


@strawberry.type(description="The values that a correction replaced.")
class Revision:
    """Shows a revision."""

    noun: str = strawberry.field(description="What kind of thing it was, e.g. `tie`.")
    ends: list[strawberry.ID] = strawberry.field(description="What a fact was between, by `externalId`.")
    replaced_at: datetime = strawberry.field(description="When it was corrected (UTC).")
    replaced_by: str | None = strawberry.field(description="Who corrected it; null where nobody had to say.")
    operation: str = strawberry.field(description="What corrected it, e.g. `recordTie` or `import`.")
    values: JSON = strawberry.field(description="The values until then, by the names that imports use.")


@strawberry.type(description="What corrections replaced, the latest first.")
class History:
    """Shows the history of one thing."""

    revisions: list[Revision] = strawberry.field(description="The replaced values.")
    truncated: bool = strawberry.field(description="Whether there are more.")


HistoryOf = Annotated[strawberry.ID, strawberry.argument(name="id", description="Of what, by `id` or `externalId`.")]


@strawberry.type
class RecordQuery:
    """Root fields about what is recorded of anything."""

    @strawberry.field(description="What corrections replaced of an entity or a fact; nothing is overwritten untraced.")
    async def history(self, info: Info, id_: HistoryOf, first: First = 25) -> History:
        own_id = external_id(id_, field="id")
        found = await revisions.list_revisions(info.context.graph, own_id, limit=page_size(first) + 1)
        return History(revisions=[_revision(r) for r in found[:first]], truncated=len(found) > first)


def _revision(revision: revisions.Revision) -> Revision:
    told = revision.model_dump(mode="json")
    values = {name: value for name, value in told["values"].items() if value is not None}
    ends = [strawberry.ID(id_) for id_ in revision.ends]
    return Revision(
        noun=revision.noun,
        ends=ends,
        replaced_at=revision.replaced_at,
        replaced_by=revision.replaced_by,
        operation=revision.operation,
        values=JSON(values),
    )
