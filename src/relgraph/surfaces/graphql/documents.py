"""From a request's text and variables to an operation that may run: parsed, within limits, valid.

This is done here and not inside `schema.execute` for three reasons: limits come before validation, whose own work an
alias bomb can make quadratic; a document with several operations and no operation name is refused, as the GraphQL
specification wants, where strawberry runs the first; and every refusal knows its phase, thus its code and status.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing, suppress
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    Lexer,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    Source,
    TokenKind,
    get_operation_ast,
    get_variable_values,
    parse,
    specified_rules,
    validate,
)
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule
from strawberry.types import ExecutionResult

from relgraph.core import watch
from relgraph.core.config import Settings
from relgraph.core.garbage import under_way
from relgraph.surfaces.graphql.context import Context
from relgraph.surfaces.graphql.errors import RequestError, coded, with_code
from relgraph.surfaces.graphql.limits import MAX_NESTING, check_limits, exceeded
from relgraph.surfaces.graphql.metering import MeteredExecution, Spending
from relgraph.surfaces.graphql.persisted import Persisted
from relgraph.surfaces.graphql.request import Parameters
from relgraph.surfaces.graphql.trusted import read_trusted

_KEPT = 64  # documents; clients send the same few over and over, with other variables
_MAX_ERRORS = 20  # of one kind are told and searched for
_OPENING = {
    TokenKind.BRACE_L: 1,
    TokenKind.BRACKET_L: 1,
    TokenKind.PAREN_L: 1,
    TokenKind.BRACE_R: -1,
    TokenKind.BRACKET_R: -1,
    TokenKind.PAREN_R: -1,
}

_prepared: ContextVar[DocumentNode] = ContextVar("relgraph_prepared_document")


@dataclass(frozen=True)
class Operation:
    """An operation that may run."""

    text: str
    document: DocumentNode
    node: OperationDefinitionNode
    variables: dict[str, Any]
    estimated: int
    """What the dearest operation of the document is taken to cost."""

    @property
    def name(self) -> str | None:
        """Its name in the document. GraphQL's grammar leaves nothing but letters, digits and underscores in it."""
        return self.node.name.value[:64] if self.node.name else None

    @property
    def is_query(self) -> bool:
        """Whether it only reads, and may come with GET."""
        return self.node.operation == OperationType.QUERY

    @property
    def is_subscription(self) -> bool:
        """Whether it goes on answering, which takes a WebSocket."""
        return self.node.operation == OperationType.SUBSCRIPTION


class Documents:
    """Prepares and runs the operations of one schema. Documents known to be valid are kept."""

    def __init__(self, schema: strawberry.Schema, settings: Settings) -> None:
        self._settings = settings
        self._core: GraphQLSchema = schema._schema  # strawberry has no public name for it
        self._schema = _taking_prepared_documents(schema)
        trusted = read_trusted(settings.trusted_documents)
        self._persisted = Persisted(trusted)
        self._most_kept = max(_KEPT, len(trusted or ()))
        self._valid: dict[str, DocumentNode] = {}
        introspection = () if settings.graphql_ide else (NoSchemaIntrospectionCustomRule,)
        self._rules = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule, *introspection)

    def asked(self, given: Parameters) -> Operation:
        """The operation that a request asks for. Raises RequestError."""
        operation = self.prepare(self._persisted.text_of(given), given.operation_name, given.variables)
        self._persisted.keep(given)
        return operation

    def prepare(self, text: str, operation_name: str | None, variables: dict[str, Any]) -> Operation:
        """The operation to run. Raises RequestError."""
        document = self._valid.get(text) or self._parse(text)
        try:
            estimated = check_limits(self._core, document, variables, self._settings)
        except GraphQLError as error:
            raise RequestError([error]) from None
        if text not in self._valid:
            self._validate(document)
            self._keep(text, document)
        node = _select(document, operation_name)
        self._check_variables(node, variables)
        return Operation(text, document, node, variables, estimated)

    async def execute(self, operation: Operation, context: Context) -> ExecutionResult:
        """Run a prepared operation; what it cost is told under `extensions`.

        A query that costs too much is stopped. Of mutations the fields that cost too much fail: what was done is told.
        """
        seen = watch.Operation(operation.node.operation.value, operation.name)
        with under_way(), context.graph.watch.operation(seen):
            result = await self._counted(operation, context)
            seen.spent = context.spending.spent if context.spending else 0
            return result

    async def _counted(self, operation: Operation, context: Context) -> ExecutionResult:
        spending = Spending(self._settings.max_cost, operation.estimated, stops=operation.is_query)
        context.spending = spending
        running = asyncio.create_task(self._execute(operation, context))
        try:
            await asyncio.wait([running])
        finally:
            if not running.done():
                # Nobody waits for the answer any more.
                spending.stop()
                await asyncio.wait([running])
            # They hold all that was loaded, and it them: nobody else would let go of it for long.
            context.loaders.clear()
        result = ExecutionResult(None, [spending.too_expensive()]) if spending.stopped else running.result()
        result.extensions = {**(result.extensions or {}), "cost": spending.told()}
        return result

    async def _execute(self, operation: Operation, context: Context) -> ExecutionResult:
        _prepared.set(operation.document)
        name = operation.node.name.value if operation.node.name else None
        return await self._schema.execute(
            operation.text, variable_values=operation.variables, context_value=context, operation_name=name
        )

    async def stream(self, operation: Operation, context: Context) -> AsyncGenerator[ExecutionResult, None]:
        """The answers to a prepared subscription, one after the other."""
        _prepared.set(operation.document)
        answers = await self._schema.subscribe(
            operation.text,
            variable_values=operation.variables,
            context_value=context,
            operation_name=operation.node.name.value if operation.node.name else None,
        )
        async with aclosing(answers):
            async for answer in answers:
                yield answer

    def _parse(self, text: str) -> DocumentNode:
        limit = self._settings.max_tokens
        try:
            return parse(text, max_tokens=limit)
        except GraphQLSyntaxError as error:
            # The parser tells its limits from other errors by the text of the message only, so the text is sized here.
            count, nesting = _size(text, limit + 1)
            if count > limit:
                raise RequestError([exceeded("token count", count, limit)]) from None
            if nesting > MAX_NESTING:
                raise RequestError([exceeded("depth", nesting, self._settings.max_depth)]) from None
            raise RequestError([with_code(error, "GRAPHQL_PARSE_FAILED")]) from None

    def _validate(self, document: DocumentNode) -> None:
        # Suggestions ("Did you mean …?") would spell out the schema that refused introspection keeps back.
        hide = not self._settings.graphql_ide
        errors = validate(self._core, document, self._rules, max_errors=_MAX_ERRORS, hide_suggestions=hide)
        if errors:
            raise RequestError([with_code(error, "GRAPHQL_VALIDATION_FAILED") for error in errors])

    def _keep(self, text: str, document: DocumentNode) -> None:
        if len(self._valid) >= self._most_kept:
            del self._valid[next(iter(self._valid))]
        self._valid[text] = document

    def _check_variables(self, node: OperationDefinitionNode, variables: Mapping[str, Any]) -> None:
        values = get_variable_values(
            self._core,
            node.variable_definitions or (),
            dict(variables),
            max_errors=_MAX_ERRORS,
            hide_suggestions=not self._settings.graphql_ide,
        )
        if isinstance(values, list):
            raise RequestError([with_code(error, "INVALID_INPUT") for error in values])


def _select(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    node = get_operation_ast(document, name)
    if node:
        return node
    message = "The document has no operation of that name." if name else "Which operation? Give its `operationName`."
    raise RequestError([coded(message, "GRAPHQL_VALIDATION_FAILED")])


def _size(text: str, enough: int) -> tuple[int, int]:
    """How many tokens, comments included, and how many brackets within brackets; up to `enough` tokens are read."""
    lexer = Lexer(Source(text))
    token, count, open_now, deepest = lexer.token, 0, 0, 0
    with suppress(GraphQLSyntaxError):
        while count < enough and (token := lexer.read_next_token(token.end)).kind != TokenKind.EOF:
            count += 1
            open_now += _OPENING.get(token.kind, 0)
            deepest = max(deepest, open_now)
    return count, deepest


class _TakePrepared(SchemaExtension):
    """Hands the prepared document to strawberry, which then neither parses nor validates."""

    def on_operation(self) -> Iterator[None]:
        self.execution_context.graphql_document = _prepared.get()
        self.execution_context.validation_rules = ()
        yield


def _taking_prepared_documents(schema: strawberry.Schema) -> strawberry.Schema:
    """The same schema for our use: whoever else executes it still has it parse and validate."""
    taking = copy(schema)
    taking.extensions = (_TakePrepared, *schema.extensions)
    taking.execution_context_class = MeteredExecution
    taking.process_errors = _log_nothing  # type: ignore[method-assign]
    return taking


def _log_nothing(errors: object, execution_context: object = None) -> None:
    # strawberry would log every error's message, which may quote values. What is masked is logged by `errors`.
    pass
