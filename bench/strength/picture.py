"""The reliability of strength as a picture: how often pairs of a strength wrote to each other."""

import math
from collections.abc import Sequence

SIDE, LEFT, TOP, WIDTH, HEIGHT = 320, 64, 24, 420, 430
_STYLE = """
  .ground { fill: #ffffff; }
  text { font: 13px sans-serif; fill: #24292f; }
  .frame { fill: none; stroke: #57606a; } .grid { stroke: #57606a; stroke-opacity: .25; }
  .even { stroke: #57606a; stroke-dasharray: 5 4; }
  .seen { fill: #0969da; } .range { stroke: #0969da; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; } text { fill: #e6edf3; } .frame, .grid, .even { stroke: #8d96a0; }
    .seen { fill: #58a6ff; } .range { stroke: #58a6ff; }
  }
"""


def reliability(groups: Sequence[tuple[float, float, int]]) -> str:
    """An SVG of groups (mean strength, share that came true, size), with 95 % ranges of the shares (Wilson 1927)."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        "<title>Reliability of strength</title>",
        f"<style>{_STYLE}</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        f'<rect class="frame" x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>',
        _line("even", _x(0), _y(0), _x(1), _y(1)),
    ]
    for tenths in range(0, 11, 2):
        at = tenths / 10
        parts += [_line("grid", _x(at), _y(0), _x(at), _y(1)), _line("grid", _x(0), _y(at), _x(1), _y(at))]
        parts += [_text(_x(at), _y(0) + 20, f"{at:.1f}"), _text(LEFT - 22, _y(at) + 4, f"{at:.1f}")]
    for chance, share, size in groups:
        low, high = _wilson(share, size)
        parts.append(_line("range", _x(chance), _y(low), _x(chance), _y(high)))
        parts.append(
            f'<circle class="seen" cx="{_x(chance):.1f}" cy="{_y(share):.1f}" r="5">'
            f"<title>{size} pairs: strength {chance:.2f}, wrote {share:.2f}</title></circle>"
        )
    middle = LEFT + SIDE / 2
    parts.append(_text(middle, TOP + SIDE + 44, "strength"))
    parts.append(
        f'<text x="18" y="{TOP + SIDE / 2}" text-anchor="middle" transform="rotate(-90 18 {TOP + SIDE / 2})">'
        "wrote to each other in the next quarter</text>"
    )
    parts.append(_text(middle, TOP + SIDE + 70, "dots: tenths of the known pairs; bars: 95 % ranges"))
    return "\n".join([*parts, "</svg>", ""])


def _x(share: float) -> float:
    return LEFT + SIDE * share


def _y(share: float) -> float:
    return TOP + SIDE * (1 - share)


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{text}</text>'


def _wilson(share: float, size: int) -> tuple[float, float]:
    z = 1.96
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return max(0.0, middle - half), min(1.0, middle + half)
