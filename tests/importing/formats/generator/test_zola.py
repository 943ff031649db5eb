"""Where texts of Zola were, by its documentation."""

from pathlib import Path

import pytest

from importing.formats.generator.texts import addresses, rules

FRONT = "title = 'A'\ndate = 2022-01-05\n"


@pytest.mark.parametrize(
    ("config", "path", "front", "expected"),
    [
        ("", "content/News Old/2022-01-02-It's a_b.md", "", ["/news-old/it-s-a-b/"]),
        ("", "content/news/a/index.md", "", ["/news/a/"]),
        ("", "content/news/a.kk.md", "slug = 'b'\n", ["/kk/news/b/"]),
        (
            "",
            "content/news/a.md",
            "path = '2022/Own'\naliases = ['x', '/y/']\n",
            ["/2022/Own/", "/x", "/y/"],
        ),
        ("slugify.paths = 'safe'\n", "content/Жаңа Жыл?.md", "", ["/Жаңа_Жыл/"]),
        (
            "slugify = {paths = 'off', paths_keep_dates = true}\n",
            "content/2022-01-02-Жаңа.md",
            "",
            ["/2022-01-02-Жаңа/"],
        ),
    ],
)
def test_a_text_has_an_address(
    config: str, path: str, front: str, expected: list[str], tmp_path: Path
) -> None:
    config = f"base_url = 'https://a.example'\n{config}[languages.kk]\n"
    of = rules(tmp_path, {"config.toml": config, "content/x.md": ""})
    assert addresses(of, path, f"+++\n{FRONT}{front}+++\nText.\n") == expected
