"""People as they are compared, who is compared with whom, and what speaks for and against two of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import TypeVar

from relgraph.identity.matching.evidence.blocks import Blocks, Chain
from relgraph.identity.matching.evidence.compare import compare_names
from relgraph.identity.matching.evidence.contacts import address, own_domain, telephone
from relgraph.identity.matching.evidence.names import Name, names_of
from relgraph.identity.matching.evidence.rarity import Rarity
from relgraph.identity.matching.model import Because, KnownPerson, MatchReason

T = TypeVar("T", str, tuple[str, str])
EXTERNAL_ID, EMAIL, PHONE = 34.0, 22.0, 14.0
OWN_MAILBOX, USUAL_MAILBOX = 9.0, 2.0
"""The same local part at another domain: one of their own making; one made of the name, as everybody's is."""
PLACE_MOST, PLACE_LEAST, PLACE_HALVED = 13.0, 8.0, 0.5
"""Bits of the same organisation: of a small one; of the largest; what is lost each time that it doubles."""
ONLY_DOMAIN = -1.0
PLACE_BESIDE = 3.0
"""At most, where they share a mailbox or a telephone: colleagues who do so share the organisation anyway."""
TITLE_MOST, TITLE_AT_LARGE = 2.0, 60
OTHER_EMAIL, NUMBERED_EMAIL, OTHER_PHONE = -3.0, -6.0, -2.0
TOO_MANY = 3
"""So many people with one address, number or id have it as a switchboard, unless their names say that they are one."""
_NOBODYS = 12
"""So many share it whatever their names are."""
_SHORT, _MAILBOXES = 3, 5
"""Letters that a local part has more of, and people at most who share it, where it says anything."""


@dataclass(frozen=True, slots=True)
class ComparedPerson:
    """A profile, prepared."""

    profile: KnownPerson
    names: tuple[Name, ...]
    emails: frozenset[tuple[str, str]]
    domains: frozenset[str]
    phones: frozenset[str]
    titles: frozenset[str]

    @classmethod
    def of(cls, profile: KnownPerson) -> "ComparedPerson":
        """As it is compared."""
        return cls(
            profile,
            names_of(profile.names),
            frozenset(told for email in profile.emails if (told := address(email))),
            frozenset(domain for email in profile.emails if "@" in email and (domain := own_domain(email))),
            frozenset(number for phone in profile.phones if (number := telephone(phone))),
            frozenset(" ".join(title.casefold().split()) for title in profile.titles if title.strip()),
        )


class ComparedPeople:
    """All who are looked at, and how many of them share what."""

    def __init__(self, profiles: Sequence[KnownPerson]) -> None:
        self.all = [ComparedPerson.of(profile) for profile in sorted(profiles, key=lambda each: each.id)]
        self.rarity = Rarity(person.names for person in self.all)
        self._emails = _own(self.all, lambda person: person.emails)
        self._phones = _own(self.all, lambda person: person.phones)
        self._identifiers = _own(self.all, lambda person: person.profile.identifiers)
        self._locals = _count(self.all, lambda person: {local for local, _ in person.emails})
        self._organizations = _count(self.all, lambda person: person.profile.organizations)
        self._domains = _count(self.all, lambda person: person.domains)
        self._titles = _count(self.all, lambda person: person.titles)

    def blocks(self) -> Blocks:
        """Who is compared with whom."""
        return Blocks(lambda: map(self._chains, self.all))

    def _chains(self, person: ComparedPerson) -> Iterator[Chain]:
        yield from ((hash(("email", email)),) for email in person.emails & self._emails)
        yield from ((hash(("phone", phone)),) for phone in person.phones & self._phones)
        yield from ((hash(("id", each)),) for each in person.profile.identifiers & self._identifiers)
        yield from ((hash(("local", local)),) for local, _ in person.emails if 1 < self._locals[local] <= _MAILBOXES)
        places = [*person.profile.organizations, *(f"@{domain}" for domain in person.domains)]
        for family, given in _keys(person.names):
            yield _chain("name", family, given)
            yield from (_chain("title", title, family, given) for title in person.titles)
            for place in places:
                yield _chain(place, f"={family}", given[:1], given)
                if len(given) > 1:
                    yield _chain(place, f"+{given}", family[:1], family)
        for letters in {name.letters for name in person.names}:
            yield from (_chain(place, f"~{letters}") for place in places)

    def reasons(self, one: ComparedPerson, other: ComparedPerson) -> list[Because]:
        """All that speaks for and against two people."""
        found = list(self._identity(one, other))
        found += self._place(one, other, most=PLACE_BESIDE if found else PLACE_MOST)
        name = compare_names(one.names, other.names, self.rarity)
        if name.detail:
            found.append(name)
        found += self._mailbox(one, other)
        found += self._title(one, other)
        found += _against(one, other)
        return found

    def _identity(self, one: ComparedPerson, other: ComparedPerson) -> Iterator[Because]:
        if ids := one.profile.identifiers & other.profile.identifiers & self._identifiers:
            yield Because(MatchReason.EXTERNAL_ID, min(ids), EXTERNAL_ID)
        if emails := one.emails & other.emails & self._emails:
            yield Because(MatchReason.EMAIL, "@".join(min(emails)), EMAIL)
        if phones := one.phones & other.phones & self._phones:
            yield Because(MatchReason.PHONE, _as_written(one, min(phones)), PHONE)

    def _place(self, one: ComparedPerson, other: ComparedPerson, *, most: float) -> list[Because]:
        found = [
            Because(MatchReason.ORGANIZATION, shared, _of_size(self._organizations[shared]))
            for shared in one.profile.organizations & other.profile.organizations
        ]
        found += [
            Because(MatchReason.DOMAIN, shared, _of_size(self._domains[shared]) + ONLY_DOMAIN)
            for shared in one.domains & other.domains
        ]
        # Whoever is at an organisation has its domain: one of them is told.
        if not found:
            return []
        told = max(found, key=lambda each: (each.weight, each.detail))
        return [Because(told.reason, told.detail, min(told.weight, most))]

    def _mailbox(self, one: ComparedPerson, other: ComparedPerson) -> list[Because]:
        if one.emails & other.emails:
            return []
        shared = {local for local, _ in one.emails} & {local for local, _ in other.emails}
        kept = sorted(local for local in shared if self._locals[local] <= _MAILBOXES)
        made = [local for local in kept if len(local) > _SHORT and not _of_the_name(local, one.names + other.names)]
        if made:
            return [Because(MatchReason.MAILBOX, made[0], OWN_MAILBOX)]
        return [Because(MatchReason.MAILBOX, kept[0], USUAL_MAILBOX)] if kept else []

    def _title(self, one: ComparedPerson, other: ComparedPerson) -> list[Because]:
        shared = sorted(one.titles & other.titles, key=lambda title: (self._titles[title], title))
        if not shared:
            return []
        share = (self._titles[shared[0]] + 1) / (len(self.all) + TITLE_AT_LARGE)
        return [Because(MatchReason.TITLE, shared[0], round(max(0.0, min(TITLE_MOST, -log2(share) / 2)), 2))]


def _against(one: ComparedPerson, other: ComparedPerson) -> Iterator[Because]:
    if one.phones and other.phones and not one.phones & other.phones:
        yield Because(MatchReason.DIFFERENT_PHONE, _two(one.profile.phones, other.profile.phones), OTHER_PHONE)
    if one.emails & other.emails:
        return
    for domain in sorted(one.domains & other.domains):
        first = {local for local, where in one.emails if where == domain}
        second = {local for local, where in other.emails if where == domain}
        if first and second:
            numbered = {local.rstrip("0123456789") for local in first} & {
                local.rstrip("0123456789") for local in second
            }
            weight = NUMBERED_EMAIL if numbered else OTHER_EMAIL
            yield Because(MatchReason.DIFFERENT_EMAIL, f"{min(first)}@{domain} ~ {min(second)}@{domain}", weight)
            return


def _keys(names: tuple[Name, ...]) -> Iterator[tuple[str, str]]:
    """Family and given name by which somebody is looked up; both ways round where the order is not sure."""
    for name in names:
        for way in (name, name.turned()):
            if way is None:
                continue
            given = way.given_whole[:2] or ("",)
            for family in (*way.family[:2], *way.family_parts[-1:]) or ("",):
                yield from ((family, each) for each in given)
                if len(way.given) > 1:
                    yield family, way.given[0][0]
                    yield family, way.given[-1][0]


def _chain(*parts: str) -> Chain:
    """Keys from the first two parts on, each more particular than the one before."""
    return tuple(hash(parts[:end]) for end in range(min(2, len(parts)), len(parts) + 1))


def _of_the_name(local: str, names: tuple[Name, ...]) -> bool:
    """Whether a local part is made of somebody's name, as `john.smith`, `smithj`, `zhangw2` are: not `smith1969`."""
    letters = "".join(letter for letter in local if letter.isalpha())
    if sum(letter.isdigit() for letter in local) > 1:
        return False
    for name in names:
        for family in (*name.family, *name.family_parts) or ("",):
            rest = letters.replace(family, "", 1) if family else letters
            for given in (*name.given_whole, *(part[0] for part in name.given)) or ("",):
                if given.startswith(rest) or rest == "".join(part[0][:1] for part in name.given):
                    return True
    return False


def _count(people: Sequence[ComparedPerson], shared: Callable[[ComparedPerson], frozenset[T] | set[T]]) -> Counter[T]:
    return Counter(value for person in people for value in shared(person))


def _own(people: Sequence[ComparedPerson], shared: Callable[[ComparedPerson], frozenset[T]]) -> frozenset[T]:
    """The values that two people share, or more who bear one name: those of switchboards and offices are left out."""
    bearers: dict[T, list[ComparedPerson]] = {}
    for person in people:
        for value in shared(person):
            bearers.setdefault(value, []).append(person)
    return frozenset(
        value
        for value, some in bearers.items()
        if 1 < len(some) < TOO_MANY or (TOO_MANY <= len(some) < _NOBODYS and _one_name(some))
    )


def _one_name(people: Sequence[ComparedPerson]) -> bool:
    """Whether all of them have a family name and the first letter of a given name in common."""
    keys = [{(family, given[:1]) for family, given in _keys(person.names)} for person in people]
    return bool(set.intersection(*keys))


def _of_size(people: int) -> float:
    return round(max(PLACE_LEAST, PLACE_MOST - PLACE_HALVED * max(0.0, log2(people) - 2)), 2)


def _as_written(person: ComparedPerson, phone: str) -> str:
    return min(text for text in person.profile.phones if telephone(text) == phone)


def _two(one: frozenset[str], other: frozenset[str]) -> str:
    return f"{min(one)} ~ {min(other)}"
