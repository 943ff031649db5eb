"""The end of a preview, and bursts of changes."""

import os
import pty
import signal
import socket
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

import processes
from archives import CONFIG, Archive
from preview import previews
from preview.previews import STATE, Connection, Events, until

LONG = pytest.mark.long

WAYS = ("in place", "removed")


def busy(port: int) -> list[Connection]:
    """Whoever may hold up an end: idle, half a request, waiting for news, a slow reader."""
    found = [Connection(port) for _ in range(4)]
    found[0].socket.sendall(b"")
    found[1].socket.sendall(b"GET / HTTP/1.1\r\nHost: local")
    found[2].socket.sendall(b"GET /_kazarchive/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    found[3].socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    found[3].socket.sendall(b"GET /static/large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
    time.sleep(0.3)
    return found


@pytest.mark.parametrize("held", [pytest.param(False, marks=LONG), True])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_within_a_second(small: Archive, number: int, held: bool) -> None:
    small.write("static/large.bin", bytes(30_000_000))
    with previews.running(small.root) as running:
        waiting = busy(running.port) if held else []
        seconds = running.end(number)
        assert seconds < 2  # one second, and what a busy machine adds
        assert running.process.returncode == 128 + number
        assert previews.is_gone(running.process)
        assert running.said().splitlines()[-1] == "Interrupted; the published site is intact."
        assert "Traceback" not in running.said()
        for one in waiting:
            one.close()


@pytest.mark.parametrize("number", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=LONG)])
def test_a_signal_ends_the_published_site_within_a_second(small: Archive, number: int) -> None:
    small.write("static/large.bin", bytes(30_000_000))
    assert processes.run(small.root, "build").code == 0
    with previews.running(small.root, "--built") as running:
        waiting = busy(running.port)
        assert running.end(number) < 2
        assert running.process.returncode == 128 + number
        assert running.said().splitlines()[-1] == "Interrupted; the published site is intact."
        for one in waiting:
            one.close()


@pytest.mark.parametrize("number", [pytest.param(signal.SIGINT, marks=LONG), signal.SIGTERM])
def test_a_signal_ends_it_while_it_reads_the_archive(small: Archive, number: int) -> None:
    for one in range(1_500):
        small.article(f"2023/b{one}.md", "Text. " * 2_000, date="2023-01-05")
    with previews.launched(small.root) as (process, log):
        assert until(lambda: (small.root / STATE / "catalogue.sqlite").exists())
        began = time.monotonic()
        process.send_signal(number)
        process.wait(previews.PATIENCE)
        assert time.monotonic() - began < 2
        assert process.returncode == 128 + number
        assert log.read_text("utf-8") == "Interrupted; the published site is intact.\n"
    with previews.running(small.root) as running:
        waiting = Events(running.connection())
        small.configure(CONFIG + 'timezone = "Asia/Almaty"\n')
        time.sleep(0.6)  # it reads all of it again
        assert running.end(number) < 2
        assert running.process.returncode == 128 + number
        assert waiting.status == 200


@contextmanager
def at_a_terminal(
    archive: Archive, code: int = 0
) -> Iterator[tuple[Callable[[bytes], float], int]]:
    """A preview that was begun by hand, and ends with this exit code: gives what presses a key, and
    returns the seconds until the end; and the port."""
    terminal, inside = pty.openpty()
    before = termios.tcgetattr(inside)
    with subprocess.Popen(
        ["setsid", "-c", *processes.command("serve", "--port", "0")],
        cwd=archive.root,
        env=processes.environment(),
        stdin=inside,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:

        def press(key: bytes) -> float:
            began = time.monotonic()
            os.write(terminal, key)
            process.wait(previews.PATIENCE)
            return time.monotonic() - began

        try:
            address = previews.first_line(process)
            assert until(lambda: termios.tcgetattr(inside) != before, 2)
            yield press, int(address[17:-1])
            assert process.returncode == code
            assert termios.tcgetattr(inside) == before, "the terminal is not as it was"
        finally:
            process.kill()
    os.close(terminal)
    os.close(inside)


@pytest.mark.parametrize("held", [pytest.param(False, marks=LONG), True])
@pytest.mark.parametrize("key", [b"q", b"\x03"])
def test_a_key_ends_it_within_a_second_and_gives_the_terminal_back(
    small: Archive, key: bytes, held: bool
) -> None:
    small.write("static/large.bin", bytes(30_000_000))
    with at_a_terminal(small, 0 if key == b"q" else 130) as (press, port):
        waiting = busy(port) if held else []
        assert press(key) < 2  # one second, and what a busy machine adds
        for one in waiting:
            one.close()


@LONG
def test_a_key_ends_it_while_it_reads_the_whole_archive_again(archive: Archive) -> None:
    for number in range(6_000):
        archive.article(f"2022/a{number}.md", "Text. " * 500)
    with at_a_terminal(archive) as (press, _):
        time.sleep(1)
        archive.configure(CONFIG + 'timezone = "Asia/Almaty"\n')
        time.sleep(0.5)
        assert press(b"q") < 1


@pytest.mark.parametrize("way", ["saved", *(pytest.param(one, marks=LONG) for one in WAYS)])
def test_a_burst_of_changes_is_one_update_or_very_few(archive: Archive, way: str) -> None:
    for one in range(500):
        archive.article(f"2022/a{one}.md", title="Old")
    with previews.running(archive.root) as running, running.connection() as one_page:
        time.sleep(0.8)  # the watch has begun
        news = Events(one_page)
        for one in range(500):
            file = archive.root / f"articles/2022/a{one}.md"
            if way == "saved":
                archive.article(f"2022/a{one}.md", title="New")
            elif way == "in place":
                previews.in_place(file, file.read_text("utf-8").replace("Old", "New"))
            elif one:
                file.unlink()
        assert 1 <= news.count(1.5) <= 3
        if way == "removed":
            assert running.get("/2022/01/05/a499/").status == 404
        else:
            assert "New" in running.get("/2022/01/05/a499/").text


def test_the_terminal_counts_articles(archive: Archive) -> None:
    archive.article("2022/a.md")
    with previews.running(archive.root) as running:
        assert until(lambda: "1 article. Press" in running.said())
    archive.article("2022/b.md")
    with previews.running(archive.root) as running:
        assert until(lambda: "2 articles. Press" in running.said())
