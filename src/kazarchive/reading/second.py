"""The beginning of a body → fields that are read as text because they are below the front matter.

They are in a second block between `---` lines, for example after a conversion by two programs, or
in a line `draft: true` that comes too late.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from kazarchive.config.options import Site
from kazarchive.fields import DRAFT
from kazarchive.problems import Problem
from kazarchive.reading import naming, verdicts, visibility
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.source import Value
from kazarchive.reading.verdicts import Verdict

_FIELD = re.compile(r"([^\W\d][\w.-]{0,60}) ?:(?:[ \t]+(.*))?$")
_GOES_ON = re.compile(r"[ \t]|-[ \t]|#")
_FENCE = re.compile(r"---[ \t]*$")
_BEGINNING = re.compile(r"(?:[ \t]*+\n)*(?=---|[^\W\d][\w.-]{0,60} ?:[ \t\n])")

MOST = 200
"""Lines that are examined."""


def review(front: FrontMatter, site: Site) -> Iterator[Problem]:
    """K0138 for the first such field, if there is one."""
    beginning = _BEGINNING.match(front.body)
    if not beginning:
        return
    number = front.body_line + beginning[0].count("\n")
    lines = front.body[beginning.end() :].split("\n", MOST)
    fenced = _FENCE.match(lines[0]) is not None
    block = [*takewhile(lambda line: line.strip() and not _FENCE.match(line), lines[fenced:])]
    closed = lines[fenced:][len(block) :][:1]
    complete = fenced and bool(closed and _FENCE.match(closed[0]))
    if not block or not all(_FIELD.match(line) or _GOES_ON.match(line) for line in block):
        return
    for n, line in enumerate(block, number + fenced):
        field = _FIELD.match(line)
        if field and ((complete and _is_field(field[1], site)) or _hides(field[1], field[2] or "")):
            place = front.source.place(n, 1, len(field[1]))
            yield Problem("K0138", place, {"field": field[1]})
            return


def _is_field(name: str, site: Site) -> bool:
    return naming.is_known(name, site) or visibility.rule_of(name) is not None


def _hides(name: str, written: str) -> bool:
    """Whether a line can only be meant to hide the article; a text may begin with `Status: …`."""
    word = verdicts.folded(written.strip("'\" \t"))
    if word not in verdicts.YES | verdicts.NO | verdicts.HIDING:
        return False
    value = Value(1, 1, 1, word, plain=True)
    if naming.look(name) == DRAFT.name:
        return word in verdicts.YES
    hiding = visibility.in_field(name, value)
    return any(finding.verdict is Verdict.HIDDEN for finding in hiding)
