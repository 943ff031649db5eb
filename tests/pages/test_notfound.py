"""The page for missing addresses, without scripts and in a browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from archives import SEARCH, TRILINGUAL, Archive
from preview import previews
from search.serving import hosted


@pytest.fixture
def published(trilingual: Archive) -> Archive:
    trilingual.configure(TRILINGUAL + SEARCH)
    for lang in ("en", "ru", "kk"):
        trilingual.article(f"a.{lang}.md", tags=["Fuel"])
        trilingual.article(f"lpg-price-cap.{lang}.md", date="2022-01-07")
    trilingual.build()
    return trilingual


def test_it_leads_to_the_front_page_the_topics_and_the_search_of_each_language(
    published: Archive,
) -> None:
    page = published.page("/404.html")
    for prefix in ("/base", "/base/ru", "/base/kk"):
        assert f'<a href="{prefix}/"' in page
        assert f'<a href="{prefix}/tags/"' in page
        assert f'action="{prefix}/search/"' in page
    for word in ("Go to the front page", "Перейти на главную", "Басты бетке өту"):
        assert word in page
    published.configure(TRILINGUAL)
    published.build()
    page = published.page("/404.html")
    assert "/search/" not in page
    assert page.count("<form") == 0


COUNTED = """
globalThis.asking = 0;
const ask = fetch;
globalThis.fetch = (...told) => {
  asking++;
  return ask(...told).finally(() => setTimeout(() => asking--, 20));
};
"""
"""How many questions have no answer yet, or had none a moment ago: of one may come another."""


def go(page: Page, address: str) -> None:
    """Open an address and wait until the script has asked all that it asks."""
    page.goto(address)
    page.wait_for_function("asking === 0")


@pytest.fixture
def missing(published: Archive, browser: Browser) -> Iterator[Page]:
    """A tab in which a host shows the page for any address without one; what goes wrong in it
    fails the test."""
    content = published.page("/404.html")
    with hosted(published.output, "/base/") as host:
        page = browser.new_page(base_url=host.address)
        page.add_init_script(COUNTED)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))

        def answer(route: Route) -> None:
            if route.request.is_navigation_request() and "/search/" not in route.request.url:
                route.fulfill(status=404, body=content, content_type="text/html; charset=utf-8")
            else:
                route.continue_()

        page.route("**/*", answer)
        yield page
        page.close()
        assert not wrong


def test_a_script_names_the_pages_near_the_address_nearest_first(missing: Page) -> None:
    near = missing.locator("[data-near]:visible a")
    missing.goto("ru/2022/01/05/lpg-prices.html")
    expect(near).to_have_text(
        ["/base/ru/2022/01/07/lpg-price-cap/", "/base/ru/2022/01/", "/base/ru/2022/"]
    )
    missing.goto("2022/01/05/a.html")
    expect(near.first).to_have_text("/base/2022/01/05/a/")
    for asked_for, found in (
        ("2022/01/06/nothing-at-all/", ["/base/2022/01/", "/base/2022/"]),
        ("kk/2022/13/01/a/", ["/base/kk/2022/"]),
        ("ru/tags/fuel/2021/", ["/base/ru/tags/fuel/"]),
        ("kk/feeds.html", ["/base/kk/feeds/"]),
        ("1999/", []),
        ("nothing", []),
    ):
        go(missing, asked_for)
        expect(near).to_have_text(found)


def test_what_is_near_an_address_takes_one_question_or_two(missing: Page) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "fetch":
            asked.append(request.url)

    missing.on("request", note)
    for address, questions in (
        ("2022/01/05/lpg-prices/", 1),
        ("2022/13/01/a/", 2),
        ("tags/fuel/2021/", 1),
        ("nothing/", 0),
    ):
        asked.clear()
        go(missing, address)
        assert len(asked) == questions, asked


def test_a_script_gives_the_search_the_words_of_the_address(missing: Page) -> None:
    missing.goto("2022/01/05/a.html")
    words = missing.locator("[name=q]").first
    expect(words).to_have_value("a")
    missing.goto("ru/%D0%B3%D0%B0%D0%B7-fuel_cap/")
    expect(missing.locator("[lang=ru] [name=q]")).to_have_value("газ fuel cap")
    missing.goto("%E0%A4%A/")
    expect(words).to_have_value("%E0%A4%A")


def test_its_form_asks_the_search(missing: Page) -> None:
    missing.goto("nothing/")
    missing.locator("[name=q]").first.fill("Fuel")
    missing.get_by_role("button", name="Find").first.click()
    expect(missing).to_have_url("/base/search/?q=Fuel")


def test_the_page_of_each_language_begins_with_it(published: Archive) -> None:
    for prefix, lang, first in (
        ("", "en", "Page not found"),
        ("/ru", "ru", "Страница не найдена"),
        ("/kk", "kk", "Бет табылмады"),
    ):
        page = published.page(f"{prefix}/404.html")
        assert f'<html lang="{lang}"' in page
        assert re.findall(r"<h1[^>]*>([^<]*)", page) == [first]
        assert re.findall(r'class="missing" lang="(\w+)"', page)[0] == lang
        assert len(re.findall(r'class="missing"', page)) == 3
        assert 'content="noindex' in page
        assert "404.html" not in published.page("/sitemap/pages.xml")


def test_the_preview_shows_the_page_of_the_language(published: Archive) -> None:
    published.build_into(published.root / "public", published.root / ".kazarchive")
    for words in ((), ("--built",)):
        with previews.running(published.root, *words) as running:
            for address, lang in (("/ru/x/", "ru"), ("/kk/2022/05/", "kk"), ("/x", "en")):
                answer = running.get(f"/base{address}")
                assert answer.status == 404
                assert f'<html lang="{lang}"' in answer.text
