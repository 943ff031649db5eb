"""What the tests of the catalogue share."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kazarchive.build import Prepared
from kazarchive.catalogue.queries import Catalogue
from kazarchive.state import database


@pytest.fixture
def catalogue(sampled: Prepared) -> Catalogue:
    """Of an archive with a little of everything (archives.write_sample)."""
    return sampled.catalogue


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new catalogue without anything in it."""
    made, _ = database.open_catalogue(tmp_path)
    with closing(made):
        yield made
