"""Pages without a date, of the files in `pages/`."""

import re

import pytest

from archives import CONFIG, TRILINGUAL, Archive
from kazarchive.options import Report
from pages.standing_alone import ABOUT, footer, listed, told


def reached(report: Report) -> set[str]:
    return {one.address for one in report.reasons}


def test_a_file_in_pages_is_a_page_and_about_leads_to_all_of_its_language(
    trilingual: Archive,
) -> None:
    trilingual.write("pages/about.md", ABOUT)
    trilingual.write("pages/about.ru.md", "---\ntitle: О нас\n---\n\nКто мы.\n")
    trilingual.write("pages/licence.md", "---\ntitle: Licence\n---\n\nAll may be copied.\n")
    trilingual.write("pages/licence.ru.md", "---\ntitle: Лицензия\n---\n\nКопируйте.\n")
    for lang in ("", ".ru"):
        trilingual.article(f"a{lang}.md")
    assert trilingual.build().problems == ()
    page = trilingual.page("/about/")
    assert "<h1>About</h1>" in page
    assert "<p>Who we are.</p>" in page
    assert "<p>Кто мы.</p>" in trilingual.page("/ru/about/")
    assert 'hreflang="ru" href="https://archive.example/base/ru/about/"' in page
    assert 'hreflang="kk" href=' not in trilingual.page("/licence/")
    for address in ("/", "/2022/01/05/a/", "/404.html", "/about/"):
        assert footer(trilingual, address) == "/base/about/"
    assert footer(trilingual, "/ru/") == "/base/ru/about/"
    assert 'href="/base/kk/about/" hreflang="kk"' in trilingual.page("/404.html")
    for address in ("/", "/about/"):
        assert listed(trilingual, address) == ["/base/licence/"]
    for address in ("/ru/", "/ru/about/"):
        assert listed(trilingual, address) == ["/base/ru/licence/"]
    assert '<p class="summary">All may be copied.</p>' in page
    named = {name for name, text in trilingual.tree().items() if b"/licence/</loc>" in text}
    assert named == {"sitemap/pages.xml"}
    assert not [name for name, content in trilingual.tree().items() if b"who we" in content]


def test_pages_stand_in_the_order_that_they_say_then_by_name(archive: Archive) -> None:
    for name, order in {"b": "order: 2\n", "c": "order: 1\n", "d": "", "a": ""}.items():
        archive.write(f"pages/{name}.md", f"---\ntitle: T\n{order}---\n\nText.\n")
    archive.write("pages/_draft.md", ABOUT)
    archive.write("pages/notes.txt", "Notes.")
    archive.write("pages/sub/x.md", ABOUT)
    archive.article("a.md")
    assert archive.build().problems == ()
    assert listed(archive, "/") == listed(archive, "/about/") == ["/c/", "/b/", "/a/", "/d/"]


def test_the_page_about_the_archive_is_there_without_a_text(trilingual: Archive) -> None:
    trilingual.write("pages/about.md", ABOUT)
    trilingual.article("a.md")
    trilingual.build()
    assert "<h1>Мұрағат туралы</h1>" in trilingual.page("/kk/about/")
    assert "«Мұрағат» жаңалықтар мұрағаты" in trilingual.page("/kk/about/")
    assert 'hreflang="kk" href="https://archive.example/base/kk/about/"' in trilingual.page(
        "/about/"
    )
    trilingual.write("pages/about.kk.md", "---\ntitle: Біз\n---\n\nБіз кімбіз.\n")
    report = trilingual.build_as_clean()
    assert "<h1>Біз</h1>" in trilingual.page("/kk/about/")
    assert reached(report) == {"/kk/about/", "/about/", "/kk/", "/sitemap/pages.xml"}
    trilingual.remove("pages/about.kk.md")
    trilingual.build_as_clean()
    assert "<h1>Мұрағат туралы</h1>" in trilingual.page("/kk/about/")
    assert trilingual.build().rendered == 0


def test_an_edit_reaches_the_page_and_what_names_it(archive: Archive) -> None:
    archive.write("pages/about.md", ABOUT)
    archive.write("pages/team.md", "---\ntitle: Team\n---\n\nWho we are.\n\nAll of us.\n")
    archive.article("a.md")
    archive.build()
    archive.write("pages/team.md", "---\ntitle: Team\n---\n\nWho we are.\n\nNearly all.\n")
    report = archive.build_as_clean()
    assert (report.read, report.rendered, report.written) == (0, 1, 1)
    around = {"/team/", "/about/", "/", "/sitemap/pages.xml"}
    archive.write("pages/team.md", "---\ntitle: We\n---\n\nWho we are.\n\nNearly all.\n")
    report = archive.build_as_clean()
    assert reached(report) == around
    assert report.written == 3
    archive.remove("pages/team.md")
    report = archive.build_as_clean()
    assert reached(report) == around
    assert (report.written, report.removed) == (3, 1)
    assert archive.build().rendered == 0


def test_a_page_that_comes_or_goes_reaches_what_links_to_it(archive: Archive) -> None:
    archive.write("pages/team.md", ABOUT)
    archive.write("pages/licence.md", ABOUT + "\nAsk [us](team.md).\n")
    for n in range(4):
        archive.article(f"{n}.md", "By [us](../pages/team.md)." if n else "By nobody.")
    archive.build()
    linked = {"/licence/", "/feed.xml", "/feed.json", *(f"/2022/01/05/{n}/" for n in (1, 2, 3))}
    archive.remove("pages/team.md")
    assert reached(archive.build_as_clean()) - linked == {
        "/team/",
        "/about/",
        "/",
        "/sitemap/pages.xml",
    }
    assert "By us." in archive.page("/2022/01/05/2/")
    archive.write("pages/team.md", ABOUT)
    assert linked <= reached(archive.build_as_clean())
    assert 'By <a href="/team/">us</a>.' in archive.page("/2022/01/05/2/")


def test_links_lead_from_pages_to_articles_and_back(archive: Archive) -> None:
    archive.write("pages/about.md", ABOUT + "\nSee [it](../articles/a.md), [them](team.md).\n")
    archive.write("pages/team.md", ABOUT)
    archive.article("a.md", "By [us](../pages/about.md).")
    assert archive.build().problems == ()
    assert 'href="/2022/01/05/a/">it' in archive.page("/about/")
    assert 'href="/team/">them' in archive.page("/about/")
    assert 'href="/about/">us' in archive.page("/2022/01/05/a/")
    archive.article("a.md", "By [us](../pages/about.md).", slug="moved")
    archive.build_as_clean()
    assert 'href="/2022/01/05/moved/">it' in archive.page("/about/")
    archive.remove("articles/a.md")
    assert told(archive.build_as_clean()) == [("K0401", "pages/about.md")]
    archive.remove("pages/team.md")
    assert told(archive.build_as_clean()) == [("K0401", "pages/about.md")] * 2


ALONE = CONFIG + "[articles]\nenabled = false\n"

ALONE_TRILINGUAL = (
    TRILINGUAL
    + "[articles]\nenabled = false\n[search]\nenabled = true\n[taxonomies]\nregions = {}\n"
)


def menu(archive: Archive, address: str) -> list[tuple[str, str]]:
    """(link, text) of the sections at the top of a page."""
    page = archive.page(address)
    whole = page[page.index('<nav class="sections"') :].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', whole)


def test_a_menu_of_a_site_without_articles_leads_to_pages_alone(archive: Archive) -> None:
    items = '"front", "tags", { terms = "tags" }, { term = "tags/fuel", label = "Fuel" }'
    items += ', { year = 2022 }, "archive", { page = "team", label = "We" }'
    archive.configure(f"{ALONE}[taxonomies.tags.terms]\nfuel = 'F'\n[menu]\nitems = [{items}]\n")
    archive.write("pages/team.md", "# We\n")
    archive.build()
    assert [link for link, _ in menu(archive, "/team/")] == ["/", "/team/"]


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
    assert [text for _, text in menu(trilingual, "/kk/")][-3:] == ["Team", "Start", "Мұрағат"]
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
