"""A former address leads to the article in a browser, whatever it ends with."""

from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from archives import Archive
from browsing import served
from kazarchive.problems import Problem
from kazarchive.rules import addresses


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/old/page.html", "/old/page.html"),
        ("/old/PAGE.HTM", "/old/PAGE.HTM"),
        ("/old/", "/old/"),
        ("/old", "/old/"),
        ("/old/index.html", "/old/"),
        ("/news/123.php", "/news/123.php/"),
        ("/news/default.aspx", "/news/default.aspx/"),
        ("/a.asp", "/a.asp/"),
        ("/a.jsp", "/a.jsp/"),
        ("/cgi/a.cgi", "/cgi/a.cgi/"),
        ("/a.phtml", "/a.phtml/"),
        ("/a.shtml", "/a.shtml/"),
        ("/v2.0", "/v2.0/"),
        ("/2014/jekyll-v2.0", "/2014/jekyll-v2.0/"),
        ("/company/kaspi.kz", "/company/kaspi.kz/"),
        ("/a.md", "/a.md/"),
        ("/a.txt", "/a.txt/"),
        ("/a.html.bak", "/a.html.bak/"),
        ("/%D1%86%D0%B5%D0%BD%D1%8B.php", "/цены.php/"),
        ("/a%20b", "/a b/"),
    ],
)
def test_an_alias_has_an_address_that_hosts_show_as_a_page(written: str, address: str) -> None:
    assert addresses.alias(written) == address


NAMED = ["/news/123.php", "/2014/jekyll-v2.0", "/company/kaspi.kz", "/old/page.html", "/a.txt"]


KNOWN = {".html": "text/html", ".js": "text/javascript"}


class Host(SimpleHTTPRequestHandler):
    """A host that knows no type but HTML."""

    def guess_type(self, path: object) -> str:
        return KNOWN.get(Path(str(path)).suffix, "application/octet-stream")

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "default-src 'none'; script-src 'self'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_a_browser_is_led_on_with_the_query_and_the_fragment(
    browser: Browser, archive: Archive
) -> None:
    archive.article("a.md", "# Part\n\n" + "Text.\n\n" * 20, aliases=NAMED)
    archive.build(strict=True)
    with served(archive.output, Host) as host:
        page = browser.new_page()
        for alias in NAMED:
            page.goto(f"{host}{alias}?a=1&b=%2F#part")
            page.wait_for_url(f"{host}/2022/01/05/a/?a=1&b=%2F#part")
        page.goto(f"{host}{NAMED[0]}")
        page.wait_for_url(f"{host}/2022/01/05/a/")


def test_a_browser_without_scripts_is_led_on(browser: Browser, archive: Archive) -> None:
    archive.article("a.md", aliases=NAMED)
    archive.build(strict=True)
    with served(archive.output, Host) as host:
        page = browser.new_context(java_script_enabled=False).new_page()
        for alias in NAMED:
            page.goto(host + alias)
            page.wait_for_url(f"{host}/2022/01/05/a/")


def told(archive: Archive) -> list[Problem]:
    return list(archive.build_as_clean().problems)


@pytest.mark.parametrize("base", ["", "/base"])
@pytest.mark.parametrize(
    ("alias", "asked"),
    [
        ("/?p=123", "/?p=123"),
        ("/index.php?id=5", "/index.php?id=5"),
        ("/a/?b", "/a/?b"),
        ("/?q=%D0%BA", "/?q=%D0%BA"),
        ("/?q=к", "/?q=%D0%BA"),
        ("/к/?q=a b", "/%D0%BA/?q=a%20b"),
        ("/wp/?p=3#part", "/wp/?p=3"),
        ("/?p=3#a?b", "/?p=3"),
        ('/?q="a"', "/?q=%22a%22"),
    ],
)
def test_an_alias_with_a_query_is_told_with_the_rule_for_a_server(
    archive: Archive, alias: str, asked: str, base: str
) -> None:
    archive.configure(f'title = "T"\nbase_url = "https://archive.example{base}/"\n')
    archive.article("a.md", aliases=["/old", alias])
    (problem,) = told(archive)
    assert (problem.code, problem.severity, problem.place.line) == ("K0214", "warning", 4)
    rule = f'if ($request_uri = "{base}{asked}") {{ return 301 {base}/2022/01/05/a/; }}'
    assert rule in problem.help
    assert "old/index.html" in archive.tree()


def test_an_alias_may_be_a_folder_where_another_has_a_file(archive: Archive) -> None:
    archive.article("a.md", aliases=["/old.html"])
    archive.article("b.md", aliases=["/old.htm", "/old", "/old.php"])
    assert told(archive) == []


def about(archive: Archive, aliases: str) -> None:
    archive.write("pages/about.md", f"---\ntitle: About\naliases: {aliases}\n---\nText.\n")


def test_a_page_without_a_date_has_aliases_too(archive: Archive) -> None:
    archive.article("a.md")
    about(archive, "[/old/, /team.html]")
    archive.build_as_clean()
    for name in ("old/index.html", "team.html"):
        assert b'url=/about/"' in archive.tree()[name]
    about(archive, "/team.html")
    archive.build_as_clean()
    assert "old/index.html" not in archive.tree()


def test_an_article_gives_way_to_the_alias_of_a_page_until_it_goes(archive: Archive) -> None:
    archive.article("a.md")
    archive.build_as_clean()
    about(archive, "/2022/01/05/a/")
    report = archive.build_as_clean(keep_going=True)
    assert [(one.code, one.place.path) for one in report.problems] == [("K0201", "articles/a.md")]
    about(archive, "/old/")
    archive.build_as_clean()
    assert b"<h1" in archive.tree()["2022/01/05/a/index.html"]


def test_two_pages_cannot_have_one_alias(archive: Archive) -> None:
    archive.article("a.md")
    about(archive, "/old/")
    archive.write("pages/team.md", "---\ntitle: Team\naliases: [/old/]\n---\nText.\n")
    report = archive.build_as_clean(keep_going=True)
    assert [(one.code, one.place.path) for one in report.problems] == [("K0201", "pages/team.md")]


def test_an_alias_of_a_page_that_cannot_be_is_told(archive: Archive) -> None:
    archive.article("a.md")
    about(archive, '["old", "/2022/", "/?p=7"]')
    found = archive.build(keep_going=True).problems
    assert [(one.code, one.place.line) for one in found] == [
        ("K0203", 3),
        ("K0204", 3),
        ("K0214", 3),
    ]
    about(archive, "{a: b}")
    assert [one.code for one in archive.build(keep_going=True).problems] == ["K0105"]
