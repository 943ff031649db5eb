"""Article files: read, and refused where they clash."""

from archives import Archive
from ingest.ingesting import changes


def test_each_article_with_errors_is_refused_with_them(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("articles/b.md", "no front matter")
    found = changes(archive)
    assert list(found.refused) == ["articles/b.md"]
    assert (found.found, found.read) == (2, 2)


def test_a_refused_article_is_read_again_by_each_build(archive: Archive) -> None:
    archive.write("articles/b.md", "no front matter")
    assert [changes(archive).read for _ in range(2)] == [1, 1]


def test_a_clash_is_told_with_the_line_of_the_field(archive: Archive) -> None:
    archive.article("a.md", aliases=["/old/"])
    archive.article("b.md", aliases=["/old/"])
    (problem,) = changes(archive).refused["articles/b.md"]
    assert (problem.code, problem.place.line) == ("K0201", 4)
