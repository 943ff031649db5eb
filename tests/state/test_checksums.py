"""Damage of the catalogue that SQLite cannot see."""

from pathlib import Path

import pytest

from kazarchive.state import checksums
from kazarchive.state.database import NAME


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of four blocks, the last of them short."""
    monkeypatch.setattr(checksums, "BLOCK", 4)
    (tmp_path / NAME).write_bytes(b"aaaabbbbccccd")
    checksums.set(tmp_path, {})
    return tmp_path


def test_a_file_as_it_was_sealed_is_not_broken(sealed: Path) -> None:
    assert not checksums.Comparison(sealed).broken()


@pytest.mark.parametrize("content", [b"aaaabbxbccccd", b"aaaabbbbcccc", b"aaaabbbbccccdd", b""])
def test_a_changed_byte_or_size_is_seen(sealed: Path, content: bytes) -> None:
    comparison = checksums.Comparison(sealed)
    (sealed / NAME).write_bytes(content)
    comparison.start()
    assert comparison.broken()


def test_without_a_seal_nothing_is_broken(sealed: Path) -> None:
    checksums.remove(sealed)
    checksums.remove(sealed)
    comparison = checksums.Comparison(sealed)
    comparison.start()
    assert not comparison.has_checksums
    assert not comparison.broken()


def test_blocks_that_were_not_written_need_not_be_read(sealed: Path) -> None:
    comparison = checksums.Comparison(sealed)
    assert not comparison.broken()
    kept = comparison.unwritten([5])
    assert sorted(kept) == [0, 2], "not the one that was written, nor the last"
    assert comparison.unwritten(None) == {}
    checksums.set(sealed, kept)
    assert not checksums.Comparison(sealed).broken()


def test_a_folder_that_takes_no_more_stays_unsealed(tmp_path: Path) -> None:
    (tmp_path / checksums.FILE).mkdir()
    checksums.set(tmp_path, {})
    assert not (tmp_path / f"{checksums.FILE}.new").exists()
