"""How the functions of the search in memory are compiled: once, kept in the user's cache folder.

What is kept belongs to these very sources: numba itself would keep a function when only one that it calls has changed.
With RELGRAPH_CHECK_BOUNDS=1 every access to an array is checked, as Python would: a debug build, which the tests run.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from platformdirs import user_cache_path

_SOURCES = sorted(Path(__file__).parent.glob("*.py"))
_DIGEST = hashlib.sha256(b"".join(path.read_bytes() for path in _SOURCES)).hexdigest()[:16]
CHECKED = os.environ.get("RELGRAPH_CHECK_BOUNDS") == "1"
"""An access beyond an array raises IndexError; else it would read whatever lies there."""
_BUILD = f"{_DIGEST}-checked" if CHECKED else _DIGEST

# Read by numba when a function is decorated.
vars(numba.config)["CACHE_DIR"] = str(user_cache_path("relgraph", appauthor=False) / "compiled" / _BUILD)

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Compile a function at its first call; it runs without holding up other threads."""
    return cast("F", numba.njit(cache=True, nogil=True, boundscheck=CHECKED)(function))


def lean(function: F) -> F:
    """Compile a function that makes no array: references are not counted, which would cost ten times the work."""
    flags: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False, "boundscheck": CHECKED}
    return cast("F", numba.njit(**flags)(function))
