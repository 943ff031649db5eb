"""What the responses of the preview have in common: media types, ranges, headers."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from io import BufferedReader
from mimetypes import guess_type
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kazarchive.preview import conditional, policy
from kazarchive.problems import ProblemsFound
from kazarchive.reading import files, forms
from kazarchive.rules import addresses
from kazarchive.values import Address

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": policy.NOTHING,
}
"""The default headers of every response: those in the files for web servers (templates/nginx.txt),
and those that keep other sites out."""

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".webmanifest": "application/manifest+json",
}
"""Extension of an address → media type; the standard library knows the others."""

BLOCK = 1 << 16
"""Bytes that are read from a file at a time."""

TRIES = 8
"""How often to try to open a file that is being replaced."""


def media_type(address: Address) -> str:
    """The media type of what is at an address."""
    extension = Path(address).suffix.lower()
    page = address.endswith("/")
    media = TYPES[".html"] if page else TYPES.get(extension) or guess_type(address)[0]
    return media or "application/octet-stream"


def open_inside(file: Path, path: str, folders: Sequence[Path]) -> BufferedReader:
    """Open a file inside some folders, through links if they stay inside. Raises ProblemsFound.

    Any part of the path may become a link between the check and the opening, so the opened file is
    compared with the file at the path.
    """
    for _ in range(TRIES):
        with suppress(OSError):  # of a link that was removed
            real = os.path.realpath(forms.real(file))
            if not any(Path(real).is_relative_to(os.path.realpath(top)) for top in folders):
                break
            source = files.open_regular(real, path)
            if _is_at(source, real):
                return source
            source.close()
    raise ProblemsFound([])


def _is_at(source: BufferedReader, real: str) -> bool:
    """Whether an opened file is at a path, which contains no links."""
    with suppress(OSError):
        same = os.path.samestat(os.fstat(source.fileno()), os.lstat(real))
        return same and os.path.realpath(real) == real
    return False


def file_response(
    request: Request, source: BufferedReader, etag: str, kind: str, status: int = 200
) -> Response:
    """The content of an opened file, or the requested part."""
    size = os.fstat(source.fileno()).st_size
    part = conditional.Part(status, 0, size)
    if status == 200:
        part = conditional.part(request.headers, etag, size, request.method == "GET")

    async def blocks() -> AsyncIterator[bytes]:
        with source:
            source.seek(part.start)
            left = part.end - part.start
            while left > 0 and (block := source.read(min(BLOCK, left))):
                left -= len(block)
                yield block

    return partial(part, etag, size, StreamingResponse(blocks()), kind)


def partial(
    part: conditional.Part, etag: str, size: int, response: Response, kind: str
) -> Response:
    """Set the status and headers of a response for the part that it contains."""
    response.status_code = part.status
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    if part.status == conditional.UNSATISFIABLE:
        response.headers["Content-Range"] = f"bytes */{size}"
    if part.status == conditional.PARTIAL:
        response.headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    if part.status != conditional.NOT_MODIFIED:
        response.headers["Content-Type"] = kind
        response.headers["Content-Length"] = str(part.end - part.start)
    return response


def to_folder(request: Request, base_path: str, address: Address) -> str:
    """The URL path of a folder's page, for a request without the last `/`."""
    query = request.scope["query_string"].decode("latin-1")
    return base_path + addresses.url(address) + "/" + (f"?{query}" if query else "")


def said(status: int, sentence: str) -> Response:
    """A response that is one sentence of plain text."""
    return Response(f"{sentence}\n", status, media_type="text/plain")
