"""A query file is a typed contract (ADR 0002).

Every `.cypher` file opens with a comment block that says what it is for, whether it writes, how many
rows it returns, its parameters and its columns::

    // The people of an account, those whom most listen to first.
    // access: read
    // returns: many
    // $account_id: the account
    // $as_of: the day asked about
    // -> person: the person
    // -> influence: sum of the weights with which others listen to them

Loading fails, with file, line and remedy, when header and text disagree. A query is declared once, together
with the model of its rows, above the function that uses it::

    HUBS = Query("hubs/find_hubs", Hub)
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from pydantic import BaseModel

from relgraph.core.assets import asset_dir
from relgraph.core.errors import QueryContractError
from relgraph.graph.contract import Contract, read_contract, returned_parts
from relgraph.graph.fragments import Expanded, expand
from relgraph.graph.reading import check_only_reads
from relgraph.graph.sending import Sending

CYPHER_VERSION = "CYPHER 25"
"""The one place that names the dialect; the client puts it before every statement."""

PACKED = "rows"
"""The column in which packed rows travel."""
PACKED_AT_ONCE = 500
"""So many travel as one: whoever unpacks more at a time keeps others waiting."""

COUNTED = "counted"
"""The parameter that says of which things rows are counted."""

EVERYTHING = 2**31 - 1
"""As a limit: none."""

T = TypeVar("T", bound=BaseModel)


class Nothing(BaseModel, frozen=True):
    """The row of a query that returns none."""


class Length(BaseModel, frozen=True):
    """How many rows a query has of something."""

    of: str
    length: int


@dataclass(frozen=True)
class Filling:
    """What makes a query of a template, which says in its header what it takes: `// @label: the relationship type`.

    `of` tells the queries of one template apart, e.g. `tie`; `values` are texts of Cypher from a declaration in code,
    never from data; `columns` are those that the template returns where its header says `// -> @values: …`, `params`
    those that it takes where its header says `// $@ends: …`.
    """

    of: str
    values: Mapping[str, str]
    columns: tuple[str, ...] = ()
    params: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Query(Generic[T]):
    """A query file together with the model of its rows.

    `name` is the file's path below `cypher/`, or below `folder` for a file that a user wrote, without the ending; such
    a file may only read (`reading.py`). A template is made a query by its `filling`.
    Declaring it reads and checks the file, and holds its columns against the model's fields: QueryContractError when
    they differ. With `packed` many rows travel as one, which is several times cheaper when there are thousands of small
    ones; whoever fetches them sees no difference. `counted_by`: see `counted`.
    """

    name: str
    model: type[T]
    folder: Path | None = None
    packed: bool = False
    filling: Filling | None = None
    counted_by: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        fields = set(self.model.model_fields)
        if set(self.contract.columns) != fields:
            raise QueryContractError(
                f"columns {sorted(self.contract.columns)} do not fit {self.model.__name__}{sorted(fields)}.",
                file=self.shown,
                line=1,
                remedy=f"Return each field of {self.model.__name__}, and nothing else.",
            )

    @property
    def title(self) -> str:
        """What logs and messages call the query: no two have the same."""
        title = f"{self.name} of {self.filling.of}" if self.filling else self.name
        return title if self.counted_by is None else f"{title}, counted"

    @property
    def file(self) -> Path:
        """The query file."""
        return (self.folder or asset_dir("cypher")) / f"{self.name}.cypher"

    @property
    def shown(self) -> str:
        """How messages call the file."""
        return str(self.file) if self.folder else f"cypher/{self.name}.cypher"

    @cached_property
    def text(self) -> str:
        """The statement as sent: the dialect, then the file. Around it nothing that is not ours and checked."""
        return f"{CYPHER_VERSION}\n{self._statement}"

    def sent(self, params: dict[str, object]) -> dict[str, object]:
        """The parameters as the text reads them."""
        return self._sending.params(params)

    @property
    def explained(self) -> str:
        """The statement that has Neo4j plan the text, and run nothing of it."""
        return f"{CYPHER_VERSION} EXPLAIN\n{self._statement}"

    @property
    def _statement(self) -> str:
        if not self.packed:
            return self._source
        row = ", ".join(f"{column}: {self._packed(column)}" for column in self.contract.columns)
        parts = f"UNWIND range(0, size({PACKED}) - 1, {PACKED_AT_ONCE}) AS first"
        return (
            f"CALL () {{\n{self._source}\n}}\nWITH collect({{{row}}}) AS {PACKED}\n{parts}\n"
            f"RETURN {PACKED}[first..first + {PACKED_AT_ONCE}] AS {PACKED}"
        )

    def _packed(self, column: str) -> str:
        # The driver makes of each moment an object of many parts; models read days and moments from text, too.
        of = self.model.model_fields[column].annotation
        return f"toString({column})" if {date, datetime} & {of, *get_args(of)} else column

    @cached_property
    def contract(self) -> Contract:
        """The checked header of the file."""
        if self.folder:
            check_only_reads(self._read.expanded)
        contract = self._read.contract
        if self.counted_by is None:
            return contract
        return replace(contract, returns="many", params=contract.params | {COUNTED}, columns=tuple(Length.model_fields))

    @property
    def _source(self) -> str:
        return self._sending.text

    @cached_property
    def _sending(self) -> Sending:
        text = self._read.expanded.text
        return Sending.of(text if self.counted_by is None else _counting(text, self.counted_by))

    @cached_property
    def _read(self) -> "QueryFile":
        return read_query_file(self.file, self.shown, self.filling)


@cache
def counted(query: Query[Any], *columns: str) -> Query[Length]:
    """How many rows a query has of each of those in `$of` in one of the columns; without columns, how many at all.

    It is the query's own text but for what is returned, so that a list and its length cannot disagree.
    """
    return replace(query, model=Length, counted_by=columns, packed=False)


def _counting(text: str, columns: tuple[str, ...]) -> str:
    rows, parts = returned_parts(text)
    ends = ", ".join(parts[column] for column in columns) or "''"
    one = f"{COUNTED}_one"  # a name that no text has
    kept = f"UNWIND [{ends}] AS {one}\nWITH {one} WHERE {one} IN ${COUNTED}"
    return f"{rows}{kept}\nRETURN {one} AS of, count(*) AS length\n"


class QueryFile(NamedTuple):
    """What a query file says: its text with the fragments put in, and its checked header."""

    expanded: Expanded
    contract: Contract


def read_query_file(file: Path, shown: str, filling: Filling | None = None) -> QueryFile:
    """Read a query file that messages call `shown`. Raises QueryContractError, naming the place where to mend it."""
    values, columns, params = (filling.values, filling.columns, filling.params) if filling else (None, (), ())
    try:
        expanded = expand(file.read_text(encoding="utf-8-sig"), shown, values)
    except FileNotFoundError:
        raise QueryContractError("there is no such query file.", file=shown, line=1, remedy="Create it.") from None
    except UnicodeDecodeError:
        raise QueryContractError("the file is not UTF-8.", file=shown, line=1, remedy="Save it as UTF-8.") from None
    try:
        return QueryFile(expanded, read_contract(expanded.text, shown, columns, params))
    except QueryContractError as error:
        raise error.at(*expanded.position(error.line)) from None
