"""A text → the tags of the archive that it is about, by how often it names them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kazarchive.rules import terms

Terms = Sequence[tuple[str, str, str]]
"""(language, taxonomy, name)"""

MOST = 5

SUFFIXED = frozenset({"kk", "ru"})
"""Languages that decline names by suffixes."""

SHORTEST_STEM, LONGEST_SUFFIX = 5, 4


def suggested(text: str, lang: str, names: Iterable[str]) -> tuple[str, ...]:
    """At most MOST of the names, as written, those that the text mentions most often first."""
    folded = _folded(text)
    counts = {name: _count(name, lang, folded) for name in names}
    mentioned = (name for name in counts if counts[name])
    return tuple(sorted(mentioned, key=lambda name: (-counts[name], name))[:MOST])


def merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """Names of several groups; of different spellings of one name, the first."""
    names: dict[str, str] = {}
    for name in (name for group in groups for name in group):
        names.setdefault(terms.fold(name), name)
    return tuple(names.values())


def _count(name: str, lang: str, folded: str) -> int:
    # A text contains few of thousands of terms; only these need a pattern.
    term = _folded(name).strip()
    return len(_pattern(term, lang).findall(folded)) if term and term in folded else 0


@lru_cache(maxsize=4096)
def _pattern(term: str, lang: str) -> re.Pattern[str]:
    """Matches a term as complete words, with a short suffix in languages that decline names."""
    declined = lang.partition("-")[0] in SUFFIXED and " " not in term and len(term) >= SHORTEST_STEM
    suffix = rf"[^\W\d_]{{0,{LONGEST_SUFFIX}}}" if declined else ""
    return re.compile(rf"(?<!\w){re.escape(term)}{suffix}(?!\w)")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())
