"""What a page costs its reader and what it may do, on a host with the strict policy."""

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from archives import Archive
from look.sample import Sample
from search.serving import Host, hosted

Tally = Callable[[str], None]

VIOLATIONS = """
globalThis.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""
STORED = """async () => [
  document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
].join()"""
PICTURES = (".avif", ".webp", ".jpg", ".png", ".svg")
ICON = "/static/favicon.svg"
"""Fetched for the tab, by browsers that show one, when the page is there."""


def weight(site: Path, path: str) -> int:
    name = path[1:] + ("index.html" if path.endswith("/") else "")
    return len(gzip.compress((site / name).read_bytes(), 9))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that knows no page yet; whatever it complains of fails the test."""
    context = browser.new_context()
    opened, wrong = context.new_page(), []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    yield opened
    context.close()
    assert not wrong


def test_a_first_page_is_light(sample: Sample, browser: Browser, host: Host, tally: Tally) -> None:
    heaviest = (0, "")
    for kind, _, address in sample.one_of_each():
        host.sent.clear()
        context = browser.new_context()
        context.new_page().goto(host.address + address[1:])
        context.close()
        own = [path for path, _ in host.sent if not path.endswith(PICTURES)]
        weights = {path: weight(sample.folder, path) for path in (*own, ICON)}
        assert len(own) == len(weights) - 1, "nothing is fetched twice"
        assert len(own) <= 5, (kind, own)
        assert sum(weights.values()) <= 50_000, (kind, weights)
        of_search = "/static/search.js" in own
        scripts = sum(size for path, size in weights.items() if path.endswith(".js"))
        assert scripts <= 8_192 + 8_192 * of_search, (kind, weights)
        heaviest = max(heaviest, (sum(weights.values()), kind))
    tally(f"the heaviest first page, {heaviest[1]}: {heaviest[0]} bytes gzipped")


def test_the_style_is_one_small_file(sample: Sample) -> None:
    assert weight(sample.folder, "/static/style.css") <= 8_192


def test_every_article_and_listing_is_light(sample: Sample) -> None:
    frame = "style.css", "theme.js", "site.js", "favicon.svg"
    around = sum(weight(sample.folder, f"/static/{name}") for name in frame)
    for file in sample.folder.rglob("*.html"):
        assert len(gzip.compress(file.read_bytes(), 9)) + around <= 50_000, file


def test_the_policy_stops_nothing_and_nothing_is_stored_or_fetched_elsewhere(
    sample: Sample, page: Page, host: Host, long: bool
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(VIOLATIONS)
    for kind, _, address in sample.some(long):
        page.goto(host.address + address[1:])
        assert page.evaluate("violations") == [], kind
        assert page.evaluate(STORED) == ",0,0,0,0,0", kind
    assert page.context.cookies() == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(host.address).netloc}


def test_the_policy_stops_what_it_should(browser: Browser, host: Host) -> None:
    """So that the test before this one can fail."""
    page = browser.new_page()
    page.add_init_script(VIOLATIONS)
    page.goto(host.address)
    page.evaluate('document.body.setAttribute("style", "color: red")')
    page.evaluate('document.body.append(Object.assign(new Image(), {src: "//other.example"}))')
    page.wait_for_function("violations.length === 2")
    page.close()


def test_the_policy_stops_nothing_below_a_path_without_search(archive: Archive, page: Page) -> None:
    archive.configure('title = "T"\nbase_url = "https://archive.example/deep/down/"\n')
    archive.article("a.md", "Text.[^1]\n\n[^1]: Note.", tags=["Fuel"], authors=["A"])
    archive.build()
    page.add_init_script(VIOLATIONS)
    pages = sorted(name for name in archive.tree() if name.endswith(".html"))
    assert len(pages) > 8
    with hosted(archive.output, "/deep/down/") as host:
        for name in pages:
            answer = page.goto(host.address + name)
            assert answer
            assert answer.ok
            assert page.evaluate("violations") == [], name
            assert page.evaluate("document.styleSheets[0].cssRules.length") > 50, name


# --- without scripts ----------------------------------------------------------------------------


def test_without_scripts_every_kind_of_page_says_the_same(
    sample: Sample, browser: Browser, host: Host
) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    helped = browser.new_context().new_page()
    for kind, _, address in sample.one_of_each(1):
        for page in (plain, helped):
            page.goto(host.address + address[1:])
            assert page.locator("h1").is_visible(), kind
            assert page.locator("a[href]:visible").count() >= 5, kind
        assert not plain.locator(".scripted:visible, dialog:visible").count(), kind
        assert helped.locator(".scripted:visible").count() == 2, kind
        without, added = (set(page.inner_text("main").split()) for page in (plain, helped))
        assert len(without) > 5, kind
        if kind != "search":
            assert added <= without, kind
    plain.context.close()
    helped.context.close()


def test_links_alone_lead_to_every_page(sample: Sample) -> None:
    tree = {
        "/" + file.relative_to(sample.folder).as_posix().removesuffix("index.html"): file
        for file in sample.folder.rglob("*.html")
    }
    seen, waiting = {"/"}, ["/"]
    while waiting:
        text = tree[waiting.pop()].read_text("utf-8")
        found = {href for href in re.findall(r'<a [^>]*href="(/[^"#]*)', text) if href in tree}
        waiting += found - seen
        seen |= found
    unlisted = {address for address, file in tree.items() if "noindex" in file.read_text("utf-8")}
    assert len(seen) > 150
    assert not tree.keys() - seen - unlisted
