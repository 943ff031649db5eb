"""Footnotes as pulldown-cmark writes them → as Python-Markdown writes them."""

import re

from msgspec import Struct, field


def as_list(body: str) -> str:
    """The body with its footnotes in one list at the end. Each note has a link back, and its id
    cannot equal that of a heading. Notes without a reference come last."""
    if '<div class="footnote-definition"' not in body:
        return body
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
        f"{_with_link_back(note, number) if number in references.seen else note}</li>\n"
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
    """The body without its definitions, which are added to `notes`. Their labels, in any case, are
    added to `labels` with the index of the note."""
    definitions = list(_DEFINITION.finditer(body))
    starts = [*(definition.start() for definition in definitions), len(body)]
    pieces, done = [], 0
    for definition, following in zip(definitions, starts[1:], strict=True):
        end, after = _end_of_note(body, definition.end(), following)
        labels.setdefault(definition[1].casefold(), len(notes))
        notes.append(body[definition.end() : end])
        pieces.append(body[done : definition.start()])
        done = after
    return "".join([*pieces, body[done:]])


def _end_of_note(body: str, start: int, limit: int) -> tuple[int, int]:
    """The end of a note, and the beginning of what follows it: the end tag of its `div`, inside
    which raw HTML may have others. If those do not balance, the first end tag counts."""
    depth = 1
    for tag in _DIV.finditer(body, start, limit):
        depth += -1 if tag[1] else 1
        if depth == 0 and body.startswith("</div>\n", tag.start()):
            return tag.start(), tag.start() + len("</div>\n")
    first = body.find("</div>\n", start, limit)
    return (limit, limit) if first < 0 else (first, first + len("</div>\n"))


def _numbers(body: str, notes: list[str], labels: dict[str, int]) -> dict[int, int]:
    """Index → number, in the order of the references, including those inside notes."""
    numbers: dict[int, int] = {}
    waiting = [body]
    for piece in waiting:  # it grows in the loop
        for label in _REFERENCE.findall(piece):
            note = labels.get(label.casefold())
            if note is not None and note not in numbers:
                numbers[note] = len(numbers) + 1
                waiting.append(notes[note])
    for note in range(len(notes)):
        numbers.setdefault(note, len(numbers) + 1)
    return numbers


class _References(Struct):
    """Writes the references; the first one to each note is the target of its link back."""

    labels: dict[str, int]
    numbers: dict[int, int]
    seen: set[int] = field(default_factory=set)

    def replace(self, reference: re.Match[str]) -> str:
        note = self.labels.get(reference[1].casefold())
        if note is None:
            return reference[0]
        number = self.numbers[note]
        mark = "" if number in self.seen else f' id="fnref-{number}"'
        self.seen.add(number)
        return f'<sup class="footnote-ref"{mark}><a href="#fn-{number}">{number}</a></sup>'


def _with_link_back(note: str, number: int) -> str:
    back = f' <a class="footnote-backref" href="#fnref-{number}">↩</a>'
    return note.removesuffix("</p>") + back + "</p>" if note.endswith("</p>") else note + back
