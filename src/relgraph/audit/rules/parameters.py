"""The numbers that a rule takes, as its header tells them: `$name: int least..most = default; meaning`.

The default is a number, or `playbook` and the path of a field there.
"""

import re
from collections.abc import Iterator, Mapping

from relgraph.audit.rules.model import Evaluation, NumberKind, Parameter
from relgraph.audit.rules.taken import Numbers, broken, is_taken
from relgraph.graph.query import Query
from relgraph.playbook.mistakes import did_you_mean
from relgraph.playbook.schema import allowed, part_at

GIVEN = frozenset({"accounts", "as_of", "opportunity", "ours", "known", "known_anywhere", "first_steps", "rivals"})
"""What every rule may ask for: docs/audit.md says what each is."""

_NUMBER = re.compile(
    r"^// \$(?P<name>\w+): (?P<kind>int|float) (?P<least>-?[\d.]+)\.\.(?P<most>-?[\d.]+) = "
    r"(?:(?P<default>-?[\d.]+)|playbook (?P<playbook>[\w.]+)); (?P<meaning>.+?)\s*$"
)
_PARAM = re.compile(r"^// \$(\w+):")


def parameters_of(header: list[str], query: Query[Evaluation], numbers: Numbers) -> Iterator[Parameter]:
    """The numbers of a rule. Raises QueryContractError naming the line."""
    for line, text in enumerate(header, start=1):
        name = _PARAM.match(text)
        if not name or name[1] in GIVEN or is_taken(text):
            continue
        told = _NUMBER.match(text)
        try:
            if not told:
                raise ValueError("it has no kind, range and default")
            said = told.groupdict()
            if said["playbook"]:
                said["default"] = numbers[_in_playbook(said, query, line, numbers)].value
            yield Parameter.model_validate(said)
        except ValueError as error:
            remedy = f"Write '// ${name[1]}: int 1..365 = 30; <meaning>', or float, or 'playbook <field>' as default."
            raise broken(query, line, f"parameter ${name[1]} cannot be used.", remedy) from error


def _in_playbook(said: Mapping[str, str], query: Query[Evaluation], line: int, numbers: Numbers) -> str:
    """The field that the default is taken from: a number, of which the rule takes all that a playbook may say.

    So that whoever writes a playbook never breaks a rule.
    """
    path = said["playbook"]
    if path not in numbers:
        near = did_you_mean(path, numbers)
        raise broken(query, line, f"the playbook has no '{path}'.", f"{near}`relgraph playbook` lists its fields.")
    part = part_at(path.split(".")) or {}
    kinds = ("integer",) if said["kind"] == NumberKind.INT else ("integer", "number")
    if part.get("type") not in kinds:
        raise broken(query, line, f"the playbook's {path} is no {said['kind']}.", allowed(part))
    if not float(said["least"]) <= part["minimum"] <= part["maximum"] <= float(said["most"]):
        within = f"{part['minimum']}..{part['maximum']}"
        message = f"${said['name']} does not take all that a playbook may say of {path}: {within}."
        raise broken(query, line, message, f"Write '{said['kind']} {within} = playbook {path}'.")
    return path
