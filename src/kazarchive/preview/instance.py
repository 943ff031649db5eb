"""A preview that runs, told to other commands by a file in its state folder."""

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
"""In the state folder: the state of the preview, which shows more than a build."""

FILE = "address"
"""In that folder."""

PATIENCE = 1.0
"""Seconds for an answer of this machine."""


class Already(Exception):
    """There is a preview of this archive."""

    def __init__(self, address: str) -> None:
        self.problem = Problem("K0711", Place(NAME), {"address": address})
        super().__init__(self.problem.message)


def folder(builds: Path) -> Path:
    """Of the preview's state, in that of the builds. Raises WriteFailed."""
    if builds.is_symlink():
        raise WriteFailed(NAME, "it is a link")
    with disk_errors(NAME):
        builds.mkdir(exist_ok=True)
    return builds / FOLDER


@contextmanager
def announced(folder: Path, address: str) -> Iterator[None]:
    """Tell the address while the preview runs; to its owner alone, as it may hold a token."""
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
    """Raises Already when there is a preview of this archive."""
    if address := find(folder):
        raise Already(address)


def find(folder: Path) -> str | None:
    """The address of the preview that is at work in this folder. One that was killed has left its
    address, where another archive's may answer by now, but holds no lock."""
    try:
        address = files.read(folder / FILE, FILE).decode("utf-8")
    except (ProblemsFound, UnicodeDecodeError):
        return None
    return address if busy(folder) else None


def forget(folder: Path) -> None:
    """What one that was killed has left."""
    (folder / FILE).unlink(missing_ok=True)


def page_of(folder: Path, path: str) -> str | None:
    """The full address of an article file's page in the preview that runs, if it knows it."""
    address = find(folder)
    found = ask(address, path) if address else None
    if address is None or not found:
        return None
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{found}"


def ask(address: str, path: str) -> str | None:
    """What the preview says of an article file: its address, or nothing; None without a preview."""
    parts = urlsplit(address)
    request = Request(f"http://{parts.netloc}{OWN}where?path={quote(path)}")
    for token in parse_qs(parts.query).get("token", ()):
        request.add_header("Cookie", f"{COOKIE}-{parts.port}={token}")
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=PATIENCE) as answer:
            found = json.load(answer)["address"]
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return None
    return str(found or "")
