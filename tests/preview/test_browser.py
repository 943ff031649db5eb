"""The preview as a writer sees it, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from archives import TRILINGUAL, Archive
from preview import previews

LONG = "\n\n".join(f"Paragraph {n} of a long text." for n in range(120))

STYLE = "body { background: rgb(%d, 2, 3) }"

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="10"/>'

expect.set_options(timeout=10_000)


@pytest.fixture
def site(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path)
    archive.configure(TRILINGUAL)
    archive.write("static/style.css", STYLE % 1)
    for lang, title in (("en", "Fuel"), ("ru", "Топливо"), ("kk", "Жанармай")):
        archive.article(f"2022/fuel.{lang}.md", LONG, title=title, date="2022-01-05")
    archive.write("articles/2022/map.svg", PICTURE % 10)
    archive.article("2022/map.md", "![A map](map.svg)", title="A map", date="2022-01-06")
    return archive


@pytest.fixture
def address(site: Archive) -> Iterator[str]:
    with previews.running(site.root) as found:
        yield found.address.rstrip("/")


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab that hears of changes; whatever goes wrong in it fails the test."""
    opened = browser.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda one: wrong.append(one.url) if "localhost" not in one.url else None)
    go(opened, f"{address}/2022/01/05/fuel/")
    yield opened
    opened.close()
    assert not wrong


def go(page: Page, address: str) -> None:
    """Open an address and wait until the preview's bar is there."""
    page.goto(address)
    expect(bar(page)).to_be_visible()
    mark(page)


def mark(page: Page) -> None:
    """To tell a page that is loaded anew from one that is not."""
    page.evaluate("window.marked = true")


def marked(page: Page) -> bool:
    return bool(page.evaluate("window.marked === true"))


def bar(page: Page) -> Locator:
    return page.locator("kazarchive-preview .bar")


def overlay(page: Page) -> Locator:
    return page.locator("kazarchive-preview .overlay")


def undate(site: Archive, path: str, field: str = "dat") -> None:
    """Break an article in two ways."""
    site.write(f"articles/{path}", f"---\ntitle: Fuel\n{field}: 2022-01-05\n---\n{LONG}")


FUEL = "2022/fuel.en.md"
DATED = {"title": "Fuel", "date": "2022-01-05"}


def test_a_saved_article_is_seen_where_the_writer_was_reading(site: Archive, page: Page) -> None:
    page.evaluate("scrollTo(0, 1500)")
    site.article(FUEL, f"{LONG}\n\nA sentence more.", **DATED)
    expect(page.get_by_text("A sentence more.")).to_be_attached()
    expect(bar(page)).to_be_visible()
    assert not marked(page)
    assert page.evaluate("scrollY") == 1500


def test_an_edit_of_another_page_leaves_this_one_alone(site: Archive, page: Page) -> None:
    with page.expect_response(re.compile("_kazarchive/page")):
        site.article("2022/map.md", "No map.", title="A map", date="2022-01-06")
    page.wait_for_timeout(300)
    assert marked(page)


def test_a_style_is_changed_without_a_reload(site: Archive, page: Page) -> None:
    site.write("static/style.css", STYLE % 9)
    expect(page.locator("body")).to_have_css("background-color", "rgb(9, 2, 3)")
    assert marked(page)


def test_an_image_is_changed_without_a_reload(site: Archive, page: Page, address: str) -> None:
    go(page, f"{address}/2022/01/06/map/")
    site.write("articles/2022/map.svg", PICTURE % 33)
    expect(page.get_by_alt_text("A map")).to_have_js_property("naturalWidth", 33)
    assert marked(page)


def test_a_broken_article_is_told_over_the_last_good_page(site: Archive, page: Page) -> None:
    undate(site, FUEL)
    expect(overlay(page)).to_contain_text("unknown field `dat`; did you mean `date`?")
    expect(overlay(page)).to_contain_text("articles/2022/fuel.en.md:3:1")
    expect(overlay(page)).to_contain_text("3 | dat: ")
    expect(overlay(page)).to_contain_text("help: rename it here")
    expect(overlay(page).locator("li")).to_have_count(2)
    page.reload()
    expect(overlay(page)).to_contain_text("unknown field `dat`")
    expect(page.get_by_text("Paragraph 7 of")).to_be_attached()
    site.article(FUEL, LONG, **DATED)
    expect(overlay(page)).to_have_count(0)


def test_a_closed_overlay_stays_closed_until_something_else_is_wrong(
    site: Archive, page: Page
) -> None:
    undate(site, FUEL)
    expect(overlay(page)).to_be_visible()
    overlay(page).get_by_role("button", name="Close").click()
    expect(overlay(page)).to_have_count(0)
    site.article("2022/map.md", "No map.", title="A map", date="2022-01-06")
    page.wait_for_timeout(500)
    expect(overlay(page)).to_have_count(0)
    undate(site, FUEL, "dates")
    expect(overlay(page)).to_contain_text("`dates`")


def test_a_broken_template_is_told_and_forgotten(site: Archive, page: Page) -> None:
    site.write("templates/article.html", "{% extends 'base.html' %}\n{% if %}")
    expect(overlay(page)).to_contain_text("templates/article.html:2")
    expect(page.get_by_text("Paragraph 7 of")).to_be_attached()
    site.remove("templates/article.html")
    expect(overlay(page)).to_have_count(0)


def test_a_broken_configuration_is_told_and_forgotten(site: Archive, page: Page) -> None:
    site.configure(TRILINGUAL + "\n[listings]\npage_size = 1\n")
    expect(overlay(page)).to_contain_text("kazarchive.toml:")
    expect(overlay(page)).to_contain_text("did you mean `listing`?")
    site.configure(TRILINGUAL.replace('en = "Archive"', 'en = "Another title"'))
    expect(overlay(page)).to_have_count(0)
    expect(page.get_by_text("Another title").first).to_be_attached()


def test_problems_of_other_pages_are_counted(site: Archive, page: Page) -> None:
    undate(site, "2022/map.md")
    count = bar(page).get_by_role("button", name="Problems elsewhere: 2")
    expect(count).to_be_visible()
    expect(overlay(page)).to_have_count(0)
    count.click()
    expect(overlay(page)).to_contain_text("articles/2022/map.md")
    page.keyboard.press("Escape")
    expect(overlay(page)).to_have_count(0)


def test_a_problem_is_shown_as_text(site: Archive, page: Page) -> None:
    site.article(FUEL, LONG, title="Fuel", date="<img src=x onerror=document.title='hit'>")
    expect(overlay(page)).to_contain_text("<img src=x")
    assert page.locator("kazarchive-preview img").count() == 0
    assert page.title() != "hit"


def test_articles_come_and_go(site: Archive, page: Page, address: str) -> None:
    go(page, f"{address}/")
    site.article("2022/wheat.md", title="Wheat", date="2022-01-07")
    expect(page.get_by_role("link", name="Wheat")).to_be_visible()
    site.remove("articles/2022/wheat.md")
    expect(page.get_by_role("link", name="Wheat")).to_have_count(0)


def test_a_page_follows_its_article_to_another_address(site: Archive, page: Page) -> None:
    site.article(FUEL, LONG, **DATED, slug="petrol")
    expect(page).to_have_url(re.compile("/2022/01/05/petrol/$"))
    site.remove(f"articles/{FUEL}")
    expect(page.locator("h1")).not_to_have_text("Fuel")
    assert page.request.get(page.url).status == 404


def test_a_burst_of_changes_is_one_update(site: Archive, page: Page) -> None:
    loads: list[str] = []
    page.on("load", lambda one: loads.append(one.url))
    for n in range(500):
        site.article(f"2021/{n}.md", title=f"Old {n}", date="2021-05-05")
    site.article(FUEL, "All is written.", **DATED)
    expect(page.get_by_text("All is written.")).to_be_visible()
    page.wait_for_timeout(1000)
    assert 1 <= len(loads) <= 3


def test_drafts_and_the_future_are_shown_with_a_band(
    site: Archive, page: Page, address: str
) -> None:
    band = page.locator("kazarchive-preview .band")
    expect(band).to_have_count(0)
    site.article(FUEL, LONG, **DATED, draft=True)
    expect(band).to_have_text("Draft: only the preview shows this page")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    site.article("2099/later.kk.md", title="Кейін", date="2099-01-05")
    go(page, f"{address}/kk/2099/01/05/later/")
    expect(band).to_contain_text("дейін бұл бет тек алдын ала қарауда көрінеді")


def test_the_bar_tells_what_a_writer_wants_to_know(site: Archive, page: Page, address: str) -> None:
    site.article("2022/map.md", "![](map.svg) Three words more", title="A map", date="2022-01-06")
    go(page, f"{address}/2022/01/06/map/")
    for told in (
        "articles/2022/map.md",
        "4 words, 1 min to read",
        "ru, kk",
        "map.svg",
        "yes: this is the first build",
    ):
        expect(bar(page)).to_contain_text(told)
    expect(bar(page)).to_contain_text(re.compile(r"Weight\s*[1-9]\d* kB"))
    site.build()
    go(page, f"{address}/ru/2022/01/05/fuel/")
    expect(bar(page)).to_contain_text("Объём")


def test_the_bar_says_why_the_next_build_writes_the_page(
    site: Archive, page: Page, address: str
) -> None:
    site.state = site.root / ".kazarchive"
    site.build()
    go(page, f"{address}/2022/01/05/fuel/")
    expect(bar(page)).to_contain_text("no: it is as it was published")
    site.article(FUEL, "Another text.", **DATED)
    expect(bar(page)).to_contain_text("yes: articles/2022/fuel.en.md was edited")


def test_the_bar_can_be_hidden_and_stays_so(page: Page) -> None:
    bar(page).get_by_role("button", name="Hide the bar").click()
    expect(bar(page)).to_have_text("Preview", use_inner_text=True)
    page.reload()
    expect(bar(page)).to_have_text("Preview", use_inner_text=True)
    bar(page).get_by_role("button", name="Preview").click()
    expect(bar(page)).to_contain_text("articles/2022/fuel.en.md")


def test_two_tabs_see_the_same(site: Archive, page: Page, browser: Browser, address: str) -> None:
    other = browser.new_page()
    go(other, f"{address}/2022/01/05/fuel/")
    site.article(FUEL, "Seen by both.", **DATED)
    expect(page.get_by_text("Seen by both.")).to_be_visible()
    expect(other.get_by_text("Seen by both.")).to_be_visible()
    other.close()


def test_nothing_of_the_preview_is_published(site: Archive, page: Page) -> None:
    site.build()
    assert not [at for at, content in site.tree().items() if b"kazarchive-preview" in content]
    assert not [at for at, content in site.tree().items() if b"_kazarchive" in content]
