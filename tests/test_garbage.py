"""Garbage is looked for in quiet moments."""

import gc

from relgraph.core.garbage import settled, under_way


def _age() -> None:
    """Have the young be looked through so often that all would be."""
    while gc.get_count()[2] < 10:
        gc.collect(1)


def test_what_there_is_at_first_is_never_looked_through() -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    with settled():
        assert gc.get_freeze_count() > before[1] + 10_000
        assert gc.get_threshold()[2] == 1_000
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_all_is_looked_through_when_the_last_has_ended() -> None:
    with settled():
        with under_way():
            with under_way():
                _age()
            assert gc.get_count()[2] >= 10
        assert gc.get_count()[2] == 0


def test_without_a_server_it_is_left_to_python() -> None:
    with under_way():
        _age()
        before = gc.get_count()[2]
    assert gc.get_count()[2] == before
