"""What an answer really costs, counted while it is made: the estimate of `limits` cannot know how long lists are.

Each value counts one, or what its field declares (`prices`). Of a list the length is known before anything in it is
answered: what would go over the limit is not begun. Whoever goes over it is stopped, and told what was spent.

An operation is stopped from below: what waits for something outside of it is cancelled, a few at a time, and is
answered with null; nothing more is begun, and what there is of an answer is thrown away. To cancel the operation itself
would end all at once, which keeps others waiting for as long as it takes, would drop coroutines that nobody has begun,
and would leave errors whose tracebacks hold all that was at hand.
"""

import asyncio
from collections.abc import Awaitable, Coroutine, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from graphql import GraphQLError, GraphQLObjectType, get_named_type
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from relgraph.surfaces.graphql.errors import coded
from relgraph.surfaces.graphql.pace import AT_ONCE
from relgraph.surfaces.graphql.prices import ASK_FOR_LESS, price_of

T = TypeVar("T")


@dataclass
class Spending:
    """What one operation may cost, and has cost so far."""

    maximum: int
    estimated: int
    stops: bool = True
    """Whether the operation ends when it costs too much; else the fields that would cost it fail, and nothing else."""
    spent: int = 0
    _waiting: set[asyncio.Task[Any]] = field(default_factory=set)
    _stopping: asyncio.Task[None] | None = None

    @property
    def stopped(self) -> bool:
        """Whether it is to end: nothing more is begun."""
        return self._stopping is not None

    def told(self) -> dict[str, int]:
        """What every answer tells under `extensions.cost`."""
        return {"estimated": self.estimated, "spent": self.spent, "maximum": self.maximum}

    def too_expensive(self) -> GraphQLError:
        """The error of whoever was stopped."""
        return coded(
            f"The answer would cost more than {self.maximum}; it was stopped at {self.spent}.",
            "TOO_EXPENSIVE",
            spent=self.spent,
            maximum=self.maximum,
            remedy=ASK_FOR_LESS,
        )

    def stop(self) -> None:
        """Have the operation end: what it waits for is let go, and nothing more is begun."""
        if self._stopping is None:
            self._stopping = asyncio.create_task(self._let_go())

    async def _let_go(self) -> None:
        while self._waiting:
            for task in tuple(islice(self._waiting, AT_ONCE)):
                self._waiting.discard(task)
                task.cancel()
            await asyncio.sleep(0)

    async def wait_for(self, awaitable: Awaitable[T]) -> T:
        """Wait for something outside of the operation. Raises CancelledError when that is let go."""
        if self.stopped:
            _drop(awaitable)
            raise asyncio.CancelledError
        if (task := asyncio.current_task()) is None:
            return await awaitable
        self._waiting.add(task)
        try:
            return await awaitable
        finally:
            self._waiting.discard(task)


class MeteredExecution(StrawberryGraphQLCoreExecutionContext):
    """Executes one operation within its means, and lets others work in between.

    The context says what may be spent (`spending`, None for no limit) and keeps the `pace`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (as graphql-core has it)
        super().__init__(*args, **kwargs)
        # By the identity of the fields asked of a type; the fields are held, so that it stays their own.
        self._costs: dict[int, tuple[object, int]] = {}
        self._paid: set[int] = set()
        """The fields asked of what is in lists, by the same identity: charged for with the list."""

    def execute_fields(self, parent_type: GraphQLObjectType, source_value: Any, path: Any, *rest: Any) -> Any:  # noqa: ANN401
        """Charge for the fields, then answer them."""
        grouped = rest[0]
        if id(grouped) not in self._paid and not self._pays(self._cost_of(parent_type, grouped)):
            return {}
        return super().execute_fields(parent_type, source_value, path, *rest)

    def complete_list_value(self, return_type: Any, details: Any, info: Any, path: Any, result: Any, *rest: Any) -> Any:  # noqa: ANN401
        """Charge for all that is in the list, then answer it, a long one in slices."""
        if isinstance(result, list | tuple):
            of_type = get_named_type(return_type)
            if isinstance(of_type, GraphQLObjectType) and result:
                # Kept by graphql-core, which asks for the fields again for each thing in the list.
                asked = self.collect_subfields(of_type, details).grouped_field_set
                if not self._pays(len(result) * self._cost_of(of_type, asked)):
                    return []
                self._paid.add(id(asked))
            if len(result) > AT_ONCE:
                result = self._paced(result)
        return super().complete_list_value(return_type, details, info, path, result, *rest)

    async def complete_awaitable_value(self, *args: Any) -> Any:  # noqa: ANN401
        """The value of a field that somebody works out; null when it is stopped meanwhile."""
        return await self._null_when_stopped(super().complete_awaitable_value(*args))

    async def complete_awaitable_list_item_value(self, *args: Any) -> Any:  # noqa: ANN401
        """A member of a list that comes in its time; null when it is stopped meanwhile."""
        return await self._null_when_stopped(super().complete_awaitable_list_item_value(*args))

    async def with_abort_signal(self, awaitable: Awaitable[T]) -> T:
        """Wait for something outside of the operation: all such waiting passes here."""
        spending: Spending | None = self.context_value.spending
        return await (spending.wait_for(awaitable) if spending else awaitable)

    async def _null_when_stopped(self, value: Awaitable[T]) -> T | None:
        try:
            return await value
        except asyncio.CancelledError:
            if (spending := self.context_value.spending) and spending.stopped:
                return None
            raise

    def _paced(self, things: Iterable[T]) -> Iterator[Awaitable[T]]:
        async def one(thing: T) -> T:
            await self.context_value.pace.step()
            return thing

        return (one(thing) for thing in things)

    def _cost_of(self, of_type: GraphQLObjectType, grouped: Any) -> int:  # noqa: ANN401
        if (known := self._costs.get(id(grouped))) is None:
            names = (details[0].node.name.value for details in grouped.values())
            # To ask for the schema costs no query.
            ours = () if of_type.name.startswith("__") else (name for name in names if not name.startswith("__"))
            known = self._costs[id(grouped)] = grouped, sum(price_of(of_type.fields[name]) for name in ours)
        return known[1]

    def _pays(self, cost: int) -> bool:
        """Whether it goes on. Raises GraphQLError where only what costs too much fails."""
        spending: Spending | None = self.context_value.spending
        if spending is None:
            return True
        if spending.spent + cost > spending.maximum:
            if not spending.stops:
                raise spending.too_expensive()
            spending.stop()
        if not spending.stopped:
            spending.spent += cost
        return not spending.stopped


def _drop(awaitable: Awaitable[object]) -> None:
    if isinstance(awaitable, Coroutine):
        awaitable.close()
    elif isinstance(awaitable, asyncio.Future):
        awaitable.cancel()
