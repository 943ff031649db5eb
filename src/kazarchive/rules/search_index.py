"""The files of a search index: what an article's words become, and what a segment of articles
becomes of that (docs/search.md has the format).

A segment is a row of articles in a fixed order. Its *drawers* hold stems, each with the numbers of
the articles where it stands; its *blocks* what is shown of the articles. Each drawer names a check
of every block, so a reader notices that one is of another day.
"""

import base64
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from kazarchive.rules import tokens
from kazarchive.rules.endings import guess
from kazarchive.rules.tokens import drawer

FORMAT = 2
"""Raised whenever the files of an index or what they mean change: a page's script that knows
another one begins anew, and says at last that the search failed."""

BLOCK = 8
"""Articles in a block."""

PER_DRAWER = 24
"""Articles for each drawer, at most: a drawer of 600-word articles stays under 35 KB."""

TITLE, OFTEN, TWICE, ONCE = 3, 2, 1, 0
"""How much a word weighs in an article."""


def drawers(articles: int) -> int:
    """Of a segment: a power of two, so that it seldom changes."""
    return 1 << max(0, (articles - 1) // PER_DRAWER).bit_length()


def blocks(articles: int) -> int:
    return -(-articles // BLOCK)


# -- an article's words ------------------------------------------------------------------------


def pack(title: str, text: str, topics: Sequence[tuple[str, str]], lang: str) -> bytes:
    """What search keeps of an article. `topics`: names such as `tags/fuel`, and as shown.

    A line for each stem: its weight, the stem, and the forms in which it stands there.
    """
    counts = Counter(tokens.words(text))
    for _, name in topics:
        for word in tokens.words(name):
            counts[word] += 3
    titled = set(tokens.words(title))
    forms: dict[str, list[str]] = {}
    for word in sorted(counts.keys() | titled):
        forms.setdefault(tokens.stem(word, lang), []).append(word)
    lines = [
        f"{_weight(found, counts, titled)}{stem},{','.join(_written(one, stem) for one in found)}"
        for stem, found in sorted(forms.items())
    ]
    lines += [f"{OFTEN}{name}," for name, _ in topics]
    return zlib.compress("\n".join(lines).encode())


def _weight(forms: Iterable[str], counts: Counter[str], titled: set[str]) -> int:
    total, weight = 0, ONCE
    for form in forms:
        if form in titled:
            weight = TITLE
        total += counts[form]
    return max(weight, min(total - 1, OFTEN))


def _written(form: str, stem: str) -> str:
    """`+да` for a form that begins with its stem, else `=` and the whole."""
    return f"+{form[len(stem) :]}" if form.startswith(stem) else f"={form}"


def _form(written: str, stem: str) -> str:
    return stem + written[1:] if written[0] == "+" else written[1:]


# -- a segment ---------------------------------------------------------------------------------

Card = Sequence[object]
"""What is shown of an article, in values that JSON has."""


class _Stem(Struct):
    """All of a stem in a segment. A code is four times an article's number, and the weight."""

    codes: list[int] = field(default_factory=list)
    forms: dict[str, list[int]] = field(default_factory=dict)
    """Each form with the codes of the articles where it stands."""


class Segment:
    """The index of a row of articles of one language."""

    def __init__(self, cards: Sequence[Card], packed: Iterable[bytes], lang: str) -> None:
        self._lang = lang
        self.size = len(cards)
        self.blocks = tuple(_blocks(cards))
        self._stems = _stems(packed)
        self._assigned = self._assign()

    def _assign(self) -> list[dict[str, list[str]]]:
        """Of each drawer the stems with the forms for which they are kept there. A stem lies where
        each of its forms would be looked for: of short stems there are copies."""
        amount = drawers(self.size)
        assigned: list[dict[str, list[str]]] = [{} for _ in range(amount)]
        for stem, about in self._stems.items():
            assigned[drawer(stem, amount)].setdefault(stem, [])
            for form in about.forms:
                assigned[drawer(form, amount)].setdefault(stem, []).append(form)
        return assigned

    def drawer(self, number: int) -> bytes:
        """Like lies beside like, as it packs best: all stems, then all postings, all forms."""
        stems = self._assigned[number]
        checks = "".join(check for check, _ in self.blocks)
        head = {"articles": self.size, "drawers": len(self._assigned), "checks": checks}
        names, found, told = [], [], []
        before = ""
        for stem, kept in sorted(stems.items()):
            about = self._stems[stem]
            codes = sorted(about.codes)
            names.append(_after(before, stem))
            found.append(_postings(codes))
            odd = (form for form in kept if guess(form, stems, self._lang) != stem)
            told.append(_forms(stem, about, codes, odd))
            before = stem
        columns = ["\n".join(column) for column in (names, found, told)]
        return zlib.compress("\t".join([json.dumps(head), *columns]).encode(), 9)

    def block(self, number: int) -> bytes:
        return zlib.compress(self.blocks[number][1].encode(), 9)


def _blocks(cards: Sequence[Card]) -> Iterator[tuple[str, str]]:
    """Each block's check, which stands in the drawers too, and its text."""
    for start in range(0, len(cards), BLOCK):
        shown = json.dumps(cards[start : start + BLOCK], ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.blake2b(shown.encode(), digest_size=3).digest()
        check = base64.urlsafe_b64encode(digest).decode()
        yield check, f'{{"check":"{check}","articles":{shown}}}'


def _stems(packed: Iterable[bytes]) -> dict[str, _Stem]:
    rows: dict[str, list[int]] = {}
    for number, one in enumerate(packed):
        code = 4 * number
        for line in zlib.decompress(one).decode().split("\n"):
            if line:
                rows.setdefault(line[1:], []).append(code + int(line[0]))
    stems: dict[str, _Stem] = {}
    for row, codes in rows.items():
        stem, *written = row.split(",")
        about = stems.get(stem)
        if about is None:
            about = stems[stem] = _Stem()
        about.codes += codes
        for form in filter(None, written):
            about.forms.setdefault(_form(form, stem), []).extend(codes)
    return stems


def _after(before: str, stem: str) -> str:
    """How many letters a stem has in common with the one before it, and the rest of it. A letter
    that JavaScript counts as two ends the count."""
    same = 0
    for ours, theirs in zip(stem[:9], before, strict=False):
        if ours != theirs or ours > "\uffff":
            break
        same += 1
    return f"{same}{stem[same:]}"


def _forms(stem: str, about: _Stem, codes: Sequence[int], odd: Iterable[str]) -> str:
    """The commonest form first, and after each the places, in the row of the stem's articles, of
    those where it stands: after the commonest only of those where another stands too. Of a stem
    in one article the odd forms alone, of one with a single form that form."""
    if len(codes) < 2 or not about.forms:
        return "".join(_written(form, stem) for form in sorted(odd))
    common, *others = sorted(about.forms, key=lambda one: (-len(about.forms[one]), len(one), one))
    if not others:
        return _written(common, stem)
    place = {code: number for number, code in enumerate(codes)}
    elsewhere = {code for form in others for code in about.forms[form]}
    both = elsewhere.intersection(about.forms[common])
    told = [_written(common, stem) + _places(place[code] for code in both)]
    for form in sorted(others):
        told.append(_written(form, stem) + _places(place[code] for code in about.forms[form]))
    return "".join(told)


def _postings(codes: Iterable[int]) -> str:
    """Of each article the difference from the number of the one before, times four, and the
    weight; in base 32, `0`–`O` for a number's last digit and `P`–`o` for those before it."""
    written, before = [], 0
    for code in codes:
        number = code // 4
        written.append(_number((number - before) * 4 + code % 4, "0", 32))
        before = number
    return "".join(written)


def _places(places: Iterable[int]) -> str:
    """Of each place how many lie between it and the one before; in base 13, in `A`–`Z`."""
    written, before = [], -1
    for place in sorted(places):
        written.append(_number(place - before - 1, "A", 13))
        before = place
    return "".join(written)


@lru_cache(maxsize=4096)
def _number(value: int, zero: str, radix: int) -> str:
    """The lowest digit first, and all but the last moved on by the radix."""
    digits = ""
    while value >= radix:
        digits += chr(ord(zero) + radix + value % radix)
        value //= radix
    return digits + chr(ord(zero) + value)
