"""The bytes of an element → its tree; what is repaired is told."""

import time
from contextlib import suppress

import pytest

from kazarchive.importing.document import Note
from kazarchive.importing.formats.wordpress.xml import Dialect, NotWellFormed

HEAD = b'<?xml version="1.0" encoding="UTF-8"?><rss xmlns:x="urn:x">'


def read(raw: str | bytes, head: bytes = HEAD) -> tuple[str, tuple[Note, ...]]:
    data = raw if isinstance(raw, bytes) else raw.encode()
    tree, notes = Dialect(head).tree(b"<item>" + data + b"</item>")
    return "".join(str(part) for part in tree.itertext()), notes


def test_namespaces_are_those_of_the_root_or_of_wordpress() -> None:
    assert read("<x:a>1</x:a><wp:b>2</wp:b>") == ("12", ())


def test_the_encoding_is_the_one_that_is_declared() -> None:
    assert read("Қ".encode()) == ("Қ", ())
    assert read("Ж".encode("cp1251"), b'<?xml version="1.0" encoding="windows-1251"?>')[0] == "Ж"


@pytest.mark.parametrize(
    ("raw", "text", "kind", "said"),
    [
        ("a\x08b&#8;", "ab", "lost", "2 characters"),
        ("a & b &nbsp;&copy;", "a & b \xa0©", "changed", "3 `&`"),
        ("&lol;<![CDATA[&\x01]]>", "&lol;&", "lost", "1 characters"),
        (b"a\xffb", "a\ufffdb", "lost", "1 bytes"),
    ],
)
def test_what_xml_forbids_is_repaired_and_told(
    raw: str | bytes, text: str, kind: str, said: str
) -> None:
    found, notes = read(raw)
    assert found == text
    assert (notes[0].kind, notes[0].text[: len(said)]) == (kind, said)


def test_what_cannot_be_repaired_is_refused_with_its_line() -> None:
    with pytest.raises(NotWellFormed, match="opening and ending tag mismatch: a and item") as fault:
        read("\n<a>\n")
    assert fault.value.line == 2


@pytest.mark.parametrize("piece", ["<![CDATA[", "&", "&#8;", "<a>", "]]>", "<!--"])
def test_a_hostile_element_takes_no_time(piece: str) -> None:
    begin = time.process_time()
    with suppress(NotWellFormed):
        read(piece * 100_000)
    assert time.process_time() - begin < 2


def test_a_text_over_the_limit_of_the_parser_is_refused() -> None:
    with pytest.raises(NotWellFormed):
        read("<a>" + "x" * 11_000_000 + "</a>")
    with pytest.raises(NotWellFormed):
        read("<a>" * 300 + "</a>" * 300)
