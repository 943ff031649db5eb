"""Words that are broken at the end of a line → whole words, where that is certain enough."""

import re
from collections import Counter
from collections.abc import Iterable

from kazarchive.importing.pdf.pages import BROKEN
from kazarchive.rules.letter_pairs import likelihood

SIGNS = f"-\u00ad\u2010{BROKEN}"
"""What may stand at the end of a line in a word."""

_BREAK = re.compile(rf"([^\W\d_]+)[{SIGNS}]\Z")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_LEFT = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*\Z")
_RIGHT = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_LIKELY = -6.0
"""The logarithm of the probability of two letters beside each other that may be joined."""
_FEWEST = 3
"""Letters of two words that may be joined by a hyphen."""


class Hyphens:
    """Decides by the other words of the document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            words = _WORD.findall(line.lower())
            cut = line[-1:] in SIGNS and line[-1:] != ""
            self._words.update(words[1 : len(words) - cut] if words else ())
        self.joined = self.kept = 0

    def joint(self, before: str, after: str) -> str:
        """What stands in place of the sign and the line end: nothing, or a hyphen."""
        left, right = _LEFT.search(before), _RIGHT.match(after)
        if left is None or right is None:
            return "-"
        joins = self._joins(left[0], right[0])
        self.joined += joins
        self.kept += not joins
        return "" if joins else "-"

    def _joins(self, left: str, right: str) -> bool:
        small = left.lower(), right.lower()
        if self._words["".join(small)]:
            return True
        if self._words["-".join(small)] or not right[0].islower() or not left[-1].isalpha():
            return False
        if all(self._words[each] and len(each) >= _FEWEST for each in small):
            return False
        pair = likelihood({(small[0][-1], small[1][0]): 1})
        return pair.mean > _LIKELY


def is_broken(text: str) -> bool:
    """Whether a line ends in the middle of a word."""
    return _BREAK.search(text) is not None
