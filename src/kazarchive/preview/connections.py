"""One connection to the preview: how long the client may take, how many connections there may be,
and the response to what is not a request.

Of these uvicorn limits only the time between two requests.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from kazarchive.preview.responses import ALWAYS

PATIENCE = 10.0
"""Seconds for a complete request with its body, from the opening of the connection or the end of
the response before."""

UNREAD = 30.0
"""Seconds for which the client may read nothing of what is sent."""

FAREWELL = 1.0
"""Seconds for the client to read the last response on a connection."""

MOST, LEAST = 256, 4
"""The most connections at a time; LEAST are allowed even if there are few file descriptors."""

RESERVED = 48
"""File descriptors that are not for connections: 18 that the preview has open, and those that its
updates and the files that it shows need."""


def room() -> int:
    """The most connections that may be open at the same time."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return MOST
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed == resource.RLIM_INFINITY:
        return MOST
    return max(LEAST, min(MOST, allowed - RESERVED))


class Connection(H11Protocol):
    """A connection that ends if the client is silent: within a request, between two requests, or
    while it should read a response. If there are too many connections, a new one replaces the one
    that has waited longest for a request; if none waits, it gets status 503."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._due, self._unread = _Timer(self.loop), _Timer(self.loop)
        self._over = False

    # --- events --------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._is_one_too_many() and not self._takes_another_place():
            self._say(503, "Too many connections are open.")
        self._update_timer()

    def data_received(self, data: bytes) -> None:
        if self._over:
            return
        if self.timeout_keep_alive_task is not None:  # the next request begins
            self._due.stop()
        super().data_received(data)
        self._update_timer()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._update_timer()

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
        """Whether it waits for a request, or for the rest of one."""
        return not self._over and self.conn.their_state in (h11.IDLE, h11.SEND_BODY)

    @property
    def until(self) -> float:
        """When it expires, by the loop's clock."""
        return self._due.when

    def _update_timer(self) -> None:
        """Start the timer if it waits for a request, otherwise stop it."""
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
        others = (other for other in self.connections if isinstance(other, Connection))
        waiting = (other for other in others if other.waits and other is not self)
        longest = min(waiting, key=lambda other: other.until, default=None)
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
        """Respond without the application, as there is no request. What the client still sends is
        read for a moment: closing a connection with unread bytes can destroy the response (RFC 9112
        §9.6)."""
        content = f"{sentence}\n".encode()
        headers = {
            **ALWAYS,
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(content)),
            "Connection": "close",
        }
        response = h11.Response(
            status_code=status, headers=list(headers.items()), reason=STATUS_PHRASES[status]
        )
        for event in (response, h11.Data(data=content), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self._give_up()
        self.transport.write_eof()
        self.loop.call_later(FAREWELL, self.transport.abort)

    def _close(self) -> None:
        """Close when the client has read what was sent, or after UNREAD seconds without reading."""
        self._give_up()
        self.transport.close()
        self._unread.start(UNREAD, self.transport.abort)

    def _give_up(self) -> None:
        """Stop sending the response of the application, if there is one."""
        self._over = True
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()


class _Timer:
    """Calls a function once, unless it is stopped before."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._handle: asyncio.TimerHandle | None = None

    @property
    def when(self) -> float:
        """When it will call, by the loop's clock; infinity if it does not run."""
        return self._handle.when() if self._handle else float("inf")

    def start(self, seconds: float, call: Callable[[], object]) -> None:
        """Start the timer; one that runs already is not restarted."""
        if self._handle is None:
            self._handle = self._loop.call_later(seconds, call)

    def stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
