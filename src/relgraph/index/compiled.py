"""How the functions of the search in memory are compiled: once, kept in the user's cache folder.

What is kept belongs to these very sources: numba itself would keep a function when only one that it calls has changed.
"""

import hashlib
from pathlib import Path

import numba
from platformdirs import user_cache_path

_SOURCES = sorted(Path(__file__).parent.glob("*.py"))
_DIGEST = hashlib.sha256(b"".join(path.read_bytes() for path in _SOURCES)).hexdigest()[:16]

# Read by numba when a function is decorated.
numba.config.CACHE_DIR = str(user_cache_path("relgraph", appauthor=False) / "compiled" / _DIGEST)

compiled = numba.njit(cache=True, nogil=True)
"""Compiles a function at its first call; it runs without holding up other threads."""

lean = numba.njit(cache=True, nogil=True, _nrt=False)
"""The same for functions that make no array: references are not counted, which costs ten times the work in a loop."""
