"""What holds of all profiles, whatever they say: of pairs, of their order, of their scores."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.identity.matching.evidence.chinese import SURNAMES, surname_and_given, surname_readings
from relgraph.identity.matching.evidence.contacts import address, own_domain, telephone
from relgraph.identity.matching.evidence.spelling import is_pinyin
from relgraph.identity.matching.model import KnownOrganization, KnownPerson, Match
from relgraph.identity.matching.organizations import cleaned_name, match_organizations, resolve_organization
from relgraph.identity.matching.people import match_people

NAMES = st.sampled_from(
    [
        *(
            "王伟",
            "王偉",
            "Wei Wang",
            "Wang Wei",
            "W. Wang",
            "David Wang",
            "李小明",
            "Li Xiaoming",
            "王总",
            "约翰·史密斯",
        ),
        *("John Smith", "Smith, John", "J. Smith", "Jack Smith", "Jörg Groß", "Joerg Gross", "Groß Jörg A.", "Madonna"),
        "María García López",
    ]
)
TEXTS = st.text(max_size=12)
MAILS = st.sampled_from(
    ["w@acme.test", "wang@acme.test", "j.smith@other.test", "j.smith@gmail.com", "info@acme.test", "?"]
)
PHONES = st.sampled_from(["+49 (0)30 1234567", "030 1234567", "4711", "+1 555 010 2030", ""])
FEW = ["x", "y"]


def people(names: st.SearchStrategy[str]) -> st.SearchStrategy[list[KnownPerson]]:
    """Up to ten people with few values, so that they share them."""
    profile = st.builds(
        KnownPerson,
        id=st.text("abc", min_size=1, max_size=3),
        names=st.lists(names, max_size=3).map(tuple),
        emails=st.frozensets(MAILS, max_size=2),
        phones=st.frozensets(PHONES, max_size=2),
        identifiers=st.frozensets(st.sampled_from(FEW), max_size=1),
        organizations=st.frozensets(st.sampled_from(FEW), max_size=2),
        titles=st.lists(st.sampled_from(FEW), max_size=1).map(tuple),
    )
    return st.lists(profile, max_size=10, unique_by=lambda each: each.id)


ORGANIZATIONS = st.lists(
    st.builds(
        KnownOrganization,
        id=st.text("abc", min_size=1, max_size=3),
        names=st.lists(
            st.sampled_from(["Acme", "Acme Inc.", "The Acme Group", "华为", "華為", "Huawei"]) | TEXTS, max_size=3
        ).map(tuple),
        domains=st.frozensets(st.sampled_from(["acme.com", "https://www.acme.com", "qq.com", "?"]), max_size=2),
        identifiers=st.frozensets(st.sampled_from(FEW), max_size=1),
    ),
    max_size=10,
    unique_by=lambda each: each.id,
)


def hold(found: list[Match], turned: list[Match], ids: set[str]) -> None:
    """Each pair once, in order, of ids that were given, with a score and reasons; the same in any order of input."""
    pairs = [(match.one, match.other) for match in found]
    assert pairs == sorted(set(pairs))
    assert all(one < other and {one, other} <= ids for one, other in pairs)
    assert all(0.0 <= match.score <= 1.0 for match in found)
    for match in found:
        weights = [abs(because.weight) for because in match.reasons]
        assert weights == sorted(weights, reverse=True)
        assert all(because.detail for because in match.reasons)
    assert turned == found


@given(people(NAMES | TEXTS))
@settings(max_examples=200, deadline=None)
def test_people(profiles: list[KnownPerson]) -> None:
    found = list(match_people(profiles, least=0.0))
    hold(found, list(match_people(profiles[::-1], least=0.0)), {each.id for each in profiles})
    assert list(match_people(profiles)) == [match for match in found if match.score >= 0.7]
    some = {each.id for each in profiles[::2]}
    assert list(match_people(profiles, least=0.0, only=some)) == [m for m in found if m.one in some or m.other in some]


@given(people(NAMES))
@settings(max_examples=100, deadline=None)
def test_two_records_that_say_the_same_are_as_likely_one_whichever_is_first(profiles: list[KnownPerson]) -> None:
    """Ids say nothing: other ids in another order give the same scores."""
    names = {each.id: f"z{place}" for place, each in enumerate(sorted(profiles, key=lambda p: p.id, reverse=True))}
    renamed = [replace(each, id=names[each.id]) for each in profiles]
    before = {frozenset((names[m.one], names[m.other])): m.score for m in match_people(profiles, least=0.0)}
    after = {frozenset((m.one, m.other)): m.score for m in match_people(renamed, least=0.0)}
    assert after == before


@given(ORGANIZATIONS)
@settings(max_examples=200, deadline=None)
def test_organizations(profiles: list[KnownOrganization]) -> None:
    found = list(match_organizations(profiles, least=0.0))
    hold(found, list(match_organizations(profiles[::-1], least=0.0)), {each.id for each in profiles})
    assert list(match_organizations(profiles)) == [match for match in found if match.score >= 0.7]
    some = {each.id for each in profiles[::2]}
    only = list(match_organizations(profiles, least=0.0, only=some))
    assert only == [m for m in found if m.one in some or m.other in some]


@given(ORGANIZATIONS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_an_employer_is_one_of_those_that_are_known_or_none(known: list[KnownOrganization], name: str) -> None:
    assert resolve_organization(name, known) in {None, *(each.id for each in known)}
    assert resolve_organization(name, known) == resolve_organization(name, known[::-1])
    assert cleaned_name(cleaned_name(name)).replace(" ", "") in cleaned_name(name).replace(" ", "")


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_what_contacts_say_stays_what_it_is(text: str) -> None:
    local_and_domain, domain, number = address(text), own_domain(text), telephone(text)
    assert local_and_domain is None or address("@".join(local_and_domain)) == local_and_domain
    assert domain is None or own_domain(f"https://{domain}/about") == domain
    assert number is None or telephone(number) == number


def test_surnames_are_read_as_syllables() -> None:
    """A slip in the table would be read by nobody."""
    readings = {reading for surname in SURNAMES for reading in surname_readings(surname)}
    assert [reading for reading in readings if not is_pinyin(reading)] == []
    assert [surname for surname in SURNAMES if len(surname) != 1] == []
    read = {surname: surname_readings(surname)[0] for surname in "单曾解仇翟盖查任区朴"}
    assert read == dict(
        zip("单曾解仇翟盖查任区朴", "shan zeng xie qiu zhai ge zha ren ou piao".split(), strict=True)  # noqa: SIM905
    )
    assert surname_readings("吕") == ("lu", "lue", "lv", "lyu")
    parted = {
        name: surname_and_given(name)
        for name in ("欧阳修", "诸葛亮", "王伟", "王", "司马", "王总", "李经理", "约翰·史密斯")
    }
    assert parted == {
        "欧阳修": ("欧阳", "修"),
        "诸葛亮": ("诸葛", "亮"),
        "王伟": ("王", "伟"),
        "王": ("王", ""),
        "司马": ("司", "马"),
        "王总": ("王", ""),
        "李经理": ("李", ""),
        "约翰·史密斯": ("史密斯", "约翰"),
    }
