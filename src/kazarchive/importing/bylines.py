"""Lines that name the authors of a text, or of its image."""

import re

_LABELLED_CREDIT = re.compile(
    r"(?:(?:photo(?:graph)?s?|image|picture)(?: credits?)?|(?:автор )?фото(?: авторы)?|фотография"
    r"|сурет(?: авторы)?|суретті түсірген)\s*:\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"photo(?:graph)?s? by (?P<name>\S.*)", re.IGNORECASE)

_LABELLED_BYLINE = re.compile(
    r"(?:authors?|written by|автор(?:ы|лар|лары)?|жазған(?:дар)?)\s*:\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:written )?by (?P<names>\S.*)", re.IGNORECASE)

_AND = r"(?:and|AND|&|и|және|[мбп]ен)"
_BETWEEN_NAMES = re.compile(rf"\s*[,;]\s*(?:{_AND}\s+)?|\s+{_AND}\s+")
_PARTICLES = frozenset("al bin da de del den der di du ibn la le of the ter van von zu".split())
_LONGEST_HEAD_LINE = 200


def credit(line: str) -> str | None:
    """The photographer or artist named by a line."""
    if len(line) > _LONGEST_HEAD_LINE:
        return None
    if labelled := _LABELLED_CREDIT.fullmatch(line):
        return labelled["name"]
    plain = _CREDIT.fullmatch(line)
    return plain["name"] if plain and all(map(is_name, plain["name"].split("/"))) else None


def authors(line: str) -> tuple[str, ...]:
    """The names in a byline; empty if the line is not a byline."""
    if len(line) > _LONGEST_HEAD_LINE:
        return ()
    if labelled := _LABELLED_BYLINE.fullmatch(line):
        return _names(labelled["names"])
    plain = _BYLINE.fullmatch(line)
    names = _names(plain["names"]) if plain else ()
    return names if all(map(is_name, names)) else ()


def _names(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, _BETWEEN_NAMES.split(written.strip(" ,;")))))


def is_name(written: str) -> bool:
    """Whether words look like a name; without a label, `By …` can also begin a sentence."""
    words = written.split()
    capital = [word[0].isupper() for word in words]
    return (
        0 < len(words) <= 6
        and capital[0]
        and all(big or word in _PARTICLES for big, word in zip(capital, words, strict=True))
        and not re.search(r"\w{3}[.!?…:]$", written)
    )
