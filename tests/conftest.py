"""What all tests share: an archive in a temporary folder."""

from pathlib import Path

import pytest

from archives import TRILINGUAL, Archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive in English with the default configuration."""
    return Archive(tmp_path / "archive")


@pytest.fixture
def trilingual(tmp_path: Path) -> Archive:
    """An empty archive in three languages, with every limit low."""
    made = Archive(tmp_path / "archive")
    made.configure(TRILINGUAL)
    return made
