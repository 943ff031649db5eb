"""Media, static files and templates: what is wrong with them."""

import pytest

from archives import Archive
from ingest.ingesting import changes, ingested
from photos import photo


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("con.txt", b"x", "K0208"), ("p.jpg", photo((20, 12))[:200], "K0310")],
)
def test_a_static_file_that_cannot_be_published_is_told_each_time(
    archive: Archive, name: str, content: bytes, code: str
) -> None:
    archive.article("a.md")
    archive.write(f"static/{name}", content)
    for _ in range(2):
        (problem,) = changes(archive).problems
        assert (problem.code, problem.place.path) == (code, f"static/{name}")


def test_articles_that_show_a_changed_image_count_as_changed(archive: Archive) -> None:
    archive.article("a.md", "![One](p.png)")
    archive.article("b.md")
    archive.write("articles/p.png", photo((60, 40), "PNG"))
    changes(archive)
    archive.write("articles/p.png", photo((90, 40), "PNG"))
    with ingested(archive) as found:
        assert [one.path for one in found.articles()] == ["articles/a.md"]
        assert found.read == 0
