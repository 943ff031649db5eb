"""What a document has beside its text → notes for the report."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from kazarchive.importing.document import Note

MOST = 20
"""Texts of one kind that are named."""


_LOST = (
    *("comment", "chart", "diagram", "object", "embedded document"),
    *("missing image", "missing note"),
)


class Beside(Struct):
    """What a reader has met."""

    counts: Counter[str] = field(default_factory=Counter)
    """What, in the singular → how many: `insertion`, `deletion` and `move` are tracked changes,
    `formula` and `number` are text in the article, the others are lost."""
    hidden: list[str] = field(default_factory=list)
    """Texts that the program does not show."""
    contents: list[str] = field(default_factory=list)
    """Lines of tables of contents."""


def notes(beside: Beside, running: Iterable[str]) -> Iterator[Note]:
    """What has changed, what is left out, what is lost. `running`: headers and footers of pages."""
    counts = beside.counts
    changes = [_number(counts, what) for what in ("insertion", "deletion", "move") if counts[what]]
    if changes:
        yield Note("changed", f"tracked changes are accepted: {', '.join(changes)}")
    if counts["formula"]:
        yield Note("changed", f"as plain text: {_number(counts, 'formula')}")
    if counts["number"]:
        yield Note("changed", f"as text, since HTML has no such: {_number(counts, 'number')}")
    yield from _left_out("hidden text", beside.hidden)
    lines = (" ".join(line.split()) for line in beside.contents)
    if contents := " · ".join(filter(None, lines)):
        yield Note("left out", f"table of contents: {contents}")
    yield from _left_out("header or footer of pages", running)
    for what in _LOST:
        if counts[what]:
            yield Note("lost", _number(counts, what))


def _left_out(what: str, texts: Iterable[str]) -> Iterator[Note]:
    bare = dict.fromkeys(" ".join(text.split()) for text in texts)
    said = [text for text in bare if any(map(str.isalpha, text))]
    yield from (Note("left out", f"{what}: {text}") for text in said[:MOST])
    if len(said) > MOST:
        yield Note("lost", f"{what}: {len(said) - MOST:,} more are left out")


def _number(counts: Counter[str], what: str) -> str:
    return f"{counts[what]:,} {what}{'' if counts[what] == 1 else 's'}"
