"""What an answer really costs, counted while it is made: the estimate of `limits` cannot know how long lists are.

Each value counts one, or what its field declares (`prices`). Of a list the length is known before anything in it is
answered: what would go over the limit is not begun. Whoever goes over it is stopped, and told what was spent.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
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
    spent: int = 0
    stop: Callable[[], object] | None = None
    """Ends the operation; without it the fields that cost too much fail, and nothing else."""
    stopped: bool = False

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


class MeteredExecution(StrawberryGraphQLCoreExecutionContext):
    """Executes one operation within its means, and lets others work in between.

    The context says what may be spent (`spending`, None for no limit) and keeps the `pace`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (as graphql-core has it)
        super().__init__(*args, **kwargs)
        # By the identity of the fields asked of a type; the fields are held, so that it stays their own.
        self._costs: dict[int, tuple[object, int]] = {}

    def execute_fields(self, parent_type: GraphQLObjectType, source_value: Any, path: Any, *rest: Any) -> Any:  # noqa: ANN401
        """Charge for the fields, then answer them."""
        grouped = rest[0]
        self._spend(self._cost_of(parent_type, grouped))
        return super().execute_fields(parent_type, source_value, path, *rest)

    def complete_list_value(self, return_type: Any, details: Any, info: Any, path: Any, result: Any, *rest: Any) -> Any:  # noqa: ANN401
        """Look at what the list will cost, then answer what is in it, a long one in slices."""
        if isinstance(result, list | tuple):
            of_type = get_named_type(return_type)
            if isinstance(of_type, GraphQLObjectType) and result:
                # Kept by graphql-core, which asks for the fields again for each thing in the list.
                asked = self.collect_subfields(of_type, details).grouped_field_set
                self._afford(len(result) * self._cost_of(of_type, asked))
            if len(result) > AT_ONCE:
                result = self._paced(result)
        return super().complete_list_value(return_type, details, info, path, result, *rest)

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

    def _spend(self, cost: int) -> None:
        self._afford(cost)
        if spending := self.context_value.spending:
            spending.spent += cost

    def _afford(self, cost: int) -> None:
        spending: Spending | None = self.context_value.spending
        if spending is None or spending.spent + cost <= spending.maximum:
            return
        if spending.stop and not spending.stopped:
            spending.stopped = True
            spending.stop()
        raise spending.too_expensive()
