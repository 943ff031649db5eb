"""Cards that play what is on another site when a reader asks for it."""

from http.server import SimpleHTTPRequestHandler

import pytest
from playwright.sync_api import Browser, Page, Route

from archives import CONFIG, Archive
from browsing import served

PAGE = "/2022/01/05/a/"
PLAY = '[embeds]\nplay = ["youtube", "rutube"]\n[hosting]\nfiles = ["headers"]\n'
VIDEO = "[The briefing](https://youtu.be/aBcDeFgHiJ0?t=5)\n\nhttps://vimeo.com/12345\n"
FRAME = "https://www.youtube-nocookie.com/embed/aBcDeFgHiJ0?autoplay=1&start=5"


def test_a_card_says_what_a_player_learns_before_it_loads(archive: Archive) -> None:
    archive.configure(CONFIG + PLAY)
    archive.article("a.md", VIDEO)
    archive.build()
    page = archive.page(PAGE)
    assert page.count("data-play=") == 1
    assert f'data-play="{FRAME.replace("&", "&amp;")}" data-title="The briefing"' in page
    assert "Loads from www.youtube-nocookie.com, which then learns your address" in page
    assert '<a href="https://youtu.be/aBcDeFgHiJ0?t=5" rel="external">' in page
    assert "<iframe" not in page
    assert "data-play" not in archive.page("feed.xml")


def test_without_the_setting_nothing_is_different(archive: Archive) -> None:
    archive.article("a.md", VIDEO)
    archive.build()
    before = archive.tree()
    assert b"play" not in before["2022/01/05/a/index.html"]
    assert "static/play.js" not in before
    archive.configure(CONFIG + "[embeds]\nplay = []\n")
    archive.build_as_clean()
    assert archive.tree() == before


@pytest.mark.parametrize(
    ("lang", "button", "note"),
    [
        ("kk", "Осы жерде ойнату", "www.youtube-nocookie.com сайтынан жүктеледі"),
        ("ru", "Воспроизвести здесь", "Загружается с www.youtube-nocookie.com: этот сайт узнает"),
    ],
)
def test_a_card_speaks_the_language_of_the_article(
    archive: Archive, lang: str, button: str, note: str
) -> None:
    archive.configure(CONFIG + f'languages = ["{lang}"]\n' + PLAY)
    archive.article("a.md", VIDEO)
    archive.build()
    assert button in archive.page(PAGE)
    assert note in archive.page(PAGE)


def test_a_page_without_a_date_plays_too(archive: Archive) -> None:
    archive.configure(CONFIG + PLAY)
    archive.article("a.md")
    archive.write("pages/team.md", f"---\ntitle: Team\n---\n{VIDEO}")
    archive.build()
    assert "data-play" in archive.page("/team/")
    assert "/static/play.js" in archive.page("/team/")


def test_the_frame_is_loaded_when_a_reader_presses_the_button(
    archive: Archive, browser: Browser
) -> None:
    archive.configure(CONFIG + PLAY)
    archive.article("a.md", VIDEO)
    archive.build()
    policy = archive.page("_headers").partition("Content-Security-Policy: ")[2].partition("\n")[0]

    class Host(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    asked: list[tuple[str, str | None]] = []

    def elsewhere(route: Route) -> None:
        asked.append((route.request.url, route.request.headers.get("referer")))
        route.fulfill(body="<title>Player</title>playing", content_type="text/html")

    def opened(page: Page, base: str) -> Page:
        page.route(lambda url: not url.startswith(base), elsewhere)
        page.goto(base + PAGE)
        return page

    with served(archive.output, Host) as base:
        page = opened(browser.new_page(viewport={"width": 360, "height": 700}), base)
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text))
        assert page.locator("iframe").count() == 0
        assert not asked
        page.get_by_role("button", name="Play here").click()
        page.frame_locator("iframe").get_by_text("playing").wait_for()
        assert asked == [(FRAME, base + "/")]
        assert not errors
        frame = page.locator("iframe")
        assert frame.get_attribute("title") == "The briefing"
        assert "allow-top-navigation" not in (frame.get_attribute("sandbox") or "allow-top")
        assert page.evaluate("document.activeElement.tagName") == "IFRAME"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        plain = opened(browser.new_context(java_script_enabled=False).new_page(), base)
        assert not plain.get_by_text("Play here").is_visible()
        assert plain.get_by_text("The briefing").is_visible()
