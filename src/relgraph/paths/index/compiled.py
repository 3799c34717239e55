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

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Compile a function at its first call; it runs without holding up other threads."""
    return _compiled(function, cache=True)


def lean(function: F) -> F:
    """Compile a function that makes no array: references are not counted, which would cost ten times the work."""
    return _compiled(function, cache=True, _nrt=False)


def inner(function: F) -> F:
    """Compile a lean function that compiled ones alone call: nobody needs a way in from Python, nor keeps it alone."""
    return _compiled(function, _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def _compiled(function: F, **flags: Any) -> F:  # noqa: ANN401  (as numba names them)
    """Once: left alone, numba does it again for each constant, and each width of numbers, that it is called with."""
    dispatcher: Any = numba.njit(nogil=True, boundscheck=CHECKED, **flags)(function)
    as_typed = dispatcher.get_call_template

    def get_call_template(args: list[Any], kws: dict[str, Any]) -> Any:  # noqa: ANN401  (as numba names them)
        return as_typed([_plain(arg) for arg in args], {name: _plain(arg) for name, arg in kws.items()})

    dispatcher.get_call_template = get_call_template
    return cast("F", dispatcher)


def _plain(arg: types.Type) -> types.Type:
    arg = types.unliteral(arg)  # type: ignore[no-untyped-call]
    return types.int64 if isinstance(arg, types.Integer) else arg
