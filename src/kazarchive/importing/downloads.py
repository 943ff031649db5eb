"""The media files that documents name and that are nowhere else, fetched from the web.

They wait in a folder until the import is done; an import that was interrupted goes on with what is
there. Two files of a host are fetched at a time, and of a host that does not answer no more.
"""

import shutil
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread

from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import urls

LARGEST_TOTAL = 20_000_000_000
"""Bytes of all files of an import."""

MOST_HOSTS = 200
LANES, THREADS = 2, 16
"""Files of one host, and of all hosts, that are fetched at a time."""

MOST_SILENCES = 5
"""After so many connections without an answer, one after the other, a host is given up."""

Fetch = Callable[[str, str, Path, str], Path]
"""The URL of a file, its name, a folder, and the stem of the file's name there → the file. Raises
NotFetched and OSError."""

Progress = Callable[[str, int, int], None]


class NotFetched(Exception):
    """The message says why, as the end of a sentence."""


class Unreachable(NotFetched):
    """The host does not answer."""


class Downloads:
    """The files of one import. `folder`: where they wait; it is made when it is needed."""

    def __init__(self, folder: Path, fetch: Fetch) -> None:
        self._folder, self._fetch = folder, fetch
        self._files: dict[str, Path] = {}
        self._reasons: dict[str, str] = {}
        self._size, self._lock = 0, Lock()

    def file(self, url: str) -> Path | None:
        """The file that was at a URL, if it has been fetched."""
        return self._files.get(url)

    def reason(self, url: str) -> str:
        """Why a file was not fetched; empty if nobody asked for it."""
        return self._reasons.get(url, "")

    def remove(self) -> None:
        """Remove the folder: the files stand beside their articles."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def get(self, wanted: Mapping[str, str], progress: Progress) -> None:
        """Fetch all files that are not there. `wanted`: URL → name. Raises ProblemsFound (K0702) if
        the disk refuses them."""
        try:
            self._get(wanted, progress)
        except OSError as error:
            reason = {"reason": error.strerror or str(error)}
            place = Place(f"{self._folder}")
            raise ProblemsFound([Problem("K0702", place, reason)]) from None

    def _get(self, wanted: Mapping[str, str], progress: Progress) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        there = {file.stem: file for file in self._folder.iterdir() if file.suffix != ".part"}
        hosts = defaultdict[str, deque[str]](deque)
        for url in wanted:
            if file := there.get(_stem(url)):
                self._files[url] = file
            elif (host := urls.split(url).netloc.lower()) in hosts or len(hosts) < MOST_HOSTS:
                hosts[host].append(url)
            else:
                self._reasons[url] = f"more than {MOST_HOSTS} hosts"
        self._get_all([_Host(queue) for queue in hosts.values()], wanted, progress)

    def _get_all(self, hosts: list["_Host"], names: Mapping[str, str], progress: Progress) -> None:
        """Let threads work until nothing waits. They end with the process: none is waited for if
        the import is interrupted."""
        lanes, results, stopped = SimpleQueue["_Host"](), SimpleQueue[_Result](), Event()
        number = sum(len(host.waiting) for host in hosts)
        for host in hosts * LANES:
            lanes.put(host)
        for _ in range(min(THREADS, lanes.qsize())):
            worker = _Worker(lanes, results, stopped, self._file)
            Thread(target=worker.work, args=[names], daemon=True).start()
        try:
            for done in range(number):
                self._record(*results.get())
                progress("fetching", done + 1, number)
        finally:
            stopped.set()

    def _file(self, url: str, name: str) -> Path:
        """Raises NotFetched and OSError."""
        if self._size > LARGEST_TOTAL:
            raise NotFetched(f"more than {LARGEST_TOTAL:,} bytes are fetched already")
        file = self._fetch(url, name, self._folder, _stem(url))
        with self._lock:
            self._size += file.stat().st_size
        return file

    def _record(self, url: str, result: Path | Exception) -> None:
        """Raises OSError."""
        if isinstance(result, Path):
            self._files[url] = result
        elif isinstance(result, NotFetched):
            self._reasons[url] = str(result)
        else:
            raise result


_Result = tuple[str, "Path | Exception"]


class _Host:
    """The files of one host that wait to be fetched."""

    def __init__(self, waiting: deque[str]) -> None:
        self.waiting = waiting
        self.silences = 0
        """Connections without an answer, since the last one with an answer."""


class _Worker:
    """Fetches the files of one host after the other."""

    def __init__(
        self,
        lanes: "SimpleQueue[_Host]",
        results: "SimpleQueue[_Result]",
        stopped: Event,
        get: Callable[[str, str], Path],
    ) -> None:
        self._lanes, self._results, self._stopped, self._get = lanes, results, stopped, get

    def work(self, names: Mapping[str, str]) -> None:
        with suppress(Empty):
            while True:
                self._get_of(self._lanes.get_nowait(), names)

    def _get_of(self, host: _Host, names: Mapping[str, str]) -> None:
        with suppress(IndexError):  # the other lane of the host has taken the last
            while not self._stopped.is_set():
                url = host.waiting.popleft()
                self._results.put((url, self._result(host, url, names[url])))

    def _result(self, host: _Host, url: str, name: str) -> Path | Exception:
        if host.silences >= MOST_SILENCES:
            return NotFetched("its host does not answer")
        try:
            file = self._get(url, name)
        except Unreachable as error:
            host.silences += 1
            return error
        except Exception as error:  # it is raised where it can be told
            host.silences = 0
            return error
        host.silences = 0
        return file


def _stem(url: str) -> str:
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:32]
