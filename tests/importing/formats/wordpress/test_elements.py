"""A file → trees and problems with their lines."""

import io
from pathlib import Path

import pytest

from importing.formats.wordpress import wxr
from kazarchive.importing.formats.source import Source
from kazarchive.importing.formats.wordpress.elements import (
    Element,
    Piece,
    elements,
    parser,
    pieces,
)
from kazarchive.importing.xml.elements import LARGEST
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


def test_what_is_broken_and_no_item_is_told(tmp_path: Path) -> None:
    data = wxr.export("<wp:category><wp:cat_name></wp:category>", wxr.item())
    assert read(tmp_path, data)[1:] == ["K0830 4", "item 4"]


def test_the_end_of_a_file_that_is_cut_is_told(tmp_path: Path) -> None:
    data = wxr.export(wxr.item(), wxr.item())
    assert read(tmp_path, data[:-40])[1:] == ["item 4", "K0830 5", "K0831 5"]


def test_an_item_that_is_too_large_is_told(tmp_path: Path) -> None:
    data = wxr.export(wxr.item("x" * LARGEST), wxr.item())
    assert read(tmp_path, data)[1:] == ["K0834 4", "item 5"]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="K0304"):
        list(elements(Source(tmp_path / "no.xml", "no.xml", "UTC"), lambda _: True))


EXPORT = b"""<rss>
<channel><title>T</title>
<atom:link href="x"/>
<item a="b">
<title><![CDATA[</item> <item>]]></title><!-- </item> -->
</item>
<wp:term>one</wp:term>
</channel></rss>
"""
ITEM = EXPORT[EXPORT.index(b"<item") : EXPORT.index(b"<wp:term")].strip()


class Slow(io.BytesIO):
    """Gives a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(7)


def test_tags_in_cdata_and_comments_end_nothing() -> None:
    expected = [
        Piece("title", b"<title>T</title>", 2),
        Piece("item", ITEM, 4),
        Piece("term", b"<wp:term>one</wp:term>", 7),
    ]
    assert list(pieces(io.BytesIO(EXPORT))) == expected
    assert list(pieces(Slow(EXPORT))) == expected


@pytest.mark.parametrize("length", range(0, len(EXPORT), 3))
def test_a_file_that_is_cut_says_so(length: int) -> None:
    *_, last = pieces(io.BytesIO(EXPORT[:length]))
    assert (last.name, last.is_whole) == ("", False)


def test_what_does_not_end_ends_where_the_next_begins() -> None:
    first, second = pieces(io.BytesIO(b"<rss><item>a\n<item>b</item></rss>"))
    assert first == Piece("item", b"<item>a\n", 1, is_whole=False)
    assert second == Piece("item", b"<item>b</item>", 2)


@pytest.mark.parametrize(
    ("head", "raw", "text"),
    [
        (b'<rss xmlns:x="urn:x">', "<x:a>Қ</x:a><wp:b>2</wp:b>".encode(), "Қ2"),
        (b'<?xml version="1.0" encoding="windows-1251"?><rss>', "Ж".encode("cp1251"), "Ж"),
        (b'<?xml version="1.0" encoding="none"?><rss>', "Ж".encode(), "Ж"),
        (b"", b"<dc:creator>a</dc:creator>", "a"),
    ],
)
def test_encoding_and_namespaces_are_those_of_the_root_or_of_wordpress(
    head: bytes, raw: bytes, text: str
) -> None:
    tree, notes = parser(head).element(b"<item>" + raw + b"</item>")
    assert ("".join(map(str, tree.itertext())), notes) == (text, ())


@pytest.mark.parametrize("text", ["<a>" + "x" * 11_000_000 + "</a>", "<a>" * 300 + "</a>" * 300])
def test_a_text_over_the_limits_of_the_parser_is_refused(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, wxr.export(text.join(("<item>", "</item>"))))[1:] == ["K0830 4"]
