"""What a judgement keeps of two that became one, so that it can be undone: what the moved words do not tell."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from relgraph.record.kind import Kind
from relgraph.record.model import Fact, Recorded
from relgraph.record.settle import ToldBy, settled
from relgraph.traffic.model import ListedFlow

Said = dict[str, Any]


class PutAside(BaseModel, frozen=True):
    """The one that went, the one that was kept, before and after it was told of the other, facts that both had, and the
    traffic between the two."""

    gone: Said
    kept: Said
    filled: Said
    facts: list[tuple[str, Said]] = []
    flows: list[ListedFlow] = []

    @classmethod
    def of(
        cls,
        gone: Recorded,
        kept: Recorded,
        filled: Recorded,
        facts: Iterable[tuple[Kind[Fact], Fact]] = (),
        flows: Iterable[ListedFlow] = (),
    ) -> "PutAside":
        """These, as they are recorded; facts by their nouns."""
        return cls(
            gone=gone.model_dump(mode="json"),
            kept=kept.model_dump(mode="json"),
            filled=filled.model_dump(mode="json"),
            facts=[(kind.noun, fact.model_dump(mode="json")) for kind, fact in facts],
            flows=list(flows),
        )


def told_of_other(kept: Recorded, gone: Recorded, told: ToldBy) -> Recorded:
    """The one that is kept, with what only the other one's record knew, and the names by which it went."""
    same = gone.model_copy(update={"id": kept.id, "valid_from": None, "valid_to": None})
    return settled(same, [kept], told, other=True).thing
