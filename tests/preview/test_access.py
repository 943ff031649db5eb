"""Who may ask the preview, and for what."""

import pytest

from kazarchive.preview import access
from kazarchive.preview.access import AccessRules


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
        (b"/.well-known/security.txt", "/.well-known/security.txt"),
        (b"/.well-known/.env", None),
        (b"/a/.well-known/b", None),
        (b"/.well-known/../a", None),
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
