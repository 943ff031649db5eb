"""What other systems have and an article does not → how the same is written here."""

import re

CARD = (
    "write the address of a video, a post or a map alone in a paragraph: it becomes a card; a file"
    " of your own is shown by `![caption](file)`"
)
_FILE = "write `![caption](file)`: a video or a sound gets a player"
_IMAGE = 'write `![what it shows](file.jpg "caption")`'
_LINKS = "write `[text](file.md)`, or set `links` under [markdown] in kazarchive.toml"

TAGS = {
    "iframe": CARD,
    "embed": CARD,
    "object": CARD,
    "video": _FILE,
    "audio": _FILE,
}
"""Elements that show media, in lower case."""

PARTS = frozenset({"source", "track", "param", "noembed", "noframes"})
"""Elements that belong to these."""

_SHORTCODES = {
    "youtube vimeo rutube tweet twitter x instagram embed telegram tiktok soundcloud map": CARD,
    "video audio playlist player mp4 mp3": _FILE,
    "figure img image caption picture photo": _IMAGE,
    "gallery slideshow": "put the images one after another, without text between them",
    "ref relref link post_url post_link": _LINKS,
    "highlight code codeblock": "put the code between two lines of ```",
    "details expand collapse spoiler": "write a line `:::details Title`, the text, a line `:::`",
    "notice note alert admonition hint tip info warning callout box": (
        "write a line `:::aside Title`, the text, a line `:::`"
    ),
    "quote blockquote pullquote": "begin its lines with `> `, or write `:::pullquote` and `:::`",
}
_BY_NAME = {name: help for names, help in _SHORTCODES.items() for name in names.split()}

_SHORTCODE = re.compile(r"(\{\{[<%]|\{%-?|\[)\s*/?\s*([\w-]{1,60})")
_ENDS = {"{{<": ">}}", "{{%": "%}}", "{%": "%}", "{%-": "%}", "[": "]"}


def shortcode(written: str) -> tuple[str, str]:
    """(a shortcode without its arguments, how the same is written here)."""
    found = _SHORTCODE.match(written)
    if found is None:
        return written[:60], "write what it would show"
    name = found[2]
    begin = found[1].rstrip("-")
    space = "" if begin == "[" else " "
    other = f"write what it would show, or make a block of it: templates/blocks/{name.lower()}.html"
    return f"{begin}{space}{name}{space}{_ENDS[found[1]]}", _BY_NAME.get(name.lower(), other)
