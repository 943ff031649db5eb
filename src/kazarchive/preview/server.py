"""The sockets on which the preview listens, and the server on them."""

import asyncio
import errno
import ipaddress
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from msgspec import Struct
from starlette.types import ASGIApp

from kazarchive.preview.access import LONGEST_HEADERS
from kazarchive.preview.connections import Connection
from kazarchive.problems import Problem

LOOPBACK = ("127.0.0.1", "::1")

TRIED = 20
"""How many ports after the requested one are tried."""

BACKLOG = 1_024
"""Connections that may wait to be accepted."""

AT_ONCE = 1
"""Connections that are accepted in one go: with more, asyncio accepts all of them before it handles
any, even if no file descriptor is left."""

FAREWELL = 0.2
"""Seconds for unfinished responses when the preview ends."""


class Binding(Struct, frozen=True):
    """Where to listen."""

    host: str | None
    """None: the loopback addresses."""
    port: int
    names: tuple[str, ...] = ()
    """Host names that are accepted, besides those of this machine."""


class Begun(Struct, frozen=True):
    """What to report when the preview has started."""

    address: str
    port_taken: bool
    """Whether it listens on another port than the requested one, as that is in use."""
    token: str | None
    end: Callable[[], None]
    """Ends the preview; any thread may call it."""
    what: str = ""
    """What is shown, if it is not an archive."""
    articles: int = 0
    """The number of articles of the archive."""
    problems: int = 0
    notices: tuple[Problem, ...] = ()


class NoPort(Exception):
    """No port is available; the message says why."""


def is_local(host: str | None) -> bool:
    """Whether only this machine can reach a host."""
    if host in (None, "localhost"):
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def token(binding: Binding) -> str | None:
    """A new token for clients, if other machines can reach the preview."""
    return None if is_local(binding.host) else secrets.token_urlsafe(16)


def address(binding: Binding, port: int, base_path: str, token: str | None) -> str:
    """The URL to open in a browser."""
    host = binding.host
    name = host if host not in (None, "0.0.0.0", "::") else "localhost"
    bracketed = f"[{name}]" if name and ":" in name else name
    return f"http://{bracketed}:{port}{base_path}/" + (f"?token={token}" if token else "")


def sockets(binding: Binding) -> list[socket.socket]:
    """Sockets that listen on a port of the host, or of both loopback addresses; on the next free
    port if it is in use. Port 0 means any free port. Raises NoPort."""
    host, first = binding.host, binding.port
    hosts = LOOPBACK if host is None or host == "localhost" else (host,)
    refused = ""
    for port in range(first, min(first + TRIED + 1, 65_536)) if first else (0,) * TRIED:
        try:
            return _bound(hosts, port)
        except OSError as error:
            refused = error.strerror or str(error)
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                break
    raise NoPort(refused)


def _bound(hosts: tuple[str, ...], port: int) -> list[socket.socket]:
    """Sockets on the same port of each host, without the IPv6 loopback on a machine without
    IPv6."""
    bound: list[socket.socket] = []
    try:
        for host in hosts:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            # With the protocol given, asyncio sets TCP_NODELAY: this saves 40 ms a response.
            listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            bound.append(listener)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            try:
                listener.bind((host, port))
            except OSError as error:
                if len(bound) == 1 or error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                    raise
                bound.pop().close()
                continue
            listener.listen(BACKLOG)  # two processes can bind an address, but only one can listen
            port = listener.getsockname()[1]
    except OSError:
        for listener in bound:
            listener.close()
        raise
    return bound


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in sockets or ():
            listener.listen(BACKLOG)  # asyncio has set its backlog to AT_ONCE


def _report_all_but_os_errors(loop: asyncio.AbstractEventLoop, event: dict[str, Any]) -> None:
    """Exception handler that ignores an OSError, such as a lack of file descriptors: asyncio tries
    again after a second."""
    if not isinstance(event.get("exception"), OSError):
        loop.default_exception_handler(event)


@contextmanager
def serving(
    app: ASGIApp, bound: list[socket.socket], end: Callable[[], None]
) -> Iterator[asyncio.AbstractEventLoop]:
    """Serve requests in another thread, whose loop is the context's value. `end` is called in that
    thread at the end, to finish responses that have no end."""
    settings = uvicorn.Config(
        app,
        loop="asyncio",
        http=Connection,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="error",  # no line in the terminal for what any site may send
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=AT_ONCE,
        h11_max_incomplete_event_size=LONGEST_HEADERS,
        timeout_graceful_shutdown=1,
    )
    server, loop = _Server(settings), asyncio.new_event_loop()
    loop.set_exception_handler(_report_all_but_os_errors)
    begun = threading.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.call_soon(begun.set)
        loop.run_until_complete(server.serve(sockets=bound))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    begun.wait()
    try:
        yield loop
    finally:
        server.should_exit = True
        loop.call_soon_threadsafe(end)
        thread.join(FAREWELL)
