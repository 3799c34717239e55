"""Small worlds around a deal, drawn at random: as facts, as the rows that are read of them, and on a graph."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from hypothesis import strategies as st

from relgraph.chain.neighbourhood import Chain, HopKind, HopsRow, chain_of
from relgraph.kinds.role import RoleLetter
from relgraph.playbook.chain import ChainNumbers
from relgraph.playbook.service import load_playbook
from tests.draw import Drawing

NUMBERS: ChainNumbers = load_playbook(None).chain
OURS, RIVALS = ("ann", "abe"), ("rex",)
THEIRS = tuple(f"p{n}" for n in range(6))
EVERYBODY = (*OURS, *RIVALS, *THEIRS)
LINES = {"solid": (HopKind.SOLID_UP, HopKind.SOLID_DOWN), "dotted": (HopKind.DOTTED_UP, HopKind.DOTTED_DOWN)}

APRIL, JUNE = date(2026, 4, 1), date(2026, 6, 1)
Strength = float | None


@dataclass(frozen=True)
class World:
    """Facts around one deal. Lines go from who reports to the manager; frictions and ties have no direction."""

    roles: tuple[tuple[str, str], ...] = ()
    levels: tuple[tuple[str, int], ...] = ()
    ties: tuple[tuple[str, str, Strength], ...] = ()
    influences: tuple[tuple[str, str, Strength], ...] = ()
    lines: tuple[tuple[str, str, str], ...] = ()
    frictions: tuple[tuple[str, str], ...] = ()
    declining: tuple[str, ...] = ()
    rivals: tuple[str, ...] = field(default=RIVALS)

    def letters(self, person: str) -> frozenset[RoleLetter]:
        return frozenset(RoleLetter(letter) for who, letter in self.roles if who == person)

    def hops(self, to: str) -> list[tuple[str, HopKind, Strength]]:
        """All that leads to somebody."""
        found = [(one if other == to else other, HopKind.TIE, s) for one, other, s in self.ties if to in (one, other)]
        found += [(by, HopKind.INFLUENCE, weight) for by, listener, weight in self.influences if listener == to]
        for person, manager, line in self.lines:
            up, down = LINES[line]
            found += [(person, up, None)] if manager == to else [(manager, down, None)] if person == to else []
        return found

    def at_odds(self, person: str) -> list[str]:
        return [one if other == person else other for one, other in self.frictions if person in (one, other)]

    def chain(self, numbers: ChainNumbers = NUMBERS) -> Chain:
        """As it would be read, of everybody."""
        rows = [
            HopsRow(id=to, hops=self.hops(to), declining=list(self.declining), at_odds=self.at_odds(to))
            for to in (*THEIRS, *RIVALS)
        ]
        return chain_of(
            rows,
            numbers=numbers,
            roles={person: letters for person in EVERYBODY if (letters := self.letters(person))},
            levels=dict(self.levels),
            ours=frozenset(OURS),
            rivals=frozenset(self.rivals),
        )

    def draw(self, d: Drawing) -> Drawing:
        """On a graph, with a live deal of acme."""
        d.org("us", "vendor").org("acme").org("foe", "competitor").opportunity("deal", "acme")
        at = {**dict.fromkeys(OURS, "us"), **dict.fromkeys(THEIRS, "acme"), **dict.fromkeys(RIVALS, "foe")}
        for person in EVERYBODY:
            d.person(person, at=at[person], declines_introductions=person in self.declining)
        for person, letter in self.roles:
            d.role(person, "deal", letter)
        for person, level in self.levels:
            d.support(person, "deal", level)
        for n, (one, other, strength) in enumerate(self.ties):
            d.tie(one, other, strength, basis=f"basis {n}")
        for n, (by, to, weight) in enumerate(self.influences):
            d.influence(by, to, weight, basis=f"basis {n}")
        for person, manager, line in self.lines:
            d.reports(person, manager, line)
        for one, other in self.frictions:
            d.friction(one, other)
        return d

    def without(self, kind: str, place: int) -> "World":
        """The same without one fact."""
        facts = getattr(self, kind)
        return replace(self, **{kind: facts[:place] + facts[place + 1 :]})

    def unknown(self, kind: str, place: int) -> "World":
        """The same where nobody knows one strength or weight."""
        facts = list(getattr(self, kind))
        facts[place] = (*facts[place][:2], None)
        return replace(self, **{kind: tuple(facts)})

    def turned(self, person: str, level: int) -> "World":
        """The same with somebody at another level."""
        return replace(self, levels=(*((p, held) for p, held in self.levels if p != person), (person, level)))


def draw_deal(d: Drawing) -> Drawing:
    """Bob decides; amy approves and backs us; eve evaluates. Vic opposes and sways bob. Kim is our coach."""
    d.org("us", "vendor").people("ann", "abe", at="us").org("acme").org("foe", "competitor").person("rex", at="foe")
    d.opportunity("deal", "acme", valid_from=date(2026, 1, 1)).opportunity("empty", "acme")
    d.opportunity("old", "acme", valid_to=JUNE)
    d.person("bob", at="acme", layer=1).people("amy", "eve", "vic", "kim", "sue", at="acme")
    d.role("bob", "deal", "D").role("amy", "deal", "A").role("eve", "deal", "E").role("kim", "deal", "C", "S")
    d.support("amy", "deal", 2, since=date(2026, 8, 30)).support("eve", "deal", 0, since=JUNE)
    d.support("vic", "deal", -1).support("kim", "deal", 3, since=JUNE).support("bob", "deal", None, since=JUNE)
    d.influence("amy", "bob", 0.5, id="t:amy-bob", since=APRIL, basis="board").influence("vic", "bob", 0.9)
    d.influence("sue", "bob").influence("kim", "eve", 0.6).influence("gone", "bob", 1.0, until=JUNE).people("gone")
    d.tie("ann", "amy", 0.8).tie("ann", "kim", 0.9).tie("rex", "bob", 0.7).tie("abe", "sue", 0.4)
    d.friction("kim", "amy").reports("eve", "amy")
    return d


STRENGTHS = st.one_of(st.none(), st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.8, 1.0]))


def _unique(pairs: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(pairs))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Anybody may know, sway or quarrel with anybody; lines never form a circle."""
    person, theirs = st.sampled_from(EVERYBODY), st.sampled_from(THEIRS)
    two = st.tuples(person, person).filter(lambda pair: pair[0] != pair[1])
    ordered = two.map(lambda pair: tuple(sorted(pair, key=EVERYBODY.index)))
    lines = st.tuples(theirs, theirs).filter(lambda pair: pair[0] > pair[1])
    roles = draw(st.lists(st.tuples(theirs, st.sampled_from("ADESIC")), max_size=7, unique=True))
    levels = draw(st.dictionaries(theirs, st.integers(-1, 3), max_size=6))
    ties = draw(st.lists(st.tuples(ordered, STRENGTHS), max_size=12))
    influences = draw(st.lists(st.tuples(two, STRENGTHS), max_size=12))
    solid = draw(
        st.lists(st.tuples(lines, st.sampled_from(["solid", "dotted"])), max_size=4, unique_by=lambda x: x[0][0])
    )
    return World(
        roles=tuple(roles),
        levels=tuple(sorted(levels.items())),
        ties=tuple((one, other, strength) for (one, other), strength in ties),
        influences=tuple((by, to, weight) for (by, to), weight in influences),
        lines=tuple((person_, manager, line) for (person_, manager), line in solid),
        frictions=tuple(_unique(draw(st.lists(ordered, max_size=2)))),  # type: ignore[arg-type]
        declining=tuple(draw(st.lists(theirs, max_size=1))),
    )
