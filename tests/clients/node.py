"""Projects of Node: packages by a lock file, installed once a machine, and what docs/clients-and-caches.md says."""

import asyncio
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock
from platformdirs import user_cache_path

from relgraph.surfaces.graphql.export_schema import schema_file

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "clients-and-caches.md"
LEAST = (20, 10)
"""The first version of Node that imports JSON as the page does."""

_SNIPPET = re.compile(r"^```js\n// ([\w-]+\.m?js)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """A folder with packages at hand, the snippets of the page by their names, and the scripts of this folder."""

    place: Path

    async def run(self, program: str, *args: str) -> str:
        """What a program says on stdout: `node`, or one that a package brings."""
        path = self.place / "node_modules" / ".bin" / program
        process = await asyncio.create_subprocess_exec(
            *(str(path) if path.exists() else program, *args),
            cwd=self.place,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(180):
            said, complained = await process.communicate()
        assert process.returncode == 0, said.decode() + complained.decode()
        return said.decode()


async def new_project(place: Path) -> Project:
    """A project in an empty folder."""
    (place / "node_modules").symlink_to(_installed() / "node_modules")
    shutil.copy(HERE / "package.json", place)
    for script in HERE.glob("*.mjs"):
        shutil.copy(script, place)
    (place / "relay").mkdir()
    for name, text in _SNIPPET.findall(PAGE.read_text(encoding="utf-8")):
        (place / name if name.endswith(".mjs") else place / "relay" / name).write_text(text, encoding="utf-8")
    shutil.copy(schema_file(), place / "schema.graphql")
    scalars = {"Date": "string", "DateTime": "string", "JSON": "unknown"}
    settings = {"src": "./relay", "schema": "./schema.graphql", "language": "javascript", "customScalarTypes": scalars}
    (place / "relay.config.json").write_text(json.dumps(settings), encoding="utf-8")
    project = Project(place)
    facts = await project.run("node", "show_facts.mjs")
    (place / "facts.json").write_text(facts, encoding="utf-8")
    return project


def _installed() -> Path:
    """The packages of the lock file, in the user's cache: `npm ci` runs once for each lock."""
    if not (shutil.which("npm") and _version() >= LEAST):
        pytest.skip("Node 20.10 or later is not at hand: no client of the API is run")
    files = [HERE / "package.json", HERE / "package-lock.json"]
    locked = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    cache = user_cache_path("relgraph-tests") / "clients"
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f"{locked}.lock"):
        if not (cache / locked).exists():
            _install(files, cache / locked)
    return cache / locked


def _version() -> tuple[int, ...]:
    if not (node := shutil.which("node")):
        return ()
    said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60, check=True).stdout
    return tuple(int(part) for part in said.strip().removeprefix("v").split("."))


def _install(files: list[Path], to: Path) -> None:
    with TemporaryDirectory(dir=to.parent) as aside:
        for file in files:
            shutil.copy(file, aside)
        done = subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=aside,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"npm cannot install the clients: {done.stderr.strip()[-300:]}")
        # Whoever is interrupted leaves nothing that looks installed.
        Path(aside).rename(to)
        Path(aside).mkdir()
