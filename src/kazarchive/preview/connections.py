"""One connection to the preview: how long the other side may take, how many there may be, and what
is said where no request can be read.

uvicorn bounds none of it but the silence between two requests.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from kazarchive.preview.responses import ALWAYS

PATIENCE = 10.0
"""Seconds for a whole request, its body too, from the opening of the connection or from the end of
the answer before."""

UNREAD = 30.0
"""Seconds in which the other side may read nothing of what is sent."""

FAREWELL = 1.0
"""Seconds for the last words on a connection to be read."""

MOST, LEAST = 256, 4
"""Connections at a time; as many as the second even where file descriptors are few."""

RESERVED = 48
"""File descriptors that are none of connections: 18 that the preview has open, and what its builds
and the files that it shows need."""


def room() -> int:
    """Connections that may be open at a time."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return MOST
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed == resource.RLIM_INFINITY:
        return MOST
    return max(LEAST, min(MOST, allowed - RESERVED))


class Connection(H11Protocol):
    """Ends where the other side is silent: in the middle of a request, between two, or while it is
    to read an answer. One too many takes the place of the one that has waited longest for a
    request; where none waits, it is told 503."""

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self._due, self._unread = _Timer(self.loop), _Timer(self.loop)
        self._over = False

    # --- what happens to it --------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._is_one_too_many() and not self._takes_another_place():
            self._say(503, "Too many connections are open.")
        self._look()

    def data_received(self, data: bytes) -> None:
        if self._over:
            return
        if self.timeout_keep_alive_task is not None:  # the next request begins
            self._due.stop()
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread.start(UNREAD, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._unread.stop()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._due.stop()
        self._unread.stop()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._close()

    def shutdown(self) -> None:
        if self._over:
            self.transport.abort()
        else:
            super().shutdown()

    # --- time ------------------------------------------------------------------------------------

    @property
    def waits(self) -> bool:
        """Whether a request is to come, or the rest of one."""
        return not self._over and self.conn.their_state in (h11.IDLE, h11.SEND_BODY)

    @property
    def until(self) -> float:
        """By the loop's clock: when a request is due."""
        return self._due.when

    def _look(self) -> None:
        """Give a request that is to come its time, which one that is there needs no more."""
        if not self.waits:
            self._due.stop()
        elif not self.transport.is_closing():
            self._due.start(PATIENCE, self._expire)

    def _expire(self) -> None:
        if self.conn.our_state is h11.IDLE and self.conn.trailing_data[0]:
            self._say(408, "The request did not come to its end.")
        else:
            self._close()

    # --- number ----------------------------------------------------------------------------------

    def _is_one_too_many(self) -> bool:
        return len(self.connections) > room()

    def _takes_another_place(self) -> bool:
        waiting = (one for one in self.connections if isinstance(one, Connection) and one.waits)
        longest = min((one for one in waiting if one is not self), key=_until, default=None)
        if longest is None:
            return False
        longest._close()
        return True

    # --- the end ---------------------------------------------------------------------------------

    def send_400_response(self, msg: str) -> None:
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._say(400, "This is not a request of HTTP.")
        else:
            self._give_up()
            self.transport.abort()

    def _say(self, status: int, sentence: str) -> None:
        """Answer without the application, which has no request. What still comes is read away for
        a moment: an answer is lost where a connection is closed on unread bytes (RFC 9112 §9.6)."""
        content = f"{sentence}\n".encode()
        headers = {
            **ALWAYS,
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(content)),
            "Connection": "close",
        }
        told = h11.Response(
            status_code=status, headers=list(headers.items()), reason=STATUS_PHRASES[status]
        )
        for event in (told, h11.Data(data=content), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self._give_up()
        self.transport.write_eof()
        self.loop.call_later(FAREWELL, self.transport.abort)

    def _close(self) -> None:
        """Once what was sent is read, or never will be."""
        self._give_up()
        self.transport.close()
        self._unread.start(UNREAD, self.transport.abort)

    def _give_up(self) -> None:
        """No answer of the application, if one is under way, is sent any more."""
        self._over = True
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()


class _Timer:
    """Calls something once, unless it is stopped before."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._handle: asyncio.TimerHandle | None = None

    @property
    def when(self) -> float:
        """By the loop's clock; never for one that does not run."""
        return self._handle.when() if self._handle else float("inf")

    def start(self, seconds: float, call: Callable[[], object]) -> None:
        """One that runs goes on."""
        if self._handle is None:
            self._handle = self._loop.call_later(seconds, call)

    def stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None


def _until(one: Connection) -> float:
    return one.until
