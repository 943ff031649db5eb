"""The previews of kazarchive and Hugo: how soon they are there, how soon they show an edit.

    python benchmarks/serving.py /dev/shm/serving

Each preview is a fresh process with the sources as the last one left them. An edit is timed from
the moment the file is closed until the event that makes a browser load the page again, and until
the page with the new text has been fetched after it. Writes its table into README.md.
"""

import argparse
import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import checks
import compare
import environment
import generate
import report
import sides
from checks import Listed
from measure import below, high_water, surroundings
from sides import Side

EDITS = 5
"""A round."""

PATIENCE = 120.0
"""Seconds for anything that is waited for."""


@dataclass(frozen=True, slots=True)
class Served:
    """One preview, from its start to its end. Times in seconds."""

    ready: float
    """Until the front page was answered."""
    first: float
    """An article's page, the first one after it."""
    told: tuple[float, ...]
    """Of each edit, until the event."""
    shown: tuple[float, ...]
    """Of each edit, until the new page was there."""
    memory: int
    """Bytes of the largest process, at the end."""


class Failed(Exception):
    """A preview did not do what was waited for."""


# --- a preview ------------------------------------------------------------------------------------


def measured(side: Side, articles: Sequence[Listed], number: int) -> Served:
    """One round. Raises Failed."""
    port = _free_port()
    began = time.monotonic()
    with _started(side, port) as process:
        _fetched(port, "/", process)
        ready = time.monotonic() - began
        began = time.monotonic()
        _fetched(port, articles[0].address, process)
        first = time.monotonic() - began
        with closing(EVENTS[side.key](port)) as events:
            edits = [
                _edited(side, port, article, f"{number}.{n}", events, process)
                for n, article in enumerate(articles)
            ]
        memory = max(map(high_water, (process.pid, *below(process.pid))))
    told, shown = zip(*edits, strict=True)
    return Served(ready, first, told, shown, memory)


def _edited(
    side: Side,
    port: int,
    article: Listed,
    name: str,
    events: "Events",
    process: "subprocess.Popen[bytes]",
) -> tuple[float, float]:
    """Add a paragraph; the seconds until the event, and until the page that shows it."""
    text = f"Edited in round {name}."
    time.sleep(1)  # a writer does nothing for a moment either
    events.forget()
    with open(side.sources / article.path, "a", encoding="utf-8", newline="\n") as file:
        file.write(f"\n{text}\n")
    began = time.monotonic()
    events.wait()
    told = time.monotonic() - began
    while text not in _fetched(port, article.address, process):
        if time.monotonic() - began > PATIENCE:
            raise Failed(f"{side.name}: an edit was not shown")
    return told, time.monotonic() - began


@contextmanager
def _started(side: Side, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    program = side.command[: side.command.index("build")]
    words = {
        "kazarchive": ("serve", "--port", str(port)),
        "hugo": ("server", "--port", str(port), "--cacheDir", str(side.site / "cache")),
    }
    with subprocess.Popen(
        (*program, *words[side.key]),
        cwd=side.site,
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _fetched(port: int, address: str, process: "subprocess.Popen[bytes]") -> str:
    """A page, as soon as the preview answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"http://localhost:{port}{address}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.005)
    raise Failed(f"{address} was not answered")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


# --- what browsers listen to ----------------------------------------------------------------------


class Events:
    """A connection on which a preview tells of changes."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("localhost", port), PATIENCE)

    def _send(self, *lines: str) -> None:
        self._socket.sendall("\r\n".join((*lines, "", "")).encode())

    def forget(self) -> None:
        """Whatever was told until now."""
        self._socket.settimeout(0.2)
        try:
            while self._socket.recv(65_536):
                pass
        except TimeoutError:
            self._socket.settimeout(PATIENCE)

    def wait(self) -> None:
        """Until something is told."""
        if not self._socket.recv(65_536):
            raise Failed("the connection for events was closed")

    def close(self) -> None:
        self._socket.close()


class ServerSent(Events):
    """Server-sent events (HTML Standard §9.2)."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self._send("GET /_kazarchive/events HTTP/1.1", f"Host: localhost:{port}")


class LiveReload(Events):
    """Hugo's: a web socket (RFC 6455) that speaks the protocol of LiveReload."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self._send(
            "GET /livereload HTTP/1.1",
            f"Host: localhost:{port}",
            f"Origin: http://localhost:{port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        )
        self.wait()
        protocols = ["http://livereload.com/protocols/official-7"]
        hello = json.dumps({"command": "hello", "protocols": protocols}).encode()
        self._socket.sendall(bytes((0x81, 0x80 | len(hello), 0, 0, 0, 0)) + hello)


EVENTS = {"kazarchive": ServerSent, "hugo": LiveReload}


# --- the table ------------------------------------------------------------------------------------


def table(found: dict[str, list[Served]]) -> str:
    rows = [["", *found]]
    columns: tuple[tuple[str, Callable[[Served], Sequence[float]], str], ...] = (
        ("ready, s", lambda one: [one.ready], ".2f"),
        ("first page after it, ms", lambda one: [one.first * 1000], ".0f"),
        ("edit until the event, ms", lambda one: [t * 1000 for t in one.told], ".0f"),
        ("edit until the new page, ms", lambda one: [t * 1000 for t in one.shown], ".0f"),
        ("memory, MB", lambda one: [one.memory / 1e6], ".0f"),
    )
    for label, figures, form in columns:
        rows.append([label])
        for served in found.values():
            values = [value for one in served for value in figures(one)]
            few, middle, many = (
                format(one, form) for one in (min(values), median(values), max(values))
            )
            rows[-1].append(f"{middle} ({few}–{many})")
    return report.table(rows)


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the previews.")
    parser.add_argument("folder", type=Path, help="an empty one, on a tmpfs for steady figures")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    arguments = parser.parse_args(given)
    folder, count = arguments.folder, arguments.articles
    try:
        programs = environment.installed(["kazarchive", "hugo"])
        found = serving(folder, count, arguments.rounds, programs)
    except (Failed, subprocess.CalledProcessError, OSError, ValueError) as error:
        compare.tell(f"serving.py: {error}")
        return 1
    options = ["--articles", str(count), "--rounds", str(arguments.rounds)]
    text = f"{report.circumstances('serving.py', options, folder, programs)}\n\n{table(found)}"
    heading = f"Previews of {count:,} articles"
    print(f"### {heading}\n\n{text}")
    if not arguments.print:
        report.publish(heading, text)
    return 0


def serving(
    folder: Path, count: int, rounds: int, programs: dict[str, environment.Program]
) -> dict[str, list[Served]]:
    """Name of a side → its previews, one a round; the first of all is not measured."""
    compared = sides.chosen(folder, ["kazarchive", "hugo"], programs)
    found: dict[str, list[Served]] = {side.name: [] for side in compared}
    try:
        compare.write(folder, compared, count)
        articles = checks.evenly_spread(folder, count, EDITS)
        for number in range(rounds + 1):
            for side in compared:
                compare.tell(f"{side.name}, {f'round {number}' if number else 'before'}")
                served = measured(side, articles, number)
                if number:
                    found[side.name].append(served)
        return found
    finally:
        generate.remove(folder)


if __name__ == "__main__":
    sys.exit(main())
