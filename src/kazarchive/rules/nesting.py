"""HTML → whether parsing it would take too much time.

At many tags a parser goes through all open elements, and it reopens unclosed formatting elements in
every block. Deep or unclosed tags therefore take quadratic time and memory, in native code that
cannot be interrupted, so that the tags are counted first. Comments and attributes are read as in
the HTML standard, and an element counts as open until its end tag comes in the right order: the
count is never less than the work of the parser.
"""

import re

LIMIT = 1_000_000
"""Open elements, summed over all tags: less than a second of work. Lists can be nested 700 deep, or
10,000 tags can be inside 100 open ones."""

REFERENCES = 100_000
"""Character references: nh3 takes quadratic time for them, 0.2 s for this number."""

_SPACE = r"[\s/]*+"
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?"""
_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+|</[^a-zA-Z][^>]*+"
    rf"|<(/?)([a-zA-Z][^\s/>]*+){_SPACE}(?:{_ATTRIBUTE}{_SPACE})*(?:>|\Z)",
    re.DOTALL,
)

_VOID = frozenset("br col hr img input wbr".split())
_ROWS = frozenset("caption colgroup tbody td tfoot th thead tr".split())
"""Only tables nest these, and tables are counted."""

_CLOSED_BY = {"p": {"p"}, "li": {"p", "li"}, "dt": {"p", "dt", "dd"}, "dd": {"p", "dt", "dd"}}
"""Element → the open elements without an end tag that it closes."""


def fault(html: str, closing: frozenset[str]) -> str | None:
    """Why HTML should not be parsed; None if it can be. `closing`: the elements whose end tags
    count; the content of others, such as `script`, is not known."""
    if html.count("&") > REFERENCES:
        return f"it holds more than {REFERENCES:,} times `&`"
    if html.count("<") ** 2 > LIMIT and _work(html, closing) > LIMIT:
        return "its quotes, lists or HTML tags are nested too deep"
    return None


def _work(html: str, closing: frozenset[str]) -> int:
    """The open elements, summed over all tags up to LIMIT."""
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
