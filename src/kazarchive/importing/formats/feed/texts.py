"""The title and the texts of an entry → HTML, and what is wrong with them."""

import re
from html import escape, unescape
from typing import NamedTuple

from kazarchive.importing import fragments
from kazarchive.importing.document import Note
from kazarchive.importing.formats.feed.entry import Text
from kazarchive.importing.formats.feed.names import joined
from kazarchive.rules import text as texts
from kazarchive.rules import urls

_TAG = re.compile(
    r"</?(?:a|abbr|applet|article|aside|audio|b|big|blink|blockquote|br|center|cite|code|dd|del|details|div"
    r"|dl|dt|em|embed|figcaption|figure|font|footer|form|frameset|h[1-6]|header|hr|i|iframe|img|ins"
    r"|kbd|li|link|main|mark|math|meta|nav|noscript|object|ol|p|picture|pre|q|s|samp|script|section"
    r"|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|video)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});")
_SPACES = re.compile(r"[ \t\r\n]+")
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")

_MORE = (
    r"(?:читать (?:далее|дальше|полностью|больше|ещё|еще)|подробнее|продолжение(?: читайте)?"
    r"|толығырақ(?: оқу)?|толық оқу|жалғасын оқу|оқи түсу|ары қарай оқу"
    r"|read (?:the )?(?:more|full (?:story|article|text))|continue reading)"
)
_BREAK = r"(?:\A|[.!?…»”\")\]]\s*)"
_CUT = re.compile(
    rf"\[\s*(?:…|\.\.\.)\s*\]\W*\Z|{_BREAK}{_MORE}(?:\W*\Z|\s[^.!?…]{{0,200}}\Z)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)[\s»”\"')\]]*\Z")
_APPEARED = re.compile(
    r"<p>\s*(?:The post|Запись|Сообщение) (?:(?!</?p\b).){1,600}?"
    r"(?:appeared first on|впервые появилась|появились сначала на)(?:(?!</?p\b).){1,400}?</p>\s*\Z",
    re.DOTALL,
)


class Title(NamedTuple):
    text: str
    notes: tuple[Note, ...] = ()


def title(written: Text) -> Title:
    """One plain line. RSS does not say whether its titles are HTML, and many are escaped once more
    than they should be."""
    plain, notes = written.value, list[Note]()
    if written.form == "html":
        plain = texts.plain(plain)
    elif written.form != "text" and _TAG.search(plain):
        plain = texts.plain(plain)
        notes.append(Note("changed", "the title had markup"))
    if _ENTITY.search(plain):
        once = unescape(plain)
        if not _TAG.search(once):
            plain = once
            notes.append(Note("changed", "the title was escaped twice"))
    return Title(texts.clean_prose(plain), tuple(notes))


class Body(NamedTuple):
    html: str
    notes: tuple[Note, ...] = ()


def html(written: Text) -> Body:
    """A text as HTML, with addresses that are absolute if its element has a base."""
    value = written.value.strip()
    if written.form == "text":
        return Body(_paragraphs(value, by_line=True))
    if _TAG.search(value):
        return Body(_absolute(value, written.base))
    plain = unescape(value)
    if len(_TAG.findall(plain)) > 1:
        return Body(
            _absolute(plain, written.base), (Note("changed", "the text was escaped twice"),)
        )
    if written.form == "html":
        return Body(value)
    return Body(_paragraphs(plain, by_line=written.form == "lines"))


def _paragraphs(plain: str, *, by_line: bool) -> str:
    """Plain text as HTML. `by_line`: line breaks have a meaning."""
    blocks = _BLANK_LINES.split(plain)
    if by_line and len(blocks) == 1:
        blocks = plain.splitlines()
    lines = _lines if by_line else _joined
    return "".join(f"<p>{lines(block)}</p>" for block in blocks if block.strip())


def _joined(block: str) -> str:
    return escape(_SPACES.sub(" ", block.strip(" \t\r\n")), quote=False)


def _lines(block: str) -> str:
    lines = (escape(line.strip(" \t\r"), quote=False) for line in block.strip().splitlines())
    return "<br>\n".join(filter(None, lines))


def _absolute(value: str, base: str) -> str:
    if not urls.split(base).netloc:
        return value
    tree, _ = fragments.parsed(value)
    for element in tree.iter("a", "img", "audio", "video", "source", "iframe"):
        for attribute in ("href", "src"):
            if address := element.get(attribute):
                element.set(attribute, joined(base, address))
    return fragments.inside(tree)


# --- what is no text of the article -------------------------------------------------------------


def without_appeals(html: str) -> Body:
    """Without the paragraph that WordPress adds to a text: `The post … appeared first on …`."""
    found = _APPEARED.search(html[-2_000:])
    if found is None:
        return Body(html)
    return Body(html[: len(html) - len(found[0])], (Note("left out", texts.plain(found[0])),))


def without_frame(html: str, title: str) -> Body:
    """The text of a Turbo page (Yandex): without the headline that repeats the title, and without
    menus and share buttons."""
    tree, _ = fragments.parsed(html)
    notes = list[Note]()
    for element in tree.xpath("./header//h1|.//menu|.//form|.//div[@data-block]"):
        block, said = element.get("data-block", ""), element.text_content().strip()
        repeats = element.tag == "h1" and said == title
        if repeats or element.tag in ("menu", "form") or block in _BLOCKS:
            notes += [Note("left out", " ".join(said.split()))] if said and not repeats else []
            element.drop_tree()
    for header in tree.xpath("./header"):
        header.drop_tag()
    return Body(fragments.inside(tree), tuple(notes))


_BLOCKS = frozenset({"share", "widget-feedback", "feed", "carousel-navigation", "callback"})


def is_cut(written: Text, html: str, title: str) -> str:
    """How a text ends that is not the whole article; empty if it looks whole."""
    end = texts.plain(html[-4_000:] if "<" in html else html)[-600:]
    end = end.removesuffix(title).rstrip(" \u00a0→»>")
    found = _CUT.search(end) or (None if written.whole else _ELLIPSIS.search(end))
    return found[0].strip().lstrip('.!?»”") ') if found else ""
