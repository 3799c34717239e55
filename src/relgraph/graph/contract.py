"""What a query file promises in its header, held against its text (ADR 0002)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, cast

from relgraph.core.errors import QueryContractError
from relgraph.graph.fragments import without_noise

Access = Literal["read", "write"]
Returns = Literal["none", "one", "maybe", "many"]

_FIELD = re.compile(r"(access|returns):\s*(\S+)\s*$")
_PARAM = re.compile(r"\$(@?\w+):\s*\S")
_COLUMN = re.compile(r"->\s*(@?\w+):\s*\S")
_WRITES = re.compile(r"(?<![.\w$:])(?:CREATE|INSERT|MERGE|DELETE|REMOVE|SET|FOREACH)\b(?!\s*[:.])", re.IGNORECASE)
_RETURN = re.compile(r"\bRETURN\b")
_NAMED = re.compile(r"(?:\bAS\s+|^\s*)(\w+)[\s;]*$")
_AFTER_RETURN = re.compile(r"\b(?:ORDER\s+BY|SKIP|OFFSET|LIMIT)\b")


@dataclass(frozen=True)
class Contract:
    """What a query file promises in its header."""

    purpose: str
    access: Access
    returns: Returns
    params: frozenset[str]
    columns: tuple[str, ...]


def read_contract(
    text: str, file: str, filled_in: tuple[str, ...] = (), filled_params: tuple[str, ...] = ()
) -> Contract:
    """Parse the header of a query file and hold its text against it.

    `filled_in` are the columns of a template that stand in its header as `// -> @values: meaning`, `filled_params` its
    parameters that stand there as `// $@ends: meaning`.
    Raises QueryContractError naming the file and the line.
    """
    contract, body_line = _parse_header(text, file)
    contract = replace(
        contract,
        columns=tuple(_filled(contract.columns, filled_in)),
        params=frozenset(_filled(tuple(contract.params), filled_params)),
    )
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


def _filled(declared: tuple[str, ...], filled_in: tuple[str, ...]) -> Iterator[str]:
    for name in declared:
        yield from filled_in if name.startswith("@") else (name,)


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
    begin, items = _last_return(body)
    if begin is None:
        return (), first_line
    line = first_line + body.count("\n", 0, begin)
    columns = []
    for item in items:
        match = _NAMED.search(item)
        if not match:
            raise QueryContractError(
                f"the returned column '{' '.join(item.split())}' has no name.",
                file=file,
                line=line,
                remedy="Give it one: '… AS name'.",
            )
        columns.append(match[1])
    return tuple(columns), line


def _last_return(body: str) -> tuple[int | None, list[str]]:
    """Where the last RETURN of a text without noise begins, and what it returns, with what is in brackets blanked."""
    flat, depth = [], 0
    for char in body:
        depth -= char in "})]"
        flat.append(char if depth == 0 or char == "\n" else " ")
        depth += char in "{(["
    top = "".join(flat)
    returns = list(_RETURN.finditer(top))
    if not returns:
        return None, []
    last = returns[-1]
    return last.start(), _AFTER_RETURN.split(top[last.end() :])[0].replace("DISTINCT", "        ").split(",")


def returned_parts(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the last RETURN of a text, and what each column returns."""
    begin, items = _last_return(without_noise(text))
    if begin is None:
        return text, {}
    parts, at = {}, begin + len("RETURN")
    for item in items:
        if match := _NAMED.search(item):
            parts[match[1]] = re.sub(r"\s+AS\s+\w+\s*$", "", text[at : at + len(item)]).strip()
        at += len(item) + 1
    return text[:begin], parts
