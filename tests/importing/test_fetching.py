"""Files are fetched from public addresses alone, within limits, and are what they promise.

A server on this machine stands for the web: the resolver says which names lead to it, the rule that
it may be asked, and it speaks HTTP without TLS.
"""

import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kazarchive.importing import fetching
from kazarchive.importing.downloads import NotFetched, Unreachable
from kazarchive.importing.fetching import Fetcher, Location
from photos import photo

PNG = photo((4, 4), "PNG")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(f"{self.headers['Host']}{self.path}")
                server.answers[self.path](self)

            def log_message(self, *_: Any) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def plain(address: str, port: int, _: str) -> socket.socket:
    return socket.create_connection((address, port), 5)


def web(server: Server, **fields: Any) -> Fetcher:
    given: dict[str, Any] = {
        "resolve": lambda host, port: ["127.0.0.1"],
        "may_connect": lambda address: True,
        "connect": plain,
        "port": server.server_port,
    }
    return Fetcher(**{**given, **fields})


def answer(
    content: bytes = PNG, status: int = 200, **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return send


def fetch(fetcher: Fetcher, url: str, folder: Path, name: str = "a.png") -> Path:
    return fetcher.fetch(url, name, folder, "stem")


def refusal(fetcher: Fetcher, url: str, folder: Path, name: str = "a.png") -> str:
    with pytest.raises(NotFetched) as found:
        fetch(fetcher, url, folder, name)
    assert list(folder.iterdir()) == [], "nothing is left behind"
    return str(found.value)


def test_a_file_is_fetched_with_its_own_ending(server: Server, tmp_path: Path) -> None:
    server.answers["/a.jpg?w=3"] = answer(Content_Type="image/jpeg")
    file = fetch(web(server), "http://news.example/a.jpg?w=3#top", tmp_path, "a.jpg")
    assert (file, file.read_bytes()) == (tmp_path / "stem.png", PNG)
    assert server.asked == ["news.example/a.jpg?w=3"]


def test_redirects_are_followed_within_rules(server: Server, tmp_path: Path) -> None:
    server.answers["/a"] = answer(b"", 301, Location="/b")
    server.answers["/b"] = answer(b"", 302, Location="https://cdn.example/c")
    server.answers["/c"] = answer()
    assert fetch(web(server), "https://news.example/a", tmp_path).read_bytes() == PNG
    assert server.asked == ["news.example/a", "news.example/b", "cdn.example/c"]
    server.answers["/loop"] = answer(b"", 307, Location="/loop")
    (tmp_path / "stem.png").unlink()
    assert "more than 5 times" in refusal(web(server), "https://news.example/loop", tmp_path)
    for there in (
        "ftp://news.example/",
        "file:///etc/passwd",
        "https://news.example:8443/",
        "",
        "//[",
    ):
        server.answers["/away"] = answer(b"", 302, Location=there)
        refusal(web(server), "https://news.example/away", tmp_path)


PRIVATE = [
    ["127.0.0.1"],
    ["::ffff:127.0.0.1"],
    ["169.254.169.254"],
    ["8.8.8.8", "127.0.0.1"],
    ["::1"],
    [],
]


@pytest.mark.parametrize("addresses", PRIVATE)
def test_nothing_private_is_connected_to(
    server: Server, tmp_path: Path, addresses: list[str]
) -> None:
    """The listener would answer: not one connection reaches it."""
    fetcher = Fetcher(resolve=lambda *_: addresses, connect=plain, port=server.server_port)
    said = refusal(fetcher, "https://news.example/a.png", tmp_path)
    assert said == "`news.example` is not on the public internet"
    assert server.asked == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "0", "[::ffff:7f00:1]"],
)
def test_no_spelling_of_this_machine_is_connected_to(
    server: Server, tmp_path: Path, host: str
) -> None:
    """With the resolver of the system, and the rule as it is."""
    refusal(Fetcher(connect=plain, port=server.server_port), f"https://{host}/a.png", tmp_path)
    assert server.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(server: Server, tmp_path: Path) -> None:
    server.answers["/a"] = answer(b"", 302, Location="https://router.example/")
    fetcher = web(
        server,
        resolve=lambda host, _: ["127.0.0.1" if host == "news.example" else "192.168.1.1"],
        may_connect=lambda address: address == "127.0.0.1",
    )
    said = refusal(fetcher, "https://news.example/a", tmp_path)
    assert "`router.example` is not on the public internet" in said
    assert server.asked == ["news.example/a"]


def test_the_address_that_was_examined_is_connected_to(server: Server, tmp_path: Path) -> None:
    """A second answer of the name server would be another one."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    connected: list[str] = []

    def connect(address: str, port: int, host: str) -> socket.socket:
        connected.append(address)
        return plain(address, port, host)

    server.answers["/a.png"] = answer()
    fetch(
        web(server, resolve=lambda *_: next(answers), connect=connect),
        "https://a.example/a.png",
        tmp_path,
    )
    assert connected == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (answer(b"<html>", Content_Type="image/png"), "not what its name says, but `image/png`"),
        (answer(b"", 404), "the server answers 404"),
        (answer(b"", 500), "the server answers 500"),
        (answer(PNG, Content_Length="999999"), "it has more than 1,000 bytes"),
        (answer(PNG * 100), "it has more than 1,000 bytes"),
        (answer(PNG[:20], Content_Length=f"{len(PNG)}"), "the connection broke"),
        (answer(PNG, Content_Encoding="gzip"), "in the encoding `gzip`"),
        (lambda handler: handler.wfile.write(b"nonsense"), "does not give it"),
        (lambda handler: None, "does not give it"),
    ],
)
def test_what_is_not_a_whole_file_is_refused(
    server: Server, tmp_path: Path, sent: Any, said: str
) -> None:
    server.answers["/a.png"] = sent
    assert said in refusal(web(server, largest=1_000), "https://news.example/a.png", tmp_path)


@pytest.mark.parametrize("dripping", [b"HTTP/1.1 200 OK\r\nA: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_server_that_takes_for_ever_is_left(
    server: Server, tmp_path: Path, dripping: bytes
) -> None:
    left = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(dripping)
        try:
            for _ in range(1_000):
                handler.wfile.write(b"x")
                threading.Event().wait(0.01)
        except OSError:
            left.set()

    server.answers["/a.png"] = drip
    refusal(web(server, seconds=0.2), "https://news.example/a.png", tmp_path)
    assert left.wait(5)


def test_a_host_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        fetcher = Fetcher(
            lambda *_: ["127.0.0.1"], lambda _: True, plain, port=closed.getsockname()[1]
        )
        with pytest.raises(Unreachable, match="does not answer"):
            fetch(fetcher, "https://news.example/a.png", tmp_path)
    unknown = Fetcher(resolve=lambda *_: fetching.resolved("no-such-host.invalid", 443))
    assert "does not give it" in refusal(unknown, "https://news.example/a.png", tmp_path)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://News.Example./a b?c=d e#f", ("news.example", "/a%20b?c=d%20e")),
        ("https://мұрағат.қаз/сурет.png", ("xn--80aa6ah0c6c6b.xn--80ao21a", None)),
        ("https://a.example", ("a.example", "/")),
        ("https://a.example:443/%D2%9B", ("a.example", "/%D2%9B")),
        ("http://a.example:80/", ("a.example", "/")),
        ("https://[2606:2800::1]/a", ("2606:2800::1", "/a")),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(url: str, place: tuple[str, str | None]) -> None:
    found = fetching.location(url)
    assert found.host == place[0] or "xn--" in found.host
    assert found.target == place[1] or place[1] is None
    assert found.target.isascii()


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "//a.example/",
        "https://",
        "https://a.example:8080/",
        "https://a.example:x/",
        "https://user:secret@a.example/",
        "http://[",
        f"https://{'ә' * 70}.example/",
        "data:image/png;base64,x",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(NotFetched):
        fetching.location(url)


def test_an_address_of_six_parts_is_written_in_brackets() -> None:
    assert Location("::1", "/").written == "[::1]"


def test_a_server_that_cannot_prove_its_name_is_refused(tmp_path: Path) -> None:
    """With TLS as it is used on the web, and a certificate that the server has made itself."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example".split()
    try:
        subprocess.run(
            [*command, "-keyout", key, "-out", certificate], check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("needs openssl")
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    folder = tmp_path / "folder"
    folder.mkdir()
    with Server() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        fetcher = web(server, connect=fetching.secured)
        said = refusal(fetcher, "https://news.example/a.png", folder)
        server.shutdown()
    assert "certificate" in said.lower()
    assert server.asked == []
