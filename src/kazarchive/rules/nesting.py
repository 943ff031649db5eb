"""Whether some HTML makes too much work for the one who parses it.

A parser looks through all open elements at many a tag, and opens formatting elements that were
left open again in every block: deep or unclosed tags take time and memory by the square, in native
code that nothing can interrupt. So the tags are counted before. Comments and attributes are read
as the HTML standard reads them, and an element counts as open until its end tag comes in turn: what
is counted is never less than what the parser would have to do.
"""

import re

LIMIT = 1_000_000
"""Elements that stand open, summed over all tags: under a second's work. Lists in each other may be
700 deep, 10,000 tags may stand within 100 open ones."""

REFERENCES = 100_000
"""Character references: nh3 takes time by the square of those in one text, here a fifth of a
second."""

_SPACE = r"[\s/]*+"
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?"""
_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+|</[^a-zA-Z][^>]*+"
    rf"|<(/?)([a-zA-Z][^\s/>]*+){_SPACE}(?:{_ATTRIBUTE}{_SPACE})*(?:>|\Z)",
    re.DOTALL,
)

_VOID = frozenset("br col hr img input wbr".split())
_ROWS = frozenset("caption colgroup tbody td tfoot th thead tr".split())
"""Nested by tables alone, which are counted."""

_CLOSED_BY = {"p": {"p"}, "li": {"p", "li"}, "dt": {"p", "dt", "dd"}, "dd": {"p", "dt", "dd"}}
"""The elements without an end tag that another one ends."""


def fault(html: str, closing: frozenset[str]) -> str | None:
    """Why some HTML should not be parsed; None if it may be. `closing`: the elements whose end
    tags count; of others, such as `script`, nobody knows what is inside them."""
    if html.count("&") > REFERENCES:
        return f"it holds more than {REFERENCES:,} times `&`"
    if html.count("<") ** 2 > LIMIT and _work(html, closing) > LIMIT:
        return "its quotes, lists or HTML tags are nested too deep"
    return None


def _work(html: str, closing: frozenset[str]) -> int:
    """The elements that stand open, summed over all tags until that is too much."""
    still_open: list[str] = []
    work = 0
    for end, written in _TAG.findall(html):
        name = written.lower()
        if not name or name in _VOID or name in _ROWS:
            continue
        if end:
            if still_open and still_open[-1] == name and name in closing:
                still_open.pop()
            continue
        while still_open and still_open[-1] in _CLOSED_BY.get(name, ()):
            still_open.pop()
        still_open.append(name)
        work += len(still_open)
        if work > LIMIT:
            break
    return work
