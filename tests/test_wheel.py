"""The built wheel works on its own: the program, queries, migrations, the playbook and the demo world are in it."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from relgraph.graph.migrate import read_migrations

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[1]
LOOK = """
import json, relgraph
from relgraph.core.assets import asset_dir
from relgraph.graph.migrate import read_migrations
from relgraph.kinds import KINDS
from relgraph.playbook.service import default_file, load_playbook
print(json.dumps({
    "package": relgraph.__file__,
    "queries": sorted(str(file.relative_to(asset_dir("cypher"))) for file in asset_dir("cypher").rglob("*.cypher")),
    "loaded": [kind.find.contract.purpose for kind in KINDS],
    "migrations": [migration.name for migration in read_migrations()],
    "playbook": [str(default_file()), load_playbook(None).version],
    "demo": sorted(file.name for file in (asset_dir("demo") / "world").glob("*.csv")),
}))
"""


@pytest.fixture(scope="module")
def venv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel installed, and this one's packages for what it depends on. No network."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)], folder)
    run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], folder)
    python = folder / "venv" / "bin" / "python"
    (wheel,) = folder.glob("*.whl")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    run([*install, "--quiet", "--disable-pip-version-check"], folder)
    # A path line adds these packages behind the venv's own; the checkout's editable install is not followed from there.
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "venv"


def run(command: list[str], folder: Path) -> str:
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_program_starts(venv: Path) -> None:
    assert run([str(venv / "bin" / "relgraph"), "--version"], venv).startswith("relgraph ")


def test_queries_migrations_the_playbook_and_the_demo_world_are_in_it(venv: Path) -> None:
    found = json.loads(run([str(venv / "bin" / "python"), "-c", LOOK], venv))
    assert Path(found["package"]).is_relative_to(venv)
    assert found["queries"] == sorted(str(f.relative_to(ROOT / "cypher")) for f in (ROOT / "cypher").rglob("*.cypher"))
    assert all(found["loaded"])
    assert found["migrations"] == [migration.name for migration in read_migrations()]
    file, version = found["playbook"]
    assert (Path(file).is_relative_to(venv), version) == (True, "relgraph-1")
    assert found["demo"] == sorted(file.name for file in (ROOT / "demo" / "world").glob("*.csv"))
