"""GraphQL: the three-by-three formations around key contacts (method M7)."""

from datetime import date
from typing import Annotated

import strawberry

from relgraph.analyses.asked import FormationAsked, FormationsAsked
from relgraph.analyses.contacts import FORMATION, FORMATIONS
from relgraph.core.language import Language
from relgraph.formation import model
from relgraph.formation.model import (
    CellState,
    FormationLayer,
    FormationPart,
    FormationPattern,
    LayerBasis,
    NotAssessed,
)
from relgraph.formation.words import COUNTS, PATTERNS
from relgraph.kinds.key_contact import PositionClass
from relgraph.surfaces.graphql.arguments import AsOf, First, day, page_size
from relgraph.surfaces.graphql.enums import expose
from relgraph.surfaces.graphql.ids import Day, GivenIds
from relgraph.surfaces.graphql.interactions import Interaction
from relgraph.surfaces.graphql.nodes import Dated, Info
from relgraph.surfaces.graphql.people import Person, at_a_glance
from relgraph.surfaces.graphql.prices import costs, holds

expose(
    FormationLayer,
    "A layer of a formation (method M7).",
    ABOVE="Above the owner, or above the contact.",
    MIDDLE="The owner, or the contact.",
    BELOW="Below the owner, or below the contact.",
)
expose(
    LayerBasis,
    "What puts somebody above or below the middle of a formation.",
    SOLID="Solid reporting lines all the way.",
    DOTTED="Reporting lines, some of them dotted.",
    RANK="The layers of their seats in the same unit.",
)
expose(
    CellState,
    "What is known of a place in the matrix of a formation.",
    LINKED="Two are linked.",
    EMPTY="Nobody is linked; it is known who would stand there.",
    UNKNOWN="Nobody is known who would stand there.",
    NOT_NEEDED="Nobody stands above the top.",
)
expose(
    FormationPart,
    "What the score of a formation is made of.",
    OURS="Three layers of ours are linked to the contact.",
    THEIRS="The owner is linked to three layers of theirs.",
    IN_TOUCH="These links saw a contact lately.",
    TOGETHER="Activities with all three layers of one side took place.",
)
expose(
    FormationPattern,
    "What goes wrong in a formation (method M7).",
    UPPER_ONLY="Ours join activities of the upper layers, and never of the lower one.",
    CONFUSION="Their lower layer goes straight to our upper one, or the owner sees mostly the contact's staff.",
    BLIND_UPWARDS="The owner has no link to anybody above the contact.",
    EFFORT_AWAY="Too much of the owner's effort goes to the people above and below the contact.",
)
expose(
    NotAssessed,
    "Why a formation has no score.",
    NO_OWNER="No A-owner is known who is with us.",
    LAYERS_UNKNOWN="Nobody above or below is known on either side.",
)


@strawberry.type(description="Somebody in a layer of a formation.")
class FormationMember:
    """Shows a member."""

    person: Person = strawberry.field(description="Who.")
    basis: LayerBasis | None = strawberry.field(description="What puts them there; null for owner and contact.")
    steps: int = strawberry.field(description="How many steps from owner or contact; 0 for these.")


@strawberry.type(description="A place in the matrix of a formation: a layer of ours and a layer of theirs.")
class FormationCell:
    """Shows a place."""

    ours: FormationLayer = strawberry.field(description="The layer of ours.")
    theirs: FormationLayer = strawberry.field(description="The layer of theirs.")
    needed: bool = strawberry.field(description="Whether the formation demands it; corners it does not.")
    state: CellState = strawberry.field(description="What is known of it.")
    our: FormationMember | None = strawberry.field(
        description="Who of ours is linked, or would be; null where nobody is known in the layer."
    )
    their: FormationMember | None = strawberry.field(
        description="Whom of theirs; null where nobody is known in the layer."
    )
    tied: bool | None = strawberry.field(
        description="Where they are linked: whether by a tie; false: by contact alone."
    )
    strength: float | None = strawberry.field(description="Of the strongest tie, 0..1; null where unknown.")
    basis: str | None = strawberry.field(description="What that tie rests on; null where unknown.")
    last_contact: date | None = strawberry.field(description="The day of the last contact; null where none is known.")


@strawberry.type(description="A part of the score of a formation.")
class FormationScorePart:
    """Shows a part."""

    part: FormationPart = strawberry.field(description="Which.")
    got: int = strawberry.field(description="How much of it is there.")
    of: int = strawberry.field(description="Of how much.")
    points: float = strawberry.field(description="What it gives of the 100 points.")
    most: float = strawberry.field(description="What it would give when all were there.")


@strawberry.type(description="A number behind a pattern.")
class FormationCount:
    """Shows a count."""

    code: str = strawberry.field(description="What is counted.")
    count: int = strawberry.field(description="How many.")
    text: str = strawberry.field(description="What is counted, in English.")
    text_zh: str = strawberry.field(description="The same in Chinese.")


@strawberry.type(description="Whether something goes wrong in a formation, and the counts behind that.")
class FormationPatternSeen:
    """Shows a pattern."""

    pattern: FormationPattern = strawberry.field(description="What would go wrong.")
    found: bool | None = strawberry.field(description="Whether it does; null where too little is known to tell.")
    text: str = strawberry.field(description="What it is called in English.")
    text_zh: str = strawberry.field(description="The same in Chinese.")
    counts: list[FormationCount] = strawberry.field(description="The counts behind it.", directives=holds(3))


@strawberry.type(description="The one move that repairs most: the score is asked again for every two who could meet.")
class FormationMove:
    """Shows a move."""

    our: FormationMember = strawberry.field(description="Who of ours.")
    their: FormationMember = strawberry.field(description="To meet whom of theirs.")
    ours: FormationLayer = strawberry.field(description="The layer of ours.")
    theirs: FormationLayer = strawberry.field(description="The layer of theirs.")
    renews: bool = strawberry.field(description="They are linked already, and out of touch.")
    before: int = strawberry.field(description="The score as it is.")
    after: int = strawberry.field(description="The score after it.")
    text: str = strawberry.field(description="The move and why, in English.")
    text_zh: str = strawberry.field(description="The same in Chinese.")


@strawberry.type(description="The three-by-three formation around a contact on the day.")
class Formation(Dated):
    """Shows a formation."""

    formation: strawberry.Private[model.ContactFormation]

    contact: Person = strawberry.field(description="The contact.")
    position_class: PositionClass | None = strawberry.field(description="How much the seat weighs; null is unknown.")
    owner: Person | None = strawberry.field(
        description="The A-owner, of several the one whose formation is the best; null where none is known."
    )
    score: int | None = strawberry.field(description="0 to 100; null where it is not assessed.")
    not_assessed: NotAssessed | None = strawberry.field(description="Why there is no score; null where there is one.")
    parts: list[FormationScorePart] = strawberry.field(
        description="What the score is made of; empty where there is none.", directives=holds(len(FormationPart))
    )
    cells: list[FormationCell] = strawberry.field(
        description="All nine places, row by row, a row a layer of ours; none without an owner.", directives=holds(9)
    )
    patterns: list[FormationPatternSeen] = strawberry.field(
        description="What goes wrong, or does not.", directives=holds(len(FormationPattern))
    )
    move: FormationMove | None = strawberry.field(description="The move that repairs most; null where none would.")

    @strawberry.field(
        description="The activities of the period with all three layers of one side, the newest first.",
        directives=holds(3),
    )
    async def together(self, info: Info) -> list[Interaction]:
        return [await Interaction.get(info, one.id, self.day) for one in self.formation.together]


@strawberry.type(description="The formations around an account's registered key contacts, the heaviest seats first.")
class Formations(Dated):
    """Shows the first of them."""

    formations: list[Formation] = strawberry.field(description="The formations.", directives=holds(25))
    truncated: bool = strawberry.field(description="Whether there are more than were asked for.")


OfAccount = Annotated[strawberry.ID, strawberry.argument(description="The account, by `id` or `externalId`.")]
AroundContact = Annotated[strawberry.ID, strawberry.argument(description="The contact, by `id` or `externalId`.")]


@strawberry.type
class FormationQuery:
    """Root fields about formations."""

    @strawberry.field(description=FORMATIONS.words.en, directives=costs(FORMATIONS.price))
    async def formations(self, info: Info, *, account: OfAccount, first: First = 25, as_of: AsOf = None) -> Formations:
        ids = GivenIds()
        id_ = ids.one(account, "Organization", field="account")
        on = day(info, as_of, ids)
        asked = FormationsAsked(account=id_, as_of=on.date, limit=page_size(first))
        found = await info.context.run(FORMATIONS, asked)
        shown = [_formation(info, formation, on) for formation in found.formations]
        return Formations(day=on, formations=shown, truncated=found.truncated)

    @strawberry.field(description=FORMATION.words.en, directives=costs(FORMATION.price))
    async def formation(self, info: Info, *, contact: AroundContact, as_of: AsOf = None) -> Formation:
        ids = GivenIds()
        id_ = ids.one(contact, "Person", field="contact")
        on = day(info, as_of, ids)
        found = await info.context.run(FORMATION, FormationAsked(contact=id_, as_of=on.date))
        return _formation(info, found, on)


def _formation(info: Info, found: model.ContactFormation, on: Day) -> Formation:
    return Formation(
        day=on,
        formation=found,
        contact=at_a_glance(info, found.contact, on),
        position_class=found.position_class,
        owner=at_a_glance(info, found.owner, on) if found.owner else None,
        score=found.score,
        not_assessed=found.not_assessed,
        parts=[FormationScorePart(**dict(part)) for part in found.parts],
        cells=[_cell(info, cell, on) for cell in found.cells],
        patterns=[_pattern(seen) for seen in found.patterns],
        move=_move(info, found.move, on) if found.move else None,
    )


def _member(info: Info, member: model.FormationMember, on: Day) -> FormationMember:
    return FormationMember(person=at_a_glance(info, member.person, on), basis=member.basis, steps=member.steps)


def _cell(info: Info, cell: model.FormationCell, on: Day) -> FormationCell:
    link = cell.link
    return FormationCell(
        ours=cell.ours,
        theirs=cell.theirs,
        needed=cell.needed,
        state=cell.state,
        our=_member(info, cell.our, on) if cell.our else None,
        their=_member(info, cell.their, on) if cell.their else None,
        tied=link.tied if link else None,
        strength=link.strength if link else None,
        basis=link.basis if link else None,
        last_contact=link.last_contact if link else None,
    )


def _pattern(seen: model.PatternSeen) -> FormationPatternSeen:
    counts = [
        FormationCount(
            code=one.code, count=one.count, text=COUNTS[one.code][Language.EN], text_zh=COUNTS[one.code][Language.ZH]
        )
        for one in seen.counts
    ]
    words = PATTERNS[seen.pattern]
    return FormationPatternSeen(
        pattern=seen.pattern, found=seen.found, text=words[Language.EN], text_zh=words[Language.ZH], counts=counts
    )


def _move(info: Info, move: model.FormationMove, on: Day) -> FormationMove:
    values = move.model_dump(include={"ours", "theirs", "renews", "before", "after"})
    our, their = _member(info, move.our, on), _member(info, move.their, on)
    return FormationMove(our=our, their=their, text=move.en, text_zh=move.zh, **values)
