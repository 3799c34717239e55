"""The one introduction that closes most findings at an account: searched best first, each step asked of the graph.

A set of pairs is bounded by what all of their ties together close, for one tie closes no more than many do. The set
with the highest bound is halved until it is a single pair, which no other then beats (branch and bound; Land & Doig
1960).
"""

import heapq
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel

from relgraph.accounts.service import require_customer
from relgraph.audit.evaluation.service import Sides, find_sides, name_subjects, rules_of
from relgraph.audit.rules.service import RuleQuery
from relgraph.graph.client import Graph, Transaction
from relgraph.graph.imagining import imagine
from relgraph.graph.query import Query
from relgraph.people.service import find_person_cards
from relgraph.simulation.evaluating import Looks, RuleDifference, differences, findings, look, of_accounts
from relgraph.simulation.model import BestIntroduction, Introduction

MAX_LOOKS = 200
"""The most times that rules look at an account, for one answer."""
MAX_TIES = 20_000
"""The most ties that are imagined at a time: of an account's people with so many of ours, those who know it best."""


class MeetingCandidates(BaseModel, frozen=True):
    """Who could meet: ours, those with most ties at the account first; theirs, those with a key role first.

    `truncated`: there are more of ours than are thought of.
    """

    ours: list[str]
    theirs: list[str]
    truncated: bool


class ImaginedTies(BaseModel, frozen=True):
    """How many ties were put or taken back."""

    ties: int


FIND_CANDIDATES = Query("simulation/find_candidates", MeetingCandidates)
PUT_TIES = Query("simulation/put_ties", ImaginedTies)
REMOVE_TIES = Query("simulation/remove_ties", ImaginedTies)


@dataclass(order=True)
class Pairs:
    """A set of pairs, every one of `ours` with every one of `theirs`; the one that promises most is the least."""

    bound: int
    """Minus how many findings all of these ties together close."""
    place: tuple[int, int]
    """Where ours and theirs begin among the candidates: of equals the first wins."""
    ours: list[str] = field(compare=False)
    theirs: list[str] = field(compare=False)

    @property
    def single(self) -> bool:
        """It is one pair."""
        return len(self.ours) == len(self.theirs) == 1

    @property
    def halves(self) -> list[tuple[tuple[int, int], list[str], list[str]]]:
        """The same pairs in two sets: theirs are told apart first, of whom findings speak."""
        at_ours, at_theirs = self.place
        if (n := len(self.theirs)) > 1:
            half = (n + 1) // 2
            return [
                (self.place, self.ours, self.theirs[:half]),
                ((at_ours, at_theirs + half), self.ours, self.theirs[half:]),
            ]
        half = (len(self.ours) + 1) // 2
        return [
            (self.place, self.ours[:half], self.theirs),
            ((at_ours + half, at_theirs), self.ours[half:], self.theirs),
        ]


async def find_best_introduction(
    graph: Graph, account: str, *, as_of: date, most_looks: int = MAX_LOOKS
) -> BestIntroduction:
    """Who of ours to introduce to whom of an account's people, so that most findings of the account close.

    The two would know each other from that day, how well is unknown. All of ours, and all with a seat at the account,
    are thought of, in one transaction of which nothing is kept. `most_looks`: how often rules look until the search is
    cut short. Raises NotFoundError, and InputError where the account is no customer.
    """
    await require_customer(graph, account, as_of=as_of)

    async def work(transaction: Transaction) -> BestIntroduction:
        sides = await find_sides(transaction, as_of)
        # A part of what the transaction may take: there has to be some left to tell what was found.
        until = time.monotonic() + graph.settings.read_timeout
        search = Search(transaction, account, as_of, sides=sides, most_looks=most_looks, until=until)
        return await search.best()

    return await imagine(graph, work, operation="find best introduction")


class Search:
    """One search, within a transaction: rules look so often at most, and until the clock says that."""

    def __init__(
        self, transaction: Transaction, account: str, as_of: date, *, sides: Sides, most_looks: int, until: float
    ) -> None:
        self._transaction, self._account, self._as_of, self._sides = transaction, account, as_of, sides
        self._left, self._until = most_looks, until
        self._before: Looks = []

    async def best(self) -> BestIntroduction:
        """The introduction that closes most."""
        people = await self._transaction.fetch_one(
            FIND_CANDIDATES, account=self._account, ours=sorted(self._sides.ours), as_of=self._as_of, most=MAX_TIES
        )
        rules = of_accounts(rules_of(self._transaction.settings))
        self._before = await look(self._transaction, rules, [self._account], self._sides, self._as_of)
        somebody = people.ours and people.theirs
        changed = await self._imagined(people.ours, people.theirs, rules) if somebody else []
        closable = [one for one in changed if one.closed]
        # What no tie closes need not be asked again.
        asked = [loaded for loaded in rules if loaded.rule.id in {one.rule.id for one in closable}]
        heap = [Pairs(-_closed(closable), (0, 0), people.ours, people.theirs)] if closable else []
        while heap and not heap[0].single and self._left > 0 and time.monotonic() < self._until:
            widest = heapq.heappop(heap)
            for place, ours, theirs in widest.halves:
                bound = _closed(await self._imagined(ours, theirs, asked))
                if bound:
                    heapq.heappush(heap, Pairs(-bound, place, ours, theirs))
        return await self._told(heap, rules, people)

    async def _imagined(
        self, ours: Sequence[str], theirs: Sequence[str], rules: Sequence[RuleQuery]
    ) -> list[RuleDifference]:
        """What rules see differently if all of these met."""
        self._left -= 1
        await self._transaction.fetch_one(PUT_TIES, ones=list(ours), others=list(theirs), as_of=self._as_of)
        after = await look(self._transaction, rules, [self._account], await self._met(ours, theirs), self._as_of)
        await self._transaction.fetch_one(REMOVE_TIES)
        return differences(self._before, after).get(self._account, [])

    async def _met(self, ours: Sequence[str], theirs: Sequence[str]) -> Sides:
        """Who is known to ours, and to whom they lead, once all of these have met.

        Of a pair that is found out; of a set all are said to be led to, which is no less than the truth: so it bounds.
        """
        if len(ours) == len(theirs) == 1:
            return await find_sides(self._transaction, self._as_of)
        known = sorted({*self._sides.known_anywhere, *theirs})
        steps = sorted({*self._sides.first_steps, *theirs})
        return self._sides.model_copy(update={"known_anywhere": known, "first_steps": steps})

    async def _told(self, heap: list[Pairs], rules: Sequence[RuleQuery], people: MeetingCandidates) -> BestIntroduction:
        """The first single pair of the heap is the best that is known; sets before it may hold a better one."""
        at_most = -heap[0].bound if heap else 0
        single = min((each for each in heap if each.single), default=None)
        best = await self._introduction(single, rules) if single else None
        return BestIntroduction(
            account=self._account,
            as_of=self._as_of,
            best=best,
            exact=not heap or heap[0].single,
            at_most=at_most,
            pairs=len(people.ours) * len(people.theirs),
            truncated=people.truncated,
        )

    async def _introduction(self, pair: Pairs, rules: Sequence[RuleQuery]) -> Introduction:
        changed = await self._imagined(pair.ours, pair.theirs, rules)
        failures = [failure for one in changed for failure in (*one.closed, *one.opened)]
        names = await name_subjects(self._transaction, failures, self._as_of)
        (ours,), (theirs,) = pair.ours, pair.theirs
        cards = await find_person_cards(self._transaction, [ours, theirs], as_of=self._as_of)
        return Introduction(
            ours=cards[ours],
            theirs=cards[theirs],
            closed=[findings(one.rule, one.closed, names) for one in changed if one.closed],
            opened=[findings(one.rule, one.opened, names) for one in changed if one.opened],
        )


def _closed(changed: Sequence[RuleDifference]) -> int:
    return sum(len(one.closed) for one in changed)
