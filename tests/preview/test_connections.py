"""Whoever holds a connection open without a word, or with half of one: how long, and how many."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archives import Archive
from preview import previews
from preview.previews import Connection, Events, Running, until

HALVES = {
    "nothing": b"",
    "a blank line": b"\r\n",
    "half a method": b"GE",
    "half a request line": b"GET /2022/",
    "no headers": b"GET / HTTP/1.1\r\n",
    "half a header": b"GET / HTTP/1.1\r\nHost: local",
    "headers without their end": b"GET / HTTP/1.1\r\nHost: localhost\r\n",
    "no body": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n",
    "half a body": b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc",
    "half a chunk": b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"5\r\nab",
    "news, with half a body": b"GET /_kazarchive/events HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Length: 9\r\n\r\n",
    "a second half": b"GET /nope HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT",
}
"""What is sent of a request, and no more."""

LONG = pytest.mark.long

SLOW = b"GET /" + b"a" * 100
"""Sent a byte a second."""


@pytest.fixture(params=["shown", "built"])
def either(archive: Archive, request: pytest.FixtureRequest) -> Iterator[Running]:
    archive.article("2022/a.md", title="Title")
    built = request.param == "built"
    if built:
        archive.build_into(archive.root / "public", archive.root / ".kazarchive")
    with previews.running(archive.root, *["--built"] * built) as running:
        yield running
        assert running.get("/2022/01/05/a/").status == 200
        assert "Traceback" not in running.said()
        assert "Error" not in running.said()


def opened(port: int, said: bytes = b"") -> socket.socket:
    found = socket.create_connection((previews.LOOPBACK, port), previews.PATIENCE)
    found.sendall(said)
    return found


def ending(one: socket.socket, slow: bytes = b"") -> tuple[float, bytes]:
    """How many seconds it takes the preview to close a connection, and what it says before."""
    began, said = time.monotonic(), b""
    one.settimeout(1)
    for number in range(previews.PATIENCE):
        try:
            one.sendall(slow[number : number + 1])
            while found := one.recv(65_536):
                said += found
            break
        except TimeoutError:
            continue
        except ConnectionError:
            break
    return time.monotonic() - began, said


@pytest.mark.parametrize("either", ["shown", pytest.param("built", marks=LONG)], indirect=True)
def test_half_a_request_is_given_ten_seconds(either: Running) -> None:
    waiting = {name: opened(either.port, half) for name, half in HALVES.items()}
    began = time.monotonic()
    seconds, said = ending(opened(either.port), SLOW)
    assert 8 < seconds < 13
    assert said.startswith(b"HTTP/1.1 408 ")
    for name, one in waiting.items():
        _, said = ending(one)
        assert time.monotonic() - began < 16, name
        if name.startswith(("half a method", "half a request", "no headers", "half a header")):
            assert said.startswith(b"HTTP/1.1 408 "), name
            assert b"x-content-type-options: nosniff" in said.lower()
        if name == "nothing":
            assert said == b""


@pytest.mark.long
def test_whole_requests_and_news_may_take_their_time(archive: Archive) -> None:
    archive.article("2022/a.md", title="Title")
    with previews.running(archive.root) as running, running.connection() as page:
        news, began = Events(page), time.monotonic()
        with running.connection() as one:
            while time.monotonic() - began < 12:
                assert one.get("/2022/01/05/a/").status == 200
                time.sleep(3)
        archive.article("2022/a.md", title="Other")
        assert news.next() is not None


@pytest.mark.long
def test_who_does_not_read_is_not_waited_for(archive: Archive) -> None:
    archive.article("2022/a.md")
    archive.write("static/large.bin", bytes(30_000_000))
    with previews.running(archive.root) as running:
        request = b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n"
        deaf = [opened(running.port, request) for _ in range(3)]
        open_files = Path(f"/proc/{running.process.pid}/fd")
        assert until(lambda: "large.bin" in names(open_files))
        assert until(lambda: "large.bin" not in names(open_files), 45)
        for one in deaf:
            one.close()


def names(folder: Path) -> str:
    """Of the files that a process has open."""
    found = []
    for one in folder.iterdir():
        try:
            found.append(str(one.readlink()))
        except OSError:
            continue
    return " ".join(found)


IDLE = [64, *(pytest.param(files, marks=LONG) for files in (48, 100, 128, 256, 1_024))]


@pytest.mark.parametrize("files", IDLE)
def test_five_hundred_idle_connections_keep_nobody_out(archive: Archive, files: int) -> None:
    archive.article("2022/a.md", title="Title")
    under = ["prlimit", f"--nofile={files}"]
    with previews.running(archive.root, under=under) as running:
        idle = [opened(running.port) for _ in range(500)]
        assert running.get("/2022/01/05/a/").status == 200
        archive.article("2022/a.md", title="Edited")
        archive.article("2023/b.md", date="2023-01-05")
        assert until(lambda: "Edited" in running.get("/2022/01/05/a/").text)
        assert running.get("/2023/01/05/b/").status == 200
        before = processor_time(running)
        time.sleep(1)
        assert processor_time(running) - before < 30, "hundredths of a second: it is busy"
        for one in idle:
            one.close()
        assert running.get("/2022/01/05/a/").status == 200
        assert running.said().count("\n") == 1, "nothing but how to end it"


def processor_time(running: Running) -> int:
    numbers = Path(f"/proc/{running.process.pid}/stat").read_text().rpartition(") ")[2].split()
    return int(numbers[11]) + int(numbers[12])


def test_where_nobody_waits_one_too_many_is_told(archive: Archive) -> None:
    archive.article("2022/a.md")
    archive.write("static/large.bin", bytes(30_000_000))
    with previews.running(archive.root, under=["prlimit", "--nofile=56"]) as running:
        request = b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n"
        busy = [opened(running.port, request) for _ in range(8)]
        time.sleep(0.5)
        answer = running.get("/")
        assert answer.status == 503
        assert answer.headers["x-content-type-options"] == "nosniff"
        for one in busy:
            one.close()
        assert until(lambda: running.get("/").status == 200)


def test_pages_that_wait_for_news_leave_room_for_others(archive: Archive) -> None:
    archive.article("2022/a.md")
    with previews.running(archive.root, under=["prlimit", "--nofile=64"]) as running:
        waiting = [Events(Connection(running.port)) for _ in range(20)]
        assert {one.status for one in waiting} == {200, 503}
        assert running.get("/").status == 200


@pytest.mark.parametrize(
    "said", [b"\x1b[2J\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01" * 9]
)
def test_what_is_no_request_is_answered_with_the_shield(either: Running, said: bytes) -> None:
    with either.connection() as one:
        answer = one.say(said + b"\r\n\r\n")
    assert answer.status == 400
    for name in ("x-content-type-options", "content-security-policy", "cache-control"):
        assert name in answer.headers


def test_a_broken_body_ends_the_connection_and_nothing_else(either: Running) -> None:
    head = b"GET /2022/01/05/a/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    for body in (b"zz\r\n", b"5\r\nabcdefgh\r\n", b"-1\r\n"):
        ending(opened(either.port, head + body))
