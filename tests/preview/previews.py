"""A preview as a process of its own, and sockets that say anything to it."""

import os
import re
import selectors
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from typing import NamedTuple

from processes import command, environment, kill, members

PATIENCE = 20
"""Seconds after which something is taken not to happen."""

LOOPBACK = "127.0.0.1"

HERE = "the right one"
"""For the Host header."""


class Answer(NamedTuple):
    """What came back for one request."""

    status: int
    headers: dict[str, str]
    """Names in lower case."""
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")


class Connection:
    """One connection that asks for one thing after the other, exactly as it is told."""

    def __init__(self, port: int, host: str = LOOPBACK) -> None:
        self.port, self.host = port, host
        self._socket: socket.socket | None = None

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    @property
    def socket(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection((self.host, self.port), timeout=PATIENCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def get(
        self,
        target: str,
        headers: Mapping[str, str] | None = None,
        /,
        method: str = "GET",
        host: str | None = HERE,
    ) -> Answer:
        """`host`: the Host header, or None for none."""
        named = f"localhost:{self.port}" if host == HERE else host
        lines = [f"{method} {target} HTTP/1.1"]
        lines += [] if named is None else [f"Host: {named}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        return self.say("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape"), method)

    def say(self, request: bytes, method: str = "GET") -> Answer:
        """Send bytes, and read one answer. One that was closed meanwhile is opened again."""
        used = self._socket is not None
        try:
            return self._say(request, method)
        except (ConnectionError, EOFError):
            self.close()
            if not used:
                raise
            return self._say(request, method)

    def _say(self, request: bytes, method: str) -> Answer:
        self.socket.sendall(request)
        found = HTTPResponse(self.socket, method=method)
        found.begin()
        headers = {name.lower(): value for name, value in found.getheaders()}
        answer = Answer(found.status, headers, found.read())
        if found.will_close:
            self.close()
        return answer


@dataclass
class Running:
    """A preview that answers."""

    process: "subprocess.Popen[bytes]"
    address: str
    log: Path
    """What it says besides its address."""
    port: int = field(init=False)

    def __post_init__(self) -> None:
        found = re.search(r":(\d+)", self.address)
        assert found is not None
        self.port = int(found[1])

    def connection(self) -> Connection:
        return Connection(self.port)

    def get(self, target: str, headers: Mapping[str, str] | None = None, /, **more: str) -> Answer:
        with self.connection() as one:
            return one.get(target, headers, **more)

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def end(self, number: int = signal.SIGINT) -> float:
        """Ask it to end, by a signal; returns the seconds until it has."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        return time.monotonic() - began

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def running(root: Path, *words: str, port: int = 0, under: Sequence[str] = ()) -> Iterator[Running]:
    """`kazarchive serve` in an archive, from its first answer on. No process is left behind.
    `under`: the words of another program that runs it."""
    with launched(root, *words, port=port, under=under) as (process, log):
        address = first_line(process)
        assert address, log.read_text("utf-8")
        yield Running(process, address, log)


@contextmanager
def launched(
    root: Path, *words: str, port: int = 0, under: Sequence[str] = ()
) -> Iterator[tuple["subprocess.Popen[bytes]", Path]]:
    """The process and the file of what it says on standard error."""
    log = root.parent / f"said-{time.monotonic_ns()}"
    with (
        log.open("wb") as err,
        subprocess.Popen(
            [*under, *command("serve", "--port", str(port), *words)],
            cwd=root,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=err,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process, log
        finally:
            kill(process.pid)


def first_line(process: "subprocess.Popen[bytes]") -> str:
    """What a process prints first, once it has; empty if it ends without a word."""
    assert process.stdout is not None
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        assert ready.select(PATIENCE), "it says nothing"
    return process.stdout.readline().decode().strip()


def is_gone(process: "subprocess.Popen[bytes]", within: float = 0.5) -> bool:
    """Whether a process has ended with all that it began."""
    return until(lambda: not members(process.pid), within)


def until(true: Callable[[], bool], within: float = PATIENCE) -> bool:
    """Wait until something is so; whether it came to be."""
    end = time.monotonic() + within
    while not (held := true()) and time.monotonic() < end:
        time.sleep(0.01)
    return held


class Events:
    """A page that waits for news."""

    def __init__(self, one: Connection) -> None:
        self._connection = one
        request = f"GET /_kazarchive/events HTTP/1.1\r\nHost: localhost:{one.port}\r\n\r\n"
        one.socket.sendall(request.encode())
        self._found = HTTPResponse(one.socket)
        self._found.begin()
        self.status = self._found.status
        if self.status == 200:
            self.next()

    def next(self, within: float = PATIENCE) -> str | None:
        """The next piece of news; None if there is none in time."""
        self._connection.socket.settimeout(within)
        try:
            while line := self._found.readline():
                if line.startswith(b"data: "):
                    return line[6:].decode().strip()
        except TimeoutError:
            return None
        return None

    def count(self, quiet: float) -> int:
        """How many pieces come until it is quiet for some seconds."""
        number = 0
        while self.next(quiet) is not None:
            number += 1
        return number


def in_place(file: Path, content: str | bytes) -> None:
    """Write as some editors do: the same file, cut to nothing and filled again."""
    with open(os.open(file, os.O_WRONLY | os.O_TRUNC), "wb", buffering=0) as writing:
        writing.write(content.encode() if isinstance(content, str) else content)


STATE = ".kazarchive/preview"
