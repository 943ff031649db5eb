"""Compressions are undone in steps, however much a few bytes stand for."""

import tracemalloc
import zlib

import brotli
import pytest

from kazarchive.importing.captures.decoders import DECODERS, STEP, Brotli, Zlib

ZEROS = bytes(30_000_000)


@pytest.mark.parametrize(
    ("decoder", "bomb"),
    [(Zlib, zlib.compress(ZEROS, 9)), (Brotli, brotli.compress(ZEROS, quality=1))],
)
def test_a_bomb_is_read_in_steps(decoder: "type[Zlib | Brotli]", bomb: bytes) -> None:
    read = decoder()
    tracemalloc.start()
    sizes = [len(part) for part in read.blocks(bomb)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(sizes) == len(ZEROS)
    assert max(sizes) <= 2 * STEP
    assert peak < 6 * STEP
    assert read.is_finished


def test_every_name_has_a_decoder() -> None:
    assert sorted(DECODERS) == ["br", "deflate", "gzip", "x-gzip"]
    assert not any(decoder().is_finished for decoder in DECODERS.values())
    assert list(Zlib().blocks(b"")) == []
