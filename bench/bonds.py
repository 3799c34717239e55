"""Who knows, sways and distrusts whom in a world: pairs of people's numbers."""

from collections.abc import Iterator

import numpy as np

from bench.stored import Numbers
from bench.world import CUSTOMER, World

Pairs = tuple[Numbers, Numbers]

TIES_A_PERSON = 10
IN_UNIT, IN_ORGANIZATION, TO_OURS = 9.0, 5.0, 0.2
"""Ties a person, as drawn; some are drawn twice and stand once. The rest goes between organisations."""

COVERED = 0.65
"""Organisations that ours go to; the rest is reached over others."""

_BLOCK = 1_000_000


def ties(world: World) -> Iterator[Pairs]:
    """Ten a person, each pair once, the lower number first: dense in units, sparse between organisations."""
    rng = world.rng("ties")
    left = world.people * TIES_A_PERSON
    for one, other in [*_in_units(world, rng), *_in_organizations(world, rng)]:
        left -= len(one)
        yield one, other
    yield _abroad(world, rng, left)


def influences(world: World) -> Pairs:
    """One for two people: who is above or sociable sways colleagues, some also people elsewhere."""
    rng = world.rng("influences")
    count = world.people // 2
    influenced = rng.integers(0, world.people, count)
    organization = world.organization[influenced]
    influencer = world.someone(rng, world.organization_begin[organization], world.organization_begin[organization + 1])
    managers = world.manager[influenced]
    influencer = np.where((rng.random(count) < 0.3) & (managers >= 0), managers, influencer)
    abroad = (rng.random(count) < 0.08) & (influenced < world.mainland)
    influencer[abroad] = world.someone(rng, np.zeros(abroad.sum(), dtype=np.int64), world.mainland)
    return _distinct(world, influencer, influenced)


def frictions(world: World) -> Pairs:
    """One for two hundred people, most of them among colleagues, the lower number first."""
    rng = world.rng("frictions")
    one = rng.integers(0, world.people, world.people // 200)
    organization = world.organization[one]
    first, end = world.organization_begin[organization], world.organization_begin[organization + 1]
    abroad = (rng.random(len(one)) < 0.1) & (one < world.mainland)
    other = world.someone(rng, np.where(abroad, 0, first), np.where(abroad, world.mainland, end))
    return _distinct(world, np.minimum(one, other), np.maximum(one, other))


def _in_units(world: World, rng: np.random.Generator) -> Iterator[Pairs]:
    sizes = np.diff(world.unit_begin)
    counts = np.minimum(IN_UNIT * sizes, 1.5 * sizes * (sizes - 1) / 2).astype(np.int64)
    for units in _blocks(counts):
        drawn = np.repeat(units, counts[units])
        first, end = world.unit_begin[drawn], world.unit_begin[drawn + 1]
        yield _undirected(world, world.someone(rng, first, end), world.someone(rng, first, end))


def _in_organizations(world: World, rng: np.random.Generator) -> Iterator[Pairs]:
    sizes = np.diff(world.organization_begin)
    counts = np.minimum(IN_ORGANIZATION * sizes, 0.3 * sizes * sizes / 2).astype(np.int64)
    for organizations in _blocks(counts):
        drawn = np.repeat(organizations, counts[organizations])
        first, end = world.organization_begin[drawn], world.organization_begin[drawn + 1]
        one, other = world.someone(rng, first, end), world.someone(rng, first, end)
        bridge = world.unit[one] != world.unit[other]
        yield _undirected(world, one[bridge], other[bridge])


def _abroad(world: World, rng: np.random.Generator, count: int) -> Pairs:
    """Between organisations: of ours, of hubs, and for the rest most often within a sector."""
    special = [_of_ours(world, rng), *(_of_hub(world, rng, hub) for hub in world.hubs)]
    # Some are drawn twice, or within an organisation.
    rest = int(1.15 * max(0, count - sum(len(one) for one, _ in special)))
    one = world.someone(rng, np.full(rest, world.ours_count), world.mainland)
    sector = np.searchsorted(world.sector_begin, one, side="right") - 1
    near = rng.random(rest) < 0.7
    # Ours are in the first sector, and have their share.
    first = np.where(near, np.maximum(world.sector_begin[sector], world.ours_count), world.ours_count)
    other = world.someone(rng, first, np.where(near, world.sector_begin[sector + 1], world.mainland))
    parts = [*special, (one, other)]
    one, other = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    apart = world.organization[one] != world.organization[other]
    return _undirected(world, one[apart], other[apart])


def _of_ours(world: World, rng: np.random.Generator) -> Pairs:
    """Ours know some organisations well and others not at all."""
    count = int(world.people * TO_OURS)
    warmth = rng.lognormal(0, 1.2, len(world.organization_kind)) * np.diff(world.organization_begin)
    warmth[rng.random(len(warmth)) > COVERED] = 0
    warmth[world.organization_begin[:-1] >= world.mainland] = 0
    warmth[0] = 0
    warmth[world.organization_kind != CUSTOMER] *= 0.5
    organization = rng.choice(len(warmth), count, p=warmth / warmth.sum())
    other = world.someone(rng, world.organization_begin[organization], world.organization_begin[organization + 1])
    return world.someone(rng, np.zeros(count, dtype=np.int64), world.ours_count), other


def _of_hub(world: World, rng: np.random.Generator, hub: int) -> Pairs:
    elsewhere = np.flatnonzero(world.organization[: world.mainland] != world.organization[hub])
    count = min(int(world.hub_ties * rng.uniform(1, 1.5)), len(elsewhere))
    others = rng.choice(elsewhere, count, replace=False)
    return np.full(count, hub), others


def _undirected(world: World, one: Numbers, other: Numbers) -> Pairs:
    return _distinct(world, np.minimum(one, other), np.maximum(one, other))


def _distinct(world: World, one: Numbers, other: Numbers) -> Pairs:
    """Each pair once, in order, and nobody with themselves."""
    pairs = np.unique((one * world.people + other)[one != other])
    return pairs // world.people, pairs % world.people


def _blocks(counts: Numbers) -> Iterator[Numbers]:
    """Numbers of neighbours whose counts sum up to about a block."""
    blocks = np.cumsum(counts) // _BLOCK
    yield from np.split(np.arange(len(counts)), np.flatnonzero(np.diff(blocks)) + 1)
