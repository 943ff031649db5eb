"""Which stems a word may have where nothing else is known of it: those that it begins with, if an
ending of its language is left.

`static/search.js` asks the same of an index; the table of endings travels to it in `segments.json`.
A stem that a word merely begins with is refused: `поводок` is no form of `по`, nor `қалада` of
`қалад`, the stem of `қалады`.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from kazarchive.rules import kazakh

FEWEST = {"kk": 2, "ru": 3, "en": 3}
"""Letters of a stem."""

_LOST = re.compile("..[аәеёиоөуұүыіэюя][нс]$")

LONGEST = 14
"""Letters of all endings together."""

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
"""How many endings stand in a row at most; each row with the letters after which it stands, or any.
"""


def guess(word: str, stems: Collection[str], lang: str) -> str | None:
    """The longest of some stems that a word may have."""
    return next(possible(word, stems, lang), None)


def possible(word: str, stems: Collection[str], lang: str) -> Iterator[str]:
    """Which of some stems a word may have, the longest first."""
    primary = lang.partition("-")[0]
    fewest = min(FEWEST.get(primary, len(word)), len(word))
    for length in range(len(word), max(fewest, len(word) - LONGEST) - 1, -1):
        begun = word[:length]
        for stem in (begun, *_changed(begun)) if primary == "kk" else (begun,):
            if stem in stems and (length == len(word) or _ending(primary).match(word, length)):
                yield stem


def _changed(begun: str) -> Iterator[str]:
    """What a stem is without its ending: `кітап` of `кітаб`, `халық` of `халқ`; and, as an н or с
    at its end is taken for a part of the ending, `зама` of `заман`, whose form is `заманы`."""
    hard = kazakh.HARDENED.get(begun[-1:])
    if hard:
        yield begun[:-1] + hard
    if begun in kazakh.FLEETING:
        yield kazakh.FLEETING[begun]
    if _LOST.search(begun):
        yield begun[:-1]


@cache
def _ending(lang: str) -> re.Pattern[str]:
    """What matches at the end of a stem if endings alone follow."""
    most, rows = TABLE[lang]
    choices = "|".join(
        (f"(?<=[{after}])" if after else "") + f"(?:{row.replace(' ', '|')})" for after, row in rows
    )
    return re.compile(f"(?:{choices}){{1,{most}}}$")


def told() -> dict[str, object]:
    """What the browser is told, in values that JSON has."""
    return {
        "endings": TABLE,
        "fewest": FEWEST,
        "hardened": kazakh.HARDENED,
        "fleeting": kazakh.FLEETING,
    }
