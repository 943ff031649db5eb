"""The content of an item → the body of a document."""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape, unescape
from typing import Any, NamedTuple

from kazarchive.importing import fragments, proof, second_tree, shortcodes
from kazarchive.importing.document import MediaFile, Note
from kazarchive.importing.formats.wordpress import cleaning, tree
from kazarchive.importing.formats.wordpress.blocks import Blocks, has_blocks
from kazarchive.importing.formats.wordpress.export import Attachment, Export
from kazarchive.importing.formats.wordpress.item import Item
from kazarchive.importing.formats.wordpress.paragraphs import paragraphs
from kazarchive.importing.shortcodes import Call

MOST_SHOWN = 5_000
"""Files in the galleries of one text: a post may show those of another many times."""

LONGEST_TEASER = 300
"""Characters of the text before `more` that can be a summary."""

_MORE = re.compile(r"<!--more(?:\s[^<>]*)?-->|<!--noteaser-->")
_NEXT_PAGE = re.compile(r"<!--nextpage-->")
_URL_ALONE = re.compile(r"^[ \t]*(https?://[^\s<>\"]+)[ \t]*$", re.MULTILINE)
_PARAGRAPH_OF_SHORTCODE = re.compile(r"<p>\s*(\[/?[A-Za-z][^\[\]<>]*\])\s*</p>")
_TAG = re.compile(r"<[^<>]*>")


class Body(NamedTuple):
    html: str
    media: tuple[MediaFile, ...]
    notes: tuple[Note, ...]
    teaser: str
    """The text before `more`, if it can be a summary."""
    pages: int
    """Into how many pages it was divided."""
    source_text: str
    """Its words by another reader."""


def body(text: str, item: Item, export: Export, added: Sequence[tuple[str, str]]) -> Body:
    """`text`: the content in one language. `added`: templates of shortcodes."""
    site = _Site(item, export)
    text, pages = _NEXT_PAGE.subn("\n\n", text)
    before, more, after = _divided(text)
    text = _with_code(before + "\n\n" + after if more else text)
    html = plain_html = site.blocks.html(text) if has_blocks(text) else text
    if not has_blocks(text):
        html = _classic(text)
    html = _PARAGRAPH_OF_SHORTCODE.sub(r"\1", html)
    expanded = shortcodes.expanded(html, shortcodes.table(added, site.shortcodes))
    cleaned = cleaning.cleaned(expanded.html, export)
    notes = [*cleaned.notes, *site.notes]
    for kind, names, said in (
        ("lost", site.blocks.lost, "blocks that only WordPress can show"),
        ("changed", expanded.layout, "marks of a page builder are removed"),
        ("changed", expanded.unknown, "unknown shortcodes stay as text"),
    ):
        if names:
            counts = ", ".join(f"{count} `{name}`" for name, count in sorted(names.items()))
            notes.append(Note(kind, f"{said}: {counts}"))  # type: ignore[arg-type]
    if pages:
        notes.append(Note("changed", f"{pages + 1} pages are joined"))
    teaser = _teaser(before) if more else ""
    if more and not teaser:
        notes.append(Note("lost", "the mark `more`"))
    source_text = second_reading(expanded.html if "[" in text else plain_html)
    return Body(cleaned.html, cleaned.media, tuple(notes), teaser, pages + 1, source_text)


def second_reading(html: str) -> str:
    """The words of a body before it was divided into paragraphs and cleaned, or, if it has
    shortcodes, before it was cleaned."""

    def in_place_of(frame: str, said: Mapping[str, str]) -> str:
        return cleaning.in_place_of(frame, said)[1]

    return " ".join(proof.words(second_tree.tree(html, in_place_of)))


def _classic(text: str) -> str:
    return paragraphs(_URL_ALONE.sub(_linked, text))


def _with_code(text: str) -> str:
    """Code in shortcodes as `pre`, before anything else is read in it."""
    for name, pattern in _CODE.items():
        end = text.rfind(f"[/{name}]") + len(name) + 3
        if end > len(name) + 2:
            text = pattern.sub(_preformatted, text[:end]) + text[end:]
    return text


_CODE = {
    name: re.compile(rf"\[{name}(?P<said>[^\[\]]*)\](?P<code>.*?)\[/{name}\]", re.DOTALL)
    for name in ("code", "highlight", "sourcecode")
}


def _preformatted(found: re.Match[str]) -> str:
    """The editor may have escaped the code already."""
    code = escape(unescape(found["code"].strip("\r\n")), quote=False)
    named, positional = shortcodes.arguments(found["said"])
    return shortcodes.TABLE["code"](Call("code", named, positional, code))


def plain(html: str) -> str:
    """The words of a short text of HTML, on one line."""
    return " ".join("".join(fragments.parsed(html)[0].itertext()).split()) if html.strip() else ""


def _divided(text: str) -> tuple[str, bool, str]:
    """What stands before and after `more`."""
    mark = _MORE.search(text)
    if mark is None:
        return text, False, ""
    return text[: mark.start()], True, _MORE.sub("", text[mark.end() :])


def _teaser(before: str) -> str:
    if len(before) > 4 * LONGEST_TEASER:
        return ""
    text = plain(_TAG.sub(" ", before) if "[" not in before else "")
    return text if len(text) <= LONGEST_TEASER else ""


def _linked(found: re.Match[str]) -> str:
    """An address alone on a line, which WordPress shows as an embed."""
    return f'\n\n<a href="{escape(found[1])}">{escape(found[1], quote=False)}</a>\n\n'


class _Site:
    """What the content of one item shows from elsewhere in the export."""

    def __init__(self, item: Item, export: Export) -> None:
        self._item, self._export = item, export
        self.notes: list[Note] = []
        self._left = MOST_SHOWN
        self.shortcodes = shortcodes.TABLE | {  # type: ignore[operator]
            "gallery": self._gallery,
            "playlist": self._playlist,
            "vc_single_image": self._single_image,
            "vc_gallery": self._gallery,
            "et_pb_gallery": self._gallery,
        }
        self.blocks = Blocks(
            export.blocks, {"footnotes": self._footnotes, "gallery": self._gallery_block}
        )

    def _gallery(self, call: Call) -> str:
        return "".join(self._figure(one) for one in self._chosen(call, pictures=True))

    def _playlist(self, call: Call) -> str:
        files = self._chosen(call, pictures=False)
        return "".join(shortcodes.link(one.url, one.title) for one in files)

    def _single_image(self, call: Call) -> str:
        return self._gallery(Call(call.name, {"ids": call["image"]}))

    def _gallery_block(self, said: Mapping[str, Any]) -> str | None:
        ids = said.get("ids")
        if not isinstance(ids, list):
            return None
        return self._gallery(Call("gallery", {"ids": ",".join(str(one) for one in ids)}))

    def _chosen(self, call: Call, *, pictures: bool) -> list[Attachment]:
        """The attachments that a shortcode names, or those of the post or of another one."""
        said = next((call[n] for n in ("ids", "include", "images", "gallery_ids") if call[n]), "")
        named = re.findall(r"\d+", said)
        excluded = set(re.findall(r"\d+", call["exclude"]))
        ids = named or self._export.by_parent.get(call["id"] or self._item.id, [])
        known = self._export.attachments
        if missing := [one for one in named if one not in known]:
            self.notes.append(
                Note("lost", f"attachments that are not in the export: {', '.join(missing)}")
            )
        self._left -= len(ids)
        if self._left < 0:
            note = Note("lost", f"galleries of more than {MOST_SHOWN:,} files")
            self.notes += [] if note in self.notes else [note]
            return []
        chosen = [known[one] for one in ids if one in known and one not in excluded]
        return [one for one in chosen if tree.is_picture(one.path) == pictures]

    @staticmethod
    def _figure(one: Attachment) -> str:
        image = f'<img src="{escape(one.url)}" alt="{escape(one.alt)}">'
        return shortcodes.figure(image, one.caption)

    def _footnotes(self, _: Mapping[str, Any]) -> str | None:
        """The list of the block editor's footnotes, from the meta value of the post."""
        try:
            notes = json.loads(self._item.value("footnotes") or "[]")
        except (ValueError, RecursionError):
            return None
        if not isinstance(notes, list) or not all(isinstance(one, dict) for one in notes):
            return None
        texts = [
            f'<li id="{escape(str(one.get("id")))}">{one.get("content")} '
            f'<a href="#{escape(str(one.get("id")))}-link">↩</a></li>'
            for one in notes
        ]
        return f"<ol>{''.join(texts)}</ol>" if texts else ""
