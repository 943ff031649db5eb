"""Fields that stand below the front matter, where they are read as text: a second block between
lines `---`, as a merge of two programs leaves it, or a line `draft: true` that came too late."""

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
"""Lines that are looked at."""


def review(front: FrontMatter, site: Site) -> Iterator[Problem]:
    beginning = _BEGINNING.match(front.body)
    if not beginning:
        return
    number = front.body_line + beginning[0].count("\n")
    lines = front.body[beginning.end() :].split("\n", MOST)
    fenced = _FENCE.match(lines[0]) is not None
    block = [*takewhile(lambda line: line.strip() and not _FENCE.match(line), lines[fenced:])]
    closed = lines[fenced:][len(block) :][:1]
    whole = fenced and bool(closed and _FENCE.match(closed[0]))
    if not block or not all(_FIELD.match(line) or _GOES_ON.match(line) for line in block):
        return
    for n, line in enumerate(block, number + fenced):
        found = _FIELD.match(line)
        if found and ((whole and _is_field(found[1], site)) or _hides(found[1], found[2] or "")):
            place = front.source.place(n, 1, len(found[1]))
            yield Problem("K0138", place, {"field": found[1]})
            return


def _is_field(name: str, site: Site) -> bool:
    return naming.is_known(name, site) or visibility.sign_of(name) is not None


def _hides(name: str, written: str) -> bool:
    """Whether a line can only be meant to hide; a text may begin with `Status: …`."""
    word = verdicts.folded(written.strip("'\" \t"))
    if word not in verdicts.YES | verdicts.NO | verdicts.HIDING:
        return False
    value = Value(1, 1, 1, word, plain=True)
    if naming.look(name) == DRAFT.name:
        return word in verdicts.YES
    return any(one.verdict is Verdict.HIDDEN for one in visibility.found(name, value))
