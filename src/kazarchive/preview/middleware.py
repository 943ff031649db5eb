"""The middleware that checks every request before the application sees it."""

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kazarchive.preview.access import COOKIE, LONGEST_HEADERS, METHODS, AccessRules
from kazarchive.preview.responses import ALWAYS, said


class AccessMiddleware:
    """An ASGI application around another: checks size, host, method and token. If the other fails,
    it sends status 500; the server prints the error in the terminal."""

    def __init__(self, app: ASGIApp, rules: AccessRules, port: int) -> None:
        self._app, self._rules = app, rules
        self._cookie = f"{COOKIE}-{port}"  # browsers send cookies to all ports of a host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._refused(Request(scope, receive))
        if refused is not None:
            refused.headers.update(ALWAYS)
            await refused(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception:
            if not begun:
                failed = said(500, "This page could not be rendered; see the terminal for details.")
                failed.headers.update(ALWAYS)
                await failed(scope, receive, send)
            raise

    def _refused(self, request: Request) -> Response | None:
        if _size(request) > LONGEST_HEADERS:
            return said(431, "The headers of this request are too long.")
        if not self._rules.host_allowed(request.headers.get("host", "")):
            return said(403, "This host name is not the preview's; see `hosts` under [serve].")
        if request.method not in METHODS:
            return Response(status_code=405, headers={"Allow": ", ".join(METHODS)})
        if not self._rules.token_known(request.cookies.get(self._cookie)):
            return self._welcome(request)
        return None

    def _welcome(self, request: Request) -> Response:
        """Turn the token in a URL into a cookie, and redirect to the URL without it."""
        query = parse_qs(request.scope["query_string"].decode("latin-1"))
        given = query.get("token", [""])[0]
        path = request.scope["raw_path"].decode("latin-1")
        if not self._rules.token_known(given) or not path.startswith("/") or "//" in path:
            return said(403, "Open the address that `kazarchive serve` printed, with its token.")
        response = RedirectResponse(path, 303)
        response.set_cookie(self._cookie, given, httponly=True, samesite="strict")
        return response


def _size(request: Request) -> int:
    """About how many bytes the head of a request has, without its method and version."""
    scope = request.scope
    fields = sum(len(name) + len(value) + len(": \r\n") for name, value in scope["headers"])
    return fields + len(scope["raw_path"]) + len(scope["query_string"])
