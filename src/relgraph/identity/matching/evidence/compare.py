"""What the names of two people say: bits, and in what way they agree or differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from relgraph.core.nicknames import interchangeable
from relgraph.identity.matching.evidence.chinese import readings, surname_readings
from relgraph.identity.matching.evidence.names import Forms, Name
from relgraph.identity.matching.evidence.rarity import Rarity
from relgraph.identity.matching.evidence.spelling import is_pinyin, near, slip, slip_inside
from relgraph.identity.matching.model import Because, MatchReason

MOST = 19.5
"""Bits of a name, however rare: it alone is never enough."""
TURNED, PART, MISSPELT, NICKNAMED, SHORTENED = -1.0, -2.0, -4.0, -1.0, -3.0
INITIAL = 3.0
"""Bits of an initial that fits."""
OTHER_GIVEN, OTHER_FAMILY, OTHER_NAME = -6.0, -8.0, -12.0
BESIDE, BESIDE_MOST = -3.0, 4.0
"""Off, and at most of, a family's bits where an English given name stands beside one in pinyin, or a slip ends it."""
_SHORT = 3
"""Letters from which on the beginning of a given name may stand for it."""
_BORNE = 3
"""A spelling that so many people bear is no slip."""


@dataclass(frozen=True, slots=True)
class _Agreement:
    reason: MatchReason
    bits: float


def compare_names(one: Sequence[Name], other: Sequence[Name], rarity: Rarity) -> Because:
    """The best that two of their names say. Where both have Chinese names and these differ, others say nothing."""
    pairs = list(product(one, other))
    if in_characters := [pair for pair in pairs if all(name.han and name.han[1] for name in pair)]:
        same = [pair for pair in in_characters if pair[0].han == pair[1].han]
        pairs = pairs if same else in_characters
    found = [_compare(first, second, rarity) for first, second in pairs]
    return max(found, key=lambda each: each.weight) if found else Because(MatchReason.NAME, "", 0.0)


def _compare(one: Name, other: Name, rarity: Rarity) -> Because:
    detail = one.text if one.text == other.text else f"{one.text} ~ {other.text}"
    if one.han and other.han and one.han[1] and other.han[1]:
        return _in_characters(one.han, other.han, detail, rarity)
    found = max(_ways(one, other, rarity), key=lambda way: way.bits)
    reason = found.reason
    if reason in (MatchReason.NAME, MatchReason.NAME_ORDER) and (one.han is None) != (other.han is None):
        reason = MatchReason.NAME_IN_OTHER_SCRIPT
    return Because(reason, detail, round(min(found.bits, MOST), 2))


def _in_characters(one: tuple[str, str], other: tuple[str, str], detail: str, rarity: Rarity) -> Because:
    if one == other:
        bits = (rarity.family((one[0],)) if one[0] else 0.0) + rarity.given((one[1],))
        return Because(MatchReason.NAME, detail, round(min(bits, MOST), 2))
    if one[0] == other[0]:
        if _shared(readings(one[1]), readings(other[1])):
            # One sound, another character: a slip of whoever typed it, or another person.
            bits = rarity.family(surname_readings(one[0]) if one[0] else readings(one[1])) + BESIDE
            return Because(MatchReason.SPELLING, detail, round(min(bits, BESIDE_MOST), 2))
        return Because(MatchReason.DIFFERENT_GIVEN_NAME, detail, OTHER_GIVEN)
    return Because(MatchReason.DIFFERENT_NAME, detail, OTHER_NAME)


def _ways(one: Name, other: Name, rarity: Rarity) -> Iterator[_Agreement]:
    """Both names as they stand, either with a double family name, and either with the family at its other end."""
    if (
        one.letters == other.letters
        and one.han is other.han is None
        and (one.family, one.given) != (other.family, other.given)
    ):
        # SusanBrown, WernerW eber.
        full = max(one, other, key=lambda name: (bool(name.family), len(name.given)))
        yield _Agreement(MatchReason.SPELLING, _whole(full, rarity) + PART)
    if not (one.family and other.family and one.given and other.given):
        yield _with_one_part(one, other, rarity)
        return
    yield _aligned(one, other, rarity)
    for first, second in ((_doubled(one), other), (one, _doubled(other))):
        if first is not None and second is not None:
            yield _aligned(first, second, rarity)
    for first, second in ((one.turned(), other), (one, other.turned())):
        if first is not None and second is not None:
            found = _aligned(first, second, rarity)
            if found.bits > 0:
                reason = MatchReason.NAME_ORDER if found.reason is MatchReason.NAME else found.reason
                # Of Chinese names, either order is usual.
                yield _Agreement(reason, found.bits + (0.0 if one.han or other.han else TURNED))


def _whole(name: Name, rarity: Rarity) -> float:
    bits = rarity.family(name.family) if name.family else 0.0
    return bits + (rarity.given(name.given_whole) if name.given else 0.0)


def _doubled(name: Name) -> Name | None:
    """With a double family name; Wang Xiao Ming has none."""
    doubled = name.doubled()
    return doubled if doubled and not all(is_pinyin(part[0]) for part in (name.family, *name.given)) else None


def _with_one_part(one: Name, other: Name, rarity: Rarity) -> _Agreement:
    """Of one of them only one part is known: `Madonna`, 王总."""
    if one.family and other.family:
        if shared := _shared(one.family, other.family):
            return _Agreement(MatchReason.NAME_PART, rarity.family(shared) + PART)
        return _Agreement(MatchReason.DIFFERENT_NAME, OTHER_NAME)
    both_single = not one.family and not other.family
    for first in one.given:
        for second in other.given:
            if shared := _shared(first, second):
                bits = rarity.given(shared)
                return (
                    _Agreement(MatchReason.NAME, bits)
                    if both_single
                    else _Agreement(MatchReason.NAME_PART, bits + PART)
                )
    for single, full in ((one, other), (other, one)):
        if not single.family and full.family and single.given and (shared := _shared(single.given_whole, full.family)):
            return _Agreement(MatchReason.NAME_PART, rarity.family(shared) + PART)
    return _Agreement(MatchReason.DIFFERENT_NAME, OTHER_NAME)


def _aligned(one: Name, other: Name, rarity: Rarity) -> _Agreement:
    family, given = _family(one, other, rarity), _given(one, other, rarity)
    if family and given:
        weaker = given if family.reason is MatchReason.NAME else family
        return _Agreement(weaker.reason, family.bits + given.bits)
    if family:
        if family.reason is MatchReason.NAME and (beside := _may_stand_beside(one, other)):
            return _Agreement(beside, min(family.bits + BESIDE, BESIDE_MOST))
        return _Agreement(MatchReason.DIFFERENT_GIVEN_NAME, OTHER_GIVEN)
    if given and given.reason is MatchReason.NAME:
        return _Agreement(MatchReason.DIFFERENT_FAMILY_NAME, min(given.bits + OTHER_FAMILY, 0.0))
    return _Agreement(MatchReason.DIFFERENT_NAME, OTHER_NAME)


def _family(one: Name, other: Name, rarity: Rarity) -> _Agreement | None:
    if shared := _shared(one.family, other.family):
        return _Agreement(MatchReason.NAME, rarity.family(shared))
    if one.family_parts or other.family_parts:
        # The last part of a name with particles, any part of a double one.
        shared = _shared(one.family_parts or one.family, other.family_parts or other.family)
        if shared and max(map(len, shared)) > _SHORT:
            return _Agreement(MatchReason.NAME_PART, rarity.family(shared) + PART)
    first, second = one.family[0], other.family[0]
    if slip(first, second) and min(rarity.seen_family(first), rarity.seen_family(second)) < _BORNE:
        return _Agreement(MatchReason.SPELLING, min(rarity.family((first,)), rarity.family((second,))) + MISSPELT)
    return None


def _given(one: Name, other: Name, rarity: Rarity) -> _Agreement | None:
    if shared := _shared(one.given_whole, other.given_whole):
        return _equal(shared, rarity)
    return _parts_fit(one, other, rarity) or _later_part(one, other, rarity) or _one_word(one, other, rarity)


def _equal(shared: Forms, rarity: Rarity) -> _Agreement:
    """What both have: a given name, or an initial."""
    if len(shared[0]) == 1:
        return _Agreement(MatchReason.INITIALS, INITIAL)
    return _Agreement(MatchReason.NAME, rarity.given(shared))


def _parts_fit(one: Name, other: Name, rarity: Rarity) -> _Agreement | None:
    """The first parts are equal, or one is short for the other; what one of the names lacks says little."""
    found = _one_part(one.given[0], other.given[0], rarity)
    shorter, longer = sorted((one, other), key=lambda name: len(name.given))
    if found is None or not _in_order(shorter.given[1:], longer.given[1:]):
        return None
    if found.reason is MatchReason.NAME and len(shorter.given) != len(longer.given):
        if all(is_pinyin(part[0]) for part in (longer.family, *longer.given)):
            # Wang Wei and Wang Wei Ming are two names, not one with a middle name.
            return None
        return _Agreement(MatchReason.NAME_PART, found.bits + PART / 2)
    return found


def _in_order(some: tuple[Forms, ...], more: tuple[Forms, ...]) -> bool:
    """Whether each of some is found among more, as it is or by its initial, in the same order."""
    rest = iter(more)
    return all(any(_same_or_initial(part, each) for each in rest) for part in some)


def _same_or_initial(one: Forms, other: Forms) -> bool:
    short = min(len(one[0]), len(other[0])) == 1
    return bool(_shared(one, other)) or (short and one[0][0] == other[0][0])


def _one_part(one: Forms, other: Forms, rarity: Rarity) -> _Agreement | None:
    if shared := _shared(one, other):
        return _equal(shared, rarity)
    first, second = one[0], other[0]
    if len(first) == 1 or len(second) == 1:
        return _Agreement(MatchReason.INITIALS, INITIAL) if first[0] == second[0] else None
    if interchangeable(first, second):
        return _Agreement(MatchReason.NICKNAME, min(rarity.given((first,)), rarity.given((second,))) + NICKNAMED)
    if slip_inside(first, second) and min(rarity.seen_given(first), rarity.seen_given(second)) < _BORNE:
        return _Agreement(MatchReason.SPELLING, min(rarity.given((first,)), rarity.given((second,))) + MISSPELT)
    return None


def _later_part(one: Name, other: Name, rarity: Rarity) -> _Agreement | None:
    """Whoever is David Wei in one place and Wei in the other, or goes by the second name."""
    for several, single in ((one, other), (other, one)):
        for part in several.given[1:] if len(several.given) > 1 else ():
            if (shared := _shared(part, single.given_whole)) and len(shared[0]) > 1:
                return _Agreement(MatchReason.NAME_PART, rarity.given(shared) + PART)
    return None


def _one_word(one: Name, other: Name, rarity: Rarity) -> _Agreement | None:
    """What is misspelt or shortened of the whole."""
    first, second = one.given_whole[0], other.given_whole[0]
    if slip_inside(first, second) and min(rarity.seen_given(first), rarity.seen_given(second)) < _BORNE:
        return _Agreement(MatchReason.SPELLING, min(rarity.given((first,)), rarity.given((second,))) + MISSPELT)
    short, long = sorted((first, second), key=len)
    if len(short) >= _SHORT and long.startswith(short) and not is_pinyin(long) and len(long) > len(short) + 1:
        return _Agreement(MatchReason.NICKNAME, rarity.given((short,)) + SHORTENED)
    return None


def _may_stand_beside(one: Name, other: Name) -> MatchReason | None:
    """David Wang and Wei Wang may be one person; so may be Maria and Mario, where the mailbox is the same."""
    first, second = one.given_whole[0], other.given_whole[0]
    if is_pinyin(first) != is_pinyin(second) and (is_pinyin(one.family[0]) or one.han or other.han):
        return MatchReason.NAME_PART
    return MatchReason.SPELLING if near(first, second) else None


def _shared(one: Forms, other: Forms) -> Forms:
    return tuple(form for form in one if form in other)
