"""A project of Node for each test."""

from pathlib import Path

import pytest

from tests.clients.node import Project, new_project


@pytest.fixture
async def project(tmp_path: Path) -> Project:
    place = tmp_path / "project"
    place.mkdir()
    return await new_project(place)
