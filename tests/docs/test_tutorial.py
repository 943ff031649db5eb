"""The tutorial's steps are followed, and a browser looks at what a reader then has."""

import re
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import served
from documentation import Shell, fences, lend_photos, programs


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder on the web host at the end of the day."""
    folder = tmp_path_factory.mktemp("day")
    desk = folder / "desk"
    desk.mkdir()
    lend_photos(desk)
    shell = Shell(desk, programs(folder / "bin"))
    for fence in fences("docs/tutorial.md"):
        if fence.title:
            shell.write(fence.title, fence.text)
        elif fence.language == "console":
            shell.type(re.findall(r"^\$ (.*)$", fence.text, re.MULTILINE))
    return desk / "web"


@pytest.fixture
def page(web: Path, browser: Browser) -> Iterator[Page]:
    """At the front page, with everything that a page asks for and does not get as a failure."""
    missing: list[str] = []
    with served(web, SimpleHTTPRequestHandler) as address:
        page = browser.new_page(base_url=address, viewport={"width": 1200, "height": 900})
        page.on(
            "response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None
        )
        page.goto("/")
        yield page
        page.close()
    assert missing == []


def shown_images(page: Page, selector: str) -> list[int]:
    """The widths of the images at a place, once they are loaded."""
    for image in page.locator(selector).all():
        image.scroll_into_view_if_needed()
    page.wait_for_function(
        "selector => [...document.querySelectorAll(selector)].every(image => image.complete)",
        arg=selector,
    )
    widths: list[int] = page.locator(selector).evaluate_all(
        "images => images.map(image => image.naturalWidth)"
    )
    return widths


def test_the_front_page_has_the_logo_the_menu_and_the_colour(page: Page) -> None:
    assert page.title() == "Steppe News"
    assert shown_images(page, "header img")[0] > 0
    items = page.locator("header nav a").all_inner_texts()
    chosen = ["City", "Archive", "Contact", "Search"]
    assert [text for text in items if text in chosen] == chosen
    link = page.get_by_role("link", name="The square wakes up: a morning in pictures").first
    assert page.get_by_text("Published in Qostanai").is_visible()
    assert page.get_by_role("link", name="Telegram").get_attribute("href")
    link.click()
    assert page.url.endswith("/2026/02/28/the-square-wakes-up/")
    colour = page.locator("article p a").first.evaluate("link => getComputedStyle(link).color")
    assert colour == "rgb(138, 48, 24)"


def test_the_article_has_its_gallery_its_video_and_its_box(page: Page) -> None:
    page.goto("/2026/02/28/the-square-wakes-up/")
    assert page.locator("h1").inner_text() == "The square wakes up: a morning in pictures"
    gallery = page.locator("article .gallery")
    assert gallery.locator("figcaption").all_inner_texts() == ["The square at seven", "At noon"]
    assert all(width > 0 for width in shown_images(page, "article .gallery img"))
    first, second = (image.bounding_box() for image in gallery.locator("img").all())
    assert first
    assert second
    assert first["y"] == pytest.approx(second["y"], abs=1), "they stand beside each other"
    video = page.locator("article video")
    assert video.get_attribute("controls") is not None
    assert page.locator("aside", has_text="every day but Monday").is_visible()


def test_a_reader_of_the_other_language_gets_there(page: Page) -> None:
    page.goto("/2026/02/28/the-square-wakes-up/")
    page.get_by_role("link", name="Қазақша").first.click()
    assert page.url.endswith("/kk/2026/02/28/the-square-wakes-up/")
    assert page.locator("h1").inner_text() == "Алаң оянады"
    assert page.locator("article .gallery figure").count() == 2
    page.get_by_role("link", name="Байланыс").first.click()
    assert page.locator("h1").inner_text() == "Байланыс"
    assert page.get_by_text("Қостанайда шығады").is_visible()


def test_the_search_finds_the_article(page: Page) -> None:
    page.goto("/search/?q=stall")
    link = page.get_by_role("link", name=re.compile("The square wakes up"))
    link.first.wait_for()
    assert link.first.is_visible()
