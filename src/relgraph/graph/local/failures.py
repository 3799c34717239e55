"""Why Neo4j did not start, read from what it left in its logs, and what to do about it."""

from relgraph.core.errors import LocalDatabaseError
from relgraph.graph.local.layout import Layout
from relgraph.graph.local.logs import tail, text_since


class PortTakenError(LocalDatabaseError):
    """Another program listens on the port."""


class JavaCrashError(LocalDatabaseError):
    """Java itself broke down, not Neo4j."""


def explain_failed_start(layout: Layout, port: int, log_offset: int) -> LocalDatabaseError:
    """The error to raise for a server that ended, or hung, before it was ready.

    `log_offset` is the length of Neo4j's log before that start; the other logs begin anew with each.
    """
    logs = (text_since(layout.log, log_offset), text_since(layout.console, 0), text_since(layout.supervisor_log, 0))
    text = "\n".join(filter(None, logs))
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return LocalDatabaseError(
            f"Neo4j could not start: the disk of {layout.home} is full.", remedy="Free some space and retry."
        )
    if "Address already in use" in text or "BindException" in text:
        return PortTakenError(
            f"Neo4j could not start: port {port} is taken by another program.",
            remedy="Set RELGRAPH_LOCAL_PORT to a free port, or unset it to have one chosen.",
        )
    if "Lock file has been locked by another process" in text:
        return LocalDatabaseError(
            f"Neo4j could not start: another Neo4j, not started by relgraph, uses {layout.home}.",
            remedy="Stop that one, or choose another folder with RELGRAPH_DATA_DIR.",
        )
    if "Could not reserve enough space" in text or "insufficient memory" in text:
        return LocalDatabaseError(
            "Neo4j could not start: the machine has not enough free memory for its heap.",
            remedy="Lower RELGRAPH_LOCAL_HEAP_MB, or close other programs.",
        )
    if "fatal error has been detected by the Java Runtime" in text:
        return JavaCrashError(
            f"Neo4j could not start: Java crashed.\n{tail(text)}\n",
            remedy="Retry; if it stays, report it with this text.",
        )
    return LocalDatabaseError(
        f"Neo4j could not start. Its logs end with:\n{tail(text)}\n", remedy=f"All of them are in {layout.logs}."
    )
