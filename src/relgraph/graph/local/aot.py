"""Java's ahead-of-time cache: what one run loaded and linked, kept, so that the next starts in half the time.

The second run of a machine records it and writes it while it stops (about 10 s more, 140 MB in the
user's cache folder): the first one is a newcomer's, who may never come back and should not wait. It is
tried once: of several processes one records, and where that fails nobody waits for it again.
Java itself checks that a cache fits and runs without it when it does not.
"""

import hashlib
import os
import time
from pathlib import Path

from platformdirs import user_cache_path

UNUSED_AFTER = 30 * 86_400  # seconds
LEFT_AFTER = 86_400
"""Seconds after which a recording that still has no name of its own is what a killed one left: writing takes 20."""


def cache_for(java: Path, jars: list[Path]) -> Path:
    """The cache of exactly this Java and these jars: Java takes no other."""
    key = hashlib.sha256((java.parent.parent / "release").read_bytes())
    for path in (java, *jars):
        stat = path.stat()
        key.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    folder = user_cache_path("relgraph", appauthor=False) / "java"
    return folder / f"neo4j-{key.hexdigest()[:16]}.aot"


def recording_of(cache: Path) -> Path | None:
    """Where this run shall record the cache; None in the first run, when it is there already, or cannot be kept."""
    try:
        cache.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        _tidy_up(cache.parent)
        if cache.exists():
            os.utime(cache)
            return None
        seen, tried = cache.with_suffix(".seen"), cache.with_suffix(".tried")
        if tried.exists():
            return None
        if not seen.exists():
            seen.touch()
            return None
        seen.rename(tried)  # for one of those who come at the same time; the others find nothing to rename
    except OSError:  # a cache folder that cannot be written costs speed, nothing else
        return None
    return cache.with_name(f"{cache.name}.{os.getpid()}")


def _tidy_up(folder: Path) -> None:
    """Remove what nobody needs: other Javas' and other jars' caches, and recordings that were killed (400 MB each)."""
    for file in folder.iterdir():
        if time.time() - file.stat().st_mtime > (LEFT_AFTER if ".aot." in file.name else UNUSED_AFTER):
            file.unlink()


def option(cache: Path, recording: Path | None) -> tuple[str, ...]:
    """What to tell Java: use the cache, record it, or neither."""
    if recording is not None:
        return (f"-XX:AOTCacheOutput={recording}",)
    return (f"-XX:AOTCache={cache}",) if cache.exists() else ()


def keep(recording: Path) -> None:
    """Give a finished recording its name; a run that ended by itself may have left none."""
    if recording.exists():
        recording.replace(recording.with_suffix(""))
    drop(recording)


def drop(recording: Path) -> None:
    """Remove what a recording that was killed, or is done, has left."""
    for left in (recording, recording.with_name(f"{recording.name}.config")):
        left.unlink(missing_ok=True)
