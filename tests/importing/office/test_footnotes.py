"""Footnotes that the writer of Markdown finds."""

from lxml import html

from kazarchive.importing import markdown
from kazarchive.importing.office import footnotes


def test_references_and_notes_are_found() -> None:
    written = f"<p>a{footnotes.reference(1)}</p>{footnotes.section(['<p>b</p>'])}"
    body = html.fragment_fromstring(written, create_parent="div")
    assert markdown.body(body) == "a[^1]\n\n[^1]: b"
    assert footnotes.section([]) == ""
