"""Web servers that tests start, and what they answer."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path

import pytest

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
    " form-action 'self'"
)
"""The Content-Security-Policy of the files for web servers."""


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[HTTPConnection]:
    own = {"XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ | own
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert process.poll() is None, process.communicate()[0]
                time.sleep(0.05)
        yield HTTPConnection("127.0.0.1", port, timeout=5)
    finally:
        process.terminate()
        process.communicate(timeout=10)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        assert not os.environ.get("CI"), f"CI must have {name}"
        pytest.skip(f"needs {name}")
    return found


@contextmanager
def nginx_with(server: str, port: int, folder: Path) -> Iterator[HTTPConnection]:
    """An nginx with these `server` blocks, one of which listens to the port."""
    folder.mkdir()
    temporary = " ".join(
        f"{name}_temp_path {folder};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n{server} }}\n"
    )
    command = [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with running(command, port, folder) as connection:
        yield connection


def get(connection: HTTPConnection, url: str) -> tuple[int, HTTPMessage, bytes]:
    connection.request("GET", url)
    response = connection.getresponse()
    return response.status, response.headers, response.read()
