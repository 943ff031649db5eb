"""Saved pages."""

from pathlib import Path

from kazarchive.importing.document import Document
from kazarchive.importing.formats import html
from kazarchive.importing.formats.source import Source


def test_a_saved_page_becomes_its_article(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    text = "The library of the town opens again on Monday, after repairs that took half a year."
    path.write_text(f"<html><title>Library</title><body><p>{text}</p></body></html>")
    (found,) = html.documents(Source(path, "a.html", "UTC"))
    assert isinstance(found, Document)
    assert (found.title, found.source_text) == ("Library", text)
