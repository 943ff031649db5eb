"""On paper, in the system's own colours, with less motion; and by which typefaces."""

import pytest
from playwright.sync_api import Page

from look.sample import Sample
from search.serving import Host

KAZAKH = "А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я"
ARTICLE = "kk/2022/01/01/lpg-price-cap/"

BESIDE_CURRENT = """() => [...document.querySelectorAll(".sections li > *")].map((one) =>
    [one.ariaCurrent !== null, getComputedStyle(one).borderBlockEndColor])"""

LETTERS = """() => {
  const body = document.querySelector(".body"), measured = document.createElement("span");
  measured.textContent = [...body.querySelectorAll("p")].map((one) => one.textContent).join(" ");
  measured.style.whiteSpace = "nowrap";
  const room = body.clientWidth;
  body.append(measured);
  return room / (measured.getBoundingClientRect().width / measured.textContent.length);
}"""
"""For how many letters of its own text a line of an article has room."""


def test_paper_shows_address_and_date_first_and_no_navigation(
    sample: Sample, page: Page, host: Host, long: bool
) -> None:
    for kind, _, address in list(sample.one_of_each(2))[:: 1 if long else 3]:
        page.emulate_media(media="screen")
        page.goto(host.address + address[1:])
        assert not page.locator(".printed:visible").count()
        page.emulate_media(media="print", color_scheme="dark")
        if page.locator("[name=robots]").count() == 0:
            printed = page.locator(".printed").bounding_box()
            assert page.locator(".printed").inner_text() == f"https://archive.example{address}"
            assert printed
            assert printed["y"] < 120, kind
        assert not page.locator("nav:visible, button:visible, dialog:visible").count(), kind
        assert page.locator("h1").is_visible(), kind
        for name, colour in (("background-color", 255), ("color", 0)):
            found = page.evaluate(f"getComputedStyle(document.body).getPropertyValue('{name}')")
            assert found == f"rgb({colour}, {colour}, {colour})", kind
    page.emulate_media(media="print")
    page.goto(host.address + ARTICLE)
    first = page.locator(".meta time").bounding_box()
    assert first
    assert first["y"] < 900, "the date is on the first page"


def test_chosen_colours_do_not_reach_paper(page: Page, host: Host) -> None:
    page.goto(host.address)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_a_link_on_paper_is_followed_by_its_address(page: Page, host: Host) -> None:
    page.goto(host.address + "ru/2022/04/12/exports/")
    link = page.locator('main a[href^="http"]:not([rel="license"])').first
    after = "(one) => getComputedStyle(one, '::after').content"
    assert link.evaluate(after) == "none"
    page.emulate_media(media="print")
    assert str(link.get_attribute("href")) in link.evaluate(f"(one) => ({after})(one)")


def test_a_link_within_the_site_is_followed_by_its_whole_address(page: Page, host: Host) -> None:
    """By a script, when the page is printed; without one by the path."""
    page.goto(host.address + "2022/01/01/lpg-price-cap/")
    link, after = page.locator(".body a").first, "(one) => getComputedStyle(one, '::after').content"
    page.emulate_media(media="print")
    assert link.evaluate(after) == f'" ({link.get_attribute("href")})"'
    page.pdf()
    assert link.evaluate(after) == f'" (https://archive.example{link.get_attribute("href")})"'


def test_in_forced_colours_the_page_at_hand_is_still_marked(page: Page, host: Host) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(host.address)
    borders = page.evaluate(BESIDE_CURRENT)
    current = {colour for is_current, colour in borders if is_current}
    others = {colour for is_current, colour in borders if not is_current}
    assert len(current) == len(others) == 1
    assert current != others


def test_nothing_glides_for_who_wants_less_motion(page: Page, host: Host) -> None:
    for wish, behaviour in (("no-preference", "smooth"), ("reduce", "auto")):
        page.emulate_media(reduced_motion=wish)  # type: ignore[arg-type]
        page.goto(host.address)
        found = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
        assert found == behaviour


def test_every_kazakh_letter_is_in_the_typeface_of_its_neighbours(page: Page, host: Host) -> None:
    page.goto(host.address + ARTICLE)
    letters = KAZAKH + KAZAKH.lower()
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    for selector in (".body p", "h1", ".meta", "kbd"):
        page.evaluate(
            "([where, letters]) => document.querySelector(where).replaceChildren(letters)"
            " ?? document.body.offsetHeight",
            [selector, letters],
        )
        told = {"nodeId": root, "selector": selector}
        node = session.send("DOM.querySelector", told)["nodeId"]
        if selector == "kbd":
            page.evaluate("document.querySelector('dialog').showModal()")
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert len(fonts) == 1, (selector, fonts)


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_text_is_18_to_20_pixels_and_60_to_75_letters_wide(
    lang: str, sample: Sample, page: Page, host: Host
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(host.address + sample.kinds["article"][lang][1:])
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body')).fontSize)")
    assert 18 <= size <= 20
    assert 60 <= page.evaluate(LETTERS) <= 75
    assert page.evaluate("getComputedStyle(document.querySelector('.body p')).hyphens") == "auto"
