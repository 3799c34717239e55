"""Pairs of organisations that may be one and the same, and which one an employer's name means."""

from collections.abc import Container, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from relgraph.core.extras import Extra, require_extra
from relgraph.identity.matching.model import SUGGESTED, KnownOrganization, Match, require_unique
from relgraph.identity.matching.pairs import pairs


def match_organizations(
    profiles: Sequence[KnownOrganization], *, least: float = SUGGESTED, only: Container[str] | None = None
) -> Iterator[Match]:
    """Pairs that score at least `least`, in the order of their ids; `only`: those that have one of these ids in them.

    As `match_people`, with the same errors.
    """
    require_extra(Extra.MATCH)
    require_unique(profile.id for profile in profiles)
    return _matches(profiles, least, only)


def cleaned_name(name: str) -> str:
    """A name in small plain letters and simplified characters, without legal forms: `Jane Street Group, LLC` as
    `jane street group`, 国家电网有限公司 as 国家电网.

    Raises MissingExtraError where what cleans it is not installed.
    """
    require_extra(Extra.MATCH)
    from relgraph.identity.matching.evidence.companies import cleaned  # noqa: PLC0415  (of the extra)

    return cleaned(name)


def resolve_organization(name: str, known: Sequence[KnownOrganization]) -> str | None:
    """The id of the organisation that an employer's name surely means; None where that is none, or may be several.

    As `Employers.resolve`, with the same errors; of many names ask that.
    """
    found = Employers(known).resolve(name)
    return found.id if found else None


class ResolvedBy(StrEnum):
    """By what an employer's name surely means an organisation."""

    NAME = "the same name"
    GROUP_WORDS = "the same name but for words as Group or Capital"
    DOMAIN = "the beginning of the name, and the domain of the e-mail address"


class ResolvedEmployer(NamedTuple):
    """The organisation that an employer's name means, how it is called, and by what that is sure."""

    id: str
    name: str
    by: ResolvedBy


class Employers:
    """Known organisations, made ready to be asked for many names."""

    def __init__(self, known: Sequence[KnownOrganization]) -> None:
        """Raises MissingExtraError where what cleans names is not installed."""
        require_extra(Extra.MATCH)
        from relgraph.identity.matching.evidence.companies import cleaned, core  # noqa: PLC0415  (of the extra)

        self._cleaned, self._core = cleaned, core
        self._known = {profile.id: profile for profile in known}
        self._bearers: dict[str, set[str]] = {}
        self._groups: dict[str, set[str]] = {}
        self._at: dict[str, set[str]] = {}
        for profile in known:
            for each in map(cleaned, profile.names):
                self._bearers.setdefault(each, set()).add(profile.id)
                if (short := core(each, business=False)) != each:
                    self._groups.setdefault(short, set()).add(profile.id)
            for domain in profile.domains:
                self._at.setdefault(domain, set()).add(profile.id)

    def __contains__(self, id_: str) -> bool:
        """Whether an organisation with this id is known."""
        return id_ in self._known

    def resolve(self, name: str, domain: str | None = None) -> ResolvedEmployer | None:
        """The organisation that an employer's name surely means; None where that is none, or may be several.

        A name means an organisation that bears it, legal forms aside. Else it means the only one that bears it without
        the words that groups and firms add (Group, Holdings; Capital, Advisors): `Citadel Advisors LLC` is Citadel, and
        `Citadel Credit Union` is not. Else the one whose name it begins with, where `domain`, that of the address that
        somebody has there, is that organisation's alone.
        """
        asked = self._cleaned(name)
        if not asked:
            return None
        if bearers := self._bearers.get(asked):
            spelt = name.strip().casefold()
            exact = {id_ for id_ in bearers if spelt in map(str.casefold, self._known[id_].names)}
            return self._sure(bearers, ResolvedBy.NAME) or self._sure(exact, ResolvedBy.NAME)
        short = self._core(asked, business=True)
        # Of a known name that loses words as well two must be left: `Delta Holdings` is not any Delta.
        both = self._groups.get(short, set()) if " " in short else set()
        meant = self._bearers.get(short, set()) | self._groups.get(asked, set()) | both
        if meant:
            return self._sure(meant, ResolvedBy.GROUP_WORDS)
        return self._sure(self._named_alike(asked, domain), ResolvedBy.DOMAIN)

    def _named_alike(self, asked: str, domain: str | None) -> set[str]:
        """Whose domain it is, where one name is the beginning of the other, word by word."""
        owners = self._at.get(domain, set()) if domain else set()
        if len(owners) != 1:
            return set()
        (owner,) = owners
        names = [each for each in map(self._cleaned, self._known[owner].names) if each]
        alike = any(f"{asked} ".startswith(f"{each} ") or f"{each} ".startswith(f"{asked} ") for each in names)
        return owners if alike else set()

    def _sure(self, ids: set[str], by: ResolvedBy) -> ResolvedEmployer | None:
        if len(ids) != 1:
            return None
        (id_,) = ids
        return ResolvedEmployer(id_, self._known[id_].names[0], by)


def _matches(profiles: Sequence[KnownOrganization], least: float, only: Container[str] | None) -> Iterator[Match]:
    from relgraph.identity.matching.evidence.organizations import ComparedOrganizations  # noqa: PLC0415  (of the extra)

    return pairs(ComparedOrganizations(profiles), least, only)
