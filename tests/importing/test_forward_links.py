"""Articles that link to documents which are refused later."""

from pathlib import Path

from kazarchive.importing.article_file import NewArticle
from kazarchive.importing.composition import Composed
from kazarchive.importing.document import Document
from kazarchive.importing.forward_links import ForwardLinks
from kazarchive.importing.report import Recognised


def made(sha256: str, *linked: str) -> Composed:
    fields = Recognised("T", "en", None, (), (), None, 1, None)
    new = NewArticle(fields, Document(title="T", sha256=sha256), "f", "")
    return Composed(new, "", (), frozenset(linked))


def test_only_links_to_what_is_still_to_be_written_are_remembered(tmp_path: Path) -> None:
    links = ForwardLinks()
    for path in ("a", "b", "c", "d"):
        links.plan(path)
    links.written(made("1", "b", "c", "old"), "a", b"A")
    links.written(made("2", "a", "d"), "b", b"B")
    links.refused("c")
    assert links.stale == {"1"}
    links.written(made("3", "a", "b"), "d", b"D")
    links.refused("a")
    assert links.stale == {"1"}


def test_an_article_that_was_edited_meanwhile_is_known(tmp_path: Path) -> None:
    links = ForwardLinks()
    links.plan("b")
    links.written(made("1", "b"), "a", b"A")
    document = Document(title="T", sha256="1")
    for content, same in ((b"A", True), (b"edited", False)):
        (tmp_path / "a").write_bytes(content)
        assert links.is_as_written(tmp_path, "a", document) == same
