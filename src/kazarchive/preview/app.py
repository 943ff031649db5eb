"""Answers the requests to the preview.

A request has passed the middleware; the session renders the page, and the response gets its headers
here. These functions run in the server's thread, those of the session in the session's thread.
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from hashlib import blake2b
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from msgspec import Struct, field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kazarchive.answers import Copy
from kazarchive.messages.messages import IN_ENGLISH, Messages
from kazarchive.preview import access, conditional, inspector, policy
from kazarchive.preview.access import OWN
from kazarchive.preview.connections import room
from kazarchive.preview.responses import (
    ALWAYS,
    TYPES,
    file_response,
    media_type,
    open_inside,
    partial,
    said,
    to_folder,
)
from kazarchive.preview.session import Session
from kazarchive.preview.views import News, ShownPage
from kazarchive.problems import ProblemsFound
from kazarchive.problems.drawing import drawn
from kazarchive.reading import theme_files
from kazarchive.rules import addresses
from kazarchive.values import Address

Ask = Callable[..., Awaitable[Any]]
"""Runs a function in the session's thread and returns its result."""

POLICY = "Content-Security-Policy"

SCRIPT = resources.files("kazarchive.preview").joinpath("preview.js").read_bytes()

STREAMS = 64
"""The most pages that wait for news at the same time; they use half of all connections at most."""


class Preview(Struct, eq=False):
    """The ASGI application."""

    session: Session
    """It is replaced if the state was lost, so each function reads it when it runs."""
    ask: Ask
    build: Path
    """The state folder of builds."""
    news: News = field(default_factory=lambda: News(""))
    messages: Messages = IN_ENGLISH
    _waiting: set[asyncio.Queue[News | None]] = field(default_factory=set)
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    # --- news, in the server's thread --------------------------------------------------------

    def tell(self, news: News) -> None:
        """Send news to every page that waits for it."""
        self.news = news
        for queue in self._waiting:
            queue.put_nowait(news)

    def end(self) -> None:
        """End the streams of all pages."""
        for queue in self._waiting:
            queue.put_nowait(None)

    # --- requests ----------------------------------------------------------------------------

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        request = Request(scope, receive)
        response = await self._answer(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        raw = request.scope["raw_path"]
        if raw.startswith(OWN.encode()):
            if access.from_elsewhere(request.headers):
                return said(403, "Another site may not ask this.")
            query = parse_qs(request.scope["query_string"].decode("latin-1"))
            return await self._own(raw.decode("latin-1"), query)
        address = access.address(raw, self.session.site.base_path)
        if address is not None:
            return await self._page(request, address)
        if raw == b"/":
            return RedirectResponse(f"{self.session.site.base_path}/", 307)
        return said(404, "There is no such address.")

    # --- the preview's own -------------------------------------------------------------------

    async def _own(self, path: str, query: Mapping[str, list[str]]) -> Response:
        name = path.removeprefix(OWN)
        if name == "preview.js":
            return Response(SCRIPT, media_type=TYPES[".js"])
        if name == "events":
            return self._events()
        if name == "problems":
            return _json(await self.ask(lambda: inspector.problems(self.session, self.messages)))
        if name == "page":
            written = quote(query.get("address", [""])[0])
            address = access.address(written.encode(), "")
            if address is None:
                return said(404, "There is no such address.")
            given = address, self.build, self.messages
            return _json(await self.ask(lambda: inspector.state(self.session, *given)))
        if name == "where":
            wanted = query.get("path", [""])[0]
            return _json({"address": await self.ask(self._where, wanted)})
        return said(404, "There is no such address.")

    def _where(self, path: str) -> str | None:
        address = self.session.address_of(path)
        return None if address is None else self.session.site.base_path + addresses.url(address)

    def _events(self) -> Response:
        if len(self._waiting) >= min(STREAMS, room() // 2):
            return said(503, "Too many pages wait for news.")
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        """Server-sent events (HTML Standard §9.2); the first is the current generation."""
        queue: asyncio.Queue[News | None] = asyncio.Queue()
        self._waiting.add(queue)
        try:
            yield _event(self.news.generation, None)  # a page may have missed some
            while news := await queue.get():
                before = self.session.site.base_path
                files = [before + addresses.url(address) for address in news.files]
                yield _event(news.generation, files)
        finally:
            self._waiting.discard(queue)

    # --- the site ----------------------------------------------------------------------------

    async def _page(self, request: Request, address: Address) -> Response:
        answer = await self.ask(lambda: self.session.show(address))
        if isinstance(answer, Copy):
            return self._file(request, answer)
        if not answer.found and not address.endswith("/") and await self.ask(self._folder, address):
            return RedirectResponse(to_folder(request, self.session.site.base_path, address), 307)
        return self._html(request, answer)

    def _folder(self, address: Address) -> bool:
        """Whether a page has this address with a `/` at the end."""
        return self.session.renderer.page(address + "/") is not None

    def _html(self, request: Request, shown: ShownPage) -> Response:
        """What was rendered; pages get the preview's script."""
        kind = media_type(shown.address) if shown.found else TYPES[".html"]
        etag, content, headers = f'"{shown.digest}"', shown.content, self._headers()
        if kind == TYPES[".html"]:
            etag = f'"{shown.digest}-{shown.generation}"'
            nonce = blake2b(etag.encode(), key=self._key, digest_size=16).hexdigest()
            content = _with_script(shown, nonce)  # equal bytes for equal strong entity tags
            headers[POLICY] = policy.with_script(self.session.policy, nonce)
        elif not content:
            content, kind = "\n\n".join(self._drawn(shown)).encode(), TYPES[".txt"]
        if not (shown.found and shown.content):
            return Response(content, 500 if shown.found else 404, headers, kind)
        part = conditional.part(request.headers, etag, len(content), request.method == "GET")
        response = Response(content[part.start : part.end], headers=headers)
        return partial(part, etag, len(content), response, kind)

    def _drawn(self, shown: ShownPage) -> Iterator[str]:
        return (drawn(problem, self.messages) for problem in shown.problems)

    def _file(self, request: Request, copy: Copy) -> Response:
        """A static or media file, which may have been replaced since it was examined."""
        root = self.session.root
        file = theme_files.resolve(root, copy.source)
        try:
            source = open_inside(file, copy.source, (root, theme_files.bundled()))
        except ProblemsFound:
            return said(404, "There is no such address.")
        response = file_response(request, source, f'"{copy.digest}"', media_type(copy.source))
        response.headers.update(self._headers())
        return response

    def _headers(self) -> dict[str, str]:
        return {POLICY: policy.shown(self.session.policy)}


def _with_script(shown: ShownPage, nonce: str) -> bytes:
    """A page with the preview's script at the end of its body."""
    page = shown.content or _EMPTY.format(lang=escape(shown.lang)).encode()
    values = {"generation": shown.generation, "digest": shown.digest, "address": shown.address}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())
    script = f'<script nonce="{nonce}" src="{OWN}preview.js"{data} defer></script>\n'.encode()
    end = page.rfind(b"</body>")
    return page[:end] + script + page[end:] if end >= 0 else page + script


_EMPTY = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><title>kazarchive</title></head>
<body></body>
</html>
"""


def _event(generation: str, files: list[str] | None) -> str:
    news = {"generation": generation, "files": files}
    return f"retry: 500\ndata: {json.dumps(news)}\n\n"


def _json(value: Any) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), media_type="application/json")
