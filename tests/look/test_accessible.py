"""That everybody can use every kind of page: axe-core's rules, and what they do not judge."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from archives import NOW
from kazarchive.build import build
from kazarchive.config import reader
from kazarchive.importing import report_page
from kazarchive.importing.document import Note
from kazarchive.importing.report import ImportRow, Proof, Totals
from kazarchive.options import Options
from kazarchive.problems import Place, Problem
from look.sample import ROOT, Sample
from search.serving import Host, hosted

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
WIDTHS = (320, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

SMALL = """() => [...document.querySelectorAll("a, button, input, select, summary")]
    .filter((one) => one.checkVisibility() && !one.closest("p, dd, figcaption, .body"))
    .map((one) => [one.outerHTML, one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width && (width < 24 || height < 24))
    .map(([html, { width, height }]) => `${html} ${width} ${height}`)"""
"""Targets under 24 pixels that do not stand in a sentence (WCAG 2.5.8)."""


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core."""
    path = os.environ.get("KAZARCHIVE_AXE")
    if path is None:
        assert not os.environ.get("CI"), "CI must have KAZARCHIVE_AXE"
        pytest.skip("needs KAZARCHIVE_AXE, the path of axe.min.js (npm package axe-core)")
    return Path(path).read_text("utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds; it is evaluated by the browser itself, which no policy stops."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate("(told) => axe.run(told)", RULES)["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


def test_axe_finds_nothing(
    sample: Sample, page: Page, host: Host, axe: str, long: bool, tally: Callable[[str], None]
) -> None:
    """Every second kind of page, in languages and colours by turns; with --long all, in all of
    them."""
    seen = 0
    for n, (kind, lang, address) in enumerate(list(sample.some(long))[:: 1 if long else 2]):
        for scheme in SCHEMES if long else SCHEMES[n % 2 :][:1]:
            page.emulate_media(color_scheme=scheme)
            page.goto(host.address + address[1:])
            assert violations(page, axe) == [], (kind, lang, scheme)
            seen += 1
    tally(f"axe-core: {len(sample.kinds)} kinds of page, {seen} looked at, 0 violations")


def test_axe_finds_what_is_wrong(page: Page, host: Host, axe: str) -> None:
    """So that the test before this one can fail."""
    page.goto(host.address)
    page.evaluate("document.documentElement.lang = ''; document.querySelector('h1').remove()")
    page.evaluate("document.querySelector('.colophon a').textContent = ''")
    page.evaluate("document.querySelector('.byline').style.color = '#888'")
    found = {one.split(":")[0] for one in violations(page, axe)}
    assert found == {"html-has-lang", "page-has-heading-one", "link-name", "color-contrast"}


def test_the_list_of_keys_is_accessible(page: Page, host: Host, axe: str) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto(host.address + "kk/")
        page.keyboard.press("?")
        assert violations(page, axe) == []


def test_nothing_is_wider_than_the_window_and_no_target_is_small(
    sample: Sample, page: Page, host: Host, long: bool
) -> None:
    wrong = []
    for n, (_, _, address) in enumerate(sample.some(long)):
        for width in WIDTHS if long else WIDTHS[n % 3 :][:1]:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(host.address + address[1:])
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            wrong += [(address, width, one) for one in page.evaluate(SMALL)]
            wrong += [(address, width, "wider than the window")] * wide
    assert wrong == []


def test_html_validate_finds_nothing(sample: Sample, long: bool) -> None:
    """On one page of each kind, with --long on all, by the rules of .htmlvalidate.json: all that
    html-validate recommends, but no limit for headlines, and checksums for scripts of other hosts
    alone."""
    validator = os.environ.get("KAZARCHIVE_HTML_VALIDATE")
    if validator is None:
        assert not os.environ.get("CI"), "CI must have KAZARCHIVE_HTML_VALIDATE"
        pytest.skip("needs KAZARCHIVE_HTML_VALIDATE, the program html-validate 10 (from npm)")
    pages = [sample.file(address) for _, _, address in sample.one_of_each()]
    if long:
        pages = list(sample.folder.rglob("*.html"))
        assert len(pages) > 150
    command = [validator, "--config", str(ROOT / ".htmlvalidate.json"), *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_axe_finds_nothing_in_the_report_of_an_import(tmp_path: Path, page: Page, axe: str) -> None:
    totals, notes = Totals(), (Note("lost", "x"), Note("guessed", "y"))
    problem = Problem("K0803", Place("e.xml", 20))
    rows = (
        ImportRow("e.xml:1", "written", "articles/a.md", proof=Proof(0.9, 9), notes=notes),
        ImportRow("e.xml:20", "refused", problem=problem),
    )
    for row in rows:
        totals.add(row)
    file = tmp_path / "report.html"
    report_page.write(file, tmp_path, "Archive", "2022", rows, totals)
    for scheme, width in zip(SCHEMES, WIDTHS[::2], strict=True):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(file.as_uri())
        assert violations(page, axe) == [], scheme
        assert page.evaluate("document.documentElement.scrollWidth") == width, scheme


@pytest.fixture(scope="module")
def documentation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of docs/, of standalone pages alone."""
    folder = tmp_path_factory.mktemp("docs")
    site = reader.load(ROOT / "docs")
    options = Options(folder / "public", folder / "state", "public", NOW, jobs=1)
    build(ROOT / "docs", site, options, lambda stage, done, total: None)
    return folder / "public"


def test_axe_finds_nothing_in_a_site_of_standalone_pages(
    documentation: Path, page: Page, axe: str, long: bool
) -> None:
    """Tables of contents, a long menu and code in colours; with --long in both colours and widths,
    otherwise by turns."""
    with hosted(documentation) as host:
        for n, file in enumerate(sorted(documentation.glob("**/*.html"))):
            address = file.relative_to(documentation).as_posix().removesuffix("index.html")
            for scheme in SCHEMES if long else SCHEMES[n % 2 :][:1]:
                for width in WIDTHS[::2] if long else WIDTHS[n // 2 % 2 * 2 :][:1]:
                    page.emulate_media(color_scheme=scheme)
                    page.set_viewport_size({"width": width, "height": 800})
                    page.goto(host.address + address)
                    assert violations(page, axe) == [], (address, scheme, width)
                    assert page.evaluate(SMALL) == [], address
                    assert page.evaluate("document.documentElement.scrollWidth") == width, address
