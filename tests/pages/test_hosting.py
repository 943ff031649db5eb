"""The files for web servers, as real servers read them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urljoin

import pytest

from archives import Archive
from webservers import POLICY, free_port, get, nginx_with, program, running

ROOT = Path(__file__).parents[2]
CONFIGURED = (
    'title = "Test"\nbase_url = "https://archive.example{path}/"\n'
    '[hosting]\nfiles = ["headers", "nginx", "caddy"]\n'
)


FORMER = ["/news/123.php", "/2014/jekyll-v2.0", "/company/kaspi.kz", "/old.html", "/a.txt"]


def built(archive: Archive, path: str) -> Path:
    """The folder that a server gets as its root: the site lies below it at the path of its URL."""
    archive.configure(CONFIGURED.format(path=path))
    archive.article("a.md", aliases=FORMER)
    archive.output = archive.folder / f"served{path}"
    archive.output.parent.mkdir(parents=True, exist_ok=True)
    archive.build()
    return archive.folder / "served"


@contextmanager
def nginx(served: Path, path: str) -> Iterator[HTTPConnection]:
    port = free_port()
    server = (
        f"server {{ listen 127.0.0.1:{port}; root {served}; include {served}{path}/nginx.conf; }}"
    )
    with nginx_with(server, port, served.parent / "nginx") as connection:
        yield connection


@contextmanager
def caddy(served: Path, path: str) -> Iterator[HTTPConnection]:
    port, file = free_port(), served.parent / "Caddyfile"
    file.write_text(
        "{\n\tadmin off\n}\n"
        f"http://127.0.0.1:{port} {{\n\troot * {served}\n\timport {served}{path}/Caddyfile\n}}\n"
    )
    command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]
    with running(command, port, served.parent) as connection:
        yield connection


@pytest.mark.parametrize("path", ["", "/news/archive"])
@pytest.mark.parametrize("server", [nginx, caddy])
def test_a_server_that_includes_its_file_serves_the_site(
    server: type, path: str, archive: Archive
) -> None:
    served = built(archive, path)
    with server(served, path) as connection:
        for url, kind, seconds in (
            ("/2022/01/05/a/", "text/html", 300),
            ("/feed.xml", "xml", 300),
            ("/static/style.css", "text/css", 3_600),
            ("/static/site.js", "javascript", 3_600),
            ("/manifest.webmanifest", "application/manifest+json", 300),
        ):
            status, headers, content = get(connection, path + url)
            assert status == 200, url
            assert kind in headers["Content-Type"], url
            assert headers.get_all("Content-Security-Policy") == [POLICY], url
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers.get_all("Cache-Control") == [f"max-age={seconds}"], url
            file = url[1:] + ("index.html" if url.endswith("/") else "")
            assert content == (archive.output / file).read_bytes()
        for url in ("/nginx.conf", "/Caddyfile", "/_headers", "/.kazarchive-files", "/missing/"):
            status, headers, content = get(connection, path + url)
            assert status == 404, url
            assert b"Page not found" in content, url
            assert headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("server", [nginx, caddy])
def test_a_server_shows_former_addresses_whatever_they_end_with(
    server: type, archive: Archive
) -> None:
    with server(built(archive, ""), "") as connection:
        for former in FORMER:
            status, headers, _ = get(connection, f"{former}?a=1")
            if not former.endswith(".html"):
                assert status in (301, 308)
                assert headers["Location"].endswith(f"{former}/?a=1")
                status, headers, _ = get(connection, f"{former}/?a=1")
            assert (status, headers.get_content_type()) == (200, "text/html"), former


def test_the_file_of_headers_names_the_paths_of_the_site(archive: Archive) -> None:
    built(archive, "/news")
    lines = (archive.output / "_headers").read_text().splitlines()
    assert [line for line in lines if not line.startswith((" ", "#"))] == [
        "/news/*",
        "/news/static/*",
    ]
    assert f"  Content-Security-Policy: {POLICY}" in lines


def test_the_documentation_shows_the_policy() -> None:
    shown = (ROOT / "docs/hosting.md").read_text("utf-8")
    assert POLICY in " ".join(shown.split())


def test_nothing_is_written_that_was_not_asked_for(archive: Archive) -> None:
    archive.article("a.md")
    archive.build()
    assert not {"_headers", "nginx.conf", "Caddyfile"} & archive.tree().keys()


LANGUAGES = CONFIGURED + "[search]\nenabled = true\n"


def trilingual(archive: Archive, path: str) -> Path:
    """The same of a site in three languages, with some files of its own."""
    archive.write("static/below/deep.css", "a {}")
    archive.write("articles/kz.kk.md", "---\ntitle: A\ndate: 2022-01-05\n---\n")
    archive.write("articles/b.ru.md", "---\ntitle: B\ndate: 2022-01-05\n---\n")
    archive.write("articles/a.md", "---\ntitle: A\ndate: 2022-01-05\n---\n\nText.\n")
    languages = 'languages = ["en", "ru", "kk"]\n[hosting]'
    archive.configure(LANGUAGES.format(path=path).replace("[hosting]", languages))
    archive.output = archive.folder / f"served{path}"
    archive.output.parent.mkdir(parents=True, exist_ok=True)
    archive.build()
    (archive.output / "2022/01/05/empty").mkdir()
    (archive.output / "ru/2022/01/05/empty").mkdir()
    return archive.folder / "served"


SERVERS = pytest.mark.parametrize("server", [nginx, caddy])
PATHS = pytest.mark.parametrize("path", ["", "/news/archive"])


def asked(
    connection: HTTPConnection, url: str, method: str = "GET", **headers: str
) -> tuple[int, HTTPMessage, bytes]:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, url, headers=sent)
    response = connection.getresponse()
    return response.status, response.headers, response.read()


def max_age(headers: HTTPMessage) -> int:
    """For how long an answer stays fresh; an answer that does not say is not kept."""
    found = re.search(r"max-age=(\d+)", headers.get("Cache-Control", ""))
    return int(found[1]) if found else 0


@PATHS
@SERVERS
def test_a_folder_without_a_page_is_missing_in_the_language_of_its_address(
    server: type, path: str, archive: Archive
) -> None:
    served = trilingual(archive, path)
    with server(served, path) as connection:
        for url, page in (
            ("/static/", "404.html"),
            ("/static/below/", "404.html"),
            ("/static/missing.css", "404.html"),
            ("/search/en/", "404.html"),
            ("/2022/01/05/empty/", "404.html"),
            ("/russia/", "404.html"),
            ("/kkk", "404.html"),
            ("/missing", "404.html"),
            ("/nginx.conf", "404.html"),
            ("/ru/missing/", "ru/404.html"),
            ("/ru/2022/01/05/empty/", "ru/404.html"),
            ("/ru/missing.webmanifest", "ru/404.html"),
            ("/kk/2023/", "kk/404.html"),
            ("/kk/missing.jpg?a=b", "kk/404.html"),
            ("/kk/%D0%B6%D0%BE%D2%9B/", "kk/404.html"),
        ):
            for method in ("GET", "HEAD"):
                status, headers, content = asked(connection, path + url, method)
                assert status == 404, url
                assert headers["Content-Type"].lower() == "text/html; charset=utf-8", url
                assert headers.get_all("Content-Security-Policy") == [POLICY], url
                assert headers["X-Content-Type-Options"] == "nosniff", url
                assert max_age(headers) <= 300, url
                wanted = (archive.output / page).read_bytes() if method == "GET" else b""
                assert content == wanted, url


@PATHS
@SERVERS
def test_every_kind_of_answer_has_the_headers(server: type, path: str, archive: Archive) -> None:
    served = trilingual(archive, path)
    with server(served, path) as connection:
        for url, seconds in (("/2022/01/05/a/", 300), ("/static/style.css", 3_600)):
            _, headers, content = asked(connection, path + url)
            tag = headers["ETag"]
            for status, method, sent, body in (
                (200, "HEAD", {}, b""),
                (304, "GET", {"If_None_Match": tag}, b""),
                (206, "GET", {"Range": "bytes=0-4"}, content[:5]),
            ):
                found, headers, got = asked(connection, path + url, method, **sent)
                assert (found, got) == (status, body), (url, status)
                assert headers.get_all("Content-Security-Policy") == [POLICY], (url, status)
                assert headers["X-Content-Type-Options"] == "nosniff"
                assert max_age(headers) == seconds, (url, status)
        found, headers, content = asked(connection, f"{path}/2022/01/05/a/index.html")
        assert content == (archive.output / "2022/01/05/a/index.html").read_bytes()
        assert headers["Content-Security-Policy"] == POLICY
        found, headers, _ = asked(
            connection, f"{path}/missing", If_None_Match="*", Range="bytes=0-1"
        )
        assert found == 404


@PATHS
@SERVERS
def test_a_missing_slash_is_added_and_nothing_else_changed(
    server: type, path: str, archive: Archive
) -> None:
    """Behind a server that speaks HTTPS, or on another port, the reader stays where he is."""
    served = trilingual(archive, path)
    with server(served, path) as connection:
        for url in ("/2022/01/05/a", "/ru/2022", "/kk/tags"):
            for query in ("", "?a=b&c=d%20e"):
                status, headers, _ = asked(connection, path + url + query)
                assert status in (301, 308), url
                target = headers["Location"]
                assert urljoin(f"https://archive.example:8443{path}{url}", target) == (
                    f"https://archive.example:8443{path}{url}/{query}"
                )
                assert headers["Content-Security-Policy"] == POLICY
