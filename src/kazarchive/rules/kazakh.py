"""A Kazakh word → its stem, the word without its endings.

No common stemmer supports Kazakh. The endings of a noun come in the order plural, possessive, case,
and `-дағы` (what is there) can start the sequence again: `үйлеріңіздегілердің`. Endings are
therefore removed from the right, one after another, but only after a letter that they can follow:
`-дың` follows `р`, `-тың` follows `т`, `-ның` follows a vowel. The last consonant, which is voiced
before a vowel (`кітап`, `кітабы`), becomes voiceless again. It is a rule of spelling, with a list
of words only for the few that lose a vowel; from verbs it removes what looks like the ending of a
noun.
"""

_VOWEL, _NASAL, _BUZZING = "аәеёиоөуұүыіэюя", "мнң", "жз"
_SONOROUS = "йлруиюь"
_VOICED = _VOWEL + "йлрь" + _NASAL + _BUZZING
_HARD = "бвгғдкқпстфхһцчшщ"

ENDINGS = {
    "ндағы ндегі нда нде на не н": "ыі",
    "ның нің": _VOWEL + _NASAL,
    "дың дің ды ді": _SONOROUS + _BUZZING + _NASAL,
    "тың тің қа ке тағы тегі та те тан тен пен ты ті тар тер": _HARD,
    "ға ге дағы дегі да де": _VOICED,
    "дан ден": _VOWEL + "йлрь" + _BUZZING,
    "нан нен": "ыі" + _NASAL,
    "а е": "мң",
    "ны ні": _VOWEL,
    "мен": _VOWEL + "йлрь" + _NASAL,
    "бен": _BUZZING,
    "с": "ыі",
    "ша ше": _VOICED + _HARD,
    "сы сі м ң ңыз ңіз мыз міз": _VOWEL,
    "ы і ым ім ың ің ыңыз іңіз ымыз іміз": _VOICED + _HARD,
    "лар лер": _VOWEL + "йрь",
    "дар дер": "ль" + _NASAL + _BUZZING,
}
"""Endings → the letters that can precede them."""

_AFTER = {ending: frozenset(after) for row, after in ENDINGS.items() for ending in row.split()}
_LONGEST_ENDING = max(map(len, _AFTER))
_SHORTEST_STEM = 3
MOST_ENDINGS = 6

HARDENED = dict(zip("бғг", "пқк", strict=True))
_HARD_AGAIN = str.maketrans(HARDENED)

_WITH_VOWEL = dict(
    pair.split("=")
    for pair in (
        "айп=айып ауз=ауыз бөрк=бөрік ерк=ерік ерн=ерін көңл=көңіл көрк=көрік қалп=қалып қарн=қарын"
        " құлқ=құлық мойн=мойын мұрн=мұрын орн=орын халқ=халық ырқ=ырық"
    ).split()
)
"""Stem without its last vowel, which is lost before an ending with a vowel (`орын`, `орны`) → the
word."""


def stem(word: str) -> str:
    """The stem of a word in lower case. All forms of a noun have the same stem, which need not be a
    word."""
    rest = word
    for _ in range(MOST_ENDINGS):
        length = _ending(rest)
        if not length:
            break
        rest = rest[:-length]
    rest = rest[:-1] + rest[-1:].translate(_HARD_AGAIN)
    return stem(_WITH_VOWEL[rest]) if rest in _WITH_VOWEL else rest


def _ending(word: str) -> int:
    """The length of the longest ending that can follow the letter before it; 0 without one."""
    for length in range(min(_LONGEST_ENDING, len(word) - 2), 0, -1):
        after = _AFTER.get(word[-length:])
        rest = len(word) - length
        enough = rest >= _SHORTEST_STEM or length > 1 or word[0] in _VOWEL
        if after and word[rest - 1] in after and enough:
            return length
    return 0


FLEETING = {short: stem(word) for short, word in _WITH_VOWEL.items()}
"""Stem without its last vowel → the stem of the word."""
