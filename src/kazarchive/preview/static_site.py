"""`serve --built`: serves the published folder as a static host does, without additions."""

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
from kazarchive.preview.access import AccessRules
from kazarchive.preview.middleware import AccessMiddleware
from kazarchive.preview.responses import file_response, media_type, open_inside, said, to_folder
from kazarchive.preview.server import Begun, Binding
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.rules import addresses
from kazarchive.rules.addresses import NOT_FOUND
from kazarchive.values import Address

HEADERS = "_headers"
"""The file in the published folder by which Netlify, Cloudflare Pages and others set headers."""


class Rule(NamedTuple):
    """One block of `_headers`."""

    pattern: str
    """A path, in which `*` stands for any text."""
    headers: tuple[tuple[str, str], ...]


_NEVER = re.compile(
    r"access-control-.*|connection|content-(length|range)|keep-alive|transfer-encoding|upgrade",
    re.IGNORECASE,
)
"""Headers that the file must not set: those that let other sites read responses of this machine,
and those that say where a response ends."""

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")
"""The name and value of a header field (RFC 9110 §5)."""


def rules(text: str) -> tuple[Rule, ...]:
    """The rules in a `_headers` file: a path, and its headers indented below it. Lines that are not
    headers, and headers that the file must not set, are ignored."""
    blocks: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, value = line.partition(":")
        if not line[0].isspace():
            blocks.append((line.strip(), []))
        elif colon and blocks and _allowed(name.strip(), value.strip()):
            blocks[-1][1].append((name.strip(), value.strip()))
    return tuple(Rule(pattern, tuple(headers)) for pattern, headers in blocks)


def _allowed(name: str, value: str) -> bool:
    valid = _NAME.fullmatch(name) and _VALUE.fullmatch(value)
    return bool(valid and not _NEVER.fullmatch(name))


class StaticSite:
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
            if name.lower() != "cache-control":  # which is meant for existing files
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
        """The opened file of an address; None if there is none inside the folder."""
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
    folder: Path, shown: str, site: Site, binding: Binding, begun: Callable[[Begun], None]
) -> None:
    """Serve the published folder until the function in Begun ends it.

    Raises ProblemsFound (K0712: nothing is published), server.NoPort.
    """
    if not folder.is_dir():
        raise ProblemsFound([Problem("K0712", Place(shown))])
    over, token = threading.Event(), server.token(binding)
    bound = server.sockets(binding)
    port = bound[0].getsockname()[1]
    app = AccessMiddleware(StaticSite(folder, site), AccessRules(binding.names, token), port)
    address = server.address(binding, port, site.base_path, token)
    with server.serving(app, bound, lambda: None):
        port_taken = binding.port not in (0, port)
        begun(Begun(address, port_taken, token, over.set, f"{shown}/ as a static host shows it"))
        over.wait()
