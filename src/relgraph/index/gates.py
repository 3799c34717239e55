"""Compiled: who may be passed, what that takes off, and how strong a step is.

The same rules as in `cypher/paths/find_warm_paths.cypher` (docs/paths.md), over the arrays of the index.
"""

import math

import numpy as np

from relgraph.index.arrays import FIRST_STEP, MIRROR, UNASKED, Bit, Code, Part
from relgraph.index.compiled import compiled

_FRICTION, _SEAT, _STANCE, _ASKED = int(Code.FRICTION), int(Code.SEAT), int(Code.STANCE), int(Code.ASKED)
_FIRST_STEP = int(FIRST_STEP)
_AVOIDED, _PREFERRED, _ACCOUNT = int(Bit.AVOIDED), int(Bit.PREFERRED), int(Bit.ACCOUNT)
_START, _TARGET, _BARRED = int(Part.START), int(Part.TARGET), int(Part.BARRED)


@compiled
def _holds(asked, entry):
    """The entry holds on the day."""
    return asked.entries[entry].since <= asked.options.day < asked.entries[entry].until


@compiled
def open_starts(asked):
    """Those of the starts that may begin a path."""
    count = 0
    begin = np.empty(len(asked.starts), dtype=np.int32)
    for person in asked.starts:
        if asked.part[person] & _START and _willing(asked, person) and not _opposes(asked, person):
            begin[count] = person
            count += 1
    return begin[:count]


@compiled
def _willing(asked, person):
    who = asked.people[person]
    return not who.declines and who.since <= asked.options.day < who.until


@compiled
def _counts(asked, opportunity):
    """The opportunity is the one asked about, or, where any counts, is live."""
    if asked.options.opportunity >= 0:
        return opportunity == asked.options.opportunity
    return asked.live[opportunity].since <= asked.options.day < asked.live[opportunity].until


@compiled
def _opposes(asked, person):
    for e in range(asked.people[person].begin, asked.people[person].end):
        if asked.entries[e].code > _STANCE:
            break
        if _is_against(asked, e) and _holds(asked, e):
            return True
    return False


@compiled
def _is_against(asked, entry):
    """The entry is a stance against an opportunity that counts."""
    at = asked.entries[entry]
    return at.code == _STANCE and at.strength == -1.0 and _counts(asked, at.other)


@compiled
def through(asked, person):
    """What passing through somebody who is neither start nor target multiplies by; 0 when they are no way."""
    known = asked.through[person]
    if known == UNASKED:
        known = _look(asked, person)
        asked.through[person] = known
    return known


@compiled
def _look(asked, person):
    if asked.part[person] & (_BARRED | _START | _TARGET) or not _willing(asked, person):
        return 0.0
    asks, preferred, at_account, told = 0, False, False, False
    for e in range(asked.people[person].begin, asked.people[person].end):
        code = asked.entries[e].code
        if code >= _FIRST_STEP:
            break
        if code == _FRICTION or not _holds(asked, e):
            continue
        if code == _SEAT:
            bits = asked.places[asked.entries[e].other]
            if bits & _AVOIDED:
                return 0.0
            preferred |= bits & _PREFERRED != 0
            at_account |= bits & _ACCOUNT != 0
        elif code == _STANCE:
            if _is_against(asked, e):
                return 0.0
            told |= asked.entries[e].other == asked.options.opportunity
        elif code == _ASKED:
            asks += 1
    factor = asked.options.load_factor ** (asks - asked.options.free) if asks > asked.options.free else 1.0
    if not preferred:
        factor *= asked.options.preference
    return factor * asked.options.unknown_support if at_account and not told else factor


@compiled
def step(asked, entry, forth):
    """How strong a step over the entry is, the hop's factor included: from whose entry it is, or back; 0: unusable."""
    code = asked.entries[entry].code
    if code < _FIRST_STEP:
        return 0.0
    strength = asked.entries[entry].strength
    default = asked.default[code if forth else MIRROR[code]]
    if default < 0.0:
        return 0.0
    if math.isnan(strength):
        strength = default
    if strength < asked.options.least_strength or not _holds(asked, entry):
        return 0.0
    return strength * asked.options.hop_factor


@compiled
def at_odds(asked, person, other):
    """There is friction between the two."""
    for e in range(asked.people[person].begin, asked.people[person].end):
        if asked.entries[e].code != _FRICTION:
            return False
        if asked.entries[e].other == other and _holds(asked, e):
            return True
    return False


@compiled
def entries(asked, people):
    """How many entries these people have."""
    count = 0
    for person in people:
        count += asked.people[person].end - asked.people[person].begin
    return count
