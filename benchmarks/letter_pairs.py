"""The texts of this project → the table of letter pairs by which `import` recognises code pages.

    python benchmarks/letter_pairs.py

Run it again when there are many more texts; it rewrites `src/kazarchive/rules/letter_pairs.txt`.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from kazarchive.rules.letter_pairs import STEP, SYMBOLS

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src/kazarchive/rules/letter_pairs.txt"
SOURCES = ("tests/stories/kk/*.txt", "tests/stories/ru/*.txt", "articles/**/*.md", "seeds/*.txt")

BACKED_OFF = 4.0
"""So many pairs after a letter are taken as known from the frequencies of single letters: the texts
are too few to contain every pair."""
LEAST = 2e-4
"""The smallest probability that the table can contain."""


def main() -> None:
    texts = [path.read_text("utf-8") for source in SOURCES for path in sorted(ROOT.glob(source))]
    TABLE.write_text("\n".join(rows(texts)) + "\n", "ascii")


def rows(texts: Iterable[str]) -> Iterator[str]:
    """The lines of the table. Kazakh and Russian texts are counted together."""
    pairs, before, after = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    for text in texts:
        written = symbols(text)
        pairs.update(pairwise(written))
        before.update(written[:-1])
        after.update(written[1:])

    def probability(first: str, second: str) -> float:
        alone = (after[second] + 1) / (after.total() + len(SYMBOLS))
        return (pairs[first, second] + BACKED_OFF * alone) / (before[first] + BACKED_OFF)

    yield "# Made by benchmarks/letter_pairs.py; do not edit."
    for first in SYMBOLS:
        yield "".join(digit(probability(first, second)) for second in SYMBOLS)


def symbols(text: str) -> str:
    """A text in SYMBOLS: whatever is between two words is a single space."""
    return " ".join(re.findall(f"[{SYMBOLS.strip()}]+", text.lower())).join("  ")


def digit(probability: float) -> str:
    """A probability as the table contains it."""
    step = round(-math.log(max(probability, LEAST)) / STEP)
    return "0123456789abcdefghijklmnopqrstuvwxyz"[step]


if __name__ == "__main__":
    main()
