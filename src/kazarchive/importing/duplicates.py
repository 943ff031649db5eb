"""Texts that are nearly the same, among new documents and articles.

A text is represented by the smallest hashes of its runs of five words, which is a uniform sample of
them ("bottom-k sketch", Cohen and Kaplan 2007). The share of equal hashes in the union of two
sketches estimates the share of runs that the texts have in common (Jaccard index).
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

import xxhash
from msgspec import Struct

RUN = 5
"""Words of a run."""

SIZE = 128
"""Hashes of a sketch. The standard error of an estimate is at most 1 / (2 √SIZE), 4 percentage
points."""

PROBED = 6
"""The smallest hashes of a sketch, by which candidates are found. Two texts with four fifths of
their runs in common miss each other in fewer than one case of 10,000."""

MOST = 40
"""Texts with one hash; a run in more texts is boilerplate."""

ALIKE = 0.8

_WORDS = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")

Sketch = tuple[int, ...]
"""The SIZE smallest of the 64-bit hashes, in order."""


class Likeness(Struct, frozen=True):
    """A text that is nearly the same as another."""

    name: str
    share: float
    """Of their runs of words that both have, from ALIKE to 1."""


def sketch(text: str) -> Sketch:
    """The sketch of a text in any language; tags of HTML, letter case and punctuation do not count.
    A text of fewer than RUN words has an empty one, and is like no other."""
    words = [word.encode() for word in _WORDS.findall(_TAG.sub(" ", text).lower())]
    runs = zip(*(words[start:] for start in range(RUN)), strict=False)
    return tuple(sorted(set(map(xxhash.xxh3_64_intdigest, map(b" ".join, runs))))[:SIZE])


class NearDuplicates:
    """All texts so far."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._sketches: list[array[int]] = []
        self._numbers: dict[int, list[int]] = {}

    def add(self, name: str, sketch: Sketch) -> None:
        for probe in sketch[:PROBED]:
            numbers = self._numbers.setdefault(probe, [])
            if len(numbers) <= MOST:
                numbers.append(len(self._names))
        self._names.append(name)
        self._sketches.append(array("Q", sketch))

    def like(self, sketch: Sketch) -> Sequence[Likeness]:
        """The texts with at least ALIKE of the runs in common, the most similar first."""
        found = (
            Likeness(self._names[number], share)
            for number in sorted(set(self._candidates(sketch)))
            if (share := _share(sketch, self._sketches[number])) >= ALIKE
        )
        return sorted(found, key=lambda likeness: -likeness.share)

    def _candidates(self, sketch: Sketch) -> Iterator[int]:
        for probe in sketch[:PROBED]:
            numbers = self._numbers.get(probe, ())
            if len(numbers) <= MOST:
                yield from numbers


def _share(one: Iterable[int], other: Iterable[int]) -> float:
    union = sorted({*one, *other})[:SIZE]
    return len(set(union).intersection(one).intersection(other)) / len(union)
