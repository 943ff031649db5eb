"""What a document of any format says."""

from kazarchive.importing.document import Document, Head


def test_the_text_of_a_document_is_its_headline_and_paragraphs() -> None:
    document = Document(Head(title="Cap", credit="J. Doe"), ("One.", "Two."), ("Donate",))
    assert document.text == "Cap\nOne.\nTwo."
