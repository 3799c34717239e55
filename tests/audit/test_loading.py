"""A rule that breaks the contract is refused with file, line and remedy; rules of one's own hold the same contract."""

from pathlib import Path

import pytest

from relgraph.audit.evaluation.service import Here, Sides, evaluate, find_coverage
from relgraph.audit.rules.service import RuleQuery, load_rules, read_rule
from relgraph.core.assets import asset_dir
from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError, InputError, QueryContractError
from relgraph.graph.client import Graph
from tests.draw import TODAY, Drawing, tid

GOOD = (asset_dir("cypher") / "audit" / "key_contact_cold.cypher").read_text(encoding="utf-8")
NOBODY = {"sides": Sides(ours=[], known_anywhere=[], first_steps=[], rivals=[]), "here": Here(known=[])}
BEGIN = "CALL (account) {\n  @key_people(account)"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    return tmp_path / "rules"


def write(folder: Path, text: str, name: str = "our_cold_ties") -> Path:
    (folder / f"{name}.cypher").write_text(text, encoding="utf-8")
    return folder


def own(folder: Path) -> RuleQuery:
    (rule,) = [loaded for loaded in load_rules(folder) if loaded.rule.own]
    return rule


def test_rules_of_ones_own_stand_beside_the_others(folder: Path) -> None:
    loaded = own(write(folder, GOOD))
    rule = loaded.rule
    assert (rule.id, [(p.name, p.value) for p in rule.parameters]) == ("our_cold_ties", [("cold_below", 0.3)])
    assert len(load_rules(folder)) == len(load_rules()) + 1
    assert read_rule("our_cold_ties", GOOD, loaded.query, {}, own=True) == rule


HEADER = [
    "version", "title", "title_zh", "method", "severity", "scope", "protects", "protects_zh",
    "remedy", "remedy_zh", "counts", "counts_zh", "evidence", "evidence_zh", "suggestion",
]  # fmt: skip


@pytest.mark.parametrize("name", HEADER)
def test_a_header_that_lacks_something_is_refused(folder: Path, name: str) -> None:
    text = "".join(line for line in GOOD.splitlines(keepends=True) if not line.startswith(f"// @{name}:"))
    with pytest.raises(QueryContractError, match=rf"our_cold_ties.cypher:1: .*\b{name}\b"):
        load_rules(write(folder, text))


LINE = {text.split(":")[0]: number for number, text in enumerate(GOOD.splitlines(), start=1)}


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("// @version: 2", "// @version: 0", LINE["// @version"], "at @version"),
        ("// @severity: medium", "// @severity: grave", LINE["// @severity"], "at @severity"),
        ("// @method: M16", "// @method: chapter 3", LINE["// @method"], "at @method"),
        ("// @version: 2", "// @version: 2\n// @colour: red", LINE["// @version"] + 1, "nothing is called @colour"),
        ("// @version: 2", "// @version: 2\n// @version: 3", LINE["// @version"] + 1, "@version is said twice"),
        ("// @version: 2", "// @version: 2\n// @ odd", LINE["// @version"] + 1, "cannot be read"),
        ("float 0..1 = 0.3;", "float 0..1 = 3;", LINE["// $cold_below"], r"\$cold_below cannot be used"),
        ("float 0..1 = 0.3;", "", LINE["// $cold_below"], r"\$cold_below cannot be used"),
        ("float 0..1 = 0.3;", "int 0..1 = 0.3;", LINE["// $cold_below"], r"\$cold_below cannot be used"),
        ("@scope: account, opportunity", "@scope: account", 1, "contradict each other"),
        ("@reason no_ties:", "@reason never_given:", 1, "never gives the reason 'never_given'"),
        ("// returns: many", "// returns: one", 1, "a row for each account"),
        ("-> unknown: those", "-> unsure: those", None, "returns .* but declares"),
        ("$accounts", "$customers", 1, r"a rule takes \$accounts and \$as_of"),
    ],
)
def test_a_broken_rule_is_refused_with_its_place(
    folder: Path, old: str, new: str, line: int | None, message: str
) -> None:
    with pytest.raises(QueryContractError, match=message) as caught:
        load_rules(write(folder, GOOD.replace(old, new)))
    assert caught.value.file == str(folder / "our_cold_ties.cypher")
    assert line in (None, caught.value.line)
    assert caught.value.remedy


def test_ids_must_not_clash(folder: Path) -> None:
    with pytest.raises(QueryContractError, match="there is already a rule 'key_contact_cold'"):
        load_rules(write(folder, GOOD, "key_contact_cold"))


def test_the_folder_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(QueryContractError, match="the folder of your own rules is not there"):
        load_rules(tmp_path / "nowhere")


@pytest.mark.parametrize("clause", ["CREATE (:Trace)", "create (:Trace)", "SET account.x = 1", "INSERT (:Trace)"])
def test_a_rule_that_writes_is_refused_when_loaded(folder: Path, clause: str) -> None:
    with pytest.raises(QueryContractError, match="says 'access: read' but uses"):
        load_rules(write(folder, GOOD.replace(BEGIN, f"{clause}\nWITH account\n{BEGIN}", 1)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// @reason no_ties: no tie", "// @reason person: no tie", "does not tell the reason 'no_ties'"),
        ("'no_ties'\nEND", "'no_ties'\nEND = 'no_ties'", "not_assessed"),
        ("WHEN population > size(unknown) THEN null", "WHEN true THEN null", "a row breaks the contract"),
        ("RETURN account.id AS account, population", "RETURN account.id AS account, -1 AS population", "population"),
        ("RETURN account.id AS account, pop", "FILTER false\nRETURN account.id AS account, pop", "exactly one row"),
    ],
)
async def test_rows_that_break_the_contract_are_refused(
    drawing: Drawing, folder: Path, old: str, new: str, message: str
) -> None:
    await drawing.org("us", "vendor").org("acme").person("bob", at="acme").key_contact("bob", "acme").save()
    assert old in GOOD
    rule = own(write(folder, GOOD.replace(old, new)))
    with pytest.raises(QueryContractError, match=message):
        await evaluate(drawing.graph, rule, [tid("acme")], **NOBODY, as_of=TODAY)


async def test_parameters_stay_in_their_range(drawing: Drawing, folder: Path) -> None:
    await drawing.org("acme").save()
    rule = own(write(folder, GOOD))
    with pytest.raises(InputError, match="cold_below is 1.5. Give 0 to 1."):
        await evaluate(drawing.graph, rule, [tid("acme")], **NOBODY, as_of=TODAY, parameters={"cold_below": 1.5})


async def test_own_rules_are_asked_like_all_others(drawing: Drawing, folder: Path, settings: Settings) -> None:
    d = drawing.org("us", "vendor").person("ann", at="us").org("acme").person("bob", at="acme")
    await d.key_contact("bob", "acme").tie("ann", "bob", 0.1).save()
    graph = Graph(d.graph.driver, settings.model_copy(update={"audit_rules": write(folder, GOOD)}), d.graph.database)
    report = await find_coverage(graph, tid("acme"), as_of=TODAY)
    seen = {result.rule.id: [hole.id for hole in result.holes] for result in report.results}
    assert seen["our_cold_ties"] == seen["key_contact_cold"] == [tid("bob")]


def test_numbers_of_an_installation_replace_defaults(folder: Path) -> None:
    write(folder, GOOD)
    rules = {r.rule.id: r.rule for r in load_rules(folder, (("our_cold_ties.cold_below", 0.5),))}
    assert [p.value for name in ("our_cold_ties", "key_contact_cold") for p in rules[name].parameters] == [0.5, 0.3]
    assert rules["our_cold_ties"].asked == "our_cold_ties@2 cold_below=0.5"


@pytest.mark.parametrize(
    ("name", "number", "message"),
    [
        ("key_contact_cold.warm_above", 0.5, "which no rule takes.*key_contact_cold.cold_below, "),
        ("nothing.cold_below", 0.5, "nothing.cold_below, which no rule takes"),
        ("key_contact_cold.cold_below", 1.5, "cold_below=1.5. Give 0 to 1."),
        ("key_contact_stale.stale_days", 10.5, "stale_days=10.5. Give a whole number, 1 to 3650."),
    ],
)
def test_numbers_that_cannot_be_asked_with_are_refused(name: str, number: float, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load_rules(None, ((name, number),))


def test_numbers_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    said = " key_contact_cold.cold_below = 0.4 , owner_overloaded.most_contacts=30,"
    monkeypatch.setenv("RELGRAPH_AUDIT_PARAMETERS", said)
    numbers = {"key_contact_cold.cold_below": 0.4, "owner_overloaded.most_contacts": 30.0}
    assert Settings().audit_parameters == numbers
    monkeypatch.setenv("RELGRAPH_AUDIT_PARAMETERS", "cold_below=0.4")
    with pytest.raises(ConfigurationError, match="'cold_below=0.4', which cannot be read. Write rule.parameter=number"):
        Settings()
