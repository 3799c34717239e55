"""Sentences about paths, to the letter, in English and in Chinese."""

from datetime import date

import pytest

from relgraph.core.language import Language
from relgraph.kinds.organization import OrganizationKind
from relgraph.paths.advice import find_improvement, find_risks
from relgraph.paths.model import Hop, Intermediary, Relation, WarmPath
from relgraph.paths.words import improvement_sentence, risk_sentence, sentence, weakest_sentence
from relgraph.people.model import PersonCard

EN, ZH = Language.EN, Language.ZH


def card(name: str, english_name: str | None = None, kind: OrganizationKind | None = None) -> PersonCard:
    unknown = dict.fromkeys(("title", "english_title", "layer", "unit", "organization_id", "organization"))
    return PersonCard(id=f"t:{name}", name=name, english_name=english_name, organization_kind=kind, **unknown)


LI = card("李伟", "Li Wei", OrganizationKind.VENDOR)
CHEN = card("陈静", "Chen Jing", OrganizationKind.CUSTOMER)
WANG = card("王芳", "Wang Fang", OrganizationKind.CUSTOMER)
SUN = card("孙浩")


def hop(origin: PersonCard, to: PersonCard, relation: Relation = Relation.TIE, **values: object) -> Hop:
    known = {"strength": 0.5, "assumed": False, "basis": None, "since": None, "until": None, "last_contact": None}
    known |= {"days_since_contact": None, "source": "crm", "fact_id": "t:f", "alternatives": []}
    return Hop.model_validate({**known, "origin": origin, "to": to, "relation": relation, **values})


def between(person: PersonCard, **values: object) -> Intermediary:
    nothing = {"open_asks": 0, "load_factor": 1, "support_unknown": False, "support_factor": 1, "preference_factor": 1}
    nothing["ask_load"] = values.get("open_asks", 0)
    return Intermediary.model_validate({**nothing, "person": person, **values})


def path(*hops: Hop, through: tuple[Intermediary, ...] = ()) -> WarmPath:
    return WarmPath(score=0.5, hop_factor=1, hops=list(hops), intermediaries=list(through))


@pytest.mark.parametrize(
    ("known", "english", "chinese"),
    [
        (
            {"basis": "worked together", "since": date(2019, 5, 1), "days_since_contact": 12},
            "worked together with Chen Jing since 2019, last contact 12 days ago",
            "2019年起与陈静共事，12天前联系过",
        ),
        (
            {"basis": "worked together", "days_since_contact": 1},
            "worked together with Chen Jing, last contact yesterday",
            "与陈静共过事，昨天联系过",
        ),
        (
            {"basis": "alumni", "since": date(2019, 5, 1), "days_since_contact": 0},
            "has known Chen Jing since 2019, alumni, last contact today",
            "2019年起认识陈静，校友，今天联系过",
        ),
        (
            {"basis": "chess club", "until": date(2026, 10, 1), "days_since_contact": 400},
            "knows Chen Jing, chess club, ending on 2026-10-01, last contact 400 days ago",
            "认识陈静，chess club，至2026年10月1日止，400天前联系过",
        ),
        (
            {"assumed": True},
            "knows Chen Jing, last contact unknown, strength not recorded",
            "认识陈静，最近联系时间不详，强度未记录",
        ),
        (
            {"relation": Relation.INFLUENCE, "basis": "mentor", "since": date(2024, 1, 1)},
            "whom Chen Jing has listened to since 2024, mentor",
            "陈静2024年起听取其意见，导师",
        ),
        (
            {"relation": Relation.INFLUENCE, "assumed": True, "days_since_contact": 30},
            "whom Chen Jing listens to, last contact 30 days ago, strength not recorded",
            "陈静听取其意见，30天前联系过，强度未记录",
        ),
        (
            {"relation": Relation.REPORTS_TO, "assumed": True, "since": date(2020, 1, 1)},
            "has reported to Chen Jing since 2020",
            "2020年起向陈静汇报",
        ),
        ({"relation": Relation.REPORTS_TO, "assumed": True}, "reports to Chen Jing", "向陈静汇报"),
        ({"relation": Relation.MANAGES, "assumed": True}, "manages Chen Jing", "是陈静的上级"),
        (
            {"relation": Relation.MANAGES, "assumed": True, "since": date(2020, 1, 1), "until": date(2027, 1, 1)},
            "has managed Chen Jing since 2020, ending on 2027-01-01",
            "2020年起是陈静的上级，至2027年1月1日止",
        ),
    ],
)
def test_one_hop(known: dict, english: str, chinese: str) -> None:
    one = path(hop(LI, CHEN, **known))
    assert sentence(one, EN) == f"Ask your colleague Li Wei ({english}) to introduce you to Chen Jing."
    assert sentence(one, ZH) == f"请同事李伟（{chinese}）引荐陈静。"


def test_several_hops() -> None:
    met = {"basis": "worked together", "since": date(2019, 5, 1), "days_since_contact": 12}
    first, second = hop(LI, CHEN, **met), hop(CHEN, WANG, Relation.REPORTS_TO)
    third, fourth = hop(WANG, SUN, Relation.INFLUENCE), hop(SUN, card("Zoë"), Relation.MANAGES)
    start = (
        "Ask your colleague Li Wei (worked together with Chen Jing since 2019, last contact 12 days ago) to introduce"
    )
    assert sentence(path(first, second), EN) == (
        f"{start} you to Chen Jing, and then Chen Jing (reports to Wang Fang) to introduce you to Wang Fang."
    )
    assert sentence(path(first, second), ZH) == (
        "请同事李伟（2019年起与陈静共事，12天前联系过）引荐陈静，再请陈静（向王芳汇报）引荐王芳。"
    )
    assert sentence(path(first, second, third, fourth), EN) == (
        f"{start} you to Chen Jing, then Chen Jing (reports to Wang Fang) to introduce you to Wang Fang, then Wang "
        "Fang (whom 孙浩 listens to) to introduce you to 孙浩, and finally 孙浩 (manages Zoë) to introduce you to Zoë."
    )
    assert sentence(path(first, second, third), ZH) == (
        "请同事李伟（2019年起与陈静共事，12天前联系过）引荐陈静，再请陈静（向王芳汇报）引荐王芳，"
        "最后请王芳（孙浩听取其意见）引荐孙浩。"
    )


def test_who_starts_without_being_ours_is_no_colleague() -> None:
    assert sentence(path(hop(CHEN, WANG, Relation.MANAGES)), EN).startswith("Ask Chen Jing (manages")
    assert sentence(path(hop(CHEN, WANG, Relation.MANAGES)), ZH).startswith("请陈静（")


def test_the_weakest_hop() -> None:
    weak = path(hop(LI, CHEN, strength=0.4), hop(CHEN, WANG, strength=0.3, assumed=True))
    assert weakest_sentence(weak, EN) == "The weakest hop is from Chen Jing to Wang Fang: 0.30, assumed."
    assert weakest_sentence(weak, ZH) == "最弱的一环：陈静至王芳，0.30（估计值）。"
    known = path(hop(LI, CHEN, strength=0.4))
    assert weakest_sentence(known, EN) == "The weakest hop is from Li Wei to Chen Jing: 0.40."
    assert weakest_sentence(known, ZH) == "最弱的一环：李伟至陈静，0.40。"


def test_risks() -> None:
    through = (between(CHEN, open_asks=3, load_factor=0.8, support_unknown=True),)
    risky = path(hop(LI, CHEN, strength=0.3, assumed=True), hop(CHEN, WANG, days_since_contact=400), through=through)
    assert [risk_sentence(risk, risky, EN) for risk in find_risks(risky)] == [
        "Where Chen Jing stands is unknown (?).",
        "Chen Jing has 3 open asks already.",
        "Li Wei to Chen Jing: no strength is recorded, 0.30 is assumed.",
        "Chen Jing to Wang Fang: last contact 400 days ago.",
    ]
    assert [risk_sentence(risk, risky, ZH) for risk in find_risks(risky)] == [
        "陈静的立场不明（?）。",
        "陈静已有3项未了结的请托。",
        "李伟至陈静：强度未记录，按0.30估计。",
        "陈静至王芳：400天前联系过。",
    ]


def test_asks_that_weigh_more_or_less_than_they_are_many() -> None:
    through = (between(CHEN, open_asks=2, ask_load=3.5, load_factor=0.7),)
    loaded = path(hop(LI, CHEN), hop(CHEN, WANG), through=through)
    (risk,) = find_risks(loaded)
    assert risk_sentence(risk, loaded, EN) == "Chen Jing has 2 open asks already, which weigh as much as 3.5."
    assert risk_sentence(risk, loaded, ZH) == "陈静已有2项未了结的请托，折合3.5项。"


@pytest.mark.parametrize(
    ("way", "english", "chinese"),
    [
        (
            path(hop(LI, CHEN)),
            "Making the tie between Li Wei and Chen Jing strong (from 0.50 to 0.90) would raise the likelihood from "
            "0.50 to 0.90.",
            "把李伟与陈静的联系加强到0.90（现0.50），成功率可由0.50升至0.90。",
        ),
        (
            path(hop(LI, CHEN, Relation.INFLUENCE, strength=0.3, assumed=True)),
            "Making the influence of Li Wei on Chen Jing strong (from an assumed 0.30 to 0.90) would raise the "
            "likelihood from 0.30 to 0.90.",
            "把李伟对陈静的影响加强到0.90（现按0.30估计），成功率可由0.30升至0.90。",
        ),
        (
            path(
                hop(LI, CHEN, strength=1),
                hop(CHEN, WANG, strength=1),
                through=(between(CHEN, open_asks=3, load_factor=0.8),),
            ),
            "Closing asks made of Chen Jing (3 are open) would raise the likelihood from 0.80 to 1.00.",
            "了结对陈静的请托（现有3项未了结），成功率可由0.80升至1.00。",
        ),
        (
            path(
                hop(LI, CHEN, strength=1),
                hop(CHEN, WANG, strength=1),
                through=(between(CHEN, support_unknown=True, support_factor=0.7),),
            ),
            "Learning where Chen Jing stands would raise the likelihood from 0.70 to 1.00.",
            "摸清陈静的立场，成功率可由0.70升至1.00。",
        ),
    ],
    ids=["tie", "influence", "asks", "support"],
)
def test_what_would_help(way: WarmPath, english: str, chinese: str) -> None:
    improvement = find_improvement(way)
    assert improvement_sentence(improvement, way, EN) == english
    assert improvement_sentence(improvement, way, ZH) == chinese


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, EN),
        ("", EN),
        ("zh-CN,zh;q=0.9,en;q=0.8", ZH),
        ("en-GB, zh;q=0.5", EN),
        ("de, zh;q=0.4, en;q=0.3", ZH),
        ("de", EN),
        ("zh;q=0", EN),
        ("zh;q=much", EN),
        ("ZH-hant", ZH),
        ("*", EN),
    ],
)
def test_the_preferred_language(header: str | None, expected: Language) -> None:
    assert Language.preferred(header) is expected
