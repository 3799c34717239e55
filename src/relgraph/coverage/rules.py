"""Coverage rules as data: each is one query file in `cypher/audit/`, whose header holds all there is to know of it.

Beside the contract of every query (ADR 0002), the header of a rule has `@` lines::

    // @version: 1
    // @title: Key person whom none of us knows
    // @title_zh: 关键角色与我方无任何关系
    // @method: M2
    // @severity: high
    // @scope: account, opportunity
    // @remedy: Find a way in: relgraph paths shows who can introduce us.

The file's name is the rule's id. The query returns one row: how many it looked at, and which of them fail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ValidationError

from relgraph.assets import asset_dir
from relgraph.coverage.model import Hole, Rule, Severity
from relgraph.errors import QueryContractError
from relgraph.graph.query import Query

_META = re.compile(r"^// @(\w+):\s*(.+?)\s*$", re.MULTILINE)
_PARAMS = {"account", "opportunity", "as_of", "cold_below", "stale_days"}


class Sight(BaseModel, frozen=True):
    """What a rule's query saw."""

    population: int
    holes: list[Hole]


@dataclass(frozen=True)
class RuleQuery:
    """A rule and its query."""

    rule: Rule
    query: Query[Sight]


@cache
def load_rules() -> tuple[RuleQuery, ...]:
    """All rules, the severest first. Raises QueryContractError, with file and remedy, for an unfit header."""
    order = list(Severity)
    return tuple(sorted(_read_rules(), key=lambda r: (order.index(r.rule.severity), r.rule.id)))


def _read_rules() -> Iterator[RuleQuery]:
    for path in sorted((asset_dir("cypher") / "audit").glob("*.cypher")):
        query = Query(f"audit/{path.stem}", Sight)
        yield RuleQuery(read_rule(path.stem, path.read_text(encoding="utf-8"), query), query)


def read_rule(id: str, text: str, query: Query[Sight]) -> Rule:  # noqa: A002
    """The rule that a query file's header describes."""
    file = f"cypher/audit/{id}.cypher"
    said = dict(_META.findall(text))
    strange = query.contract.params - _PARAMS
    if strange or not {"account", "as_of"} <= query.contract.params:
        raise QueryContractError(
            f"a rule takes $account and $as_of and may take others of {sorted(_PARAMS)}; not {sorted(strange)}.",
            file=file,
            line=1,
            remedy="Use only these parameters.",
        )
    scope = tuple(part.strip() for part in said.pop("scope", "").split(",") if part.strip())
    try:
        return Rule(id=id, scope=scope, **said)
    except ValidationError as error:
        wrong = ", ".join(f"@{problem['loc'][0]}" for problem in error.errors())
        raise QueryContractError(
            f"the rule's header is wrong or lacks something at {wrong}.",
            file=file,
            line=1,
            remedy="Write '// @<name>: <value>' as the other rules do.",
        ) from error
