"""Who reports, through others, to themselves: found over ids alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

_SEARCHED = 100
"""In circles of more posts the way around is not told."""

Managers = Mapping[str, Sequence[str]]


def circles(managers: Managers) -> list[list[str]]:
    """Posts that lie on circles together, in the order in which they are told: each a component of Tarjan's (1972).

    Every line between two of one component lies on a circle, and no other line does.
    """
    order = {post: n for n, post in enumerate(managers)}
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    found: list[list[str]] = []
    stack: dict[str, None] = {}
    for root in managers:
        todo: list[tuple[str, Iterator[str]]] = (
            [] if root in number else [_enter(root, managers, number, lowest, stack)]
        )
        while todo:
            post, rest = todo[-1]
            above = next((other for other in rest if other not in number or other in stack), None)
            if above is None:
                todo.pop()
                if todo:
                    lowest[todo[-1][0]] = min(lowest[todo[-1][0]], lowest[post])
                if lowest[post] == number[post]:
                    part = _leave(post, stack)
                    found += [sorted(part, key=lambda one: order.get(one, -1))] if len(part) > 1 else []
            elif above in number:
                lowest[post] = min(lowest[post], number[above])
            else:
                todo.append(_enter(above, managers, number, lowest, stack))
    return sorted(found, key=lambda part: order.get(part[0], -1))


def _enter(
    post: str, managers: Managers, number: dict[str, int], lowest: dict[str, int], stack: dict[str, None]
) -> tuple[str, Iterator[str]]:
    number[post] = lowest[post] = len(number)
    stack[post] = None
    return post, iter(managers.get(post, ()))


def _leave(post: str, stack: dict[str, None]) -> list[str]:
    part = []
    while True:
        part.append(stack.popitem()[0])
        if part[-1] == post:
            return part


def way_back(post: str, manager: str, managers: Managers, within: Iterable[str]) -> list[str] | None:
    """Through whom a post reports to itself, beginning with a manager; None where the circle is too large to tell."""
    part = set(within)
    if len(part) > _SEARCHED:
        return None
    ways = {manager: [manager]}
    todo = [manager]
    for one in todo:
        for above in managers.get(one, ()):
            if above == post:
                return ways[one]
            if above in part and above not in ways:
                ways[above] = [*ways[one], above]
                todo.append(above)
    return []
