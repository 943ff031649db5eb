"""The field `layout`: which template of the site shows an article or a page."""

from kazarchive.problems import suggestion
from kazarchive.reading.source import Value

NAME = "layout"


def layout(
    value: Value | None, names: tuple[str, ...], usual: str
) -> tuple[str | None, dict[str, str] | None]:
    """The name of the template, or None for the usual one; and the values of K0158 if there is no
    such template."""
    if not names or value is None or value.is_empty:
        return None, None
    word = (value.text or "").strip()
    if word in names:
        return word, None
    if word == usual:
        return None, None
    return None, {
        "layout": value.described,
        "suggestion": suggestion(word, names),
        "known": ", ".join(f"`{name}`" for name in (*names, usual)),
    }
