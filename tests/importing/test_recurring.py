"""What many pages of a host share."""

from msgspec.structs import replace

from kazarchive.importing.analyse import Examined
from kazarchive.importing.document import Document, Origin, Picture
from kazarchive.importing.recurring import Recurring

APPEAL = "If you find an error, select it and press Ctrl+Enter."


def page(number: int, *more: str, host: str = "a.example") -> Examined:
    lines = (f"Text number {number} of this site, and of no other.", *more)
    document = Document(
        title=f"Title {number} | Site",
        html="".join(f"<p>{line}</p>" for line in lines),
        source_text="\n".join(lines),
        extracted=True,
        origin=Origin("html", url=f"https://{host}/{number}"),
        picture=Picture("https://a.example/logo.png"),
    )
    return Examined(0, document)


def without(pages: list[Examined], number: int = 0) -> Document:
    found = Recurring(pages).without(pages[number]).document
    assert found
    return found


def test_sentences_titles_and_logos_are_left_out() -> None:
    found = without([page(n, APPEAL) for n in range(5)])
    assert found.title == "Title 0"
    assert found.html == "<p>Text number 0 of this site, and of no other.</p>"
    assert found.source_text == "Text number 0 of this site, and of no other."
    assert [note.text for note in found.notes] == [APPEAL]
    assert found.picture is None


def test_few_pages_tell_nothing() -> None:
    pages = [page(n, APPEAL) for n in range(4)] + [page(5, APPEAL, host="b.example")]
    assert without(pages) == pages[0].document
    rare = [page(n, APPEAL) if n < 5 else page(n, host="a.example") for n in range(60)]
    assert APPEAL in without(rare).html


def test_short_headings_and_documents_that_are_no_pages_stay() -> None:
    pages = [page(n, "Context") for n in range(6)]
    assert "Context" in without(pages).html
    plain = Examined(0, Document(title="A | B", html="<p>a</p>"))
    assert Recurring([*pages, plain]).without(plain) is plain


def test_text_beside_elements_is_found_too() -> None:
    pages = [page(n, APPEAL) for n in range(6)]
    mixed = page(0, APPEAL)
    assert mixed.document
    html = f"<div>Text<br>{APPEAL}<br>More <b>text</b></div>"
    mixed = replace(mixed, document=replace(mixed.document, html=html))
    found = Recurring(pages).without(mixed).document
    assert found
    assert found.html == "<div>Text<br><br>More <b>text</b></div>"


def test_a_page_of_nothing_else_stays() -> None:
    pages = [page(n, APPEAL) for n in range(6)]
    only = Document(
        title="T",
        html=f"<p>{APPEAL}</p>",
        source_text=APPEAL,
        extracted=True,
        origin=Origin(url="https://a.example/x"),
    )
    assert Recurring(pages).without(Examined(0, only)).document == only
