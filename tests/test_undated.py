"""Pages without a date, of the files in `pages/`."""

import re
from datetime import date
from pathlib import Path

import pytest

from archives import NOW, Archive, Report
from kazarchive.config import reader
from kazarchive.importing import starter
from kazarchive.problems import ProblemsFound

ABOUT = "---\ntitle: About\n---\n\nWho we are.\n"


def told(problems: ProblemsFound | Report) -> list[tuple[str, str]]:
    return [(one.code, one.place.path) for one in problems.problems]


def footer(archive: Archive, address: str) -> str:
    """The page about the archive to which a page's footer links."""
    page = archive.page(address)
    return re.findall(r'<a href="([^"]*)"', page[page.index('<footer class="colophon"') :])[0]


def listed(archive: Archive, address: str) -> list[str]:
    """The pages without a date to which the page about the archive, or a front page, leads."""
    title = {"ru": "Об архиве", "kk": "Мұрағат туралы"}.get(address.split("/")[1])
    heading = r"[^<]*" if address.endswith("/about/") else title or "About this archive"
    pattern = rf"<h2>(?:<a[^>]*>)?{heading}(?:</a>)?</h2>\n<ul.*?</ul>"
    found = re.search(pattern, archive.page(address), re.S)
    return re.findall(r'<a href="([^"]*)">[^<]', found[0].partition("<ul")[2]) if found else []


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


WRONG = {
    "tags": (ABOUT, "K0204"),
    "2022": (ABOUT, "K0204"),
    "search": (ABOUT, "K0204"),
    "ru": (ABOUT, "K0204"),
    "about.fr": (ABOUT, "K0115"),
    "near": (ABOUT.replace("title: About", "title: A\ntitel: About"), "K0131"),
    "dated": (ABOUT.replace("title: About", "title: About\ndate: 2022-01-01"), "K0131"),
    "untitled": ("---\norder: 1\n---\n\nText.\n", "K0104"),
    "empty": ('---\ntitle: ""\n---\n\nText.\n', "K0117"),
    "list": ("---\ntitle: [a]\n---\n\nText.\n", "K0105"),
    "order": ("---\ntitle: A\norder: first\n---\n\nText.\n", "K0105"),
    "bare": ("Text.\n", "K0101"),
}


def test_what_is_wrong_with_pages_is_told_at_once_with_its_place(trilingual: Archive) -> None:
    trilingual.article("a.md")
    trilingual.write("pages/good.md", ABOUT)
    for name, (text, _) in WRONG.items():
        trilingual.write(f"pages/{name}.md", text)
    expected = [(code, f"pages/{name}.md") for name, (_, code) in WRONG.items()]
    with pytest.raises(ProblemsFound) as found:
        trilingual.build()
    assert sorted(told(found.value)) == sorted(expected)
    assert not trilingual.output.exists() or not trilingual.tree()
    report = trilingual.build_as_clean(keep_going=True)
    assert sorted(told(report)) == sorted(expected)
    assert listed(trilingual, "/") == listed(trilingual, "/about/") == ["/base/good/"]


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


def test_a_new_archive_has_a_page_about_it_in_each_language(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    (archive.root / "kazarchive.toml").unlink()
    starter.write(archive.root, date(2022, 1, 5))
    assert reader.load(archive.root).languages == ("en", "ru", "kk")
    archive.now = NOW
    assert archive.build().problems == ()
    titles = ["About this archive", "Об архиве", "Мұрағат туралы"]
    for prefix, title in zip(["", "/ru", "/kk"], titles, strict=True):
        assert f"<h1>{title}</h1>" in archive.page(f"{prefix}/about/")
        assert footer(archive, f"{prefix}/") == f"{prefix}/about/"
