"""Write out the steps of the path searches: the first ring and level of two files, for as many as are needed.

Cypher has no loop over steps that depend on each other, so the searches spell out their levels and rings. They are
edited in one place: the first ring and the first level of `find_warm_paths.cypher` and `scout_paths.cypher`, which
search up to four hops. This script makes the other rings and levels of these, and the files for longer paths, which
Neo4j takes longer to plan. A test holds the files to it.

    python scripts/write_path_searches.py
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "cypher" / "paths"
SHORT, LONG = 4, 6
LONGER = {"find_warm_paths": "find_long_paths", "scout_paths": "scout_long_paths"}


def searches() -> dict[str, str]:
    """What each file should say, by its name."""
    texts: dict[str, str] = {}
    for name, longer in LONGER.items():
        text = (FOLDER / f"{name}.cypher").read_text(encoding="utf-8")
        texts[name] = _with_steps(text, SHORT)
        note = f"// The same as {name}, which says how it works, for paths of up to {LONG} hops. "
        texts[longer] = (
            note + "Written by scripts/write_path_searches.py.\n" + _without_purpose(_with_steps(text, LONG))
        )
    return texts


def _without_purpose(text: str) -> str:
    return text[text.index("// access:") :].replace(f"$max_hops: 1..{SHORT}", f"$max_hops: 1..{LONG}")


def _with_steps(text: str, hops: int) -> str:
    """The text with so many levels, half as many rings, and what gathers them."""
    rings, levels = hops // 2, hops
    for mark, count in (("ring", rings), ("level", levels)):
        passages = re.findall(rf"// <{mark}> \d.*?// </{mark}>\n", text, re.DOTALL)
        steps = "".join(_numbered(passages[0], number) for number in range(1, count + 1))
        text = text.replace("".join(passages), steps)
    text = re.sub(r"\b(reach|within)0(?:, \1\d)+", lambda match: _listed(match[1], range(rings + 1)), text)
    text = re.sub(r"\b(dropped)1(?:, \1\d)+", lambda match: _listed(match[1], range(1, levels + 1)), text)
    text = re.sub(
        r"size\(level1\)(?: \+ size\(level\d\))+", " + ".join(f"size(level{n})" for n in range(1, levels + 1)), text
    )
    ending = text.rindex("// </level>")
    return text[:ending] + re.sub(r"\bfound\d\b", f"found{levels}", text[ending:])


def _listed(name: str, numbers: range) -> str:
    return ", ".join(f"{name}{number}" for number in numbers)


def _numbered(first: str, number: int) -> str:
    """The first passage with 0 and 1 at the end of names, and 1 in counts of hops, moved up to this number."""
    text = re.sub(r"\b([a-z]+)([01])\b", lambda match: f"{match[1]}{int(match[2]) + number - 1}", first)
    return re.sub(r"(// <\w+>|\$max_hops (?:-|<=)|2 \*) 1\b", lambda match: f"{match[1]} {number}", text)


if __name__ == "__main__":
    for name, text in searches().items():
        (FOLDER / f"{name}.cypher").write_text(text, encoding="utf-8")
