"""Compiled: who may be passed, what that takes off, and how strong a step is.

The same rules as in `cypher/paths/extend_paths.cypher` (docs/paths.md), over the arrays of the index.
"""

import math

from relgraph.paths.index.arrays import FIRST_STEP, MIRROR, UNASKED, Asked, Bit, Code, Flags, Part
from relgraph.paths.index.compiled import inner, lean

_FRICTION, _SEAT, _STANCE, _ASKED = int(Code.FRICTION), int(Code.SEAT), int(Code.STANCE), int(Code.ASKED)
_FIRST_STEP, _LAST_ASSESSED = int(FIRST_STEP), int(Code.SWAYED)
_AVOIDED, _PREFERRED, _ACCOUNT = int(Bit.AVOIDED), int(Bit.PREFERRED), int(Bit.ACCOUNT)
_START, _TARGET, _BARRED = int(Part.START), int(Part.TARGET), int(Part.BARRED)


@inner
def _holds(asked: Asked, entry: int) -> bool:
    """The entry holds on the day."""
    return bool(asked.entries[entry].since <= asked.options.day < asked.entries[entry].until)


@lean
def tell_open(asked: Asked, opened: Flags) -> None:
    """Tell of each start whether a path may begin with it."""
    for n in range(len(asked.starts)):
        start = asked.starts[n]
        opened[n] = asked.part[start] & _START != 0 and _willing(asked, start) and not _opposes(asked, start)


@inner
def _willing(asked: Asked, person: int) -> bool:
    who = asked.people[person]
    return bool(not who.declines and who.since <= asked.options.day < who.until)


@inner
def _counts(asked: Asked, opportunity: int) -> bool:
    """The opportunity is the one asked about, or, where any counts, is live."""
    if asked.options.opportunity >= 0:
        return opportunity == asked.options.opportunity
    return bool(asked.live[opportunity].since <= asked.options.day < asked.live[opportunity].until)


@inner
def _opposes(asked: Asked, person: int) -> bool:
    for e in range(asked.people[person].begin, asked.people[person].end):
        if asked.entries[e].code > _STANCE:
            break
        if _holds(asked, e) and _is_against(asked, person, e):
            return True
    return False


@inner
def _is_against(asked: Asked, person: int, entry: int) -> bool:
    """The entry is a stance against an opportunity that counts, and no newer one of the same person there holds."""
    code, strength, deal = asked.entries[entry].code, asked.entries[entry].strength, asked.entries[entry].other
    if code != _STANCE or strength != -1.0 or not _counts(asked, deal):
        return False
    for e in range(asked.people[person].begin, asked.people[person].end):
        if asked.entries[e].code > _STANCE:
            break
        same = asked.entries[e].code == _STANCE and asked.entries[e].other == deal
        if same and asked.entries[e].since > asked.entries[entry].since and _holds(asked, e):
            return False
    return True


@inner
def through(asked: Asked, person: int) -> float:
    """What passing through somebody who is neither start nor target multiplies by; 0 when they are no way."""
    known = asked.through[person]
    if known == UNASKED:
        known = _look(asked, person)
        asked.through[person] = known
    return float(known)


@inner
def _look(asked: Asked, person: int) -> float:
    if asked.part[person] & (_BARRED | _START | _TARGET) or not _willing(asked, person):
        return 0.0
    asks, bits, told = 0, 0, False
    for e in range(asked.people[person].begin, asked.people[person].end):
        code = asked.entries[e].code
        if code >= _FIRST_STEP:
            break
        if not _holds(asked, e):
            continue
        if code == _SEAT:
            bits |= asked.places[asked.entries[e].other]
        elif code == _STANCE:
            if _is_against(asked, person, e):
                return 0.0
            told |= asked.entries[e].other == asked.options.opportunity
        elif code == _ASKED:
            asks += 1
    return 0.0 if bits & _AVOIDED else _factor(asked, asks, bits, told)


@inner
def _factor(asked: Asked, asks: int, bits: int, told: bool) -> float:
    """What so many asks, seats at such places, and an unknown support take off."""
    over = asks - asked.options.free
    factor = asked.options.load_factor**over if over > 0 else 1.0
    if bits & _PREFERRED == 0:
        factor *= asked.options.preference
    return factor * asked.options.unknown_support if bits & _ACCOUNT and not told else factor


@inner
def next_step(
    asked: Asked, person: int, entry: int, value: float, least: float, forth: bool
) -> tuple[int, float, bool]:
    """The first usable step from this entry of a person on that brings the value above the least.

    Forth is from the person, back is to them. Returns its entry, how strong it is with the hop's factor (the end and 0
    when there is none), and whether steps were passed over for being too weak. Of a kind, steps of unknown strength
    come first, then the strongest: where one is too weak, so are those after it.
    """
    weak, end = False, asked.people[person].end
    while entry < end:
        at = asked.entries[entry]
        if at.code < _FIRST_STEP:
            entry += 1
            continue
        default = asked.default[at.code if forth else MIRROR[at.code]]
        if default < 0.0:
            entry = _end_of_kind(asked, entry, end)
            continue
        known = not math.isnan(at.strength)
        strength = at.strength if known else default
        if strength < asked.options.least_strength or value * strength * asked.options.hop_factor <= least:
            weak |= strength >= asked.options.least_strength and strength > 0.0
            entry = _end_of_kind(asked, entry, end) if known else entry + 1
            continue
        if _holds(asked, entry) and (known or not (at.doubled and _is_recorded(asked, person, at.other, forth))):
            return entry, strength * asked.options.hop_factor, weak
        entry += 1
    return end, 0.0, weak


@inner
def _is_recorded(asked: Asked, person: int, other: int, forth: bool) -> bool:
    """A tie or an influence of recorded strength leads that way between the two: nothing is to be assumed."""
    begin, end = asked.people[person].begin, asked.people[person].end
    asked.spent[0] += end - begin
    for e in range(begin, end):
        at = asked.entries[e]
        if at.code > _LAST_ASSESSED:
            break
        if at.code < _FIRST_STEP or at.other != other or math.isnan(at.strength):
            continue
        if asked.default[at.code if forth else MIRROR[at.code]] >= 0.0 and _holds(asked, e):
            return True
    return False


@inner
def _end_of_kind(asked: Asked, entry: int, end: int) -> int:
    """Where the entries of the same code end."""
    code = asked.entries[entry].code
    low = entry + 1
    while low < end:
        middle = (low + end) // 2
        if asked.entries[middle].code > code:
            end = middle
        else:
            low = middle + 1
    return end


@inner
def at_odds(asked: Asked, person: int, other: int) -> bool:
    """There is friction between the two."""
    for e in range(asked.people[person].begin, asked.people[person].end):
        if asked.entries[e].code != _FRICTION:
            return False
        if asked.entries[e].other == other and _holds(asked, e):
            return True
    return False
