"""Former addresses of articles and pages, as authors write them."""

import pytest
from msgspec.structs import replace

from kazarchive.config.content import MarkdownOptions
from kazarchive.config.options import Site
from kazarchive.reading import aliases

SITE = Site((("en", "T"),), "https://a.example/base/", ("en", "kk"))


@pytest.mark.parametrize(
    ("links", "written", "address"),
    [
        ("plain", "/old/", "/old/"),
        ("plain", "old/", "old/"),
        ("jekyll", "old/index.html", "/old/"),
        ("hugo", "/old", "/kk/old/"),
        ("hugo", "../old/", "/kk/old/"),
        ("hugo", "old.html", "/kk/news/old.html"),
    ],
)
def test_an_alias_is_meant_as_in_its_generator(links: str, written: str, address: str) -> None:
    site = replace(SITE, markdown=MarkdownOptions(links=links))
    assert aliases.address(written, "/kk/news/new/", "kk", site) == address


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("/old/", None),
        ("old/", "K0203"),
        ("/a//b/", "K0203"),
        ("/2022/", "K0204"),
        ("/static/a.html", "K0204"),
        (f"/{'a/' * 600}", "K0207"),
    ],
)
def test_an_alias_that_cannot_be_published_says_why(alias: str, code: str | None) -> None:
    fault = aliases.fault(alias, alias, SITE)
    assert (fault[0] if fault else None) == code


def test_only_a_server_can_redirect_a_query() -> None:
    assert aliases.only_by_server("/old/", "/new/", SITE) is None
    assert aliases.only_by_server("/?p=7", "/new/", SITE) == (
        "K0214",
        {"alias": "/?p=7", "request": "/base/?p=7", "address": "/base/new/"},
    )
