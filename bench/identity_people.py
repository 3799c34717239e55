"""People of two worlds of names, 15 of 100 recorded once more, as another source would write them.

Names, organisations and addresses come from their frequencies alone, so that namesakes meet as they do in life, at one
organisation too. Ids are random: they say nothing of who is whom.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import combinations
from random import Random

from bench.identity_changes import CHANGES, Written
from bench.identity_names import (
    CHARACTERS,
    ENGLISH_NAMES,
    GIVEN,
    RARE_BEGIN,
    RARE_END,
    SURNAMES,
    SURNAMES_ZH,
    TITLES,
)
from relgraph.identity.matching.model import KnownPerson

DUPLICATES = 0.15
"""Of all records, those of somebody who has another one."""
PER_ORGANIZATION = 30
MOVED = 0.1
"""Of duplicates, those who are at another organisation, with its address or none."""
_TRIES = 6
_CHANGE_NAMES = list(CHANGES)
_FREE = ["gmail.com", "qq.com", "163.com", "outlook.com", "hotmail.com"]


def _zipf(count: int, power: float = 0.8) -> list[float]:
    return [1 / (rank + 2) ** power for rank in range(count)]


def _spelt(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


@dataclass(frozen=True)
class Record:
    """What one source has of a person; `changes`: in what it differs from the first one."""

    person: int
    name: Written
    organization: int | None
    email: str = ""
    private: str = ""
    phone: str = ""
    title: str = ""
    more: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass
class World:
    """A seeded world of people."""

    people: int
    seed: int = 20260930
    records: list[Record] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self._surnames, self._characters = _spelt(SURNAMES_ZH), _spelt(CHARACTERS)
        count = max(5, self.people // PER_ORGANIZATION)
        self._organizations = list(range(count))
        self._sizes = _zipf(count, 0.6)
        self._chinese = [self.rng.random() < 0.5 for _ in range(count)]
        self._patterns = [self.rng.choice(["g.f", "gf", "if", "i.f", "g_f", "fg"]) for _ in range(count)]
        self._taken: Counter[str] = Counter()
        first = [self._person(number) for number in range(round(self.people * (1 - DUPLICATES)))]
        again: list[Record] = []
        while len(first) + len(again) < self.people:
            # Now and then somebody is drawn twice, and has three records.
            again.append(self._again(self.rng.choice(first)))
        self.records = first + again
        self.rng.shuffle(self.records)
        numbers = self.rng.sample(range(10**9), len(self.records))
        self.ids = [f"p:{number:09d}" for number in numbers]

    def profiles(self) -> list[KnownPerson]:
        """What is known, as matching is told."""
        return [self._profile(id_, record) for id_, record in zip(self.ids, self.records, strict=True)]

    def pairs(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The pairs that are one, smaller id first, and in what they differ."""
        records: dict[int, list[tuple[str, Record]]] = {}
        for id_, record in zip(self.ids, self.records, strict=True):
            records.setdefault(record.person, []).append((id_, record))
        return {
            (min(one, other), max(one, other)): (*first.changes, *second.changes, *_apart(first, second))
            for same in records.values()
            for (one, first), (other, second) in combinations(same, 2)
        }

    def _person(self, number: int) -> Record:
        rng = self.rng
        where = rng.choices(self._organizations, self._sizes)[0]
        chinese = rng.random() < (0.9 if self._chinese[where] else 0.1)
        name = self._chinese_name() if chinese else self._western_name()
        more = (f"{rng.choice(ENGLISH_NAMES)} {name.family.title()}",) if chinese and rng.random() < 0.15 else ()
        record = Record(number, name, where, more=more, title=rng.choices([*TITLES, ""], [*_zipf(len(TITLES)), 0.8])[0])
        drawn = rng.random()
        email = self._email(name, where) if drawn < 0.65 else f"info@{_domain(where)}" if drawn < 0.68 else ""
        drawn = rng.random()
        phone = self._phone() if drawn < 0.6 else f"+86 21 5{where:03d} 0000" if drawn < 0.68 else ""
        return replace(record, email=email, private=self._private(name) if rng.random() < 0.2 else "", phone=phone)

    def _chinese_name(self) -> Written:
        rng = self.rng
        family = rng.choices(self._surnames, _zipf(len(self._surnames), 1.0))[0]
        given = rng.choices(self._characters, _zipf(len(self._characters), 0.5), k=1 if rng.random() < 0.25 else 2)
        characters, pinyin = "".join(each for each, _ in given), "".join(each for _, each in given)
        return Written(pinyin.title(), family[1].title(), (family[0], characters), family[0] + characters)

    def _western_name(self) -> Written:
        rng = self.rng
        culture = rng.choices(["english", "german", "spanish"], [5, 3, 2])[0]
        families, givens = SURNAMES[culture], GIVEN[culture]
        family = rng.choices(families, _zipf(len(families)))[0]
        if rng.random() < 0.45:  # of most people the surname is not among the frequent ones
            family = (
                rng.choice(RARE_BEGIN) + rng.choice(["", "i", "er", "a", "en", "o"]) + rng.choice(RARE_END)
            ).title()
        given = rng.choices(givens, _zipf(len(givens)))[0]
        if culture == "spanish" and rng.random() < 0.4:
            family += " " + rng.choices(families, _zipf(len(families)))[0]
        if culture == "english" and rng.random() < 0.15:
            given += f" {rng.choice('ABCDEFGJKLMPRSTW')}."
        return Written(given, family)

    def _email(self, name: Written, where: int) -> str:
        given, family = _plain(name.given.split(" ")[0]), _plain(name.family.split(" ")[0])
        local = {
            "g.f": f"{given}.{family}", "gf": given + family, "if": given[:1] + family, "i.f": f"{given[:1]}.{family}",
            "g_f": f"{given}_{family}", "fg": family + given,
        }[self._patterns[where]]  # fmt: skip
        address = f"{local}@{_domain(where)}"
        self._taken[address] += 1
        return address if self._taken[address] == 1 else f"{local}{self._taken[address]}@{_domain(where)}"

    def _private(self, name: Written) -> str:
        given, family = _plain(name.given.split(" ")[0]), _plain(name.family.split(" ")[0])
        number = self.rng.choice(["", str(self.rng.randrange(60, 100)), str(self.rng.randrange(1960, 2005))])
        local = self.rng.choice([given + family, f"{given}.{family}", f"{family}{given[:1]}", given]) + number
        address = f"{local}@{self.rng.choice(_FREE)}"
        self._taken[address] += 1
        return address if self._taken[address] == 1 else f"{local}.{self._taken[address]}x@{address.partition('@')[2]}"

    def _phone(self) -> str:
        return f"+86 1{self.rng.randrange(30, 99)}{self.rng.randrange(10**4):04d}{self.rng.randrange(10**4):04d}"

    def _again(self, record: Record) -> Record:
        """The same person in another source."""
        rng = self.rng
        change, name = "as it was", record.name
        for _ in range(_TRIES):
            change = rng.choices(_CHANGE_NAMES, [weight for weight, _ in CHANGES.values()])[0]
            name = CHANGES[change][1](rng, record.name)
            if name != record.name or change == "as it was":
                break
        changes = [change if name != record.name else "as it was"]
        where, email = record.organization, record.email
        moved, drawn = False, rng.random()
        if drawn < MOVED:
            moved = True
            where = rng.choices(self._organizations, self._sizes)[0]
            email = self._email(record.name, where) if rng.random() < 0.6 else ""
            changes.append("another job")
        elif drawn < 0.4:
            email = ""
            changes.append("no e-mail")
        elif drawn < 0.5 and (record.email or record.private):
            # As on a list of addresses.
            where = None
            changes.append("no organisation")
        drawn = rng.random()
        # Whoever goes takes a telephone of their own along.
        phone = (
            _other_format(record.phone, rng)
            if drawn < (0.85 if moved else 0.65)
            else ""
            if drawn < 0.9
            else self._phone()
        )
        drawn = rng.random()
        title = record.title if drawn < 0.5 else "" if drawn < 0.7 else rng.choices(TITLES, _zipf(len(TITLES)))[0]
        private = record.private if rng.random() < (0.7 if where is not None else 1.0) else ""
        more = record.more if rng.random() < 0.4 else ()
        return Record(record.person, name, where, email, private, phone, title, more, tuple(changes))

    @staticmethod
    def _profile(id_: str, record: Record) -> KnownPerson:
        return KnownPerson(
            id_,
            (record.name.told, *record.more),
            frozenset(each for each in (record.email, record.private) if each),
            frozenset({record.phone} - {""}),
            frozenset(),
            frozenset() if record.organization is None else frozenset({f"o:{record.organization}"}),
            (record.title,) if record.title else (),
        )


def _apart(one: Record, other: Record) -> tuple[str, ...]:
    """Said of two records that share neither organisation nor address nor telephone."""
    mails = {one.email, one.private} & {other.email, other.private} - {""}
    phones = {re.sub(r"\D", "", record.phone)[-11:] for record in (one, other)}
    where = one.organization is not None and one.organization == other.organization
    return () if mails or where or (len(phones) == 1 and phones != {""}) else ("nothing but the name in common",)


def _domain(where: int) -> str:
    return f"firm{where}.example"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("ß", "ss")).casefold()
    return "".join(letter for letter in letters if letter.isalnum() and letter.isascii())


def _other_format(phone: str, rng: Random) -> str:
    digits = phone.replace(" ", "")
    return rng.choice([phone, digits, digits.replace("+", "00"), digits.removeprefix("+86")]) if phone else ""
