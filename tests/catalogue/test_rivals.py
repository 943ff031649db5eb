"""Articles and pages that cannot stand beside each other."""

from archives import Archive
from pages.standing_alone import ABOUT, told


def test_a_page_keeps_its_address_and_an_article_that_claims_it_is_refused(
    archive: Archive,
) -> None:
    archive.configure(
        'title = "T"\nbase_url = "https://archive.example/"\n[articles]\npermalink = "/{slug}/"\n'
    )
    archive.article("us.md", "The article.")
    archive.article("b.md", aliases=["/team/"])
    archive.build()
    archive.write("pages/us.md", ABOUT)
    archive.write("pages/team.md", ABOUT)
    report = archive.build_as_clean(keep_going=True)
    assert told(report) == [("K0201", "articles/b.md"), ("K0201", "articles/us.md")]
    assert "Who we are." in archive.page("/us/")
    archive.remove("pages/us.md")
    archive.remove("pages/team.md")
    assert told(archive.build_as_clean()) == []
    assert "The article." in archive.page("/us/")
    archive.article("about.md", "The article.")
    assert told(archive.build_as_clean(keep_going=True)) == [("K0204", "articles/about.md")]


def test_of_two_pages_with_one_address_the_first_by_name_has_it(trilingual: Archive) -> None:
    trilingual.write("pages/b.ru.md", ABOUT)
    trilingual.article("a.md")
    trilingual.build()
    trilingual.write("pages/B.md", "---\ntitle: Upper\nlang: ru\n---\n\nText.\n")
    assert told(trilingual.build_as_clean(keep_going=True)) == [("K0201", "pages/b.ru.md")]
    assert "Upper" in trilingual.page("/ru/b/")
    trilingual.remove("pages/B.md")
    assert told(trilingual.build_as_clean()) == []
