"""A made-up book of business has the shape it promises, and is the same every time."""

import numpy as np
import pytest

from bench import bonds
from bench.offline import write_world
from bench.world import CUSTOMER, ISLANDS, PARTNER, VENDOR, World


@pytest.fixture(scope="module")
def world() -> World:
    return World.of(10_000)


@pytest.fixture(scope="module")
def pairs(world: World):
    blocks = list(bonds.ties(world))
    return np.concatenate([one for one, _ in blocks]), np.concatenate([other for _, other in blocks])


def test_the_same_seed_writes_the_same_files(tmp_path) -> None:
    texts = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        folder = tmp_path / name
        folder.mkdir()
        write_world(World.of(1000, seed), folder)
        texts.append({path.name: path.read_text() for path in folder.iterdir()})
    assert texts[0] == texts[1]
    assert texts[0]["TIE.csv"] != texts[2]["TIE.csv"]


@pytest.mark.parametrize(("people", "ours", "big"), [(10_000, 400, 1000), (100_000, 2000, 4000)])
def test_everybody_has_one_place(people: int, ours: int, big: int) -> None:
    world = World.of(people)
    sizes, units = np.diff(world.organization_begin), np.diff(world.unit_begin)
    assert (sizes.sum(), units.sum()) == (people, people)
    assert (sizes[0], world.organization_kind[0]) == (ours, VENDOR)
    assert (sizes[1], (sizes == big).sum()) == (big, 1)
    assert sizes[world.organization_kind == CUSTOMER].min() >= 20
    assert units.min() >= 5
    assert units.max() <= 60
    assert sizes[world.organization_kind == PARTNER].sum() == people // 20


def test_managers_are_colleagues_one_layer_up(world: World) -> None:
    led = world.manager >= 0
    manager = world.manager[led]
    assert (~led).sum() == len(world.organization_kind)
    assert (world.layer[manager] == world.layer[led] - 1).all()
    assert (world.organization[manager] == world.organization[led]).all()
    assert np.bincount(manager).max() <= 12


def test_each_pair_has_one_tie_and_there_are_ten_a_person(world: World, pairs) -> None:
    one, other = pairs
    assert (one < other).all()
    assert len(np.unique(one * world.people + other)) == len(one)
    assert 9.5 <= len(one) / world.people <= 10.5
    ours = (one < world.ours_count) != (other < world.ours_count)
    assert 0.02 <= ours.mean() <= 0.045


def test_hubs_know_thousands_elsewhere_and_others_few(world: World, pairs) -> None:
    degree = np.bincount(np.concatenate(pairs))
    assert (degree[world.hubs] >= world.hub_ties).all()
    assert np.delete(degree, world.hubs).max() < world.hub_ties
    assert world.hubs[0] < world.ours_count < world.hubs[1:].min()


def test_nothing_leads_to_an_island(world: World, pairs) -> None:
    for one, other in (pairs, bonds.influences(world), bonds.frictions(world)):
        there = np.maximum(one, other) >= world.mainland
        assert (world.organization[one[there]] == world.organization[other[there]]).all()
    assert pairs[1].max() >= world.mainland
    assert world.organization[world.mainland] == len(world.organization_kind) - ISLANDS


def test_samples_are_distinct_and_the_same_every_time(world: World) -> None:
    again = World.of(10_000)
    for sample, count in (("ours", 20), ("typical_targets", 50), ("unreachable_targets", 5)):
        found = getattr(world, sample)(count)
        assert len(set(found)) == count
        assert found[:3] == getattr(again, sample)(3)
    assert len(world.ours(2000)) == (~world.gone[: world.ours_count]).sum()
    assert world.big_account() == "b:big"
