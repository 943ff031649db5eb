"""Captures → documents and problems: every file in cases/ is an input and what is expected.

    === response URL [name=value …]   a page; `charset`, `date`, `chunked`, `encoding`, `status`,
                                      `mime`, `digest`, `record` (what is done to the record)
    === image URL [date=…]            a file of three bytes
    === redirect URL TARGET
    === request URL METHOD            the request for the response before it
    === revisit URL TARGET DATE       a capture with the content of another
    === file NAME                     the records after it are in another file
    === expected

`WRITE_CASES=1 pytest tests/importing/captures` rewrites what is expected; review the diff.
"""

import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import brotli
import pytest

from importing.web_captures import DATE, member, redirect, request, response, revisit, warc
from kazarchive.importing.document import Document
from kazarchive.importing.formats import warc as reader
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
FIELDS = "date lang authors addresses picture incomplete version".split()
ENCODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": brotli.compress,
    "deflate": zlib.compress,
    "gzip": lambda body: gzip.compress(body, mtime=0),
    "zstd": lambda body: b"\x28\xb5\x2f\xfd" + body,
}
DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "cut": lambda raw: raw[: len(raw) // 2],
    "other-digest": lambda raw: member(gzip.decompress(raw).replace(b"sha1:", b"sha1:A")),
    "short": lambda raw: member(
        re.sub(rb"(?<=\nContent-Length: )\d+", b"100", gzip.decompress(raw), count=1)
    ),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_captures_become_documents(case: Path, tmp_path: Path) -> None:
    text = case.read_text("utf-8")
    source, _, expected = text.rpartition("=== expected\n")
    found = "\n".join(lines(tmp_path, source))
    if os.environ.get("WRITE_CASES"):
        case.write_text(f"{source}=== expected\n{found}\n", "utf-8")
    else:
        assert found == expected.removesuffix("\n")


def lines(folder: Path, source: str) -> Iterator[str]:
    files = written(folder, source)
    for path in files:
        yield f"--- {path.name}"
        given = Source(path, path.name, "Asia/Almaty", siblings=files, scratch=folder / "scratch")
        for each in reader.documents(given):
            yield from (*told(each), "")


def told(each: Document | Problem) -> Iterator[str]:
    if isinstance(each, Problem):
        yield f"{each.code} {each.place.path}: {each.message}"
        return
    assert each.original
    assert each.sha256 == hashlib.sha256(each.original).hexdigest()
    yield f"# {each.title}"
    yield f"{each.origin.url}, {each.origin.retrieved}"
    for name in FIELDS:
        if value := getattr(each, name):
            yield f"{name}: {value}"
    for file in each.media:
        size = Path(file.path).stat().st_size if file.path else None
        yield f"media: {file.address} = {file.name}, {size} bytes"
    yield each.html
    for note in each.notes:
        yield f"- {note.kind}: {note.text}"
    for warning in each.warnings:
        yield f"- {warning.code}: {warning.message}"


def written(folder: Path, source: str) -> tuple[Path, ...]:
    """The files of a case."""
    _, *steps = re.split(r"^=== ", source, flags=re.MULTILINE)
    files: dict[str, bytes] = {}
    name, last = "a.warc.gz", None
    for step in steps:
        head, _, text = step.partition("\n")
        action, *words = head.split()
        if action == "file":
            (name,) = words
            continue
        options = dict(word.split("=", 1) for word in words[1:] if "=" in word)
        record = RECORDS[action](words, options, text.rstrip("\n"), last)
        last = record
        damage = DAMAGES[options.get("record", "")]
        files[name] = files.get(name, b"") + damage(warc(record))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in files)


def _response(words: list[str], options: Mapping[str, str], text: str, _: Any) -> Any:
    charset = options.get("charset", "")
    body = text.encode(options.get("codec", charset or "utf-8"))
    if encoding := options.get("encoding"):
        body = ENCODINGS[encoding](body)
    if "chunked" in options:
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    says = {
        "Content-Encoding": options.get("says", encoding or ""),
        "Transfer-Encoding": "chunked" if options.get("chunked") == "said" else "",
    }
    return response(
        words[0],
        body,
        options.get("mime", "text/html") + (f"; charset={charset}" if charset else ""),
        options.get("status", "200 OK").replace("_", " "),
        options.get("date", DATE),
        [(name, value) for name, value in says.items() if value],
    )


RECORDS: Mapping[str, Callable[[list[str], Mapping[str, str], str, Any], Any]] = {
    "response": _response,
    "image": lambda words, options, *_: response(
        words[0], b"\xff\xd8\xff", "image/jpeg", date=options.get("date", DATE)
    ),
    "redirect": lambda words, *_: redirect(words[0], words[1]),
    "request": lambda words, _, __, last: request(
        words[0], words[1], of=last.rec_headers["WARC-Record-ID"]
    ),
    "revisit": lambda words, *_: revisit(words[0], words[1], "sha1:X", words[2]),
}
