"""The contract: committed, described throughout, with the names that ADR 0004 promises."""

from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_specified_scalar_type,
)

from relgraph.core.assets import schema_file
from relgraph.kinds import KINDS
from relgraph.record.model import MARKS
from relgraph.surfaces.graphql.alone import FAILED
from relgraph.surfaces.graphql.export_schema import sdl
from relgraph.surfaces.graphql.nodes import NODE_TYPES
from relgraph.surfaces.graphql.prices import price_of
from relgraph.surfaces.graphql.schema import schema

TYPES = schema._schema.type_map
ROOT_FIELDS = {
    *("node", "nodes", "search", "organizations", "organization", "accounts", "account", "unit", "units"),
    *("person", "people", "interaction", "interactions", "import", "imports"),
    *(
        "opportunity",
        "opportunities",
        "orgChart",
        "subgraph",
        "pathsTo",
        "hubs",
        "hiddenInfluencers",
        "risingHubs",
        "chokePoints",
        "coverageHoles",
        "closeness",
        "coverageRules",
        "playbook",
        "history",
        "changes",
    ),
    *("auditRuns", "auditRun", "auditFindings", "auditFinding"),
    *("identitySuggestions", "identityJudgements", "movedPeople", "strengthBetween"),
    *("promises", "newsOf", "silentParts", "newsChannels", "keyContactRegister", "scores", "sponsors"),
}
OF_IMPORTS = {"by_hand", "told_of"}
"""What relgraph keeps of a value's way into it, and nobody says."""
LOGGING = {"logInteraction"}
OF_IDENTITY = {"judgeIdentity", "withdrawIdentityJudgement"}
TIMELESS = {
    *("node", "nodes", "coverageRules", "playbook", "history", "changes", "auditRuns", "auditRun"),
    *("identitySuggestions", "identityJudgements", "import", "imports"),
}
OF_FINDINGS = {
    "startAudit",
    "acceptFinding",
    "withdrawAcceptance",
    "assignFinding",
    "unassignFinding",
    "withdrawAuditRun",
}
ANALYSES = {
    "Organization": {"hubs", "coverageHoles", "auditTrend", "people", "units", "opportunities", "interactions"},
    "Opportunity": {"powerMap"},
    "PowerMapCard": {"ourBestTie", "competitorBestTie"},
    "Person": {"ties", "positions", "interactions"},
    "Hub": {"why", "heldAccounts"},
    "AuditRun": {"results", "findings", "diff"},
}


def test_the_committed_contract_is_the_schema() -> None:
    assert schema_file().read_text(encoding="utf-8") == sdl(), "run `python -m relgraph.surfaces.graphql.export_schema`"


def _undescribed() -> Iterator[str]:
    for name, type_ in TYPES.items():
        if name.startswith("__"):
            continue
        if not type_.description:
            yield name
        if isinstance(type_, GraphQLEnumType):
            yield from (f"{name}.{value}" for value, shown in type_.values.items() if not shown.description)
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for field, shown in type_.fields.items():
                if not shown.description:
                    yield f"{name}.{field}"
                arguments = getattr(shown, "args", {})
                yield from (f"{name}.{field}({a})" for a, argument in arguments.items() if not argument.description)


def test_everything_has_a_description() -> None:
    assert list(_undescribed()) == []


def test_the_root_fields_are_the_promised_ones_and_ask_about_a_day() -> None:
    fields = schema._schema.query_type.fields
    assert set(fields) == ROOT_FIELDS
    assert {name for name, field in fields.items() if "asOf" not in field.args} == TIMELESS


def test_every_kind_can_be_read_recorded_and_ended() -> None:
    assert sorted(node_type.kind.noun for node_type in NODE_TYPES.values()) == sorted(kind.noun for kind in KINDS)
    names = {node_type.__name__ for node_type in NODE_TYPES.values()}
    recording = {f"{verb}{name}" for verb in ("record", "end") for name in names}
    assert set(schema._schema.mutation_type.fields) == (
        recording | OF_FINDINGS | OF_IDENTITY | LOGGING | {"batch", "startImport", "correctStrength"}
    )
    for name in names:
        assert {i.name for i in TYPES[name].interfaces} == {"Node", "Recorded"}
        assert {i.name for i in TYPES[f"{name}Payload"].interfaces} == {"Payload"}


def test_inputs_take_what_the_models_take() -> None:
    for node_type in NODE_TYPES.values():
        fields = {field.out_name or name for name, field in TYPES[f"{node_type.__name__}Input"].fields.items()}
        snake = {"".join(f"_{c.lower()}" if c.isupper() else c for c in field) for field in fields}
        assert snake == set(node_type.kind.model.model_fields) - MARKS - OF_IMPORTS


def test_lists_are_bounded() -> None:
    """Every connection is asked for with `first`."""
    for type_ in TYPES.values():
        if isinstance(type_, GraphQLObjectType):
            for name, field in type_.fields.items():
                if str(field.type).rstrip("!").endswith("Connection"):
                    assert {"first", "after"} <= set(field.args), f"{type_.name}.{name}"


def _fields() -> Iterator[tuple[str, str, GraphQLField]]:
    for type_ in TYPES.values():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) and not type_.name.startswith("__"):
            yield from ((type_.name, name, field) for name, field in type_.fields.items())


def test_whatever_may_fail_alone_may_be_null_and_says_so() -> None:
    """Roots, whatever has a price, and whatever asks the graph for more than a look-up: no field on the way is lost."""
    for type_, name, field in _fields():
        declared = field.extensions["strawberry-definition"]
        asks = declared.is_async and not declared.is_subscription
        of = get_named_type(field.type)
        looked_up = is_leaf_type(of) or (not is_list_type(get_nullable_type(field.type)) and _is_node(of))
        alone = type_ in {"Query", "Mutation"} or price_of(field) > 1 or (asks and not looked_up)
        told = (field.description or "").endswith(FAILED)
        assert (told, alone and is_non_null_type(field.type)) == (alone, False), f"{type_}.{name}"
    for type_, names in ANALYSES.items():
        assert {name for name in names if is_non_null_type(TYPES[type_].fields[name].type)} == set()


def _is_node(type_: object) -> bool:
    return getattr(type_, "name", "") == "Node" or TYPES["Node"] in getattr(type_, "interfaces", ())


def test_every_scalar_of_ours_says_where_it_is_specified() -> None:
    ours = [
        type_
        for type_ in TYPES.values()
        if isinstance(type_, GraphQLScalarType) and not is_specified_scalar_type(type_)
    ]
    assert {type_.name for type_ in ours} == {"Date", "DateTime", "JSON", "Upload"}
    assert [type_.name for type_ in ours if not type_.specified_by_url] == []


def test_what_is_said_to_be_one_of_several_is_so() -> None:
    said = {name for name, type_ in TYPES.items() if "one of these" in (type_.description or "")}
    assert said == {"PathTargetsInput", "PathStartsInput", "HubScopeInput", "OrgChartTopInput", "BatchRow"} | {
        "AccountOrOpportunityInput",
        "ChangesOfInput",
        "ImportFromInput",
        "ImportMappingInput",
        "PeopleOfInput",
        "ScoresOfInput",
        "UnitsOfInput",
    }
    assert {name for name in said if not TYPES[name].extensions["strawberry-definition"].is_one_of} == set()
