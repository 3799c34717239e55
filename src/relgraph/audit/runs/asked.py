"""What a run asks, and keeps to tell later: the rules, what was chosen of them, the playbook."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from relgraph.audit.evaluation.service import choices_of, rules_of
from relgraph.audit.rules.model import RuleChoice
from relgraph.audit.rules.service import RuleQuery
from relgraph.audit.runs.model import Run
from relgraph.core.config import Settings
from relgraph.playbook.service import load_playbook


@dataclass(frozen=True)
class AskedRules:
    """The rules, what was chosen of them, and the version of the playbook that they take numbers from."""

    rules: Sequence[RuleQuery]
    choices: Sequence[RuleChoice]
    playbook: str

    @classmethod
    def of(cls, settings: Settings) -> "AskedRules":
        """What is asked in an installation. Raises QueryContractError and ConfigurationError, as `rules_of`."""
        return cls(rules_of(settings), choices_of(settings), load_playbook(settings.playbook).version)

    def is_asked_by(self, run: Run) -> bool:
        """Whether a run asks the same, so that it can be continued."""
        return run.rules == self._rules and run.playbook == self.playbook

    def told(self) -> dict[str, object]:
        """What a run keeps of it."""
        chosen = json.dumps([choice.model_dump(mode="json") for choice in self.choices], ensure_ascii=False)
        return {"rules": self._rules, "choices": chosen, "playbook": self.playbook}

    @property
    def _rules(self) -> list[str]:
        return [loaded.rule.asked for loaded in self.rules]
