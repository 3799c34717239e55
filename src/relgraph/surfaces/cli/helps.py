"""Help texts as they are written: rich would take `[default: today]` for markup, and leave it out."""

from typing import Any


def as_written(command: Any) -> None:  # noqa: ANN401  (click's or typer's own, as the version has it)
    """Escape the texts of a command and of its parameters; once."""
    from rich.markup import escape  # noqa: PLC0415  (slow to import, and `--version` needs none)

    for each in (command, *command.params):
        for name in ("help", "short_help", "epilog"):
            if text := getattr(each, name, None):
                setattr(each, name, escape(text))


def all_as_written(command: Any) -> None:  # noqa: ANN401
    """The same of all commands below it, too."""
    as_written(command)
    for below in getattr(command, "commands", {}).values():
        all_as_written(below)
