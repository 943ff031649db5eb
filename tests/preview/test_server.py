"""Where the preview listens, and when it needs a token."""

import socket
from pathlib import Path

import pytest

from archives import Archive
from kazarchive.preview import server
from kazarchive.preview.server import Binding, NoPort
from preview import previews
from preview.previews import Connection, until


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


def test_a_taken_port_is_left_for_the_next_one_and_it_is_said(small: Archive) -> None:
    with socket.create_server((previews.LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        with previews.running(small.root, port=port) as running:
            assert port < running.port <= port + 20
            assert until(lambda: "The port is taken" in running.said())
            assert running.get("/").status == 200


def test_a_port_that_only_the_other_loopback_address_has_is_taken_too(small: Archive) -> None:
    if not socket.has_ipv6:
        pytest.skip("needs IPv6")
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as taken:
        port = taken.getsockname()[1]
        with previews.running(small.root, port=port) as running:
            assert running.port != port


def test_previews_that_begin_at_once_have_a_port_each(tmp_path: Path) -> None:
    archives = [Archive(tmp_path / f"archive{number}") for number in range(3)]
    for number, archive in enumerate(archives):
        archive.article("2022/a.md", title=f"Archive {number}")
    with socket.create_server((previews.LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    with (
        previews.launched(archives[0].root, port=port) as (first, _),
        previews.launched(archives[1].root, port=port) as (second, _),
        previews.launched(archives[2].root, port=port) as (third, _),
    ):
        ports = [int(previews.first_line(one)[17:-1]) for one in (first, second, third)]
        assert len(set(ports)) == 3
        for number, one in enumerate(ports):
            with Connection(one) as connection:
                assert f"Archive {number}" in connection.get("/").text


def test_whoever_is_told_the_address_may_come_at_once(small: Archive) -> None:
    for _ in range(2):
        with (
            previews.running(small.root) as running,
            Connection(running.port) as one,
        ):
            assert one.get("/").status == 200
            running.end()
