"""Places in the folder of imports: nothing leads out of it."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.connect.imports.places import within
from relgraph.core.errors import InputError


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("imports")
    (folder / "inbox" / "sub").mkdir(parents=True)
    (folder / "inbox" / "sub" / "a.csv").write_text("a")
    (folder / "inbox-other").mkdir()
    (folder / "secret").write_text("s")
    inbox = folder / "inbox"
    (inbox / "out").symlink_to(folder / "secret")
    (inbox / "up").symlink_to(folder)
    (inbox / "in").symlink_to(inbox / "sub")
    (inbox / "circle").symlink_to(inbox / "circle")
    (inbox / "linked").mkdir()
    (inbox / "linked" / "up").symlink_to(folder)
    (inbox / "pipes").mkdir()
    os.mkfifo(inbox / "pipes" / "pipe")
    return inbox


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("sub", "sub"),
        ("sub/a.csv", "sub/a.csv"),
        ("in/../sub/./a.csv", "sub/a.csv"),
        ("in", "sub"),
        ("up/inbox/sub", "sub"),
    ],
)
def test_what_lies_in_it_is_found(inbox: Path, path: str, found: str) -> None:
    assert within(inbox, path, field="path") == inbox / found


@pytest.mark.parametrize(
    ("path", "said"),
    [
        *((path, "lies outside") for path in ("..", "../secret", "../inbox-other", "/etc", "out", "up")),
        *((path, "lies outside") for path in ("circle", "a\0b")),
        ("sub/../nothing", "is not in the folder"),
        ("linked", "'linked/up' is neither a file nor a folder"),
        ("pipes", "'pipes/pipe' is neither a file nor a folder"),
        ("pipes/pipe", "'pipes/pipe' is neither a file nor a folder"),
        # All of it holds what leads out.
        (".", "is neither a file nor a folder"),
    ],
)
def test_what_leads_out_is_refused(inbox: Path, path: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        within(inbox, path, field="path")
    assert (refused.value.field, bool(refused.value.remedy)) == ("path", True)


@given(st.lists(st.sampled_from(["..", ".", "sub", "up", "in", "out", "a.csv", "", "secret", "inbox"]), max_size=7))
def test_no_path_leads_out(inbox: Path, parts: list[str]) -> None:
    try:
        found = within(inbox, "/".join(parts), field="path")
    except InputError:
        return
    assert found.resolve().is_relative_to(inbox.resolve())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="The folder for imports is not there"):
        within(tmp_path / "gone", "a", field="path")
