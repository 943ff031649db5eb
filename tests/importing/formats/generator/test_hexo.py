"""Where texts of Hexo were. The addresses are those that Hexo 8 gives."""

from pathlib import Path

import pytest

from importing.formats.generator.texts import addresses, rules


@pytest.mark.parametrize(
    ("config", "path", "front", "expected"),
    [
        (
            "",
            "source/_posts/Қазақ Тілі_a.b.md",
            "date: 2022-01-05 23:30:00",
            ["/2022/01/05/Қазақ Тілі_a.b/"],
        ),
        (
            "",
            "source/_posts/sub/b.md",
            "date: 2022-01-06 01:00:00",
            ["/2022/01/06/sub/b/", "/2022/01/05/sub/b/"],
        ),
        (
            "new_post_name: :year-:month-:day-:title.md",
            "source/_posts/2022-01-07-c.md",
            "date: 2022-01-07 12:00:00",
            ["/2022/01/07/c/"],
        ),
        (
            "permalink: :category/:post_title/",
            "source/_posts/a.md",
            "date: 2022-01-07 12:00:00",
            ["/uncategorized/b-c-«d»/"],
        ),
        (
            "permalink: :category/:name.html",
            "source/_posts/s/a.md",
            "date: 2022-01-07\ncategories: [[A, Б б], C]",
            ["/A/Б-б/C/a.html"],
        ),
        (
            "",
            "source/_posts/a.md",
            "date: 2022-01-07\npermalink: own/Path.html\nalias: /x",
            ["/own/Path.html", "/x"],
        ),
        ("", "source/about/index.md", "", ["/about/"]),
        ("", "source/about/me.md", "", ["/about/me.html"]),
        ("", "source/_posts/a.md", "", []),
    ],
)
def test_a_text_has_the_addresses_that_hexo_gives(
    config: str, path: str, front: str, expected: list[str], tmp_path: Path
) -> None:
    files = {"_config.yml": f"timezone: Asia/Almaty\n{config}\n", "source/_posts/x.md": ""}
    of = rules(tmp_path, files)
    assert addresses(of, path, f"---\ntitle: B & C «d»\n{front}\n---\nText.\n") == expected
