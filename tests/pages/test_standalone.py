"""Pages without a date on the site: the front page's text, the menu, tables of contents, and a site
of nothing else."""

import re

import pytest

from archives import CONFIG, TRILINGUAL, Archive, Report

ALONE = CONFIG + "[articles]\nenabled = false\n"

ALONE_TRILINGUAL = (
    TRILINGUAL
    + "[articles]\nenabled = false\n[search]\nenabled = true\n[taxonomies]\nregions = {}\n"
)


def reached(report: Report) -> set[str]:
    return {one.address for one in report.reasons}


def menu(archive: Archive, address: str) -> list[tuple[str, str]]:
    """(link, text) of the sections at the top of a page."""
    page = archive.page(address)
    whole = page[page.index('<nav class="sections"') :].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', whole)


def contents(archive: Archive, address: str) -> list[tuple[str, str]]:
    found = re.search(r'<nav class="contents".*?</nav>', archive.page(address), re.S)
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', found[0]) if found else []


# --- the text of the front page -----------------------------------------------------------------


def test_an_index_stands_above_the_newest_articles(trilingual: Archive) -> None:
    trilingual.article("a.md")
    trilingual.write("pages/README.md", "# Welcome\n\nWhat this is: [a](../articles/a.md).\n")
    assert trilingual.build().problems == ()
    page = trilingual.page("/")
    assert page.index("<h1>Welcome</h1>") < page.rindex("What this is") < page.rindex("/a/")
    assert "<h2>Latest articles</h2>" in page
    assert '<meta name="description" content="What this is: a.">' in page
    assert "<h1>Последние статьи</h1>" in trilingual.page("/ru/")
    assert "README" not in "".join(trilingual.tree())
    assert (
        trilingual.tree()["sitemap/pages.xml"].count(b"<loc>https://archive.example/base/</loc>")
        == 1
    )
    assert "Welcome" not in trilingual.page("/about/")


def test_an_edit_of_an_index_reaches_the_front_page_alone(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("pages/index.md", "# Welcome\n\nOne.\n\nMore.\n")
    archive.build()
    archive.write("pages/index.md", "# Welcome\n\nOne.\n\nLess.\n")
    report = archive.build_as_clean()
    assert (reached(report), report.written) == ({"/"}, 1)
    archive.write("pages/index.md", "# Hello\n\nOne.\n\nLess.\n")
    report = archive.build_as_clean()
    assert (reached(report), report.written) == ({"/", "/about/", "/sitemap/pages.xml"}, 1)
    archive.remove("pages/index.md")
    archive.build_as_clean()
    assert "<h1>Latest articles</h1>" in archive.page("/")
    assert archive.build().rendered == 0


def test_what_an_index_links_to_may_move(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("pages/b.md", "# B\n\n[front](index.md)\n")
    archive.write("pages/index.md", "# T\n\n[a](../articles/a.md) and [b](b.md)\n")
    archive.build()
    assert '<a href="/">front</a>' in archive.page("/b/")
    archive.article("a.md", slug="moved")
    archive.build_as_clean()
    assert '<a href="/2022/01/05/moved/">a</a>' in archive.page("/")
    archive.remove("pages/b.md")
    assert [one.code for one in archive.build_as_clean().problems] == ["K0401"]
    archive.write("pages/b.md", "# B\n\n[front](index.md)\n")
    archive.build_as_clean()
    archive.remove("pages/index.md")
    assert [one.code for one in archive.build_as_clean().problems] == ["K0401"]


def test_of_two_indexes_the_first_counts(archive: Archive) -> None:
    archive.article("a.md")
    archive.write("pages/README.md", "# One\n")
    archive.write("pages/index.md", "# Two\n")
    report = archive.build(keep_going=True)
    assert [(one.code, one.place.path) for one in report.problems] == [("K0201", "pages/index.md")]
    assert "<h1>One</h1>" in archive.page("/")


# --- the menu -----------------------------------------------------------------------------------

MENU = '[pages.menu]\nteam = "Team"\nREADME = "Start"\ncontact = { en = "Contact", ru = "Связь" }\n'
ENGLISH = MENU.replace(', ru = "Связь"', "")


def test_a_menu_stands_on_every_page_in_its_order_and_languages(trilingual: Archive) -> None:
    trilingual.configure(TRILINGUAL + MENU)
    trilingual.article("a.md")
    for name in ("team", "team.ru", "team.kk", "contact", "contact.ru"):
        trilingual.write(f"pages/{name}.md", f"# {name}\n")
    assert trilingual.build().problems == ()
    own = [("/base/team/", "Team"), ("/base/", "Start"), ("/base/contact/", "Contact")]
    for address in ("/", "/2022/01/05/a/", "/team/", "/404.html", "/about/"):
        found = menu(trilingual, address)
        assert [link for link in found if link in own] == own
    assert ("/base/ru/contact/", "Связь") in menu(trilingual, "/ru/")
    assert [text for _, text in menu(trilingual, "/kk/")][-2:] == ["Team", "Start"]
    current = '<a href="/base/team/" aria-current="page">Team</a>'
    assert current in trilingual.page("/team/")
    assert current not in trilingual.page("/contact/")
    assert '<li><a href="/base/kk/team/" hreflang="kk">Team</a></li>' in trilingual.page(
        "/404.html"
    )


def test_a_title_changes_no_menu(archive: Archive) -> None:
    archive.configure(CONFIG + ENGLISH)
    for name in ("team", "contact"):
        archive.write(f"pages/{name}.md", f"# {name}\n")
    archive.article("a.md")
    archive.build()
    archive.write("pages/team.md", "# Other\n")
    assert reached(archive.build_as_clean()) == {"/team/", "/", "/about/", "/sitemap/pages.xml"}


def test_a_menu_tells_of_a_page_that_is_not_there_at_each_build(archive: Archive) -> None:
    archive.configure(CONFIG + ENGLISH)
    archive.article("a.md")
    archive.write("pages/contacts.md", "# C\n")
    archive.write("pages/team.md", "# T\n")
    for _ in range(2):
        (problem,) = archive.build().problems
        assert (problem.code, problem.severity) == ("K0215", "warning")
        assert "did you mean `contacts`?" in problem.message
    archive.write("pages/contact.md", "# C\n")
    assert archive.build().problems == ()


# --- tables of contents -------------------------------------------------------------------------

SECTIONED = "# T\n\n## One `a`\n\n### Part\n\n## Two & three\n\n## Four\n"


def test_a_long_page_has_a_table_of_its_sections(trilingual: Archive) -> None:
    trilingual.article("a.md", "## A\n\n## B\n\n## C\n")
    for name in ("long", "long.kk"):
        trilingual.write(f"pages/{name}.md", SECTIONED)
    trilingual.write("pages/short.md", "# T\n\n## One\n\n## Two\n")
    trilingual.build()
    assert contents(trilingual, "/long/") == []
    trilingual.configure(TRILINGUAL + "[pages]\ncontents = 3\n")
    trilingual.build_as_clean()
    assert contents(trilingual, "/long/") == [
        ("#one-a", "One a"),
        ("#two-three", "Two &amp; three"),
        ("#four", "Four"),
    ]
    assert 'aria-labelledby="_contents">\n<h2 id="_contents">Мазмұны</h2>' in trilingual.page(
        "/kk/long/"
    )
    assert contents(trilingual, "/short/") == contents(trilingual, "/2022/01/05/a/") == []


# --- a site of pages alone ----------------------------------------------------------------------


@pytest.fixture
def alone(trilingual: Archive) -> Archive:
    trilingual.configure(ALONE_TRILINGUAL)
    for lang in ("", ".ru", ".kk"):
        trilingual.write(f"pages/team{lang}.md", f"# Team{lang}\n\nText.\n")
    return trilingual


def test_a_site_of_pages_alone_has_nothing_that_lists_articles(alone: Archive) -> None:
    alone.article("a.md", tags=["Fuel"])
    assert alone.build().problems == ()
    pages = {name for name in alone.tree() if not name.startswith(("static/", ".kazarchive"))}
    hosting = {"_headers", "nginx.conf", "Caddyfile", "robots.txt"}
    of_languages = {
        f"{prefix}{name}"
        for prefix in ("", "ru/", "kk/")
        for name in ("index.html", "team/index.html", "404.html", "manifest.webmanifest")
    }
    assert pages == hosting | of_languages | {"sitemap.xml", "sitemap/pages.xml"}
    for name in of_languages:
        whole = alone.tree()[name].decode()
        assert not re.findall(r'<link rel="alternate" type="application/(?:atom|feed)', whole)
        links = {link.partition("#")[0] for link in re.findall(r' href="(/base/[^"]*)"', whole)}
        there = {link.removeprefix("/base/") for link in links}
        assert there - {""} <= {
            part for one in alone.tree() for part in (one, one.removesuffix("index.html"))
        }
        assert "articles" not in whole.replace("kazarchive", "")


def test_its_front_page_lists_what_no_text_and_no_menu_lead_to(alone: Archive) -> None:
    alone.build()
    page = alone.page("/ru/")
    assert "<h1>Архив</h1>" in page
    assert '<h3><a href="/base/ru/team/">Team.ru</a></h3>' in page
    assert '<meta name="description" content="Архив">' in page
    alone.write("pages/README.ru.md", "# Начало\n\nТекст.\n")
    alone.build_as_clean()
    page = alone.page("/ru/")
    assert "<h1>Начало</h1>" in page
    assert "<h2>Другие страницы</h2>" in page
    alone.configure(ALONE_TRILINGUAL + '[pages.menu]\nteam = "Team"\n')
    alone.build_as_clean()
    page = alone.page("/ru/")
    assert "Другие" not in page
    assert "Text." not in page


def test_it_has_room_for_pages_at_the_addresses_of_others(archive: Archive) -> None:
    archive.configure(ALONE)
    names = ("search", "feeds", "tags", "authors", "on-this-day", "about", "2022", "feed")
    for name in names:
        archive.write(f"pages/{name}.md", f"# {name}\n\nText.\n")
    assert archive.build().problems == ()
    for name in names:
        assert f"<h1>{name}</h1>" in archive.page(f"/{name}/")
    archive.write("pages/static.md", "# S\n")
    archive.write("pages/sitemap.md", "# S\n")
    report = archive.build(keep_going=True)
    assert [one.code for one in report.problems] == ["K0204", "K0204"]


def test_edits_of_it_end_as_a_clean_build(alone: Archive) -> None:
    alone.build()
    alone.write("pages/about.md", "# About\n\nText.\n")
    assert reached(alone.build_as_clean()) == {"/about/", "/", "/sitemap/pages.xml"}
    alone.remove("pages/team.ru.md")
    alone.build_as_clean()
    alone.remove("pages/about.md")
    alone.build_as_clean()
    assert "about/index.html" not in alone.tree()
    assert alone.build().rendered == 0
    alone.configure(TRILINGUAL)
    alone.article("a.md")
    alone.build_as_clean()
    alone.configure(ALONE_TRILINGUAL)
    alone.build_as_clean()
    assert "feed.xml" not in alone.tree()


def test_it_is_not_emptied_where_its_folder_is_gone(archive: Archive) -> None:
    archive.configure(ALONE)
    archive.write("pages/a.md", "# A\n")
    archive.build()
    (archive.root / "pages").rename(archive.root / "page")
    with pytest.raises(Exception, match="K0306"):
        archive.build(keep_going=True)
