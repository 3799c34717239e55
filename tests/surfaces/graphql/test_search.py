"""Search by name: Chinese and Latin, typos, order, and whatever somebody types into a box."""

import re

import pytest

from relgraph.core.errors import InputError
from relgraph.record.fields import EntityKind
from relgraph.search.model import MAX_LENGTH, name_query
from tests.draw import Drawing, tid
from tests.surfaces.graphql.conftest import Ask, Refuse

SEARCH = """query ($text: String!, $kinds: [EntityKind!], $first: Int, $day: Date) {
  search(text: $text, kinds: $kinds, first: $first, asOf: $day) {
    truncated hits { kind externalId name englishName context score node { __typename id externalId } } } }"""


@pytest.fixture
async def phone_book(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor", name="艾克米集团", english_name="Acme Group").unit("it", "us", name="信息技术部")
    people = {
        "wang": ("王小明", "Wang Xiaoming"),
        "hong": ("王小红", None),
        "liwei": ("李伟", "Li Wei"),
        "lina": ("李娜", "Li Na"),
        "xiaoli": ("小李子", None),
        "jose": ("José Müller", None),
        "obrien": ("O'Brien", "Pat O'Brien"),
        "anna": ("Anna To", None),
        "lisa": ("Lisa Weiss", None),
        "and": ("Anderson", None),
        "ou": ("欧阳娜娜", "Ouyang Nana"),
    }
    for key, (name, english) in people.items():
        values = {"english_name": english} if english else {}
        d.person(key, at="us", unit="it", title="Chief", name=name, **values)
    await d.org("customer", name="Beta").opportunity("deal", "customer", name="王牌项目").save()
    return d


@pytest.fixture
def found(ask: Ask):
    async def run(text: str, **more: object) -> list[str]:
        data = await ask(SEARCH, text=text, **{"first": 25, **more})
        return [hit["externalId"].removeprefix("t:") for hit in data["search"]["hits"]]

    return run


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("王小明", "wang", {"hong"}),  # the whole name, then what shares a pair of characters
        ("小明", "wang", set()),
        ("李伟", "liwei", set()),
        ("娜娜", "ou", set()),
        ("欧阳", "ou", set()),
        ("Li Wei", "liwei", {"lisa"}),  # `li` begins Lisa, `wei` begins Weiss
        ("wei LI", "liwei", {"lisa"}),
        ("xiaoming", "wang", set()),
        ("xiaomnig", "wang", set()),  # two letters swapped
        ("wang xiaomin", "wang", set()),
        ("jose muller", "jose", set()),
        ("José", "jose", set()),
        ("ＪＯＳＥ", "jose", set()),  # full width
        ("o'brien", "obrien", set()),
        ("obrien", "obrien", set()),
        ("anna to", "anna", set()),
        ("Acme", "us", set()),
        ("acne group", "us", set()),
        ("信息技术", "it", set()),
        ("Ander", "and", set()),
        ("李伟 wei", "liwei", set()),
    ],
)
async def test_names_are_found(phone_book, found, text: str, first: str, rest: set[str]) -> None:
    hits = await found(text)
    assert hits[0] == first
    assert set(hits[1:]) == rest


async def test_one_character_is_enough(phone_book, found) -> None:
    assert set(await found("李")) == {"liwei", "lina", "xiaoli"}
    assert set(await found("娜")) == {"lina", "ou"}


async def test_hits_tell_what_they_are(phone_book, ask: Ask) -> None:
    (hit, other) = (await ask(SEARCH, text="王小明", first=25))["search"]["hits"]
    assert hit["score"] > other["score"]
    node = hit.pop("node")
    assert hit == {
        "kind": "PERSON",
        "externalId": "t:wang",
        "name": "王小明",
        "englishName": "Wang Xiaoming",
        "context": "Chief @ 艾克米集团",
        "score": hit["score"],
    }
    assert (node["__typename"], node["externalId"]) == ("Person", "t:wang")
    (unit,) = (await ask(SEARCH, text="信息技术部", first=25))["search"]["hits"]
    assert (unit["kind"], unit["context"]) == ("UNIT", "艾克米集团")
    (deal,) = (await ask(SEARCH, text="王牌", first=25))["search"]["hits"]
    assert (deal["kind"], deal["context"], deal["node"]["__typename"]) == ("OPPORTUNITY", "Beta", "Opportunity")


async def test_kinds_and_first_narrow_the_answer(phone_book, ask: Ask, found) -> None:
    assert set(await found("王")) == {"wang", "hong", "deal"}
    assert await found("王", kinds=["OPPORTUNITY"]) == ["deal"]
    assert await found("王", kinds=["UNIT", "ORGANIZATION"]) == []
    data = await ask(SEARCH, text="王", first=1)
    assert data["search"]["truncated"] is True
    assert len(data["search"]["hits"]) == 1


async def test_a_search_asks_about_a_day(drawing: Drawing, found) -> None:
    await drawing.add("person", "2026-02-01", "2026-03-01", id=tid("eve"), name="Eve Adams").save()
    assert await found("eve", day="2026-02-15") == ["eve"]
    assert await found("eve", day="2026-01-15") == []
    assert await found("eve") == []


HOSTILE = [
    'wang" OR name:*',
    "wang* AND NOT (xiaoming)",
    "wang~10^99",
    "\\wang\\",
    "wang/.*/",
    "name:wang",
    "[wang TO xiaoming]",
    "{wang && xiaoming || !wang}",
    "+wang -xiaoming",
    "'; MATCH (n) DETACH DELETE n //",
    "wang\x00\x07xiaoming",
    "<b>wang</b>",
    "🙂 wang",
    "a" * MAX_LENGTH,
    "李" * MAX_LENGTH,
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_nothing_typed_is_taken_for_an_operator(phone_book, found, text: str) -> None:
    await found(text)
    assert await found("王小红") == ["hong", "wang"]


@pytest.mark.parametrize("text", ["", "   ", '"*~?:\\', "((((", "--", "🙂", "a" * 10_000, "a " * 50])
async def test_nothing_and_too_much_are_refused(graph, refuse: Refuse, text: str) -> None:
    error = await refuse(SEARCH, text=text, first=5)
    assert isinstance(error, InputError)
    assert error.field == "text"


def test_a_query_holds_words_and_our_own_operators_only() -> None:
    ours = re.compile(r"(search_(words|more):=?[@a-z0-9李]+\*?(~[12])?|\^\d+|[+() ])*")
    for text in HOSTILE:
        assert ours.fullmatch(name_query(text, [EntityKind.UNIT]).lucene), text


PAGES = """query ($text: String!, $within: ID, $first: Int, $after: String) {
  search(text: $text, within: $within, first: $first, after: $after) {
    truncated hits { externalId cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""


async def test_a_search_within_an_organisation_finds_what_belongs_to_it(phone_book: Drawing, ask: Ask) -> None:
    d = phone_book.person("away", at="customer", name="王五", until="2026-02-01")
    await d.person("there", at="customer", name="王六").unit("part", "customer", name="王部").save()
    for within, expected in {
        "t:customer": {"there", "part", "deal"},
        "t:us": {"wang", "hong"},
        None: {"there", "part", "deal", "wang", "hong", "away"},
    }.items():
        hits = (await ask(PAGES, text="王", within=within, first=25))["search"]["hits"]
        assert {hit["externalId"].removeprefix("t:") for hit in hits} == expected, within
    (own,) = (await ask(PAGES, text="beta", within="t:customer", first=25))["search"]["hits"]
    assert own["externalId"] == "t:customer"


@pytest.mark.parametrize("size", [1, 2, 5])
async def test_a_search_goes_on_page_by_page_as_it_ranks(phone_book: Drawing, ask: Ask, size: int) -> None:
    whole = (await ask(PAGES, text="li", first=25))["search"]
    assert len(whole["hits"]) >= 4
    seen, after = [], None
    while True:
        page = (await ask(PAGES, text="li", first=size, after=after))["search"]
        seen += page["hits"]
        info = page["pageInfo"]
        assert (info["hasPreviousPage"], info["hasNextPage"]) == (after is not None, page["truncated"])
        if not info["hasNextPage"]:
            break
        after = info["endCursor"]
    assert seen == whole["hits"]


async def test_a_search_goes_on_only_as_it_began(phone_book: Drawing, ask: Ask, refuse: Refuse) -> None:
    after = (await ask(PAGES, text="li", first=1))["search"]["pageInfo"]["endCursor"]
    for other in ({"text": "wang"}, {"text": "li", "within": "t:us"}, {"text": "li", "after": "nonsense"}):
        error = await refuse(PAGES, **{"first": 1, "after": after, **other})
        assert isinstance(error, InputError)
        assert error.field == "after"
    error = await refuse(PAGES, text="li", within="t:none", first=1)
    assert error.field == "within"
