"""A real browser, and a host for it."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's, the one without windows if it is there: its pages take a third of the time. Where
    there is none the test is skipped, except in CI."""
    named = os.environ.get("KAZARCHIVE_CHROMIUM")
    path = named or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        assert not os.environ.get("CI"), "CI has a browser"
        pytest.skip("no chromium here; install it, or name it in KAZARCHIVE_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(folder: Path, host: type[SimpleHTTPRequestHandler]) -> Iterator[str]:
    """The address at which a host of the test's own serves a folder."""
    handler = functools.partial(host, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
