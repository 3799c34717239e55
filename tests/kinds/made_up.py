"""relgraph with the kind that docs/how-to/add-a-kind.md declares: `python -m tests.kinds.made_up COMMAND …`."""

import re
import sys
import textwrap
import types
from pathlib import Path

import relgraph.kinds
from relgraph.record.kinds import Kinds

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-kind.md"


def declaration() -> str:
    """The file that the page has people write."""
    block = re.search(r"^   ```python\n(.*?)^   ```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert block
    return textwrap.dedent(block[1])


def declared() -> types.ModuleType:
    """The module that this file makes."""
    module = sys.modules["mentorship"] = types.ModuleType("mentorship")
    exec(compile(declaration(), "mentorship.py", "exec"), vars(module))
    return module


if __name__ == "__main__":
    relgraph.kinds.KINDS = Kinds((*relgraph.kinds.KINDS, declared().MENTORSHIPS))

    from relgraph.surfaces.cli.main import main  # with the kind, so after it

    main()
