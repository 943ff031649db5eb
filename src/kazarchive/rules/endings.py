"""A word → the stems that it may have: those that it begins with, if an ending of its language
remains.

`static/search.js` does the same with an index, and gets the table of endings in `segments.json`. It
is not enough that a word begins with a stem: `поводок` is not a form of `по`, nor `қалада` of
`қалад`, the stem of `қалады`.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from kazarchive.rules import kazakh

FEWEST = {"kk": 2, "ru": 3, "en": 3}
"""The shortest stem of each language, in letters."""

_LOST = re.compile("..[аәеёиоөуұүыіэюя][нс]$")

LONGEST = 14
"""The longest sequence of endings, in letters."""

_EN = "s es ed d e ing ly y ies ied er ers est al ally ity ion ions ment ments ness"
_RU = """
    а е и й о у ы ь ю я ам ам ах ая ев ее ей ем ет ею ёв ие ий им ит их ия ию иям иях иями
    ла ло ли ла л ло ть ти но на ны ов ое ой ом ому ою ого его ему ую ую ым ых ые ый ым ыми ими
    ами ями ям ях ят ют ут ат ешь ишь ете ите ием ией иеи ии ья ье ью ьи ьем ьей ьев ьям ьях ьями
    ил ыл ала ало али ила ило или ыла ыло ыли ел ела ело ели ять ать ить еть ыть ся сь
    ется ются утся ится ятся ался ился лся лась лось лись алась алось ались илась илось ились
    ться аться иться нный нная нное нные нного нной нном ному нным нными нных нную
    ость ости остью остей остям остями остях ейший ейшая ейшее ейшие
"""


TABLE: dict[str, tuple[int, list[tuple[str, str]]]] = {
    "kk": (kazakh.MOST_ENDINGS, [(after, row) for row, after in kazakh.ENDINGS.items()]),
    "ru": (1, [("", " ".join(dict.fromkeys(_RU.split())))]),
    "en": (1, [("", _EN)]),
}
"""Language → how many endings can follow each other, and the rows of endings. Each row has the
letters that can precede it; empty if any letter can."""


def guess(word: str, stems: Collection[str], lang: str) -> str | None:
    """The longest of `stems` that a word may have."""
    return next(possible(word, stems, lang), None)


def possible(word: str, stems: Collection[str], lang: str) -> Iterator[str]:
    """Those of `stems` that a word may have, the longest first."""
    primary = lang.partition("-")[0]
    fewest = min(FEWEST.get(primary, len(word)), len(word))
    for length in range(len(word), max(fewest, len(word) - LONGEST) - 1, -1):
        begun = word[:length]
        for stem in (begun, *_changed(begun)) if primary == "kk" else (begun,):
            if stem in stems and (length == len(word) or _ending(primary).match(word, length)):
                yield stem


def _changed(begun: str) -> Iterator[str]:
    """A stem as it is without an ending: `кітап` for `кітаб`, `халық` for `халқ`. The н or с at the
    end of a word counts as part of the ending: `зама` for `заман`, because of its form `заманы`."""
    hard = kazakh.HARDENED.get(begun[-1:])
    if hard:
        yield begun[:-1] + hard
    if begun in kazakh.FLEETING:
        yield kazakh.FLEETING[begun]
    if _LOST.search(begun):
        yield begun[:-1]


@cache
def _ending(lang: str) -> re.Pattern[str]:
    """Matches after a stem if nothing but endings follow."""
    most, rows = TABLE[lang]
    choices = "|".join(
        (f"(?<=[{after}])" if after else "") + f"(?:{row.replace(' ', '|')})" for after, row in rows
    )
    return re.compile(f"(?:{choices}){{1,{most}}}$")


def for_script() -> dict[str, object]:
    """The tables for `static/search.js`, as JSON values."""
    return {
        "endings": TABLE,
        "fewest": FEWEST,
        "hardened": kazakh.HARDENED,
        "fleeting": kazakh.FLEETING,
    }
