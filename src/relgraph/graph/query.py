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

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Generic, Literal, NamedTuple, TypeVar, cast

from pydantic import BaseModel

from relgraph.assets import asset_dir
from relgraph.errors import QueryContractError
from relgraph.graph.fragments import Expanded, expand, without_noise
from relgraph.graph.reading import check_only_reads
from relgraph.graph.sending import Sending

CYPHER_VERSION = "CYPHER 25"
"""The one place that names the dialect; the client puts it before every statement."""

PACKED = "rows"
"""The column in which packed rows travel."""

Access = Literal["read", "write"]
Returns = Literal["none", "one", "maybe", "many"]
T = TypeVar("T", bound=BaseModel)

_FIELD = re.compile(r"(access|returns):\s*(\S+)\s*$")
_PARAM = re.compile(r"\$(\w+):\s*\S")
_COLUMN = re.compile(r"->\s*(\w+):\s*\S")
_WRITES = re.compile(r"(?<![.\w$:])(?:CREATE|INSERT|MERGE|DELETE|REMOVE|SET|FOREACH)\b(?!\s*[:.])", re.IGNORECASE)
_RETURN = re.compile(r"\bRETURN\b")
_AFTER_RETURN = re.compile(r"\b(?:ORDER\s+BY|SKIP|OFFSET|LIMIT)\b")


@dataclass(frozen=True)
class Contract:
    """What a query file promises in its header."""

    purpose: str
    access: Access
    returns: Returns
    params: frozenset[str]
    columns: tuple[str, ...]


def read_contract(text: str, file: str) -> Contract:
    """Parse the header of a query file and hold its text against it.

    Raises QueryContractError naming the file and the line.
    """
    contract, body_line = _parse_header(text, file)
    body = without_noise("\n".join(text.splitlines()[body_line - 1 :]))
    _check_params(contract, body, file, body_line)
    _check_access(contract, body, file, body_line)
    _check_columns(contract, body, file, body_line)
    return contract


def _parse_header(text: str, file: str) -> tuple[Contract, int]:
    purpose: list[str] = []
    fields: dict[str, str] = {}
    params: list[str] = []
    columns: list[str] = []
    number = 0
    for number, line in enumerate(text.splitlines(), start=1):  # noqa: B007  (read after the loop)
        if not line.startswith("//"):
            break
        comment = line[2:].strip()
        if match := _FIELD.match(comment):
            fields[match[1]] = match[2]
        elif match := _PARAM.match(comment):
            params.append(match[1])
        elif match := _COLUMN.match(comment):
            columns.append(match[1])
        elif not (fields or params or columns):
            purpose.append(comment)
    if not purpose:
        raise QueryContractError(
            "the file does not say what it is for.", file=file, line=1, remedy="Open it with '// <purpose>'."
        )
    access = _choice(fields, "access", ("read", "write"), file)
    returns = _choice(fields, "returns", ("none", "one", "maybe", "many"), file)
    for names, what in ((params, "parameter"), (columns, "column")):
        for name in {n for n in names if names.count(n) > 1}:
            raise QueryContractError(
                f"{what} '{name}' is declared twice.", file=file, line=1, remedy="Keep one of them."
            )
    contract = Contract(
        purpose=" ".join(purpose).strip(),
        access=cast("Access", access),
        returns=cast("Returns", returns),
        params=frozenset(params),
        columns=tuple(columns),
    )
    return contract, number


def _choice(fields: dict[str, str], name: str, allowed: tuple[str, ...], file: str) -> str:
    value = fields.get(name)
    if value not in allowed:
        raise QueryContractError(
            f"'{name}' is {'missing' if value is None else repr(value)}.",
            file=file,
            line=1,
            remedy=f"Write '// {name}: {' | '.join(allowed)}'.",
        )
    return value


def _check_params(contract: Contract, body: str, file: str, first_line: int) -> None:
    used = {match[1]: match.start() for match in reversed(list(re.finditer(r"\$(\w+)", body)))}
    for name, position in used.items():
        if name not in contract.params:
            raise QueryContractError(
                f"parameter ${name} is used but not declared.",
                file=file,
                line=first_line + body.count("\n", 0, position),
                remedy=f"Add '// ${name}: <meaning>' to the header.",
            )
    for name in sorted(contract.params - used.keys()):
        raise QueryContractError(
            f"parameter ${name} is declared but not used.",
            file=file,
            line=1,
            remedy="Remove it from the header, or use it.",
        )


def _check_access(contract: Contract, body: str, file: str, first_line: int) -> None:
    write = _WRITES.search(body)
    if write and contract.access == "read":
        raise QueryContractError(
            f"says 'access: read' but uses {write[0]}.",
            file=file,
            line=first_line + body.count("\n", 0, write.start()),
            remedy="Say 'access: write', or take the clause out.",
        )
    if not write and contract.access == "write":
        raise QueryContractError(
            "says 'access: write' but writes nothing.", file=file, line=1, remedy="Say 'access: read'."
        )


def _check_columns(contract: Contract, body: str, file: str, first_line: int) -> None:
    returned, line = _returned_columns(body, file, first_line)
    if returned != contract.columns:
        raise QueryContractError(
            f"returns ({', '.join(returned)}) but declares ({', '.join(contract.columns)}).",
            file=file,
            line=line,
            remedy="Make the '// -> column: meaning' lines and the last RETURN name the same, in the same order.",
        )
    if (contract.returns == "none") != (not returned):
        raise QueryContractError(
            f"says 'returns: {contract.returns}' but its RETURN says otherwise.",
            file=file,
            line=line,
            remedy="A query without RETURN is 'returns: none'; any other names its columns.",
        )


def _returned_columns(body: str, file: str, first_line: int) -> tuple[tuple[str, ...], int]:
    flat, depth = [], 0
    for char in body:
        depth -= char in "})]"
        flat.append(char if depth == 0 or char == "\n" else " ")
        depth += char in "{(["
    top = "".join(flat)
    returns = list(_RETURN.finditer(top))
    if not returns:
        return (), first_line
    last = returns[-1]
    line = first_line + body.count("\n", 0, last.start())
    items = _AFTER_RETURN.split(top[last.end() :])[0].replace("DISTINCT", "")
    columns = []
    for item in items.split(","):
        match = re.search(r"(?:\bAS\s+|^\s*)(\w+)[\s;]*$", item)
        if not match:
            raise QueryContractError(
                f"the returned column '{' '.join(item.split())}' has no name.",
                file=file,
                line=line,
                remedy="Give it one: '… AS name'.",
            )
        columns.append(match[1])
    return tuple(columns), line


class Nothing(BaseModel, frozen=True):
    """The row of a query that returns none."""


@dataclass(frozen=True)
class Query(Generic[T]):
    """A query file together with the model of its rows.

    `name` is the file's path below `cypher/`, or below `folder` for a file that a user wrote, without the ending; such
    a file may only read (`reading.py`).
    Declaring it reads and checks the file, and holds its columns against the model's fields: QueryContractError when
    they differ. With `packed` the rows travel as one, which is several times cheaper when there are thousands of small
    ones; whoever fetches them sees no difference.
    """

    name: str
    model: type[T]
    folder: Path | None = None
    packed: bool = False

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
        row = ", ".join(f"{column}: {column}" for column in self.contract.columns)
        return f"CALL () {{\n{self._source}\n}}\nRETURN collect({{{row}}}) AS {PACKED}"

    @cached_property
    def contract(self) -> Contract:
        """The checked header of the file."""
        if self.folder:
            check_only_reads(self._read.expanded)
        return self._read.contract

    @property
    def _source(self) -> str:
        return self._sending.text

    @cached_property
    def _sending(self) -> Sending:
        return Sending.of(self._read.expanded.text)

    @cached_property
    def _read(self) -> "QueryFile":
        return read_query_file(self.file, self.shown)


class QueryFile(NamedTuple):
    """What a query file says: its text with the fragments put in, and its checked header."""

    expanded: Expanded
    contract: Contract


def read_query_file(file: Path, shown: str) -> QueryFile:
    """Read a query file that messages call `shown`. Raises QueryContractError, naming the place where to mend it."""
    try:
        expanded = expand(file.read_text(encoding="utf-8-sig"), shown)
    except FileNotFoundError:
        raise QueryContractError("there is no such query file.", file=shown, line=1, remedy="Create it.") from None
    except UnicodeDecodeError:
        raise QueryContractError("the file is not UTF-8.", file=shown, line=1, remedy="Save it as UTF-8.") from None
    try:
        return QueryFile(expanded, read_contract(expanded.text, shown))
    except QueryContractError as error:
        raise error.at(*expanded.place(error.line)) from None
