"""The body of a text → Markdown or HTML without marks of templates, whose addresses lead to the old
URLs of texts and to files."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html import escape

from lxml import etree
from msgspec import Struct

from kazarchive.importing import fragments, markdown_links, second_markdown, shortcodes
from kazarchive.importing.document import MediaFile, Note
from kazarchive.importing.formats.generator import kramdown, marks, restructured
from kazarchive.importing.formats.generator.expansion import Expanded, expanded
from kazarchive.importing.formats.generator.links import Index, Links
from kazarchive.importing.formats.generator.rules import Rules
from kazarchive.importing.formats.generator.shows import Marks
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.shortcodes import Call
from kazarchive.reading import teaser
from kazarchive.rules import text as texts

Table = Mapping[str, Callable[[Call], str]]

LINKING = {"a": "href", "img": "src", "audio": "src", "video": "src", "source": "src"}
_FRAME = re.compile(
    r"<iframe\b[^<>]*?\bsrc\s*=\s*[\"']([^\"']+)[\"'][^<>]*>\s*(?:</iframe\s*>)?", re.IGNORECASE
)
_GIST = re.compile(
    r"<script\b[^<>]*\bsrc\s*=\s*[\"'](https?://gist\.github\.com/[^\"']+?)(?:\.js)?[\"'][^<>]*>\s*</script\s*>",
    re.IGNORECASE,
)


class Body(Struct, frozen=True):
    """A text without marks of templates."""

    markdown: str
    """Empty if the source is not Markdown."""
    html: str
    teaser: str | None
    media: tuple[MediaFile, ...]
    notes: tuple[Note, ...]


def body(text: Text, rules: Rules, index: Index, url: str, table: Table) -> Body:
    """Raises restructured.Unreadable."""
    links = Links(index, text.path, url, rules.beside(text))
    target = _Target(text, rules, index, links)
    if text.kind == "rest":
        return _of_rest(text, target, table)
    in_markdown = text.kind == "markdown"
    written, notes = text.body, list[Note]()
    for form in rules.forms_of(text):
        shows = Marks(rules, text, index, table, has_components=form is marks.mdx)
        found = list(form(written))
        made = expanded(written, found, shows, in_markdown=in_markdown)
        written = made.text
        notes += _notes(made, shows.components)
    if in_markdown:
        written, removed = (kramdown.plain if rules.is_kramdown else kramdown.without_ids)(written)
        notes += removed
    written, embeds = _without_frames(written)
    notes += embeds
    before = _teaser(written, rules)
    for mark in rules.teasers:
        written = teaser.without(written, mark)
    if in_markdown:
        written = markdown_links.rewritten(written, target).strip("\n")
        html = second_markdown.html(written)
    else:
        html = _with_addresses(written, target)
        written = ""
    notes += links.notes.values()
    return Body(written, html, before, tuple(links.media.values()), tuple(notes))


class _Target:
    """The address that replaces one of a text."""

    def __init__(self, text: Text, rules: Rules, index: Index, links: Links) -> None:
        self._text, self._rules, self._index, self.links = text, rules, index, links

    def __call__(self, address: str, is_media: bool) -> str:
        own = self._rules.link(address.strip(), self._text, self._index)
        return self.links.target(address if own is None else own, is_media)


def _of_rest(text: Text, target: _Target, table: Table) -> Body:
    read = restructured.html(text.body, table)
    notes = [Note("lost", note) for note in read.notes]
    notes += _counted(read.known, read.unknown)
    before = None
    parts = re.split(r"<!--\s*(?:TEASER_END|END_TEASER|more)\b.*?-->", read.html, maxsplit=1)
    if parts[1:]:
        before = texts.teaser(parts[0])
    html = _with_addresses(read.html, target)
    notes += target.links.notes.values()
    return Body("", html, before, tuple(target.links.media.values()), tuple(notes))


def _teaser(written: str, rules: Rules) -> str | None:
    found = (teaser.before(written, mark) for mark in rules.teasers)
    part = next((each for each in found if each is not None), None)
    return texts.teaser(second_markdown.html(part)) if part else None


def _with_addresses(html: str, target: _Target) -> str:
    tree, _ = fragments.parsed(html)
    for element in tree.iter(*LINKING):
        attribute = LINKING[element.tag]
        if address := element.get(attribute):
            element.set(attribute, target(address, element.tag != "a"))
    return escape(tree.text or "", quote=False) + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in tree
    )


def _without_frames(written: str) -> tuple[str, list[Note]]:
    """The text with a link in place of each frame, as for embeds of shortcodes."""
    count = 0

    def link(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        url = found[1] if not found[1].startswith("//") else f"https:{found[1]}"
        video = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)", url)
        return (
            shortcodes.TABLE["youtube"](Call("youtube", {"id": video[1]}))
            if video
            else (shortcodes.link(url))
        )

    made = _GIST.sub(link, _FRAME.sub(link, written))
    return made, [Note("changed", f"frames that are links now: {count}")] if count else []


def _notes(made: Expanded, components: Counter[str]) -> Iterator[Note]:
    known = Counter(made.known)
    for name in components:
        del known[name]
    yield from _counted(known, made.unknown)
    if components:
        yield Note("lost", f"components, whose texts stay: {_listed(components)}")
    if made.left_out:
        yield Note("changed", f"left out: {_listed(made.left_out)}")


def _counted(known: Counter[str], unknown: Counter[str]) -> Iterator[Note]:
    if known:
        yield Note("changed", f"shortcodes and tags: {_listed(known)}")
    if unknown:
        yield Note("lost", f"shortcodes and tags that stay as text: {_listed(unknown)}")


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in sorted(counts.items()))
