"""The playbook as text: sections with values and meanings, and what of them is an installation's own."""

from pydantic import BaseModel
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from relgraph.core.language import Language
from relgraph.playbook.listing import list_fields
from relgraph.playbook.model import Playbook
from relgraph.playbook.service import LoadedPlaybook, OwnValue
from relgraph.playbook.words import heading_of, meaning_of, sections, value_of
from relgraph.surfaces.cli import cells

INDENT = 3
INTERACTIONS = "interactions"
OWN = ("~ ", "yellow")
TEXTS = {
    Language.EN: {
        "shipped": "Playbook {version}, as relgraph ships it",
        "over": "Playbook {version}: {file}, over {shipped}",
        "checked": "{file} is in order",
        "own": "Your own ({n})",
        "same": "Nothing differs from {shipped}.",
        "instead": "{where}  {path} = {value} instead of {was}",
        "new": "{where}  {path} = {value}, new",
        "kind": "kind",
        "called": "called",
        "key_action": "key action",
        "weight_class": "weight class",
        "field": "field",
        "value": "value",
        "meaning": "meaning",
    },
    Language.ZH: {
        "shipped": "打法手册{version}（relgraph自带）",
        "over": "打法手册{version}：{file}，基于{shipped}",
        "checked": "{file}没有错误",
        "own": "自有内容（{n}项）",
        "same": "与{shipped}没有不同。",
        "instead": "{where}  {path} = {value}，原为{was}",
        "new": "{where}  {path} = {value}，新增",
        "kind": "种类",
        "called": "名称",
        "key_action": "关键动作",
        "weight_class": "计分类别",
        "field": "字段",
        "value": "值",
        "meaning": "含义",
    },
}


class PlaybookAnswer(BaseModel):
    """What `playbook --json` prints: the playbook in force, and what of it is not relgraph's."""

    version: str
    file: str | None
    shipped_version: str
    own: list[OwnValue]
    playbook: Playbook


def answered(loaded: LoadedPlaybook) -> PlaybookAnswer:
    """A playbook for machines."""
    return PlaybookAnswer(
        version=loaded.playbook.version,
        file=_file(loaded),
        shipped_version=loaded.shipped.version,
        own=list(loaded.own_values.values()),
        playbook=loaded.playbook,
    )


def show_playbook(console: Console, loaded: LoadedPlaybook, lang: Language) -> None:
    """Section by section; what is the installation's own has a mark, and is told with its lines at the end."""
    told = TEXTS[lang]["over" if loaded.own else "shipped"]
    console.print(cells.heading((told.format(**_names(loaded)), "bold")))
    for name in sections():
        title, about = heading_of(name, lang)
        console.print(cells.heading("\n", (title, "bold"), f"  {about}  ", (name, "dim")))
        table = _interactions(loaded, lang) if name == INTERACTIONS else _fields(loaded, name, lang)
        console.print(Padding(table, (0, 0, 0, INDENT), expand=False))
    if loaded.own:
        console.print()
        _show_own(console, loaded, lang)


def show_checked(console: Console, loaded: LoadedPlaybook, lang: Language) -> None:
    """A file that is in order, and what it says otherwise."""
    names = _names(loaded)
    console.print(cells.heading(("✓ ", "green"), TEXTS[lang]["checked"].format(**names)))
    console.print(cells.heading(TEXTS[lang]["over"].format(**names)))
    _show_own(console, loaded, lang)


def _show_own(console: Console, loaded: LoadedPlaybook, lang: Language) -> None:
    told, own = TEXTS[lang], loaded.own_values.values()
    if not own:
        console.print(cells.heading(told["same"].format(**_names(loaded))))
        return
    console.print(cells.heading((told["own"].format(n=len(own)), "bold")))
    for each in own:
        console.print(Padding(_own(each, loaded, lang), (0, 0, 0, INDENT), expand=False))


def _own(own: OwnValue, loaded: LoadedPlaybook, lang: Language) -> Text:
    field = own.field
    said = {"path": field.path, "value": value_of(field.value, field.unit, lang)}
    where = f"{_file(loaded)}:{own.line}"
    if own.instead_of is None:
        return cells.heading(OWN, TEXTS[lang]["new"].format(where=where, **said))
    was = value_of(own.instead_of, field.unit, lang)
    return cells.heading(OWN, TEXTS[lang]["instead"].format(where=where, was=was, **said))


def _interactions(loaded: LoadedPlaybook, lang: Language) -> Table:
    told = TEXTS[lang]
    table = cells.grid(told["kind"], told["called"], told["key_action"], told["weight_class"], whole=[told["kind"]])
    for id_, kind in loaded.playbook.interactions.items():
        own = any(path.startswith(f"{INTERACTIONS}.{id_}.") for path in loaded.own_values)
        word = kind.en if lang is Language.EN else kind.zh
        cells.row(table, _marked(id_, own=own), word, value_of(kind.key_action, None, lang), kind.weight_class)
    return table


def _fields(loaded: LoadedPlaybook, section: str, lang: Language) -> Table:
    told = TEXTS[lang]
    table = cells.grid(told["field"], told["value"], told["meaning"], whole=[told["field"]])
    for field in list_fields(loaded.playbook).values():
        if field.section == section:
            value = value_of(field.value, field.unit, lang)
            cells.row(table, _marked(field.within, own=field.path in loaded.own_values), value, meaning_of(field, lang))
    return table


def _marked(name: str, *, own: bool) -> Text:
    return cells.heading(OWN if own else "", name)


def _names(loaded: LoadedPlaybook) -> dict[str, str]:
    file = _file(loaded) or ""
    return {"version": loaded.playbook.version, "shipped": loaded.shipped.version, "file": file}


def _file(loaded: LoadedPlaybook) -> str | None:
    return str(loaded.own.path) if loaded.own else None
