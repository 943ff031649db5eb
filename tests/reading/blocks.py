"""Front matter written and read: its values, or what is wrong."""

import pytest

from kazarchive.problems import Problem, ProblemsFound
from kazarchive.reading.frontmatter import (
    FrontMatter,
    decode,
    parse,
)
from kazarchive.reading.source import Value


def front(block: str, text: str = "") -> FrontMatter:
    return parse(decode(f"---\n{block}\n---\n{text}".encode(), "articles/a.md"))


def value(written: str) -> Value:
    return front(f"field: {written}").fields["field"]


def fault(raw: bytes) -> Problem:
    with pytest.raises(ProblemsFound) as found:
        parse(decode(raw, "articles/a.md"))
    (problem,) = found.value.problems
    return problem
