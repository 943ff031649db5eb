"""What every request must pass, whatever it asks for."""

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kazarchive.preview.access import COOKIE, LONGEST_HEADERS, METHODS, Guard
from kazarchive.preview.responses import ALWAYS, said


class Gate:
    """An ASGI application before another: size, host, method, token. What the other fails to
    answer is answered here; the error goes on to the server, which tells it in the terminal."""

    def __init__(self, app: ASGIApp, guard: Guard, port: int) -> None:
        self._app, self._guard = app, guard
        self._cookie = f"{COOKIE}-{port}"  # cookies know no ports

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
                failed = said(500, "This page cannot be made; the terminal says why.")
                failed.headers.update(ALWAYS)
                await failed(scope, receive, send)
            raise

    def _refused(self, request: Request) -> Response | None:
        if _size(request) > LONGEST_HEADERS:
            return said(431, "The headers of this request are too long.")
        if not self._guard.host_allowed(request.headers.get("host", "")):
            return said(403, "This host name is not the preview's; see `hosts` under [serve].")
        if request.method not in METHODS:
            return Response(status_code=405, headers={"Allow": ", ".join(METHODS)})
        if not self._guard.token_known(request.cookies.get(self._cookie)):
            return self._welcome(request)
        return None

    def _welcome(self, request: Request) -> Response:
        """Whoever brings the token in the address gets it as a cookie, and the address without."""
        query = parse_qs(request.scope["query_string"].decode("latin-1"))
        given = query.get("token", [""])[0]
        path = request.scope["raw_path"].decode("latin-1")
        if not self._guard.token_known(given) or not path.startswith("/") or "//" in path:
            return said(403, "Open the address that `kazarchive serve` printed, with its token.")
        response = RedirectResponse(path, 303)
        response.set_cookie(self._cookie, given, httponly=True, samesite="strict")
        return response


def _size(request: Request) -> int:
    """About how many bytes the head of a request has."""
    scope = request.scope
    fields = sum(len(name) + len(value) + len(": \r\n") for name, value in scope["headers"])
    return fields + len(scope["raw_path"]) + len(scope["query_string"])
