"""Short ways to write profiles in tests."""

from relgraph.identity.matching.model import KnownOrganization, KnownPerson, Match
from relgraph.identity.matching.organizations import match_organizations
from relgraph.identity.matching.people import match_people


def person(
    id_: str,
    *names: str,
    at: str = "",
    mail: str = "",
    phone: str = "",
    known_as: str = "",
    title: str = "",
) -> KnownPerson:
    """A person; several organisations, addresses, numbers and ids are parted by blanks, or numbers by commas."""
    return KnownPerson(
        id_,
        names,
        frozenset(mail.split()),
        frozenset(each.strip() for each in phone.split(",") if each),
        frozenset(known_as.split()),
        frozenset(at.split()),
        (title,) if title else (),
    )


def organization(id_: str, *names: str, web: str = "", known_as: str = "") -> KnownOrganization:
    """An organisation; several domains and ids are parted by blanks."""
    return KnownOrganization(id_, names, frozenset(web.split()), frozenset(known_as.split()))


def pairs(*people: KnownPerson) -> list[tuple[str, str]]:
    """The pairs of people that are suggested."""
    return [(match.one, match.other) for match in match_people(people)]


def the_pair(*people: KnownPerson) -> Match:
    """The only pair that anything is said of."""
    (match,) = match_people(people, least=0.0)
    return match


def organization_pairs(*organizations: KnownOrganization) -> list[tuple[str, str]]:
    """The pairs of organisations that are suggested."""
    return [(match.one, match.other) for match in match_organizations(organizations)]
