"""Which organisations are suggested as one, and which one an employer's name means."""

import csv
import os
from pathlib import Path

import pytest

from relgraph.identity.matching.model import Because, Match, MatchReason
from relgraph.identity.matching.organizations import cleaned_name, match_organizations, resolve_organization
from tests.identity.matching.profiles import organization, organization_pairs

DATA = Path(os.environ.get("RELGRAPH_DATA", Path(__file__).parents[4] / "shared" / "data"))
CASES = DATA / "crm" / "linkedin" / "org_name_resolution_cases.csv"

KNOWN = [
    organization("o:harbour", "Harbour Bridge"),
    organization("o:summit-trading", "Summit Trading"),
    organization("o:summit", "Summit LLC", "Summit"),
    organization("o:grid", "国家电网有限公司", "State Grid"),
    organization("o:orion", "Orion Freight Holdings plc"),
    organization("o:twin-1", "Twin Pines Ltd."),
    organization("o:twin-2", "Twin Pines GmbH"),
]


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Jane Street Group, LLC", "jane street group"),
        ("The Boston Consulting Group", "boston consulting group"),
        ("The Gap", "the gap"),
        ("The Coca-Cola Company", "coca cola"),
        ("Siemens Aktiengesellschaft", "siemens"),
        ("Müller GmbH & Co. KG", "muller"),
        ("Foo Co., Ltd.", "foo"),
        ("Foo Pte Ltd", "foo"),
        ("Foo, S.A. de C.V.", "foo"),
        ("J.P. Morgan & Co.", "jp morgan"),
        ("Johnson & Johnson", "johnson and johnson"),
        ("Day Spa", "day spa"),
        ("Banca Esempio S.p.A.", "banca esempio"),
        ("ООО «Ромашка»", "romashka"),
        ("国家电网有限公司", "国家电网"),
        ("國家電網有限公司", "国家电网"),
        ("华为技术股份有限公司", "华为技术"),
        ("华为投资控股有限公司", "华为投资"),
        ("阿里巴巴集团控股有限公司", "阿里巴巴"),
        ("某某（集团）股份有限公司", "某某"),
        ("上海电气有限责任公司", "上海电气"),
        ("阿里巴巴（中国）有限公司", "阿里巴巴 中国"),
        ("株式会社日立製作所", "日立制作所"),
        ("集团", "集团"),
        ("Company", "company"),
        ("", ""),
        (" – ", ""),
    ],
)
def test_names_without_legal_forms(name: str, cleaned: str) -> None:
    assert cleaned_name(name) == cleaned


@pytest.mark.parametrize(
    ("employer", "expected"),
    [
        ("Harbour Bridge", "o:harbour"),
        ("HARBOUR BRIDGE INC.", "o:harbour"),
        ("The Harbour Bridge Group, LLC", "o:harbour"),
        ("Harbour Bridge Capital", "o:harbour"),
        ("Harbour Bridge Asset Management Ltd", "o:harbour"),
        ("Summit", "o:summit"),
        ("Summit, L.L.C.", "o:summit"),
        ("Summit Advisors LLC", "o:summit"),
        ("Summit Trading", "o:summit-trading"),
        ("Summit Trading LLC", "o:summit-trading"),
        ("Summit Trading Group", "o:summit-trading"),
        ("国家电网", "o:grid"),
        ("國家電網公司", "o:grid"),
        ("State Grid Corporation", "o:grid"),
        ("Orion Freight", "o:orion"),
        ("Orion Freight Group", "o:orion"),
        # Others that have the word in their name.
        ("The Summit", None),
        ("The Summit Academy", None),
        ("Summit Broadcasting Corporation", None),
        ("Summit Federal Credit Union", None),
        ("Summit Brewing Company", None),
        ("Harbour Bridge Bakery", None),
        ("Harbour", None),
        ("Orion", None),
        ("国家电网工会", None),
        # Two that may be meant, unless the name is letter for letter that of one of them.
        ("Twin Pines", None),
        ("Twin Pines Group", None),
        ("twin pines gmbh", "o:twin-2"),
        ("", None),
        ("LLC", None),
    ],
)
def test_whom_an_employer_means(employer: str, expected: str | None) -> None:
    assert resolve_organization(employer, KNOWN) == expected
    assert resolve_organization(employer, KNOWN[::-1]) == expected


def test_one_word_that_both_lose_something_beside_is_not_enough() -> None:
    assert resolve_organization("Delta Capital", [organization("o:1", "Delta Holdings")]) is None
    assert resolve_organization("Delta", [organization("o:1", "Delta Holdings")]) == "o:1"


@pytest.mark.skipif(not CASES.exists(), reason="no reference data at hand")
def test_employers_as_linkedin_exports_them() -> None:
    known = [
        organization("jane_street", "Jane Street"),
        organization("citadel_securities", "Citadel Securities"),
        organization("citadel_llc", "Citadel LLC", "Citadel"),
    ]
    with CASES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [(row["employer_string"], resolve_organization(row["employer_string"], known) or "") for row in rows]
    assert found == [(row["employer_string"], row["expected_org"]) for row in rows]
    assert len(rows) == 22


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (organization("o:1", "Acme Inc."), organization("o:2", "ACME")),
        (organization("o:1", "Jane Street"), organization("o:2", "Jane Street Group, LLC")),
        (organization("o:1", "华为技术有限公司"), organization("o:2", "華為技術")),
        (organization("o:1", "国家电网", "State Grid"), organization("o:2", "State Grid Corporation")),
        (organization("o:1", "阿里巴巴"), organization("o:2", "Alibaba")),
        (organization("o:1", "Siemens Healthineers AG"), organization("o:2", "Siemens Helathineers")),
        (organization("o:1", "Acme", web="acme.com"), organization("o:2", "Acme Group", web="https://www.acme.com/en")),
        (organization("o:1", "Delta", web="delta.com"), organization("o:2", "Delta", web="delta.co.uk")),
        (organization("o:1", "Alpha", known_as="lei:1"), organization("o:2", "Omega", known_as="lei:1")),
    ],
)
def test_what_is_suggested(one: object, other: object) -> None:
    assert organization_pairs(one, other) == [("o:1", "o:2")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (organization("o:1", "Citadel Securities"), organization("o:2", "Citadel LLC", "Citadel")),
        (organization("o:1", "Delta", web="delta.com"), organization("o:2", "Delta", web="deltafaucet.com")),
        (organization("o:1", "Google", web="google.com"), organization("o:2", "YouTube", web="google.com")),
        (organization("o:1", "Acme"), organization("o:2", "Acme Group")),
        (organization("o:1", "Region 12 Hospitals"), organization("o:2", "Region 13 Hospitals")),
        (
            organization("o:1", "Alpha", web="linkedin.com/alpha"),
            organization("o:2", "Omega", web="linkedin.com/omega"),
        ),
        (organization("o:1", ""), organization("o:2", "")),
    ],
)
def test_what_is_not(one: object, other: object) -> None:
    assert organization_pairs(one, other) == []  # type: ignore[arg-type]


def test_a_domain_of_three_is_a_groups() -> None:
    group = [organization(f"o:{n}", name, web="acme.com") for n, name in enumerate(("Acme", "Acme Group", "Widgets"))]
    assert organization_pairs(*group[:2]) == [("o:0", "o:1")]
    assert organization_pairs(*group) == []


def test_reasons() -> None:
    one = organization("o:2", "Jane Street Group, LLC", web="janestreet.com")
    other = organization("o:1", "Jane Street", web="www.janestreet.com")
    assert list(match_organizations([one, other])) == [
        Match(
            "o:1",
            "o:2",
            1.0,
            (
                Because(MatchReason.NAME_PART, "Jane Street ~ Jane Street Group, LLC", 21.4),
                Because(MatchReason.DOMAIN, "janestreet.com", 16.0),
            ),
        )
    ]
