"""What may be watched of a server at work: requests, operations, analyses and queries, by names.

Never a parameter, an id or a value. Unless a server is told to (`surfaces.telemetry`), nobody watches.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field


@dataclass
class Request:
    """An HTTP request, as far as it may be known."""

    method: str
    path: str
    """One of ours, or a word for all others."""
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 0
    """Of the answer; 0 while there is none."""
    codes: Sequence[str] = ()
    """The codes of the errors that it was told."""


@dataclass
class Operation:
    """A GraphQL operation, as far as it may be known."""

    kind: str
    """Query or mutation."""
    name: str | None
    """The name that its document gives it."""
    spent: int = 0
    """What it has cost."""


class Watch:
    """Watches nothing. What is done within a block of these is watched by those who make others of it.

    A request and an operation are told of more when they end than is known when they begin.
    """

    def request(self, request: Request) -> AbstractContextManager[object]:
        """While it is answered."""
        del request
        return _NOBODY

    def operation(self, operation: Operation) -> AbstractContextManager[object]:
        """While it is answered."""
        del operation
        return _NOBODY

    def analysis(self, name: str) -> AbstractContextManager[object]:
        """While it works, once it has its turn."""
        del name
        return _NOBODY

    def query(self, title: str) -> AbstractContextManager[object]:
        """While a query of the graph is answered, until its last row; by the name of its file."""
        del title
        return _NOBODY


class Watches(Watch):
    """Several who watch."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._watches = watches

    def request(self, request: Request) -> AbstractContextManager[object]:
        """As `Watch`."""
        return _all([watch.request(request) for watch in self._watches])

    def operation(self, operation: Operation) -> AbstractContextManager[object]:
        """As `Watch`."""
        return _all([watch.operation(operation) for watch in self._watches])

    def analysis(self, name: str) -> AbstractContextManager[object]:
        """As `Watch`."""
        return _all([watch.analysis(name) for watch in self._watches])

    def query(self, title: str) -> AbstractContextManager[object]:
        """As `Watch`."""
        return _all([watch.query(title) for watch in self._watches])


def _all(blocks: Sequence[AbstractContextManager[object]]) -> AbstractContextManager[object]:
    with ExitStack() as stack:
        for block in blocks:
            stack.enter_context(block)
        return stack.pop_all()


_NOBODY = nullcontext()
UNWATCHED = Watch()
