"""Commands whose modules are imported when they are named: most take a second, and one run needs one of them."""

from importlib import import_module
from typing import Any

import typer
from typer.main import get_command, get_group

from relgraph.surfaces.cli.failures import FailingWell
from relgraph.surfaces.cli.helps import all_as_written, as_written

# Where each command is, in the order in which the help lists them: a function, or a group of more.
COMMANDS = {
    "init": "init:init",
    "demo": "demo:demo",
    "serve": "serve:serve",
    "import": "exchange:import_command",
    "export": "exchange:export_command",
    "identity": "identity:app",
    "moved": "moved:moved",
    "log": "log:log",
    "timeline": "timeline:timeline",
    "promises": "promises:app",
    "balance": "balance:balance",
    "news": "news:app",
    "map": "power_map:power_map",
    "register": "register:register",
    "score": "strength:score",
    "strength": "strength:strength",
    "correct": "strength:correct",
    "paths": "paths:paths",
    "hubs": "hubs:hubs",
    "holes": "analyses:holes",
    "chain": "chain:chain",
    "closeness": "closeness:closeness",
    "leaver": "imagined:leaver",
    "introduction": "imagined:introduction",
    "scores": "scores:scores",
    "sponsors": "sponsors:sponsors",
    "formation": "formation:formation",
    "search": "explore:search",
    "show": "explore:show",
    "doctor": "doctor:doctor",
    "token": "token:token",
    "schema": "schema:schema",
    "migrate": "migrate:migrate_command",
    "playbook": "playbook:app",
    "audit": "audit:app",
    "db": "db:app",
}


class Lazily(FailingWell):
    """The root command, which knows of its commands by name only."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401  (as click names it)
        """All names."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401  (as click names them)
        """The command of that name. For another one all are imported, so that the one that was meant is suggested."""
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.commands[name] = _loaded(name)
        return self.commands.get(cmd_name)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  (as click names them)
        """The help, in which brackets are brackets."""
        as_written(self)
        super().format_help(ctx, formatter)


def _loaded(name: str) -> Any:  # noqa: ANN401  (click's or typer's own, as the version has it)
    command = _command(name)
    all_as_written(command)
    return command


def _command(name: str) -> Any:  # noqa: ANN401
    module, _, found = COMMANDS[name].partition(":")
    what = getattr(import_module(f"relgraph.surfaces.cli.{module}"), found)
    if isinstance(what, typer.Typer):
        group = get_group(what)
        group.name = name
        return group
    single = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
    single.command(name)(what)
    return get_command(single)
