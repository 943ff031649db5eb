"""The text of the block editor → HTML without the comments that delimit its blocks.

The HTML of most blocks stands in the text. Those that WordPress renders when a page is shown have
only a comment.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from kazarchive.importing.formats.wordpress.paragraphs import paragraphs

_DELIMITER = re.compile(
    r"<!--\s*(?P<closes>/?)wp:(?P<name>(?:[a-z][\w-]*/)?[a-z][\w-]*)"
    r"\s*(?P<json>\{[^<>]*\})?\s*(?P<empty>/?)-->"
)
_DEEPEST = 8
_MOST = 200_000
"""Characters of the reusable blocks of one text: a block may hold others many times."""
_NOTHING = frozenset({"spacer", "separator", "more", "nextpage", "navigation-link", "missing"})

Dynamic = Callable[[Mapping[str, Any]], str | None]
"""The attributes of a block → its HTML; None if it cannot be known."""


def has_blocks(text: str) -> bool:
    """WordPress leaves the paragraphs of a text alone that has one block."""
    return "<!-- wp:" in text


class Blocks:
    """Renders the blocks of one text."""

    def __init__(self, reusable: Mapping[str, str], dynamic: Mapping[str, Dynamic]) -> None:
        """`reusable`: id → content. `dynamic`: name → what it shows."""
        self._reusable, self._dynamic = reusable, dynamic
        self._left = _MOST
        self.lost = Counter[str]()
        """Names of blocks that only WordPress can render."""

    def html(self, text: str, within: tuple[str, ...] = ()) -> str:
        """`within`: ids of the reusable blocks of which the text is a part."""
        written, at, opened = list[str](), 0, list[str]()
        for found in _DELIMITER.finditer(text):
            written.append(_between(text[at : found.start()], opened))
            at, name = found.end(), found["name"].removeprefix("core/")
            if found["closes"]:
                if opened:
                    opened.pop()
                continue
            if found["empty"]:
                written.append(self._alone(name, _attributes(found["json"]), within))
            else:
                opened.append(name)
                written.append(self._before(name, _attributes(found["json"]), text, at))
        written.append(_between(text[at:], opened))
        return "".join(written)

    def _alone(self, name: str, said: Mapping[str, Any], within: tuple[str, ...]) -> str:
        if name == "block":
            ref = str(said.get("ref"))
            self._left -= len(self._reusable.get(ref, ""))
            known = ref in self._reusable and ref not in within
            if known and len(within) < _DEEPEST and self._left >= 0:
                return self.html(self._reusable[ref], (*within, ref))
        if name in self._dynamic:
            shown = self._dynamic[name](said)
            if shown is not None:
                return shown
        if name.endswith("embed") or name.startswith("core-embed/"):
            url = escape(str(said.get("url") or ""))
            return f'<p><a href="{url}">{url}</a></p>' if url else ""
        if name not in _NOTHING:
            self.lost[name] += 1
        return ""

    @staticmethod
    def _before(name: str, said: Mapping[str, Any], text: str, at: int) -> str:
        """What a block shows that does not stand in its HTML: the image of an old `cover`."""
        url = said.get("url")
        if name not in ("cover", "cover-image") or not isinstance(url, str):
            return ""
        own = text[at : text.find(f"<!-- /wp:{name}", at)]
        return "" if "<img" in own else f'<figure><img src="{escape(url)}"></figure>'


def _between(text: str, opened: list[str]) -> str:
    """What stands between two delimiters. Outside of blocks, and in the block for the classic
    editor, a text without paragraphs of its own is one of the classic editor."""
    if text.strip() and (not opened or opened[-1] == "freeform") and "<p" not in text:
        return paragraphs(text)
    return text


def _attributes(written: str | None) -> Mapping[str, Any]:
    try:
        said = json.loads(written) if written else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
