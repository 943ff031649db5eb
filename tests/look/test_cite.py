"""The citations of an article, as a reader uses them in a browser, under the policy of a host."""

import json
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from archives import Archive
from browsing import served
from webservers import POLICY

ADDRESS = "/kk/2022/01/05/a/"
CONFIGURED = (
    'title = { en = "Archive", kk = "Мұрағат" }\nbase_url = "https://archive.example/"\n'
    'languages = ["en", "kk"]\n'
)


class Host(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *told: object) -> None:
        pass


@pytest.fixture
def site(archive: Archive) -> Iterator[str]:
    archive.configure(CONFIGURED)
    archive.article("a.kk.md", title="Бағасы «60» & <120>", authors=["Қ. И. Сәтбаев"])
    archive.build()
    with served(archive.output, Host) as address:
        yield address


def opened(browser: Browser, site: str, **options: object) -> tuple[Page, list[str]]:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site + ADDRESS)
    page.click(".cite summary")
    return page, said


def test_every_citation_is_copied_by_its_button(browser: Browser, site: str) -> None:
    page, said = opened(browser, site, permissions=["clipboard-read", "clipboard-write"])
    copied = []
    for number, name in enumerate(("APA 7", "ГОСТ Р 7.0.5-2008", "BibTeX", "RIS", "CSL-JSON")):
        button = page.get_by_role("button", name=f"Көшіру: {name}", exact=True)
        button.click()
        page.get_by_role("button", name=f"Көшірілді: {name}", exact=True).wait_for()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
        assert len(copied) == number + 1
    url = f"https://archive.example{ADDRESS}"
    title = "Бағасы «60» & <120>"
    assert copied[0] == f"Сәтбаев, Қ. И. (2022, 5 қаңтар). {title}. Мұрағат. {url}"
    assert copied[1].startswith(f"Сәтбаев Қ. И. {title} [Электрондық ресурс] // Мұрағат : [сайт].")
    assert copied[2].startswith("@article{kk-2022-01-05-a,")
    assert copied[3].startswith("TY  - NEWS")
    assert json.loads(copied[4])[0]["title"] == title
    assert said == []


def test_without_scripts_all_is_there_but_the_buttons(browser: Browser, site: str) -> None:
    page, said = opened(browser, site, java_script_enabled=False, accept_downloads=True)
    assert page.get_by_role("button").count() == 0
    assert page.get_by_text("Сәтбаев, Қ. И. (2022, 5 қаңтар).").is_visible()
    with page.expect_download() as waited:
        page.click("text=BibTeX")
    assert waited.value.suggested_filename == "kk-2022-01-05-a.bib"
    assert "author = {Сәтбаев, Қ. И.}" in Path(waited.value.path()).read_text("utf-8")
    assert said == []


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_of_it_is_wider_than_the_window(browser: Browser, site: str, width: int) -> None:
    page, _ = opened(browser, site, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in page.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_a_feed_opened_by_a_person_leads_to_the_site(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/kk/feed.xml")
    assert page.get_by_text("Бұл – таспа").is_visible()
    assert page.get_by_text("Бағасы «60» & <120>").first.is_visible()
    assert not page.get_by_text("tag:archive.example").first.is_visible()
    (shown,) = page.locator("a", has_text="Таспалар туралы").all()
    assert shown.get_attribute("href") == "https://archive.example/kk/feeds/"
