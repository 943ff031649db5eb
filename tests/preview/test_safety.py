"""The preview may run on a journalist's laptop while a browser visits hostile sites: what these can
send, and what must come of it."""

import json
import os
import random
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archives import Archive
from photos import photo
from preview import previews
from preview.previews import HERE, Answer, Connection, Running, until

STATUSES = {200, 206, 301, 303, 304, 307, 400, 403, 404, 405, 412, 416, 431}

SHIELD = {
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
}

SECRETS = {
    "outside": "SECRET-OUTSIDE",
    "configuration": "SECRET-CONFIGURATION",
    "source": "SECRET-SOURCE",
    "template": "SECRET-TEMPLATE",
    "state": "SQLite format 3",
    "table": "CREATE TABLE",
    "output": "SECRET-DOTFILE",
    "system": "root:x:0",
}
"""Texts of files that no page shows."""

CONFIGURATION = f"""\
# {SECRETS["configuration"]}
title = "Safe"
base_url = "https://archive.example/"
[serve]
hosts = ["preview.example"]
"""


def made(folder: Path) -> Archive:
    """An archive with something to hide, published; links lead out of it from everywhere."""
    archive = Archive(folder)
    (folder / "secret.txt").write_text(SECRETS["outside"])
    archive.configure(CONFIGURATION)
    comment = f"---\n# {SECRETS['source']}\ntitle: A\ndate: 2022-01-05\n---\n\n"
    archive.write("articles/2022/a.md", f"{comment}Text, ![a picture](p.png) and ![](out.png).\n")
    archive.write("articles/2022/p.png", photo((2, 2), "PNG"))
    archive.write("static/site.txt", "public\n")
    archive.write("templates/footer.html", f"{{# {SECRETS['template']} #}}<p>Footer</p>\n")
    archive.build_into(archive.root / "public", archive.root / ".kazarchive")
    for name in ("static", "articles/2022", "public", "public/2022"):
        (archive.root / name / "out.png").symlink_to(folder / "secret.txt")
        (archive.root / name / "out").symlink_to(folder)
        (archive.root / name / "passwd").symlink_to("/etc/passwd")
    (archive.root / "public/.env").write_text(SECRETS["output"])
    return archive


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    archive = made(tmp_path_factory.mktemp("safe") / "archive")
    with previews.running(archive.root) as running:
        yield running
        assert running.get("/").status == 200, "it has not survived"
        assert "Traceback" not in running.said()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    archive = made(tmp_path_factory.mktemp("built") / "archive")
    with previews.running(archive.root, "--built") as running:
        yield running
        assert running.get("/").status == 200, "it has not survived"
        assert "Traceback" not in running.said()


@pytest.fixture(params=["shown", "built"])
def either(request: pytest.FixtureRequest) -> Running:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Running)
    return found


def is_harmless(answer: Answer) -> None:
    assert answer.status in STATUSES
    for what, text in SECRETS.items():
        assert text.encode() not in answer.content, what
    location = answer.headers.get("location", "/")
    assert re.match(r"/(?![/\\])", location), location
    assert not [name for name in answer.headers if name.startswith("access-control")]


# --- 1. this machine alone ----------------------------------------------------------------------


def test_only_this_machine_is_listened_to(either: Running) -> None:
    listening = Path(f"/proc/{either.process.pid}/net/tcp").read_text().splitlines()
    listening += Path(f"/proc/{either.process.pid}/net/tcp6").read_text().splitlines()
    port = f":{either.port:04X}"
    ours = {one.split()[1] for one in listening if port in one.split()[1] and " 0A " in one}
    assert ours <= {f"0100007F{port}", f"{'0' * 24}01000000{port}"}
    assert f"0100007F{port}" in ours


def test_both_loopback_addresses_answer(shown: Running) -> None:
    if not socket.has_ipv6:
        pytest.skip("needs IPv6")
    with Connection(shown.port, "::1") as one:
        assert one.get("/", host=f"[::1]:{shown.port}").status == 200


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview that other machines can reach."""
    archive = made(tmp_path_factory.mktemp("abroad") / "archive")
    with previews.running(archive.root, "--host", "0.0.0.0") as running:
        yield running


def test_another_host_is_warned_of_and_has_a_token_in_its_address(abroad: Running) -> None:
    assert "warning: other machines can reach this preview" in abroad.said()
    assert re.search(r"/\?token=[\w-]{22}$", abroad.address)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cookie": "kazarchive-preview=x"},
        {"Cookie": "kazarchive-preview-PORT=x"},
        {"Cookie": "kazarchive-preview-PORT="},
        {"Cookie": "kazarchive-preview-PORT=\xff\udcff"},
        {"Cookie": "kazarchive-preview-1=TOKEN"},
        {"Cookie": "KAZARCHIVE-PREVIEW-PORT=TOKEN"},
        {"Authorization": "Bearer TOKEN"},
        {"Referer": "http://localhost/?token=TOKEN"},
    ],
)
def test_without_the_right_cookie_nothing_is_told(abroad: Running, headers: dict[str, str]) -> None:
    token = abroad.address.partition("token=")[2]
    sent = {
        name: value.replace("TOKEN", token).replace("PORT", str(abroad.port))
        for name, value in headers.items()
    }
    for target in ("/", "/2022/01/05/a/", "/nope", "/_kazarchive/events", "/_kazarchive/where"):
        answer = abroad.get(target, sent)
        assert answer.status == 403
        assert answer.text == "Open the address that `kazarchive serve` printed, with its token.\n"
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("wrong", ["", "x", "TOKENx", "token", "%00", "%ff", "TOKEN&token=x"])
def test_a_wrong_token_is_refused(abroad: Running, wrong: str) -> None:
    token = abroad.address.partition("token=")[2]
    first = wrong.replace("TOKEN", token[:-1] if wrong.endswith("x") else token)
    given = "x&token=" + first if "&" in wrong else first
    assert abroad.get(f"/?token={given}").status == 403


def test_the_token_becomes_a_cookie_that_opens_everything(abroad: Running) -> None:
    token = abroad.address.partition("token=")[2]
    welcome = abroad.get(f"/2022/01/05/a/?token={token}")
    assert (welcome.status, welcome.headers["location"]) == (303, "/2022/01/05/a/")
    cookie = welcome.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    known = {"Cookie": cookie.partition(";")[0]}
    assert abroad.get("/2022/01/05/a/", known).status == 200
    assert abroad.get("/", known, host="192.168.1.5:80").status == 200
    assert abroad.get("/", known, host="evil.example").status == 403


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "http://evil.example/"])
def test_the_token_leads_nowhere_else(abroad: Running, path: str) -> None:
    token = abroad.address.partition("token=")[2]
    is_harmless(abroad.get(f"{path}?token={token}"))


# --- 2. names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    """localhost localhost:1 LOCALHOST LocalHost:8000 localhost. a.localhost a.b.localhost:9
    127.0.0.1 127.0.0.1:8000 127.1.2.3 127.0.0.1. [::1] [::1]:8000 [0:0:0:0:0:0:0:1]
    preview.example Preview.Example:8000""".split(),
)
def test_names_of_this_machine_are_answered(either: Running, host: str) -> None:
    assert either.get("/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        *"""evil.example evil.example:8000 localhost.evil.example localhost.evil.example:8000
        127.0.0.1.nip.io 127.0.0.1.evil.example 7f000001.rbndr.us localhostevil.example
        localhost-evil.example xlocalhost preview.example.evil.example evil-preview.example
        localhost@evil.example evil.example@localhost user:pw@localhost localhost:80@evil.example
        localhost/ localhost#evil.example localhost?evil.example localhost:evil localhost:999999
        localhost:80:80 localhost,evil.example localhost;evil.example localhost\\evil.example
        0.0.0.0 0.0.0.0:8000 0 [::] [::]:8000 127.1 2130706433 0x7f000001 0177.0.0.1 127.0.0.1..
        localhost.. 169.254.169.254 10.0.0.1 192.168.1.5:8000 [fe80::1] [::1 ::1 [::1]evil
        [::1]:8000:1 [evil.example] [::1%25lo] %6cocalhost localhost%00.evil.example xn--lcalhost
        ⓛocalhost lоcalhost""".split(),
        "localhost evil.example",
        "",
        ".",
        "..localhost.evil",
    ],
)
def test_other_names_are_refused(either: Running, host: str) -> None:
    answer = either.get("/2022/01/05/a/", host=host)
    assert answer.status in (400, 403)
    is_harmless(answer)


@pytest.mark.parametrize(
    "request_",
    [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nX: y\r\n Host: localhost\r\n\r\n",
        "GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET https://localhost/2022/01/05/a/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: evil.example\r\nForwarded: host=localhost\r\n\r\n",
    ],
)
def test_requests_that_contradict_themselves_get_no_page(either: Running, request_: str) -> None:
    with either.connection() as one:
        answer = one.say(request_.encode())
    assert answer.status in (400, 403, 404)
    assert b"Footer" not in answer.content or answer.status == 404
    is_harmless(answer)


# --- 3. other sites -----------------------------------------------------------------------------

OWN = ["events", "problems", "page?address=/", "where?path=articles/2022/a.md", "preview.js", "x"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://localhost:1"},
        {"Origin": "http://localhost:PORT.evil.example"},
        {"Origin": "http://evil.example:PORT"},
        {"Origin": "http://127.0.0.1:PORT"},
        {"Origin": "http://[::1"},
        {"Origin": "file://"},
        {"Origin": "chrome-extension://abc"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "CROSS-SITE"},
        {"Origin": "http://localhost:PORT", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_other_sites_may_ask_nothing_of_the_preview_itself(
    shown: Running, headers: dict[str, str]
) -> None:
    sent = {key: value.replace("PORT", str(shown.port)) for key, value in headers.items()}
    for name in OWN:
        answer = shown.get(f"/_kazarchive/{name}", sent)
        assert answer.status == 403, name
        is_harmless(answer)


def test_its_own_pages_may(shown: Running) -> None:
    sent = {"Origin": f"http://localhost:{shown.port}", "Sec-Fetch-Site": "same-origin"}
    assert shown.get("/_kazarchive/problems", sent).status == 200
    assert shown.get("/_kazarchive/problems", {"Sec-Fetch-Site": "none"}).status == 200


@pytest.mark.parametrize(
    "method", "POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND get BREW".split()
)
def test_there_are_no_methods_but_get_and_head(either: Running, method: str) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"}
    for target in ("/", "/nope", "/_kazarchive/problems", "/_kazarchive/events"):
        answer = either.get(target, {**headers, "Content-Length": "0"}, method=method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD"), target
        is_harmless(answer)


def test_a_published_file_of_headers_opens_the_preview_to_no_other_site(
    tmp_path: Path,
) -> None:
    archive = made(tmp_path / "archive")
    (archive.root / "public/_headers").write_text(
        "/*\n  Access-Control-Allow-Origin: *\n  access-control-allow-credentials: true\n"
        "  X-Good: yes\n  X-Ключ: да\n  X-Long: да\n  Content-Length: 3\n  Bad Name: x\n"
        "  Transfer-Encoding: chunked\n  X-Broken: a\x00b\n  : empty\n  Connection: close\n"
    )
    with previews.running(archive.root, "--built") as running:
        answer = running.get("/")
        assert answer.status == 200
        assert answer.headers["x-good"] == "yes"
        assert answer.content == (archive.root / "public/index.html").read_bytes()
        is_harmless(answer)
        assert not re.search("Traceback|Error", running.said())


# --- 4. nothing but the site --------------------------------------------------------------------

EXPLOITS = r"""
/@fs/etc/passwd
/@fs/etc/passwd?raw
/@fs/etc/passwd?raw??
/@fs/etc/passwd?import&raw??
/@fs/x/x/x/vite/../../../../../etc/passwd?import&?raw
/@id/__x00__/etc/passwd
/@fs//etc/passwd?url
/kazarchive.toml?.svg?.wasm?init
/kazarchive.toml?raw
/kazarchive.toml#x
/#/../kazarchive.toml
/@fs/etc#/../passwd
/static/#/../../kazarchive.toml
/KAZARCHIVE.TOML
/Kazarchive.toml
/STATIC/../KAZARCHIVE.TOML
/kazarchive.toml
/kazarchive.toml/
/kazarchive.toml%20
/kazarchive.toml.
/kazarchive.toml::$DATA
/./kazarchive.toml
/.kazarchive/catalogue.sqlite
/.kazarchive/preview/catalogue.sqlite
/.kazarchive/preview/address
/%2ekazarchive/catalogue.sqlite
/.KAZARCHIVE/catalogue.sqlite
/.git/config
/.env
/.kazarchive-output.json
/.kazarchive-files
/articles/2022/a.md
/articles/2022/out.png
/articles/2022/
/articles/
/templates/footer.html
/templates/
/static/../kazarchive.toml
/static/..%2fkazarchive.toml
/static/%2e%2e/kazarchive.toml
/static/%2e%2e%2fkazarchive.toml
/static/..%5ckazarchive.toml
/static/..\kazarchive.toml
/static\..\kazarchive.toml
/static/.%2e/kazarchive.toml
/static/%252e%252e/kazarchive.toml
/static/%252e%252e%252fkazarchive.toml
/static/..%c0%afkazarchive.toml
/static/%c0%ae%c0%ae/kazarchive.toml
/static/%u002e%u002e/kazarchive.toml
/static/..;/kazarchive.toml
/static/....//kazarchive.toml
/static/..%00/kazarchive.toml
/static/site.txt%00.html
/static/site.txt%00
/static//site.txt
/static/./site.txt
/static/%2e/site.txt
/static/out.png
/static/passwd
/static/out/secret.txt
/static/%EF%BC%8E%EF%BC%8E/kazarchive.toml
/static/%E2%80%A5/kazarchive.toml
/static/..%EF%BC%8Fkazarchive.toml
/static1/site.txt
/static../kazarchive.toml
/2022/out.png
/2022/passwd
/2022/01/05/a/out.png
/2022/01/05/a/../../../../../kazarchive.toml
/passwd
/out.png
/out/secret.txt
/out/project/kazarchive.toml
//etc/passwd
///etc/passwd
////etc/passwd
//localhost/etc/passwd
/\etc\passwd
/C:/Windows/win.ini
/C:\Windows\win.ini
/c:%5cWindows%5cwin.ini
/file:///etc/passwd
/etc/passwd
/../etc/passwd
/../../../../../../../../etc/passwd
/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd
/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd
/..%5c..%5c..%5cetc%5cpasswd
/%5c..%5c..%5cetc/passwd
/proc/self/environ
/%2fetc/passwd
/%2e%2e
/..
/.
/~root/
/~/.bashrc
/__debug__/
/__vite_ping
/_next/image?url=/etc/passwd
/esbuild
/livereload/0/0
/events
/_kazarchive/../kazarchive.toml
/_kazarchive/..%2f..%2fkazarchive.toml
/_kazarchive/%2e%2e/kazarchive.toml
/_kazarchive/preview.js/../../../app.py
/_kazarchive/app.py
/_kazarchive/where?path=../../etc/passwd
/_kazarchive/where?path=/etc/passwd
/_kazarchive/where?path=%00
/_kazarchive/where?path=%ff%fe
/_kazarchive/page?address=/../kazarchive.toml
/_kazarchive/page?address=//etc/passwd
/_kazarchive/page?address=/%00
/_kazarchive/page?address=
/_kazarchive/page?address=%ff
/_kazarchive/page?address=%ED%A0%80
/_kazarchive/page
/%
/%g0
/%2
/%ff
/%ed%a0%80
""".split()


@pytest.mark.parametrize("target", EXPLOITS)
def test_published_exploits_get_nothing(either: Running, target: str) -> None:
    answer = either.get(target)
    is_harmless(answer)
    if not target.startswith("/_kazarchive/"):
        assert answer.status in (400, 404)


@pytest.mark.parametrize(
    "target",
    "//evil.example/%2e%2e //evil.example /%2f%2fevil.example /\\evil.example /%5cevil.example"
    " //evil.example/2022/01/05/a /.//evil.example /2022/01/05/a//evil.example"
    " /2022/..//evil.example /%09/evil.example /2022/01/05/a?//evil.example /2022 /static".split(),
)
def test_nobody_is_sent_elsewhere(either: Running, target: str) -> None:
    is_harmless(either.get(target))


PIECES = r"""
.. . %2e%2e %2E%2e .%2e ..%2f %2f %5c ..%5c \ \.. %252e%252e %c0%ae %00 ..%00 ..; ... ~ C: c%3a
static articles templates 2022 01 05 a a.md p.png out out.png passwd public project secret.txt
site.txt kazarchive.toml .kazarchive catalogue.sqlite preview address .env .git etc @fs _kazarchive
%EF%BC%8E%EF%BC%8E %E2%80%A4%E2%80%A4 %cc%b8 index.html .kazarchive-output.json theme: file: ?raw #
KAZARCHIVE.TOML Static %73tatic where?path= page?address=/
""".split()
BETWEEN = ["/", "/", "/", "//", "%2f", "%5c", "\\", "/./", "/../", ""]


def traversals(number: int, chance: random.Random) -> Iterator[str]:
    for _ in range(number):
        parts = chance.choices(PIECES, k=chance.randint(1, 9))
        yield "/" + "".join(part + chance.choice(BETWEEN) for part in parts)


def test_no_generated_path_leads_out(
    either: Running, long: bool, tally: Callable[[str], None], request: pytest.FixtureRequest
) -> None:
    number = 10_000 if long else 600
    refused = 0
    with either.connection() as one:
        for target in traversals(number, random.Random(4)):
            answer = one.get(target)
            is_harmless(answer)
            refused += answer.status >= 400
    assert refused > number / 2
    name = request.node.callspec.params["either"]
    tally(f"traversal ({name}): {number:,} paths, 0 bytes from outside, 0 five-hundreds")


@pytest.mark.parametrize("where", ["static/site.txt", "articles/2022/p.png"])
def test_a_link_that_is_put_in_while_it_runs_is_not_followed(tmp_path: Path, where: str) -> None:
    archive = made(tmp_path / "archive")
    file, link = archive.root / where, archive.root / "link"
    address = "/static/site.txt" if where.startswith("static") else "/2022/01/05/a/p.png"
    with previews.running(archive.root) as running:
        assert running.get(address).status == 200
        for target in (archive.folder / "secret.txt", "/dev/zero", archive.folder, "loop"):
            link.symlink_to(file if target == "loop" else target)
            os.replace(link, file)
            for _ in range(20):
                is_harmless(running.get(address))


@pytest.mark.parametrize("built", [False, True])
def test_a_link_that_comes_and_goes_is_never_followed(
    tmp_path: Path, built: bool, long: bool, tally: Callable[[str], None]
) -> None:
    """Between a look at the path and the opening of the file it may become another."""
    archive = made(tmp_path / "archive")
    file = archive.root / ("public/static/site.txt" if built else "static/site.txt")
    over, times = threading.Event(), 2_500 if long else 200

    def swap() -> None:
        inside, outside = file.with_name(".inside"), file.with_name(".outside")
        while not over.is_set():
            outside.symlink_to(archive.folder / "secret.txt")
            os.replace(outside, file)
            inside.write_text("public\n")
            os.replace(inside, file)

    with (
        previews.running(archive.root, *["--built"] * built) as running,
        running.connection() as one,
    ):
        swapping = threading.Thread(target=swap)
        swapping.start()
        try:
            answers = [one.get("/static/site.txt") for _ in range(times)]
        finally:
            over.set()
            swapping.join()
        for answer in answers:
            is_harmless(answer)
    assert {answer.status for answer in answers} <= {200, 404}
    assert "public\n" in {answer.text for answer in answers}
    name = "built" if built else "shown"
    tally(f"a link out swapped in and out ({name}): {times:,} requests, never followed")


# --- 5. what every answer says ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "method", "host", "status"),
    [
        ("/", "GET", HERE, 200),
        ("/", "HEAD", HERE, 200),
        ("/feed.xml", "GET", HERE, 200),
        ("/static/site.txt", "GET", HERE, 200),
        ("/2022/01/05/a", "GET", HERE, 307),
        ("/nope", "GET", HERE, 404),
        ("/%2e%2e", "GET", HERE, 404),
        ("/_kazarchive/preview.js", "GET", HERE, 200),
        ("/_kazarchive/problems", "GET", HERE, 200),
        ("/_kazarchive/nope", "GET", HERE, 404),
        ("/", "POST", HERE, 405),
        ("/", "GET", "evil.example", 403),
        (f"/{'a' * 17_000}", "GET", HERE, 431),
    ],
)
def test_the_shield_is_on_every_answer(
    shown: Running, target: str, method: str, host: str, status: int
) -> None:
    answer = shown.get(target, method=method, host=host)
    assert answer.status == status
    assert answer.headers.items() >= SHIELD.items()


def test_pages_carry_a_policy_whose_nonce_is_that_of_the_script(shown: Running) -> None:
    nonces = set()
    for address in ("/", "/2022/01/05/a/", "/nope"):
        answer = shown.get(address)
        policy = answer.headers["content-security-policy"]
        nonce = re.search(r"script-src 'self' 'nonce-([\w-]{20,})'", policy)
        assert nonce is not None
        assert f'<script nonce="{nonce[1]}" src="/_kazarchive/preview.js"' in answer.text
        assert "unsafe-eval" not in policy
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
        for part in ("frame-ancestors 'none'", "base-uri 'none'", "default-src 'none'"):
            assert part in policy
        nonces.add(nonce[1])
    assert len(nonces) == 3


def test_a_page_that_cannot_be_made_has_the_shield_too(tmp_path: Path) -> None:
    archive = made(tmp_path / "archive")
    archive.write("templates/article.html", "{{ nope.nope }}")
    with previews.running(archive.root) as running:
        answer = running.get("/2022/01/05/a/")
        assert answer.status == 500
        assert answer.headers.items() >= SHIELD.items()
        assert "nonce-" in answer.headers["content-security-policy"]
        assert "Traceback" not in answer.text + running.said()


HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def test_the_text_of_a_problem_is_plain_json(tmp_path: Path) -> None:
    archive = made(tmp_path / "archive")
    archive.article("2022/b.md", date=f"{HOSTILE} \u2028")
    archive.write("articles/2022/c.md", f'---\ntitle: "\\ud800 {HOSTILE}"\ndate: 2022-01-05\n---\n')
    archive.write("templates/404.html", f"{{% include '{HOSTILE}' %}}")
    with previews.running(archive.root) as running:
        for name in ("problems", "page?address=/nope"):
            answer = running.get(f"/_kazarchive/{name}")
            assert answer.status == 200
            assert answer.headers["content-type"] == "application/json"
            assert HOSTILE in json.dumps(json.loads(answer.text), ensure_ascii=False)
        page = running.get("/nope").text
        assert "onerror" not in page


def test_an_address_cannot_break_out_of_the_page(shown: Running) -> None:
    answer = shown.get("/%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cx%20y=%22/")
    assert answer.status == 404
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_the_script_sets_no_html() -> None:
    folder = Path(__file__).parents[2] / "src/kazarchive/preview"
    script = (folder / "preview.js").read_text("utf-8")
    for word in """innerHTML outerHTML insertAdjacentHTML document.write eval( Function( setHTML
    DOMParser createContextualFragment srcdoc""".split():
        assert word not in script
    assert "textContent" in script


def test_nothing_that_is_asked_is_told_in_the_terminal(tmp_path: Path) -> None:
    """What any site may send is not worth a line, and its text not safe to show."""
    archive = made(tmp_path / "archive")
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": "eA=="}
    with previews.running(archive.root) as running:
        assert until(lambda: "to end" in running.said())
        before = running.said()
        for target in ("/", "/nope", "/_kazarchive/nope"):
            assert running.get(target, upgrade).status in (200, 404)
        with running.connection() as one:
            assert one.say(b"\x1b[2J\r\n\r\n").status == 400
        assert running.said() == before
    shutil.rmtree(tmp_path)
