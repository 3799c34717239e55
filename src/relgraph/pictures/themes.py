"""Which colours things have: light, dark, and grey for print."""

from enum import StrEnum
from typing import NamedTuple

from relgraph.pictures.scene import Tone


class Theme(StrEnum):
    """On what a picture is looked at; AUTO is light or dark, as whoever looks at it prefers."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    GREY = "grey"


class Colours(NamedTuple):
    """Of a thing: its inside, its edge, and text on it."""

    fill: str
    edge: str
    text: str


_LIGHT = {
    Tone.PAGE: Colours("#ffffff", "#ffffff", "#1f2933"),
    Tone.LANE: Colours("#f3f5f8", "#f3f5f8", "#52606d"),
    Tone.CARD: Colours("#ffffff", "#7b8794", "#1f2933"),
    Tone.PALE: Colours("#f9fafb", "#c3cad3", "#52606d"),
    Tone.GHOST: Colours("#fff8e6", "#b7791f", "#7c4a03"),
    Tone.KEY: Colours("#243b53", "#243b53", "#ffffff"),
    Tone.MINOR: Colours("#d9e2ec", "#9fb3c8", "#243b53"),
    Tone.AGAINST: Colours("#c53030", "#9b2c2c", "#ffffff"),
    Tone.NEUTRAL: Colours("#e4e7eb", "#7b8794", "#1f2933"),
    Tone.FOR: Colours("#c6f0d2", "#2f855a", "#14532d"),
    Tone.STRONG: Colours("#3f9d63", "#276749", "#ffffff"),
    Tone.COACH: Colours("#14532d", "#14532d", "#ffffff"),
    Tone.UNKNOWN: Colours("#fff8e6", "#b7791f", "#7c4a03"),
    Tone.TEXT: Colours("#1f2933", "#1f2933", "#1f2933"),
    Tone.MUTED: Colours("#52606d", "#52606d", "#52606d"),
    Tone.OURS: Colours("#1d4ed8", "#1d4ed8", "#1d4ed8"),
    Tone.RIVALS: Colours("#b42318", "#b42318", "#b42318"),
    Tone.WARNING: Colours("#9a5b00", "#9a5b00", "#9a5b00"),
    Tone.LINE: Colours("#52606d", "#52606d", "#52606d"),
    Tone.INFLUENCE: Colours("#6d28d9", "#6d28d9", "#5b21b6"),
    Tone.FRICTION: Colours("#b42318", "#b42318", "#b42318"),
}
_DARK = {
    Tone.PAGE: Colours("#11161c", "#11161c", "#e6edf3"),
    Tone.LANE: Colours("#19212a", "#19212a", "#9fb0c0"),
    Tone.CARD: Colours("#222c37", "#6b7c8d", "#e6edf3"),
    Tone.PALE: Colours("#1b242d", "#43525f", "#9fb0c0"),
    Tone.GHOST: Colours("#2b2412", "#d69e2e", "#f6d28b"),
    Tone.KEY: Colours("#bcd0e5", "#bcd0e5", "#11161c"),
    Tone.MINOR: Colours("#35465a", "#5b7490", "#d9e6f2"),
    Tone.AGAINST: Colours("#e5534b", "#ff7b72", "#11161c"),
    Tone.NEUTRAL: Colours("#46525e", "#8696a5", "#e6edf3"),
    Tone.FOR: Colours("#1f4d33", "#4cb679", "#c6f0d2"),
    Tone.STRONG: Colours("#3f9d63", "#7ad69c", "#0b1f14"),
    Tone.COACH: Colours("#b4f0c8", "#b4f0c8", "#0b2a17"),
    Tone.UNKNOWN: Colours("#2b2412", "#d69e2e", "#f6d28b"),
    Tone.TEXT: Colours("#e6edf3", "#e6edf3", "#e6edf3"),
    Tone.MUTED: Colours("#9fb0c0", "#9fb0c0", "#9fb0c0"),
    Tone.OURS: Colours("#79b0ff", "#79b0ff", "#79b0ff"),
    Tone.RIVALS: Colours("#ff8a80", "#ff8a80", "#ff8a80"),
    Tone.WARNING: Colours("#f0b94a", "#f0b94a", "#f0b94a"),
    Tone.LINE: Colours("#8fa1b3", "#8fa1b3", "#8fa1b3"),
    Tone.INFLUENCE: Colours("#b794f6", "#b794f6", "#cdb4fa"),
    Tone.FRICTION: Colours("#ff8a80", "#ff8a80", "#ff8a80"),
}
_GREY = {
    Tone.PAGE: Colours("#ffffff", "#ffffff", "#000000"),
    Tone.LANE: Colours("#f2f2f2", "#f2f2f2", "#333333"),
    Tone.CARD: Colours("#ffffff", "#333333", "#000000"),
    Tone.PALE: Colours("#fafafa", "#aaaaaa", "#444444"),
    Tone.GHOST: Colours("#ffffff", "#333333", "#000000"),
    Tone.KEY: Colours("#222222", "#222222", "#ffffff"),
    Tone.MINOR: Colours("#dddddd", "#777777", "#000000"),
    Tone.AGAINST: Colours("#000000", "#000000", "#ffffff"),
    Tone.NEUTRAL: Colours("#ffffff", "#555555", "#000000"),
    Tone.FOR: Colours("#dddddd", "#555555", "#000000"),
    Tone.STRONG: Colours("#aaaaaa", "#444444", "#000000"),
    Tone.COACH: Colours("#666666", "#333333", "#ffffff"),
    Tone.UNKNOWN: Colours("#ffffff", "#333333", "#000000"),
    Tone.TEXT: Colours("#000000", "#000000", "#000000"),
    Tone.MUTED: Colours("#444444", "#444444", "#444444"),
    Tone.OURS: Colours("#000000", "#000000", "#000000"),
    Tone.RIVALS: Colours("#444444", "#444444", "#444444"),
    Tone.WARNING: Colours("#000000", "#000000", "#000000"),
    Tone.LINE: Colours("#555555", "#555555", "#555555"),
    Tone.INFLUENCE: Colours("#000000", "#000000", "#000000"),
    Tone.FRICTION: Colours("#000000", "#000000", "#000000"),
}
PALETTES = {Theme.LIGHT: _LIGHT, Theme.DARK: _DARK, Theme.GREY: _GREY}
"""The colours of each theme that has its own."""
