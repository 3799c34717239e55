"""Which people are suggested as one, which are not, and why."""

import pytest

from relgraph.identity.matching.evidence.blocks import LIMIT, WINDOW
from relgraph.identity.matching.evidence.people import ComparedPeople
from relgraph.identity.matching.model import Because, KnownPerson, Match, MatchReason
from relgraph.identity.matching.people import match_people
from tests.identity.matching.profiles import pairs, person, the_pair


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("王伟", "王伟", MatchReason.NAME),
        ("王偉", "王伟", MatchReason.NAME),
        ("王伟", "Wei Wang", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("王伟", "Wang Wei", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("李小明", "Xiao-Ming Li", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("李小明", "Li Xiao Ming", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("吕布", "Lyu Bu", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("单雪梅", "Shan Xuemei", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("曾志伟", "Zeng Zhiwei", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("解晓东", "Xie Xiaodong", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("仇和", "Qiu He", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("查良镛", "Liangyong Zha", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("尉迟恭", "Yuchi Gong", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("歐陽修文", "Xiuwen Ouyang", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("万俟雅言", "Moqi Yayan", MatchReason.NAME_IN_OTHER_SCRIPT),
        ("Jörg Groß", "Joerg Gross", MatchReason.NAME),
        ("José Núñez", "Jose Nunez", MatchReason.NAME),
        ("John Smith", "JOHN SMITH", MatchReason.NAME),
        ("Dr. John Smith", "Smith, John", MatchReason.NAME),
        ("John Smith", "Smith John", MatchReason.NAME_ORDER),
        ("John Smith", "J. Smith", MatchReason.INITIALS),
        ("Robert Miller", "Bob Miller", MatchReason.NICKNAME),
        ("Francisco Molina", "Paco Molina", MatchReason.NICKNAME),
        ("Johannes Vogel", "Hans Vogel", MatchReason.NICKNAME),
        ("Elisabeth Thornford", "Elizabeth Thornford", MatchReason.SPELLING),
        ("Elizabeth Thornford", "Elizabeth Thornfrod", MatchReason.SPELLING),
        ("Werner Dreybourne", "WernerDreybourne", MatchReason.SPELLING),
        ("John A. Thornford", "John Thornford", MatchReason.NAME_PART),
        ("Lucía Iglesias Prado", "Lucía Iglesias", MatchReason.NAME_PART),
        ("Iglesias Prado, Lucía", "Lucía Iglesias", MatchReason.NAME_PART),
        ("Anna van der Berg", "Anna Berg", MatchReason.NAME_PART),
        ("Anna Thornford-Prado", "Anna Thornford", MatchReason.NAME_PART),
        ("David Wei Zhuge", "诸葛伟", MatchReason.NAME_PART),
        ("Madonna", "Madonna", MatchReason.NAME),
    ],
)
def test_colleagues_whose_names_agree_are_suggested(one: str, other: str, reason: MatchReason) -> None:
    found = the_pair(person("p:1", one, at="o:acme"), person("p:2", other, at="o:acme"))
    assert (found.score >= 0.7, {because.reason for because in found.reasons}) == (
        True,
        {reason, MatchReason.ORGANIZATION},
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Robert Miller", "Richard Miller"),
        ("王伟", "王强"),
        ("王伟", "王玮"),
        ("Wei Wang", "Wen Wang"),
        ("Wang Wei", "Wang Weiming"),
        ("Wang Wei", "Wang Wei Ming"),
        ("Wang Ming", "Wang Wei Ming"),
        ("Maria Lopez", "Mario Lopez"),
        ("Christian Thornford", "Christina Thornford"),
        ("Martin Dreybourne", "Martina Dreybourne"),
        ("Andrea Zelthwaite", "Andreas Zelthwaite"),
        ("John A. Thornford", "John B. Thornford"),
        ("J. Smith", "Mary Smith"),
        ("David Zhuge", "Wei Zhuge"),
        ("王总", "王伟"),
        ("Maria", "Maria Lopez"),
    ],
)
def test_colleagues_whose_names_differ_are_not(one: str, other: str) -> None:
    assert pairs(person("p:1", one, at="o:acme"), person("p:2", other, at="o:acme")) == []


@pytest.mark.parametrize("name", ["王伟", "John Smith", "Wei Wang", "Xanthippe Featherstonehaugh"])
def test_a_name_alone_is_not_enough(name: str) -> None:
    assert pairs(person("p:1", name, at="o:acme"), person("p:2", name, at="o:other")) == []
    assert pairs(person("p:1", name), person("p:2", name)) == []


def test_one_mailbox_is_enough_unless_the_names_differ() -> None:
    def found(one: str, other: str) -> list[tuple[str, str]]:
        return pairs(person("p:1", one, mail="W.Wang@Acme.test"), person("p:2", other, mail="w.wang@acme.test"))

    suggested = [("p:1", "p:2")]
    assert found("Wei Wang", "Wei Wang") == suggested
    assert found("王伟", "David Wang") == suggested
    assert found("Anna Dreybourne", "Anna Thornford") == suggested
    assert found("Mark Thornford", "Mrak Thornford") == suggested
    assert found("Anna Dreybourne", "Robert Thornford") == []
    assert found("Anna Dreybourne", "Robert Dreybourne") == []


def test_an_alias_is_a_name() -> None:
    """A maiden name, as it is recorded beside the name of today, or in it."""
    today = person("p:1", "Anna Dreybourne", "Anna Thornford", at="o:acme")
    assert pairs(today, person("p:2", "A. Thornford", at="o:acme")) == [("p:1", "p:2")]
    born = person("p:1", "Anna Dreybourne geb. Thornford", at="o:acme")
    assert pairs(born, person("p:2", "Anna Thornford", at="o:acme")) == [("p:1", "p:2")]


def test_an_english_name_that_many_bear_does_not_hide_chinese_ones_that_differ() -> None:
    one, other = person("p:1", "王伟", "David Wang", at="o:acme"), person("p:2", "王强", "David Wang", at="o:acme")
    assert pairs(one, other) == []
    assert pairs(one, person("p:2", "David Wang", at="o:acme")) == [("p:1", "p:2")]


@pytest.mark.parametrize("mail", ["info@acme.test", "sales@acme.test", "no-reply@acme.test", "kontakt@acme.test"])
def test_a_mailbox_of_a_role_says_nothing(mail: str) -> None:
    told = the_pair(person("p:1", "John Smith", mail=mail), person("p:2", "Jack Smith", mail=mail))
    assert {each.reason for each in told.reasons} == {MatchReason.NICKNAME, MatchReason.DOMAIN}
    assert pairs(person("p:1", "Ann Thornford", mail=mail), person("p:2", "Bob Dreybourne", mail=mail)) == []


def test_what_three_people_share_is_nobodys() -> None:
    names = ("Ann Thornford", "Bob Dreybourne", "Robert Dreybourne")
    people = [person(f"p:{n}", name, mail="desk7@gmail.com", phone="+1 555 010 2030") for n, name in enumerate(names)]
    assert pairs(*people) == []
    assert pairs(people[1], people[2]) == [("p:1", "p:2")]


def test_three_records_of_one_person_still_share_their_mailbox() -> None:
    people = [person(f"p:{n}", name, mail="thornford@gmail.com") for n, name in enumerate(("A. Thornford",) * 3)]
    assert pairs(*people) == [("p:0", "p:1"), ("p:0", "p:2"), ("p:1", "p:2")]


def test_telephone_numbers_are_compared_however_they_are_dialled() -> None:
    one = person("p:1", "John Smith", phone="+49 (0)30 1234567", at="o:acme")
    assert pairs(one, person("p:2", "J. Smith", phone="030 / 123 45 67", at="o:other")) == [("p:1", "p:2")]
    assert pairs(one, person("p:2", "J. Smith", phone="030 / 123 45 68", at="o:other")) == []
    assert pairs(one, person("p:2", "Mary Smith", phone="030 1234567", at="o:other")) == []
    # An extension is somebody else's telephone, and a number of four digits an extension.
    assert pairs(one, person("p:2", "J. Smith", phone="030 1234567 ext. 12", at="o:other")) == []
    assert pairs(person("p:1", "John Smith", phone="4711"), person("p:2", "John Smith", phone="4711")) == []


def test_an_id_in_another_system_is_enough() -> None:
    one, other = (person(f"p:{n}", name, known_as="linkedin:ann") for n, name in enumerate(("Ann Lee", "Anne Li")))
    found = the_pair(one, other)
    assert (found.score >= 0.7, found.reasons[0]) == (True, Because(MatchReason.EXTERNAL_ID, "linkedin:ann", 34.0))


def test_whoever_changes_jobs() -> None:
    """A rare name with the same mailbox, a name with an own one or with the telephone; a frequent name needs more."""

    def moved(name: str, before: str, after: str, phone: str = "") -> list[tuple[str, str]]:
        return pairs(
            person("p:1", name, at="o:acme", mail=f"{before}@acme.test", phone=phone),
            person("p:2", name, at="o:other", mail=f"{after}@other.test", phone=phone),
        )

    suggested = [("p:1", "p:2")]
    assert moved("Xanthippe Featherstonehaugh", "x.featherstonehaugh", "x.featherstonehaugh") == suggested
    assert moved("Xanthippe Featherstonehaugh", "xfeatherstonehaugh", "xanthippe") == []
    assert moved("John Smith", "john.smith", "john.smith") == []
    assert moved("王伟", "wangwei", "wangwei") == []
    assert moved("John Smith", "jsmith", "john", phone="+1 555 010 2030") == suggested
    assert moved("Peter Thornford", "silverfox", "silverfox") == suggested


def test_colleagues_with_mailboxes_of_their_own_need_more_than_a_frequent_name() -> None:
    one = person("p:1", "John Smith", at="o:acme", mail="john.smith@acme.test")
    assert pairs(one, person("p:2", "John Smith", at="o:acme", mail="john.smith2@acme.test")) == []
    assert pairs(one, person("p:2", "John Smith", at="o:acme")) == [("p:1", "p:2")]


def test_reasons_come_with_their_values_the_weightiest_first() -> None:
    one = person("p:2", "Bob Thornford", at="o:acme", phone="+1 555 010 2030", title="Head of Sales")
    other = person("p:1", "Robert Thornford", at="o:acme", phone="+1 555 010 2031", title="Head of  sales")
    assert the_pair(one, other) == Match(
        "p:1",
        "p:2",
        0.996,
        (
            Because(MatchReason.NICKNAME, "Robert Thornford ~ Bob Thornford", 15.01),
            Because(MatchReason.ORGANIZATION, "o:acme", 13.0),
            Because(MatchReason.DIFFERENT_PHONE, "+1 555 010 2031 ~ +1 555 010 2030", -2.0),
            Because(MatchReason.TITLE, "head of sales", 2.0),
        ),
    )


def test_a_domain_stands_for_its_organisation_and_that_of_a_mail_provider_for_nobody() -> None:
    def found(domain: str) -> list[tuple[str, str]]:
        mails = [f"peter@{domain}", f"thornford.p@{domain}"]
        return pairs(*(person(f"p:{n}", "Peter Thornford", mail=mail) for n, mail in enumerate(mails)))

    assert found("acme.test") == [("p:0", "p:1")]
    assert [found(domain) for domain in ("gmail.com", "qq.com", "163.com")] == [[], [], []]


@pytest.mark.parametrize("nothing", ["", " ", "-", "???", "（）", "…", "Dr.", "王", "\u200b"])
def test_names_that_say_nothing(nothing: str) -> None:
    assert pairs(person("p:1", nothing, at="o:acme"), person("p:2", "John Smith", at="o:acme")) == []
    assert pairs(person("p:1", at="o:acme"), person("p:2", at="o:acme")) == []


def test_an_id_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^Two profiles have the id 'p:1': give each its own\.$"):
        match_people([person("p:1", "Ann"), person("p:1", "Bob")])


def test_a_crowd_of_namesakes_is_compared_with_some_only() -> None:
    """Pairs grow as people do, however many share everything that people are looked up by."""
    crowd: list[KnownPerson] = [person(f"p:{n:04}", "王伟", at="o:acme", title="工程师") for n in range(1000)]
    blocks = ComparedPeople(crowd).blocks()
    compared = [len(blocks.beside(place)) for place in range(len(crowd))]
    assert (LIMIT, WINDOW, max(compared), min(compared)) == (80, 20, 40, 20)
    # So many namesakes at one organisation are so many people.
    assert pairs(*crowd) == []
