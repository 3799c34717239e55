"""GraphQL: an interaction with those who took part and what was promised, asked and told in it, in one call."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Optional, TypeAlias

import strawberry

from relgraph.core.errors import InputError
from relgraph.graph.client import Transaction
from relgraph.interactions.log import MOST, PARTS, Log, LogRow, Told, log_interaction, rows_of
from relgraph.kinds.interaction import INTERACTIONS
from relgraph.record.batch import NothingKeptError, is_done
from relgraph.record.change import Became, Changed
from relgraph.record.kind import Kind
from relgraph.surfaces.graphql.inputs import input_of
from relgraph.surfaces.graphql.kinds import NodeOf, node
from relgraph.surfaces.graphql.nodes import Info, Recorded
from relgraph.surfaces.graphql.prices import costs, holds
from relgraph.surfaces.graphql.recording import (
    Payload,
    RecordedInput,
    RecordOutcome,
    UserError,
    Written,
    given_values,
    optional,
    shown_change,
    shown_errors,
)
from relgraph.surfaces.graphql.shown import made_of, new_class

PRICE = 100
_USUAL = 5

_SAID = {
    "participants": ("Who took part, of both sides.", "Who took part, as it was told."),
    "commitments": ("What was promised in it.", "What was promised, as it was told."),
    "asks": ("What was asked in it.", "What was asked, as it was told."),
    "news": (
        "What was told in it. What names nothing that it is about is about what the interaction is.",
        "What was told in it.",
    ),
}
"""Of each list: what an input says, and what the answer holds."""


def _input() -> Any:  # noqa: ANN401  (a type made at run time)
    cls = new_class("LogInteractionInput", input_of(INTERACTIONS))
    cls.__annotations__ = {}
    for name, kind in PARTS.items():
        cls.__annotations__[name] = made_of(Optional, made_of(list, input_of(kind)))
        setattr(cls, name, optional(_SAID[name][0]))
    return strawberry.input(
        cls,
        description="An interaction to log, with all that belongs to it: as `recordInteraction` takes it, and lists of "
        "what `recordParticipation`, `recordCommitment`, `recordAsk` and `recordNews` take. In these `interaction` is "
        "left out, and so is `validFrom` where it is the day of the interaction. `validFrom` or `at` is required.",
    )


def _payload() -> Any:  # noqa: ANN401  (a type made at run time)
    cls = new_class("LogInteractionPayload", Payload)
    kinds: dict[str, Kind[Any]] = {"interaction": INTERACTIONS, **PARTS}
    cls.__annotations__ = {}
    for name, kind in kinds.items():
        one: object = NodeOf(kind.model.__name__)
        if name in PARTS:
            cls.__annotations__[name] = made_of(list, one)
            setattr(cls, name, strawberry.field(description=_SAID[name][1], directives=holds(_USUAL)))
        else:
            cls.__annotations__[name] = made_of(Optional, one)
            now = "The interaction as recorded now; null when nothing was done."
            setattr(cls, name, strawberry.field(description=now))
    return strawberry.type(
        cls,
        description="What was logged. `outcome` is the weightiest: created, then corrected, then unchanged. The "
        "`field` of an error says where it was told: `participants.2.person`.",
    )


if TYPE_CHECKING:
    LogInput: TypeAlias = RecordedInput
    LogPayload: TypeAlias = Payload
else:
    LogInput, LogPayload = _input(), _payload()

Given = Annotated[
    LogInput, strawberry.argument(name="input", description=f"What is logged: {MOST} things at most, with all lists.")
]


@strawberry.type
class LogMutation:
    """Logs interactions."""

    @strawberry.mutation(
        description="Record an interaction with those who took part, and what was promised, asked and told in it, in "
        "one transaction: all of it, or nothing. Logged again under the same `id` it changes nothing; what differs is "
        "corrected.",
        directives=costs(PRICE),
    )
    async def log_interaction(self, info: Info, given: Given) -> LogPayload | None:
        try:
            rows = rows_of(_read(info, given))
        except InputError as error:
            return _refused(shown_errors(error))

        async def work(transaction: Transaction) -> Sequence[Became[Any]]:
            return await log_interaction(transaction, rows, today=info.context.today, operation=info.field_name)

        try:
            became = await info.context.graph.write(work, operation=info.field_name)
        except NothingKeptError as error:
            return _refused(_errors(info, rows, error.became))
        except InputError as error:
            return _refused(shown_errors(error))
        # Whatever this request has read so far may be out of date now.
        info.context.loaders.clear()
        return _told(info, rows, became)


def _read(info: Info, given: RecordedInput) -> Log:
    lists: dict[str, Any] = {name: getattr(given, name) for name in PARTS}
    parts = {
        name: [_said(info, PARTS[name], one) for one in (told or ())]
        for name, told in lists.items()
        if told is not strawberry.UNSET
    }
    return Log(_said(info, INTERACTIONS, given), parts)


def _said(info: Info, kind: Kind[Any], given: RecordedInput) -> Told:
    """What is said of one thing, in the domain's words, or what is wrong with its ids."""
    try:
        return given_values(info, node(kind.model.__name__), given)
    except InputError as error:
        return error


def _shown(info: Info, row: LogRow, became: Became[Any]) -> Written[Recorded]:
    if isinstance(became, Changed):
        return shown_change(node(row.kind.model.__name__), became, info.context.today)
    return Written(None, None, shown_errors(became))


def _errors(info: Info, rows: Sequence[LogRow], became: Sequence[Became[Any]]) -> list[UserError]:
    return [
        type(error)(
            message=error.message,
            field=".".join(part for part in (row.path, error.field) if part) or None,
            remedy=error.remedy,
        )
        for row, each in zip(rows, became, strict=True)
        for error in _shown(info, row, each).errors
        # Of what belongs to it, that the interaction itself cannot be recorded is no news.
        if not (row.path and error.field == "interaction" and not is_done(became[0]))
    ]


def _refused(errors: list[UserError]) -> LogPayload:
    parts: Any = {name: [] for name in PARTS}
    # Its fields are made at run time.
    return LogPayload(interaction=None, **parts, outcome=None, errors=errors)  # type: ignore[call-arg]


def _told(info: Info, rows: Sequence[LogRow], became: Sequence[Became[Any]]) -> LogPayload:
    written = [(row, _shown(info, row, each)) for row, each in zip(rows, became, strict=True)]
    parts: Any = {
        name: [each.node for row, each in written if row.kind is kind and each.node] for name, kind in PARTS.items()
    }
    done = {each.outcome for _, each in written}
    # The members stand in the order of their weight.
    outcome = next(one for one in RecordOutcome if one in done)
    return LogPayload(interaction=written[0][1].node, **parts, outcome=outcome, errors=[])  # type: ignore[call-arg]
