"""GraphQL: pairs that may be one and the same, judgements of them, and their withdrawal (method M1)."""

from collections.abc import Awaitable, Iterable
from datetime import datetime
from typing import Annotated

import strawberry

from relgraph.core.errors import InputError
from relgraph.identity import service
from relgraph.identity.judgement import Judgement, Verdict
from relgraph.identity.matching.model import Because, MatchReason
from relgraph.identity.matching.words import because
from relgraph.identity.queue import Pair, told
from relgraph.identity.suggestions import Place, list_suggestions
from relgraph.record.fields import EntityKind
from relgraph.surfaces.graphql.arguments import After, First, InLanguage, page_size
from relgraph.surfaces.graphql.connections import Answers, list_answers
from relgraph.surfaces.graphql.ids import Day, after_key, chosen, external_id, global_id, optional_external_id
from relgraph.surfaces.graphql.nodes import NODE_TYPES, Info, Keyed, Recorded
from relgraph.surfaces.graphql.prices import LOOK, costs, holds
from relgraph.surfaces.graphql.recording import UserError, shown_error

OF = ("Person", "Organization")
REASONS = 10
"""So many reasons a pair is taken to have when its cost is estimated."""


@strawberry.type(description="What speaks for a pair being one, or against it.")
class IdentityReason:
    """Shows a reason."""

    because: strawberry.Private[Because]

    reason: MatchReason = strawberry.field(description="What it is.")
    detail: str = strawberry.field(description="The values that agree, or do not.")
    weight: float = strawberry.field(description="Bits of evidence; negative where it speaks against the pair.")

    @strawberry.field(description="The reason with its values, in words.")
    def text(self, info: Info, language: InLanguage = None) -> str:
        return because(self.because, language or info.context.language)


def _reasons(found: Iterable[Because]) -> list[IdentityReason]:
    return [IdentityReason(because=b, reason=b.reason, detail=b.detail, weight=b.weight) for b in found]


@strawberry.type(description="So much of something is recorded around one of two.")
class IdentityMove:
    """Shows what would move."""

    what: str = strawberry.field(description="The type of relationship in the graph, or `findings`.")
    count: int = strawberry.field(description="How much of it.")


@strawberry.type(description="Two that may be one and the same, and that nobody has judged.")
class IdentitySuggestion(Keyed):
    """Shows a pair."""

    pair: strawberry.Private[Pair]

    kind: EntityKind = strawberry.field(description="What they are: people or organisations.")
    score: float = strawberry.field(description="How likely it is, 0..1.")
    waits: int = strawberry.field(description="For how many days it has waited for a judgement.")
    warnings: list[str] = strawberry.field(
        description="What speaks against it that nobody compared: judgements among all ids of both, and their number."
    )

    def own_id(self) -> strawberry.ID:
        """Of the two."""
        return global_id("IdentitySuggestion", self.pair.id, None)

    @strawberry.field(description="The one that has more around it: it would be kept.")
    async def one(self, info: Info) -> Recorded | None:
        return await _entity(info, self.kind, self.pair.one.id)

    @strawberry.field(description="The other one, which would become part of it.")
    async def other(self, info: Info) -> Recorded | None:
        return await _entity(info, self.kind, self.pair.other.id)

    @strawberry.field(description="What speaks for it and against it, the weightiest first.", directives=holds(REASONS))
    def reasons(self) -> list[IdentityReason]:
        return _reasons(self.pair.reasons)

    @strawberry.field(description="What making them one would move.", directives=holds(REASONS))
    def moves(self) -> list[IdentityMove]:
        return [IdentityMove(what=each.type, count=each.number) for each in self.pair.moves]


@strawberry.type(description="Whether two are one and the same, as somebody judged; the ledger keeps all of them.")
class IdentityJudgement(Keyed):
    """Shows a judgement."""

    judgement: strawberry.Private[Judgement]

    verdict: Verdict = strawberry.field(description="Whether they are the same.")
    automatic: bool = strawberry.field(description="Whether relgraph judged so by itself, while importing.")
    score: float | None = strawberry.field(description="How alike they were, 0..1; null where nobody compared them.")
    judged_at: datetime | None = strawberry.field(description="When it was judged.")
    judged_by: str | None = strawberry.field(description="Who judged it; null where nobody had to say.")
    withdrawn_at: datetime | None = strawberry.field(description="When it was withdrawn; null while it stands.")
    withdrawn_by: str | None = strawberry.field(description="Who withdrew it.")

    def own_id(self) -> strawberry.ID:
        """Of the judgement."""
        return global_id("IdentityJudgement", self.judgement.id, None)

    @strawberry.field(description="Its own id, by which it is withdrawn.")
    def external_id(self) -> strawberry.ID:
        return strawberry.ID(self.judgement.id)

    @strawberry.field(description="`externalId` of the one that is kept, where they are the same.")
    def one_id(self) -> strawberry.ID:
        return strawberry.ID(self.judgement.one)

    @strawberry.field(description="`externalId` of the other one.")
    def other_id(self) -> strawberry.ID:
        return strawberry.ID(self.judgement.other)

    @strawberry.field(description="Whoever the first of them is now.")
    async def entity(self, info: Info) -> Recorded | None:
        return await _entity(info, EntityKind(self.judgement.of), self.judgement.one)

    @strawberry.field(description="What spoke for it and against it.", directives=holds(REASONS))
    def reasons(self) -> list[IdentityReason]:
        return _reasons(map(Because.kept, self.judgement.reasons))


async def _entity(info: Info, kind: EntityKind, id_: str) -> Recorded | None:
    return await NODE_TYPES[kind.type_name].load(info, id_, Day(info.context.today))


def show_judgement(judgement: Judgement) -> IdentityJudgement:
    """What is shown of a judgement."""
    return IdentityJudgement(
        judgement=judgement,
        verdict=judgement.verdict,
        automatic=judgement.automatic,
        score=judgement.score,
        judged_at=judgement.recorded_at,
        judged_by=judgement.recorded_by,
        withdrawn_at=judgement.withdrawn_at,
        withdrawn_by=judgement.withdrawn_by,
    )


About = Annotated[
    strawberry.ID | None,
    strawberry.argument(description="Only about this person or organisation, by `id` or `externalId`."),
]
OfKind = Annotated[EntityKind | None, strawberry.argument(description="Only people, or only organisations.")]
Withdrawn = Annotated[bool, strawberry.argument(description="Whether withdrawn ones are told, too.")]


@strawberry.type
class IdentityQuery:
    """Root fields about who is one and the same."""

    @strawberry.field(
        description="Pairs that may be one, the most alike first, until somebody judges them.", directives=costs(LOOK)
    )
    async def identity_suggestions(
        self, info: Info, kind: OfKind = None, about: About = None, first: First = 25, after: After = None
    ) -> Answers[IdentitySuggestion] | None:
        id_ = optional_external_id(about, *OF, field="about")
        choice = chosen(kind=kind, about=id_)
        key = after_key(after, None, choice)
        place = Place.read(key) if key else None
        found = await list_suggestions(info.context.graph, of=kind, about=id_, limit=page_size(first) + 1, after=place)
        pairs = await told(info.context.graph, found)
        ranked = [(str(Place(pair.score, pair.id)), _shown(pair)) for pair in pairs]
        return list_answers(ranked, first, after, day=None, of=choice)

    @strawberry.field(description="Judgements, the latest first.", directives=costs(LOOK))
    async def identity_judgements(
        self, info: Info, about: About = None, withdrawn: Withdrawn = False, first: First = 25
    ) -> list[IdentityJudgement] | None:
        id_ = optional_external_id(about, *OF, field="about")
        ids = None if id_ is None else [id_]
        found = await service.list_judgements(info.context.graph, ids, withdrawn=withdrawn, limit=page_size(first))
        return [show_judgement(each) for each in found]


def _shown(pair: Pair) -> IdentitySuggestion:
    return IdentitySuggestion(
        pair=pair, kind=EntityKind(pair.of), score=pair.score, waits=pair.days, warnings=pair.warnings
    )


@strawberry.input(description="Whether two are one and the same.")
class JudgeIdentityInput:
    """What is said of a judgement."""

    one: strawberry.ID = strawberry.field(description="The one that is kept, by `id` or `externalId`.")
    other: strawberry.ID = strawberry.field(description="The other one, which becomes part of it.")
    verdict: Verdict = strawberry.field(description="Whether they are the same.")
    anyway: bool = strawberry.field(
        default=False, description="Also where two of all ids by which they are known were judged different."
    )


@strawberry.type(description="What was judged or withdrawn, or what is to mend before it can be.")
class IdentityPayload:
    """Shows the judgement."""

    judgement: IdentityJudgement | None = strawberry.field(
        description="The judgement as it stands now; null when nothing was done."
    )
    errors: list[UserError] = strawberry.field(description="What to mend; empty when all went well.")


JudgeGiven = Annotated[JudgeIdentityInput, strawberry.argument(name="input", description="Who is judged, and how.")]
JudgementId = Annotated[strawberry.ID, strawberry.argument(name="id", description="The judgement's `externalId`.")]


@strawberry.type
class IdentityMutation:
    """Mutations of who is one and the same."""

    @strawberry.mutation(
        description="Judge whether two people, or two organisations, are one and the same. The same become one: what "
        "was told of the other is told of the one that is kept, and its id leads there. It can be withdrawn."
    )
    async def judge_identity(self, info: Info, given: JudgeGiven) -> IdentityPayload | None:
        one, other = (external_id(str(getattr(given, name)), *OF, field=name) for name in ("one", "other"))
        judging = service.judge(info.context.graph, one, other, given.verdict, anyway=given.anyway)
        return await _done(info, judging)

    @strawberry.mutation(
        description="Withdraw a judgement: what it made one is two again, each with all that was told about it."
    )
    async def withdraw_identity_judgement(self, info: Info, id_: JudgementId) -> IdentityPayload | None:
        return await _done(info, service.withdraw(info.context.graph, str(id_)))


async def _done(info: Info, doing: Awaitable[Judgement]) -> IdentityPayload:
    try:
        judgement = await doing
    except InputError as error:
        return IdentityPayload(judgement=None, errors=[shown_error(error)])
    info.context.loaders.clear()
    return IdentityPayload(judgement=show_judgement(judgement), errors=[])
