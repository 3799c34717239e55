"""Places in the folder of imports: what may be named there, and nothing outside of it."""

import os
from pathlib import Path

from relgraph.core.errors import InputError


def within(folder: Path, path: str, *, field: str) -> Path:
    """A file or folder below a folder, by its path there. Nothing leads out of it: no `..`, and no link either.

    Raises InputError, which says the same of what is outside whether it is there or not.
    """
    root = folder.resolve()
    if not root.is_dir():
        raise InputError(
            "The folder for imports is not there.", field=field, remedy="Make it: RELGRAPH_IMPORTS_FOLDER names it."
        )
    found = _resolved(root / path)
    if found is None or not found.is_relative_to(root):
        raise InputError(
            f"'{path}' lies outside of the folder for imports.",
            field=field,
            remedy="Name a file or folder in it, by its path below it; links may not lead out of it.",
        )
    if not found.exists():
        raise InputError(
            f"'{path}' is not in the folder for imports.", field=field, remedy="Put it there, or look for its name."
        )
    if found.is_dir():
        for place, folders, files in os.walk(found):
            for name in (*folders, *files):
                _check(Path(place, name), root, field)
    else:
        _check(found, root, field)
    return found


def _check(path: Path, root: Path, field: str) -> None:
    """Files and folders alone: whoever opens a pipe waits for ever, and a link may lead anywhere."""
    found = _resolved(path)
    if found is None or not found.is_relative_to(root) or not (found.is_file() or found.is_dir()):
        shown = path.relative_to(root).as_posix()
        raise InputError(
            f"'{shown}' is neither a file nor a folder of the folder for imports.",
            field=field,
            remedy="Take it away, or put a copy of what is meant in its place.",
        )


def _resolved(path: Path) -> Path | None:
    """Where a path leads; None for nowhere: links in a circle, a name that no file has."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None
