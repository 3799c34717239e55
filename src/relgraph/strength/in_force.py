"""The numbers of strength in the playbook in force, and as what its kinds of interaction count."""

from typing import NamedTuple

from relgraph.core.config import Settings
from relgraph.playbook.effective_strength import StrengthOrigin
from relgraph.playbook.interactions import WeightClass
from relgraph.playbook.model import Playbook
from relgraph.playbook.service import load_playbook
from relgraph.playbook.strength import StrengthNumbers
from relgraph.strength.model import EncounterKind
from relgraph.strength.pair import EncounterKinds

_COUNTS_AS = {
    WeightClass.MEETING: EncounterKind.MEETING,
    WeightClass.EVENT: EncounterKind.EVENT,
    WeightClass.CALL: EncounterKind.CALL,
}


class Counting(NamedTuple):
    """What strength takes from a playbook. Single messages and mails are no encounters: one alone tells nothing.

    `counts`: what is computed counts at all where nothing else is known.
    """

    numbers: StrengthNumbers
    kinds: EncounterKinds
    counts: bool = True


def counting_of(settings: Settings) -> Counting:
    """What strength takes from the playbook in force. Raises ConfigurationError as `load_playbook`."""
    return counting(load_playbook(settings.playbook))


def counting(playbook: Playbook) -> Counting:
    """What strength takes from a playbook."""
    classes = {id_: kind.weight_class for id_, kind in playbook.interactions.items()}
    kinds = {id_: _COUNTS_AS[of] for id_, of in classes.items() if of in _COUNTS_AS}
    counts = StrengthOrigin.COMPUTED in playbook.effective_strength.precedence
    return Counting(playbook.strength, kinds, counts)
