"""The help of every command shows its texts as they are written: brackets are no markup."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from relgraph.surfaces.cli.lazily import COMMANDS, _command
from relgraph.surfaces.cli.main import app
from tests.surfaces.cli.conftest import invoke


def written(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Of a command and all below it: how it is called, and what is written of it and of its parameters."""
    texts = [
        command.help,
        *(getattr(param, "help", None) for param in command.params if not getattr(param, "hidden", 0)),
    ]
    yield path, [" ".join(text.split()) for text in texts if text]
    for name, below in getattr(command, "commands", {}).items():
        yield from written(below, *path, name)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_all_that_is_written(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Wide, so that no text is broken.
    monkeypatch.setenv("COLUMNS", "400")
    for path, texts in written(_command(command), command):
        done = invoke(*path, "--help")
        assert (done.code, done.err) == (0, "")
        shown = " ".join(done.out.replace("│", " ").split())
        assert [text for text in texts if text not in shown] == [], path


def test_help_of_all_shows_what_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shown = " ".join(invoke("--help").out.replace("│", " ").split())
    (_, texts), *_ = written(get_command(app))
    assert [text for text in texts if text not in shown] == []
    assert "[default: today]" in " ".join(invoke("search", "--help").out.replace("│", " ").split())
