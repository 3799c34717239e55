"""Look whether this installation can work: versions, files, disk, database, schema."""

import platform
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from relgraph import __version__
from relgraph.core.assets import asset_dir
from relgraph.core.config import Settings
from relgraph.core.errors import RelgraphError
from relgraph.core.extras import Extra, missing, named, require_extra
from relgraph.core.listening import check_may_listen
from relgraph.doctor.model import Check, CheckState, CheckUp
from relgraph.graph.client import Graph
from relgraph.graph.driver_errors import translated
from relgraph.graph.fragments import FOLDER, TEMPLATES, load_fragments
from relgraph.graph.local import LocalNeo4j
from relgraph.graph.local.jars import LockFile, maven_cache
from relgraph.graph.local.java import find_java
from relgraph.graph.migrate import read_migrations
from relgraph.graph.open import open_graph
from relgraph.graph.query import read_query_file
from relgraph.migrations import pending
from relgraph.notify.deliveries.outbox import check_can_tell
from relgraph.playbook.service import load_playbook

if TYPE_CHECKING:
    from relgraph.graph.local import ProgressReporter

CYPHER_25_SINCE = (2025, 6)
LITTLE_SPACE, TOO_LITTLE_SPACE = 2e9, 5e8  # bytes


async def check_up(settings: Settings, progress: "ProgressReporter | None" = None) -> CheckUp:
    """Run all checks. A local Neo4j that was used before is started when needed; one that was not is not made."""
    checks = [_versions(), _files(), _playbook(settings), _extras(settings)]
    if not missing(Extra.SERVE):
        checks.append(_api(settings))
    if settings.neo4j_uri:
        checks += await _database(settings, progress)
    else:
        checks += [_disk(settings.data_dir), _local_parts()]
        used_before = LocalNeo4j(settings).status().store_bytes > 0
        checks += await _database(settings, progress) if used_before else [_not_made_yet(settings)]
    return CheckUp(checks=checks)


def _versions() -> Check:
    where = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return _ok("relgraph", f"{__version__} on {where}")


def _files() -> Check:
    try:
        folder, fragments = asset_dir("cypher"), load_fragments()
        files = sorted(file for file in folder.rglob("*.cypher") if file.parent.name not in (FOLDER, TEMPLATES))
        for file in files:
            read_query_file(file, f"cypher/{file.relative_to(folder).as_posix()}")
        told = f"{len(files)} queries, {len(fragments)} fragments and {len(read_migrations())} graph migration(s)"
        return _ok("files", f"{told} are in order")
    except RelgraphError as error:
        return _failed("files", error)


def _playbook(settings: Settings) -> Check:
    try:
        version = load_playbook(settings.playbook).version
    except RelgraphError as error:
        return _failed("playbook", error)
    return _ok("playbook", f"{version}, {f'of {settings.playbook}' if settings.playbook else 'as relgraph ships it'}")


def _extras(settings: Settings) -> Check:
    """Which are installed. What is left out is no fault, unless something was set that needs it."""
    try:
        check_can_tell(settings)
        if settings.is_watched:
            require_extra(Extra.TELEMETRY)
    except RelgraphError as error:
        return _failed("extras", error)
    absent = [extra for extra in Extra if missing(extra)]
    here = ", ".join(extra for extra in Extra if extra not in absent) or "none"
    finding = f"installed: {here}" + (f"; left out: {', '.join(absent)}" if absent else "")
    if settings.path_index and Extra.PATHS in absent and Extra.SERVE not in absent:
        return Check(
            name="extras",
            state=CheckState.WARNING,
            finding=f"{finding}. `relgraph serve` searches for paths in the database, which takes longer",
            remedy=f"Run: pip install '{named(Extra.PATHS)}', or set RELGRAPH_PATH_INDEX=false.",
        )
    return _ok("extras", finding)


def _api(settings: Settings) -> Check:
    try:
        check_may_listen(settings)
    except RelgraphError as error:
        return _failed("api", error)
    tokens = len(settings.api_token_hashes)
    who = f"{tokens} token(s) accepted" if tokens else "no token needed on this machine"
    return _ok("api", f"`relgraph serve` listens on {settings.host}:{settings.port}, {who}")


def _disk(data_dir: Path) -> Check:
    folder = data_dir.expanduser().resolve()
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    finding = f"{free / 1e9:.1f} GB are free for {folder}"
    if free > LITTLE_SPACE:
        return _ok("disk", finding)
    state = CheckState.WARNING if free > TOO_LITTLE_SPACE else CheckState.FAILED
    return Check(
        name="disk",
        state=state,
        finding=finding,
        remedy="Free some space, or choose another folder: RELGRAPH_DATA_DIR.",
    )


def _local_parts() -> Check:
    try:
        find_java()
    except RelgraphError as error:
        return _failed("local Neo4j", error)
    lock = LockFile.read()
    missing = [jar for jar in lock.jars if not (maven_cache() / jar.path).exists()]
    if not missing:
        return _ok("local Neo4j", f"{lock.neo4j} and its Java are here")
    megabytes = sum(jar.size for jar in missing) / 1e6
    return Check(
        name="local Neo4j",
        state=CheckState.WARNING,
        finding=f"{len(missing)} of {len(lock.jars)} parts of Neo4j {lock.neo4j} are not here yet ({megabytes:.0f} MB)",
        remedy="The next command that needs the graph fetches them; it needs the network for that.",
    )


def _not_made_yet(settings: Settings) -> Check:
    return _ok("database", f"no graph in {settings.data_dir} yet; the first command that needs it makes one")


async def _database(settings: Settings, progress: "ProgressReporter | None") -> list[Check]:
    try:
        async with open_graph(settings, progress) as graph:
            with translated("look at the server"):
                info = await graph.driver.get_server_info()
            database = _server(info.agent, settings)
            return [database] if database.state is CheckState.FAILED else [database, await _schema(graph, settings)]
    except RelgraphError as error:
        return [_failed("database", error)]


def _server(agent: str, settings: Settings) -> Check:
    """Whether that Neo4j is one we know to work; `agent` reads like `Neo4j/2026.08.1`."""
    where = settings.neo4j_uri or "the local one"
    tested = LockFile.read().neo4j
    finding = f"{agent.replace('/', ' ')} answers ({where})"
    version = _numbers(agent.partition("/")[2])
    if version < CYPHER_25_SINCE:
        return Check(
            name="database",
            state=CheckState.FAILED,
            finding=f"{finding}; it does not know Cypher 25",
            remedy=f"Upgrade it to {tested} or newer.",
        )
    if version < _numbers(tested):
        return Check(
            name="database",
            state=CheckState.WARNING,
            finding=f"{finding}; relgraph is tested with {tested}",
            remedy="Upgrade it when you can.",
        )
    return _ok("database", finding)


async def _schema(graph: Graph, settings: Settings) -> Check:
    try:
        missing = await pending(graph)
    except RelgraphError as error:
        return _failed("schema", error)
    if not missing:
        return _ok("schema", f"up to date with all {len(read_migrations())} graph migration(s)")
    finding = f"{len(missing)} graph migration(s) pending"
    if settings.neo4j_uri:
        return Check(name="schema", state=CheckState.FAILED, finding=finding, remedy="Run `relgraph migrate`.")
    return _ok("schema", f"{finding}; the next command applies them")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _ok(name: str, finding: str) -> Check:
    return Check(name=name, state=CheckState.OK, finding=finding)


def _failed(name: str, error: RelgraphError) -> Check:
    return Check(name=name, state=CheckState.FAILED, finding=error.message, remedy=error.remedy)
