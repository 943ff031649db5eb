"""Footnotes in the form that `importing/markdown/footnotes.py` finds: links that lead back."""

from collections.abc import Sequence


def reference(number: int) -> str:
    """The mark in the text. Numbers count from 1."""
    return f'<sup><a id="ref-{number}" href="#note-{number}">{number}</a></sup>'


def section(notes: Sequence[str]) -> str:
    """The notes, each as HTML, after the text."""
    if not notes:
        return ""
    items = "".join(
        f'<li id="note-{number}">{note}<p><a href="#ref-{number}">↑</a></p></li>'
        for number, note in enumerate(notes, 1)
    )
    return f'<div class="footnotes"><ol>{items}</ol></div>'
