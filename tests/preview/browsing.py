"""A preview that runs, and a real browser that looks at it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright


@contextmanager
def preview(root: Path, *options: str) -> Iterator[str]:
    """Start `kazarchive serve` in an archive; gives the address it prints, without the last `/`."""
    command = [sys.executable, "-m", "kazarchive", "serve", "--port", "0", *options]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().decode().strip().rstrip("/")
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(5) == 0


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's browser; where there is none the test is skipped, except in CI."""
    path = os.environ.get("KAZARCHIVE_CHROMIUM") or shutil.which("chromium")
    if path is None:
        assert not os.environ.get("CI"), "CI has a browser"
        pytest.skip("no chromium here; install it, or name it in KAZARCHIVE_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
