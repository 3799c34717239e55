"""What a query file that is not ours may say: it reads the graph, and nothing else (docs/audit.md).

Neo4j runs it with read access, which forbids writing, but neither `LOAD CSV`, which fetches files and addresses, nor
procedures, nor functions that plugins bring. So the text is held against what is known to be harmless, after fragments
were put in; and what Neo4j might read otherwise than we do is refused: quoted names, escapes, characters that only look
like spaces.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from relgraph.core.errors import QueryContractError
from relgraph.graph.fragments import Expanded, without_comments_and_strings

if TYPE_CHECKING:
    from neo4j import ResultSummary

CLAUSES = frozenset(
    {
        *("CREATE", "DELETE", "DETACH", "FOREACH", "INSERT", "MERGE", "NODETACH", "REMOVE", "SET"),
        *("CSV", "LOAD", "TRANSACTIONS", "USE", "YIELD", "EXPLAIN", "PROFILE"),
        *("ALTER", "DENY", "DROP", "GRANT", "REVOKE", "SHOW", "TERMINATE"),
    }
)
"""Words that write, reach out, or change where and how a statement runs."""

NAMESPACES = frozenset(
    {"coll", "date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"}
)
"""Where Cypher's own functions live that compute something from what they are given.

Plugins' functions always have a namespace; functions without one are Cypher's own.
"""

OPERATORS = frozenset({"LoadCSV", "ProcedureCall", "RunQueryAt"})
"""Steps of a plan that reach out."""

_TOKEN = re.compile(r"[^\W\d]\w*|\d+|\S")
_AMBIGUOUS = re.compile(r"\\[uU]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Neo4j translates escapes before it reads the text, and ends lines elsewhere than we do."""


class _Problem(NamedTuple):
    at: int
    message: str
    remedy: str


def check_only_reads(expanded: Expanded) -> None:
    """Raise QueryContractError, naming file and line, for a text that may do more than read the graph."""
    plain = without_comments_and_strings(expanded.text)
    problems = [*_unclear(expanded.text, plain), *_forbidden(plain)]
    if problems:
        first = min(problems)
        file, line = expanded.position(expanded.text.count("\n", 0, first.at) + 1)
        raise QueryContractError(first.message, file=file, line=line, remedy=first.remedy)


def check_plan(summary: "ResultSummary", file: str) -> None:
    """Raise QueryContractError for a statement that Neo4j itself, when it explains it, says to do more than read."""
    plans: list[dict[str, Any]] = [summary.plan or {}]
    for plan in plans:
        plans.extend(plan.get("children", ()))
    steps = {str(plan.get("operatorType", "")).partition("@")[0] for plan in plans}
    if summary.query_type != "r" or steps & OPERATORS:
        does = ", ".join(sorted(steps & OPERATORS)) or "writes"
        remedy = "Take out whatever does more than read the graph."
        raise QueryContractError(
            f"Neo4j says that the rule does more than read: {does}.", file=file, line=1, remedy=remedy
        )


def _unclear(text: str, plain: str) -> Iterator[_Problem]:
    for match in _AMBIGUOUS.finditer(text):
        if match[0].startswith("\\"):
            yield _Problem(match.start(), "a Unicode escape (\\u…) is not for rules.", "Write the character itself.")
        else:
            yield _strange(match.start(), match[0])
    for at, char in enumerate(plain):
        if char == "`":
            yield _Problem(at, "a quoted name (`…`) is not for rules.", "Write names without backticks.")
        elif not (char.isalnum() or " " <= char <= "~" or char in "\n\t"):
            yield _strange(at, char)


def _strange(at: int, char: str) -> _Problem:
    return _Problem(at, f"the character U+{ord(char):04X} is not for rules.", "Take it out, or write a space.")


def _forbidden(plain: str) -> Iterator[_Problem]:
    found = list(_TOKEN.finditer(plain))
    tokens = [match[0] for match in found]
    for n, match in enumerate(found):
        if not _is_word(tokens[n]) or _is_property(tokens, n):
            continue
        name, following = _whole_name(tokens, n)
        word, is_name = name.upper(), following == ":" or tokens[n - 1 : n] == [":"]
        if word in CLAUSES and not is_name:
            remedy = "A rule reads with MATCH, WITH and RETURN. If it is a name of yours, choose another."
            yield _Problem(match.start(), f"{word} is not for rules.", remedy)
        elif word == "CALL" and following not in ("{", "(") and not is_name:
            remedy = "Only subqueries are called: 'CALL (x) { … }'."
            yield _Problem(match.start(), "calling a procedure is not for rules.", remedy)
        elif "." in name and following == "(" and name.partition(".")[0].lower() not in NAMESPACES:
            remedy = f"Use Cypher's own functions: those without a namespace, and {', '.join(sorted(NAMESPACES))}."
            yield _Problem(match.start(), f"the function {name}() is not for rules.", remedy)


def _whole_name(tokens: list[str], n: int) -> tuple[str, str]:
    """The name that begins here, with all that follows after dots, and the token behind it."""
    name, n = tokens[n], n + 1
    while tokens[n : n + 1] == ["."] and n + 1 < len(tokens) and _is_word(tokens[n + 1]):
        name, n = f"{name}.{tokens[n + 1]}", n + 2
    return name, tokens[n] if n < len(tokens) else ""


def _is_property(tokens: list[str], n: int) -> bool:
    """Whether this word is a property, or part of a name: after a dot, behind something that can have one."""
    owner, dot = tokens[n - 2 : n] if n > 1 else ("", "")
    return dot == "." and (_is_word(owner) or owner in ")]}")


def _is_word(token: str) -> bool:
    return token[0].isalpha() or token[0] == "_"
