"""Which columns of a staff table tell what: recognised, or given by a mapping."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from relgraph.connect.source import Given
from relgraph.connect.table.mapping import Mistake, Part, read_marked_mapping, refused
from relgraph.connect.tabular.recognised import Meaning, is_header_of_people, recognised
from relgraph.connect.tabular.sheets import header_of
from relgraph.connect.tabular.table import Cells, TextTable
from relgraph.core.errors import InputError

_UNDISCLOSED = frozenset(
    {"n/d", "n/a", "-", "--", "?", "x", "xxx", "not disclosed", "undisclosed", "withheld", "redacted"}
    | {
        "not known",
        "unknown",
        "confidential",
        "k. a.",
        "k.a.",
        "keine angabe",
        "unbekannt",
        "未公开",
        "未披露",
        "不详",
        "无",
    }
)
_VACANT = re.compile(
    r"(?:vacan(?:t|cy)|vakan(?:t|z)|unbesetzt|nicht besetzt|n\. ?n\.|tb[acd]|空缺|空岗|待定|暂缺)(?![^\W\d_])",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


class OrgchartMapping(Part):
    """The columns of a staff table by what they mean; the sheet; and what stands where no name is known."""

    columns: dict[Meaning, str]
    sheet: str | None = None
    nulls: frozenset[str] = frozenset()
    undisclosed: frozenset[str] = frozenset()
    vacant: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Columns:
    """How a staff table is read."""

    path: Path
    encoding: str | None
    names: Mapping[Meaning, str]
    mapping: OrgchartMapping

    @classmethod
    def of(cls, path: Path, given: Given) -> "Columns":
        """Those of a file. Raises InputError where none tells a name, or none a manager."""
        if given.mapping:
            return cls._mapped(path, given, given.mapping)
        told = OrgchartMapping(columns={})
        try:
            header = header_of(TextTable("", given.encoding, is_header=is_header_of_people), path)
        except InputError:
            header = header_of(TextTable("", given.encoding), path)
        found = cls(path, given.encoding, {m: r.column for m, r in recognised(header, ()).items()}, told)
        if not found.tells_names or not found.manager:
            what = "managers" if found.tells_names else "names of people"
            raise InputError(
                f"No column of {path} is known to tell {what}: {', '.join(name for name in header if name)}.",
                remedy="Say with --mapping which columns do (docs/import.md).",
            )
        return found

    @classmethod
    def _mapped(cls, path: Path, given: Given, file: Path) -> "Columns":
        told, marked = read_marked_mapping(file, OrgchartMapping)
        found = cls(path, given.encoding, told.columns, told)
        mistakes = []
        if not found.tells_names or not found.manager:
            mistakes.append(Mistake(("columns",), "a chart needs 'name' and 'manager'", "Name their columns."))
        try:
            header_of(found.table(""), path, told.sheet)
        except InputError:
            header = header_of(TextTable("", given.encoding), path, told.sheet)
            known = f"Its columns are {', '.join(name for name in header if name)}."
            for meaning, column in told.columns.items():
                if column not in header:
                    mistakes.append(Mistake(("columns", meaning.value), f"{path.name} has no column '{column}'", known))
        if mistakes:
            raise refused(marked, mistakes)
        return found

    def table(self, source: str) -> TextTable:
        """How the rows are read; the header is the first row that has all columns."""
        wanted = set(self.names.values())
        nulls = self.mapping.nulls
        return TextTable(
            source, self.encoding, nulls, lambda cells: wanted <= {" ".join(cell.split()) for cell in cells}
        )

    @property
    def tells_names(self) -> bool:
        """Whether there are names of people."""
        return Meaning.NAME in self.names or Meaning.LAST_NAME in self.names

    @property
    def manager(self) -> str | None:
        """The column that tells managers; the first where several do."""
        kinds = (Meaning.MANAGER, Meaning.MANAGER_NAME, Meaning.MANAGER_EMAIL)
        return next((self.names[kind] for kind in kinds if kind in self.names), None)

    @property
    def key(self) -> Meaning | None:
        """By what posts are told apart: ids of posts or of people; None where there are only names."""
        return next((kind for kind in (Meaning.POST, Meaning.ID, Meaning.PERSON) if kind in self.names), None)

    def cell(self, cells: Cells, meaning: Meaning) -> str | None:
        """What a row tells of a meaning."""
        return cells.get(self.names.get(meaning, ""))

    def name(self, cells: Cells) -> str | None:
        """The name of a person as it stands there, whatever it says."""
        if name := self.cell(cells, Meaning.NAME):
            return name
        first, last = (self.cell(cells, kind) or "" for kind in (Meaning.FIRST_NAME, Meaning.LAST_NAME))
        chinese = _CHINESE.fullmatch(first) and _CHINESE.fullmatch(last)
        return (f"{last}{first}" if chinese else f"{first} {last}").strip() or None

    def is_vacant(self, name: str | None) -> bool:
        """Whether a name says that there is nobody."""
        return name is not None and (name in self.mapping.vacant or _VACANT.match(name) is not None)

    def holder(self, cells: Cells) -> str | None:
        """The name of who holds the post, where it is disclosed and there is somebody."""
        name = self.name(cells)
        hidden = name is None or name.casefold() in _UNDISCLOSED or name in self.mapping.undisclosed
        return None if hidden or self.is_vacant(name) else name
