"""`relgraph playbook`: what this installation does its own way, and whether a file of it is in order."""

from pathlib import Path
from typing import Annotated

import typer

from relgraph.core.language import Language
from relgraph.playbook.service import read_playbook
from relgraph.surfaces.cli.console import out, print_json
from relgraph.surfaces.cli.options import AsJson, Lang
from relgraph.surfaces.cli.render_playbook import answered, show_checked, show_playbook
from relgraph.surfaces.cli.session import Session

app = typer.Typer(help="The playbook in force: thresholds, cadences, words. `check` looks at a file.")


@app.callback(invoke_without_command=True)
def playbook(ctx: typer.Context, *, lang: Lang = Language.EN, as_json: AsJson = False) -> None:
    """Show the playbook in force, section by section, and what of it is your own. Needs no database."""
    if ctx.invoked_subcommand:
        return
    loaded = read_playbook(Session.of(ctx).settings.playbook)
    print_json(answered(loaded)) if as_json else show_playbook(out(), loaded, lang)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A playbook of your own: what differs, and its version.")],
    *,
    lang: Lang = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Look whether a file is in order, and say what of it differs from relgraph's own playbook.

    Every mistake is told with line, field and what is allowed. Exit codes: 0, or 2 where something is wrong.
    """
    loaded = read_playbook(file)
    print_json(answered(loaded)) if as_json else show_checked(out(), loaded, lang)
