"""Structured logs: one line an event, as JSON or for a console, ours and the libraries' alike.

Logs carry names, codes and numbers, never values: a traceback is printed without the messages of foreign exceptions,
which may quote what somebody recorded about somebody else.
"""

import logging
import sys
import threading
import traceback

import structlog
from structlog.typing import ExcInfo, Processor

from relgraph.core.config import Settings
from relgraph.core.errors import RelgraphError

log = structlog.get_logger(__name__)


def configure_logging(settings: Settings) -> None:
    """Send all logs of this process to stderr in the configured format."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_format_exc_info),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        # Loggers are made at import, before anybody configures; they must look again.
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(settings)],
        )
    )
    # What libraries tell below WARNING is not ours to vouch for: httpx, say, tells whole addresses.
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("relgraph").setLevel(logging.INFO)
    # Below ERROR the driver quotes what Neo4j said, which may hold values.
    logging.getLogger("neo4j").setLevel(logging.ERROR)
    logging.getLogger("asyncio").addFilter(_without_values)
    # By themselves these print messages of exceptions.
    threading.excepthook = _thread_failed
    sys.unraisablehook = _could_not_raise


def _without_values(record: logging.LogRecord) -> bool:
    """Leave of asyncio's messages what happened: then come arguments of callbacks, and tasks with their exceptions."""
    record.msg, record.args = record.getMessage().partition("\n")[0].partition("(")[0], ()
    return True


def _thread_failed(failed: threading.ExceptHookArgs) -> None:
    log.error("a thread failed", exc_info=failed.exc_value)


def _could_not_raise(failed: "sys.UnraisableHookArgs") -> None:
    log.error("an exception could not be raised", exc_info=failed.exc_value)


def _renderer(settings: Settings) -> Processor:
    if settings.log_format == "json":
        return structlog.processors.JSONRenderer(sort_keys=True)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, sort_keys=True
    )


def describe_exception(error: BaseException) -> str:
    """A traceback without values: where it happened, and what kinds of exception led to it, the first cause first."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(_describe_one(link) for link in reversed(chain))


def _describe_one(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    # Our own messages carry no values (see errors.py); others' may.
    said = f": {error.message}" if isinstance(error, RelgraphError) else ""
    return f"{frames}{type(error).__module__}.{type(error).__qualname__}{said}"


def _format_exc_info(exc_info: ExcInfo) -> str:
    return describe_exception(exc_info[1])
