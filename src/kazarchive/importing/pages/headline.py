"""The headline of a page, and what stands near it: a date, a byline."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement

from kazarchive.importing import local_dates
from kazarchive.importing.pages.letters import LEFT_OUT, letters, plain
from kazarchive.rules import text as texts

_NEAR = 40
"""So many lines after a headline, and half of them before it, can have its date."""
_LONGEST_LINE = 120
_PARTS = re.compile(r"\s*(?:[|•·●/]|\s[–—-]\s|\n)\s*")
_BY = re.compile(
    r"(?:(?:authors?|written by|text|автор(?:ы|лар|лары)?|мәтін|текст|жазған)\s*:\s*"
    r"|(?:written )?by )"
    r"(?P<names>[^\W\d_][^:|]{2,80})",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*|\s+(?:and|и|және)\s+")
_NO_PUBLICATION = re.compile(
    r"(?:updated|modified|обновлен|изменен|жаңартыл|өзгертіл)", re.IGNORECASE
)
DIVIDERS = (" | ", " – ", " — ", " :: ", " - ", " » ", " • ", " / ", " · ")
"""What stands between a title and the name of the site."""


def headline(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The `h1` that has the title, or the only one."""
    headings = [h for h in tree.iter("h1") if plain(h)]
    wanted = letters(title)
    alike = [h for h in headings if wanted and letters(plain(h)) in wanted and letters(plain(h))]
    if alike:
        return max(alike, key=lambda h: len(plain(h)))
    if wanted:
        others = (h for h in tree.iter("h2", "h3") if letters(plain(h)) == wanted)
        if (other := next(others, None)) is not None:
            return other
    return headings[0] if len(headings) == 1 else None


def without_site(title: str, names: Sequence[str], heading: str) -> str:
    """A title without the name of the site before or after it. `names`: those of the site;
    `heading`: the text of the headline."""
    title = texts.clean_prose(title)
    own = {letters(name) for name in names if letters(name)}
    while True:
        shorter = next(_shorter(title, own), title)
        if shorter == title:
            break
        title = shorter
    ends = title.endswith(("…", "..."))
    begun = letters(title.rstrip(".…"))
    said = letters(heading)
    if said and (said == letters(title) or (ends and said.startswith(begun))):
        return texts.clean_prose(heading)
    parts = (part for divider in DIVIDERS for part in title.split(divider))
    if said and any(letters(part) == said for part in parts):
        return texts.clean_prose(heading)
    return title


def _shorter(title: str, own: set[str]) -> Iterator[str]:
    for divider in DIVIDERS:
        before, found, after = title.rpartition(divider)
        if found and letters(after) in own and before.strip():
            yield before.strip()
        before, found, after = title.partition(divider)
        if found and letters(before) in own and after.strip():
            yield after.strip()


# --- near it ------------------------------------------------------------------------------------


def date_near(tree: HtmlElement, heading: HtmlElement | None) -> str | None:
    """The date in the lines near a headline, as it is written."""
    for line in _lines_near(tree, heading):
        for part in (line, *_PARTS.split(line)):
            if not _NO_PUBLICATION.search(line) and (
                day := local_dates.of_line(part.strip(" ,.;"))
            ):
                return day
    return None


def authors_near(tree: HtmlElement, heading: HtmlElement | None) -> tuple[str, ...]:
    """The names in a byline near a headline, or those that links mark as authors."""
    links = tree.xpath(
        "//*[@rel='author' or contains(@class, 'byline__name') or @itemprop='author']"
    )
    marked = tuple(dict.fromkeys(filter(None, (texts.plain(plain(a)) for a in links[:5]))))
    if marked and all(len(name) < 60 for name in marked):
        return marked
    return next(filter(None, map(_names, _lines_near(tree, heading))), ())


def is_head(line: str) -> bool:
    """Whether a line before a text is a date or a byline."""
    parts = [part.strip(" ,.;") for part in _PARTS.split(line)]
    dated = local_dates.of_line(line.strip(" ,.;")) or all(map(local_dates.of_line, parts))
    return bool(dated or _names(line))


def _names(line: str) -> tuple[str, ...]:
    """The names in a byline."""
    named = _BY.fullmatch(line)
    names = [name.strip(" .") for name in _BETWEEN_NAMES.split(named["names"])] if named else []
    if all(name[:1].isupper() and len(name.split()) < 5 for name in names if name):
        return tuple(filter(None, names))
    return ()


def _lines_near(tree: HtmlElement, heading: HtmlElement | None) -> Sequence[str]:
    """The short lines after a headline and then those before it."""
    if heading is None:
        return ()
    lines, at = list[str](), -1
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in LEFT_OUT:
            walk.skip_subtree()
            continue
        if event == "end" and element is heading:
            at = len(lines)
        written = element.text if event == "start" else element.tail
        if line := " ".join((written or "").split()):
            lines.append(line)
        if at >= 0 and len(lines) > at + _NEAR:
            break
    near = [*lines[at : at + _NEAR], *reversed(lines[max(0, at - _NEAR // 2) : at])]
    return [line for line in near if len(line) <= _LONGEST_LINE]
