"""What the marks of templates show: the visible table of shortcodes, and tags of several
generators."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape, unescape

from msgspec.structs import replace

from kazarchive.importing import shortcodes
from kazarchive.importing.formats.generator.expansion import Html, Shown, Written
from kazarchive.importing.formats.generator.links import Index
from kazarchive.importing.formats.generator.marks import Mark, arguments
from kazarchive.importing.formats.generator.rules import Rules
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.shortcodes import Call

_IMAGE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)\b", re.IGNORECASE)


def _image(call: Call) -> str:
    """`src`, `path` and other names; positional, the first that names an image, then its texts."""
    names = ("src", "path", "url", "file", "image", "image_path", "name", "link")
    address = next((call[name] for name in names if call[name]), "")
    words = list(call.positional)
    if not address:
        at = next((n for n, word in enumerate(words) if _IMAGE.search(word)), 0)
        address = words[at] if words else ""
        words = [word for word in words[at + 1 :] if not re.fullmatch(r"\d+(?:px|%)?", word)]
    given = {"src": address, "alt": call["alt"] or (words[1] if words[1:] else "")}
    caption = call["caption"] or call["title"] or call["description"] or (words[0] if words else "")
    if not caption and call.inner.strip():
        caption = unescape(call.inner)
    if not given["alt"]:
        given["alt"] = "" if "\ue000" in caption else caption
    inner = f'<img src="{escape(given["src"])}" alt="{escape(given["alt"])}">'
    shown = caption if caption == given["alt"] and not call["caption"] and not call["title"] else ""
    below = "" if shown else caption
    return shortcodes.figure(inner, escape(below, quote=False)) if address else ""


def _quotation(call: Call) -> str:
    """A quotation of Octopress and Hexo: the author, a comma, the source with its address."""
    said = " ".join(call.positional)
    author = call["author"] or said
    found = re.search(r"https?://\S+", author)
    name = author.replace(found[0], "").strip(" ,") if found else author.strip()
    linked = (
        f'<a href="{escape(found[0])}">{escape(name or found[0])}</a>' if found else escape(name)
    )
    return f"<blockquote>{call.inner}{f'<p>— {linked}</p>' if author else ''}</blockquote>"


def _code(call: Call) -> str:
    """Code of Octopress and Hexo: `title lang:x url text`."""
    language = next((call[name] for name in ("lang", "language") if call[name]), "")
    return shortcodes.TABLE["highlight"](replace(call, arguments={"lang": language}, positional=()))


def _media(call: Call) -> str:
    return shortcodes.link(call.first("url", "src"))


MORE: Mapping[str, Callable[[Call], str]] = {
    "blockquote": _quotation,
    "codeblock": _code,
    "cq": _quotation,
    "centerquote": _quotation,
    "fig": _image,
    "figure": _image,
    "image": _image,
    "img": _image,
    "media": _media,
    "picture": _image,
    "quote": _quotation,
    "thumbnail": _image,
    "twitter_simple": shortcodes.TABLE["twitter"],
    "tweet_simple": shortcodes.TABLE["twitter"],
    "x_simple": shortcodes.TABLE["x"],
    "vimeo_simple": shortcodes.TABLE["vimeo"],
    "instagram_simple": shortcodes.TABLE["instagram"],
    "youtubelite": shortcodes.TABLE["youtube"],
    "youtube_enhanced": shortcodes.TABLE["youtube"],
    "lite-youtube": shortcodes.TABLE["youtube"],
}
"""Besides those of the table that all formats share."""


class Marks:
    """Says what each mark of one text shows."""

    def __init__(
        self,
        rules: Rules,
        text: Text,
        index: Index,
        table: Mapping[str, Callable[[Call], str]],
        *,
        has_components: bool,
    ) -> None:
        self._rules, self._text, self._index, self._table = rules, text, index, table
        self._has_components = has_components
        self.components = Counter[str]()
        """Components that are not known; their texts stay."""

    def __call__(self, mark: Mark, call: Call) -> Shown:
        if mark.role == "value":
            value = self._rules.value(mark.said, self._text)
            return None if value is None else Written(value)
        own = self._rules.shown(mark, call, self._text, self._index)
        if own is not None:
            return own
        if call.name in ("raw", "verbatim"):
            return Written(unescape(call.inner))
        if call.name == "comment":
            return Written("")
        if call.name == "details":
            summary = call["summary"] or call["title"] or next(iter(call.positional), "")
            return Written(f"<details>\n<summary>{summary}</summary>\n\n{call.inner}\n\n</details>")
        if call.name == "include" and call.positional:
            call = self._included(mark, call)
        name = call.name.replace("_", "-")
        shows = next((self._table[each] for each in (call.name, name) if each in self._table), None)
        if shows is not None:
            shown = shows(call)
            return Html(shown) if shown else None
        if self._has_components and mark.name[:1].isupper():
            self.components[mark.name] += 1
            return Written(call.inner)
        return None

    def _included(self, mark: Mark, call: Call) -> Call:
        """`{% include youtube.html id="x" %}` as `youtube`."""
        path, *rest = call.positional
        name = re.sub(r"^.*/|\.\w+$", "", path).lower()
        named = {each: self._evaluated(value) for each, value in call.arguments.items()}
        return Call(name, named, tuple(rest), call.inner)

    def _evaluated(self, value: str) -> str:
        """`page.title` in an include is the value of a field."""
        if re.fullmatch(r"(?:page|site)\.[\w.]+", value):
            return self._rules.value(value, self._text) or ""
        return value


def table(added: "list[tuple[str, str]]") -> Mapping[str, Callable[[Call], str]]:
    """The table of shortcodes with those of the configuration."""
    return shortcodes.table(added, {**shortcodes.TABLE, **MORE})


__all__ = ["Marks", "arguments", "table"]
