"""Which files of `root/` come and go, and what is said of those that cannot."""

from archives import Archive
from ingest.ingesting import changes


def test_a_file_whose_address_is_taken_is_told_each_time(archive: Archive) -> None:
    archive.article("a.md", aliases=["/old.html"])
    archive.write("root/old.html", "own")
    archive.write("root/robots.txt", "own")
    for _ in range(2):
        taken, robots = changes(archive).problems
        assert "the address of `articles/a.md`" in taken.message
        assert "templates/robots.txt" in robots.help


def test_a_file_counts_as_changed_when_another_page_takes_or_leaves_its_address(
    archive: Archive,
) -> None:
    archive.article("a.md", aliases=["/old.html"])
    archive.write("root/old.html", "own")
    archive.write("root/CNAME", "a.example")
    changes(archive)
    archive.article("a.md")
    assert changes(archive).files == ("root/old.html",)
    assert changes(archive).files == ()
    archive.article("b.md", aliases=["/OLD.html"])
    assert changes(archive).files == ("root/old.html",)


def test_a_name_that_no_file_system_takes_is_refused(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("root/con/x.txt", "own")
    (problem,) = changes(archive).problems
    assert (problem.code, problem.place.path) == ("K0208", "root/con/x.txt")
