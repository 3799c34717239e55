"""Rules take maps and lists of names from the playbook in force; what is not there is refused where it stands."""

from pathlib import Path

import pytest

from relgraph.audit.evaluation.service import Here, Sides, evaluate
from relgraph.audit.rules.docs import describe
from relgraph.audit.rules.model import Rule
from relgraph.audit.rules.service import load_rules
from relgraph.core.assets import asset_dir
from relgraph.core.errors import QueryContractError
from relgraph.graph.client import Graph
from tests.audit.cases import start
from tests.draw import TODAY, Drawing, tid
from tests.playbook.worlds import played, write

RULES = {loaded.rule.id: loaded.rule for loaded in load_rules()}
RULE = "our_rhythm"
RHYTHM = (asset_dir("cypher") / "audit" / "key_contact_rhythm.cypher").read_text(encoding="utf-8")
HEADER = next(line for line in RHYTHM.splitlines() if line.startswith("// $key_actions:"))
LINE = RHYTHM.splitlines().index(HEADER) + 1
OURS = """version: acme-1
interactions:
  visit: {key_action: false}
  lunch: {en: lunch, zh: 午餐, key_action: true, weight_class: meeting}
rhythm: {tier_when_unknown: partner, cadence_days: {partner: {executive: 5}}}
"""


def taken(rule: Rule) -> dict[str, object]:
    return {each.name: each.value for each in rule.taken}


def test_values_maps_and_lists_are_taken(tmp_path: Path) -> None:
    shipped = taken(RULES["key_contact_rhythm"])
    assert shipped["tier_when_unknown"] == "ordinary"
    assert shipped["key_actions"] == ["visit", "exchange", "company_visit", "expo", "summit"]
    assert shipped["cadence_days"]["ordinary"] == {"executive": 365, "senior": 180, "working": 30}
    assert taken(RULES["meeting_without_outcome"])["meetings"] == [
        "visit", "exchange", "company_visit", "reference_visit", "meal", "meeting",
    ]  # fmt: skip
    own = {loaded.rule.id: loaded.rule for loaded in load_rules(playbook=write(tmp_path, OURS))}
    changed = taken(own["key_contact_rhythm"])
    assert (changed["tier_when_unknown"], changed["cadence_days"]["partner"]["executive"]) == ("partner", 5)
    assert changed["key_actions"] == ["exchange", "company_visit", "expo", "summit", "lunch"]


def test_runs_remember_it_and_the_catalogue_tells_it() -> None:
    assert RULES["ask_too_heavy"].asked == (
        "ask_too_heavy@1 executive_layer=1 senior_layer=3 heaviest=executive:heavy,senior:heavy,working:normal "
        "points=light:1,normal:2,heavy:4"
    )
    assert RULES["key_contact_rhythm"].asked.endswith(
        "tier_when_unknown=ordinary key_actions=visit,exchange,company_visit,expo,summit"
    )
    told = "* Takes `heaviest` from the playbook, `asks.heaviest`: the heaviest ask that a layer bears"
    assert told in describe(RULES["ask_too_heavy"]).splitlines()


async def test_the_query_is_asked_with_it(graph: Graph, tmp_path: Path) -> None:
    d = start(Drawing(played(graph, write(tmp_path, OURS)))).person("bob", at="acme", layer=1).role("bob", "deal", "E")
    await d.met("m", "lunch", TODAY, "ann", "bob").save()
    sides = Sides(ours=[tid("ann"), tid("abe")], known_anywhere=[], first_steps=[], rivals=[])
    seen = []
    for playbook in (None, write(tmp_path, OURS)):
        (rule,) = [loaded for loaded in load_rules(playbook=playbook) if loaded.rule.id == "key_contact_rhythm"]
        (told,) = await evaluate(d.graph, rule, [tid("acme")], sides=sides, here=Here(known=[]), as_of=TODAY)
        seen.append([failure.evidence["cadence"] for failure in told.failures])
    assert seen == [[365], []]


@pytest.mark.parametrize(
    ("said", "message", "remedy"),
    [
        (
            "list = playbook interaction where key_action",
            "the playbook has no 'interaction'.",
            "Did you mean interactions? `relgraph playbook` lists its fields.",
        ),
        (
            "part = playbook rhythm.cadence",
            "the playbook has no 'rhythm.cadence'.",
            "Did you mean rhythm.cadence_days? `relgraph playbook` lists its fields.",
        ),
        (
            "list = playbook interactions where action",
            "nothing below the playbook's interactions has 'action'.",
            "Write '= playbook <path>; <meaning>' for a part, '= playbook <path> where <field>; <meaning>' for a list.",
        ),
        (
            "list = playbook interactions where weight_class",
            "the playbook's weight_class is never true.",
            "Give one of meeting, event, call, message, mail.",
        ),
        (
            "list = playbook interactions where weight_class = meetings",
            "the playbook's weight_class is never meetings.",
            "Give one of meeting, event, call, message, mail.",
        ),
        (
            "list = playbook interactions",
            "what is taken from the playbook cannot be read.",
            "Write '= playbook <path>; <meaning>' for a part, '= playbook <path> where <field>; <meaning>' for a list.",
        ),
    ],
)
def test_what_the_playbook_has_not_is_refused_where_it_stands(
    tmp_path: Path, said: str, message: str, remedy: str
) -> None:
    file = tmp_path / f"{RULE}.cypher"
    file.write_text(RHYTHM.replace(HEADER, f"// $key_actions: {said}; kinds"), encoding="utf-8")
    with pytest.raises(QueryContractError) as caught:
        load_rules(tmp_path)
    assert (caught.value.message, caught.value.remedy) == (f"{file}:{LINE}: {message}", remedy)


async def test_a_finding_says_by_which_tier_it_measured_and_who_said_so(drawing: Drawing) -> None:
    d = (
        start(drawing)
        .person("bob", at="acme", layer=1)
        .role("bob", "deal", "E")
        .met("m", "visit", TODAY, account="acme")
    )
    await d.save()
    sides = Sides(ours=[tid("ann"), tid("abe")], known_anywhere=[], first_steps=[], rivals=[])
    (rule,) = [loaded for loaded in load_rules() if loaded.rule.id == "key_contact_rhythm"]

    async def said() -> list[str]:
        (told,) = await evaluate(d.graph, rule, [tid("acme")], sides=sides, here=Here(known=[]), as_of=TODAY)
        (failure,) = told.failures
        return [text.format_map(failure.evidence) for text in (rule.rule.evidence, rule.rule.evidence_zh)]

    assert await said() == [
        "layer 1, tier ordinary (playbook): a key action every 365 days is due, the last one was None",
        "层级1，客户级别普通（手册默认）：应每365天一次关键动作，最近一次None",
    ]
    await d.add("tier_assessment", TODAY, rater="ann", account="acme", tier="strategic").save()
    assert await said() == [
        "layer 1, tier strategic (assessed): a key action every 180 days is due, the last one was None",
        "层级1，客户级别战略伙伴（已评定）：应每180天一次关键动作，最近一次None",
    ]
