"""The Markdown of an article → the text to search when its HTML shows that something is wrong."""

import re
from collections.abc import Iterator

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import Place
from kazarchive.reading import raw
from kazarchive.reading.frontmatter import FrontMatter

MOST = 10
"""Problems of one kind that are reported for an article, at most."""

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
        """The body with spaces in place of code and comments, so that positions stay the same."""
        if not self._prose:
            pieces, done, body = [], 0, self.front.body
            for comment in raw.comments(body):
                blank = _blank(body[comment.start : comment.end])
                pieces += [body[done : comment.start], blank]
                done = comment.end
            without_comments = "".join([*pieces, body[done:]])
            self._prose = _CODE.sub(lambda code: _blank(code[0]), without_comments)
        return self._prose

    def escaped(self, start: int) -> bool:
        """Whether a backslash precedes a position."""
        return self.prose[max(0, start - 1) : start] == "\\"

    def place(self, start: int, end: int) -> Place:
        place = self.source.place_at(self.start + start)
        return self.source.place(place.line, place.column, end - start)

    def places(self, pattern: re.Pattern[str]) -> Iterator[Place]:
        """The place of each match, and then, without end, the first line of the body."""
        for match in pattern.finditer(self.prose):
            yield self.place(match.start(), match.end())
        while True:
            yield self.source.place(self.front.body_line)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
