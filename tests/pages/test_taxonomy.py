"""The index of a taxonomy."""

from archives import Archive
from kazarchive.pages.taxonomy import MOST_USED, SHORT
from parsed import texts


def test_the_most_used_terms_stand_above_the_alphabet(archive: Archive) -> None:
    for n in range(45):
        archive.article(f"{n}.md", tags=[f"Tag {n:02}", *(["Fuel"] if n % 2 else [])])
    archive.article("more.md", tags=["Tag 44", "Tag 43"])
    archive.build_as_clean()
    weighty = texts(archive, "/tags/", ".//ol[@class='index']/li")
    assert len(weighty) == MOST_USED
    assert weighty[:4] == ["Fuel 22", "Tag 43 2", "Tag 44 2", "Tag 00 1"]
    assert len(texts(archive, "/tags/", ".//ul[@class='index']/li")) == 46


def test_of_a_short_index_no_term_is_shown_twice(archive: Archive) -> None:
    for n in range(SHORT):
        archive.article(f"{n}.md", tags=[f"Tag {n:02}"])
    archive.build()
    assert archive.page("/tags/").count("Tag 00") == 1
    archive.article("more.md", tags=["Another"])
    archive.build_as_clean()
    assert len(texts(archive, "/tags/", ".//ol[@class='index']/li")) == (SHORT + 1) // 2
