"""The Markdown of an article, searched where its HTML shows that something is wrong."""

import re
from collections.abc import Iterator

from kazarchive.config.options import MarkdownOptions
from kazarchive.problems import Place
from kazarchive.reading import raw
from kazarchive.reading.frontmatter import FrontMatter

MOST = 10
"""So many of a kind are told of one article."""

_CODE = re.compile(
    r"^[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*(`{3,}(?![^\n]*`)|~{3,})[^\n]*+\n"
    r".*?(?:^[ \t>]*+\1[`~]*+[ \t]*+$|\Z)"
    r"|(?<!`)(`++).{1,2000}?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)


class Prose:
    """The body of one article."""

    def __init__(self, front: FrontMatter, options: MarkdownOptions) -> None:
        self.front, self.source = front, front.source
        self.trusted = options.html == "trust"
        self.escaping = options.html == "escape"
        self.start = len(self.source.text) - len(front.body)
        self._prose = ""

    @property
    def prose(self) -> str:
        """Without code and comments, letter for letter in its place."""
        if not self._prose:
            pieces, done, body = [], 0, self.front.body
            for one in raw.comments(body):
                pieces += [body[done : one.start], _blank(body[one.start : one.end])]
                done = one.end
            whole = "".join([*pieces, body[done:]])
            self._prose = _CODE.sub(lambda found: _blank(found[0]), whole)
        return self._prose

    def escaped(self, start: int) -> bool:
        return self.prose[max(0, start - 1) : start] == "\\"

    def place(self, start: int, end: int) -> Place:
        place = self.source.place_at(self.start + start)
        return self.source.place(place.line, place.column, end - start)

    def places(self, pattern: re.Pattern[str]) -> Iterator[Place]:
        """Of all that a pattern finds; then, for what it does not, the body's first line."""
        for found in pattern.finditer(self.prose):
            yield self.place(found.start(), found.end())
        while True:
            yield self.source.place(self.front.body_line)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
