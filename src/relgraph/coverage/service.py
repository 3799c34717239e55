"""Find the coverage holes of an account or an opportunity."""

from datetime import date

from relgraph.coverage.model import CoverageReport, Rule, RuleResult, Scope, Thresholds
from relgraph.coverage.rules import load_rules
from relgraph.errors import InputError, NotFoundError
from relgraph.graph.client import Reader
from relgraph.powermap.service import find_opportunity
from relgraph.record.model import EntityKind
from relgraph.record.service import require


def list_rules() -> list[Rule]:
    """All coverage rules, the severest first."""
    return [loaded.rule for loaded in load_rules()]


async def find_coverage_holes(
    graph: Reader,
    account: str | None = None,
    *,
    opportunity: str | None = None,
    as_of: date,
    thresholds: Thresholds = Thresholds(),  # noqa: B008  (frozen)
) -> CoverageReport:
    """What every rule sees in an account, or in one opportunity (then `account` may be left out).

    For an account, deals are its live ones on the day. Rules that look at an account as a whole are left out for a
    single opportunity. Raises InputError when neither is given or the two do not belong together, and NotFoundError
    for unknown ids.
    """
    account = await _account_of(graph, account, opportunity)
    scope = Scope.OPPORTUNITY if opportunity else Scope.ACCOUNT
    given = {"account": account, "opportunity": opportunity, "as_of": as_of, **thresholds.model_dump()}
    results = []
    for loaded in load_rules():
        if scope in loaded.rule.scope:
            params = {name: given[name] for name in loaded.query.contract.params}
            sight = await graph.fetch_one(loaded.query, **params)
            results.append(RuleResult(rule=loaded.rule, population=sight.population, holes=sight.holes))
    return CoverageReport(account=account, opportunity=opportunity, as_of=as_of, results=results)


async def _account_of(graph: Reader, account: str | None, opportunity: str | None) -> str:
    if opportunity is None:
        if account is None:
            raise InputError("Neither an account nor an opportunity is given.", field="account", remedy="Name one.")
        await require(graph, EntityKind.ORGANIZATION, [account], field="account")
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
