"""What a page costs its reader and what it may do, on a host with the strict policy."""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage

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


@dataclass(frozen=True, slots=True)
class Visit:
    """What a browser that knew nothing of the site has seen on one page."""

    kind: str
    address: str
    sent: list[str]
    asked: list[str]
    stored: str
    stopped: list[str]
    complaints: list[str]
    text: str


def wrong(kind: str, told: ConsoleMessage) -> bool:
    """The page for missing addresses asks for pages near them: of those some are missing too."""
    expected = kind == "notfound" and "status of 404" in told.text
    return told.type == "error" and not expected


def visit(browser: Browser, host: Host, kind: str, address: str) -> Visit:
    host.sent.clear()
    context = browser.new_context()
    page, asked, complaints = context.new_page(), list[str](), list[str]()
    page.add_init_script(VIOLATIONS)
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if wrong(kind, told) else None)
    page.goto(host.address + address[1:])
    sent = [path for path, _ in host.sent]
    stored, stopped = page.evaluate(STORED), page.evaluate("violations")
    assert page.locator(".scripted:visible").count() >= 2, kind
    text = page.inner_text("main")
    context.close()
    return Visit(kind, address, sent, asked, stored, stopped, complaints, text)


@pytest.fixture(scope="module")
def visits(sample: Sample, browser: Browser, request: pytest.FixtureRequest) -> list[Visit]:
    step = 1 if request.config.getoption("--long") else 2
    with hosted(sample.folder) as host:
        return [visit(browser, host, kind, at) for kind, _, at in [*sample.one_of_each()][::step]]


def test_a_first_page_is_light(sample: Sample, visits: list[Visit], tally: Tally) -> None:
    heaviest = (0, "")
    for visited in visits:
        own = [path for path in visited.sent if not path.endswith(PICTURES)]
        weights = {path: weight(sample.folder, path) for path in (*own, ICON)}
        assert len(own) == len(weights) - 1, "nothing is fetched twice"
        assert 4 <= len(own) <= 5, (visited.kind, own)
        assert sum(weights.values()) <= 50_000, (visited.kind, weights)
        of_search = "/static/search.js" in own
        scripts = sum(size for path, size in weights.items() if path.endswith(".js"))
        assert scripts <= 8_192 + 8_192 * of_search, (visited.kind, weights)
        heaviest = max(heaviest, (sum(weights.values()), visited.kind))
    tally(f"the heaviest first page, {heaviest[1]}: {heaviest[0]} bytes gzipped")


def test_the_style_is_one_small_file(sample: Sample) -> None:
    assert weight(sample.folder, "/static/style.css") <= 8_192


def test_every_article_and_listing_is_light(sample: Sample) -> None:
    frame = "style.css", "theme.js", "site.js", "favicon.svg"
    around = sum(weight(sample.folder, f"/static/{name}") for name in frame)
    for file in sample.folder.rglob("*.html"):
        assert len(gzip.compress(file.read_bytes(), 9)) + around <= 50_000, file


def test_the_policy_stops_nothing_and_nothing_is_stored_or_fetched_elsewhere(
    visits: list[Visit],
) -> None:
    """The page for missing addresses asks for those near the one at hand, and some are not there;
    a browser's console tells so."""
    for visited in visits:
        probing = "Failed to load resource" if visited.kind == "notfound" else "nothing"
        complaints = [one for one in visited.complaints if not one.startswith(probing)]
        assert (visited.stopped, complaints) == ([], []), visited.kind
        assert visited.stored == ",0,0,0,0,0", visited.kind
        assert len({urlsplit(url).netloc for url in visited.asked}) == 1, visited.kind


def test_the_policy_stops_what_it_should(browser: Browser, host: Host) -> None:
    """So that the test before this one can fail."""
    page = browser.new_page()
    page.add_init_script(VIOLATIONS)
    page.goto(host.address)
    page.evaluate('document.body.setAttribute("style", "color: red")')
    page.evaluate('document.body.append(Object.assign(new Image(), {src: "//other.example"}))')
    page.wait_for_function("violations.length === 2")
    page.close()


def test_the_policy_stops_nothing_below_a_path_without_search(
    archive: Archive, browser: Browser
) -> None:
    archive.configure('title = "T"\nbase_url = "https://archive.example/deep/down/"\n')
    archive.article("a.md", "Text.[^1]\n\n[^1]: Note.", tags=["Fuel"], authors=["A"])
    archive.build()
    page = browser.new_page()
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
    page.close()


# --- without scripts ----------------------------------------------------------------------------


def test_without_scripts_every_kind_of_page_says_the_same(
    visits: list[Visit], browser: Browser, host: Host
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for visited in visits:
        page.goto(host.address + visited.address[1:])
        assert page.locator("h1").is_visible(), visited.kind
        assert page.locator("a[href]:visible").count() >= 5, visited.kind
        assert not page.locator(".scripted:visible, dialog:visible").count(), visited.kind
        said = set(page.inner_text("main").split())
        assert len(said) > 5, visited.kind
        if visited.kind != "search":
            assert said == set(visited.text.split()), visited.kind
    context.close()


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
