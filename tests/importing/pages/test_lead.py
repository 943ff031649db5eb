"""The main image of a page."""

from lxml import html

from kazarchive.importing.document import Picture
from kazarchive.importing.pages import lead
from kazarchive.importing.pages.images import Images
from kazarchive.importing.pages.said import Said

SAID = Said(image="https://a.example/i/map.jpg", caption="Said")


def picture(page: str, body: str, said: Said = SAID) -> tuple[Picture | None, str]:
    inside = html.fromstring(f"<div>{body}</div>")
    images = Images((), lambda address: address, lambda written, absolute: None)
    found = lead.picture(html.fromstring(f"<div>{page}</div>"), inside, said, images)
    return found, str(html.tostring(inside, encoding="unicode"))


FIGURE = (
    '<figure><img src="/i/map-300x200.jpg" alt="A map"><figcaption>The region.'
    " <cite class=credit>Photo: Archive</cite></figcaption></figure>"
)


def test_its_caption_and_credit_stand_beside_it() -> None:
    found, _ = picture(FIGURE, "<p>a</p>")
    assert found == Picture("https://a.example/i/map.jpg", "A map", "The region", "Archive")
    div = '<div><img src="/i/map.jpg"><div class="photo-desc">The region</div></div><p>b</p>'
    found, _ = picture(div, "<p>a</p>")
    assert found == Picture("https://a.example/i/map.jpg", None, "The region", None)


def test_at_the_beginning_of_the_text_it_is_taken_out() -> None:
    found, body = picture("", f"{FIGURE}<p>a</p>")
    assert found
    assert body == "<div><p>a</p></div>"


def test_in_the_text_it_stays_there() -> None:
    found, body = picture("", f"<p>a</p>{FIGURE}")
    assert found is None
    assert "<figure>" in body


def test_an_image_that_the_page_does_not_show_may_be_a_logo() -> None:
    found, _ = picture("", "<p>a</p>")
    assert found == Picture("https://a.example/i/map.jpg", None, "Said", None)
    assert picture("", "", Said(image="/i/site-logo.png"))[0] is None
    assert picture("", "", Said())[0] is None
