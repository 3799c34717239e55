"""What the index keeps in memory, as the compiled search reads it: arrays by person, and entries by place.

An entry is one thing that bears on a person's part in paths: a friction, a seat, a stance, an ask made of them, or a
step to or from somebody. Each person's entries stand together, ordered by code, from `begin` to `end`.
Days are numbers: see `day_number`.
"""

from datetime import date
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]
Sizes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.uint8]

ALWAYS, NEVER = 0, 2**31 - 1
"""Since before we looked, and until no known day."""


class Code(IntEnum):
    """What an entry is, seen from the person who has it. `read_people.cypher` tells the same numbers."""

    FRICTION = 0
    SEAT = 1
    STANCE = 2
    ASKED = 3
    ASKING = 4
    TIE = 5
    SWAYS = 6
    SWAYED = 7
    SOLID_UP = 8
    SOLID_DOWN = 9
    DOTTED_UP = 10
    DOTTED_DOWN = 11


FIRST_STEP = Code.TIE
"""From this code on, entries are steps."""

MIRROR = np.array([0, 1, 2, 4, 3, 5, 7, 6, 9, 8, 11, 10], dtype=np.int8)
"""What an entry is, seen from the other end."""


def day_number(day: date) -> int:
    """A number that orders as days do: year and day of the year."""
    return day.year * 1000 + day.timetuple().tm_yday


PERSON = np.dtype(
    [
        ("begin", np.int64),  # where the person's entries stand
        ("end", np.int64),
        ("since", np.int32),
        ("until", np.int32),
        ("rank", np.int32),  # the place of the person's id in the order of all ids
        ("declines", np.bool_),
    ],
    align=True,
)
ENTRY = np.dtype(
    [
        ("strength", np.float64),  # strength, weight, level of support or load; NaN: unknown, or there is none
        ("other", np.int32),  # the number of the person, place or opportunity at the other end
        ("since", np.int32),
        ("until", np.int32),
        ("code", np.int8),
        ("doubled", np.bool_),  # a step of unknown strength beside which one of recorded strength was told, of any day
    ],
    align=True,
)
SPAN = np.dtype([("since", np.int32), ("until", np.int32)])
Records = npt.NDArray[np.void]


class PlaceFlag(IntEnum):
    """What a place is to one question; flags add up."""

    AVOIDED = 1
    PREFERRED = 2
    ACCOUNT = 4


class PersonFlag(IntEnum):
    """What a person is to one question; flags add up."""

    START = 1
    TARGET = 2
    BARRED = 4
    NO_INTRODUCER = 8


class Options(NamedTuple):
    """The numbers of one question."""

    day: int
    hops: int
    most: int
    """How many paths to find."""
    least_strength: float
    hop_factor: float
    free: float
    """How much open asks weigh that take nothing off; an ask's weight is the strength of its entry."""
    load_factor: float
    preference: float
    """What intermediaries elsewhere than at preferred places multiply by; 1 where none are preferred."""
    unknown_support: float
    opportunity: int
    """Its number; -1 where any live one counts."""


class SearchInput(NamedTuple):
    """One question and what it is asked of, as the compiled search reads it.

    Few arrays, and one argument: every array that is handed on costs compiled code. The first three are the index.
    """

    people: Records
    entries: Records
    live: Records
    """Of each opportunity: when it is live."""
    options: Options
    default: Floats
    """By code of a step: its strength where none is recorded; negative where such steps are not used."""
    places: Bits
    """Of each place: what it is (`PlaceFlag`)."""
    flags: Bits
    """Of each person: what they are (`PersonFlag`)."""
    through: Floats
    """Of each person: what passing through them multiplies by; 0: no way; `UNASKED`: nobody has looked yet."""
    starts: Numbers
    """Those that may begin a path; at first all that are given."""
    targets: Numbers
    spent: Sizes
    """One number: what the search has read so far, in entries. Whatever repeats itself counts here, and ends when the
    budget is used up: no state of the arrays may keep a search going."""
    budget: int


UNASKED = -1.0
