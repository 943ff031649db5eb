"""The numbers of paragraphs, counted as Word does."""

from lxml import etree

from importing.formats.docx.word_files import part
from kazarchive.importing.formats.docx.numbering import Numbering
from kazarchive.importing.formats.docx.styles import Styles


def level(number: int, format: str, text: str, more: str = "") -> str:
    return (
        f'<lvl w:ilvl="{number}"><start w:val="1"/><numFmt w:val="{format}"/>'
        f'<lvlText w:val="{text}"/>{more}</lvl>'
    )


def form(number: int, *levels: str) -> str:
    return f'<abstractNum w:abstractNumId="{number}">{"".join(levels)}</abstractNum>'


def chosen(number: int, form: int, more: str = "") -> str:
    return f'<num w:numId="{number}"><abstractNumId w:val="{form}"/>{more}</num>'


def items(xml: str, *asked: tuple[int, int]) -> list[tuple[str, int, str] | None]:
    """(kind, number, label) of paragraphs at (list, level)."""
    numbering = Numbering(etree.fromstring(part("numbering", xml).encode()), Styles(None))
    found = []
    for number, depth in asked:
        properties = f'<pPr><numPr><ilvl w:val="{depth}"/><numId w:val="{number}"/></numPr></pPr>'
        item = numbering.item(etree.fromstring(part("document", properties).encode())[0][0])
        found.append((item.kind, item.number, item.label) if item else None)
    return found


def test_numbers_go_on_and_deeper_ones_begin_again() -> None:
    xml = form(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")) + chosen(1, 0)
    assert items(xml, (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == [
        ("1", 1, "1."),
        ("a", 1, "a)"),
        ("a", 2, "b)"),
        ("1", 2, "2."),
        ("a", 1, "a)"),
    ]


def test_lists_of_one_form_go_on_unless_one_says_where_it_begins() -> None:
    again = '<lvlOverride w:ilvl="0"><startOverride w:val="5"/></lvlOverride>'
    xml = form(0, level(0, "decimal", "%1.")) + chosen(1, 0) + chosen(2, 0) + chosen(3, 0, again)
    assert [item[1] for item in items(xml, (1, 0), (2, 0), (3, 0), (3, 0), (1, 0)) if item] == [
        1,
        2,
        5,
        6,
        7,
    ]


def test_numbers_that_html_lacks_are_labels() -> None:
    legal = level(1, "decimal", "%1.%2", "<isLgl/>")
    xml = form(0, level(0, "upperRoman", "Part %1"), legal) + chosen(1, 0)
    assert items(xml, (1, 0), (1, 1)) == [("", 1, "Part I"), ("", 1, "1.1")]
    assert items(form(0, level(0, "russianLower", "%1)")) + chosen(1, 0), (1, 0)) == [("", 1, "а)")]


def test_some_paragraphs_have_no_number() -> None:
    bullet = form(0, level(0, "bullet", "•")) + chosen(1, 0)
    assert items(bullet, (1, 0), (1, 5), (9, 0), (0, 0)) == [("-", 0, ""), None, None, None]
    assert items(form(0, level(0, "none", "")) + chosen(1, 0), (1, 0)) == [None]


def test_a_missing_level_around_a_number_counts_from_its_start() -> None:
    xml = form(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")) + chosen(1, 0)
    assert items(xml, (1, 1)) == [("", 1, "1.1")]
