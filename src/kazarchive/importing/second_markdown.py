"""Markdown → HTML by an engine that shares no code with that of a build.

The proof compares an article, as a build renders it, with this reading of its source. Footnotes are
read here, because the engine has none of its own.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from msgspec import Struct, field

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,80})\]:[ \t]?")
_FENCE = re.compile(r"(?:[ \t>]|[-*+]|\d{1,9}[.)])*(`{3,}|~{3,})")
_INDENT = re.compile(r" {4}|\t| {1,3}(?=\S)")
_REFERENCE = re.compile(r"<(code|pre)\b.*?</\1>|\[\^([^\]\s<>]{1,80})\]", re.DOTALL)


@cache
def _engine() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def html(text: str) -> str:
    """CommonMark with tables, strikethrough and footnotes, which follow the text as a list: first
    those with a reference, in its order."""
    if "[^" not in text:
        return str(_engine().render(text))
    notes, links = dict[str, str](), dict[str, Any]()
    body = str(_engine().render(_without_notes(text, notes), links))
    if not notes:
        return body
    rendered = {name.casefold(): _engine().render(note, links) for name, note in notes.items()}
    references = _References(rendered)
    body = references.replaced(body)
    items = list[str]()
    while references.waiting:
        name = references.waiting.pop(0)
        items.append(f'<li id="fn-{name}">{references.replaced(references.notes[name])}</li>')
    unused = (note for name, note in references.notes.items() if name not in references.numbers)
    items += (f"<li>{note}</li>" for note in unused)
    return f'{body}<div class="footnotes"><ol>{"".join(items)}</ol></div>'


class _References(Struct):
    """Numbers the notes in the order of their references."""

    notes: Mapping[str, str]
    numbers: dict[str, int] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)

    def replaced(self, html: str) -> str:
        return _REFERENCE.sub(self._one, html)

    def _one(self, found: re.Match[str]) -> str:
        name = (found[2] or "").casefold()
        if name not in self.notes:
            return found[0]
        if name not in self.numbers:
            self.numbers[name] = len(self.numbers) + 1
            self.waiting.append(name)
        return f'<sup class="footnote-ref"><a href="#fn-{name}">{self.numbers[name]}</a></sup>'


def _without_notes(text: str, notes: dict[str, str]) -> str:
    """The text without its footnotes, which are added to `notes` by their names."""
    kept, name, blank, fence = list[str](), "", True, ""
    for line in text.split("\n"):
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = ""
        begins = None if fence else _DEFINITION.match(line)
        if begins:
            name = begins[1]
            notes[name] = line[begins.end() :]
        elif name and (not line.strip() or not blank or _INDENT.match(line)):
            indent = _INDENT.match(line)
            notes[name] += "\n" + (line[indent.end() :] if indent else line)
        else:
            name = ""
            kept.append(line)
        blank = not line.strip()
    return "\n".join(kept)
