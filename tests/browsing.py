"""A real browser."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

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
