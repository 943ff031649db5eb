"""A file → trees and problems with their lines."""

from pathlib import Path

import pytest

from importing.formats.wordpress import wxr
from kazarchive.importing.formats.source import Source
from kazarchive.importing.formats.wordpress.elements import Element, elements
from kazarchive.importing.formats.wordpress.stream import LARGEST
from kazarchive.problems import ProblemsFound


def read(folder: Path, data: bytes) -> list[str]:
    """Names of elements and codes of problems, with their lines."""
    file = folder / "e.xml"
    file.write_bytes(data)
    found = elements(Source(file, "e.xml", "UTC"), lambda _: True)
    return [
        f"{one.name} {one.line}" if isinstance(one, Element) else f"{one.code} {one.place.line}"
        for one in found
    ]


def test_what_stands_around_a_broken_item_is_read(tmp_path: Path) -> None:
    broken = wxr.item().replace("</wp:status>", "")
    data = wxr.export(wxr.item(), broken, wxr.item())
    assert read(tmp_path, data)[1:] == ["item 4", "K0830 5", "item 6"]


def test_items_that_a_text_without_an_end_swallowed_are_read(tmp_path: Path) -> None:
    cut = wxr.item("Text").split("]]></content")[0] + "\n"
    data = wxr.export(cut, wxr.item(), wxr.item())
    assert read(tmp_path, data)[1:] == ["K0830 4", "item 5", "item 6"]


def test_the_end_of_a_file_that_is_cut_is_told(tmp_path: Path) -> None:
    data = wxr.export(wxr.item(), wxr.item())
    assert read(tmp_path, data[:-40])[1:] == ["item 4", "K0830 5", "K0831 5"]


def test_an_item_that_is_too_large_is_told(tmp_path: Path) -> None:
    data = wxr.export(wxr.item("x" * LARGEST), wxr.item())
    assert read(tmp_path, data)[1:] == ["K0834 4", "item 5"]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="K0304"):
        list(elements(Source(tmp_path / "no.xml", "no.xml", "UTC"), lambda _: True))
