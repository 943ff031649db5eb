"""Articles → the files of a search index (docs/search.md has the format).

A segment is a sequence of articles in a fixed order. Its *drawers* contain stems, each with the
numbers of the articles that have it; its *blocks* contain what results show of the articles. Each
drawer has a checksum of every block, so that a script notices a block from another build.
"""

import base64
import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field

from kazarchive.rules import tokens
from kazarchive.rules.endings import guess
from kazarchive.rules.tokens import drawer

FORMAT = 2
"""The version of the format, raised with every change of the files or their meaning. A script that
expects another one starts again, and finally reports that the search failed."""

BLOCK = 8
"""Articles in a block."""

PER_DRAWER = 24
"""Articles for each drawer, at most: with 600-word articles, a drawer is smaller than 35 KB."""

TITLE, OFTEN, TWICE, ONCE = 3, 2, 1, 0
"""The weight of a word in an article."""


def drawers(articles: int) -> int:
    """The number of drawers of a segment: a power of two, so that it seldom changes."""
    return 1 << max(0, (articles - 1) // PER_DRAWER).bit_length()


def blocks(articles: int) -> int:
    """The number of blocks of a segment."""
    return -(-articles // BLOCK)


# -- an article's words ------------------------------------------------------------------------


def pack(title: str, text: str, topics: Sequence[tuple[str, str]], lang: str) -> bytes:
    """The words of an article, compressed. `topics`: (key such as `tags/fuel`, name).

    Each line has a weight, a stem, and the forms of the stem in the article.
    """
    counts = tokens.counted(text)
    for _, name in topics:
        for word in tokens.words(name):
            counts[word] += 3
    stems = _counted_stems(counts, tokens.words(title), lang)
    lines = [
        f"{_WEIGHTS.get(count, OFTEN)}{stem},{forms}"
        for stem, (count, forms) in sorted(stems.items())
    ]
    lines += [f"{OFTEN}{name}," for name, _ in topics]
    return zlib.compress("\n".join(lines).encode(), 1)


_IN_TITLE = -1
_WEIGHTS = {_IN_TITLE: TITLE, 1: ONCE, 2: TWICE}
"""How often a stem occurs → its weight."""


def _counted_stems(
    counts: Mapping[str, int], title: Sequence[str], lang: str
) -> dict[str, tuple[int, str]]:
    """Each stem, how often it occurs, and its forms as they are written."""
    stemmed = _stemmed(lang)
    stems: dict[str, tuple[int, str]] = {}
    for word in sorted({*counts, *title}):
        stem, written = stemmed(word)
        count = counts.get(word, 0)
        if stem in stems:
            before, forms = stems[stem]
            stems[stem] = before + count, f"{forms},{written}"
        else:
            stems[stem] = count, written
    for word in title:
        stem, _ = stemmed(word)
        stems[stem] = _IN_TITLE, stems[stem][1]
    return stems


@lru_cache(maxsize=16)
def _stemmed(lang: str) -> Callable[[str], tuple[str, str]]:
    """A function from a word to its stem and to the word as it is written beside it."""

    @lru_cache(maxsize=65_536)
    def stemmed(word: str) -> tuple[str, str]:
        stem = tokens.stem(word, lang)
        return stem, _written(word, stem)

    return stemmed


def _written(form: str, stem: str) -> str:
    """`+да` for a form that begins with its stem; otherwise `=` and the form."""
    return f"+{form[len(stem) :]}" if form.startswith(stem) else f"={form}"


def _form(written: str, stem: str) -> str:
    return stem + written[1:] if written[0] == "+" else written[1:]


# -- a segment ---------------------------------------------------------------------------------

Card = Sequence[object]
"""What results show of an article, as JSON values."""


class _Stem(Struct):
    """A stem in a segment. A code is four times the number of an article, plus the weight."""

    codes: list[int] = field(default_factory=list)
    forms: dict[str, list[int]] = field(default_factory=dict)
    """Form → the codes of the articles that have it."""


class Segment:
    """The index of a sequence of articles in one language."""

    def __init__(self, cards: Sequence[Card], packed: Iterable[bytes], lang: str) -> None:
        self._lang = lang
        self.size = len(cards)
        self.blocks = tuple(_blocks(cards))
        self._stems = _stems(packed)
        self._assigned = self._assign()

    def _assign(self) -> list[dict[str, list[str]]]:
        """The stems of each drawer, with the forms because of which they are there. A stem is in
        every drawer in which one of its forms is looked up, so that short stems have copies."""
        amount = drawers(self.size)
        assigned: list[dict[str, list[str]]] = [{} for _ in range(amount)]
        for stem, about in self._stems.items():
            assigned[drawer(stem, amount)].setdefault(stem, [])
            for form in about.forms:
                assigned[drawer(form, amount)].setdefault(stem, []).append(form)
        return assigned

    def drawer(self, number: int) -> bytes:
        """A drawer, compressed: all stems, then all postings, then all forms, because similar data
        compresses best together."""
        stems = self._assigned[number]
        checks = "".join(check for check, _ in self.blocks)
        head = {"articles": self.size, "drawers": len(self._assigned), "checks": checks}
        names, postings, forms = [], [], []
        before = ""
        for stem, kept in sorted(stems.items()):
            about = self._stems[stem]
            codes = sorted(about.codes)
            names.append(_after(before, stem))
            postings.append(_postings(codes))
            odd = (form for form in kept if guess(form, stems, self._lang) != stem)
            forms.append(_forms(stem, about, codes, odd))
            before = stem
        columns = ["\n".join(column) for column in (names, postings, forms)]
        return zlib.compress("\t".join([json.dumps(head), *columns]).encode(), 9)

    def block(self, number: int) -> bytes:
        return zlib.compress(self.blocks[number][1].encode(), 9)


def _blocks(cards: Sequence[Card]) -> Iterator[tuple[str, str]]:
    """The checksum of each block, which the drawers contain too, and its text."""
    for start in range(0, len(cards), BLOCK):
        text = json.dumps(cards[start : start + BLOCK], ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.blake2b(text.encode(), digest_size=3).digest()
        check = base64.urlsafe_b64encode(digest).decode()
        yield check, f'{{"check":"{check}","articles":{text}}}'


def _stems(packed: Iterable[bytes]) -> dict[str, _Stem]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for number, lines in enumerate(packed):
        for line in zlib.decompress(lines).decode().split("\n"):
            rows[line].append(4 * number)
    rows.pop("", None)  # of an article without words
    stems: dict[str, _Stem] = {}
    for row, places in rows.items():
        weight = int(row[0])
        stem, *written = row[1:].split(",")
        about = stems.get(stem)
        if about is None:
            about = stems[stem] = _Stem()
        codes = [place + weight for place in places]
        about.codes += codes
        for form in filter(None, written):
            about.forms.setdefault(_form(form, stem), []).extend(codes)
    return stems


def _after(before: str, stem: str) -> str:
    """The number of letters that a stem shares with the one before it, and the rest of the stem.
    The count ends at a letter that JavaScript counts as two."""
    same = 0
    for ours, theirs in zip(stem[:9], before, strict=False):
        if ours != theirs or ours > "\uffff":
            break
        same += 1
    return f"{same}{stem[same:]}"


def _forms(stem: str, about: _Stem, codes: Sequence[int], odd: Iterable[str]) -> str:
    """The forms of a stem, each followed by the positions of its articles among those of the stem.
    The most common form comes first, and only articles that also have another form follow it. A
    stem in one article has only its odd forms; a stem with a single form has that form."""
    if len(codes) < 2 or not about.forms:
        return "".join(_written(form, stem) for form in sorted(odd))
    common, *others = sorted(
        about.forms, key=lambda form: (-len(about.forms[form]), len(form), form)
    )
    if not others:
        return _written(common, stem)
    place = {code: number for number, code in enumerate(codes)}
    elsewhere = {code for form in others for code in about.forms[form]}
    both = elsewhere.intersection(about.forms[common])
    parts = [_written(common, stem) + _places(place[code] for code in both)]
    for form in sorted(others):
        parts.append(_written(form, stem) + _places(place[code] for code in about.forms[form]))
    return "".join(parts)


def _postings(codes: Iterable[int]) -> str:
    """For each article, four times the difference from the previous number, plus the weight. In
    base 32, with `0`–`O` for the last digit of a number and `P`–`o` for the others."""
    written, before = [], 0
    for code in codes:
        number = code // 4
        written.append(_number((number - before) * 4 + code % 4, "0", 32))
        before = number
    return "".join(written)


def _places(places: Iterable[int]) -> str:
    """For each position, the number of positions between it and the previous one, in base 13, with
    `A`–`M` for the last digit of a number and `N`–`Z` for the others."""
    written, before = [], -1
    for place in sorted(places):
        written.append(_number(place - before - 1, "A", 13))
        before = place
    return "".join(written)


@lru_cache(maxsize=4096)
def _number(value: int, zero: str, radix: int) -> str:
    """The lowest digit first; all digits but the last are shifted by the radix."""
    digits = ""
    while value >= radix:
        digits += chr(ord(zero) + radix + value % radix)
        value //= radix
    return digits + chr(ord(zero) + value)
