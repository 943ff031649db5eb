"""The rules of the preview alone: who may ask, for what, which part, under which headers, where."""

import socket

import pytest

from kazarchive.preview import access, conditional, server, static_site
from kazarchive.preview.access import AccessRules
from kazarchive.preview.conditional import Part
from kazarchive.preview.server import Binding, NoPort

# --- guard --------------------------------------------------------------------------------------


def test_a_name_is_allowed_or_not() -> None:
    of = AccessRules(("preview.example",)).host_allowed
    assert all(
        map(of, ["localhost:8000", "a.localhost", "127.0.0.1", "[::1]:1", "PREVIEW.example"])
    )
    assert not any(
        map(of, ["", "evil.example", "10.0.0.1", "[::]", "localhost.evil.example", "x:y"])
    )


def test_any_literal_is_a_name_where_the_token_is_known() -> None:
    of = AccessRules(token="secret").host_allowed
    assert of("10.0.0.1:8000")
    assert of("[fe80::1]")
    assert not of("evil.example")


@pytest.mark.parametrize(
    ("token", "given", "known"),
    [(None, None, True), ("t", "t", True), ("t", None, False), ("t", "", False), ("t", "é", False)],
)
def test_a_token_is_known_or_not(token: str | None, given: str | None, known: bool) -> None:
    assert AccessRules(token=token).token_known(given) is known


@pytest.mark.parametrize(
    ("headers", "elsewhere"),
    [
        ({}, False),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-site"}, True),
        ({"origin": "http://localhost:1", "host": "LOCALHOST:1"}, False),
        ({"origin": "http://localhost:2", "host": "localhost:1"}, True),
        ({"origin": "null", "host": "localhost:1"}, True),
        ({"origin": "http://[", "host": "localhost:1"}, True),
    ],
)
def test_a_request_is_from_elsewhere_or_not(headers: dict[str, str], elsewhere: bool) -> None:
    assert access.from_elsewhere(headers) is elsewhere


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        (b"/", "/"),
        (b"/2022/01/05/a/", "/2022/01/05/a/"),
        (b"/tags/%D0%B3/", "/tags/г/"),
        (b"/tags/%D0%B8%CC%86/", "/tags/й/"),  # decomposed
        (b"/a%20b/", "/a b/"),
        (b"/c:x", None),
        (b"/.env", None),
        (b"/a/../b", None),
        (b"/a/%2E%2E/b", None),
        (b"/a//b", None),
        (b"/a\\b", None),
        (b"/a%5Cb", None),
        (b"/a%2Fb", None),
        (b"/a%00", None),
        (b"/a%0A", None),
        (b"/a#b", None),
        (b"/a%", None),
        (b"/%FF", None),
        (b"a", None),
        (b"", None),
        (b"http://x/", None),
    ],
)
def test_a_path_is_an_address_or_none(raw: bytes, address: str | None) -> None:
    assert access.address(raw, "") == address


def test_only_what_is_below_the_base_is_the_site() -> None:
    assert access.address(b"/base/a/", "/base") == "/a/"
    assert access.address(b"/base/", "/base") == "/"
    for raw in (b"/", b"/base", b"/based/a/", b"/a/"):
        assert access.address(raw, "/base") is None


# --- conditional --------------------------------------------------------------------------------

TAG = '"tag"'


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ({}, Part(200, 0, 10)),
        ({"range": "bytes=2-4"}, Part(206, 2, 5)),
        ({"range": "bytes=-4"}, Part(206, 6, 10)),
        ({"range": "bytes=4-"}, Part(206, 4, 10)),
        ({"range": "bytes=10-"}, Part(416, 0, 0)),
        ({"range": "bytes=4-2"}, Part(200, 0, 10)),
        ({"range": "bytes=0-1,2-3"}, Part(200, 0, 10)),
        ({"range": "bytes=2-4", "if-range": TAG}, Part(206, 2, 5)),
        ({"range": "bytes=2-4", "if-range": '"other"'}, Part(200, 0, 10)),
        ({"if-none-match": f'"a", W/{TAG}'}, Part(304, 0, 0)),
        ({"if-match": f"W/{TAG}"}, Part(412, 0, 0)),
        ({"if-match": TAG, "if-none-match": '"a"'}, Part(200, 0, 10)),
    ],
)
def test_a_part_is_sent(headers: dict[str, str], wanted: Part) -> None:
    assert conditional.part(headers, TAG, 10, get=True) == wanted


def test_a_range_counts_for_get_alone() -> None:
    assert conditional.part({"range": "bytes=2-4"}, TAG, 10, get=False) == Part(200, 0, 10)


# --- _headers -----------------------------------------------------------------------------------


def test_headers_stand_below_their_path() -> None:
    text = "# remark\n/a\n  X: 1\n\tY:2:3\n\n/b/*\n  Z: \n"
    assert static_site.rules(text) == (
        static_site.Rule("/a", (("X", "1"), ("Y", "2:3"))),
        static_site.Rule("/b/*", (("Z", ""),)),
    )


@pytest.mark.parametrize(
    "line",
    [
        "Access-Control-Allow-Origin: *",
        "content-length: 3",
        "Transfer-Encoding: chunked",
        "Bad Name: x",
        ": x",
        "X-Ключ: да",
        "X: да",
        "X: a\x00b",
        "no colon",
    ],
)
def test_what_a_file_may_not_set_is_left_out(line: str) -> None:
    assert static_site.rules(f"/*\n  {line}\n  X: y\n") == (static_site.Rule("/*", (("X", "y"),)),)


def test_headers_before_any_path_are_nobodys() -> None:
    assert static_site.rules("  X: y\n") == ()


# --- listening ----------------------------------------------------------------------------------


@pytest.mark.parametrize("host", [None, "localhost", "127.0.0.1", "127.0.0.2", "::1"])
def test_here_no_token_is_needed(host: str | None) -> None:
    assert server.is_local(host)
    assert server.token(Binding(host, 0)) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com", "", "evil"])
def test_elsewhere_a_token_is_needed_and_never_the_same(host: str) -> None:
    assert not server.is_local(host)
    tokens = {server.token(Binding(host, 0)) for _ in range(3)}
    assert len(tokens) == 3
    assert None not in tokens


@pytest.mark.parametrize(
    ("host", "token", "address"),
    [
        (None, None, "http://localhost:1/base/"),
        ("::1", None, "http://[::1]:1/base/"),
        ("127.0.0.1", None, "http://127.0.0.1:1/base/"),
        ("0.0.0.0", "t", "http://localhost:1/base/?token=t"),
        ("192.168.1.5", "t", "http://192.168.1.5:1/base/?token=t"),
    ],
)
def test_the_address_to_open(host: str | None, token: str | None, address: str) -> None:
    assert server.address(Binding(host, 0), 1, "/base", token) == address


def test_a_bound_port_listens_already_and_sends_at_once() -> None:
    bound = server.sockets(Binding(None, 0))
    try:
        assert len({one.getsockname()[1] for one in bound}) == 1
        assert {one.proto for one in bound} == {socket.IPPROTO_TCP}
        for one in bound:
            with socket.create_connection(one.getsockname()[:2], timeout=1):
                pass
    finally:
        for one in bound:
            one.close()


def test_a_host_that_is_not_ours_has_no_port() -> None:
    with pytest.raises(NoPort):
        server.sockets(Binding("192.0.2.1", 0))
