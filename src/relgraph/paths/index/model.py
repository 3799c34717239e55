"""What the index reads from the graph: people with what bears on their part in paths, and what has changed since."""

from pydantic import BaseModel

from relgraph.record.model import Mark


class PeopleRead(BaseModel, frozen=True):
    """Some people, and their entries in columns. Days are numbers (`arrays.day_number`).

    `at` is the place in `ids` of whose entry it is, `other` the id of the person, place or opportunity at its other
    end, `code` what it is (`arrays.Code`); `strength` is -9 where there
    is none or it is unknown; of an ask it is how much it weighs.
    """

    ids: list[str]
    declines: list[bool]
    since: list[int]
    until: list[int]
    at: list[int]
    other: list[str]
    code: list[int]
    strength: list[float]
    entry_since: list[int]
    entry_until: list[int]


class OpportunitiesRead(BaseModel, frozen=True):
    """Opportunities, and when they are live."""

    ids: list[str]
    since: list[int]
    until: list[int]


class ChangesRead(BaseModel, frozen=True):
    """What changed since a mark, up to another.

    `told` says whether `people` and `opportunities` are all that a path search could notice, `more` whether more may
    have changed since.
    """

    feed: str | None
    number: int
    told: bool
    more: bool
    people: list[str]
    opportunities: list[str]

    @property
    def mark(self) -> Mark:
        """Where the record stands now."""
        return Mark(feed=self.feed, number=self.number)
