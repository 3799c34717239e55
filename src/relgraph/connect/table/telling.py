"""What a row tells, by a mapping: things of relgraph's kinds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from relgraph.connect.faults import shown
from relgraph.connect.loading.spool import SourceRow
from relgraph.connect.naming import name_key
from relgraph.connect.table.mapping import FieldOf, Sheet, Thing
from relgraph.connect.table.values import value_of
from relgraph.connect.tabular.days import DateOrder
from relgraph.connect.tabular.reader import Fault
from relgraph.connect.tabular.table import Cells
from relgraph.kinds import KINDS
from relgraph.record.fields import plain_type
from relgraph.record.model import Recorded


class Names:
    """Ids of people by their names; of a name that several have there is none."""

    def __init__(self) -> None:
        self._ids: dict[str, str | None] = {}

    def add(self, name: str, id_: str) -> None:
        """Somebody of this name."""
        key = name_key(name)
        self._ids[key] = id_ if self._ids.get(key, id_) == id_ else None

    def find(self, name: str, column: str) -> str | Fault:
        """Who is meant by a name; or why nobody knows."""
        key = name_key(name)
        if found := self._ids.get(key):
            return found
        if key in self._ids:
            message, remedy = f"several people are called '{shown(name)}'", "Tell people by their ids in a column."
        else:
            message, remedy = f"'{shown(name)}' is not in the table", "Add their row, or correct the name."
        return Fault(column, message, remedy)


@dataclass
class Telling:
    """Of rows of one sheet: what each says, in the order of the mapping, what something refers to before it."""

    sheet: Sheet
    names: Names
    order: DateOrder | None
    mentioned: set[str] = field(default_factory=set)
    """Ids of things that rows before only mentioned: the first is believed, so they need not be told again."""

    def tell(self, row: SourceRow, cells: Cells) -> None:
        """Tell everything that a row says. A row that says nothing is rejected."""
        one = _OfRow(self, row, cells)
        for name in self.sheet.tells:
            one.id_of(name)
        if not any(one.told.values()) and not one.faulty:
            row.reject(Fault(None, "the row tells nothing", "Fill in the columns that the mapping names."))

    def people(self, cells: Cells) -> None:
        """Keep the names of people that a row tells, by which other rows may mean them."""
        for thing in self.sheet.tells.values():
            name = thing.fields.get("name")
            if thing.noun == "person" and thing.id and name and name.text:
                id_, said = thing.id.whole(cells), name.text.said(cells)
                if id_ and said:
                    self.names.add(said, id_)


@dataclass
class _OfRow:
    telling: Telling
    row: SourceRow
    cells: Cells
    told: dict[str, str | None] = field(default_factory=dict)
    faulty: bool = False

    def id_of(self, name: str) -> str | None:
        """The id of something that the row tells, which is told first; None where it cannot be told."""
        if name not in self.told:
            self.told[name] = self._tell(self.telling.sheet.tells[name])
        return self.told[name]

    def _tell(self, thing: Thing) -> str | None:
        model = KINDS[thing.noun].model
        values: dict[str, object] = {}
        columns = {name: of.columns[0] for name, of in thing.fields.items() if of.columns}
        if thing.id:
            columns["id"] = next(iter(thing.id.columns), "id")
            values["id"] = thing.id.whole(self.cells)
            if values["id"] is None:
                self._lacks(thing, model, thing.id.columns)
                return None
            if thing.mentioned and values["id"] in self.telling.mentioned:
                self._identify(thing, str(values["id"]))
                return str(values["id"])
        for name, of in thing.fields.items():
            value = self._reference(of) if name in model.references else self._value(model, name, of)
            required = model.model_fields[name].is_required()
            if isinstance(value, Fault):
                self._reject(value)
                if required:
                    return None
            elif value is None and required and name in model.references:
                self._lacks(thing, model, of.columns)
                return None
            else:
                values[name] = value
        if fault := _to_themselves(thing.noun, values, columns):
            self._reject(fault)
            return None
        told = self.row.tell(thing.noun, values, columns, derived=thing.mentioned)
        self.faulty |= told is None
        if thing.mentioned and told:
            self.telling.mentioned.add(told)
        self._identify(thing, told)
        return told

    def _reference(self, of: FieldOf) -> str | Fault | None:
        if of.by_name:
            name = of.by_name.said(self.cells)
            return self.telling.names.find(name, of.columns[0] if of.columns else "") if name else None
        if of.text is None:
            return None
        if ":" not in of.text.text:
            return self.id_of(of.text.text)
        return self._in_words(of, of.text.whole(self.cells))

    def _value(self, model: type[Recorded], name: str, of: FieldOf) -> object:
        text = self._in_words(of, of.text.said(self.cells) if of.text else None)
        if text is None or isinstance(text, Fault):
            return text
        wanted = plain_type(model.model_fields[name].annotation)
        return value_of(text, wanted, of.columns[0] if of.columns else name, self.telling.order)

    def _in_words(self, of: FieldOf, text: str | None) -> str | Fault | None:
        if text is None or not of.words:
            return text
        column = of.columns[0] if of.columns else None
        return of.meant(text) or Fault(column, f"'{shown(text)}' is none of the words", "Add it to the mapping.")

    def _lacks(self, thing: Thing, model: type[Recorded], needed: tuple[str, ...]) -> None:
        """Something cannot be told without a cell: a fault where the row says more of it than what it refers to."""
        says = {
            column
            for name, of in thing.fields.items()
            for column in of.columns
            if name not in model.references and column in self.cells
        }
        empty = next((column for column in needed if column not in self.cells), None)
        if empty and says:
            called = thing.noun.replace("_", " ")
            self._reject(Fault(empty, "the cell is empty", f"Fill it in: the {called} cannot be told without."))

    def _identify(self, thing: Thing, told: str | None) -> None:
        for scheme, templates in thing.known_by.items():
            for template in templates:
                column = next(iter(template.columns), scheme)
                self.row.identify(scheme, template.said(self.cells), column=column, **{thing.noun: told})

    def _reject(self, fault: Fault) -> None:
        self.faulty = True
        self.row.reject(fault)


def _to_themselves(noun: str, values: Mapping[str, object], columns: Mapping[str, str]) -> Fault | None:
    if noun != "reporting_line" or values.get("person") != values.get("manager"):
        return None
    return Fault(columns.get("manager"), "reports to themselves", "Name the manager; leave the cell empty at the top.")
