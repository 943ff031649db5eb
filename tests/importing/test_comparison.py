"""A document and its article are compared, and what differs is named."""

import pytest

from kazarchive.importing import comparison
from kazarchive.importing.document import Document, Note
from kazarchive.importing.report import Proof


def proved(document: Document, html: str) -> tuple[Proof, tuple[Note, ...]]:
    return comparison.compared(comparison.of_document(document), comparison.of_article(html))


HTML = "<h2>Баға</h2><p>Бензин бағасы <em>өсті</em>.</p><ul><li>бір</li><li>екі</li></ul>"


def test_nothing_is_said_of_an_article_that_has_every_word() -> None:
    assert proved(Document(title="A", html=HTML), HTML) == (
        Proof(1.0, 7, {"headings": (1, 1), "lists": (1, 1)}),
        (),
    )


@pytest.mark.parametrize(
    ("article", "kept", "notes"),
    [
        (HTML.replace("екі", ""), 6 / 7, ["lost", "words after “Баға Бензин бағасы өсті .”"]),
        (HTML.replace("Баға", "Баға жаңа", 1), 1, ["changed", "new words after “Баға”: “жаңа”"]),
        (HTML.replace("h2", "p"), 1, ["lost", "headings: 1 in the document, 0 in the article"]),
    ],
)
def test_what_differs_is_named(article: str, kept: float, notes: list[str]) -> None:
    made, found = proved(Document(title="A", html=HTML), article)
    assert found[0].kind == notes[0]
    assert found[0].text.startswith(notes[1]) or notes[0] == "lost"
    assert made.kept <= 1
    assert (made.kept == 1) == (kept == 1)


def test_a_long_difference_is_cut() -> None:
    words = " ".join(f"w{number}" for number in range(100))
    _, (note, *_) = proved(Document(title="A", html=f"<p>a {words}</p>"), "<p>a</p>")
    assert note.text.endswith(" w29 …”")


def test_a_plain_text_is_compared_too() -> None:
    document = Document(title="A", paragraphs=("Баға өсті.", "1. Үкімет."))
    made, notes = proved(document, "<p>Баға өсті.</p><p>1. Үкімет.</p>")
    assert (made, notes) == (Proof(1.0, 7), ())


def test_what_was_left_out_is_no_loss() -> None:
    left = Note("left out", "Бөлісу: Facebook")
    text = "Баға өсті. Бөлісу: Facebook Баға түсті."
    document = Document(title="A", html="<p>x</p>", source_text=text, notes=(left,))
    made, notes = proved(document, "<p>Баға өсті.</p><p>Баға түсті.</p>")
    assert (made.kept, made.words, notes) == (1.0, 6, ())
    made, notes = proved(document, "<p>Баға өсті.</p><p>Баға.</p>")
    assert made.kept == 5 / 6
    made, notes = proved(document, f"<p>{text}</p>")
    assert (made.kept, notes) == (1.0, ())
