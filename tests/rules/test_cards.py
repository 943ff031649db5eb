"""Links that stand alone."""

import pytest

from kazarchive.rules import cards

VIDEO = "https://youtu.be/aBcDeFgHiJ0"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f'<p><a href="{VIDEO}">{VIDEO}</a></p>', ""),
        (f'<p><a href="{VIDEO}">Баспасөз мәслихаты</a></p>', "Баспасөз мәслихаты"),
        ('<p><a href="https://egov.kz/x">egov.kz/x</a></p>', ""),
        (
            '<p> <a title="t" href="https://a.kz/?a=1&amp;b=2">https://a.kz/?a=1&amp;b=2</a> </p>',
            "",
        ),
    ],
)
def test_an_address_alone_in_a_paragraph_is_a_card(body: str, title: str) -> None:
    body = f"<p>Text</p>\n{body}\n<p>Text</p>"
    (card,) = cards.cards(body)
    assert card.title == title
    assert body[card.start : card.end].startswith("<p>")
    assert body[card.start : card.end].endswith("</p>")


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="https://egov.kz/x">The portal</a></p>',
        f'<p>See <a href="{VIDEO}">{VIDEO}</a></p>',
        f'<ul>\n<li><a href="{VIDEO}">{VIDEO}</a></li>\n</ul>',
        f'<p><a href="{VIDEO}"><em>{VIDEO}</em></a></p>',
        '<p><a href="/about/">/about/</a></p>',
    ],
)
def test_other_links_stay_as_they_are(body: str) -> None:
    assert not list(cards.cards(body))


def test_the_picture_of_a_card_has_the_id_of_the_video_as_its_name() -> None:
    body = f'<p><a href="{VIDEO}">{VIDEO}</a></p>'
    assert list(cards.pictures(body))[:2] == ["aBcDeFgHiJ0.jpg", "aBcDeFgHiJ0.jpeg"]
    assert not list(cards.pictures('<p><a href="https://t.me/a/1">https://t.me/a/1</a></p>'))
