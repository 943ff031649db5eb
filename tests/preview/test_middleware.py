"""What every request must pass, whatever it asks for."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kazarchive.preview.access import COOKIE, LONGEST_HEADERS, AccessRules
from kazarchive.preview.middleware import AccessMiddleware
from kazarchive.preview.responses import ALWAYS

HOST = {"host": "localhost:8000"}


def asked(
    headers: Mapping[str, str] = HOST,
    method: str = "GET",
    query: str = "",
    path: str = "/a/",
    guard: AccessRules = AccessRules(),  # noqa: B008 - it is frozen
    app: ASGIApp = PlainTextResponse("the page"),  # noqa: B008
) -> tuple[int, dict[str, str]]:
    """The status and the headers of an answer."""
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def answered() -> None:
        with suppress(ZeroDivisionError):
            await AccessMiddleware(app, guard, 8000)(scope, receive, send)

    with ThreadPoolExecutor(1) as threads:  # a browser of other tests may have a loop in this one
        threads.submit(asyncio.run, answered()).result()
    fields = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], fields


def test_a_request_in_order_reaches_the_page() -> None:
    assert asked()[0] == 200


@pytest.mark.parametrize(
    ("headers", "method", "status"),
    [
        ({"host": "evil.example"}, "GET", 403),
        ({}, "GET", 403),
        (HOST, "POST", 405),
        (HOST | {"x": "x" * LONGEST_HEADERS}, "GET", 431),
    ],
)
def test_a_request_that_may_not_be_is_refused_under_the_shield(
    headers: dict[str, str], method: str, status: int
) -> None:
    found, fields = asked(headers, method)
    assert found == status
    assert {name.lower() for name in ALWAYS} <= fields.keys()


def test_a_token_in_the_address_becomes_a_cookie() -> None:
    status, fields = asked(query="token=secret", guard=AccessRules(token="secret"))
    assert (status, fields["location"]) == (303, "/a/")
    assert fields["set-cookie"].startswith(f"{COOKIE}-8000=secret; HttpOnly")
    cookie = {"cookie": f"{COOKIE}-8000=secret"}
    assert asked(HOST | cookie, guard=AccessRules(token="secret"))[0] == 200


@pytest.mark.parametrize(
    ("query", "path"), [("token=other", "/a/"), ("", "/a/"), ("token=secret", "//b/")]
)
def test_a_wrong_token_or_path_gets_no_cookie(query: str, path: str) -> None:
    status, fields = asked(query=query, path=path, guard=AccessRules(token="secret"))
    assert status == 403
    assert "set-cookie" not in fields


def test_a_page_that_fails_is_answered_and_the_error_goes_on() -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise ZeroDivisionError

    assert asked(app=broken)[0] == 500
