"""What the first reading of a file finds."""

import io
import os
from pathlib import Path
from typing import Any

import pytest

from importing.web_captures import (
    PAGE,
    member,
    plain,
    redirect,
    request,
    resource,
    response,
    revisit,
    warc,
)
from kazarchive.importing.captures import scan as scan_module
from kazarchive.importing.captures.capture import Capture
from kazarchive.importing.captures.index import Index
from kazarchive.importing.captures.records import RecordFile
from kazarchive.importing.captures.scan import Scanned, scan

SITE = "http://news.example"


def found(folder: Path, content: bytes) -> tuple[list[Capture], Scanned]:
    with Index(folder, Capture) as index:
        file, again = (RecordFile(io.BufferedReader(io.BytesIO(content))) for _ in "ab")
        scanned = scan(file, again, index, 7)
        return list(index.between(scanned.start, scanned.end)), scanned


def kinds(folder: Path, *records: Any) -> list[tuple[str, str]]:
    return [(each.kind, each.url) for each in found(folder, warc(*records))[0]]


def test_pages_and_media_are_found(tmp_path: Path) -> None:
    records = [
        response(f"{SITE}/a"),
        response(f"{SITE}/b", mime="application/xhtml+xml"),
        response(f"{SITE}/c", b"<!-- old -->\n<HTML>", mime=""),
        response(f"{SITE}/d", b"plain", mime=""),
        response(f"{SITE}/gone", status="404 Not Found"),
        response(f"{SITE}/a.jpg", mime="image/jpeg"),
        response(f"{SITE}/a.docx", mime="application/octet-stream"),
        response(f"{SITE}/robots.txt", mime="text/plain"),
        response(f"{SITE}/data", mime="application/json; charset=utf-8"),
        resource("urn:about", b"<html>", "text/html"),
        resource(f"{SITE}/e", PAGE, "text/html"),
        resource(f"{SITE}/f", b"text", "text/plain", "conversion"),
        redirect(f"{SITE}/old", "/a"),
    ]
    captures, scanned = found(tmp_path, warc(*records))
    assert [(each.kind, each.url.removeprefix(SITE)) for each in captures] == [
        ("page", "/a"),
        ("page", "/b"),
        ("page", "/c"),
        ("media", "/a.jpg"),
        ("media", "/a.docx"),
        ("media", "/robots.txt"),
        ("page", "/e"),
        ("redirect", "/old"),
    ]
    assert captures[-1].target == f"{SITE}/a"
    assert captures[0].file == 7
    assert captures[0].time == "20220105100000"
    assert captures[0].digest.startswith("sha1:")
    assert scanned.others == {
        "application/json": 1,
        "application/octet-stream": 1,
        "conversion": 1,
        "image/jpeg": 1,
        "no type": 1,
        "redirect": 1,
        "resource": 1,
        "status 404": 1,
        "text/plain": 1,
    }
    assert scanned.faults == ()


def test_a_revisit_says_what_it_refers_to(tmp_path: Path) -> None:
    captures, _ = found(tmp_path, warc(revisit(f"{SITE}/b", f"{SITE}/a", "sha1:ABC")))
    (one,) = captures
    assert (one.kind, one.mime, one.digest) == ("revisit", "text/html", "sha1:ABC")
    assert (one.target, one.target_time) == (f"{SITE}/a", "20220105100000")


def test_frames_are_found(tmp_path: Path) -> None:
    body = (
        b'<iframe width=1 src="/menu.html?a=1&amp;b=2"><frame src=top.html>'
        b"<IFRAME SRC='//ads.example/x'></iframe><iframe src=''></iframe><iframe src='/p/'>"
        b"<iframe src='http://[bad'></iframe>"
    )
    seen = kinds(tmp_path, response(f"{SITE}/p/", body))
    assert seen == [
        ("page", f"{SITE}/p/"),
        ("frame", f"{SITE}/menu.html?a=1&b=2"),
        ("frame", f"{SITE}/p/top.html"),
        ("frame", "http://ads.example/x"),
        ("frame", "http://[bad"),
    ]


def test_requests_and_crawlers_say_what_is_no_page(tmp_path: Path) -> None:
    records = [
        request(f"{SITE}/a", of="<urn:a>"),
        request(f"{SITE}/a", "POST", of="<urn:b>"),
        request(f"{SITE}/a", headers=[("Sec-Fetch-Dest", "document")], of="<urn:c>"),
        request(f"{SITE}/a", headers=[("Sec-Fetch-Dest", "iframe")], of="<urn:d>"),
        resource(
            f"{SITE}/a",
            b"via: x\r\nhopsFromSeed: LLE\r\n\r\n",
            "application/warc-fields",
            "metadata",
        ),
        resource(
            f"{SITE}/a",
            b"via: x\r\nhopsFromSeed: LL\r\n\r\n",
            "application/warc-fields",
            "metadata",
        ),
    ]
    captures, scanned = found(tmp_path, warc(*records))
    assert [(each.kind, each.target) for each in captures] == [
        ("mark", "answers to forms"),
        ("mark", "pages in frames, or read by scripts"),
        ("mark", "pages in frames, or read by scripts"),
    ]
    assert "<urn:b>" in captures[0].ids
    assert scanned.others == {"request": 4, "metadata": 2}


def test_a_damaged_record_has_no_capture(tmp_path: Path) -> None:
    good, cut = member(plain(f"{SITE}/a")), member(plain(f"{SITE}/b", os.urandom(90_000)))
    captures, scanned = found(tmp_path, good + cut[:-30] + good)
    assert [each.url for each in captures] == [f"{SITE}/a"] * 2
    (fault,) = scanned.faults
    assert (fault.url, fault.offset) == (f"{SITE}/b", len(good))


def test_a_long_header_of_http_is_a_fault(tmp_path: Path) -> None:
    long = plain(f"{SITE}/a").replace(
        b"HTTP/1.1 200 OK", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 2_000_000
    )
    captures, scanned = found(tmp_path, long + plain(f"{SITE}/b"))
    assert [each.url for each in captures] == [f"{SITE}/b"]
    assert [each.reason for each in scanned.faults] == ["its header has more than 1,000,000 bytes"]


def test_a_wrong_length_is_noted(tmp_path: Path) -> None:
    content = plain(f"{SITE}/a", PAGE, 60) + plain(f"{SITE}/b")
    captures, _ = found(tmp_path, content)
    assert [each.is_wrong for each in captures] == [True, False]


@pytest.mark.parametrize("length", [0, 5, 30])
def test_a_length_that_is_too_short_for_the_headers_hides_nothing(
    length: int, tmp_path: Path
) -> None:
    captures, scanned = found(tmp_path, plain(f"{SITE}/a", PAGE, length) + plain(f"{SITE}/b"))
    assert [each.url for each in captures] == [f"{SITE}/a", f"{SITE}/b"]
    assert not scanned.others


def test_records_that_are_compressed_together_are_none(tmp_path: Path) -> None:
    captures, scanned = found(tmp_path, member(plain(f"{SITE}/a") + plain(f"{SITE}/b")))
    assert not captures
    assert not scanned.is_by_record


def test_kinds_and_frames_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_module, "_MOST_KINDS", 2)
    types = (response(f"{SITE}/{n}", mime=f"text/x-{n}") for n in range(5))
    frames = b"".join(b"<iframe src='/%d'>" % n for n in range(1_000))
    captures, scanned = found(tmp_path, warc(*types, response(f"{SITE}/a", frames)))
    assert scanned.others == {"text/x-0": 1, "text/x-1": 1, "other types": 3}
    assert len(captures) == 101
