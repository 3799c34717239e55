"""GraphQL: what changed at an account, at people or in an opportunity (docs/changes.md)."""

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from datetime import date, datetime
from typing import Annotated, Any

import strawberry

from relgraph.changes.change import ChangesOf, RecordChange, RecordChangeKind
from relgraph.changes.feed import FeedPlace, Noted
from relgraph.changes.service import find_changes, require_known
from relgraph.core.errors import InputError
from relgraph.record.read import find_versions_of
from relgraph.surfaces.graphql.account_or_deal import TYPES
from relgraph.surfaces.graphql.arguments import After, First, check_count, one_of, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import Day, after_key, cursor, external_id, global_id
from relgraph.surfaces.graphql.kinds import node
from relgraph.surfaces.graphql.limits import MAX_PAGE_SIZE
from relgraph.surfaces.graphql.nodes import Info, Keyed, Recorded, load_together
from relgraph.surfaces.graphql.prices import costs, holds
from relgraph.surfaces.graphql.recording import optional
from relgraph.surfaces.graphql.timelines import ValueChange, shown_changes

_NUMBER = re.compile(r"[0-9]{1,18}")

CHANGES = 200
"""All that is recorded around an account is gone through: of a large one for most of a second."""


@strawberry.type(name="RecordChange", description="Something that was recorded, corrected or ended.")
class ShownChange(Keyed):
    """Shows a change."""

    change: strawberry.Private[RecordChange]
    today: strawberry.Private[date]

    kind: RecordChangeKind = strawberry.field(description="What became of it.")
    noun: str = strawberry.field(description="What kind of thing it is, e.g. `tie`.")
    external_id: strawberry.ID = strawberry.field(description="The thing's id, `source:id`.")
    recorded_at: datetime = strawberry.field(description="When relgraph learnt it (UTC).")
    recorded_by: str | None = strawberry.field(description="Who recorded it; null where nobody had to say.")
    operation: str | None = strawberry.field(
        description="What recorded it, e.g. `recordTie` or `import`; null where the thing, or its version, was new."
    )
    valid_from: date | None = strawberry.field(
        description="First day of what it says since; null: since before we looked."
    )
    valid_to: date | None = strawberry.field(
        description="First day on which that no longer holds; null: none was known then."
    )

    @strawberry.field(
        description="What it says otherwise than before, a further version than the one before it; empty where it is "
        "new.",
        directives=holds(2),
    )
    def changes(self) -> list[ValueChange]:
        return shown_changes(self.change.changed)

    @strawberry.field(
        description="The thing as it stands now, or this version of the fact: of today or, where it does not hold "
        "today, of its first or else of its last day."
    )
    async def thing(self, info: Info) -> Recorded | None:
        kind = self.change.of

        async def batch(ids: list[str]) -> Sequence[Any]:
            found: Mapping[str, Any] = await find_versions_of(info.context.graph, kind, ids)
            return [found[id_] for id_ in ids]

        versions = await load_together(info, (find_versions_of, kind), batch, self.change.id)
        row = next((version for version in versions if version.key == self.change.key), None)
        return None if row is None else node(kind.model.__name__).of(row, _day_of(row, self.today))

    def own_id(self) -> strawberry.ID:
        """Of the version and its place among the corrections."""
        return global_id("RecordChange", self.change.rank, None)

    @classmethod
    def of(cls, change: RecordChange, today: date) -> "ShownChange":
        """Show a change."""
        return cls(
            change=change,
            today=today,
            kind=change.kind,
            noun=change.of.noun,
            external_id=strawberry.ID(change.id),
            recorded_at=change.at,
            recorded_by=change.by,
            operation=change.operation,
            valid_from=change.valid_from,
            valid_to=change.valid_to,
        )


def _day_of(row: Any, today: date) -> Day:  # noqa: ANN401  (a row of any kind)
    """The day that a thing is shown for: another than today only where it does not hold today."""
    if row.holds_on(today) or row.key == row.id:
        return Day(today)
    begun = row.valid_from is not None and row.valid_from > today
    if begun or row.valid_from == row.valid_to:
        return Day(row.valid_from, explicit=True)
    return Day(row.valid_to - date.resolution, explicit=True)


@strawberry.type(name="RecordChanges", description="Changes of one transaction: all of them, or a page.")
class ShownChanges:
    """Shows some changes."""

    noted: strawberry.Private[Noted]
    today: strawberry.Private[date]

    @strawberry.field(description="The changes, in the order of their ids.")
    def changes(self) -> list[ShownChange]:
        return [ShownChange.of(each, self.today) for each in self.noted.changes]

    @strawberry.field(
        description="A subscription made with it as `after` goes on after these: without gaps or repeats."
    )
    def cursor(self) -> str:
        place = self.noted.place
        return cursor(f"{place.record} {place.number} {place.rank}", None)


@strawberry.input(description="Where changes are looked for: one of these.", one_of=True)
class ChangesOfInput:
    """Names it; GraphQL makes sure that exactly one is given."""

    account: strawberry.ID | None = optional(
        "This organisation, by `id` or `externalId`: of itself, its units and opportunities, of those who hold a seat "
        "there on the day of the change or later, and of all facts around these."
    )
    people: list[strawberry.ID] | None = optional(
        f"These people, by `id` or `externalId`, {MAX_PAGE_SIZE} at most: of themselves and of all facts around them."
    )
    opportunity: strawberry.ID | None = optional(
        "This opportunity, by `id` or `externalId`: of itself, and of roles and support in it."
    )


Of = Annotated[ChangesOfInput, strawberry.argument(description="Where.")]
Since = Annotated[
    date, strawberry.argument(description="The first day of recording that is told, in the caller's time zone.")
]
Until = Annotated[
    date | None,
    strawberry.argument(description="The first day of recording that is not told any more; left out: until now."),
]


def changes_of(given: ChangesOfInput) -> ChangesOf:
    """What an input names. Raises InputError."""
    told = one_of(given, {})
    if told is None or told.name != "people":
        named = {told.name: external_id(told.value, TYPES[told.name], field=told.path)} if told else {}
        return ChangesOf(**named)
    people = sorted({external_id(id_, "Person", field=told.path) for id_ in told.value})
    if not people:
        raise InputError("No people are named.", field=told.path, remedy="Name one at least.")
    check_count(told.value, field=told.path, things="people")
    return ChangesOf(people=people)


@strawberry.type
class ChangesQuery:
    """The root field about changes."""

    @strawberry.field(
        description="What was recorded, corrected or ended since a day, the latest first: by when relgraph learnt it, "
        "each with the days for which it holds. Versions that ended because the next began are told by that.",
        directives=costs(CHANGES),
    )
    async def changes(
        self, info: Info, *, of: Of, since: Since, until: Until = None, first: First = 25, after: After = None
    ) -> Answers[ShownChange]:
        wanted, limit = changes_of(of), page_size(first) + 1
        last, rank = _place(after_key(after, None)) if after is not None else (None, "")
        async with info.context.look():
            found = await find_changes(
                info.context.graph, wanted, since=since, until=until, last=last, after=rank, limit=limit
            )
        shown = [(f"{each.at.isoformat()} {each.rank}", ShownChange.of(each, info.context.today)) for each in found]
        return list_answers(shown, first, after, day=None)


async def follow_changes(
    info: Info, given: ChangesOfInput, *, first: int, after: str | None
) -> AsyncGenerator[ShownChanges, None]:
    """What is recorded from now on, or after a place."""
    context = info.context
    wanted, size = changes_of(given), page_size(first)
    place = None if after is None else _noted_place(after_key(after, None))
    if context.changes is None:
        raise InputError("Subscriptions come over a WebSocket.", remedy="Connect with `graphql-transport-ws`.")
    await require_known(context.graph, wanted)
    following = context.changes.follow(wanted, after=place, size=size)
    async with aclosing(following):
        async for noted in following:
            # A subscription may last for weeks: what was loaded for the page before is out of date.
            context.loaders.clear()
            context.today = context.graph.clock.today()
            yield ShownChanges(noted=noted, today=context.today)


def _noted_place(key: str) -> FeedPlace:
    record, number, rank = [*key.split(" ", 2), "", "", ""][:3]
    if not record or not _NUMBER.fullmatch(number) or not rank:
        raise InputError("That is no cursor of followed changes.", field="after", remedy="Give a `cursor`, unchanged.")
    return FeedPlace(record, int(number), rank)


def _place(key: str) -> tuple[datetime, str]:
    moment, _, rank = key.partition(" ")
    try:
        last = datetime.fromisoformat(moment)
    except ValueError:
        last = None
    if last is None or last.tzinfo is None or not rank:
        raise InputError("That is no cursor of changes.", field="after", remedy="Give an `endCursor`, unchanged.")
    return last, rank
