"""Law 1 once more: edits that once ended in another tree than a clean build, each in its smallest
form, as the machine of test_incremental.py or a look at the code found it."""

import shutil
import time
from collections.abc import Callable
from unittest import mock

import pytest

from archives import CONFIG, Archive
from kazarchive.catalogue import rivals
from kazarchive.catalogue.rivals import claimed_twice_itself
from kazarchive.catalogue.rows import ArticleIndex
from kazarchive.options import Report
from kazarchive.problems import ProblemsFound
from kazarchive.state import sources


def codes(report: Report) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.place.path) for problem in report.problems)


def test_two_spellings_of_a_term_are_told(archive: Archive) -> None:
    archive.article("a.md", tags=["Fuel"])
    archive.article("b.md", tags=["fuel"])
    assert codes(archive.build_as_clean()) == [("K0206", "articles/b.md")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Нур-Султан", "Нур Султан"),
        ('"AI"', "AI"),
        ("«Самұрық»", "Самұрық"),
        ("Королёв", "Королев"),
        ("Kazakhstan", "Казахстан"),
        ("Fu\u00adel", "Fuel"),
    ],
)
def test_a_term_has_its_commonest_spelling_after_every_edit(
    archive: Archive, one: str, other: str
) -> None:
    for name, tag in (("a", one), ("b", one), ("c", other)):
        archive.article(f"{name}.md", tags=["Gas", tag])
    archive.build_as_clean()
    for name, tag in (("a", other), ("b", other), ("c", one), ("b", one)):
        archive.article(f"{name}.md", tags=["Gas", tag])
        assert [code for code, _ in codes(archive.build_as_clean())] in (["K0206"], [])
    found = {name.split("/")[1] for name in archive.tree() if name.startswith("tags/")}
    assert len(found - {"gas", "index.html"}) == 1


def test_signs_make_terms_of_their_own_without_a_word_of_the_configuration(
    archive: Archive,
) -> None:
    names = ["C", "C++", "C#", ".NET", "R&D", "R D", "100%", "100", "Σ", "S", "$", "🙂"]
    archive.article("a.md", tags=names)
    for number, name in enumerate(names):
        archive.article(f"b{number}.md", tags=[name])
    assert codes(archive.build_as_clean()) == []
    assert archive.page("/tags/c-plus-plus/").count("b1.md") == 1


def test_a_word_in_other_letters_stands_beside_either_of_two(archive: Archive) -> None:
    archive.article("b.md", tags=["ugol"])
    archive.article("c.md", tags=["Уголь"])
    assert codes(archive.build_as_clean()) == [("K0206", "articles/c.md")]
    archive.article("a.md", tags=["Угол"])
    report = archive.build_as_clean(keep_going=True)
    assert [one for one in codes(report) if one[0] == "K0205"] == [("K0205", "articles/c.md")]
    archive.remove("articles/a.md")
    assert archive.build_as_clean().articles == 2


# --- one address, another kind of page ----------------------------------------------------------


def test_the_old_address_may_become_an_alias_in_the_same_edit(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    archive.article("a.md", slug="moved", aliases=["/2022/01/05/a/"])
    archive.build_as_clean()
    assert "/2022/01/05/moved/" in archive.page("/2022/01/05/a/")
    archive.article("a.md", aliases=["/2022/01/05/moved/"])
    archive.build_as_clean()
    assert "/2022/01/05/a/" in archive.page("/2022/01/05/moved/")


def test_an_alias_may_become_the_address_of_another_article(archive: Archive) -> None:
    archive.article("a.md", aliases=["/2022/01/05/b/"])
    archive.build()
    archive.article("a.md")
    archive.article("b.md", "It is b.")
    archive.build_as_clean()
    assert "It is b." in archive.page("/2022/01/05/b/")


def test_an_alias_that_is_the_articles_own_address_is_no_page(archive: Archive) -> None:
    archive.article("a.md", "It is a.", aliases=["/2022/01/05/a/"])
    archive.build_as_clean()
    assert "It is a." in archive.page("/2022/01/05/a/")


@pytest.mark.parametrize(
    ("before", "after"), [("/old.html", "/old.html/x/"), ("/old.html/x/", "/old.html")]
)
def test_a_folder_may_come_where_a_file_stood(archive: Archive, before: str, after: str) -> None:
    archive.article("a.md", aliases=[before])
    archive.build()
    archive.article("a.md", aliases=[after])
    archive.build_as_clean()


# --- what a page shows of others ----------------------------------------------------------------


def test_a_listing_shows_no_number_that_another_listing_may_change(trilingual: Archive) -> None:
    names = "{{ earlier }} {{ later }} {{ ancestors }} {{ children }} {{ total }}"
    trilingual.write("templates/listing.html", names)
    for month in (1, 2, 3):
        trilingual.article(f"a{month}.md", date=f"2022-{month:02}-05")
        trilingual.article(f"b{month}.md", date=f"2022-{month:02}-06")
    trilingual.build()
    trilingual.remove("articles/b2.md")
    trilingual.build_as_clean()


def test_a_page_leads_to_one_translation_a_language_whichever_is_the_first(
    trilingual: Archive,
) -> None:
    for name in "bcd":
        for lang in ("en", "ru"):
            trilingual.article(f"{name}.{lang}.md", title=f"{name} {lang}", translation_key="k")
    trilingual.build_as_clean()
    russian = trilingual.page("/ru/2022/01/05/d/")
    assert "b en" in russian
    assert "c en" not in russian

    def key(path: str, **fields: str) -> None:
        trilingual.article(path, **({"translation_key": "k"} | fields))

    edits: tuple[Callable[[], None], ...] = (
        lambda: key("b.en.md", title="Edited"),
        lambda: key("c.en.md", title="Edited too"),
        lambda: key("a.en.md", title="Now the first"),
        lambda: trilingual.remove("articles/b.ru.md"),
        lambda: key("a.en.md", title="Alone", translation_key="other"),
        lambda: trilingual.remove("articles/b.en.md"),
        lambda: key("b.kk.md", title="A third language"),
    )
    for edit in edits:
        edit()
        trilingual.build_as_clean()
    assert "Edited too" in trilingual.page("/ru/2022/01/05/d/")


# --- media --------------------------------------------------------------------------------------


def test_only_media_files_are_published_beside_an_article(archive: Archive) -> None:
    archive.write("templates/own.html", "a template")
    archive.article("b.md", "Never shown.", draft=True)
    archive.article("a.md", "![x](b.md) ![y](../templates/own.html)")
    report = archive.build_as_clean()
    assert codes(report) == [("K0404", "articles/a.md"), ("K0404", "articles/a.md")]
    assert not [name for name in archive.tree() if name.endswith(("b.md", "own.html"))]
    archive.article("b.md", "Edited.", draft=True)
    archive.build_as_clean()


def test_media_of_one_name_from_two_folders_are_an_error(archive: Archive) -> None:
    archive.write("articles/x/pic.svg", "x")
    archive.write("articles/y/pic.svg", "y")
    archive.article("a/a.md", "![x](../x/pic.svg) ![y](../y/pic.svg)")
    report = archive.build_as_clean(keep_going=True)
    assert codes(report) == [("K0201", "articles/a/a.md")]


def test_a_media_file_cannot_take_the_place_of_its_article(archive: Archive) -> None:
    archive.write("articles/index.html", "<p>mine</p>")
    archive.article("a.md", "See [that](index.html).")
    report = archive.build_as_clean(keep_going=True)
    assert codes(report) == [("K0201", "articles/a.md")]


@pytest.mark.parametrize(
    ("there", "missing"),
    [("Photo.svg", "photo.svg"), ("герб.svg", "Герб.svg"), ("b/x.csv", "x.csv"), ("t", "t/u.csv")],
)
def test_a_link_to_a_file_that_is_not_there_claims_no_address_of_one_that_is(
    archive: Archive, there: str, missing: str
) -> None:
    archive.write(f"articles/{there}", "x")
    archive.article("a.md", f"[x]({there}) [y]({missing})")
    assert codes(archive.build_as_clean()) == [("K0404", "articles/a.md")]
    assert any(name.endswith(f"/a/{there}") for name in archive.tree())


def test_a_media_file_that_comes_or_goes_begins_or_ends_a_clash(archive: Archive) -> None:
    archive.article("a.md", "[x](Data.csv) [y](data.csv)")
    missing, clash = ("K0404", "articles/a.md"), ("K0201", "articles/a.md")
    assert codes(archive.build_as_clean()) == [missing, missing]
    archive.write("articles/data.csv", "x")
    assert codes(archive.build_as_clean()) == [missing]
    assert "2022/01/05/a/data.csv" in archive.tree()
    archive.write("articles/Data.csv", "y")
    assert codes(archive.build_as_clean(keep_going=True)) == [clash]
    archive.remove("articles/data.csv")
    assert codes(archive.build_as_clean()) == [missing]
    assert archive.tree()["2022/01/05/a/Data.csv"] == b"y"
    archive.write("articles/data.csv", "x")
    archive.remove("articles/Data.csv")
    assert codes(archive.build_as_clean()) == [missing]
    assert archive.tree()["2022/01/05/a/data.csv"] == b"x"


# --- two that claim one address -----------------------------------------------------------------


@pytest.mark.parametrize("aliases", [["/old.html", "/old.html/"], ["/old.html/x/", "/old.html"]])
def test_a_file_and_a_folder_of_one_name_are_an_error(archive: Archive, aliases: list[str]) -> None:
    archive.article("a.md", aliases=[aliases[0]])
    archive.article("b.md", aliases=[aliases[1]])
    assert codes(archive.build_as_clean(keep_going=True)) == [("K0201", "articles/b.md")]
    archive.article("b.md", aliases=aliases)
    archive.article("a.md")
    assert codes(archive.build_as_clean(keep_going=True)) == [("K0201", "articles/b.md")]


def test_all_articles_below_a_file_are_refused(archive: Archive) -> None:
    archive.article("b.md", aliases=["/old.html/x/"])
    archive.article("c.md", aliases=["/old.html/y/"])
    archive.build()
    archive.article("a.md", aliases=["/old.html"])
    report = archive.build_as_clean(keep_going=True)
    assert codes(report) == [("K0201", "articles/b.md"), ("K0201", "articles/c.md")]


def test_a_refused_article_enters_when_its_rival_is_not_due_any_more(archive: Archive) -> None:
    archive.article("a.md", date="2022-05-31", slug="same")
    archive.article("b.md", date="2022-05-31", slug="same", timed="yes")
    archive.article("c.md", date="2022-05-01", aliases=["/2022/05/31/same/"])
    archive.configure(
        'title = "T"\nbase_url = "https://x.example/"\narticles.unknown_fields = "keep"'
    )
    assert archive.build_as_clean(keep_going=True).refused == 2
    archive.now -= 5 * 86400
    report = archive.build_as_clean(keep_going=True)
    assert (report.refused, report.hidden, report.articles) == (0, 2, 1)


def test_who_is_due_again_displaces_later_paths_and_frees_what_they_held(archive: Archive) -> None:
    archive.now -= 5 * 86400
    archive.article("a.md", date="2022-05-31", aliases=["/one/"])
    archive.article("b.md", aliases=["/one/", "/two/"])
    archive.article("c.md", aliases=["/two/"])
    assert codes(archive.build_as_clean(keep_going=True)) == [("K0201", "articles/c.md")]
    archive.now += 5 * 86400
    report = archive.build_as_clean(keep_going=True)
    assert codes(report) == [("K0201", "articles/b.md")]
    assert "/2022/01/05/c/" in archive.page("/two/")


def test_every_article_with_the_other_term_is_refused_with_its_own_reason(archive: Archive) -> None:
    archive.article("b.md", tags=["Угол"])
    archive.article("c.md", tags=["Угол"])
    archive.build()
    archive.article("a.md", tags=["Уголь"])
    report = archive.build_as_clean(keep_going=True)
    assert codes(report) == [("K0205", "articles/b.md"), ("K0205", "articles/c.md")]


def test_articles_with_another_term_of_many_users_are_refused_in_little_time(
    archive: Archive,
) -> None:
    for number in range(300):
        archive.article(f"a{number:03}.md", tags=["Угол"])
        archive.article(f"b{number:03}.md", tags=["Уголь"])
    told = rivals.Rivals.same_slug
    made = mock.patch.object(rivals.Rivals, "same_slug", autospec=True, side_effect=told)
    named = mock.patch.object(rivals, "name_of", side_effect=rivals.name_of)
    with made as problems, named as asked:
        report = archive.build(keep_going=True)
    assert codes(report) == [("K0205", f"articles/b{number:03}.md") for number in range(300)]
    assert problems.call_count == 300
    assert asked.call_count <= 2 * 300


def test_an_article_with_very_many_aliases_is_taken_in_in_little_time() -> None:
    claims = [(f"/{number}/x/", "a.md", f"/{number}/x/", "") for number in range(10_000)]
    began = time.process_time()
    assert claimed_twice_itself(ArticleIndex("a.md", "", 0, claims, [])) is None
    assert time.process_time() - began < 1


def test_a_term_has_the_name_of_the_article_that_displaced_the_others(archive: Archive) -> None:
    archive.article("b.md", tags=["Угол"])
    archive.build()
    archive.article("a.md", tags=["Уголь"])
    archive.article("c.md", tags=["Угол"])
    report = archive.build_as_clean(keep_going=True)
    assert codes(report) == [("K0205", "articles/b.md"), ("K0205", "articles/c.md")]


def test_a_mended_conflict_is_published(archive: Archive) -> None:
    archive.article("a.md", slug="same")
    archive.article("b.md", slug="same")
    with pytest.raises(ProblemsFound, match="K0201"):
        archive.build()
    assert archive.build_as_clean(keep_going=True).refused == 1
    archive.article("a.md")
    report = archive.build_as_clean()
    assert (report.refused, report.articles) == (0, 2)


# --- not yet -------------------------------------------------------------------------------------


def test_a_lost_state_leaves_no_page_behind(archive: Archive) -> None:
    archive.article("a.md")
    archive.article("b.md")
    archive.build()
    shutil.rmtree(archive.state)
    archive.remove("articles/b.md")
    archive.build_as_clean()


def test_an_article_cannot_take_the_file_of_a_listing(archive: Archive) -> None:
    archive.configure(CONFIG + '[articles]\npermalink = "/{year}/{slug}.html"\n')
    archive.article("a.md", slug="index")
    assert archive.build(keep_going=True).refused == 1


def test_an_empty_list_of_tags_is_no_error(archive: Archive) -> None:
    archive.article("a.md", tags=[])
    assert archive.build_as_clean().articles == 1


def test_a_refusal_in_a_folder_where_nothing_happened_is_told_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rival came into another folder, and goes again."""
    monkeypatch.setattr(sources, "RACY", -(10**12))
    archive.article("z/a.md", slug="same")
    archive.article("z/b.md")
    archive.build_as_clean()
    archive.article("y/a.md", slug="same")
    for _ in range(3):
        report = archive.build_as_clean(keep_going=True)
        assert [one.place.path for one in report.problems] == ["articles/z/a.md"]
    archive.remove("articles/y/a.md")
    assert archive.build_as_clean().articles == 2


def test_a_file_that_comes_and_goes_between_two_builds_is_missed_by_neither(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder looks at the end as it did when it was last known that nothing happened in it."""
    archive.article("a.md")
    monkeypatch.setattr(sources, "RACY", -(10**18))
    archive.build()
    monkeypatch.setattr(sources, "RACY", 10**18)
    archive.article("b.md")
    archive.build()
    archive.remove("articles/b.md")
    archive.build_as_clean()
