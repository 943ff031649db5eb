"""`serve --built`: the published folder as a static host shows it, nothing added."""

import fnmatch
import os
import re
import threading
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from kazarchive.config.options import Site
from kazarchive.preview import access, server
from kazarchive.preview.access import Guard
from kazarchive.preview.middleware import Gate
from kazarchive.preview.responses import file_response, media_type, open_inside, said, to_folder
from kazarchive.preview.server import Begun, Wanted
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import addresses
from kazarchive.rules.addresses import NOT_FOUND
from kazarchive.values import Address

HEADERS = "_headers"
"""Of the published folder: what hosts such as Netlify and Cloudflare Pages send with each path."""


class Rule(NamedTuple):
    """One block of `_headers`."""

    pattern: str
    """A path; `*` stands for any text."""
    headers: tuple[tuple[str, str], ...]


_NEVER = re.compile(
    r"access-control-.*|connection|content-(length|range)|keep-alive|transfer-encoding|upgrade",
    re.IGNORECASE,
)
"""What a file may not decide: who else may read what this machine shows, and where answers end."""

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")
"""Of a field (RFC 9110 §5)."""


def rules(text: str) -> tuple[Rule, ...]:
    """What a `_headers` file says: a path, and its headers indented below it. What is no header,
    or none that a file may set, is left out."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, value = line.partition(":")
        if not line[0].isspace():
            found.append((line.strip(), []))
        elif colon and found and _allowed(name.strip(), value.strip()):
            found[-1][1].append((name.strip(), value.strip()))
    return tuple(Rule(pattern, tuple(headers)) for pattern, headers in found)


def _allowed(name: str, value: str) -> bool:
    written = _NAME.fullmatch(name) and _VALUE.fullmatch(value)
    return bool(written and not _NEVER.fullmatch(name))


class Published:
    """The ASGI application."""

    def __init__(self, folder: Path, site: Site) -> None:
        self._folder, self._base_path = folder, site.base_path
        self._at = site.addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = self._answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        raw = request.scope["raw_path"]
        if raw == b"/" and self._base_path:
            return RedirectResponse(f"{self._base_path}/", 307)
        address = access.address(raw, self._base_path)
        if address is None or address == f"/{HEADERS}":
            return self._missing(request, address or "/", raw.decode("latin-1"))
        source = self._opened(address)
        if source is None and self._is_folder(address):
            return RedirectResponse(to_folder(request, self._base_path, address), 301)
        path = self._base_path + addresses.url(address)
        if source is None:
            return self._missing(request, address, path)
        return self._file(request, address, path, source)

    def _missing(self, request: Request, address: Address, path: str) -> Response:
        lang, _ = self._at.split(address)
        source = self._opened(self._at.not_found(lang)) or self._opened(NOT_FOUND)
        if source is None:
            response = said(404, "There is no such address.")
        else:
            response = file_response(request, source, "", media_type(NOT_FOUND), 404)
        for name, value in self._headers(path):
            if name.lower() != "cache-control":  # that is said of what is there
                response.headers[name] = value
        return response

    def _file(
        self, request: Request, address: Address, path: str, source: BufferedReader
    ) -> Response:
        status = os.fstat(source.fileno())
        etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        response = file_response(request, source, etag, media_type(address))
        for name, value in self._headers(path):
            response.headers[name] = value
        return response

    def _headers(self, path: str) -> Iterator[tuple[str, str]]:
        source = self._opened(f"/{HEADERS}")
        if source is None:
            return
        with source:
            text = source.read().decode("utf-8", "replace")
        for rule in rules(text):
            if fnmatch.fnmatchcase(path, rule.pattern.replace("[", "[[]").replace("?", "[?]")):
                yield from rule.headers

    def _opened(self, address: Address) -> BufferedReader | None:
        """The file of an address, where no link leads out of the folder."""
        try:
            file = self._folder / addresses.file(address)
            return open_inside(file, address, (self._folder,))
        except (ProblemsFound, ValueError):
            return None

    def _is_folder(self, address: Address) -> bool:
        opened = None if address.endswith("/") else self._opened(address + "/")
        if opened is not None:
            opened.close()
        return opened is not None


def serve(
    folder: Path, shown: str, site: Site, wanted: Wanted, begun: Callable[[Begun], None]
) -> None:
    """Show the published folder until its end is asked for.

    Raises ProblemsFound (K0712: nothing is published), listening.NoPort.
    """
    if not folder.is_dir():
        raise ProblemsFound([Problem("K0712", Place(shown))])
    over, token = threading.Event(), server.token(wanted)
    bound = server.sockets(wanted)
    port = bound[0].getsockname()[1]
    app = Gate(Published(folder, site), Guard(wanted.names, token), port)
    address = server.address(wanted, port, site.base_path, token)
    with server.serving(app, bound, lambda: None):
        taken = wanted.port not in (0, port)
        begun(Begun(address, taken, token, over.set, f"{shown}/ as a static host shows it"))
        over.wait()
