"""The main image of a page, with its caption."""

import re

from lxml.html import HtmlElement

from kazarchive.importing.document import Picture
from kazarchive.importing.pages.images import Images, candidates, key
from kazarchive.importing.pages.letters import Letters, plain
from kazarchive.importing.pages.said import Said
from kazarchive.rules import text as texts

_LOGO = re.compile(r"logo|default|placeholder|no-?(?:image|photo)|favicon|og[-_]?image", re.I)
_CAPTION = re.compile(r"caption|image-?(?:desc|title)|photo-?(?:desc|title|author)", re.I)
_CREDIT = re.compile(r"credit|copyright|author|source", re.I)
_LABEL = re.compile(r"^\s*(?:фото|photo|сурет|©)\s*:?\s*", re.I)


def picture(page: HtmlElement, body: HtmlElement, said: Said, images: Images) -> Picture | None:
    """The image that the page calls its main one, unless the text shows it. One at the beginning of
    the text is taken out of it."""
    if not said.image:
        return None
    wanted = key(said.image)
    if (inside := _image(body, wanted)) is not None:
        if Letters(body).of(inside).start > 0:
            return None
        found = _with_caption(inside, said, images)
        around = _around(inside)
        (around if around is not body else inside).drop_tree()
        return found
    if (shown := _image(page, wanted)) is not None:
        return _with_caption(shown, said, images)
    if _LOGO.search(said.image.rpartition("/")[2]):
        return None
    address = images.chosen((said.image,))
    return Picture(address, None, said.caption or None, said.credit or None) if address else None


def _image(tree: HtmlElement, wanted: str) -> HtmlElement | None:
    alike = (i for i in tree.iter("img") if any(key(one) == wanted for one in candidates(i)))
    return next(alike, None)


def _with_caption(image: HtmlElement, said: Said, images: Images) -> Picture | None:
    address = images.chosen((said.image, *candidates(image)))
    if address is None:
        return None
    around = _around(image)
    credits = (e for e in around.iter("span", "small", "cite", "div", "p") if _is(e, _CREDIT))
    credit = next(filter(None, map(plain, credits)), "")
    captions = (e for e in around.iter() if e.tag == "figcaption" or _is(e, _CAPTION))
    caption = next(filter(None, map(plain, captions)), "")
    if credit and credit != caption:
        caption = caption.removesuffix(credit).strip(" .|/")
    elif credit:
        caption = ""
    alt = texts.clean_prose(image.get("alt") or "")
    return Picture(
        address,
        alt if alt and alt != caption else None,
        caption or said.caption or None,
        _LABEL.sub("", credit) or said.credit or None,
    )


def _around(image: HtmlElement) -> HtmlElement:
    """The figure of an image, or the element that has it and its caption only."""
    figure = next(image.iterancestors("figure"), None)
    if figure is not None:
        return figure
    element = image
    for above in image.iterancestors("a", "div", "p", "span", "picture"):
        texts_of = [e for e in above.iter() if _is(e, _CAPTION) or _is(e, _CREDIT)]
        captioned = sum(len(plain(e)) for e in texts_of)
        if len(plain(above)) > captioned or sum(1 for _ in above.iter("img")) > 1:
            break
        element = above
    return element


def _is(element: HtmlElement, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}"))
