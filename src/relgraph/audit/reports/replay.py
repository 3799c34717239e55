"""The GraphQL query that shows a finding again."""

from datetime import date

from relgraph.audit.rules.model import Rule, Scope
from relgraph.audit.runs.model import Finding

QUERY = (
    "query Replay($account: ID, $opportunity: ID, $day: Date!) {"
    " coverageHoles(account: $account, opportunity: $opportunity, asOf: $day) {"
    " results { rule { ruleId } population failed unknown notAssessed { text }"
    " holes(first: 200) { subjectId name title other opportunity { externalId } evidence { name value } } } } }"
)
"""Asks the rules again; what they see of the finding stands under its rule."""


def variables(finding: Finding, rule: Rule | None, as_of: date) -> dict[str, str | None]:
    """With what QUERY shows the finding on a day: the deal alone where the rule can be asked about one."""
    alone = rule is not None and Scope.OPPORTUNITY in rule.scope
    return {"account": finding.account, "opportunity": finding.opportunity if alone else None, "day": as_of.isoformat()}
