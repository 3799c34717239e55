"""A name is found however it is typed: without accents, in pinyin, together or apart, in another order."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from relgraph.graph.client import Graph
from relgraph.record.fields import EntityKind
from relgraph.search.service import search
from relgraph.surfaces.cli.names import find_id
from tests.draw import Drawing, drawn_once, tid

DAY = date(2026, 9, 1)

PEOPLE = {
    "such": ("Will Such", None),
    "jiri": ("Jiří Černý", None),
    "nunez": ("Carlos Núñez", None),
    "ayse": ("Ayşe Yıldırım", None),
    "jorg": ("Jörg Groß", None),
    "ha": ("Trần Thị Hà", None),
    "soren": ("Søren Ærø", None),
    "lukasz": ("Łukasz Żółć", None),
    "nfd": ("Zoe\u0308 Bronte\u0308", None),
    "wide": ("Ｋａｔｏ Ｋｅｎ", None),
    "fi": ("Kin Suﬃx", None),
    "obrien": ("Pat O’Brien", None),
    "luc": ("Jean-Luc Picard", None),
    "erik": ("S:t Erik", None),
    "pan": ("Joerg Panke", None),
    "ivan": ("Иван Петров", None),
    "11": ("张伟", "Zhang Wei"),
    "12": ("李小龙", None),
    "13": ("吕布", "Lü Bu"),
    "14": ("单雄信", None),
    "15": ("欧阳修", None),
}

TYPED = [
    ("Will Such", "such"),
    ("such will", "such"),
    ("Jiri Cerny", "jiri"),
    ("CERNY", "jiri"),
    ("Nunez", "nunez"),
    ("Nu\u0301n\u0303ez", "nunez"),
    ("Ayse Yildirim", "ayse"),
    ("AYŞE YILDIRIM", "ayse"),
    ("AYSE YILDIRIM", "ayse"),
    ("Joerg Gross", "jorg"),
    ("Jorg Gross", "jorg"),
    ("jörg groß", "jorg"),
    ("JÖRG GROSS", "jorg"),
    ("Gross, Jörg", "jorg"),
    ("Tran Thi Ha", "ha"),
    ("ha tran thi", "ha"),
    ("Soren Aero", "soren"),
    ("Soeren", "soren"),
    ("Lukasz Zolc", "lukasz"),
    ("zoe bronte", "nfd"),
    ("Zoë Brontë", "nfd"),
    ("Kato", "wide"),
    ("suffix", "fi"),
    ("O'Brien", "obrien"),
    ("o´brien", "obrien"),
    ("brien", "obrien"),
    ("obrien", "obrien"),
    ("Luc Picard", "luc"),
    ("Jean Luc", "luc"),
    ("jeanluc picard", "luc"),
    ("J.-L. Picard", "luc"),
    ("jlp", "luc"),
    ("Erik", "erik"),
    ("st erik", "erik"),
    ("S:t Erik", "erik"),
    ("Jörg Panke", "pan"),
    ("Ivan Petrov", "ivan"),
    ("петров", "ivan"),
    ("zhangwei", "11"),
    ("wei zhang", "11"),
    ("weizhang", "11"),
    ("Zhang W.", "11"),
    ("zw", "11"),
    ("li xiaolong", "12"),
    ("lixiaolong", "12"),
    ("xiaolong li", "12"),
    ("li xiao long", "12"),
    ("lxl", "12"),
    ("小龙", "12"),
    ("李 小龙", "12"),
    ("lu bu", "13"),
    ("lv bu", "13"),
    ("lyu bu", "13"),
    ("Lü Bu", "13"),
    ("lvbu", "13"),
    ("shan xiongxin", "14"),
    ("dan xiongxin", "14"),
    ("ouyang xiu", "15"),
    ("OuyangXiu", "15"),
]


def draw_book(d: Drawing) -> Drawing:
    d.org("att", "customer", name="AT&T").org("on", "customer", name="On").unit("u1", "att", name="IT")
    d.org("mind", "customer", name="Re:Mind", aliases=("重庆银行", "Mindful Ltd"))
    for key, (name, english) in PEOPLE.items():
        d.person(key, name=name, **({"english_name": english} if english else {}))
    return d


@pytest.fixture(scope="module")
async def book(shared_graph: Graph) -> AsyncIterator[Graph]:
    async with drawn_once(shared_graph, draw_book) as d:
        yield d.graph


@pytest.mark.parametrize(("typed", "meant"), TYPED, ids=[typed for typed, _ in TYPED])
async def test_people(book: Graph, typed: str, meant: str) -> None:
    assert await find_id(book, typed, [EntityKind.PERSON], DAY, "it") == tid(meant)
    found = await search(book, typed, as_of=DAY, limit=5)
    assert found.hits[0].id == tid(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("IT", "u1"),
        ("AT&T", "att"),
        ("att", "att"),
        ("at & t", "att"),
        ("On", "on"),
        ("Re:Mind", "mind"),
        ("remind", "mind"),
        ("Mindful", "mind"),
        ("chongqing yinhang", "mind"),
        ("重庆", "mind"),
    ],
)
async def test_organisations_and_units(book: Graph, typed: str, meant: str) -> None:
    kinds = [EntityKind.ORGANIZATION, EntityKind.UNIT]
    assert await find_id(book, typed, kinds, DAY, "it") == tid(meant)
    assert (await search(book, typed, as_of=DAY, limit=5)).hits[0].id == tid(meant)
