"""Pairs of organisations that may be one and the same, and which one an employer's name means."""

from collections.abc import Container, Iterator, Sequence

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

    A name means an organisation that bears it, legal forms aside. Else it means the only one that bears it without the
    words that groups and firms add (Group, Holdings; Capital, Advisors): `Citadel Advisors LLC` is Citadel, and
    `Citadel Credit Union` is not. Raises MissingExtraError where what cleans names is not installed.
    """
    require_extra(Extra.MATCH)
    from relgraph.identity.matching.evidence.companies import cleaned, core  # noqa: PLC0415  (of the extra)

    asked = cleaned(name)
    if not asked:
        return None
    told = [(profile.id, spelt, cleaned(spelt)) for profile in known for spelt in profile.names]
    if bearers := {id_ for id_, _, each in told if each == asked}:
        exact = {id_ for id_, spelt, each in told if each == asked and spelt.casefold() == name.strip().casefold()}
        return _only(bearers) or _only(exact)
    short = core(asked, business=True)
    meant = {
        id_ for id_, _, each in told if each == short or _without_group(asked, short, core(each, business=False), each)
    }
    return _only(meant)


def _without_group(asked: str, short: str, known: str, each: str) -> bool:
    """Whether a known name without the words for a group is what was asked; where both lose words, two must be left."""
    return known != each and (known == asked or (known == short and " " in known))


def _only(ids: set[str]) -> str | None:
    return next(iter(ids)) if len(ids) == 1 else None


def _matches(profiles: Sequence[KnownOrganization], least: float, only: Container[str] | None) -> Iterator[Match]:
    from relgraph.identity.matching.evidence.organizations import ComparedOrganizations  # noqa: PLC0415  (of the extra)

    return pairs(ComparedOrganizations(profiles), least, only)
