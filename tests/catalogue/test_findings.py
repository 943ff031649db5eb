"""What `check` finds by looking over the whole archive."""

from kazarchive.build import Prepared
from kazarchive.catalogue import findings


def test_a_link_to_a_part_that_is_not_there_is_found(sampled: Prepared) -> None:
    (problem,) = findings.fragments(sampled.connection)
    assert (problem.code, problem.values["fragment"]) == ("K0403", "none")
    assert problem.place.path == "articles/a.md"


def test_an_image_without_a_text_is_found(sampled: Prepared) -> None:
    found = findings.silent_images(sampled.connection)
    assert [problem.place.path for problem in found] == ["articles/c.md"]


def test_links_to_addresses_are_listed_with_their_place(sampled: Prepared) -> None:
    found = list(findings.links_to_addresses(sampled.connection))
    assert ("/tags/", "articles/a.md") in [one[:2] for one in found]


def test_translations_of_two_days_are_found(sampled: Prepared) -> None:
    (problem,) = findings.translations(sampled.connection)
    assert (problem.code, problem.values["group"]) == ("K0904", "both")


def test_articles_of_one_day_and_title_are_found(sampled: Prepared) -> None:
    (problem,) = findings.same_titles(sampled.connection)
    assert problem.values == {"first": "articles/c.md", "second": "articles/same.md"}


def test_a_file_that_nobody_uses_is_found(sampled: Prepared) -> None:
    found = findings.unused_media(sampled.connection)
    assert [problem.place.path for problem in found] == ["articles/unused.txt"]
