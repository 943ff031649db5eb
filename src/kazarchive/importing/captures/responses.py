"""A record → the response of a server in it."""

import re

from msgspec import Struct

from kazarchive.importing.captures import headers
from kazarchive.importing.captures.headers import Headers
from kazarchive.importing.captures.payload import Bytes, Payload
from kazarchive.importing.captures.records import Record

HTML = frozenset({"text/html", "application/xhtml+xml"})
_STATUS = re.compile(r"HTTP/\S+\s+(\d{3})\b")
_CHARSET = re.compile(r"""\bcharset\s*=\s*["']?([^\s"';,]+)""", re.IGNORECASE)


class Response(Struct, frozen=True):
    """What is known of a response before its body is read."""

    status: int
    mime: str
    """Without parameters, in lower case; empty if nothing says it."""
    headers: Headers
    """Of HTTP; those of the record, if it has no others."""
    head: bytes
    """The headers of HTTP as they are in the record."""

    @property
    def charset(self) -> str | None:
        """As the headers say."""
        label = _CHARSET.search(self.headers.get("content-type"))
        return label[1] if label else None

    @property
    def is_html(self) -> bool:
        return self.mime in HTML


def response(record: Record, body: Bytes) -> Response | None:
    """The response whose body is then next in `body`, the block of the record; None if the record
    has none. Raises Damaged."""
    if record.kind not in ("response", "resource", "revisit"):
        return None
    if record.kind == "resource" or not record.url.startswith(("http:", "https:")):
        return Response(200, _mime(record.headers), record.headers, b"")
    http = headers.read(body)
    status = _STATUS.match(http.first)
    return Response(int(status[1]) if status else 0, _mime(http), http, http.raw)


def payload(response: Response, body: Bytes) -> Payload:
    """The decoded body."""
    return Payload(body, response.headers, text=response.is_html)


def _mime(headers: Headers) -> str:
    return headers.get("content-type").partition(";")[0].strip().lower()
