"""Every benchmark can be started: what it takes from relgraph is there."""

import importlib
import pkgutil

import pytest

import bench


@pytest.mark.parametrize(
    "name", [info.name for info in pkgutil.iter_modules(bench.__path__) if info.name != "__main__"]
)
def test_it_can_be_imported(name: str) -> None:
    importlib.import_module(f"bench.{name}")
