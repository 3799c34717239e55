"""Write the tables of docs/playbook.md from the playbook that relgraph ships.

Run `python scripts/write_playbook_page.py` after changing it; a test fails until the page is written anew.
"""

from collections.abc import Iterator
from pathlib import Path

from relgraph.core.language import Language
from relgraph.playbook.listing import PlaybookField, list_fields
from relgraph.playbook.model import Playbook
from relgraph.playbook.schema import allowed, part_at
from relgraph.playbook.service import load_playbook
from relgraph.playbook.words import heading_of, sections, value_of

PAGE = Path(__file__).parents[1] / "docs" / "playbook.md"
HEADING = "\n## All of it\n"


def render(page: str) -> str:
    """The page with its tables as the playbook has them; what stands above them stays."""
    playbook = load_playbook(None)
    tables = "\n".join(_section(playbook, name) for name in sections())
    return f"{page.partition(HEADING)[0]}{HEADING}\nVersion `{playbook.version}`.\n\n{tables}"


def _section(playbook: Playbook, name: str) -> str:
    title, about = heading_of(name, Language.EN)
    title_zh, about_zh = heading_of(name, Language.ZH)
    rows = _interactions(playbook) if name == "interactions" else _fields(playbook, name)
    return "\n".join([f"### {title} {title_zh}", "", f"`{name}`: {about} {about_zh}", "", *rows, ""])


def _interactions(playbook: Playbook) -> Iterator[str]:
    yield "| kind | `en` | `zh` | `key_action` | `weight_class` |"
    yield "|---|---|---|---|---|"
    for id_, kind in playbook.interactions.items():
        yield f"| `{id_}` | {kind.en} | {kind.zh} | {str(kind.key_action).lower()} | {kind.weight_class} |"


def _fields(playbook: Playbook, name: str) -> Iterator[str]:
    yield "| field | as shipped | allowed | meaning | 含义 |"
    yield "|---|---|---|---|---|"
    for field in list_fields(playbook).values():
        if field.section == name:
            value = value_of(field.value, field.unit, Language.EN)
            yield f"| `{field.path}` | {value} | {_allowed(field)} | {field.meaning} | {field.meaning_zh} |"


def _allowed(field: PlaybookField) -> str:
    part = part_at(field.path.split("."))
    assert part is not None, field.path
    if field.unit:
        return f"{part['minimum']} to {part['maximum']}"
    return allowed(part).removeprefix("Give ").removesuffix(".")


if __name__ == "__main__":
    PAGE.write_text(render(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
