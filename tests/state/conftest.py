"""What the tests of the state share."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kazarchive.state import database


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new catalogue without anything in it."""
    made, _ = database.open_catalogue(tmp_path)
    with closing(made):
        yield made
