"""The running preview of an archive, which other commands find by a file in its state folder."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from kazarchive.disk import WriteFailed, disk_errors
from kazarchive.preview.access import COOKIE, OWN
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files
from kazarchive.state.folder import NAME
from kazarchive.state.lock import busy

FOLDER = "preview"
"""The folder in the state folder with the state of the preview, which shows more than a build."""

FILE = "address"
"""The file in that folder with the address of the preview."""

PATIENCE = 1.0
"""Seconds to wait for a response from this machine."""


class Already(Exception):
    """A preview of this archive is already running."""

    def __init__(self, address: str) -> None:
        self.problem = Problem("K0711", Place(NAME), {"address": address})
        super().__init__(self.problem.message)


def folder(builds: Path) -> Path:
    """The state folder of the preview. `builds`: the state folder of builds, which is made if it
    does not exist. Raises WriteFailed."""
    if builds.is_symlink():
        raise WriteFailed(NAME, "it is a link")
    with disk_errors(NAME):
        builds.mkdir(exist_ok=True)
    return builds / FOLDER


@contextmanager
def announced(folder: Path, address: str) -> Iterator[None]:
    """Keep the address in the file while the preview runs. Only its owner may read the file, as the
    address may contain a token."""
    file = folder / FILE
    with disk_errors(NAME):
        forget(folder)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as writing:
            writing.write(address)
    try:
        yield
    finally:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def check(folder: Path) -> None:
    """Raises Already if a preview of this archive is running."""
    if address := find(folder):
        raise Already(address)


def find(folder: Path) -> str | None:
    """The address of the preview that runs in this folder. A preview that was killed leaves its
    address, which that of another archive may have now, but holds no lock."""
    try:
        address = files.read(folder / FILE, FILE).decode("utf-8")
    except (ProblemsFound, UnicodeDecodeError):
        return None
    return address if busy(folder) else None


def forget(folder: Path) -> None:
    """Remove the address that a killed preview has left."""
    (folder / FILE).unlink(missing_ok=True)


def page_of(folder: Path, path: str) -> str | None:
    """The full URL of an article file's page in the running preview, if it knows it."""
    address = find(folder)
    page = ask(address, path) if address else None
    if address is None or not page:
        return None
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{page}"


def ask(address: str, path: str) -> str | None:
    """The path of an article file's page in the preview at an address; empty if the preview does
    not know it, None if there is no preview."""
    parts = urlsplit(address)
    request = Request(f"http://{parts.netloc}{OWN}where?path={quote(path)}")
    for token in parse_qs(parts.query).get("token", ()):
        request.add_header("Cookie", f"{COOKIE}-{parts.port}={token}")
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=PATIENCE) as answer:
            page = json.load(answer)["address"]
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return None
    return str(page or "")
