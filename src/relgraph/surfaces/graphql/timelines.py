"""GraphQL: how a thing stood over time, and what differs from one state to the next."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

import strawberry
from strawberry.scalars import JSON

from relgraph.record import timeline
from relgraph.record.input import camel
from relgraph.surfaces.graphql.prices import holds


@strawberry.type(description="A field that says something else than before.")
class ValueChange:
    """Shows a changed value."""

    field: str = strawberry.field(description="The field, as in this schema, e.g. `lastContact`.")
    before: JSON | None = strawberry.field(description="What it said, as imports write it; null: unknown.")
    after: JSON | None = strawberry.field(description="What it says since; null: unknown.")


@strawberry.type(description="A version as it was recorded to be, until a correction replaced that.")
class VersionState:
    """Shows a state."""

    recorded_at: datetime | None = strawberry.field(
        description="When it was recorded (UTC). Null of the first where earlier corrections are left out."
    )
    recorded_by: str | None = strawberry.field(description="Who recorded it; null where nobody had to say.")
    operation: str | None = strawberry.field(
        description="What corrected the state before it, e.g. `recordTie` or `import`; null of the first."
    )
    replaced_at: datetime | None = strawberry.field(description="When a correction replaced it; null while it stands.")
    replaced_by: str | None = strawberry.field(
        description="Who recorded that correction; null where nobody had to say."
    )
    values: JSON = strawberry.field(description="What it said, by field; what was unknown is left out.")
    changes: list[ValueChange] = strawberry.field(
        description="What it says otherwise than the state before it; empty of the first.", directives=holds(2)
    )

    @classmethod
    def of(cls, state: timeline.VersionState) -> "VersionState":
        """Show a state."""
        return cls(
            recorded_at=state.recorded_at,
            recorded_by=state.recorded_by,
            operation=state.operation,
            replaced_at=state.replaced_at,
            replaced_by=state.replaced_by,
            values=shown_values(state.values),
            changes=shown_changes(state.changed),
        )


@strawberry.type(description="What holds from one day to another.")
class Version:
    """Shows a version."""

    valid_from: date | None = strawberry.field(description="First day on which it holds; null: since before we looked.")
    valid_to: date | None = strawberry.field(description="First day on which it no longer holds; null: none is known.")
    source: str | None = strawberry.field(description="Who or what told us; null where nobody knows.")
    values: JSON = strawberry.field(description="What it says, by field; what is unknown is left out.")
    changes: list[ValueChange] = strawberry.field(
        description="What it says otherwise than the version before it, besides its days; empty of the first.",
        directives=holds(4),
    )
    states: list[VersionState] = strawberry.field(
        description="What was recorded of it, the earliest first: the last stands, a correction replaced each of the "
        "others.",
        directives=holds(2),
    )

    @classmethod
    def of(cls, version: timeline.Version) -> "Version":
        """Show a version."""
        return cls(
            valid_from=cast("date | None", version.values["valid_from"]),
            valid_to=cast("date | None", version.values["valid_to"]),
            source=cast("str | None", version.values["source"]),
            values=shown_values(version.values),
            changes=shown_changes(version.changed),
            states=[VersionState.of(state) for state in version.states],
        )


@strawberry.type(description="How a thing stood over time: what holds when, and what was recorded of it when.")
class Timeline:
    """Shows a timeline."""

    versions: list[Version] = strawberry.field(
        description="Its versions, whatever the day asked about, the earliest first; an entity has one.",
        directives=holds(3),
    )
    truncated: bool = strawberry.field(
        description=f"Whether earlier versions than the last {timeline.MAX_VERSIONS}, or earlier corrections than the "
        f"last {timeline.MAX_REVISIONS}, are left out."
    )

    @classmethod
    def of(cls, told: timeline.Timeline) -> "Timeline":
        """Show a timeline."""
        return cls(versions=[Version.of(version) for version in told.versions], truncated=told.truncated)


def shown_changes(changed: Sequence[timeline.ChangedValue]) -> list[ValueChange]:
    """What differs."""
    return [
        ValueChange(field=camel(each.field), before=_json(each.before), after=_json(each.after)) for each in changed
    ]


def shown_values(values: timeline.Values) -> JSON:
    """What is known, by the names of the schema; days and the source stand beside it."""
    apart = ("valid_from", "valid_to", "source")
    return JSON(
        {camel(name): _json(value) for name, value in values.items() if name not in apart and value is not None}
    )


def _json(value: object) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    return value.isoformat() if isinstance(value, date) else value
