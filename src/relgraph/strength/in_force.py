"""The numbers of strength in the playbook in force, and as what its kinds of interaction count."""

from typing import NamedTuple

from relgraph.playbook.interactions import WeightClass
from relgraph.playbook.model import Playbook
from relgraph.playbook.strength import StrengthNumbers
from relgraph.strength.model import EncounterKind
from relgraph.strength.pair import EncounterKinds

_COUNTS_AS = {
    WeightClass.MEETING: EncounterKind.MEETING,
    WeightClass.EVENT: EncounterKind.EVENT,
    WeightClass.CALL: EncounterKind.CALL,
}


class Counting(NamedTuple):
    """What strength takes from a playbook. Single messages and mails are no encounters: one alone tells nothing."""

    numbers: StrengthNumbers
    kinds: EncounterKinds


def counting(playbook: Playbook) -> Counting:
    """What strength takes from a playbook."""
    kinds = {
        id_: _COUNTS_AS[kind.weight_class]
        for id_, kind in playbook.interactions.items()
        if kind.weight_class in _COUNTS_AS
    }
    return Counting(playbook.strength, kinds)
