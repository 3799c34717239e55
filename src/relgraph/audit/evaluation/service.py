"""Evaluate rules at one account or deal to read now (coverage), or at a batch of accounts for a run (audit)."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ValidationError

from relgraph.accounts.service import require_customer
from relgraph.audit.rules.model import (
    CoverageReport,
    Evaluation,
    Failure,
    NamedFailure,
    Rule,
    RuleChoice,
    RuleResult,
    Scope,
    Subject,
    Thresholds,
)
from relgraph.audit.rules.service import RuleQuery, load_rules
from relgraph.core.config import Settings
from relgraph.core.errors import InputError, NotFoundError, QueryContractError
from relgraph.graph.client import Graph, Reader
from relgraph.graph.query import Query
from relgraph.powermap.service import find_opportunity

AT_ONCE = 3
"""Rules that look at the same time: the database works while others' answers are on their way."""


class Sides(BaseModel, frozen=True):
    """Ids of people on a day: with a seat with us, known to ours directly, to whom ours lead in one hop of a way, and
    with a seat at a competitor."""

    ours: list[str]
    known_anywhere: list[str]
    first_steps: list[str]
    rivals: list[str]


class Here(BaseModel, frozen=True):
    """Ids of people of some accounts who are known to ours directly."""

    known: list[str]


class Naming(BaseModel, frozen=True):
    """How people call a thing, and the seat of a person."""

    id: str
    name: str
    english_name: str | None
    title: str | None


FIND_SIDES = Query("evaluation/find_sides", Sides)
FIND_KNOWN_HERE = Query("evaluation/find_known_here", Here)
NAME_SUBJECTS = Query("evaluation/name_subjects", Naming)


def rules_of(settings: Settings) -> tuple[RuleQuery, ...]:
    """The rules that are asked in this installation, the severest first. Raises QueryContractError for a broken one.

    Raises ConfigurationError for numbers that no rule takes, and for what is chosen of a rule that is not there.
    """
    return tuple(loaded for loaded in _load(settings) if not loaded.rule.is_off)


def _load(settings: Settings) -> tuple[RuleQuery, ...]:
    numbers, severities = settings.audit_parameters.items(), settings.audit_severities.items()
    chosen, weighed = tuple(sorted(numbers)), tuple(sorted(severities, key=lambda it: it[0]))
    return load_rules(settings.audit_rules, chosen, weighed, settings.playbook)


def choices_of(settings: Settings) -> list[RuleChoice]:
    """What this installation chose of rules: those that are off, and those of another severity."""
    return [rule.choice for rule in list_rules(settings) if rule.choice]


def list_rules(settings: Settings) -> list[Rule]:
    """All rules, the severest first, those that are off too."""
    return [loaded.rule for loaded in _load(settings)]


def rules_by_id(settings: Settings) -> dict[str, Rule]:
    """All rules by their ids."""
    return {rule.id: rule for rule in list_rules(settings)}


async def find_sides(reader: Reader, as_of: date) -> Sides:
    """Our people, those they know, and those of competitors on a day, whom rules tell apart from all others."""
    return await reader.fetch_one(FIND_SIDES, as_of=as_of)


async def find_known_here(reader: Reader, accounts: Sequence[str], sides: Sides) -> Here:
    """Those of the accounts' people whom ours know, of whom most rules ask."""
    return await reader.fetch_one(FIND_KNOWN_HERE, accounts=list(accounts), known_anywhere=sides.known_anywhere)


async def evaluate(
    reader: Reader,
    loaded: RuleQuery,
    accounts: Sequence[str],
    *,
    sides: Sides,
    here: Here,
    as_of: date,
    opportunity: str | None = None,
    parameters: Mapping[str, int | float] | None = None,
) -> list[Evaluation]:
    """What a rule sees of each account, in no order.

    `parameters` replace the rule's defaults; those of other rules are ignored. Raises InputError for one that is out
    of its range, and QueryContractError when the query's rows are not what the contract promises: one an account,
    with a reason when nothing could be judged.
    """
    chosen = {p.name: p.checked((parameters or {}).get(p.name, p.value)) for p in loaded.rule.parameters}
    given = {
        "accounts": list(accounts),
        "as_of": as_of,
        "opportunity": opportunity,
        **dict(sides),
        **dict(here),
        **chosen,
        **{each.name: each.value for each in loaded.rule.taken},
    }
    asked = {name: given[name] for name in loaded.query.contract.params}
    try:
        evaluations = await reader.fetch(loaded.query, **asked)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or error.errors()[0]["msg"]
        raise _strange(loaded, f"a row breaks the contract: {where}.") from error
    if sorted(evaluation.account for evaluation in evaluations) != sorted(accounts):
        raise _strange(loaded, "not every account has exactly one row.")
    codes = {None, *(reason.code for reason in loaded.rule.reasons)}
    if strange := {evaluation.not_assessed for evaluation in evaluations} - codes:
        raise _strange(loaded, f"the header does not tell the reason '{strange.pop()}'.")
    return evaluations


async def evaluate_all(
    graph: Reader,
    rules: Sequence[RuleQuery],
    accounts: Sequence[str],
    *,
    sides: Sides,
    as_of: date,
    opportunity: str | None = None,
    parameters: Mapping[str, int | float] | None = None,
    at_once: int = AT_ONCE,
) -> list[tuple[Rule, list[Evaluation]]]:
    """What all rules see of the accounts, in their order; some look at the same time. Raises as `evaluate`.

    `at_once`: 1 for a transaction, which answers one question after another.
    """
    turn = asyncio.Semaphore(at_once)
    here = await find_known_here(graph, accounts, sides)

    async def ask(loaded: RuleQuery) -> tuple[Rule, list[Evaluation]]:
        async with turn:
            return loaded.rule, await evaluate(
                graph,
                loaded,
                accounts,
                sides=sides,
                here=here,
                as_of=as_of,
                opportunity=opportunity,
                parameters=parameters,
            )

    try:
        async with asyncio.TaskGroup() as group:
            asked = [group.create_task(ask(loaded)) for loaded in rules]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from failed
    return [task.result() for task in asked]


def _strange(loaded: RuleQuery, message: str) -> QueryContractError:
    return QueryContractError(message, file=loaded.query.shown, line=1, remedy="Mend the query; see docs/audit.md.")


async def find_coverage(
    graph: Graph,
    account: str | None = None,
    *,
    opportunity: str | None = None,
    as_of: date,
    thresholds: Thresholds = Thresholds(),  # noqa: B008  (frozen)
    sides: Sides | None = None,
) -> CoverageReport:
    """What every rule sees in an account, or in one opportunity (then `account` may be left out), now and unremembered.

    For an account (a customer) deals are its live ones on the day. Rules that look at an account as a whole are left
    out for a single opportunity. `sides` spares finding them. Raises InputError when neither is given, the two do not
    belong together or the account is no customer, and NotFoundError for unknown ids.
    """
    account = await _account_of(graph, account, opportunity, as_of)
    reports = await find_coverage_by_account(
        graph, [account], opportunity=opportunity, as_of=as_of, thresholds=thresholds, sides=sides
    )
    return reports[account]


async def find_coverage_by_account(
    graph: Graph,
    accounts: Sequence[str],
    *,
    opportunity: str | None = None,
    as_of: date,
    thresholds: Thresholds = Thresholds(),  # noqa: B008  (frozen)
    sides: Sides | None = None,
) -> dict[str, CoverageReport]:
    """Coverage of accounts that are known to exist, by account; each rule looks at all of them at once."""
    scope = Scope.OPPORTUNITY if opportunity else Scope.ACCOUNT
    evaluated = await evaluate_all(
        graph,
        [loaded for loaded in rules_of(graph.settings) if scope in loaded.rule.scope],
        accounts,
        sides=sides or await find_sides(graph, as_of),
        as_of=as_of,
        opportunity=opportunity,
        parameters=thresholds.given,
    )
    failures = (
        failure for _, evaluations in evaluated for evaluation in evaluations for failure in evaluation.failures
    )
    names = await name_subjects(graph, failures, as_of)
    results: dict[str, list[RuleResult]] = {account: [] for account in accounts}
    for rule, evaluations in evaluated:
        for evaluation in evaluations:
            results[evaluation.account].append(_result(rule, evaluation, names))
    return {
        account: CoverageReport(account=account, opportunity=opportunity, as_of=as_of, results=of_account)
        for account, of_account in results.items()
    }


def _result(rule: Rule, evaluation: Evaluation, names: Mapping[str, Naming]) -> RuleResult:
    return RuleResult(
        rule=rule,
        population=evaluation.population,
        unknown=len(evaluation.unknown),
        not_assessed=evaluation.not_assessed,
        holes=[named(failure, names) for failure in evaluation.failures],
    )


async def name_subjects(reader: Reader, subjects: Iterable[Subject], as_of: date) -> dict[str, Naming]:
    """Names of all that the subjects, and the failures' suggestions and evidence, refer to; by id."""
    ids: set[str] = set()
    for subject in subjects:
        ids |= {id_ for id_ in (subject.id, subject.opportunity, subject.other) if id_}
        if isinstance(subject, Failure):
            ids |= {id_ for id_ in (subject.contact, subject.through) if id_}
            ids |= {value for value in subject.evidence.values() if isinstance(value, str) and ":" in value}
    return await find_names(reader, ids, as_of)


async def find_names(reader: Reader, ids: Iterable[str], as_of: date) -> dict[str, Naming]:
    """How things are called, and people's seats on a day, by id; those that are not there are left out."""
    return {each.id: each for each in await reader.fetch(NAME_SUBJECTS, ids=sorted(ids), as_of=as_of)}


def named(failure: Failure, names: Mapping[str, Naming]) -> NamedFailure:
    """A failure as people read it; what has no name goes by its id."""
    one = names.get(failure.id) or Naming(id=failure.id, name=failure.id, english_name=None, title=None)
    deal = names.get(failure.opportunity or "")
    told = one.model_dump(exclude={"id"})
    return NamedFailure(**failure.model_dump(), **told, opportunity_name=deal and deal.name)


async def _account_of(graph: Reader, account: str | None, opportunity: str | None, as_of: date) -> str:
    if opportunity is None:
        if account is None:
            raise InputError("Neither an account nor an opportunity is given.", field="account", remedy="Name one.")
        await require_customer(graph, account, as_of=as_of)
        return account
    found = await find_opportunity(graph, opportunity)
    if found is None:
        raise NotFoundError("opportunity", opportunity, field="opportunity")
    if account not in (None, found.account):
        raise InputError(
            f"The opportunity '{opportunity}' is one of '{found.account}', not of '{account}'.",
            field="account",
            remedy="Leave the account out.",
        )
    return found.account
