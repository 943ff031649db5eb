"""What an article's page shows around its text: related articles, those that link to it, the next
ones in each of its topics; and how far an edit of one reaches."""

import pytest

from archives import Archive
from kazarchive.catalogue import neighbours
from kazarchive.options import Report
from parsed import section


def rendered(report: Report) -> set[str]:
    """The articles' slugs among the addresses that were rendered."""
    return {
        planned.address.split("/")[-2] for planned in report.reasons if planned.kind == "article"
    }


def test_articles_that_share_more_terms_are_related_first(archive: Archive) -> None:
    archive.article("a.md", tags=["Fuel", "Prices"], date="2022-01-05")
    archive.article("near.md", tags=["Fuel"], date="2022-01-06")
    archive.article("both.md", tags=["Fuel", "Prices"], date="2022-05-06")
    archive.article("none.md", tags=["Maps"], date="2022-01-05")
    archive.build()
    assert section(archive, "a", "Related articles") == ["both.md", "near.md"]


def test_of_equals_the_nearer_in_time_comes_first_and_five_are_shown(archive: Archive) -> None:
    archive.article("a.md", tags=["Fuel"])
    for day in (7, 9, 11, 13, 15, 17):
        archive.article(f"b{day}.md", tags=["Fuel"], date=f"2022-01-{day:02}")
    archive.article("c.md", tags=["Fuel"], date="2022-01-04")
    for day in (1, 2):
        archive.article(f"d{day}.md", tags=["Fuel"], date=f"2022-01-0{day}")
    archive.build()
    shown = section(archive, "a", "Related articles")
    assert shown == ["c.md", "b7.md", "d2.md", "b9.md", "d1.md"]


def test_authors_and_languages_do_not_relate(trilingual: Archive) -> None:
    trilingual.article("a.md", tags=["Fuel"], authors=["Aigerim"])
    trilingual.article("b.md", authors=["Aigerim"])
    trilingual.article("c.ru.md", tags=["Fuel"])
    trilingual.build()
    assert section(trilingual, "a", "Related articles") == []


def test_a_common_term_does_not_relate(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "RARE", 2)
    archive.article("a.md", tags=["Fuel"])
    archive.article("b.md", tags=["Fuel"])
    archive.build_as_clean()
    assert section(archive, "a", "Related articles") == ["b.md"]
    archive.article("c.md", tags=["Fuel"], date="2022-05-09")
    assert rendered(archive.build_as_clean()) == {"a", "b", "c"}
    assert section(archive, "a", "Related articles") == []
    archive.remove("articles/c.md")
    archive.build_as_clean()
    assert section(archive, "a", "Related articles") == ["b.md"]


def test_an_edit_reaches_three_articles_on_each_side_of_a_rare_term(archive: Archive) -> None:
    for day in range(10, 30):
        archive.article(f"a{day}.md", tags=["Fuel"], date=f"2022-01-{day}")
    archive.build()
    archive.article("a20.md", tags=["Fuel"], date="2022-01-20", title="Edited")
    report = archive.build_as_clean()
    assert rendered(report) == {f"a{day}" for day in range(17, 24)}


def test_an_edit_reaches_the_two_neighbours_in_a_common_term(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "RARE", 3)
    for day in range(10, 20):
        archive.article(f"a{day}.md", tags=["Fuel"] if day % 2 else [], date=f"2022-01-{day}")
    archive.build()
    archive.article("a15.md", tags=["Fuel"], date="2022-01-15", title="Edited")
    report = archive.build_as_clean()
    assert rendered(report) == {"a13", "a14", "a15", "a16", "a17"}


def test_articles_of_one_moment_stand_in_the_order_of_their_paths(archive: Archive) -> None:
    for name in "bdac":
        archive.article(f"{name}.md", tags=["Fuel"])
        archive.build()
    archive.build_as_clean()
    assert section(archive, "b", "Fuel") == ["a.md", "c.md"]
    assert section(archive, "b", "In the archive") == ["a.md", "c.md"]


def test_the_next_articles_of_each_topic_are_shown_for_six_topics(archive: Archive) -> None:
    tags = [f"Tag {n}" for n in range(8)]
    archive.article("a.md", tags=tags)
    for n, tag in enumerate(tags):
        archive.article(f"b{n}.md", tags=[tag], date=f"2022-02-{n + 10}")
    archive.build()
    assert [section(archive, "a", tag) for tag in tags] == [
        *([f"b{n}.md"] for n in range(6)),
        [],
        [],
    ]
    assert section(archive, "b7", tags[7], "2022/02/17") == ["a.md"]


def test_a_topic_in_which_an_article_is_alone_shows_no_neighbours(archive: Archive) -> None:
    archive.article("a.md", tags=["Fuel"])
    archive.article("b.md")
    archive.build()
    assert "<h2><a" not in archive.page("/2022/01/05/a/")


def test_the_articles_that_link_to_one_are_shown_newest_first(archive: Archive) -> None:
    archive.article("a.md", "Of [itself](#x) and [again](a.md).")
    archive.article("b.md", "See [a](a.md) and [a once more](a.md#part).")
    archive.article("c.md", "See [a](/2022/01/05/a/).", date="2022-03-01")
    archive.article("d.md", "Nothing.")
    archive.build()
    assert section(archive, "a", "Articles that link here") == ["c.md", "b.md"]


def test_only_the_newest_of_many_links_are_shown(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "LINKING", 2)
    archive.article("a.md")
    for day in (7, 8, 9):
        body = "See [a](a.md), [a](a.md#x), [a](/2022/01/05/a/), [a](/2022/01/05/a/#x)."
        archive.article(f"b{day}.md", body, date=f"2022-02-0{day}")
    archive.build()
    assert section(archive, "a", "Articles that link here") == ["b9.md", "b8.md"]


def test_a_link_that_comes_or_goes_rewrites_the_page_to_which_it_leads(archive: Archive) -> None:
    for number, name in enumerate("abcdef"):
        archive.article(f"{name}.md", date=f"2022-01-{number + 5:02}", summary="S")
    archive.build()
    archive.article("f.md", "See [a](a.md).", date="2022-01-10", summary="S")
    assert rendered(archive.build_as_clean()) == {"a", "f"}
    assert section(archive, "a", "Articles that link here") == ["f.md"]
    archive.article("f.md", "See [that](a.md).", date="2022-01-10", summary="S")
    assert rendered(archive.build_as_clean()) == {"f"}
    archive.article("f.md", "See [that](a.md).", date="2022-01-10", summary="S", title="Edited")
    assert rendered(archive.build_as_clean()) == {"a", "e", "f"}
    archive.article("f.md", "See [c](c.md).", date="2022-01-10", summary="S", title="Edited")
    assert rendered(archive.build_as_clean()) == {"a", "c", "f"}
    archive.article(
        "f.md", "See [c](c.md).", date="2022-01-10", summary="S", title="Edited", draft=True
    )
    assert rendered(archive.build_as_clean()) == {"c", "e", "f"}
    assert section(archive, "c", "Articles that link here", "2022/01/07") == []
