"""The address that `init` writes, until the site has its own."""

from pathlib import Path

import pytest

from archives import CONFIG
from commands import article, run, write
from kazarchive.config.placeholder import BASE_URL


@pytest.mark.parametrize(
    "line", ["base_url = '{}'", '  base_url="{}"  # later', '"base_url" = "{}"']
)
def test_a_build_warns_while_the_address_is_the_placeholder(tmp_path: Path, line: str) -> None:
    config = f'title = "Test"\r\n{line.format(BASE_URL.rstrip("/"))}\r\n'
    write(tmp_path / "kazarchive.toml", config)
    article(tmp_path, "a")
    made = run(tmp_path, "build")
    assert made.code == 0
    assert made.err.count("warning[K0609]") == 1
    assert ("kazarchive.toml:2:" in made.err) == ('"base' not in line)
    assert run(tmp_path, "build").err == made.err
    assert run(tmp_path, "build", "--strict").code == 1
    assert "K0609" in run(tmp_path, "check").out + run(tmp_path, "check").err


def test_another_address_is_no_placeholder(tmp_path: Path) -> None:
    write(tmp_path / "kazarchive.toml", CONFIG)
    article(tmp_path, "a")
    assert run(tmp_path, "build").err == ""
