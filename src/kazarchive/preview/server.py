"""Where the preview listens: sockets of this machine, and the server on them."""

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
"""Ports after the wanted one before the search for a free one is given up."""

BACKLOG = 1_024
"""Connections that may wait to be accepted."""

AT_ONCE = 1
"""Connections that are accepted in one go: asyncio looks at none of them before, and would go on
although no file descriptor is left."""

FAREWELL = 0.2
"""Seconds for answers under way when the preview ends."""


class Wanted(Struct, frozen=True):
    """Where to listen."""

    host: str | None
    port: int
    names: tuple[str, ...] = ()
    """Host names under which the preview answers, besides those of this machine."""


class Begun(Struct, frozen=True):
    """What is to be said when the preview can be looked at."""

    address: str
    port_taken: bool
    token: str | None
    end: Callable[[], None]
    """Ends the preview, whichever thread calls it."""
    what: str = ""
    """Is shown, where it is no archive."""
    articles: int = 0
    """Of the archive."""
    problems: int = 0
    notices: tuple[Problem, ...] = ()


class NoPort(Exception):
    """None of the ports can be had; the message says why."""


def is_local(host: str | None) -> bool:
    """Whether only this machine can reach the preview there."""
    if host in (None, "localhost"):
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def token(wanted: Wanted) -> str | None:
    """What to know besides the address, where other machines can reach it."""
    return None if is_local(wanted.host) else secrets.token_urlsafe(16)


def address(wanted: Wanted, port: int, base_path: str, token: str | None) -> str:
    """What to open in a browser."""
    host = wanted.host
    name = host if host not in (None, "0.0.0.0", "::") else "localhost"
    shown = f"[{name}]" if name and ":" in name else name
    return f"http://{shown}:{port}{base_path}/" + (f"?token={token}" if token else "")


def sockets(wanted: Wanted) -> list[socket.socket]:
    """Listening on a port of the host, or of both loopback addresses; on the next free one where it
    is taken. Port 0 is any free one. Raises NoPort."""
    host, first = wanted.host, wanted.port
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
    """The same port on each host; a machine without IPv6 does without its loopback."""
    bound: list[socket.socket] = []
    try:
        for host in hosts:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            # With the protocol named, asyncio sends at once (TCP_NODELAY): 40 ms an answer.
            one = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            bound.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            try:
                one.bind((host, port))
            except OSError as error:
                if len(bound) == 1 or error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                    raise
                bound.pop().close()
                continue
            one.listen(BACKLOG)  # two may bind an address; and who is told of it may come at once
            port = one.getsockname()[1]
    except OSError:
        for one in bound:
            one.close()
        raise
    return bound


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for one in sockets or ():
            one.listen(BACKLOG)  # asyncio has made it as short as what it accepts at once


def _say_but_refusals(loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
    """What the system refuses, as a file descriptor, asyncio tries again after a second."""
    if not isinstance(told.get("exception"), OSError):
        loop.default_exception_handler(told)


@contextmanager
def serving(
    app: ASGIApp, bound: list[socket.socket], end: Callable[[], None]
) -> Iterator[asyncio.AbstractEventLoop]:
    """Answer requests in a thread of its own; gives its loop. `end` is called in it at the end,
    for answers that would go on for ever."""
    settings = uvicorn.Config(
        app,
        loop="asyncio",
        http=Connection,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="error",  # what any site may send is not worth a line in the terminal
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=AT_ONCE,
        h11_max_incomplete_event_size=LONGEST_HEADERS,
        timeout_graceful_shutdown=1,
    )
    server, loop = _Server(settings), asyncio.new_event_loop()
    loop.set_exception_handler(_say_but_refusals)
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
