"""Single keys, and how they are turned off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from archives import Archive
from look.sample import Sample
from search.serving import Host, hosted


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, host: Host) -> Page:
    opened = context.new_page()
    opened.goto(host.address + "kk/2022/01/01/lpg-price-cap/")
    return opened


def press(page: Page, key: str, code: str) -> None:
    """As a keyboard with another layout does: the letter that it writes, the key that is hit."""
    told = {"type": "keyDown", "key": key, "code": code, "text": key}
    page.context.new_cdp_session(page).send("Input.dispatchKeyEvent", told)


def test_keys_lead_to_the_later_and_the_earlier(page: Page, host: Host) -> None:
    start = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != start)
    assert (page.locator('a[rel="prev"]').first.get_attribute("href") or "none") in start
    page.keyboard.press("p")
    page.wait_for_url(start)
    page.goto(host.address + "kk/2022/02/")
    page.keyboard.press("p")
    page.wait_for_url("**/kk/2022/01/")


def test_the_keys_of_a_cyrillic_keyboard_serve_too(page: Page) -> None:
    start = page.url
    press(page, "т", "KeyN")
    page.wait_for_url(lambda url: url != start)
    press(page, "з", "KeyP")
    page.wait_for_url(start)


def test_a_key_goes_to_the_search_and_nothing_is_a_key_while_one_types(page: Page) -> None:
    page.keyboard.press("/")
    page.wait_for_url("**/kk/search/")
    field = page.locator("#_q")
    expect(field).to_be_focused()
    page.keyboard.type("n/p?")
    expect(field).to_have_value("n/p?")
    assert page.url.endswith("/kk/search/")
    assert not page.locator("dialog").is_visible()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "n/p?"


def test_with_a_modifier_a_key_is_the_browsers(page: Page) -> None:
    start = page.url
    for held in ("Control", "Alt", "Meta"):
        for key in ("n", "p", "/"):
            page.evaluate(
                "([held, key]) => document.body.dispatchEvent(new KeyboardEvent('keydown',"
                " { key, [`${held}Key`]: true, bubbles: true }))",
                [{"Control": "ctrl"}.get(held, held.lower()), key],
            )
    page.wait_for_timeout(100)
    assert page.url == start


def test_the_list_of_keys_is_in_the_pages_language_and_turns_them_off(
    page: Page, context: BrowserContext, host: Host
) -> None:
    start = page.url
    page.keyboard.press("?")
    listed = page.get_by_role("dialog", name="Пернелер")
    assert listed.inner_text().split() == (
        "Пернелер / Іздеу n Кейінірек p Бұрынырақ ? Осы тізім Осы пернелерді қолдану Жабу".split()
    )
    page.keyboard.press("n")
    listed.get_by_label("Осы пернелерді қолдану").uncheck()
    page.keyboard.press("Escape")
    assert not listed.is_visible()
    for key in "np/?":
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert page.url == start
    assert not listed.is_visible()

    # On the next page of this tab too; not in another tab; and nothing is stored.
    page.goto(host.address + "kk/")
    page.keyboard.press("?")
    assert not page.locator("dialog").is_visible()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    other = context.new_page()
    other.goto(host.address + "kk/")
    other.keyboard.press("?")
    assert other.locator("dialog").is_visible()

    # The list is where it was, and turns them on again.
    page.get_by_role("button", name="Пернелер").click()
    page.get_by_label("Осы пернелерді қолдану").check()
    page.get_by_role("button", name="Жабу").click()
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()


def test_a_site_may_have_no_keys(archive: Archive, context: BrowserContext) -> None:
    archive.configure(
        'title = "T"\nbase_url = "https://archive.example/"\n[theme]\nkeys = false\n'
        "[search]\nenabled = true\n"
    )
    archive.article("a.md")
    archive.build()
    page = context.new_page()
    with hosted(archive.output) as host:
        page.goto(host.address)
        assert page.locator("dialog, [data-help]").count() == 0
        page.keyboard.press("/")
        page.wait_for_timeout(100)
        assert page.url == host.address


def test_a_site_without_search_lists_no_key_for_it(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    text = archive.page("/")
    assert "<kbd>n</kbd>" in text
    assert "<kbd>/</kbd>" not in text


def test_every_page_has_the_list(sample: Sample) -> None:
    for _, _, address in sample.all():
        text = sample.file(address).read_text("utf-8")
        assert text.count("<dialog") == text.count("data-help") == 1
