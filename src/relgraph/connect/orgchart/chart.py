"""Who stands under whom in a staff table: ids alone, found out before anything is told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from relgraph.connect.faults import shown
from relgraph.connect.naming import name_key
from relgraph.connect.orgchart.circles import circles, way_back
from relgraph.connect.tabular.reader import Fault

_SHOWN = 5
MOST_LAYERS = 100


class Told(NamedTuple):
    """What a row says of a post: its line, the post, whom it names as the manager, who holds it, by id and name."""

    line: int
    post: str
    refers: str | None
    person: str | None = None
    name: str | None = None
    unit: str | None = None
    vacant: bool = False
    says_nothing: bool = False
    """Only that there is something, as rows `root` do."""


class Post(NamedTuple):
    """A post by its first row. `person` and `name`: the first holder who is known, whatever row tells them."""

    first: Told
    person: str | None
    name: str | None

    @property
    def says_nothing(self) -> bool:
        """It is no post, but what the posts at the top stand under."""
        return self.first.says_nothing and self.first.refers is None


@dataclass
class Chart:
    """All posts. `add` every row, then `settle`; then ask."""

    column: str
    """Of managers, for messages."""
    posts: dict[str, Post] = field(default_factory=dict)
    _refers: dict[int, tuple[str, str]] = field(default_factory=dict)
    _names: dict[str, str | None] = field(default_factory=dict)
    _lines: dict[int, str] = field(default_factory=dict)
    _managers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _broken: set[str] = field(default_factory=set)
    _faults: dict[int, Fault] = field(default_factory=dict)
    _above: dict[str, str | None] = field(default_factory=dict)
    _depths: dict[str, int | None] = field(default_factory=dict)
    _tops: set[str] = field(default_factory=set)
    """Where chains end as the table says itself: below a row `root`, else at the only post that reports to nobody."""
    parents: dict[str, str] = field(default_factory=dict)
    """The unit that a unit is part of, by their keys."""

    def add(self, told: Told, *aliases: str | None) -> None:
        """A row. `aliases`: what others may call who holds the post, besides its id."""
        before = self.posts.get(told.post)
        if before is None:
            self.posts[told.post] = Post(told, told.person, told.name)
        elif before.person is None and told.person:
            self.posts[told.post] = before._replace(person=told.person, name=told.name)
        for alias in filter(None, aliases):
            key = name_key(alias)
            known = self._names.get(key, told.post)
            # The posts of one person lead to the same person.
            same = known is not None and self.posts[known].person == told.person
            self._names[key] = known if same or known == told.post else None
        if told.refers:
            self._refers[told.line] = (told.post, told.refers)

    def settle(self) -> None:
        """Find whom every row means as the manager, and what cannot be."""
        for line, (post, refers) in self._refers.items():
            manager = self._meant(refers)
            if isinstance(manager, Fault):
                self._break(line, post, manager)
            elif manager == post:
                self._break(
                    line, post, self._fault("reports to themselves", "Name another; leave it empty at the top.")
                )
            elif self.posts[manager].says_nothing:
                self._tops.add(post)
            else:
                self._lines[line] = manager
                self._managers[post].append(manager)
        self._break_circles()
        self._refers.clear()
        self._find_top()
        self._find_parents()

    def fault(self, line: int) -> Fault | None:
        """What is wrong with whom a row names as the manager."""
        return self._faults.get(line)

    def manager(self, line: int, person: str) -> str | None:
        """To whom somebody reports by a row: the next one above who is known, and somebody else."""
        post = self._lines.get(line)
        while post:
            found = self._known(post)
            if found is None or self.posts[found].person != person:
                return self.posts[found].person if found else None
            post = self._next(found)
        return None

    def reports(self, line: int) -> bool:
        """Whether a row names a manager who is in the table."""
        return line in self._lines

    def goes_past(self, line: int) -> bool:
        """Whether the line of a row goes past posts whose holder is not known."""
        return line in self._lines and self.posts[self._lines[line]].person is None

    def layer(self, line: int, post: str) -> int | None:
        """The layer of a seat, 1 at the top; None where the chain to the top is not known whole."""
        manager = self._lines.get(line)
        if manager is None:
            return 1 if post in self._tops and line not in self._faults else None
        depth = self._depth(manager)
        return depth + 1 if depth and depth < MOST_LAYERS else None

    def _meant(self, refers: str) -> str | Fault:
        if (id_ := "-".join(refers.split())) in self.posts:
            return id_
        key = name_key(refers)
        if found := self._names.get(key):
            return found
        if key in self._names:
            return self._fault(f"several are called '{shown(refers)}'", "Name the manager by id.")
        return self._fault(f"the manager '{shown(refers)}' is not in the table", "Add their row, or correct the cell.")

    def _fault(self, message: str, remedy: str) -> Fault:
        return Fault(self.column, message, remedy)

    def _break(self, line: int, post: str, fault: Fault) -> None:
        self._faults[line] = fault
        self._broken.add(post)

    def _break_circles(self) -> None:
        all_of = {post: list(self._managers.get(post, ())) for post in self.posts}
        part_of = {post: part for part in circles(all_of) for post in part}
        for line, manager in list(self._lines.items()):
            post = self._refers[line][0]
            if (part := part_of.get(post)) and part_of.get(manager) is part:
                del self._lines[line]
                self._managers[post].remove(manager)
                way = way_back(post, manager, all_of, part)
                through = _and(self._called(one) for one in way) if way is not None else f"{len(part) - 1:,} others"
                rows = _and(str(n) for n in sorted(self.posts[one].first.line for one in part))
                message = f"reports, through {through}, to themselves (rows {rows})"
                self._break(line, post, self._fault(message, "Correct one of the rows."))

    def _find_top(self) -> None:
        below = {post for post, managers in self._managers.items() if managers} | self._broken
        tops = [key for key, post in self.posts.items() if key not in below and not post.says_nothing]
        self._tops = self._tops or (set(tops) if len(tops) == 1 else set())

    def _called(self, post: str) -> str:
        return self.posts[post].name or post

    def _next(self, post: str) -> str | None:
        """The post above; None at the top, and where the row above is not to be believed."""
        found = self._managers.get(post)
        return found[0] if found and post not in self._broken else None

    def _known(self, post: str) -> str | None:
        """The first post from here upwards whose holder is known."""
        way = []
        at: str | None = post
        while at and at not in self._above and self.posts[at].person is None:
            way.append(at)
            at = self._next(at)
        found = self._above.get(at, at) if at else None
        self._above.update(dict.fromkeys(way, found))
        return found

    def _depth(self, post: str) -> int | None:
        way = []
        at: str | None = post
        while at and at not in self._depths:
            way.append(at)
            at = self._next(at)
        depth = self._depths[at] if at else 0
        for one in reversed(way):
            # A chain that ends elsewhere than at the top is not known to its end.
            depth = depth + 1 if depth or (depth == 0 and one in self._tops) else None
            self._depths[one] = depth
        return self._depths[post]

    def _find_parents(self) -> None:
        """A unit is part of the one that all lines out of it lead to, where that is one."""
        leads: dict[str, set[str]] = defaultdict(set)
        for post, managers in self._managers.items():
            unit = self.posts[post].first.unit
            above = {other for each in managers if (other := self.posts[each].first.unit)}
            if unit:
                leads[unit] |= above - {unit}
        one = {unit: next(iter(above)) for unit, above in leads.items() if len(above) == 1}
        around = {unit for part in circles({unit: [above] for unit, above in one.items()}) for unit in part}
        self.parents = {unit: above for unit, above in one.items() if unit not in around}


def _and(names: Iterable[str]) -> str:
    told = list(names)
    if len(told) > _SHOWN:
        told = [*told[:_SHOWN], f"{len(told) - _SHOWN:,} more"]
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)
