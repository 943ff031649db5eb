"""One element → its tree; what had to be repaired is said."""

import time

import pytest

from kazarchive.importing.xml import trees
from kazarchive.importing.xml.trees import NotWellFormed, Parser


def parsed(raw: str | bytes, codec: str = "utf-8") -> tuple[str, list[str]]:
    content = raw.encode() if isinstance(raw, str) else raw
    element, notes = Parser(codec, {"dc": "urn:dc"}).element(content)
    return str(element.xpath("string()")), [f"{note.kind}: {note.text}" for note in notes]


def test_a_whole_element_is_not_changed() -> None:
    assert parsed("<a><dc:b>x &amp; y</dc:b></a>") == ("x & y", [])


@pytest.mark.parametrize(
    ("raw", "text", "note"),
    [
        ("<a>AT&T</a>", "AT&T", "changed: 1 `&` that begin no entity of XML are text"),
        ("<a>5&nbsp;кг</a>", "5\u00a0кг", "changed: 1 `&` that begin no entity of XML are text"),
        ("<a>x\x08y</a>", "xy", "lost: 1 characters that XML forbids are removed"),
        ("<a>x&#8;y</a>", "xy", "lost: 1 characters that XML forbids are removed"),
        ("<a><b>1<br>2</b></a>", "1<br>2", "changed: 1 fields that are not well-formed are text"),
        (
            "<a><b><![CDATA[<i>]]><br></b></a>",
            "<i><br>",
            "changed: 1 fields that are not well-formed are text",
        ),
    ],
)
def test_what_is_broken_is_repaired_and_said(raw: str, text: str, note: str) -> None:
    assert parsed(raw) == (text, [note])


def test_a_prefix_without_a_declaration_is_no_fault() -> None:
    assert parsed("<a><media:b x:c='1'>y</media:b></a>") == ("y", [])


def test_bytes_that_are_no_characters_are_counted() -> None:
    note = "lost: 1 bytes that are no characters are replaced by �"
    assert parsed(b"<a>x\xffy</a>") == ("x�y", [note])
    assert parsed("<a>Әр</a>".encode("kz1048"), "kz1048") == ("Әр", [])


def test_what_cannot_be_repaired_has_a_line_and_a_reason() -> None:
    with pytest.raises(NotWellFormed, match="mismatch") as fault:
        parsed("<a>\n<b>\n</c></a>")
    assert fault.value.line == 2


def test_no_entity_is_expanded() -> None:
    text, _ = parsed("<a>&lol9;</a>")
    assert text == "&lol9;"


def test_a_head_is_read_without_its_doctype_and_with_open_elements() -> None:
    root = trees.head(
        '\ufeff<?xml version="1.0" encoding="x"?><!DOCTYPE a [<!ENTITY x "]"> ]><a><b>R & D'
    )
    assert root is not None
    assert root.findtext("b") == "R & D"
    assert trees.head("<!DOCTYPE a [") is None


@pytest.mark.parametrize("part", ["<x>", "<!DOCTYPE[", "&", "<?xml ", "<x a:b=", "]] "])
def test_a_hostile_element_takes_linear_time(part: str) -> None:
    text = part * 100_000
    begun = time.process_time()
    trees.head(text)
    with pytest.raises(NotWellFormed):
        parsed(f"<a>{text}</b>")
    assert time.process_time() - begun < 2
