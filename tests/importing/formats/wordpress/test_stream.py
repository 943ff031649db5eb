"""The bytes of an export → its elements, wherever the file is cut and whatever is broken."""

import io
from collections.abc import Iterator

import pytest

from kazarchive.importing.formats.wordpress import stream
from kazarchive.importing.formats.wordpress.stream import Part, parts

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


def read(data: bytes) -> list[Part]:
    return list(parts(io.BytesIO(data)))


class Slow(io.BytesIO):
    """Gives a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(7)


def test_tags_in_cdata_and_comments_end_nothing() -> None:
    assert read(EXPORT) == [
        Part("title", b"<title>T</title>", 2),
        Part("item", ITEM, 4),
        Part("term", b"<wp:term>one</wp:term>", 7),
    ]


def test_elements_are_the_same_in_whatever_pieces_the_file_is_read() -> None:
    assert list(parts(Slow(EXPORT * 3))) == read(EXPORT * 3)


@pytest.mark.parametrize("length", range(0, len(EXPORT), 3))
def test_a_file_that_is_cut_says_so(length: int) -> None:
    *_, last = read(EXPORT[:length])
    assert last.fault == "end"


def test_what_does_not_end_ends_where_the_next_begins() -> None:
    first, second = read(b"<rss><item>a\n<item>b</item></rss>")
    assert first == Part("item", b"<item>a\n", 1, "cut")
    assert second == Part("item", b"<item>b</item>", 2)


def endless() -> Iterator[bytes]:
    yield b"<rss><item>"
    yield from (b"x" * 1_000_000 for _ in range(1 + stream.LARGEST // 1_000_000))
    yield b"</item><item>small</item></rss>"


def test_what_is_too_large_is_left_out_and_the_next_is_read() -> None:
    assert [(one.fault, len(one.raw)) for one in read(b"".join(endless()))] == [
        ("large", 0),
        ("", len("<item>small</item>")),
    ]
