"""The preview has search too: its files are made when they are asked for."""

import json
import time
import urllib.error
import urllib.request
import zlib

from archives import TRILINGUAL, Archive
from preview.browsing import preview


def test_the_preview_answers_with_the_index(archive: Archive) -> None:
    archive.configure(TRILINGUAL.replace("/base/", "/") + "[search]\nenabled = true\n")
    archive.article("a.md", "Draft words.", title="A draft", draft=True)
    with preview(archive.root) as address:
        told = json.loads(get(f"{address}/search/segments.json"))
        assert told["segments"] == [["en", "2022", 1]]
        drawer = zlib.decompress(get(f"{address}/search/en/2022/words-0.bin")).decode()
        assert "draft" in drawer
        assert b"data-search" in get(f"{address}/search/")


def get(url: str) -> bytes:
    """The preview tells its address a moment before it listens there."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(url) as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.URLError:
            time.sleep(0.05)
    raise AssertionError(url)
