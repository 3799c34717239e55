"""`relgraph search` and `relgraph show`."""

from datetime import date

import pytest

from relgraph.core.principal import Principal
from tests.draw import Drawing
from tests.surfaces.cli.conftest import Run

JUNE = date(2026, 6, 1)


@pytest.fixture
async def drawn(drawing: Drawing) -> Drawing:
    d = drawing.org("us", "vendor", english_name="Us Ltd").org("沧岭电网", english_name="Cangling Grid")
    d.person("li.na", at="us", title="销售", english_name="Li Na")
    d.person("wei", at="沧岭电网", title="主任", name="魏正邦", english_name="Wei Zhengbang", since=JUNE)
    d.person("wei2", at="沧岭电网", title="工程师", name="魏正国", english_name="Wei Zhengguo")
    d.tie("li.na", "wei").opportunity("deal", "沧岭电网", name="调度平台")
    d.role("wei", "deal", "D").support("wei", "deal", None, since=JUNE)
    d.ask("li.na", "wei", "a site visit", since=JUNE).ask("wei2", "wei")
    await d.save()
    return d


@pytest.mark.usefixtures("drawn")
class TestSearch:
    async def test_a_table(self, relgraph: Run) -> None:
        done = await relgraph("search", "魏正邦", "--as-of", "2026-09-01")
        assert (done.code, done.err) == (0, "")
        assert done.lines[0] == "kind id name title at"
        assert done.lines[2] == "person t:wei 魏正邦 Wei Zhengbang 主任 沧岭电网"

    async def test_json_is_the_services_answer(self, relgraph: Run) -> None:
        done = await relgraph("search", "Cangling", "--json")
        assert isinstance(done.json, dict)
        assert [(hit["kind"], hit["id"]) for hit in done.json["hits"]] == [("organization", "t:沧岭电网")]
        assert done.json["truncated"] is False

    async def test_kinds_and_limit(self, relgraph: Run) -> None:
        assert (await relgraph("search", "Wei", "--kind", "organization")).lines == [
            "Nothing is called anything like 'Wei'."
        ]
        limited = await relgraph("search", "Wei", "--limit", "1")
        assert limited.lines[-1] == "There are more; ask for more with --limit."

    async def test_nothing_to_search_for(self, relgraph: Run) -> None:
        done = await relgraph("search", "!?")
        assert (done.code, done.out) == (2, "")
        assert "no letter or digit" in done.err


@pytest.mark.usefixtures("drawn")
class TestShow:
    async def test_a_person_with_what_nobody_knows(self, relgraph: Run) -> None:
        done = await relgraph("show", "t:wei", "--as-of", "2026-09-01")
        assert done.code == 0
        assert done.lines == [
            "魏正邦 Wei Zhengbang t:wei on 2026-09-01",
            "seat: 主任 · 沧岭电网 · since 2026-06-01",
            "reports to: ?",
            "direct reports: 0",
            "owned by: –",
            "roles and support:",
            "opportunity roles support assessed",
            "─" * len(done.lines[7]),
            "调度平台 D ? 2026-06-01",
            "ties to us:",
            "who strength last contact why",
            "─" * len(done.lines[11]),
            "li.na Li Na ? – t",
            "closeness and support: none",
            "open asks of them:",
            "who about weight since source",
            "─" * len(done.lines[16]),
            "魏正国 Wei Zhengguo ? ? – t",
            "li.na Li Na a site visit ? 2026-06-01 t",
            "promised: none",
            "were promised: none",
            "last together: nothing is known",
        ]

    async def test_who_declines_introductions_is_told_and_who_does_not_is_not(
        self, relgraph: Run, drawn: Drawing
    ) -> None:
        await drawn.person("shy", declines_introductions=True).person("open", declines_introductions=False).save()
        shy, ready = [await relgraph("show", id_) for id_ in ("t:shy", "t:open")]
        assert shy.lines[1] == "introductions: declined (has asked not to be used as a way to others)"
        assert "introductions" not in ready.out
        told = (await relgraph("show", "t:open", "--json")).json
        assert isinstance(told, dict)
        assert told["declines_introductions"] is False

    async def test_by_name_and_as_json(self, relgraph: Run) -> None:
        done = await relgraph("show", "wei zhengbang", "--as-of", "2026-05-01", "--json")
        assert isinstance(done.json, dict)
        assert done.json["person"]["id"] == "t:wei"
        assert done.json["seats"] == []
        assert done.json["stances"][0]["level"] is None

    async def test_an_ambiguous_name_lists_the_candidates(self, relgraph: Run) -> None:
        done = await relgraph("show", "Wei")
        assert (done.code, done.out) == (2, "")
        assert "  t:wei  魏正邦 Wei Zhengbang · 主任 · 沧岭电网\n" in done.err
        assert "  t:wei2  魏正国 Wei Zhengguo · 工程师 · 沧岭电网\n" in done.err
        assert "Give the id" in done.err

    async def test_a_typo_is_not_taken_for_somebody(self, relgraph: Run) -> None:
        done = await relgraph("show", "Wei Zhengbong")
        assert done.code == 2
        assert "t:wei  魏正邦" in done.err

    async def test_nobody(self, relgraph: Run) -> None:
        for name, said in [("Nobody Known", "is called 'Nobody Known'"), ("t:nobody", "has the id 't:nobody'")]:
            done = await relgraph("show", name)
            assert (done.code, done.out) == (2, "")
            assert said in done.err

    async def test_an_organisation_and_an_opportunity(self, relgraph: Run) -> None:
        organization = await relgraph("show", "Cangling Grid", "--as-of", "2026-09-01")
        assert "people: 2, of whom one of ours knows 1" in organization.lines
        opportunity = await relgraph("show", "t:deal", "--as-of", "2026-09-01")
        assert opportunity.lines[-1] == "魏正邦 Wei Zhengbang 主任 D ? 2026-06-01 1 ?"

    async def test_history(self, relgraph: Run, drawn: Drawing) -> None:
        zoe = Drawing(drawn.graph.for_caller(principal=Principal("zoe")))
        await zoe.support("wei", "deal", -1, since=date(2026, 7, 1)).save()
        done = await relgraph("show", "t:wei", "--history")
        assert done.lines[3] == "2026-07-01 – support for 调度平台 level -1 t zoe"
        assert "2026-06-01 2026-07-01 support for 调度平台 level ? t ?" in done.lines
        assert "2026-06-01 – asked by li.na about a site visit t ?" in done.lines
        facts = (await relgraph("show", "t:wei", "--history", "--json")).json
        assert isinstance(facts, list)
        assert facts[0]["said"] == {"level": -1}
