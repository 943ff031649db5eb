"""One file from the web, by HTTPS, with every doubt decided against fetching it.

The name of a host is resolved first, and the connection goes to that address: a second answer of a
name server cannot lead elsewhere (DNS rebinding). Redirects are followed by the same rules. The
standard library does all this; `urllib.request` was rejected because it resolves names itself,
follows redirects to any scheme and obeys proxies, and `urllib3` because it would be bent as much.
"""

import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from socket import AF_UNSPEC, SHUT_RDWR, SOCK_STREAM, create_connection, getaddrinfo, socket
from threading import Timer
from typing import NamedTuple

from msgspec import Struct

from kazarchive import __version__
from kazarchive.importing import media_types
from kazarchive.importing.downloads import NotFetched, Unreachable
from kazarchive.importing.public_addresses import is_public
from kazarchive.rules import signatures, urls

LARGEST = 100_000_000
"""Bytes of a file."""

SECONDS = 60
"""For each connection; and CONNECTING without an answer."""
CONNECTING = 10

MOST_REDIRECTS = 5
MOST_ADDRESSES = 4
"""Of one host, to which a connection is tried."""
PORT = 443

_HEADERS = {
    "User-Agent": f"kazarchive/{__version__} (import of an archive)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Location(NamedTuple):
    """Where a file is."""

    host: str
    """In ASCII."""
    target: str
    """The path and the query."""

    @property
    def written(self) -> str:
        """The host as it stands in a URL."""
        return f"[{self.host}]" if ":" in self.host else self.host


Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, str], socket]


def resolved(host: str, port: int) -> list[str]:
    """All addresses of a host. Raises OSError."""
    return [str(each[4][0]) for each in getaddrinfo(host, port, AF_UNSPEC, SOCK_STREAM)]


def secured(address: str, port: int, host: str) -> socket:
    """A connection with an address, whose server has proved to be the host. Raises OSError."""
    plain = create_connection((address, port), CONNECTING)
    try:
        return _context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


@cache
def _context() -> ssl.SSLContext:
    """It loads all authorities that this machine trusts, which takes a while."""
    return ssl.create_default_context()


class Fetcher(Struct, frozen=True):
    """How files are fetched. Tests give another resolver, another rule and a server without TLS."""

    resolve: Resolve = resolved
    may_connect: Callable[[str], bool] = is_public
    connect: Connect = secured
    port: int = PORT
    seconds: float = SECONDS
    largest: int = LARGEST

    def fetch(self, url: str, name: str, folder: Path, stem: str) -> Path:
        """Fetch a file whose content must be what `name` promises, into a folder, under a stem and
        an ending of its own. Raises NotFetched, and OSError of the folder."""
        waiting = folder / f"{stem}.part"
        try:
            with self._response(location(url)) as (place, response):
                head = self._saved(response, place, waiting)
                what = _described(response, head)
            kept = media_types.kept_name(name, head)
            if kept is None:
                raise NotFetched(f"it is not what its name says, but {what}")
            file = folder / f"{stem}{Path(kept).suffix.lower()}"
            waiting.replace(file)
            return file
        finally:
            waiting.unlink(missing_ok=True)

    @contextmanager
    def _response(self, place: Location) -> Iterator[tuple[Location, HTTPResponse]]:
        """The answer after all redirects. Raises NotFetched."""
        for _ in range(MOST_REDIRECTS + 1):
            with self._connection(place) as connection:
                with _faults(place):
                    headers = {"Host": place.written, **_HEADERS}
                    connection.request("GET", place.target, headers=headers)
                    response = connection.getresponse()
                if response.status == 200:
                    yield place, response
                    return
                if response.status not in _REDIRECTS:
                    raise NotFetched(f"the server answers {response.status}")
                there = response.getheader("Location") or ""
            place = location(urls.joined(f"https://{place.written}{place.target}", there))
        raise NotFetched(f"it is redirected more than {MOST_REDIRECTS} times")

    @contextmanager
    def _connection(self, place: Location) -> Iterator[HTTPConnection]:
        """A connection with a public address of a host, which is cut when its time is over. Raises
        NotFetched."""
        opened = self._opened(place)
        connection = HTTPConnection(place.host, self.port)
        connection.sock = opened
        watch = Timer(self.seconds, _cut, [opened])
        watch.daemon = True
        watch.start()
        try:
            with closing(connection):
                yield connection
                if watch.finished.is_set():
                    raise NotFetched(f"it takes more than {self.seconds} seconds")
        finally:
            watch.cancel()

    def _opened(self, place: Location) -> socket:
        """Raises NotFetched."""
        with _faults(place):
            addresses = list(dict.fromkeys(self.resolve(place.host, self.port)))
        if not addresses or not all(map(self.may_connect, addresses)):
            raise NotFetched(f"`{place.host}` is not on the public internet")
        reason = ""
        for address in addresses[:MOST_ADDRESSES]:
            try:
                return self.connect(address, self.port, place.host)
            except (OSError, ValueError) as error:
                reason = _reason(error)
        raise Unreachable(f"`{place.host}` does not answer: {reason}")

    def _saved(self, response: HTTPResponse, place: Location, file: Path) -> bytes:
        """Write the content of an answer; its first bytes. Raises NotFetched, and OSError of the
        file."""
        encoding = response.getheader("Content-Encoding") or "identity"
        if encoding.lower() != "identity":
            raise NotFetched(f"the server sends it in the encoding `{encoding}`")
        said = response.getheader("Content-Length") or ""
        size = int(said) if said.isdecimal() else 0
        head = b""
        with file.open("wb") as written:
            while written.tell() <= self.largest >= size:
                with _faults(place):
                    block = response.read(1 << 16)
                if not block and written.tell() < size:
                    raise NotFetched("the connection broke")
                if not block:
                    return head
                head += block[: max(signatures.HEAD - len(head), 0)]
                written.write(block)
        raise NotFetched(f"it has more than {self.largest:,} bytes")


def location(url: str) -> Location:
    """Of a URL of the web; `http` is taken for `https`. Raises NotFetched."""
    parts = urls.split(url)
    try:
        host, port = (parts.hostname or "").rstrip("."), parts.port
        name = host.encode("idna").decode() if not host.isascii() else host
    except ValueError:
        raise NotFetched("its address is not valid") from None
    if parts.scheme not in ("https", "http") or not name or parts.username is not None:
        raise NotFetched("its address is not one of the web")
    if port not in (None, PORT) and not (parts.scheme == "http" and port == 80):
        raise NotFetched(f"its address names the port {port}")
    query = f"?{parts.query}" if parts.query else ""
    return Location(name.lower(), urls.request(f"{parts.path or '/'}{query}"))


def _described(response: HTTPResponse, head: bytes) -> str:
    said = (response.getheader("Content-Type") or "").partition(";")[0].strip()
    return signatures.kind(head) or (f"`{said[:50]}`" if said else "something else")


@contextmanager
def _faults(place: Location) -> Iterator[None]:
    """Turn what goes wrong between two machines into NotFetched."""
    try:
        yield
    except (HTTPException, OSError, ValueError) as error:
        raise NotFetched(f"`{place.host}` does not give it: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    said = error.strerror if isinstance(error, OSError) else str(error)
    return said or type(error).__name__


def _cut(opened: socket) -> None:
    """End a connection whose time is over, whatever the server is doing."""
    try:
        opened.shutdown(SHUT_RDWR)
    except OSError:
        opened.close()
