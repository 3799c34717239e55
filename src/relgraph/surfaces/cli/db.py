"""`relgraph db`: the local Neo4j by hand. Every other command starts it when needed; it stays for a while."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter
from rich.table import Table

from relgraph.core.errors import ConfigurationError
from relgraph.graph.local import DatabaseStatus, LocalNeo4j
from relgraph.surfaces.cli.console import out
from relgraph.surfaces.cli.options import AsJson, Force
from relgraph.surfaces.cli.progress import Steps
from relgraph.surfaces.cli.session import Session

app = typer.Typer(help="The local Neo4j: start, stop, look, dump, load.", no_args_is_help=True, rich_markup_mode="rich")


@app.command()
def start(ctx: typer.Context) -> None:
    """Start the local Neo4j and leave it running: commands then answer at once, until `db stop`."""
    connection = _local(ctx).start()
    out().print(f"Neo4j runs at {connection.uri} until `relgraph db stop`.", markup=False)


@app.command()
def stop(ctx: typer.Context, force: Force = False) -> None:
    """Stop the local Neo4j. Refused while other processes use it, unless forced."""
    local = _local(ctx)
    ran = local.status().running
    local.stop(force=force)
    out().print("Neo4j is stopped." if ran else "Neo4j was not running.")


@app.command()
def status(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Whether the local Neo4j runs, who uses it, how much it keeps and where."""
    seen = _local(ctx).status()
    if as_json:
        typer.echo(TypeAdapter(DatabaseStatus).dump_json(seen, indent=2).decode())
        return
    table = Table.grid(padding=(0, 2))
    for name, value in _described(seen):
        table.add_row(f"[bold]{name}[/]", value)
    out().print(table)


@app.command()
def path(ctx: typer.Context) -> None:
    """Print the folder in which the local Neo4j keeps everything."""
    typer.echo(_local(ctx).path)


@app.command()
def dump(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file to write, e.g. relgraph.dump", dir_okay=False)],
    force: Force = False,
) -> None:
    """Write the whole graph to one file, which `db load` or any Neo4j reads. Stops the local Neo4j meanwhile."""
    _local(ctx).dump(file, overwrite=force)
    out().print(f"Wrote {file} ({file.stat().st_size / 1e6:.1f} MB).", markup=False)


@app.command()
def load(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file that `db dump` or neo4j-admin wrote.", dir_okay=False)],
    force: Force = False,
) -> None:
    """Replace the whole graph by a dump. With --force also when there is one already, which is then gone."""
    _local(ctx).load(file, overwrite=force)
    out().print(f"The graph is now that of {file}.", markup=False)


def _local(ctx: typer.Context) -> LocalNeo4j:
    settings = Session.of(ctx).settings
    if settings.neo4j_uri:
        raise ConfigurationError(
            "RELGRAPH_NEO4J_URI names a Neo4j of your own; `relgraph db` only handles the local one.",
            remedy="Use that Neo4j's own tools, or unset RELGRAPH_NEO4J_URI.",
        )
    return LocalNeo4j(settings, Steps())


def _described(seen: DatabaseStatus) -> list[tuple[str, str]]:
    running = f"running on port {seen.port} (pid {seen.pid})" if seen.running else "not running"
    return [
        ("Neo4j", f"{seen.version}, {running}"),
        (
            "stays on",
            "until `relgraph db stop`" if seen.pinned else "while it is used, and RELGRAPH_LOCAL_LINGER after",
        ),
        ("used by", f"{seen.users} process(es)"),
        ("graph", f"{seen.store_bytes / 1e6:.1f} MB" if seen.store_bytes else "none yet"),
        ("folder", str(seen.data_dir)),
        ("log", str(seen.log_file)),
    ]
