"""Folders, addresses and hosts in kazarchive.toml; test_checks.py has those that are refused."""

from pathlib import Path

import pytest

from config.configuring import NEEDED, load


@pytest.mark.parametrize(
    ("written", "base_url", "base_path"),
    [
        ("https://a.example", "https://a.example/", ""),
        ("http://localhost:8000/", "http://localhost:8000/", ""),
        ("https://a.example/news", "https://a.example/news/", "/news"),
        ("https://a.example/a/b/", "https://a.example/a/b/", "/a/b"),
        ("https://мұрағат.қаз/", "https://xn--80aa8aqm89bvg.xn--80ao21a/", ""),
        ("http://МҰРАҒАТ.ҚАЗ:8000/a", "http://xn--80aa8aqm89bvg.xn--80ao21a:8000/a/", "/a"),
    ],
)
def test_a_base_url_ends_with_a_slash(
    tmp_path: Path, written: str, base_url: str, base_path: str
) -> None:
    site = load(tmp_path, f'title = "T"\nbase_url = "{written}"\n')
    assert (site.base_url, site.base_path) == (base_url, base_path)


def test_a_host_of_the_preview_is_known_as_browsers_name_it(tmp_path: Path) -> None:
    table = '[serve]\nhosts = ["desk.example", "Мұрағат.қаз"]\n'
    assert load(tmp_path, NEEDED + table).serve.hosts == (
        "desk.example",
        "xn--80aa8aqm89bvg.xn--80ao21a",
    )
