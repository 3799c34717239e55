"""Commands that help to mend a hole. What a rule advises is for people; here the command line adds how it can help."""

import shlex

_COMMANDS = {
    "account_without_tie": "relgraph hubs {id}",
    "decider_choke_point": "relgraph hubs --opportunity {opportunity} --choke-points",
    "decider_competitor_nearer": "relgraph paths {id} --opportunity {opportunity}",
    "decider_without_way": "relgraph hubs --opportunity {opportunity}",
    "key_contact_cold": "relgraph paths {id}",
    "key_contact_without_tie": "relgraph paths {id}",
    "opponent_without_way_around": "relgraph paths --deciders-of {opportunity}",
    "unit_without_tie": "relgraph paths --unit {id}",
}
"""By rule."""


def command(rule: str, subject: str, opportunity: str | None) -> str | None:
    """What to type about a hole, by the ids of its subject and deal; None where nothing helps, or an id is missing."""
    template = _COMMANDS.get(rule)
    ids = {"id": subject, "opportunity": opportunity or ""}
    if template is None or not all(value for name, value in ids.items() if f"{{{name}}}" in template):
        return None
    # Ids come from outside, and shells take some signs for more than text.
    return template.format(**{name: shlex.quote(value) for name, value in ids.items()})
