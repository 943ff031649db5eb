"""A page → its document: every file in cases/ is an input and what is expected.

The line before the page has its address, and after `in` its encoding. `WRITE_CASES=1 pytest
tests/importing/pages` rewrites what is expected; review the diff.
"""

import base64
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kazarchive.importing import pages
from kazarchive.importing.document import Document
from kazarchive.problems import Place, Problem

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
FIELDS = (
    "origin addresses date updated lang authors terms summary picture translation incomplete"
    " encoding".split()
)
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(2_000)).decode()


def read(content: str | bytes, url: str = "") -> Document | Problem:
    raw = content.encode() if isinstance(content, str) else content
    page = pages.Page(content=raw, url=url or None)
    return pages.document(page, Place("page.html"), "Asia/Almaty")


def told(each: Document | Problem) -> Iterator[str]:
    if isinstance(each, Problem):
        yield f"{each.code}: {each.message}"
        return
    yield f"# {each.title}"
    for name in FIELDS:
        value = getattr(each, name)
        if value:
            yield f"{name}: {value}"
    yield from (f"file: {file.address} {len(file.content or b'')}" for file in each.media)
    yield each.html
    yield "--- words"
    yield each.source_text
    yield "--- notes"
    yield from (f"- {note.kind}: {note.text}" for note in each.notes)
    yield from (f"- {warning.code}: {warning.message}" for warning in each.warnings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_page_becomes_its_document(case: Path) -> None:
    text = case.read_text("utf-8")
    before, rest = text.split("=== ", 1)
    head, rest = rest.split("\n", 1)
    source, expected = rest.split("=== expected\n")
    url, _, codec = head.partition(" in ")
    content = source.replace("base64,PNG", f"base64,{PNG}").encode(codec or "utf-8")
    found = "\n".join([*told(read(content, url.strip())), ""])
    if os.environ.get("WRITE_CASES"):
        case.write_text(f"{before}=== {head}\n{source}=== expected\n{found}", "utf-8")
    else:
        assert found == expected


TEXT = "<p>Бұл жаңалықтың мәтіні, ол жеткілікті ұзын болуы керек, сондықтан сөзі көп.</p>"
HOSTILE = {
    "deep": "<div>" * 15_000,
    "unclosed marks": "<b><i><u><font>" * 4_000,
    "paragraphs": TEXT * 1_500,
    "line ends": "a<br>" * 4_000,
    "one word": "а" * 300_000,
    "cells": "<table><tr>" + "<td>x" * 4_000,
    "attributes": "<p " + " ".join(f"a{n}" for n in range(200_000)) + ">",
    "JSON": '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_takes_two_seconds_at_most(name: str) -> None:
    begun = time.process_time()
    read(f"<html><body><h1>T</h1>{TEXT}{HOSTILE[name]}{TEXT}</body></html>")
    assert time.process_time() - begun < 2


def test_a_page_beyond_a_limit_is_refused() -> None:
    for content in (b"x" * 32_000_001, b"<p>" * 20_001, b"<p>" + b"x " * 600_000, b"x" * 5_000_000):
        found = read(content)
        assert isinstance(found, Problem)
        assert found.code == "K0862"


def test_what_is_no_text_is_refused() -> None:
    found = read(bytes(range(256)) * 20)
    assert isinstance(found, Problem)
    assert found.code == "K0825"
