"""The switch of colours: remembered, in every tab, without a flash; and where nothing is kept."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from search.serving import Host

COLOURS = """() => {
  const style = getComputedStyle(document.documentElement);
  return ["paper", "ink", "quiet", "rule", "shade", "link", "visited", "sun", "scheme"]
    .map((name) => name === "scheme" ? style.colorScheme : style.getPropertyValue(`--${name}`));
}"""
BAR = """() => [...document.querySelectorAll('meta[name="theme-color"]')]
    .filter(({ media }) => matchMedia(media).matches).map(({ content }) => content).join()"""
WATCH = """new MutationObserver((_, watching) => {
  if (!document.body) return;
  watching.disconnect();
  globalThis.atFirst = document.documentElement.dataset.theme;
}).observe(document, { childList: true, subtree: true });"""
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(20, 24, 28)"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(color_scheme="light")
    yield opened
    opened.close()


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_a_choice_of_colours_is_kept_and_shown_before_the_page_is(
    context: BrowserContext, host: Host
) -> None:
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(host.address + "ru/")
    assert paper(page) == LIGHT
    page.get_by_role("button", name="Цвета: как на устройстве").click()
    assert page.get_by_role("button", name="Цвета: тёмные").is_visible()
    assert paper(page) == DARK
    page.goto(host.address + "kk/tags/")
    assert page.evaluate("atFirst") == "dark"
    assert (paper(page), page.evaluate(BAR)) == (DARK, "#14181c")
    assert page.evaluate("document.querySelector('[name=color-scheme]').content") == "dark"
    assert page.evaluate("Object.keys(localStorage)") == ["kazarchive-theme"]
    page.get_by_role("button", name="Түстері: қараңғы").click()
    page.get_by_role("button", name="Түстері: ашық").click()
    assert page.get_by_role("button", name="Түстері: құрылғыдағыдай").is_visible()
    assert page.evaluate("localStorage.length") == 0
    page.emulate_media(color_scheme="dark")
    assert (paper(page), page.evaluate(BAR)) == (DARK, "#14181c")
    page.get_by_role("button", name="Түстері: құрылғыдағыдай").click()
    assert (paper(page), page.evaluate(BAR)) == (LIGHT, "#ffffff")


def test_a_choice_reaches_other_tabs_and_pages_that_were_left(
    context: BrowserContext, host: Host
) -> None:
    page, other = context.new_page(), context.new_page()
    page.goto(host.address)
    other.goto(host.address)
    page.goto(host.address + "tags/")
    page.locator("[data-switch]").click()
    expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert paper(page) == paper(other) == DARK


def test_chosen_colours_are_those_of_a_device(context: BrowserContext, host: Host) -> None:
    """The dark ones stand in the stylesheet twice."""
    page = context.new_page()
    page.goto(host.address)
    seen = {"auto light": page.evaluate(COLOURS)}
    page.locator("[data-switch]").click()
    seen["dark"] = page.evaluate(COLOURS)
    page.locator("[data-switch]").click()
    page.emulate_media(color_scheme="dark")
    seen["light"] = page.evaluate(COLOURS)
    page.locator("[data-switch]").click(click_count=2)
    seen["auto dark"] = page.evaluate(COLOURS)
    assert seen["dark"][:-1] == seen["auto dark"][:-1] != seen["light"][:-1]
    assert seen["light"][:-1] == seen["auto light"][:-1]
    assert [one[-1] for one in seen.values()] == ["light dark", "dark", "light", "light dark"]


def test_where_nothing_may_be_stored_the_switch_holds_for_the_page(
    context: BrowserContext, host: Host
) -> None:
    """A page in a sandbox has no storage: to ask for it is an error."""

    def sandboxed(route: Route) -> None:
        sandbox = {"content-security-policy": "sandbox allow-scripts"}
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | sandbox)

    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.route("**/*", sandboxed)
    page.goto(host.address)
    with pytest.raises(Error, match="SecurityError"):
        page.evaluate("localStorage.length")
    page.locator("[data-switch]").click()
    assert page.get_attribute("html", "data-theme") == "dark"
    assert paper(page) == DARK
    assert wrong == []


def test_a_foreign_value_in_the_storage_is_no_choice(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address)
    page.evaluate("""localStorage.setItem("kazarchive-theme", '"><img src=x>')""")
    page.reload()
    assert page.get_attribute("html", "data-theme") == "auto"
    assert (paper(page), page.evaluate(BAR)) == (LIGHT, "#ffffff")
