"""The three-by-three formation around a key contact: what is known of it, and what is told (method M7).

The rows are three layers of ours, the owner (A) in the middle; the columns three layers of theirs, the contact in the
middle.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel

from relgraph.kinds.key_contact import PositionClass
from relgraph.people.model import PersonCard

MAX_FORMATIONS = 200
"""The most key contacts of one account whose formations are told."""

MAX_LAYER = 200
"""The most people of one layer that are looked at: the nearest to the middle."""

TOP_LAYER = 1
"""The layer above which nobody stands."""


class FormationLayer(StrEnum):
    """Where somebody stands in a formation."""

    ABOVE = "above"
    MIDDLE = "middle"
    BELOW = "below"


class LayerBasis(StrEnum):
    """What puts somebody above or below the middle, the firmest first.

    Solid lines all the way; some of them dotted; or rank: the layers of their seats in the same unit.
    """

    SOLID = "solid"
    DOTTED = "dotted"
    RANK = "rank"


class Crossing(NamedTuple):
    """A place in the matrix: a layer of ours and a layer of theirs."""

    ours: FormationLayer
    theirs: FormationLayer


CROSSINGS = tuple(Crossing(ours, theirs) for ours in FormationLayer for theirs in FormationLayer)
"""All nine, row by row."""

CENTRE = Crossing(FormationLayer.MIDDLE, FormationLayer.MIDDLE)
NEEDED = (
    Crossing(FormationLayer.MIDDLE, FormationLayer.ABOVE),
    Crossing(FormationLayer.ABOVE, FormationLayer.MIDDLE),
    Crossing(FormationLayer.BELOW, FormationLayer.MIDDLE),
    Crossing(FormationLayer.MIDDLE, FormationLayer.BELOW),
    CENTRE,
)
"""Those that the method demands, the most telling to repair first; the corners are of other formations."""


class FormationContact(BaseModel, frozen=True):
    """A contact with the A-owners who are with us, by id."""

    person: PersonCard
    position_class: PositionClass | None
    owners: list[PersonCard]


class FormationMember(BaseModel, frozen=True):
    """Somebody in a layer. `basis` is None, and `steps` 0, for whoever is in the middle."""

    person: PersonCard
    basis: LayerBasis | None = None
    steps: int = 0

    @property
    def order(self) -> tuple[int, int, str]:
        """The nearest first."""
        return list(LayerBasis).index(self.basis) if self.basis else -1, self.steps, self.person.id


class LayerRow(FormationMember, frozen=True):
    """Whom a query finds in a layer above or below `middle`, an id."""

    middle: str
    layer: FormationLayer
    basis: LayerBasis


class FormationSide(BaseModel, frozen=True):
    """The three layers of one side, the nearest of each first."""

    middle: PersonCard
    above: tuple[FormationMember, ...] = ()
    below: tuple[FormationMember, ...] = ()

    @property
    def is_top(self) -> bool:
        """The middle is known to sit on the highest layer: nobody need stand above."""
        return self.middle.layer == TOP_LAYER

    def members(self, layer: FormationLayer) -> tuple[FormationMember, ...]:
        """Who stands in a layer."""
        if layer is FormationLayer.MIDDLE:
            return (FormationMember(person=self.middle),)
        return self.above if layer is FormationLayer.ABOVE else self.below

    def ids(self, layer: FormationLayer) -> frozenset[str]:
        """The same by id."""
        return frozenset(member.person.id for member in self.members(layer))


class FormationLink(BaseModel, frozen=True):
    """How one of ours and one of theirs (by id) are linked: by a tie, or, with `tied` false, by contact alone.

    Of several ties the strongest: `strength` (0..1) and `basis` are None where unknown; `last_contact` is of any kind,
    None where no day is known.
    """

    our: str
    their: str
    tied: bool
    strength: float | None
    basis: str | None
    last_contact: date | None


class FormationActivity(BaseModel, frozen=True):
    """An interaction in the period, and who of the formations' people came (ids)."""

    id: str
    kind: str
    day: date
    purpose: str | None
    ours: frozenset[str]
    theirs: frozenset[str]


class KnownFormation(BaseModel, frozen=True):
    """All that is known of one formation: both sides, the links between them, the activities of the period."""

    ours: FormationSide
    theirs: FormationSide
    links: tuple[FormationLink, ...] = ()
    activities: tuple[FormationActivity, ...] = ()


class CellState(StrEnum):
    """What is known of a place in the matrix."""

    LINKED = "linked"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    NOT_NEEDED = "not_needed"


class FormationCell(BaseModel, frozen=True):
    """A place in the matrix: who of ours is linked to whom of theirs, or would be.

    `needed`: the method demands it. Linked: `our`, `their` and `link`. Empty: `our` and `their` are the nearest who
    would stand there. Unknown: nobody is known in a layer, which is None. Not needed: nobody stands above the top.
    """

    ours: FormationLayer
    theirs: FormationLayer
    needed: bool
    state: CellState
    our: FormationMember | None
    their: FormationMember | None
    link: FormationLink | None


class FormationPart(StrEnum):
    """What the score of a formation is made of."""

    OURS = "ours"
    THEIRS = "theirs"
    IN_TOUCH = "in_touch"
    TOGETHER = "together"


class ScorePart(BaseModel, frozen=True):
    """How much of a part is there: `got` of `of`; it gives `points` of `most` points of the score."""

    part: FormationPart
    got: int
    of: int
    points: float
    most: float


class FormationPattern(StrEnum):
    """What goes wrong in a formation."""

    UPPER_ONLY = "upper_only"
    CONFUSION = "confusion"
    BLIND_UPWARDS = "blind_upwards"
    EFFORT_AWAY = "effort_away"


class PatternCount(BaseModel, frozen=True):
    """A number behind a pattern."""

    code: str
    count: int


class PatternSeen(BaseModel, frozen=True):
    """Whether a pattern is there, and the counts behind that. `found` is None where too little is known to tell."""

    pattern: FormationPattern
    found: bool | None
    counts: list[PatternCount]


class NotAssessed(StrEnum):
    """Why a formation has no score."""

    NO_OWNER = "no_owner"
    LAYERS_UNKNOWN = "layers_unknown"


class FormationMove(BaseModel, frozen=True):
    """Whom of ours to bring together with whom of theirs, and what that would give.

    `renews`: they are linked already, and out of touch. `before` and `after` are the score, of 100.
    """

    our: FormationMember
    their: FormationMember
    ours: FormationLayer
    theirs: FormationLayer
    renews: bool
    before: int
    after: int
    en: str
    zh: str


class ContactFormation(BaseModel, frozen=True):
    """The formation around a contact.

    `owner`: of several A-owners the one whose formation is the best. `score`: 0..100, None with the reason in
    `not_assessed`. `cells`: all nine, row by row; none without an owner. `together`: activities with all three layers
    in the period, the newest first. `move`: the one that repairs most; None where no link would.
    """

    contact: PersonCard
    position_class: PositionClass | None
    owner: PersonCard | None
    score: int | None
    not_assessed: NotAssessed | None
    parts: list[ScorePart]
    cells: list[FormationCell]
    patterns: list[PatternSeen]
    together: list[FormationActivity]
    move: FormationMove | None


class AccountFormations(BaseModel, frozen=True):
    """The formations around the registered key contacts of an account, whose seat weighs most first.

    `truncated`: there are more.
    """

    account: str
    as_of: date
    formations: list[ContactFormation]
    truncated: bool
