"""Which of an archive's tags a text is about, told by how often it names them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kazarchive.rules import terms

MOST = 5

SUFFIXED = frozenset({"kk", "ru"})
"""Languages that decline names by letters at the end."""

SHORTEST_STEM, LONGEST_SUFFIX = 5, 4


def suggested(text: str, lang: str, names: Iterable[str]) -> tuple[str, ...]:
    """At most five of the names, those that the text mentions most first, as they are written."""
    folded = _folded(text)
    counts = {name: _count(name, lang, folded) for name in names}
    found = sorted(
        (name for name in counts if counts[name]), key=lambda name: (-counts[name], name)
    )
    return tuple(found[:MOST])


def merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """Names of several groups, each once, however it is written."""
    names: dict[str, str] = {}
    for name in (name for group in groups for name in group):
        names.setdefault(terms.fold(name), name)
    return tuple(names.values())


def _count(name: str, lang: str, folded: str) -> int:
    # Of thousands of terms a text holds a handful; only these are worth a pattern.
    term = _folded(name).strip()
    return len(_pattern(term, lang).findall(folded)) if term and term in folded else 0


@lru_cache(maxsize=4096)
def _pattern(term: str, lang: str) -> re.Pattern[str]:
    """Matches a term as whole words, where its language declines it with a short suffix."""
    declined = lang.partition("-")[0] in SUFFIXED and " " not in term and len(term) >= SHORTEST_STEM
    suffix = rf"[^\W\d_]{{0,{LONGEST_SUFFIX}}}" if declined else ""
    return re.compile(rf"(?<!\w){re.escape(term)}{suffix}(?!\w)")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())
