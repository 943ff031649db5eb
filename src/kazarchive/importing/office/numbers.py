"""Numbers of paragraphs as text. The formats are those of `type` in HTML, `01`, and Cyrillic
letters."""

MOST = 100_000
"""A larger number is none."""

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""Without ё, й, ъ and ь, as in office programs."""
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def shown(number: int, format: str) -> str:
    """A number in a format: `1 01 a A i I а А`; in others it is written in figures."""
    if format == "01":
        return f"{number:02}"
    if format in ("i", "I"):
        roman = _roman(number)
        return roman.upper() if format == "I" else roman
    alphabet = {"a": _LATIN, "а": _RUSSIAN}.get(format.lower())
    if alphabet is None:
        return str(number)
    letters = _letters(number, alphabet)
    return letters.upper() if format.isupper() else letters


def _letters(number: int, alphabet: str) -> str:
    """`a` … `z`, `aa` … `zz`"""
    times, letter = divmod(number - 1, len(alphabet))
    return alphabet[letter] * (times + 1) if number > 0 and times < 10 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for amount, sign in _ROMAN:
        times, number = divmod(number, amount)
        written += sign * times
    return written
