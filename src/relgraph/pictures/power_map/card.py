"""A card of a power map, and what explains the cards."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from relgraph.kinds.role import KEY_ROLES, RoleLetter
from relgraph.people.model import PersonCard
from relgraph.pictures.channels import MARK_WIDTH
from relgraph.pictures.power_map.links import UNKNOWN
from relgraph.pictures.rows import CARD_HEIGHT, CARD_WIDTH
from relgraph.pictures.scene import XY, Anchor, Box, Caption, Tone
from relgraph.pictures.text import shorten, width_of
from relgraph.powermap.changes import MapChange, MapChangeKind
from relgraph.powermap.model import MapCard, NearestTie, Surroundings
from relgraph.powermap.words import MapWords

LEVEL_TONES = {
    None: Tone.UNKNOWN,
    -1: Tone.AGAINST,
    0: Tone.NEUTRAL,
    1: Tone.FOR,
    2: Tone.STRONG,
    3: Tone.COACH,
}
_PAD, _BADGE, _SUPPORT = 8.0, 17.0, 28.0
_NAME, _SMALL = 13.0, 10.0
_PILL_HEIGHT, _PILL_ABOVE = 15.0, 7.0


class _Piece(NamedTuple):
    text: str
    tone: Tone


def person_card(
    card: MapCard, around: Surroundings, changes: Sequence[MapChange], place: XY, words: MapWords
) -> Iterator[Box | Caption]:
    """Who it is, where they stand, how old that is, who stands nearest, and what changed of it."""
    key, (x, y) = card.person.id, place
    named = bool(card.roles) or card.level is not None or card.assessed_on is not None
    yield Box(x, y, CARD_WIDTH, CARD_HEIGHT, Tone.CARD if named else Tone.PALE, radius=7, card=key)
    for n, role in enumerate(card.roles):
        yield from role_badge(role, XY(x + _PAD + n * (_BADGE + 2), y + _PAD), key)
    yield from support_badge(card.level, _support_place(place), key)
    left = x + _PAD + len(card.roles) * (_BADGE + 2) + 3
    right = x + CARD_WIDTH - _PAD - _SUPPORT - 5
    for piece in reversed(_state(card, changes, words)):
        text = shorten(piece.text, _SMALL, right - left)
        if right - left < 2 * _SMALL:
            break
        yield Caption(right, y + _PAD + 12, text, _SMALL, piece.tone, anchor=Anchor.END, card=key)
        right -= width_of(text, _SMALL) + 6
    yield from _lines(card, around, place, words)


def _lines(card: MapCard, around: Surroundings, place: XY, words: MapWords) -> Iterator[Caption]:
    """The name, the seat, how close they are, and who stands nearest."""
    key, x, y, room = card.person.id, place.x + _PAD, place.y, CARD_WIDTH - 2 * _PAD
    yield Caption(x, y + 42, shorten(_name(card.person), _NAME, room, bold=True), _NAME, Tone.TEXT, bold=True, card=key)
    seat = " · ".join(
        in_one_line(part) for part in (card.person.title or card.person.english_title, card.person.unit) if part
    )
    yield Caption(x, y + 56, shorten(seat or UNKNOWN, _SMALL, room), _SMALL, Tone.MUTED, card=key)
    close = f"{words.close} {signed(card.closeness.level) if card.closeness else UNKNOWN}"
    yield Caption(x + room, y + 71, close, _SMALL, Tone.MUTED, anchor=Anchor.END, card=key)
    ours = f"{words.ours} {_tie(around.ours) if around.ours else words.nobody}"
    tone = Tone.OURS if around.ours else Tone.MUTED
    yield Caption(x, y + 71, shorten(ours, _SMALL, room - width_of(close, _SMALL) - 6), _SMALL, tone, card=key)
    if around.rivals:
        rivals = shorten(f"{words.rivals} {_tie(around.rivals)}", _SMALL, room)
        yield Caption(x, y + 84, rivals, _SMALL, Tone.RIVALS, card=key)


def _name(person: PersonCard) -> str:
    names = dict.fromkeys(name for name in (person.name, person.english_name) if name)
    return in_one_line(" ".join(names))


def ghost_card(key: str, role: RoleLetter, place: XY, words: MapWords) -> Iterator[Box | Caption]:
    """A role that nobody is known to hold."""
    x, y = place
    yield Box(x, y, CARD_WIDTH, CARD_HEIGHT, Tone.GHOST, radius=7, dashed=True, card=key)
    yield from role_badge(role, XY(x + _PAD, y + _PAD), key)
    yield from support_badge(None, _support_place(place), key)
    told = shorten(words.roles[role], _NAME, CARD_WIDTH - 2 * _PAD, bold=True)
    yield Caption(x + _PAD, y + 46, told, _NAME, Tone.GHOST, bold=True, card=key)
    yield Caption(x + _PAD, y + 62, words.nobody, _SMALL, Tone.GHOST, card=key)


def manager_pill(key: str, place: XY) -> Iterator[Box | Caption]:
    """Above the card of somebody whose manager is not known."""
    x, y = place.x + (CARD_WIDTH - MARK_WIDTH) / 2, place.y - _PILL_ABOVE - _PILL_HEIGHT
    yield Box(
        x, y, MARK_WIDTH, _PILL_HEIGHT, Tone.GHOST, radius=_PILL_HEIGHT / 2, dashed=True, card=f"manager of {key}"
    )
    middle = x + MARK_WIDTH / 2
    yield Caption(middle, y + 11.5, UNKNOWN, 11, Tone.GHOST, True, Anchor.MIDDLE, card=f"manager of {key}")


def in_one_line(text: str) -> str:
    """Text in one line."""
    return " ".join(text.split())


def signed(level: int) -> str:
    """A level with its sign."""
    return f"{level:+d}".replace("-", "−") if level else "0"


def role_badge(role: RoleLetter, place: XY, card: str | None = None) -> Iterator[Box | Caption]:
    """The letter of a role; key roles are darker."""
    tone = Tone.KEY if role in KEY_ROLES else Tone.MINOR
    yield Box(place.x, place.y, _BADGE, _BADGE, tone, radius=3, card=card)
    yield Caption(place.x + _BADGE / 2, place.y + 12.7, role.value, 11.5, tone, True, Anchor.MIDDLE, card=card)


def support_badge(level: int | None, place: XY, card: str | None = None) -> Iterator[Box | Caption]:
    """A level of support, or `?`."""
    tone = LEVEL_TONES[level]
    yield Box(place.x, place.y, _SUPPORT, _BADGE, tone, radius=4, dashed=level is None, card=card)
    told = UNKNOWN if level is None else signed(level)
    yield Caption(place.x + _SUPPORT / 2, place.y + 12.9, told, 12, tone, True, Anchor.MIDDLE, card=card)


def _support_place(place: XY) -> XY:
    return XY(place.x + CARD_WIDTH - _PAD - _SUPPORT, place.y + _PAD)


def _state(card: MapCard, changes: Sequence[MapChange], words: MapWords) -> list[_Piece]:
    """How old the assessment is, that somebody is new on the map, and where they stood before."""
    pieces = []
    kinds = {change.kind: change for change in changes}
    if MapChangeKind.ENTERED in kinds:
        pieces.append(_Piece(words.new, Tone.WARNING))
    if card.age_days is not None:
        age = words.age.format(days=card.age_days)
        pieces.append(_Piece(f"{age} !" if card.stale else age, Tone.WARNING if card.stale else Tone.MUTED))
    if MapChangeKind.SUPPORT in kinds and MapChangeKind.ENTERED not in kinds:
        before = kinds[MapChangeKind.SUPPORT].before
        pieces.append(_Piece(f"{UNKNOWN if before is None else signed(int(before))} →", Tone.WARNING))
    return pieces


def _tie(tie: NearestTie) -> str:
    return f"{in_one_line(tie.name)} {UNKNOWN if tie.assumed else f'{tie.strength:.2g}'}"
