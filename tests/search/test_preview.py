"""The preview has search too: its files are made when they are asked for."""

import json
import zlib

from archives import TRILINGUAL, Archive
from preview import previews


def test_the_preview_answers_with_the_index(archive: Archive) -> None:
    archive.configure(TRILINGUAL.replace("/base/", "/") + "[search]\nenabled = true\n")
    archive.article("a.md", "Draft words.", title="A draft", draft=True)
    with previews.running(archive.root) as preview:
        told = json.loads(preview.get("/search/segments.json").text)
        assert told["segments"] == [["en", "2022", 1]]
        drawer = zlib.decompress(preview.get("/search/en/2022/words-0.bin").content).decode()
        assert "draft" in drawer
        assert "data-search" in preview.get("/search/").text
