"""What is shown in a frame → a link to it: an archive shows no frames of others."""

import re

from lxml import html
from lxml.html import HtmlElement

_PLAYERS = (
    (r"youtube(?:-nocookie)?\.com/embed/([\w-]{6,})", "https://www.youtube.com/watch?v={}"),
    (r"player\.vimeo\.com/video/(\d+)", "https://vimeo.com/{}"),
    (r"rutube\.ru/play/embed/(\w+)", "https://rutube.ru/video/{}/"),
    (r"dailymotion\.com/embed/video/(\w+)", "https://www.dailymotion.com/video/{}"),
    (r"t\.me/(\w+/\d+)\?embed", "https://t.me/{}"),
    (r"instagram\.com/(?:p|reel)/([\w-]+)/embed", "https://www.instagram.com/p/{}/"),
    (r"platform\.twitter\.com/embed/.*[?&]id=(\d+)", "https://twitter.com/i/status/{}"),
)
"""Address of a player → the page of what it plays."""


def watched(url: str) -> str:
    """The page of what a player in a frame shows."""
    for player, page in _PLAYERS:
        if shown := re.search(player, url):
            return page.format(shown[1])
    return url


def linked(url: str, text: str) -> HtmlElement:
    """A paragraph with a link."""
    paragraph, link = html.Element("p"), html.Element("a")
    link.set("href", url)
    link.text = text
    paragraph.append(link)
    return paragraph


def put(place: HtmlElement, element: HtmlElement) -> None:
    """Replace an element; the text after it stays."""
    parent = place.getparent()
    if parent is not None:
        element.tail = place.tail
        parent.replace(place, element)
