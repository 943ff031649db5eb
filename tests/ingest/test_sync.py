"""Sources → catalogue: what a build learns of the sources."""

import pytest

from archives import CONFIG, Archive
from ingest.ingesting import changes, ingested


def reasons(archive: Archive) -> list[str]:
    with ingested(archive) as found:
        return [one.reason for one in found.articles()]


def test_an_article_that_comes_is_edited_and_goes(archive: Archive) -> None:
    archive.article("a.md")
    assert reasons(archive) == ["articles/a.md was added"]
    assert reasons(archive) == [], "it is known already"
    archive.article("a.md", title="Another")
    assert reasons(archive) == ["articles/a.md was edited"]
    archive.remove("articles/a.md")
    assert reasons(archive) == ["articles/a.md went away"]


def test_only_what_changed_is_read(archive: Archive) -> None:
    for name in ("a.md", "b.md", "c.md"):
        archive.article(name)
    assert changes(archive).read == 3
    archive.article("b.md", "Edited.")
    found = changes(archive)
    assert (found.found, found.read, found.touched) == (3, 1, 1)


def test_other_rules_of_reading_read_everything_again(archive: Archive) -> None:
    archive.article("a.md")
    archive.article("b.md")
    changes(archive)
    archive.configure(CONFIG + '[articles]\nunknown_fields = "keep"\n')
    assert changes(archive).read == 2


def test_templates_and_other_files_are_told_apart(archive: Archive) -> None:
    archive.article("a.md")
    changes(archive)
    archive.write("templates/base.html", "own")
    archive.write("static/own.css", "own")
    found = changes(archive)
    assert found.templates == {"base.html"}
    assert found.files == ("static/own.css",)


@pytest.mark.parametrize("enabled", ["true", "false"])
def test_sizes_of_images_are_looked_through_where_they_are_made(
    archive: Archive, enabled: str
) -> None:
    archive.configure(CONFIG + f"[images]\nenabled = {enabled}\n")
    archive.article("a.md")
    assert changes(archive).stale_variants == (None if enabled == "true" else ())
    assert changes(archive).stale_variants == ()
