"""Rules as data: each is one query file, whose header holds all there is to know of it (docs/audit.md, ADR 0008).

Beside the contract of every query (ADR 0002), the header of a rule has `@` lines, and numbers with a range::

    // @version: 1
    // @title: Only cold ties to a key person
    // @none no_key_contacts: no key contact and no key role is recorded | 没有记录关键客户和关键角色
    // @reason no_ties: no tie of ours is recorded | 没有记录我方任何联系
    // $cold_below: float 0..1 = 0.3; a tie weaker than this is cold
    // $stale_days: int 1..3650 = playbook rhythm.decider_days; no contact for longer is too long
    // $key_actions: list = playbook interactions where key_action; kinds of interaction that count

The file's name is the rule's id. The query takes a batch of accounts and returns one row for each.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from relgraph.audit.rules.model import Evaluation, Reason, Rule, RuleChoice, Scope, Severity
from relgraph.audit.rules.parameters import parameters_of
from relgraph.audit.rules.taken import Numbers, broken, taken_of
from relgraph.core.assets import asset_dir
from relgraph.core.choices import ChosenSeverity
from relgraph.core.errors import ConfigurationError, InputError, QueryContractError
from relgraph.graph.query import Query
from relgraph.playbook.listing import list_fields
from relgraph.playbook.service import load_playbook

_META = re.compile(r"^// @(\w+):\s*(.+?)\s*$")
_NOT_SAID = ("id", "purpose", "reasons", "parameters", "taken", "own", "choice")
_REASON = re.compile(r"^// @(reason|none) (\w+):\s*(.+?)\s*\|\s*(.+?)\s*$")


@dataclass(frozen=True)
class RuleQuery:
    """A rule and its query."""

    rule: Rule
    query: Query[Evaluation]


@cache
def load_rules(
    folder: Path | None = None,
    chosen: tuple[tuple[str, float], ...] = (),
    severities: tuple[tuple[str, ChosenSeverity], ...] = (),
    playbook: Path | None = None,
) -> tuple[RuleQuery, ...]:
    """relgraph's rules and those in the user's folder, the severest first, those that are off too.

    `chosen` are numbers to ask with instead of defaults, by `rule.parameter`, `severities` what is chosen by rule,
    `playbook` is the installation's own file, from which rules take numbers. Raises QueryContractError, with file, line
    and remedy, for a rule that breaks the contract or repeats an id, and ConfigurationError for a number that no rule
    takes, or out of its range, for a rule that is not there, and for a playbook that cannot be.
    """
    loaded: dict[str, RuleQuery] = {}
    numbers = list_fields(load_playbook(playbook))
    relgraphs = _read_folder(asset_dir("cypher"), "audit/", numbers)
    for rule in (*relgraphs, *(_read_own(folder, numbers) if folder else ())):
        if rule.rule.id in loaded:
            raise broken(rule.query, 1, f"there is already a rule '{rule.rule.id}'.", "Name the file differently.")
        loaded[rule.rule.id] = rule
    for name, number in chosen:
        _choose(loaded, name, number)
    for name, severity in severities:
        _weigh(loaded, name, severity)
    return tuple(sorted(loaded.values(), key=lambda r: (r.rule.severity.rank, r.rule.id)))


def _choose(loaded: dict[str, RuleQuery], name: str, number: float) -> None:
    id_, _, parameter = name.partition(".")
    taken = {p.name: p for p in loaded[id_].rule.parameters} if id_ in loaded else {}
    if parameter not in taken:
        known = sorted(f"{each.rule.id}.{p.name}" for each in loaded.values() for p in each.rule.parameters)
        raise ConfigurationError(
            f"RELGRAPH_AUDIT_PARAMETERS names {name}, which no rule takes.", remedy=f"Name one of {', '.join(known)}."
        )
    try:
        taken[parameter] = taken[parameter].model_copy(update={"chosen": taken[parameter].checked(number)})
    except InputError as error:
        raise ConfigurationError(f"RELGRAPH_AUDIT_PARAMETERS says {name}={number:g}.", remedy=error.remedy) from error
    rule = loaded[id_].rule.model_copy(update={"parameters": tuple(taken.values())})
    loaded[id_] = replace(loaded[id_], rule=rule)


def _weigh(loaded: dict[str, RuleQuery], name: str, said: ChosenSeverity) -> None:
    if name not in loaded:
        close = difflib.get_close_matches(name, loaded, n=1)
        raise ConfigurationError(
            f"RELGRAPH_AUDIT_SEVERITIES names the rule '{name}', which is not there.",
            remedy=f"Did you mean {close[0]}?" if close else "`relgraph audit rules` lists them.",
        )
    rule = loaded[name].rule
    severity = None if said.severity == "off" else Severity(said.severity)
    choice = RuleChoice(rule=name, severity=severity, instead_of=rule.severity, reason=said.reason, by=said.by)
    weighed = rule.model_copy(update={"choice": choice, "severity": severity or rule.severity})
    loaded[name] = replace(loaded[name], rule=weighed)


def _read_own(folder: Path, numbers: Numbers) -> Iterable[RuleQuery]:
    if not folder.is_dir():
        raise QueryContractError(
            "the folder of your own rules is not there.", file=str(folder), line=1, remedy="Set RELGRAPH_AUDIT_RULES."
        )
    return _read_folder(folder, "", numbers, own=True)


def _read_folder(root: Path, below: str, numbers: Numbers, *, own: bool = False) -> Iterator[RuleQuery]:
    for path in sorted((root / below).glob("*.cypher")):
        query = Query(f"{below}{path.stem}", Evaluation, root if own else None, packed=True)
        yield RuleQuery(read_rule(path.stem, path.read_text(encoding="utf-8-sig"), query, numbers, own=own), query)


def read_rule(id: str, text: str, query: Query[Evaluation], numbers: Numbers, *, own: bool = False) -> Rule:  # noqa: A002
    """The rule that a query file's text describes, with the playbook's `numbers`. Raises QueryContractError naming the
    line."""
    header = [line for line in text.splitlines() if line.startswith("//")]
    _check_query(query)
    parameters = tuple(parameters_of(header, query, numbers))
    taken = tuple(taken_of(header, query, numbers))
    said = _said(header, query)
    scope = tuple(part.strip() for part in said.pop("scope", "").split(",") if part.strip())
    reasons = tuple(
        Reason(code=m[2], text=m[3], text_zh=m[4], nothing=m[1] == "none")
        for line in header
        if (m := _REASON.match(line))
    )
    try:
        rule = Rule.model_validate(
            {
                **said,
                "id": id,
                "purpose": query.contract.purpose,
                "scope": scope,
                "reasons": reasons,
                "parameters": parameters,
                "taken": taken,
                "own": own,
            }
        )
    except ValidationError as error:
        wrong = ", ".join(f"@{problem['loc'][0]}" if problem["loc"] else problem["msg"] for problem in error.errors())
        line = next((n for n, each in enumerate(header, 1) if f"// {wrong.split(',')[0]}:" in each), 1)
        raise broken(
            query, line, f"the rule's header is wrong or lacks something at {wrong}.", "Write it as the other rules do."
        ) from error
    _check_scope(rule, query)
    _check_reasons(rule, text, query)
    return rule


def _check_query(query: Query[Evaluation]) -> None:
    contract = query.contract
    if contract.access != "read" or contract.returns != "many":
        raise broken(query, 1, "a rule reads, and returns a row for each account.", "Say 'read' and 'many'.")
    if not {"accounts", "as_of"} <= contract.params:
        raise broken(query, 1, "a rule takes $accounts and $as_of.", "Look at the accounts asked for, on that day.")


def _said(header: list[str], query: Query[Evaluation]) -> dict[str, str]:
    said: dict[str, str] = {}
    for number, line in enumerate(header, start=1):
        if match := _META.match(line):
            if match[1] in said:
                raise broken(query, number, f"@{match[1]} is said twice.", "Keep one of them.")
            if match[1] not in Rule.model_fields or match[1] in _NOT_SAID:
                raise broken(query, number, f"nothing is called @{match[1]}.", "Leave the line out.")
            said[match[1]] = match[2]
        elif line.startswith("// @") and not _REASON.match(line):
            raise broken(query, number, "the line cannot be read.", "Write '// @<name>: <value>'.")
    return said


def _check_scope(rule: Rule, query: Query[Evaluation]) -> None:
    takes_one = "opportunity" in query.contract.params
    if takes_one != (Scope.OPPORTUNITY in rule.scope):
        raise broken(
            query, 1, "@scope and $opportunity contradict each other.", "A rule of opportunities takes $opportunity."
        )


def _check_reasons(rule: Rule, text: str, query: Query[Evaluation]) -> None:
    """The reasons that the header tells are those that the query gives."""
    told = {reason.code for reason in rule.reasons}
    body = text.partition("\n// -> ")[2]
    for code in sorted(told):
        if f"'{code}'" not in body:
            raise broken(query, 1, f"the query never gives the reason '{code}'.", "Leave it out, or give it.")
    if not told:
        raise broken(
            query, 1, "the header has no @reason and no @none.", "Say when the rule could not see its population."
        )
