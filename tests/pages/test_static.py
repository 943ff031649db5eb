"""The theme's static files, and a site's own."""

from archives import CONFIG, SEARCH, Archive
from kazarchive.answers import Copy
from kazarchive.build import Prepared
from kazarchive.changes import FileChange


def source(sampled: Prepared, address: str) -> str:
    page = sampled.renderer.page(address)
    assert isinstance(page, Copy)
    return page.source


def test_files_come_from_the_site_and_from_the_theme(sampled: Prepared) -> None:
    assert source(sampled, "/static/own.txt") == "static/own.txt"
    assert source(sampled, "/static/style.css") == "theme:static/style.css"
    assert sampled.renderer.page("/static/none.css") is None


def test_a_file_of_ones_own_shadows_the_bundled_one(archive: Archive) -> None:
    archive.write("static/style.css", "own")
    archive.article("a.md")
    archive.build()
    assert archive.page("/static/style.css") == "own"


def test_the_script_of_search_is_published_with_search_alone(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    assert "static/search.js" not in archive.tree()
    archive.configure(CONFIG + SEARCH)
    archive.build_as_clean()
    assert "static/search.js" in archive.tree()


def test_a_change_reaches_the_file_itself(sampled: Prepared) -> None:
    kind = sampled.renderer.kinds["static"]
    change = FileChange("theme:static/style.css")
    assert list(kind.touched(change, sampled.catalogue)) == ["/static/style.css"]
    assert not list(kind.touched(FileChange("articles/a.png"), sampled.catalogue))
