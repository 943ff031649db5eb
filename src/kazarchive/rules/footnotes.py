"""Footnotes of pulldown-cmark in the form of Python-Markdown's."""

import re

from msgspec import Struct, field


def as_list(body: str) -> str:
    """pulldown-cmark's footnotes in the form of Python-Markdown's: one list at the end, each note
    with a way back, ids that cannot be taken for a heading's. What is cited nowhere comes last."""
    notes: list[str] = []
    labels: dict[str, int] = {}
    body = _without_definitions(body, notes, labels)
    if not notes:
        return body
    references = _References(labels, _numbers(body, notes, labels))
    body = _REFERENCE.sub(references.replace, body)
    ordered = [
        (number, _REFERENCE.sub(references.replace, notes[note]).strip())
        for note, number in references.numbers.items()
    ]
    items = "".join(
        f'<li id="fn-{number}">'
        f"{_with_way_back(note, number) if number in references.seen else note}</li>\n"
        for number, note in ordered
    )
    return f'{body}<div class="footnotes">\n<ol>\n{items}</ol>\n</div>\n'


_DEFINITION = re.compile(
    r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">'
    r"\d+</sup>\n?"
)
_DIV = re.compile(r"<(/?)div\b", re.IGNORECASE)
_REFERENCE = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">\d+</a></sup>')


def _without_definitions(body: str, notes: list[str], labels: dict[str, int]) -> str:
    """The body with its definitions taken out, into `notes`, and their `labels`, whose case does
    not count."""
    found = list(_DEFINITION.finditer(body))
    starts = [*(one.start() for one in found), len(body)]
    pieces, done = [], 0
    for one, following in zip(found, starts[1:], strict=True):
        end, after = _end_of_note(body, one.end(), following)
        labels.setdefault(one[1].casefold(), len(notes))
        notes.append(body[one.end() : end])
        pieces.append(body[done : one.start()])
        done = after
    return "".join([*pieces, body[done:]])


def _end_of_note(body: str, start: int, limit: int) -> tuple[int, int]:
    """Where a note ends, and what follows it begins: at the end of its own `div`, of which raw
    HTML may have others inside; where these do not add up, at the first end at all."""
    depth = 1
    for tag in _DIV.finditer(body, start, limit):
        depth += -1 if tag[1] else 1
        if depth == 0 and body.startswith("</div>\n", tag.start()):
            return tag.start(), tag.start() + len("</div>\n")
    first = body.find("</div>\n", start, limit)
    return (limit, limit) if first < 0 else (first, first + len("</div>\n"))


def _numbers(body: str, notes: list[str], labels: dict[str, int]) -> dict[int, int]:
    """The notes in the order in which a reader meets them who goes on from note to note."""
    numbers: dict[int, int] = {}
    waiting = [body]
    for piece in waiting:  # which grows meanwhile
        for label in _REFERENCE.findall(piece):
            note = labels.get(label.casefold())
            if note is not None and note not in numbers:
                numbers[note] = len(numbers) + 1
                waiting.append(notes[note])
    for note in range(len(notes)):
        numbers.setdefault(note, len(numbers) + 1)
    return numbers


class _References(Struct):
    """Writes the references, of which the first to each note is where its way back leads."""

    labels: dict[str, int]
    numbers: dict[int, int]
    seen: set[int] = field(default_factory=set)

    def replace(self, found: re.Match[str]) -> str:
        note = self.labels.get(found[1].casefold())
        if note is None:
            return found[0]
        number = self.numbers[note]
        mark = "" if number in self.seen else f' id="fnref-{number}"'
        self.seen.add(number)
        return f'<sup class="footnote-ref"{mark}><a href="#fn-{number}">{number}</a></sup>'


def _with_way_back(note: str, number: int) -> str:
    back = f' <a class="footnote-backref" href="#fnref-{number}">↩</a>'
    return note.removesuffix("</p>") + back + "</p>" if note.endswith("</p>") else note + back
