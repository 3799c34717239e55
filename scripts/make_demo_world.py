"""Write the fictional demo world as a CSV folder; the same bytes every time.

Usage: python scripts/make_demo_world.py [folder]
"""

import sys
from pathlib import Path

from demo_world.build import build_world

DEFAULT_FOLDER = Path(__file__).parent.parent / "demo" / "world"


def main(arguments: list[str]) -> None:
    """Write to the folder given, or to the one in the repository."""
    build_world().write(Path(arguments[0]) if arguments else DEFAULT_FOLDER)


if __name__ == "__main__":
    main(sys.argv[1:])
