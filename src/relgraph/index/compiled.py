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
from numba.core import types
from platformdirs import user_cache_path

_SOURCES = sorted(Path(__file__).parent.glob("*.py"))
_DIGEST = hashlib.sha256(b"".join(path.read_bytes() for path in _SOURCES)).hexdigest()[:16]
CHECKED = os.environ.get("RELGRAPH_CHECK_BOUNDS") == "1"
"""An access beyond an array raises IndexError; else it would read whatever lies there."""
_BUILD = f"{_DIGEST}-checked" if CHECKED else _DIGEST

# Read by numba when a function is decorated.
vars(numba.config)["CACHE_DIR"] = str(user_cache_path("relgraph", appauthor=False) / "compiled" / _BUILD)

_FLAGS: dict[str, Any] = {"cache": True, "nogil": True, "boundscheck": CHECKED}
_LEAN: dict[str, Any] = {"_nrt": False}

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Compile a function at its first call; it runs without holding up other threads."""
    return cast("F", _once(numba.njit(**_FLAGS)(function)))


def lean(function: F) -> F:
    """Compile a function that makes no array: references are not counted, which would cost ten times the work."""
    return cast("F", _once(numba.njit(**_FLAGS, **_LEAN)(function)))


def inner(function: F) -> F:
    """Compile a lean function that compiled ones alone call: nobody needs a way in from Python, nor keeps it alone."""
    flags = {**_FLAGS, **_LEAN, "cache": False, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast("F", _once(numba.njit(**flags)(function)))


def _once(dispatcher: Any) -> Any:  # noqa: ANN401  (numba's own)
    """Have it compiled once: numba would do it again for each constant and each width of numbers it is called with."""
    as_typed = dispatcher.get_call_template

    def get_call_template(args: list[Any], kws: dict[str, Any]) -> Any:  # noqa: ANN401  (as numba names them)
        return as_typed([_plain(arg) for arg in args], {name: _plain(arg) for name, arg in kws.items()})

    dispatcher.get_call_template = get_call_template
    return dispatcher


def _plain(arg: types.Type) -> types.Type:
    arg = types.unliteral(arg)  # type: ignore[no-untyped-call]
    return types.int64 if isinstance(arg, types.Integer) else arg
