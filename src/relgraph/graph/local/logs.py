"""Reading logs of which only what this start wrote counts."""

from pathlib import Path

TAIL_LINES = 20


def length(file: Path) -> int:
    """Bytes in the log now, to pass to `text_since` later; 0 when there is none."""
    return file.stat().st_size if file.exists() else 0


def text_since(file: Path, offset: int) -> str:
    """What was written after `length` said `offset`."""
    if not file.exists():
        return ""
    with file.open("rb") as log:
        # A log shorter than before has been rotated: all of it is new.
        log.seek(offset if length(file) >= offset else 0)
        return log.read().decode(errors="replace")


def tail(text: str) -> str:
    """The last lines, indented for an error message."""
    return "\n".join(f"  {line}" for line in text.splitlines()[-TAIL_LINES:])
