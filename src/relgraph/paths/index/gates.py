"""Compiled: who may be passed, what that takes off, and how strong a step is.

The same rules as in `cypher/paths/extend_paths.cypher` (docs/paths.md), over the arrays of the index.
"""

import math

from relgraph.paths.index.arrays import FIRST_STEP, MIRROR, UNASKED, Code, Flags, PersonFlag, PlaceFlag, SearchInput
from relgraph.paths.index.compiled import inner, lean

_FRICTION, _SEAT, _STANCE, _ASKED = int(Code.FRICTION), int(Code.SEAT), int(Code.STANCE), int(Code.ASKED)
_FIRST_STEP, _LAST_ASSESSED = int(FIRST_STEP), int(Code.SWAYED)
_AVOIDED, _PREFERRED, _ACCOUNT = int(PlaceFlag.AVOIDED), int(PlaceFlag.PREFERRED), int(PlaceFlag.ACCOUNT)
_START, _TARGET, _BARRED = int(PersonFlag.START), int(PersonFlag.TARGET), int(PersonFlag.BARRED)


@inner
def _holds(search: SearchInput, entry: int) -> bool:
    """The entry holds on the day."""
    return bool(search.entries[entry].since <= search.options.day < search.entries[entry].until)


@lean
def tell_open(search: SearchInput, opened: Flags) -> None:
    """Tell of each start whether a path may begin with it."""
    for n in range(len(search.starts)):
        start = search.starts[n]
        opened[n] = search.flags[start] & _START != 0 and _willing(search, start) and not _opposes(search, start)


@inner
def _willing(search: SearchInput, person: int) -> bool:
    who = search.people[person]
    return bool(not who.declines and who.since <= search.options.day < who.until)


@inner
def _counts(search: SearchInput, opportunity: int) -> bool:
    """The opportunity is the one asked about, or, where any counts, is live."""
    if search.options.opportunity >= 0:
        return opportunity == search.options.opportunity
    return bool(search.live[opportunity].since <= search.options.day < search.live[opportunity].until)


@inner
def _opposes(search: SearchInput, person: int) -> bool:
    for e in range(search.people[person].begin, search.people[person].end):
        if search.entries[e].code > _STANCE:
            break
        if _holds(search, e) and _is_against(search, person, e):
            return True
    return False


@inner
def _is_against(search: SearchInput, person: int, entry: int) -> bool:
    """The entry is a stance against an opportunity that counts, and no newer one of the same person there holds."""
    code, strength, deal = search.entries[entry].code, search.entries[entry].strength, search.entries[entry].other
    if code != _STANCE or strength != -1.0 or not _counts(search, deal):
        return False
    for e in range(search.people[person].begin, search.people[person].end):
        if search.entries[e].code > _STANCE:
            break
        same = search.entries[e].code == _STANCE and search.entries[e].other == deal
        if same and search.entries[e].since > search.entries[entry].since and _holds(search, e):
            return False
    return True


@inner
def through(search: SearchInput, person: int) -> float:
    """What passing through somebody who is neither start nor target multiplies by; 0 when they are no way."""
    known = search.through[person]
    if known == UNASKED:
        known = _look(search, person)
        search.through[person] = known
    return float(known)


@inner
def _look(search: SearchInput, person: int) -> float:
    if search.flags[person] & (_BARRED | _START | _TARGET) or not _willing(search, person):
        return 0.0
    load, bits, told = 0.0, 0, False
    for e in range(search.people[person].begin, search.people[person].end):
        code = search.entries[e].code
        if code >= _FIRST_STEP:
            break
        if not _holds(search, e):
            continue
        if code == _SEAT:
            bits |= search.places[search.entries[e].other]
        elif code == _STANCE:
            if _is_against(search, person, e):
                return 0.0
            told |= search.entries[e].other == search.options.opportunity
        elif code == _ASKED:
            load += search.entries[e].strength
    return 0.0 if bits & _AVOIDED else _factor(search, load, bits, told)


@inner
def _factor(search: SearchInput, load: float, bits: int, told: bool) -> float:
    """What asks that weigh so much, seats at such places, and an unknown support take off."""
    over = load - search.options.free
    factor = search.options.load_factor**over if over > 0 else 1.0
    if bits & _PREFERRED == 0:
        factor *= search.options.preference
    return factor * search.options.unknown_support if bits & _ACCOUNT and not told else factor


@inner
def next_step(
    search: SearchInput, person: int, entry: int, value: float, least: float, forth: bool
) -> tuple[int, float, bool]:
    """The first usable step from this entry of a person on that brings the value above the least.

    Forth is from the person, back is to them. Returns its entry, how strong it is with the hop's factor (the end and 0
    when there is none), and whether steps were passed over for being too weak. Of a kind, steps of unknown strength
    come first, then the strongest: where one is too weak, so are those after it.
    """
    weak, end = False, search.people[person].end
    while entry < end:
        at = search.entries[entry]
        if at.code < _FIRST_STEP:
            entry += 1
            continue
        default = search.default[at.code if forth else MIRROR[at.code]]
        if default < 0.0:
            entry = _end_of_kind(search, entry, end)
            continue
        known = not math.isnan(at.strength)
        strength = at.strength if known else default
        if strength < search.options.least_strength or value * strength * search.options.hop_factor <= least:
            weak |= strength >= search.options.least_strength and strength > 0.0
            entry = _end_of_kind(search, entry, end) if known else entry + 1
            continue
        if _holds(search, entry) and (known or not (at.doubled and _is_recorded(search, person, at.other, forth))):
            return entry, strength * search.options.hop_factor, weak
        entry += 1
    return end, 0.0, weak


@inner
def _is_recorded(search: SearchInput, person: int, other: int, forth: bool) -> bool:
    """A tie or an influence of recorded strength leads that way between the two: nothing is to be assumed."""
    begin, end = search.people[person].begin, search.people[person].end
    search.spent[0] += end - begin
    for e in range(begin, end):
        at = search.entries[e]
        if at.code > _LAST_ASSESSED:
            break
        if at.code < _FIRST_STEP or at.other != other or math.isnan(at.strength):
            continue
        if search.default[at.code if forth else MIRROR[at.code]] >= 0.0 and _holds(search, e):
            return True
    return False


@inner
def _end_of_kind(search: SearchInput, entry: int, end: int) -> int:
    """Where the entries of the same code end."""
    code = search.entries[entry].code
    low = entry + 1
    while low < end:
        middle = (low + end) // 2
        if search.entries[middle].code > code:
            end = middle
        else:
            low = middle + 1
    return end


@inner
def at_odds(search: SearchInput, person: int, other: int) -> bool:
    """There is friction between the two."""
    for e in range(search.people[person].begin, search.people[person].end):
        if search.entries[e].code != _FRICTION:
            return False
        if search.entries[e].other == other and _holds(search, e):
            return True
    return False
