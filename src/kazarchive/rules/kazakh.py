"""The stem of a Kazakh word: the word without its endings.

No stemmer in use knows Kazakh. A noun bears its endings in the order plural, possessive, case, and
`-дағы` (what is there) may begin the row anew: `үйлеріңіздегілердің`. So endings are taken off from
the right, as many as there are, and only where the letter before is one that they follow: `-дың`
stands after `р`, `-тың` after `т`, `-ның` after a vowel. The last consonant, which softens before a
vowel (`кітап`, `кітабы`), hardens again. It is a rule of spelling, without a list of words but for
the few that lose a vowel; of verbs it takes off what looks like an ending of a noun.
"""

from functools import lru_cache

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
"""Endings, and the letters after which they stand."""

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
"""Stems that lose their last vowel before an ending that begins with one: `орын`, `орны`."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Of a word in small letters. Every form of a noun has the same one; it need be no word."""
    rest = word
    for _ in range(MOST_ENDINGS):
        length = _ending(rest)
        if not length:
            break
        rest = rest[:-length]
    rest = rest[:-1] + rest[-1:].translate(_HARD_AGAIN)
    return stem(_WITH_VOWEL[rest]) if rest in _WITH_VOWEL else rest


def _ending(word: str) -> int:
    """How many letters the longest ending has that may stand where it does; 0 where none does."""
    for length in range(min(_LONGEST_ENDING, len(word) - 2), 0, -1):
        after = _AFTER.get(word[-length:])
        stays = len(word) - length
        enough = stays >= _SHORTEST_STEM or length > 1 or word[0] in _VOWEL
        if after and word[stays - 1] in after and enough:
            return length
    return 0


FLEETING = {short: stem(whole) for short, whole in _WITH_VOWEL.items()}
"""The stems of words that lose a vowel, by what is left of them before an ending."""
