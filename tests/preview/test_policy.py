"""What the preview lets pages load: what the hosts let them, and its own script."""

import re

import pytest

from archives import CONFIG, Archive
from kazarchive.preview import policy
from preview import previews
from preview.previews import until

BUNDLED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
    " form-action 'self'"
)
NOBODY = "; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("site", "page"),
    [
        (BUNDLED, BUNDLED.replace("script-src 'self'", "script-src 'self' 'nonce-N'") + NOBODY),
        ("default-src 'none'", "default-src 'none'; script-src 'nonce-N'; connect-src 'self'"),
        ("default-src 'self'", "default-src 'self'; script-src 'self' 'nonce-N'"),
        ("script-src 'none'", "script-src 'nonce-N'"),
        ("Script-Src 'NONE'; img-src *", "script-src 'nonce-N'; img-src *"),
        ("script-src https:; script-src 'self'", "script-src https: 'nonce-N'"),
        (
            "script-src-elem a.example; script-src 'none'",
            "script-src-elem a.example 'nonce-N'; script-src 'none'",
        ),
        ("script-src 'unsafe-inline'", "script-src 'unsafe-inline' 'self'"),
        ("script-src 'self' 'unsafe-inline'", "script-src 'self' 'unsafe-inline'"),
        (
            "default-src 'unsafe-inline'",
            "default-src 'unsafe-inline'; script-src 'unsafe-inline' 'self';"
            " connect-src 'unsafe-inline' 'self'",
        ),
        ("script-src 'unsafe-inline' 'nonce-a'", "script-src 'unsafe-inline' 'nonce-a' 'nonce-N'"),
        ("connect-src a.example", "connect-src a.example 'self'"),
        ("img-src *; upgrade-insecure-requests", "img-src *"),
        ("frame-ancestors *; ; img-src *;", "frame-ancestors 'none'; img-src *"),
        ("", ""),
    ],
)
def test_a_page_gets_the_policy_of_the_site_and_what_our_script_needs(site: str, page: str) -> None:
    found = policy.with_script(site, "N")
    wanted = page if "frame-ancestors" in page else (page + NOBODY).removeprefix("; ")
    directives, expected = ({*one.split("; ")} for one in (found, wanted))
    assert directives == expected


def plain(written: str) -> str:
    """Without the nonce of the preview's script."""
    return re.sub(r" 'nonce-[\w-]+'", "", written)


def test_every_answer_has_the_policy_of_the_hosts_files(archive: Archive) -> None:
    archive.configure(CONFIG + '[hosting]\nfiles = ["nginx"]\n')
    archive.article("2022/a.md", title="Title")
    archive.build_into(archive.root / "public", archive.root / ".kazarchive")
    assert (
        f'Content-Security-Policy "{BUNDLED}"' in (archive.root / "public/nginx.conf").read_text()
    )
    with previews.running(archive.root) as running:
        for address in ("/", "/2022/01/05/a/", "/nope", "/feed.xml", "/static/favicon.svg"):
            answer = running.get(address)
            assert plain(answer.headers["content-security-policy"]) == BUNDLED + NOBODY, address
            assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
            assert ("nonce-" in answer.headers["content-security-policy"]) == (
                b"/_kazarchive/preview.js" in answer.content
            )
        for address in ("/_kazarchive/problems", "/_kazarchive/preview.js", "/%2e%2e"):
            assert running.get(address).headers["content-security-policy"] == policy.NOTHING


def test_a_policy_of_ones_own_is_that_of_the_preview_as_soon_as_it_is_saved(
    archive: Archive,
) -> None:
    archive.article("2022/a.md", title="Title")
    own = "{% set policy %}default-src 'self'; img-src\n  *{% endset %}{% set page_seconds = 1 %}"
    with previews.running(archive.root) as running:
        archive.write("templates/policy.txt", own)
        wanted = "default-src 'self'; img-src *; script-src 'self'; frame-ancestors 'none'"
        assert until(lambda: plain(running.get("/").headers["content-security-policy"]) == wanted)


@pytest.mark.parametrize("text", ["{% if %}", "{{ nope.nope }}", "", "{% set policy = '\u0431' %}"])
def test_a_broken_policy_shows_pages_all_the_same(archive: Archive, text: str) -> None:
    archive.article("2022/a.md", title="Title")
    archive.write("templates/policy.txt", text)
    with previews.running(archive.root) as running:
        answer = running.get("/2022/01/05/a/")
        assert answer.status == 200
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_the_published_headers_are_on_the_page_for_missing_addresses_too(archive: Archive) -> None:
    archive.configure(CONFIG + '[hosting]\nfiles = ["headers"]\n')
    archive.article("2022/a.md", title="Title")
    archive.build_into(archive.root / "public", archive.root / ".kazarchive")
    with previews.running(archive.root, "--built") as running:
        for address in ("/", "/nope/", "/static/nope.css"):
            answer = running.get(address)
            assert answer.headers["content-security-policy"] == BUNDLED, address
            if answer.status == 404:
                assert answer.headers["cache-control"] == "no-store"
