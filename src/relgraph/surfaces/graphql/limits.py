"""What one operation may ask for, measured on its document before it is validated or run.

strawberry's MaxTokensLimiter only hands a number to the parser, as `documents` does. Its QueryDepthLimiter and
MaxAliasesLimiter are not used: they follow every fragment anew wherever it is spread, so that twenty fragments that
spread each other twice take them a million steps, and their errors carry no code. Here a fragment is measured once.

The cost is an estimate of what an answer takes: each field counts one for its value, or what it declares (`prices`),
times the sizes of the lists around it. A page counts its `first`, a list of the things with given ids counts these, a
batch counts its rows, each with the price that the argument declares; a list that has no pages counts what it declares
to hold, or ten. What the answer really costs is counted while it is made (`metering`): this keeps off what is far from
possible.

Edges and nodes are how pages look, and no depth.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from relgraph.core.config import Settings
from relgraph.surfaces.graphql.prices import ASK_FOR_LESS, price_of, priced_lists, size_of

DEFAULT_PAGE_SIZE = 25
"""How many edges a connection is taken to have when neither the client nor the schema gives `first`."""
MAX_PAGE_SIZE = 200
"""The most that `first` may ask for."""
MAX_NESTING = 100
"""Selections within selections, fragments included, that are walked at all: keeps off the recursion limit."""

_LIST_SIZE = 10
_LARGEST_TOLD = 2**31 - 1  # fragments can double a cost a hundred times over; clients read 32-bit integers


class Measure(NamedTuple):
    """The sizes of a selection set, with fragments spread out."""

    fields: int = 0
    depth: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0

    def beside(self, other: "Measure") -> "Measure":
        """Both in one selection set."""
        return Measure(
            self.fields + other.fields,
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.cost + other.cost,
        )


def check_limits(
    schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, object], settings: Settings
) -> int:
    """The estimated cost of the document's dearest operation.

    Raises the first limit that an operation exceeds, as a GraphQLError with the code TOO_COMPLEX.

    The document need not be valid: what does not fit the schema is left for validation to report.
    """
    fragments = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
    by_name = {node.name.value: node for node in fragments}
    reached: set[FragmentDefinitionNode] = set()
    estimated = 0
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            root = schema.get_root_type(operation.operation)
            meter = _Meter(schema, by_name, _given(operation, variables), settings)
            measure = meter.selections(operation.selection_set, root, in_page=False, level=1)
            # Nobody counts what the answers of a subscription cost.
            counted = operation.operation is not OperationType.SUBSCRIPTION
            most = settings.max_estimate if counted else settings.max_cost
            _check(measure, len(operation.directives or ()), settings, most)
            reached |= meter.reached
            estimated = max(estimated, measure.cost)
    # Validation refuses fragments that no operation reaches, but only after it has looked into them.
    rest = _Meter(schema, by_name, {}, settings)
    for fragment in fragments:
        if fragment not in reached:
            rest.fragment(fragment, in_page=False, level=1)
    return min(estimated, _LARGEST_TOLD)


def exceeded(limit: str, value: int, maximum: int) -> GraphQLError:
    """The error that says which limit was exceeded and by how much."""
    told = min(value, _LARGEST_TOLD)
    return GraphQLError(
        f"The operation has a {limit} of {told}; {maximum} is the most.",
        extensions={
            "code": "TOO_COMPLEX",
            "limit": limit,
            "value": told,
            "maximum": maximum,
            "remedy": ASK_FOR_LESS,
        },
    )


def _check(measure: Measure, operation_directives: int, settings: Settings, most_cost: int) -> None:
    for limit, value, maximum in (
        ("depth", measure.depth, settings.max_depth),
        ("root field count", measure.fields, settings.max_root_fields),
        ("alias count", measure.aliases, settings.max_aliases),
        ("directive count", measure.directives + operation_directives, settings.max_directives),
        ("cost", measure.cost, most_cost),
    ):
        if value > maximum:
            raise exceeded(limit, value, maximum)


def _given(operation: OperationDefinitionNode, variables: Mapping[str, object]) -> dict[str, object]:
    """The operation's variables with their defaults, as far as these are whole numbers or lists."""
    defaults: dict[str, object] = {}
    for definition in operation.variable_definitions or ():
        if isinstance(definition.default_value, IntValueNode):
            defaults[definition.variable.name.value] = _whole(definition.default_value)
        elif isinstance(definition.default_value, ListValueNode):
            defaults[definition.variable.name.value] = list(definition.default_value.values)
    return {**defaults, **variables}


@dataclass
class _Meter:
    """Walks one operation."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, object]
    settings: Settings

    def __post_init__(self) -> None:
        self.reached: set[FragmentDefinitionNode] = set()
        self._measured: dict[tuple[str, bool], Measure] = {}
        self._written: Counter[tuple[str, str]] = Counter()

    def selections(
        self, node: SelectionSetNode, parent: GraphQLNamedType | None, *, in_page: bool, level: int
    ) -> Measure:
        """`parent` is the type selected from, if known; `in_page` says that its lists are the page already counted."""
        if level > MAX_NESTING:
            raise exceeded("depth", level, self.settings.max_depth)
        first, *others = node.selections
        measure = self._selection(first, parent, in_page, level)
        for selection in others:
            measure = measure.beside(self._selection(selection, parent, in_page, level))
        return measure

    def _selection(self, node: SelectionNode, parent: GraphQLNamedType | None, in_page: bool, level: int) -> Measure:
        if isinstance(node, FieldNode):
            measure = self._field(node, parent, in_page, level)
        elif isinstance(node, FragmentSpreadNode):
            measure = self._spread(node.name.value, in_page, level)
        else:
            assert isinstance(node, InlineFragmentNode)  # noqa: S101  (there is no fourth kind)
            if node.type_condition:
                parent = self.schema.get_type(node.type_condition.name.value)
            measure = self.selections(node.selection_set, parent, in_page=in_page, level=level + 1)
        return _with_directives(measure, node.directives)

    def fragment(self, node: FragmentDefinitionNode, *, in_page: bool, level: int) -> Measure:
        """What spreading a fragment adds."""
        self.reached.add(node)
        parent = self.schema.get_type(node.type_condition.name.value)
        inside = self.selections(node.selection_set, parent, in_page=in_page, level=level + 1)
        return _with_directives(inside, node.directives)

    def _spread(self, name: str, in_page: bool, level: int) -> Measure:
        key = (name, in_page)
        if key not in self._measured:
            # A fragment that spreads itself finds nothing here yet; validation reports the cycle.
            self._measured[key] = Measure()
            if fragment := self.fragments.get(name):
                self._measured[key] = self.fragment(fragment, in_page=in_page, level=level)
        return self._measured[key]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, in_page: bool, level: int) -> Measure:
        name = node.name.value
        self._count_repeat(parent, node.alias.value if node.alias else name)
        field = _field_of(parent, name)
        rows = self._rows(node, field)
        size, is_page = (max(count for count, _ in rows), True) if rows else self._size(node, field, in_page)
        inside = Measure()
        if node.selection_set:
            of_type = get_named_type(field.type) if field else None
            inside = self.selections(node.selection_set, of_type, in_page=is_page, level=level + 1)
        aliases = inside.aliases + (1 if node.alias else 0)
        if name.startswith("__"):
            # graphql-core bounds the depth of introspection by a rule of its own, and the schema costs no query.
            return Measure(1, 0, aliases, inside.directives, 0)
        price = (price_of(field) if field else 1) + sum(count * each for count, each in rows)
        cost = price + size * inside.cost
        paging = parent is not None and parent.name.endswith(("Connection", "Edge"))
        depth = inside.depth if paging else 1 + inside.depth
        return Measure(1, depth, aliases, inside.directives, cost)

    def _rows(self, node: FieldNode, field: GraphQLField | None) -> list[tuple[int, int]]:
        """How many members the list arguments have whose members have a price, and this price."""
        priced = priced_lists(field) if field and field.args else {}
        return [(self._count_of(node, name), price) for name, price in priced.items()]

    def _count_repeat(self, parent: GraphQLNamedType | None, name: str) -> None:
        # Validation compares each pair of fields that answer under the same name, with all that is in them.
        key = (parent.name if parent else "", name)
        self._written[key] += 1
        if self._written[key] > self.settings.max_repeats:
            raise exceeded("repeat count", self._written[key], self.settings.max_repeats)

    def _size(self, node: FieldNode, field: GraphQLField | None, in_page: bool) -> tuple[int, bool]:
        if field is None:
            return 1, False
        if "first" in field.args:
            return self._page_size(node, field.args["first"]), True
        if is_list_type(get_nullable_type(field.type)) and not in_page:
            return self._count_of(node, "ids") if "ids" in field.args else size_of(field) or _LIST_SIZE, False
        return 1, False

    def _count_of(self, node: FieldNode, name: str) -> int:
        """How many a list argument names."""
        value = _argument(node, name)
        if isinstance(value, ListValueNode):
            return max(len(value.values), 1)
        given = self.variables.get(value.name.value) if isinstance(value, VariableNode) else None
        return max(len(given), 1) if isinstance(given, list) else 1

    def _page_size(self, node: FieldNode, first: GraphQLArgument) -> int:
        value = _argument(node, "first")
        given: object = None
        if isinstance(value, IntValueNode):
            given = _whole(value)
        elif isinstance(value, VariableNode):
            given = self.variables.get(value.name.value)
        # JSON's 1e3 arrives as a float, and GraphQL takes it for an Int.
        wanted = (given, first.default_value, DEFAULT_PAGE_SIZE)
        size = next(int(size) for size in wanted if isinstance(size, int | float))
        if size > MAX_PAGE_SIZE:
            raise exceeded("page size", size, MAX_PAGE_SIZE)
        return max(size, 1)


def _argument(node: FieldNode, name: str) -> ValueNode | None:
    return next((argument.value for argument in node.arguments or () if argument.name.value == name), None)


def _whole(node: IntValueNode) -> int:
    # Python refuses to read thousands of digits; nineteen of them are too many for every limit.
    return int(node.value[:20])


def _with_directives(measure: Measure, directives: tuple[DirectiveNode, ...] | None) -> Measure:
    # Most have none, and a hostile document has thousands of such.
    return measure.beside(Measure(directives=len(directives))) if directives else measure


def _field_of(parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
    if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
        field: GraphQLField | None = parent.fields.get(name)
        return field
    return None
