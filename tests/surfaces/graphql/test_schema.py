"""The contract: committed, described throughout, with the names that ADR 0004 promises."""

from collections.abc import Iterator

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType

from relgraph.kinds import KINDS
from relgraph.record.model import MARKS
from relgraph.surfaces.graphql.export_schema import schema_file, sdl
from relgraph.surfaces.graphql.kinds import NODE_TYPES
from relgraph.surfaces.graphql.schema import schema

TYPES = schema._schema.type_map
ROOT_FIELDS = {
    *("node", "nodes", "search", "organizations", "organization", "accounts", "account", "unit", "person", "people"),
    *(
        "opportunity",
        "opportunities",
        "orgChart",
        "pathsTo",
        "hubs",
        "hiddenInfluencers",
        "risingHubs",
        "chokePoints",
        "coverageHoles",
        "coverageRules",
        "history",
    ),
    *("auditRuns", "auditRun", "auditFindings", "auditFinding"),
}
TIMELESS = {"node", "nodes", "coverageRules", "history", "auditRuns", "auditRun"}
OF_FINDINGS = {"acceptFinding", "withdrawAcceptance", "assignFinding", "unassignFinding", "withdrawAuditRun"}


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
    assert set(schema._schema.mutation_type.fields) == recording | OF_FINDINGS
    for name in names:
        assert {i.name for i in TYPES[name].interfaces} == {"Node", "Recorded"}
        assert {i.name for i in TYPES[f"{name}Payload"].interfaces} == {"Payload"}


def test_inputs_take_what_the_models_take() -> None:
    for node_type in NODE_TYPES.values():
        fields = {field.out_name or name for name, field in TYPES[f"{node_type.__name__}Input"].fields.items()}
        snake = {"".join(f"_{c.lower()}" if c.isupper() else c for c in field) for field in fields}
        assert snake == set(node_type.kind.model.model_fields) - MARKS


def test_lists_are_bounded() -> None:
    """Every connection is asked for with `first`."""
    for type_ in TYPES.values():
        if isinstance(type_, GraphQLObjectType):
            for name, field in type_.fields.items():
                if str(field.type).rstrip("!").endswith("Connection"):
                    assert {"first", "after"} <= set(field.args), f"{type_.name}.{name}"
