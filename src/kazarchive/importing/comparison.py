"""A document and its article → what was kept, lost and added, in the words of a report."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kazarchive.importing import counts, fragments, proof, second_tree
from kazarchive.importing.counts import Counts
from kazarchive.importing.document import Document, Note
from kazarchive.importing.report import Proof

MOST_RUNS, MOST_WORDS = 20, 30
"""What is named of the differences between a document and its article."""


class Content(NamedTuple):
    """What is compared."""

    words: tuple[str, ...]
    counts: Counts
    left_out: tuple[tuple[str, ...], ...] = ()
    """The words of texts that are no part of the article, if they are among those of the
    document."""


def of_document(document: Document) -> Content:
    if not document.html:
        return Content(proof.tokens(document.plain), Counts())
    tree = second_tree.tree(document.html)
    left_out = tuple(map(proof.tokens, document.left_out))
    words = proof.tokens(document.source_text) or proof.words(tree)
    return Content(words, counts.counts(tree), left_out)


def of_article(html: str) -> Content:
    """`html`: of the article's text, as a build renders it."""
    tree, _ = fragments.parsed(html)
    return Content(proof.words(tree), counts.counts(tree))


def compared(document: Content, article: Content) -> tuple[Proof, tuple[Note, ...]]:
    """The share of the words of a document that its article has, and what differs."""
    words = proof.compare(document.words, article.words)
    if words.lost and document.left_out:
        rest = proof.compare(_without(document.words, document.left_out), article.words)
        words = max(words, rest, key=lambda each: each.kept)
    notes = [_run("lost", run) for run in words.lost[:MOST_RUNS]]
    notes += [_run("changed", run) for run in words.added[:MOST_RUNS]]
    for text, lost in counts.differences(document.counts, article.counts):
        notes.append(Note("lost" if lost else "changed", text))
    numbers = dict(counts.numbers(document.counts, article.counts))
    return Proof(words.kept, words.source, numbers), tuple(notes)


def _without(words: tuple[str, ...], texts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The words without the first occurrence of each text."""
    for text in texts:
        at = next(_occurrences(words, text), None)
        if at is not None:
            words = words[:at] + words[at + len(text) :]
    return words


def _occurrences(words: tuple[str, ...], text: tuple[str, ...]) -> Iterator[int]:
    for at, word in enumerate(words):
        if text and word == text[0] and words[at : at + len(text)] == text:
            yield at


def _run(kind: Literal["lost", "changed"], run: proof.Run) -> Note:
    """Words that only one side has, and where."""
    words, after = (" ".join(each) for each in (run.words[:MOST_WORDS], run.after))
    more = " …" if len(run.words) > MOST_WORDS else ""
    what = "words" if kind == "lost" else "new words"
    where = f" after “{after}”" if after else " at the beginning"
    return Note(kind, f"{what}{where}: “{words}{more}”")
