"""`kazarchive new` beside a preview that runs."""

import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import processes
from archives import Archive
from preview import previews


def new(archive: Archive, title: str, browser: Path) -> str:
    """What the command says; a browser that is opened writes the address into a file."""
    browser.write_text('#!/bin/sh\necho "$1" > "$0.opened"\n')
    browser.chmod(0o700)
    done = subprocess.run(
        processes.command("new", title),
        cwd=archive.root,
        env=processes.environment() | {"BROWSER": f"{browser} %s"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr


def test_a_new_article_is_opened_in_the_preview_that_runs(archive: Archive, tmp_path: Path) -> None:
    archive.article("a.md")
    browser = tmp_path / "browser"
    with previews.running(archive.root) as preview:
        said = new(archive, "Fuel again", browser)
        opened = Path(f"{browser}.opened")
        assert previews.until(opened.is_file)
        address = opened.read_text().strip()
        assert f"In the preview: {address}\n" == said
        assert address.startswith(f"http://localhost:{preview.port}/")
        assert "Fuel again" in preview.get(urlsplit(address).path).text


def test_without_a_preview_nothing_is_opened(archive: Archive, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    assert new(archive, "Fuel again", browser) == ""
    with previews.running(archive.root) as preview:
        preview.kill()
    assert new(archive, "Fuel once more", browser) == ""
    assert not Path(f"{browser}.opened").exists()
