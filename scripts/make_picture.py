"""Make docs/images/demo.svg, the picture of the README, from what `relgraph demo` prints on this machine."""

import html
import itertools
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

WIDTH = 110
TARGET = Path(__file__).parents[1] / "docs" / "images" / "demo.svg"
# The picture shows the beginning of each of the three answers.
PARTS = (("1. Nobody", "2. likelihood"), ("2. Whom", "3. Where"), ("3. Where", "✓ none"))


def main() -> None:
    """Run the demo and draw what it prints."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "TERM": "xterm-256color"}
    command = [str(Path(sys.executable).with_name("relgraph")), "demo", "--once"]
    printed = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(_parts(printed)), soft_wrap=True)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(_mended(console.export_svg(title="relgraph demo")), encoding="utf-8")


def _mended(svg: str) -> str:
    """Rich counts characters where wide ones take two cells, and fetches its font from elsewhere."""
    svg = re.sub(r"@font-face \{.*?\}\n", "", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code", "font-family: Menlo, Consolas, DejaVu Sans Mono")
    return re.sub(r'(<text [^>]*?)x="([\d.]+)"([^>]*?)textLength="([\d.]+)"([^>]*)>([^<]*)</text>', _in_runs, svg)


def _in_runs(match: re.Match[str]) -> str:
    """One piece of text a run of equally wide characters, each where its cells are."""
    before, x, between, length, after, escaped = match.groups()
    text = html.unescape(escaped)
    cell = float(length) / max(1, len(text))
    pieces, position = [], float(x)
    for _, run in itertools.groupby(text, key=cell_len):
        part = "".join(run)
        width = cell * cell_len(part)
        content = html.escape(part).replace("\xa0", "&#160;")
        pieces.append(f'{before}x="{position:.1f}"{between}textLength="{width:.1f}"{after}>{content}</text>')
        position += width
    return "".join(pieces)


def _parts(printed: str) -> str:
    lines = printed.splitlines()
    plain = [Text.from_ansi(line).plain for line in lines]
    shown: list[str] = []
    for begin, end in PARTS:
        first = next(i for i, line in enumerate(plain) if line.startswith(begin))
        last = next(i for i, line in enumerate(plain) if i > first and line.startswith(end))
        shown += lines[first:last]
    return "\n".join(shown)


if __name__ == "__main__":
    main()
