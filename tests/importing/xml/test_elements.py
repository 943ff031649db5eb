"""An XML file → its elements as bytes, with their lines, whatever is broken between them."""

from io import BytesIO

import pytest

from kazarchive.importing.xml import elements
from kazarchive.importing.xml.elements import Part, parts


def found(text: str, *names: str) -> list[Part]:
    return list(parts(BytesIO(text.encode()), names or ("item",)))


def raws(text: str, *names: str) -> list[str]:
    return [part.raw.decode() for part in found(text, *names)[1:-1]]


def test_head_elements_and_tail_are_the_whole_file() -> None:
    text = "<a>\n<item>1</item><item x='y'>2</item>\n</a>"
    assert [(part.kind, part.raw, part.line) for part in found(text)] == [
        ("head", b"<a>\n", 1),
        ("element", b"<item>1</item>", 2),
        ("element", b"<item x='y'>2</item>", 2),
        ("tail", b"\n</a>", 2),
    ]


def test_a_file_without_elements_is_its_head() -> None:
    assert [(part.kind, part.raw) for part in found("<a/>\n")] == [
        ("head", b"<a/>\n"),
        ("tail", b"<a/>\n"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<![CDATA[<item>no</item>]]>",
        "<!-- <item>no</item> -->",
        '<!DOCTYPE a [<!ENTITY x "<item>no</item>">]>',
        "<items>no</items>",
    ],
)
def test_tags_that_are_none_are_passed(hidden: str) -> None:
    assert raws(f"<a>{hidden}<item>yes{hidden}</item></a>") == [f"<item>yes{hidden}</item>"]


def test_an_empty_element_is_none() -> None:
    assert raws("<a><item/><item>1</item></a>") == ["<item>1</item>"]


def test_prefixes_are_part_of_a_name() -> None:
    assert raws("<r:a><r:item>1</r:item></r:a>") == ["<r:item>1</r:item>"]


def test_an_element_ends_where_the_next_begins() -> None:
    first, second = found("<a><item>1<item>2</item></a>")[1:-1]
    assert (first.raw, first.fault, second.fault) == (b"<item>1", "open", "")


def test_an_element_is_cut_where_the_file_ends() -> None:
    (cut,) = found("<a><item>1</ite")[1:-1]
    assert (cut.raw, cut.fault) == (b"<item>1</ite", "cut")


def test_an_element_that_is_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "LARGEST", 10)
    large, small = found("<a><item>\n12345678</item><item/>\n<item>.</item></a>", "item", "x")[1:-1]
    assert (large.raw, large.fault, large.line) == (b"", "large", 1)
    assert (small.fault, small.line) == ("large", 3)


def test_elements_are_found_across_the_blocks_in_which_a_file_is_read() -> None:
    text = "x" * ((1 << 20) - 12) + "\n<item>" + "é" * 600_000 + "</item>"
    (part,) = found(text)[1:-1]
    assert (part.line, len(part.raw), part.fault) == (2, 1_200_013, "")
