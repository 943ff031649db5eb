"""Where an entry is listed."""

from archives import Archive
from kazarchive.catalogue.cells import PAIRED
from pages.tagging import beside


def test_of_an_article_with_very_many_terms_the_first_are_paired(archive: Archive) -> None:
    names = [f"T{n}" for n in range(PAIRED + 5)]
    archive.article("a.md", tags=names)
    archive.build()
    assert beside(archive, f"t{PAIRED - 1}")
    assert not beside(archive, f"t{PAIRED}")
    archive.article("a.md", tags=[names[-1], *names[:-1]])
    archive.build_as_clean()
    assert beside(archive, f"t{PAIRED + 4}")
    assert not beside(archive, f"t{PAIRED - 1}")
