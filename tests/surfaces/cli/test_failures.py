"""How commands fail, and the root command's options."""

from pathlib import Path

import pytest

from relgraph import __version__
from relgraph.core.principal import Principal, Right
from relgraph.core.tokens import read_token
from relgraph.surfaces.cli import main
from tests.surfaces.cli.conftest import Run, invoke


@pytest.mark.usefixtures("no_settings")
class TestWithoutADatabase:
    def test_version(self) -> None:
        assert invoke("--version").out == f"relgraph {__version__}\n"

    def test_help_names_every_command(self) -> None:
        told = invoke("--help").out
        for command in ["serve", "paths", "hubs", "holes", "audit", "search", "show", "migrate", "db", "doctor"]:
            assert f" {command} " in told

    def test_an_unknown_option_is_bad_input(self) -> None:
        done = invoke("paths", "x", "--max-hops", "7")
        assert (done.code, done.out) == (2, "")
        assert "--max-hops" in done.err

    def test_a_day_that_is_none(self) -> None:
        done = invoke("search", "x", "--as-of", "yesterday")
        assert done.code == 2
        assert "write it as YYYY-MM-DD" in " ".join(done.err.split())

    def test_a_setting_that_is_wrong_is_named_without_its_value(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RELGRAPH_PORT", "geheim")
        done = invoke("db", "status")
        assert (done.code, done.out) == (2, "")
        assert "RELGRAPH_PORT" in done.err
        assert "geheim" not in done.err

    def test_an_address_without_a_password(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RELGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
        done = invoke("search", "x")
        assert done.code == 2
        assert done.err.startswith("error: RELGRAPH_NEO4J_URI is set but RELGRAPH_NEO4J_PASSWORD is not.\n  → Set the")

    @pytest.mark.parametrize("debug", [False, True])
    def test_no_database_is_a_failure_with_a_remedy(self, monkeypatch: pytest.MonkeyPatch, debug: bool) -> None:
        monkeypatch.setenv("RELGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
        monkeypatch.setenv("RELGRAPH_NEO4J_PASSWORD", "x")
        done = invoke(*(["--debug"] if debug else []), "search", "x")
        assert (done.code, done.out) == (1, "")
        assert "error: Neo4j does not answer ('connect').\n  → Is it running? `relgraph doctor` tells.\n" in done.err
        assert ("Traceback" in done.err) is debug

    def test_db_handles_the_local_one_only(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RELGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
        monkeypatch.setenv("RELGRAPH_NEO4J_PASSWORD", "x")
        done = invoke("db", "start")
        assert done.code == 2
        assert "only handles the local one" in done.err

    def test_db_status_and_path_before_there_is_one(self, no_settings: Path) -> None:
        assert invoke("db", "path").out == f"{no_settings}/data/neo4j\n"
        status = invoke("db", "status", "--json").json
        assert isinstance(status, dict)
        assert (status["running"], status["users"], status["store_bytes"]) == (False, 0, 0)
        assert "none yet" in invoke("db", "status").out
        assert not (no_settings / "data").exists()

    def test_the_data_dir_option_wins(self, no_settings: Path) -> None:
        assert invoke("--data-dir", str(no_settings / "other"), "db", "path").out == f"{no_settings}/other/neo4j\n"

    def test_db_load_of_nothing(self, no_settings: Path) -> None:
        done = invoke("db", "load", "there.dump")
        assert (done.code, done.err) == (1, "error: There is no file there.dump.\n")

    def test_holes_of_nothing(self) -> None:
        done = invoke("holes")
        assert (done.code, done.err) == (2, "error: Name an account, or an opportunity with --opportunity.\n")

    def test_token(self) -> None:
        (token, digest) = (line.split()[1] for line in invoke("token").out.splitlines())
        assert token.startswith("rg_")
        assert len(digest) == 64
        entry = invoke("token", "--name", "zoe", "--read-only").out.splitlines()[1].split()[1]
        assert read_token(entry).principal == Principal("zoe", frozenset({Right.READ}))
        refused = invoke("token", "--read-only")
        assert (refused.code, refused.out) == (2, "")
        assert "needs a name" in refused.err


@pytest.mark.parametrize("debug", [False, True])
def test_a_defect_is_told_without_a_traceback_and_without_data(monkeypatch, capsys, debug: bool) -> None:
    def broken() -> None:
        raise KeyError("Ann's secret")

    monkeypatch.setattr(main, "app", broken)
    monkeypatch.setenv("RELGRAPH_DEBUG", "1" if debug else "")
    with pytest.raises(KeyError if debug else SystemExit) as ended:
        main.main()
    if not debug:
        assert ended.value.code == 1
        said = capsys.readouterr().err
        assert said.startswith("error: relgraph failed: KeyError in test_failures.py, line ")
        assert "secret" not in said


async def test_reading_a_graph_of_your_own_waits_for_its_migrations(relgraph: Run, monkeypatch) -> None:
    from relgraph.graph.migrate import Migration  # noqa: PLC0415
    from relgraph.surfaces.cli import session  # noqa: PLC0415

    async def one_pending(_graph: object) -> list[Migration]:
        return [Migration(2, "more", "")]

    monkeypatch.setattr(session, "pending", one_pending)
    done = await relgraph("search", "ann")
    assert (done.code, done.out) == (1, "")
    assert "lacks 1 graph migration(s): 0002 more." in done.err
    assert "relgraph migrate" in done.err


async def test_migrate_says_what_it_did(relgraph: Run) -> None:
    done = await relgraph("migrate")
    assert (done.code, done.out) == (0, "The graph is up to date.\n")
