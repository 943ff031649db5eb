"""The pages of a file → its text."""

import re

from importing.pdf.set_pages import page, words
from kazarchive.importing.pdf.document import letters, text
from kazarchive.importing.pdf.pages import HIDDEN, Page

FULL = "The price of gas has doubled within a day, and there are queues."


def test_a_heading_with_the_words_of_the_title_is_left_out() -> None:
    whole = page(words(50, 740, "Prices,", 16), words(50, 700, FULL))
    found = text([whole], "PRICES")
    assert (found.title, found.html) == ("Prices,", f"<p>{FULL}</p>")
    assert "Prices" not in found.source_text
    other = text([whole], "Another title")
    assert (other.title, other.html) == ("", f"<h2>Prices,</h2><p>{FULL}</p>")


def test_the_largest_heading_of_the_first_page_is_the_title() -> None:
    whole = page(words(50, 760, "Report", 14), words(50, 740, "Prices", 18), words(50, 700, FULL))
    found = text([whole], "")
    assert found.title == "Prices"
    assert found.html == f"<h2>Report</h2><p>{FULL}</p>"
    assert found.first_lines[:2] == ("Report", "Prices")
    assert found.first_paragraph == FULL


def test_smaller_headings_are_lower() -> None:
    parts = [words(50, 760 - 30 * n, f"Heading {n}", 20 - 3 * n) for n in range(3)]
    found = text([page(*parts, words(50, 600, FULL), words(50, 560, FULL))], "")
    assert "<h2>Heading 1</h2><h3>Heading 2</h3>" in found.html


def test_no_heading_skips_a_level() -> None:
    sizes = (20, 18, 12, 16, 14)
    parts = [words(50, 800 - 30 * n, f"Heading {n}", size) for n, size in enumerate(sizes)]
    found = text([page(*parts, words(50, 500, FULL), words(50, 460, FULL))], "")
    assert re.findall("<(h.)>", found.html) == ["h2", "h3", "h3", "h4"]


def test_what_is_doubtful_is_named() -> None:
    hidden = page(words(50, 700, FULL, 10, HIDDEN))
    turned = Page(595, 842, "سلام", words(50, 700, "سلام"), turned=True)
    signs = Page(595, 842, "a\x17b\x01", words(50, 700, "a b"))
    found = [note.text for note in text([hidden, turned, signs], "").notes]
    assert [each.split(";")[0].split(":")[0] for each in found] == [
        "page 2 is turned",
        "signs to which the fonts give no meaning",
        "the text was recognised in pictures of the pages (OCR)",
        "the order of text that is written from right to left",
    ]
    assert "\x17" not in text([signs], "").source_text
    assert letters(signs) == 2
