"""HTTP as RFC 9110 says, and clients that would keep the preview from the others."""

import hashlib
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from archives import Archive
from preview import previews
from preview.previews import Connection, Events, Running, until

FILE, PAGE, FEED = "/static/file.txt", "/2022/01/05/a/", "/feed.xml"
CONTENT = b"0123456789"
LARGE = b"abcdefgh" * 4_000_000


@pytest.fixture(scope="module", params=["shown", "built"])
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    archive = Archive(tmp_path_factory.mktemp("http") / "archive")
    archive.article("2022/a.md", "Text. " * 50)
    archive.write("static/file.txt", CONTENT)
    archive.write("static/large.bin", LARGE)
    archive.write("static/empty.txt", b"")
    built = request.param == "built"
    if built:
        archive.build_into(archive.root / "public", archive.root / ".kazarchive")
    with previews.running(archive.root, *["--built"] * built) as found:
        yield found
        assert found.get("/").status == 200
        assert not re.search("Traceback|Exception", found.said())


# --- 6. conditions and ranges -------------------------------------------------------------------

WHOLE = range(10)
RANGES = {
    "bytes=0-9": WHOLE,
    "bytes=0-0": range(1),
    "bytes=2-4": range(2, 5),
    "bytes=5-": range(5, 10),
    "bytes=-3": range(7, 10),
    "bytes=-10": WHOLE,
    "bytes=-99": WHOLE,
    "bytes=3-99": range(3, 10),
    "bytes=9-9": range(9, 10),
    "Bytes=2-4": range(2, 5),
    "bytes= 2-4 ": range(2, 5),
}
"""RFC 9110 §14.1.2: what each asks for of ten bytes."""

UNSATISFIABLE = ["bytes=10-", "bytes=10-12", "bytes=99-100", "bytes=-0"]

IGNORED = [
    "bytes=4-2",
    "bytes=0-1,3-4",
    "bytes=0-0,0-0,0-0,0-0,0-0",
    "bytes=" + ",".join(["0-"] * 1_000),
    "bytes=-",
    "bytes=a-b",
    "bytes=1",
    "bytes",
    "bytes=",
    "bytes=--1",
    "bytes=1--1",
    "bytes=0x1-2",
    "bytes=1-2-3",
    "bytes=1.5-2",
    "bytes=٣-٤",
    "lines=0-1",
    "bytes=" + "9" * 5_000 + "-",
]
"""Invalid, of another unit, or several: the whole is a right answer (§14.2)."""


@pytest.mark.parametrize("asked", RANGES)
def test_a_range_of_a_file(running: Running, asked: str) -> None:
    part = RANGES[asked]
    answer = running.get(FILE, {"Range": asked})
    assert answer.status == 206
    assert answer.headers["content-range"] == f"bytes {part[0]}-{part[-1]}/10"
    assert answer.content == CONTENT[part.start : part.stop]
    assert answer.headers["content-length"] == str(len(part))


@pytest.mark.parametrize("asked", UNSATISFIABLE)
def test_a_range_that_is_not_there(running: Running, asked: str) -> None:
    answer = running.get(FILE, {"Range": asked})
    assert (answer.status, answer.headers["content-range"]) == (416, "bytes */10")
    assert answer.content == b""


@pytest.mark.parametrize("asked", IGNORED)
def test_a_range_that_does_not_count(running: Running, asked: str) -> None:
    answer = running.get(FILE, {"Range": asked})
    assert (answer.status, answer.content) == (200, CONTENT)
    assert "content-range" not in answer.headers


def test_a_range_of_nothing(running: Running) -> None:
    assert running.get("/static/empty.txt").content == b""
    assert running.get("/static/empty.txt", {"Range": "bytes=0-"}).status == 416


@pytest.mark.parametrize("target", [FILE, PAGE, FEED])
def test_conditions(running: Running, target: str) -> None:
    whole = running.get(target)
    etag, size = whole.headers["etag"], len(whole.content)
    assert re.fullmatch(r'"[\x21\x23-\x7e]+"', etag), "a strong entity tag"
    for headers, status in [
        ({"If-None-Match": etag}, 304),
        ({"If-None-Match": f"W/{etag}"}, 304),
        ({"If-None-Match": f'"x", W/"y", {etag}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"x"'}, 200),
        ({"If-None-Match": etag.strip('"')}, 200),
        ({"If-None-Match": ""}, 200),
        ({"If-Match": etag}, 200),
        ({"If-Match": f'"x", {etag}'}, 200),
        ({"If-Match": "*"}, 200),
        ({"If-Match": '"x"'}, 412),
        ({"If-Match": f"W/{etag}"}, 412),
        ({"If-Match": etag, "If-None-Match": etag}, 304),
        ({"If-Match": '"x"', "If-None-Match": etag}, 412),
        ({"If-Modified-Since": "Sat, 01 Jan 2050 00:00:00 GMT"}, 200),
        ({"If-None-Match": etag, "Range": "bytes=0-1"}, 304),
        ({"If-Match": '"x"', "Range": "bytes=0-1"}, 412),
        ({"Range": "bytes=0-1", "If-Range": etag}, 206),
        ({"Range": "bytes=0-1", "If-Range": f"W/{etag}"}, 200),
        ({"Range": "bytes=0-1", "If-Range": '"x"'}, 200),
        ({"Range": "bytes=0-1", "If-Range": "Sat, 01 Jan 2050 00:00:00 GMT"}, 200),
        ({"Range": f"bytes={size}-", "If-Range": '"x"'}, 200),
        ({"Range": f"bytes={size}-", "If-Range": etag}, 416),
        ({"If-Range": etag}, 200),
    ]:
        answer = running.get(target, headers)
        assert answer.status == status, headers
        assert answer.headers["etag"] == etag
        body = {200: whole.content, 206: whole.content[:2]}.get(status, b"")
        assert answer.content == body, headers


@pytest.mark.parametrize("target", [FILE, PAGE, FEED, "/", "/nope", "/static/large.bin"])
def test_head_is_get_without_the_content(running: Running, target: str) -> None:
    with running.connection() as one:
        whole, head = one.get(target), one.get(target, method="HEAD")
        assert head.content == b""
        assert head.status == whole.status
        assert head.headers["content-length"] == whole.headers["content-length"]
        assert head.headers.get("etag") == whole.headers.get("etag")
        asked = {"Range": "bytes=0-1"}
        assert one.get(target, asked, method="HEAD").status == whole.status
        if tag := whole.headers.get("etag"):
            assert one.get(target, {"If-None-Match": tag}, method="HEAD").status == 304
        assert one.get(target).content == whole.content, "the connection is still in step"


def test_parts_make_up_the_whole(running: Running) -> None:
    whole = running.get(PAGE)
    etag, size = whole.headers["etag"], len(whole.content)
    with running.connection() as one:
        parts = [
            one.get(PAGE, {"Range": f"bytes={at}-{at + 99}", "If-Range": etag}).content
            for at in range(0, size, 100)
        ]
    assert b"".join(parts) == whole.content


# --- those who would keep others waiting --------------------------------------------------------


AT_ONCE = 1
"""Seconds: little beside `previews.PATIENCE`, which whoever is held up waits for."""


def served(running: Running, times: int = 10) -> float:
    """The seconds that the slowest of some pages takes."""
    slowest = 0.0
    for _ in range(times):
        began = time.monotonic()
        assert running.get(PAGE).status == 200
        slowest = max(slowest, time.monotonic() - began)
    return slowest


def test_idle_and_slow_clients_do_not_stop_the_others(
    running: Running, long: bool, tally: Callable[[str], None], request: pytest.FixtureRequest
) -> None:
    idle = [Connection(running.port) for _ in range(200)]
    slow, reader = Connection(running.port), Connection(running.port)
    for one in idle:
        assert one.socket.fileno() > 0
    reader.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.socket.sendall(b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
    for letter in b"GE":
        slow.socket.sendall(bytes([letter]))
        slowest = served(running)
        assert slowest < AT_ONCE
        time.sleep(1 if long else 0.3)
    slow.socket.sendall(f"T {PAGE} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert slow.socket.recv(12) == b"HTTP/1.1 200"
    for one in (*idle, slow, reader):
        one.close()
    name = request.node.callspec.params["running"]
    tally(f"200 idle and two slow clients ({name}): others served in {slowest * 1_000:.0f} ms")


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 17_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 6_000 + b"\r\n",
        b"GET /" + b"a" * 17_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /?" + b"a" * 17_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"a=b; " * 5_000 + b"\r\n\r\n",
        b"G" * 100_000,
    ],
)
def test_headers_over_the_limit_are_refused(running: Running, request_: bytes) -> None:
    with running.connection() as one, suppress(ConnectionError):  # closed before all was said
        assert one.say(request_).status in (400, 414, 431)
    assert served(running, 1) < AT_ONCE


def test_a_client_that_goes_away_leaves_nothing_behind(running: Running) -> None:
    descriptors = f"/proc/{running.process.pid}/fd"
    before = len(list(Path(descriptors).iterdir()))
    for _ in range(20):
        with running.connection() as one:
            one.socket.sendall(b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert one.socket.recv(1_000)
    assert until(lambda: len(list(Path(descriptors).iterdir())) <= before + 1)
    assert served(running) < AT_ONCE


def test_a_large_file_comes_whole_to_many_at_once(running: Running) -> None:
    digests = []

    def load() -> None:
        digests.append(hashlib.sha256(running.get("/static/large.bin").content).digest())

    threads = [threading.Thread(target=load) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert set(digests) == {hashlib.sha256(LARGE).digest()}
    assert len(digests) == 3


def test_a_body_that_nobody_asked_for_is_not_read(running: Running) -> None:
    with running.connection() as one:
        one.socket.sendall(
            b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\nabc"
        )
        assert one.socket.recv(12) == b"HTTP/1.1 200"
    assert served(running) < AT_ONCE


def test_many_may_wait_for_news_but_not_without_end(running: Running) -> None:
    if "as a static host" in running.said():
        assert running.get("/_kazarchive/events").status == 404
        return
    connections = [Connection(running.port) for _ in range(70)]
    statuses = [Events(one).status for one in connections]
    assert statuses == [200] * 64 + [503] * 6
    assert served(running) < AT_ONCE
    for one in connections:
        one.close()
    with running.connection() as again:
        assert until(lambda: Events(Connection(running.port)).status == 200, 3)
        assert again.get(PAGE).status == 200


def test_those_who_wait_hear_all_the_news(archive: Archive) -> None:
    archive.article("2022/a.md")
    with previews.running(archive.root) as running:
        time.sleep(0.8)  # the watch has begun
        waiting = [Events(Connection(running.port)) for _ in range(20)]
        archive.article("2022/a.md", title="New")
        heard = [one.next(5) for one in waiting]
        assert len(set(heard)) == 1
        assert None not in heard
