"""Compiled templates and translations, kept for the next build."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from rendering.theming import PAGE, SITE, theme_with


def test_compiled_templates_are_kept_where_nobody_else_may_write(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = theme_with(cache).render(PAGE)
    files = sorted(cache.glob("*.cache"))
    assert files
    assert files
    assert cache.stat().st_mode & 0o777 == 0o700
    before = [file.stat().st_mtime_ns for file in files]
    assert theme_with(cache).render(PAGE) == first
    assert [file.stat().st_mtime_ns for file in files] == before


@pytest.mark.parametrize("damage", [b"", b"\0" * 99, b"j2", None])
def test_damaged_compiled_templates_are_compiled_again(
    tmp_path: Path, damage: bytes | None
) -> None:
    cache = tmp_path / "cache"
    first = theme_with(cache).render(PAGE)
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes()[:99] if damage is None else damage)
    assert theme_with(cache).render(PAGE) == first


def test_a_folder_that_others_may_write_to_keeps_no_compiled_templates(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    theme_with(tmp_path).render(PAGE)
    assert not list(tmp_path.iterdir())


def test_sites_share_compiled_templates_and_nothing_else(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    below = replace(SITE, base_url="https://other.example/below/")
    assert 'href="/static/style.css"' in theme_with(cache).render(PAGE)
    files = sorted(cache.glob("*.cache"))
    assert files
    assert 'href="/below/static/style.css"' in theme_with(cache, below).render(PAGE)
    assert sorted(cache.glob("*.cache")) == files
