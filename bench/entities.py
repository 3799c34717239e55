"""A world's organisations, units, people and deals as import files, and what facts call them."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench import vocabulary
from bench.stored import Numbers, OptionalEnds, OptionalWords, Sheet, Words, text
from bench.world import CUSTOMER, KINDS, World, organization_id, person_id

_KINDS = Words(KINDS)
_FUNCTIONS = ["management", "procurement", "finance", "planning", "research", "engineering", "it", "operations"]
_FUNCTION = OptionalWords("function", [*_FUNCTIONS, "maintenance", "sales", "service", "delivery", "quality", "hr"])
_UNITS = [
    "综合部",
    "采购部",
    "财务部",
    "规划部",
    "研究院",
    "工程部",
    "信息部",
    "运行部",
    "维护部",
    "销售部",
    "服务部",
    "交付部",
    "质量部",
]
_STAGES = OptionalWords("stage", ["lead", "opportunity", "contract", "collection"])
_OUTCOMES = OptionalWords("outcome", ["won", "lost", "dropped"])
_ALIASES = OptionalWords("aliases", [("集团", "Group"), ("股份",)])
_SURNAMES = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"]
_LATIN = ["Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Zhao", "Huang", "Zhou", "Wu", "Xu", "Sun"]
_ENDED_DEALS = 0.25


@dataclass(frozen=True)
class Deals:
    """Opportunities of customers: more where more people are."""

    organization: Numbers
    begin: Numbers

    @classmethod
    def of(cls, world: World) -> "Deals":
        """The deals of a world."""
        rng = world.rng("deals")
        customers = np.flatnonzero(world.organization_kind == CUSTOMER)
        counts = 1 + np.minimum(np.diff(world.organization_begin)[customers] // 150, 20)
        organization = np.repeat(customers, counts)
        return cls(organization, vocabulary.TODAY - rng.integers(100, 600, len(organization)))

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.organization)


class Places:
    """What facts of a world refer to: by number in the import, by id in digests."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.deals = Deals.of(world)
        self.people_ids = [person_id(n) for n in range(world.people)]
        self.organization_ids = [organization_id(n) for n in range(len(world.organization_kind))]
        self.unit_ids = [f"b:u{n:06}" for n in range(len(world.unit_organization))]
        self.deal_ids = [f"b:deal{n:05}" for n in range(self.deals.count)]
        self.people = Words(self.people_ids)
        self.organizations = Words(self.organization_ids)
        self.units = OptionalEnds(self.unit_ids)
        self.opportunities = Words(self.deal_ids)

    def organization(self, number: Numbers) -> Numbers:
        """The importer's numbers of organisations; people have their own."""
        return number + self.world.people

    def unit(self, number: Numbers) -> Numbers:
        """The importer's numbers of units."""
        return number + self.world.people + len(self.organization_ids)

    def deal(self, number: Numbers) -> Numbers:
        """The importer's numbers of deals."""
        return number + self.world.people + len(self.organization_ids) + len(self.unit_ids)

    def write(self, folder: Path) -> None:
        """Write the node files, and what holds entities together."""
        self._organizations(folder)
        self._units(folder)
        self._people(folder)
        self._deals(folder)

    def _organizations(self, folder: Path) -> None:
        count, rng = len(self.organization_ids), self.world.rng("organizations")
        values = {
            **vocabulary.always(rng, count),
            "kind": _KINDS.take(self.world.organization_kind),
            "name": text([f"{'电力能源交通制造'[n % 4 * 2 : n % 4 * 2 + 2]}{n}公司" for n in range(count)]),
            "english_name": text([f"Company {n}" for n in range(count)]),
            "aliases": _ALIASES.take(rng.integers(-1, 2, count)),
        }
        with Sheet(folder / "Organization.csv") as sheet:
            sheet.nodes(self.organization(np.arange(count)), self.organization_ids, values)

    def _units(self, folder: Path) -> None:
        world, rng = self.world, self.world.rng("units")
        numbers, above = np.arange(len(self.unit_ids)), world.unit_above
        function = np.where(world.unit_place == 0, 0, rng.integers(-1, 14, len(numbers)))
        values = {
            **vocabulary.always(rng, len(numbers)),
            "name": text([f"{_UNITS[n % len(_UNITS)]}{n}" for n in numbers.tolist()]),
            "english_name": text([f"Unit {n}" for n in numbers.tolist()]),
            "function": _FUNCTION.take(function),
        }
        ends = {"organization": self.organizations.take(world.unit_organization), "parent": self.units.take(above)}
        with Sheet(folder / "Unit.csv") as sheet:
            sheet.nodes(self.unit(numbers), self.unit_ids, values, **ends)
        with Sheet(folder / "BELONGS_TO.csv") as sheet:
            sheet.links(self.unit(numbers), self.organization(world.unit_organization))
        with Sheet(folder / "PART_OF.csv") as sheet:
            sheet.links(self.unit(numbers[above >= 0]), self.unit(above[above >= 0]))

    def _people(self, folder: Path) -> None:
        world, rng = self.world, self.world.rng("people")
        with Sheet(folder / "Person.csv") as sheet:
            for people in np.array_split(np.arange(world.people), 1 + world.people // 100_000):
                numbers = people.tolist()
                end = np.where(world.gone[people], vocabulary.TODAY - rng.integers(0, 900, len(people)), -1)
                values = {
                    **vocabulary.spanned(rng, np.full(len(people), -1), end),
                    "name": text([f"{_SURNAMES[n % 12]}{n}" for n in numbers]),
                    "english_name": text([f"{_LATIN[n % 12]} {n}" for n in numbers]),
                }
                sheet.nodes(people, self.people_ids[numbers[0] : numbers[-1] + 1], values)

    def _deals(self, folder: Path) -> None:
        deals, rng = self.deals, self.world.rng("opportunities")
        over = rng.random(deals.count) < _ENDED_DEALS
        values = {
            **vocabulary.spanned(
                rng, deals.begin, np.where(over, vocabulary.TODAY - rng.integers(0, 90, deals.count), -1)
            ),
            "name": text([f"项目{n}" for n in range(deals.count)]),
            "english_name": text([f"Deal {n}" for n in range(deals.count)]),
            "stage": _STAGES.take(rng.integers(-1, 4, deals.count)),
            "outcome": _OUTCOMES.take(np.where(over, rng.integers(0, 3, deals.count), -1)),
        }
        numbers = self.deal(np.arange(deals.count))
        with Sheet(folder / "Opportunity.csv") as sheet:
            sheet.nodes(numbers, self.deal_ids, values, account=self.organizations.take(deals.organization))
        with Sheet(folder / "FOR.csv") as sheet:
            sheet.links(numbers, self.organization(deals.organization))
