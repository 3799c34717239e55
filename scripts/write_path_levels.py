"""Make the rings and levels of the path searches like their first ones.

Cypher has no loop over steps that depend on each other, so the searches spell out each of their six levels and three
rings. They are edited in one place, the first of each; this script writes the others. A test holds the files to it.

    python scripts/write_path_levels.py
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "cypher" / "paths"
FILES = [FOLDER / "find_warm_paths.cypher", FOLDER / "scout_paths.cypher"]


def rewritten(text: str) -> str:
    """The text with every ring and level after the first replaced by a copy of the first under its own number."""
    for mark in ("ring", "level"):
        passages = re.findall(rf"// <{mark}> \d.*?// </{mark}>\n", text, re.DOTALL)
        whole = "".join(passages)
        text = text.replace(whole, "".join(_numbered(passages[0], n) for n in range(1, len(passages) + 1)))
    return text


def _numbered(first: str, number: int) -> str:
    """The first passage with 0 and 1 at the end of names, and 1 in counts of hops, moved up to this number."""
    text = re.sub(r"\b([a-z]+)([01])\b", lambda match: f"{match[1]}{int(match[2]) + number - 1}", first)
    return re.sub(r"(// <\w+>|\$max_hops (?:-|<=)|2 \*) 1\b", lambda match: f"{match[1]} {number}", text)


if __name__ == "__main__":
    for file in FILES:
        file.write_text(rewritten(file.read_text(encoding="utf-8")), encoding="utf-8")
