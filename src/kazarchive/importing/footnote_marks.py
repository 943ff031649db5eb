"""The links between a text and its footnotes, which are numbers and signs and no words."""

import re

from lxml.html import HtmlElement

_BACK = re.compile(r"[\s\[\]↩↑^⇑⤴\ufe0e\ufe0f]*[↩↑^⇑⤴][\s\[\]↩↑^⇑⤴\ufe0e\ufe0f]*")
_MARK = re.compile(r"[\s\[\](),;]*(?:\d{1,4}|[*†‡§]{1,4}|[ivxlc]{1,6}|[a-z])[\s\[\](),;]*", re.I)
_BETWEEN = re.compile(r"[\s\[\](),;]*")


def is_of_note(element: HtmlElement) -> bool:
    """Whether an element is the number of a footnote, or leads back from one."""
    if element.tag == "a":
        return leads_to_note(element) or leads_back(element)
    links = list(element.iter("a"))
    between = [element.text, *(link.tail for link in links)]
    return (
        bool(links)
        and all(_is_local(link) and _MARK.fullmatch(_text(link)) for link in links)
        and all(_BETWEEN.fullmatch(text or "") for text in between)
    )


def _is_local(link: HtmlElement) -> bool:
    return (link.get("href") or "").startswith("#")


def leads_back(link: HtmlElement) -> bool:
    """Whether a link leads from a footnote to its reference."""
    if not _is_local(link):
        return False
    said = f"{link.get('class')} {link.get('role')}"
    return "backref" in said or "backlink" in said or bool(_BACK.fullmatch(_text(link)))


def leads_to_note(link: HtmlElement) -> bool:
    """Whether a link is the number of a footnote: it says so, or it is a raised number."""
    if not _is_local(link) or not _MARK.fullmatch(_text(link)):
        return False
    said = f"{link.get('class')} {link.get('role')} {link.get('epub:type')}"
    above = link.getparent()
    raised = (above is not None and above.tag == "sup") or any(c.tag == "sup" for c in link)
    return raised or _text(link).strip()[0] == "[" or "noteref" in said or "footnote-ref" in said


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext())
