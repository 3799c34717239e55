"""GraphQL: the six-dimension scores of key relationships (method M5)."""

from datetime import date
from typing import Annotated

import strawberry

from relgraph.analyses.asked import ScoresAsked
from relgraph.analyses.contacts import SCORES
from relgraph.core.errors import InputError
from relgraph.kinds.key_contact import PositionClass
from relgraph.scores import model
from relgraph.scores.model import ScoreTrend
from relgraph.surfaces.graphql.arguments import AsOf, First, day, one_of, page_size
from relgraph.surfaces.graphql.enums import expose
from relgraph.surfaces.graphql.ids import Day, GivenIds
from relgraph.surfaces.graphql.kinds import PersonNode, node
from relgraph.surfaces.graphql.nodes import Dated, Info, named
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.playbook import AspectLevel
from relgraph.surfaces.graphql.prices import costs, holds
from relgraph.surfaces.graphql.recording import optional

expose(
    ScoreTrend,
    "Where a score goes against the period before, by the dimensions that are known in both alone (method M5).",
    UP="It rose.",
    SAME="It stayed.",
    DOWN="It fell.",
    UNKNOWN="Too few dimensions are known in both periods, or some are hidden from whoever asks.",
)


@strawberry.type(description="A dimension of which scores are made, as the playbook has it.")
class ScoredDimension:
    """Shows a dimension."""

    dimension: str = strawberry.field(description="What records call it, e.g. `acceptance`.")
    word: str = strawberry.field(description="What it is called in English.")
    word_zh: str = strawberry.field(description="What it is called in Chinese.")
    weight: int = strawberry.field(description="How many times it counts.")
    levels: list[AspectLevel] = strawberry.field(description="Its levels, the lowest first.")


@strawberry.type(description="A level that one of ours gave a contact, and on what it rests.")
class HeldLevel:
    """Shows what one rater holds."""

    day: strawberry.Private[Day]
    rater_id: strawberry.Private[str]

    level: int = strawberry.field(description="The level.")
    evidence: str | None = strawberry.field(description="On what it rests; null where nobody has said.")
    assessed: date | None = strawberry.field(description="The day of the assessment; null where it is unknown.")

    @strawberry.field(description="Who of ours assessed it.")
    async def rater(self, info: Info) -> PersonNode:
        return await node("Person").get(info, self.rater_id, self.day)


@strawberry.type(description="What raters hold of a contact in a dimension, in the period that ends on the day.")
class DimensionScore:
    """Shows a dimension of a contact."""

    dimension: str = strawberry.field(description="Which, as records call it.")
    level: int | None = strawberry.field(
        description="The median of what raters hold, of two in the middle the lower; null is unknown, and never 0."
    )
    lowest: int | None = strawberry.field(description="The lowest level that any rater holds.")
    highest: int | None = strawberry.field(description="The highest; raters differ where it is not the lowest.")
    far_apart: bool = strawberry.field(description="Raters differ by as much as the playbook calls far apart.")
    before: int | None = strawberry.field(description="The level of the period before; null is unknown.")
    ratings: list[HeldLevel] = strawberry.field(description="What each rater holds, the newest first.")
    last_known: HeldLevel | None = strawberry.field(
        description="Where the level is unknown the newest that is too old to count, or of an unknown day, if any."
    )
    hidden: bool = strawberry.field(
        description="Others have assessed it and whoever asks, who is one of ours, has yet to: nothing of it is told."
    )


@strawberry.type(description="A contact in all dimensions.")
class ContactScore:
    """Shows a contact."""

    person: Person = strawberry.field(description="The contact.")
    position_class: PositionClass | None = strawberry.field(
        description="How much the seat weighs; null is unknown, or no account was asked about."
    )
    dimensions: list[DimensionScore] = strawberry.field(description="The dimensions, in the playbook's order.")
    known: int = strawberry.field(description="How many of them are known.")
    hidden: int = strawberry.field(description="How many are hidden from whoever asks.")
    overall: float | None = strawberry.field(
        description="The weighted mean of those that are known; null where fewer are than a score needs, or some are "
        "hidden."
    )
    trend: ScoreTrend = strawberry.field(description="Against the period before.")
    compared: int = strawberry.field(description="How many dimensions are known in both periods: the trend is theirs.")


@strawberry.type(description="Scores of one contact, or of an account's key contacts, whose seat weighs most first.")
class ContactScores(Dated):
    """Shows the first of them."""

    since: date = strawberry.field(description="The first day of the period, which ends on the day asked about.")
    known_at_least: int = strawberry.field(description="How many dimensions must be known before there is a score.")
    dimensions: list[ScoredDimension] = strawberry.field(description="Of what scores are made.")
    contacts: list[ContactScore] = strawberry.field(description="The contacts.", directives=holds(25))
    truncated: bool = strawberry.field(description="Whether there are more than were asked for.")


@strawberry.input(description="Whose scores: one of these.", one_of=True)
class ScoresOfInput:
    """Names whose; GraphQL makes sure that exactly one is given."""

    account: strawberry.ID | None = optional("The registered key contacts of this account, by `id` or `externalId`.")
    contact: strawberry.ID | None = optional("This contact, by `id` or `externalId`.")


OfScores = Annotated[ScoresOfInput, strawberry.argument(description="Whose.")]
_TYPES = {"account": "Organization", "contact": "Person"}


@strawberry.type
class ScoresQuery:
    """The root field about scores."""

    @strawberry.field(description=SCORES.words.en, directives=costs(SCORES.price))
    async def scores(self, info: Info, *, of: OfScores, first: First = 25, as_of: AsOf = None) -> ContactScores:
        ids, told = GivenIds(), one_of(of, {})
        if told is None:
            raise InputError("Whose scores?", field="of", remedy="Name an account or a contact.")
        id_ = ids.one(told.value, _TYPES[told.name], field=told.path)
        on = day(info, as_of, ids)
        asked = ScoresAsked(as_of=on.date, limit=page_size(first), **{told.name: id_})
        with named({told.name: told.path}):
            return _shown(info, await info.context.run(SCORES, asked), on)


def _shown(info: Info, found: model.ContactScores, on: Day) -> ContactScores:
    return ContactScores(
        day=on,
        since=found.since,
        known_at_least=found.known_at_least,
        dimensions=[_dimension(each) for each in found.dimensions],
        contacts=[_contact(info, each, on) for each in found.contacts],
        truncated=found.truncated,
    )


def _dimension(each: model.ScoredDimension) -> ScoredDimension:
    levels = [AspectLevel(level=one.level, word=one.en, word_zh=one.zh) for one in each.levels]
    return ScoredDimension(dimension=each.id, word=each.en, word_zh=each.zh, weight=each.weight, levels=levels)


def _contact(info: Info, contact: model.ContactScore, on: Day) -> ContactScore:
    told = {
        name: getattr(contact, name) for name in ("position_class", "known", "hidden", "overall", "trend", "compared")
    }
    dimensions = [_score(each, on) for each in contact.dimensions]
    return ContactScore(person=at_a_glance(info, contact.person, on), dimensions=dimensions, **told)


def _score(each: model.DimensionScore, on: Day) -> DimensionScore:
    names = ("dimension", "level", "lowest", "highest", "far_apart", "before", "hidden")
    return DimensionScore(
        **{name: getattr(each, name) for name in names},
        ratings=[_held(one, on) for one in each.ratings],
        last_known=_held(each.last_known, on) if each.last_known else None,
    )


def _held(held: model.HeldLevel, on: Day) -> HeldLevel:
    said = {name: getattr(held, name) for name in ("level", "evidence", "assessed")}
    return HeldLevel(day=on, rater_id=held.rater.id, **said)
