"""Sentences that are no part of an article → out of its tree."""

from collections.abc import Iterator, Sequence, Set

from lxml.html import HtmlElement

from kazarchive.importing import boilerplate
from kazarchive.importing.pages import visible
from kazarchive.importing.pages.letters import Letters, letters


def without_boilerplate(tree: HtmlElement, patterns: Sequence[str]) -> tuple[str, ...]:
    """Take out the lines that the site names by patterns, and the appeals at the end; these
    lines."""
    lines = visible.text(tree).split("\n")
    kept, left_out = boilerplate.divided(lines, patterns)
    if not left_out or not kept:
        return ()
    gone = set(taken_out(tree, {*map(letters, left_out)} - {*map(letters, kept), ""}))
    return tuple(line for line in left_out if letters(line) in gone)


def taken_out(tree: HtmlElement, wanted: Set[str]) -> Iterator[str]:
    """Remove the elements, and the texts beside elements, that are one of these sentences, given by
    their letters; those that were there."""
    page = Letters(tree)
    for element in list(tree.iterdescendants()):
        if element.getparent() is None:
            continue
        start, end = page.of(element)
        if end > start and (bare := page.text[start:end]) in wanted:
            element.drop_tree()
            yield bare
        for slot in ("text", "tail"):
            if (bare := letters(getattr(element, slot) or "")) in wanted:
                setattr(element, slot, None)
                yield bare
