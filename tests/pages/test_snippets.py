"""Services of other sites, on pages and in the policy."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from archives import CONFIG, Archive
from browsing import served

PAGE = "/2022/01/05/a/"
HOSTING = '[hosting]\nfiles = ["headers"]\n'
SNIPPETS = """\
[snippets]
plausible = { host = "plausible.io", domain = "archive.example" }
matomo = { host = "m.example", site = "7" }
giscus = { repo = "a/b", repo_id = "R_1", category = "C & D", category_id = "DIC_1" }
[newsletter]
action = "https://letters.example/in?list=1&x=2"
"""


def policy(archive: Archive) -> str:
    return archive.page("_headers").partition("Content-Security-Policy: ")[2].partition("\n")[0]


def test_services_are_on_the_pages_and_the_policy_allows_what_they_need(archive: Archive) -> None:
    archive.configure(CONFIG + HOSTING + SNIPPETS)
    archive.article("a.md")
    archive.build()
    page = archive.page(PAGE)
    assert (
        '<script src="https://plausible.io/js/script.js" data-domain="archive.example" defer>'
        in page
    )
    assert '<script src="/static/matomo.js" data-host="https://m.example" data-site="7"' in page
    assert 'data-category="C &amp; D"' in page
    assert 'action="https://letters.example/in?list=1&amp;x=2" method="post"' in page
    directives = {
        name: sources for name, *sources in (each.split() for each in policy(archive).split("; "))
    }
    both = ["https://plausible.io", "https://m.example"]
    assert directives["script-src"] == ["'self'", *both, "https://giscus.app"]
    assert directives["connect-src"] == ["'self'", *both]
    assert directives["img-src"] == ["'self'", "data:", "https://m.example"]
    assert directives["style-src"] == ["'self'", "https://giscus.app"]
    assert directives["frame-src"] == ["https://giscus.app"]
    assert directives["form-action"] == ["'self'", "https://letters.example"]
    assert "comments" not in archive.page("/2022/01/")
    assert "newsletter" in archive.page("/2022/01/")


def test_without_the_settings_nothing_is_different(archive: Archive) -> None:
    archive.configure(CONFIG + HOSTING)
    archive.article("a.md")
    archive.build()
    before = archive.tree()
    assert not {"static/matomo.js", "static/comments.js"} & before.keys()
    archive.configure(CONFIG + HOSTING + "[snippets]\n[newsletter]\n")
    archive.build_as_clean()
    assert archive.tree() == before


@pytest.mark.parametrize(
    ("lang", "comments", "letters"),
    [
        ("kk", "Пікірлерді көрсету", "Жаңалықтар поштаңызға"),
        ("ru", "Показать комментарии", "Новости по почте"),
    ],
)
def test_they_speak_the_language_of_the_page(
    archive: Archive, lang: str, comments: str, letters: str
) -> None:
    archive.configure(CONFIG + f'languages = ["{lang}"]\n' + SNIPPETS)
    archive.article("a.md")
    archive.build()
    assert comments in archive.page(PAGE)
    assert letters in archive.page(PAGE)


def test_a_label_for_one_language_is_for_that_alone(archive: Archive) -> None:
    languages = 'languages = ["en", "ru"]\n'
    archive.configure(CONFIG + languages + SNIPPETS + 'label = { ru = "Письма" }\n')
    archive.article("a.md")
    archive.build()
    assert "News by e-mail" in archive.page("/")
    assert "Письма" in archive.page("/ru/")


@contextmanager
def opened(
    archive: Archive, browser: Browser, asked: list[str], refused: list[str]
) -> Iterator[Page]:
    """A page of the site under its policy; other hosts are played by the test."""

    class Host(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy(archive))
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    def elsewhere(route: Route) -> None:
        asked.append(route.request.url)
        body = "document.querySelector('.giscus').textContent = document.currentScript.dataset.repo"
        kind = "text/javascript" if ".js" in route.request.url else "text/html"
        route.fulfill(body=body if "client.js" in route.request.url else "", content_type=kind)

    with served(archive.output, Host) as base:
        page = browser.new_page()
        page.on("console", lambda message: refused.append(message.text))
        page.route(lambda url: not url.startswith(base), elsewhere)
        page.goto(base + PAGE)
        yield page


def test_comments_are_loaded_when_a_reader_asks_and_the_policy_blocks_nothing(
    archive: Archive, browser: Browser
) -> None:
    archive.configure(CONFIG.replace("archive.example", "127.0.0.1") + HOSTING + SNIPPETS)
    archive.article("a.md")
    archive.build()
    asked: list[str] = []
    refused: list[str] = []
    with opened(archive, browser, asked, refused) as page:
        page.wait_for_load_state("networkidle")
        assert sorted(asked) == ["https://m.example/matomo.js", "https://plausible.io/js/script.js"]
        page.get_by_role("button", name="Show comments").click()
        page.get_by_text("a/b").wait_for()
        assert asked[-1] == "https://giscus.app/client.js"
        page.get_by_label("News by e-mail").fill("a@b.example")
        page.get_by_role("button", name="Subscribe").click()
        page.wait_for_url("https://letters.example/**")
    assert not refused


AXE = os.environ.get("KAZARCHIVE_AXE")


@pytest.mark.skipif(not AXE, reason="KAZARCHIVE_AXE names no axe.min.js")
def test_everybody_can_use_them(archive: Archive, browser: Browser) -> None:
    archive.configure(CONFIG + HOSTING + SNIPPETS + '[embeds]\nplay = ["youtube"]\n')
    archive.article("a.md", "## 14:35 One\n\nhttps://youtu.be/aBcDeFgHiJ0", type="live")
    archive.build()
    with opened(archive, browser, [], []) as page:
        page.evaluate(Path(str(AXE)).read_text("utf-8"))
        found = page.evaluate("axe.run().then(({ violations }) => violations.map((one) => one.id))")
    assert found == []
