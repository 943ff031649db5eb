"""What a document of any format says."""

from kazarchive.importing.document import Document, Note, Picture


def test_the_text_of_a_document_is_its_headline_and_paragraphs() -> None:
    notes = (Note("left out", "Donate"), Note("lost", "a chart"))
    document = Document(
        title="Cap", paragraphs=("One.", "Two."), picture=Picture(credit="J. Doe"), notes=notes
    )
    assert document.text == "Cap\nOne.\nTwo."
    assert document.credit == "J. Doe"
    assert document.left_out == ("Donate",)
