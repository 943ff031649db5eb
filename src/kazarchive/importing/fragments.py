"""A fragment or a page of HTML → its tree, whatever stands in it.

libxml2 stops at some things that browsers pass over: text after `</body>`, deep nesting, references
to characters that XML forbids. Without care for them, the rest of a text would be lost.
"""

import re

from lxml import etree, html
from lxml.html import HtmlElement

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:(\d{1,9})|[xX]([0-9a-fA-F]{1,8}));?")
_DOCUMENT = re.compile(
    r"</?(?:html|head|body|frameset|frame)\b[^<>]*>|<!doctype[^<>]*>", re.IGNORECASE
)
"""Tags of a whole document, after whose end a parser reads nothing."""

_DIVISION = re.compile(r"</?(?:div|span|font|center|section|p)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_NO_CONTENT = b"<body></body>"
"""Without an element, the parser makes no tree."""

_EMPTY = ("wbr", "embed", "source", "track")
"""Elements without content that libxml2 takes for the beginning of one."""


def parsed(text: str) -> tuple[HtmlElement, bool]:
    """The text below one `div`, and whether it is whole: tags that are nested more deeply than the
    parser allows are taken out of it."""
    return _tree(_DOCUMENT.sub(" ", text), page=False)


def page(text: str) -> tuple[HtmlElement, bool]:
    """The same for a page, below `html`. Its end tags do not end it, as in browsers."""
    return _tree(_first_tags(text), page=True)


def _first_tags(text: str) -> str:
    """The text with the first tag of each name that begins a part of a page, and no other."""
    seen = set[str]()

    def first(tag: re.Match[str]) -> str:
        name = re.sub(r"\W.*", "", tag[0][1:].lower(), flags=re.DOTALL)
        if name not in ("html", "head", "body") or name in seen:
            return " "
        seen.add(name)
        return tag[0]

    return _DOCUMENT.sub(first, text)


def _tree(text: str, *, page: bool) -> tuple[HtmlElement, bool]:
    clean = _REFERENCE.sub(_allowed, _FORBIDDEN.sub("", text))
    for tried in (clean, _DIVISION.sub("\n", clean), _ANY_TAG.sub("\n", clean)):
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        raw = tried.encode() or b" "
        if page:
            tree = _page(raw, parser)
        else:
            tree = html.fragment_fromstring(raw, create_parent="div", parser=parser)
        if not any("depth" in entry.message for entry in parser.error_log):
            break
    _empty(tree)
    return tree, tried is clean


def _page(raw: bytes, parser: html.HTMLParser) -> HtmlElement:
    """A page. If it ends within a declaration, such as `<!doctype`, that is its text."""
    try:
        return html.document_fromstring(raw + _NO_CONTENT, parser=parser)
    except etree.ParserError:
        return html.document_fromstring(raw.replace(b"<!", b"&lt;!") + _NO_CONTENT, parser=parser)


def _allowed(found: re.Match[str]) -> str:
    decimal, hexadecimal = found.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    good = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0x110000
    return found[0] if good and code not in (0xFFFE, 0xFFFF) else ""


def _empty(tree: HtmlElement) -> None:
    """Move what libxml2 has put into an empty element behind it."""
    for element in list(tree.iter(*_EMPTY)):
        parent = element.getparent()
        if parent is None or not (element.text or len(element)):
            continue
        tail, element.tail = element.tail, None
        text, element.text = element.text, None
        last, at = element, parent.index(element)
        element.tail = text
        for number, child in enumerate(list(element), at + 1):
            parent.insert(number, child)
            last = child
        last.tail = (last.tail or "") + (tail or "")


def inside(tree: HtmlElement) -> str:
    """The HTML below an element."""
    written = str(html.tostring(tree, encoding="unicode", with_tail=False))
    return written[written.find(">") + 1 : written.rfind("</")].strip()
