"""The pages of docs/how-to, and a copy of relgraph in which what they say is done.

A block of code belongs to the file that the text before it names last: a new file is made of it, Python is put at the
end of one that is there, its imports at the top, and a diff is applied. Nothing else is done for the page.
"""

import ast
import asyncio
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from relgraph.graph.connection import Connection
from tests.processes import environment

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "how-to"

_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"`([\w./-]+/[\w-]+\.(?:cypher|py)|\w+\.(?:json|toml))`")
_COPIED = ("cypher", "demo", "docs", "playbook", "schema", "scripts", "src", "tests")
_COPIED_FILES = ("CHANGELOG.md", "CONTRIBUTING.md", "README.md", "pyproject.toml")


@dataclass(frozen=True)
class Block:
    """A block of code of a page, and the file that it belongs to."""

    language: str
    file: str | None
    text: str


@dataclass(frozen=True)
class Page:
    """A page by its name, e.g. `add-a-question`."""

    name: str

    @cached_property
    def text(self) -> str:
        return (PAGES / f"{self.name}.md").read_text(encoding="utf-8")

    @cached_property
    def blocks(self) -> list[Block]:
        return list(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        end = 0
        for match in _BLOCK.finditer(self.text):
            named = _FILE.findall(self.text[end : match.start()])
            yield Block(match[2], named[-1] if named else None, textwrap.dedent(match[3]))
            end = match.end()

    @property
    def commands(self) -> list[str]:
        """What the page has people type, without the comments."""
        lines = [line for block in self.blocks if block.language == "sh" for line in block.text.splitlines()]
        return [line.partition("#")[0].strip() for line in lines]

    def of(self, file: str) -> str:
        """The one block of a file."""
        (text,) = [block.text for block in self.blocks if block.file == file and block.language != "diff"]
        return text


@dataclass(frozen=True)
class Copy:
    """relgraph in a folder of its own, where pages are followed."""

    root: Path
    env: dict[str, str]

    @classmethod
    def make(cls, root: Path, connection: Connection) -> "Copy":
        """A fresh one, for tests and commands on this database."""
        for name in _COPIED:
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in _COPIED_FILES:
            shutil.copy(ROOT / name, root)
        test = {
            "TEST_NEO4J_URI": connection.uri,
            "TEST_NEO4J_USER": connection.user,
            "TEST_NEO4J_PASSWORD": connection.password,
        }
        return cls(root, environment(connection, **test) | {"PYTHONPATH": f"{root / 'src'}:{root}"})

    async def follow(self, *pages: Page) -> None:
        """Do what the pages say, then what `make format` does; whatever `make lint` would find is an error."""
        blocks = [block for page in pages for block in page.blocks if block.file]
        for block in blocks:
            self._do(block)
        for line in (line for page in pages for line in page.commands):
            program, *words = line.split()
            assert program == "python", line
            await self.run(*words)
        python = sorted({str(block.file) for block in blocks if str(block.file).endswith(".py")})
        await self.run("-m", "ruff", "check", "--fix", "--quiet", *python)
        await self.run("-m", "ruff", "format", "--quiet", *python)
        await self.run(str(Path(sys.executable).with_name("lint-imports")), "--no-logo")

    async def run(self, *words: str) -> str:
        """What Python says when it is run with these words; it must go well."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, *words),
            cwd=self.root,
            env=self.env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said = (await process.communicate())[0].decode()
        assert process.returncode == 0, f"{' '.join(words)}: {said}"
        return said

    def _do(self, block: Block) -> None:
        path = self.root / str(block.file)
        if block.language == "diff":
            path.write_text(patched(path.read_text(encoding="utf-8"), block.text), encoding="utf-8")
        elif path.exists():
            assert path.suffix == ".py", f"{block.file} is there already"
            path.write_text(added(path.read_text(encoding="utf-8"), block.text), encoding="utf-8")
        else:
            if not path.parent.exists():
                path.parent.mkdir(parents=True)
                (path.parent / "__init__.py").touch()
            path.write_text(block.text, encoding="utf-8")


def patched(text: str, diff: str) -> str:
    """The text with a diff applied, each part of which has one place there."""
    for part in re.split(r"^@@.*\n", diff, flags=re.MULTILINE):
        lines = [line or " " for line in part.splitlines()]
        old = "".join(f"{line[1:]}\n" for line in lines if line[0] != "+")
        new = "".join(f"{line[1:]}\n" for line in lines if line[0] != "-")
        assert text.count(old) == 1, f"stands {text.count(old)} times:\n{old}"
        text = text.replace(old, new)
    return text


def added(text: str, code: str) -> str:
    """A module's text with more code at its end, and what that imports where imports are."""
    lines = code.splitlines(keepends=True)
    imports = [node for node in ast.parse(code).body if isinstance(node, ast.Import | ast.ImportFrom)]
    taken = {n for node in imports for n in range(node.lineno - 1, node.end_lineno or node.lineno)}
    first = next(node for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom))
    there = text.splitlines(keepends=True)
    there[first.lineno - 1 : first.lineno - 1] = [line for n, line in enumerate(lines) if n in taken]
    return "".join([*there, "\n\n", *(line for n, line in enumerate(lines) if n not in taken)])


def exists(line: str) -> bool:
    """Whether what a page has people type is there."""
    match line.split():
        case ["python", "-m", module]:
            return (ROOT / "src" / Path(*module.split("."))).with_suffix(".py").exists()
        case ["python", script]:
            return (ROOT / script).exists()
    return False
