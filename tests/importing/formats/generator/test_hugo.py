"""Where texts of Hugo were. The addresses are those that Hugo 0.168 gives."""

from pathlib import Path

import pytest

from importing.formats.generator.texts import addresses, rules, text

CONFIG = """defaultContentLanguage = "kk"
[languages.kk]
[languages.ru]
[permalinks.page]
docs = "/:year/:monthname/:weekday/:yearday/:sections[1:]/:slugorcontentbasename/"
slugs = "/:sectionslug/:slug/"
"""
DATE = "title: A\ndate: 2022-01-05T01:00:00"


@pytest.mark.parametrize(
    ("path", "front", "expected"),
    [
        ("content/posts/Қазақ Тілі.md", DATE, ["/posts/қазақ-тілі/"]),
        (
            "content/posts/Қазақ Тілі.ru.md",
            f"{DATE}\naliases: [old, /abs/]",
            ["/ru/posts/қазақ-тілі/", "/ru/posts/old", "/ru/abs/"],
        ),
        (
            "content/posts/sub/b/index.md",
            f"{DATE}\nslug: Мой Слаг\naliases: [rel, ../y/]",
            ["/posts/sub/мой-слаг/", "/posts/sub/rel", "/posts/y/"],
        ),
        ("content/posts/№1, C++ & 50%_a.b.md", DATE, ["/posts/1-c++--50_a.b/"]),
        ("content/posts/c.md", f"{DATE}\nurl: /own/path", ["/own/path/"]),
        ("content/posts/d.md", f"{DATE}\nurl: own/d.html", ["/own/d.html"]),
        ("content/posts/2025-02-01-Dated.md", DATE, ["/posts/2025-02-01-dated/"]),
        ("content/docs/a/b/e.md", "title: A\ndate: 2022-03-06T20:00:00Z", ["/2022/march/0/65/e/"]),
        ("content/top.md", DATE, ["/top/"]),
    ],
)
def test_a_text_has_the_addresses_that_hugo_gives(
    path: str, front: str, expected: list[str], tmp_path: Path
) -> None:
    of = rules(tmp_path, {"hugo.toml": CONFIG, "content/a.md": ""})
    assert addresses(of, path, f"---\n{front}\n---\nText.\n") == expected


def test_languages_have_folders_and_addresses_are_ugly(tmp_path: Path) -> None:
    config = "uglyURLs = true\n"
    config += "".join(
        f'[languages.{lang}]\ncontentDir = "content/{lang}"\n' for lang in ("en", "ru")
    )
    of = rules(tmp_path, {"hugo.toml": config, "content/en/a.md": ""})
    assert addresses(of, "content/ru/posts/a.md", f"---\n{DATE}\n---\n") == ["/ru/posts/a.html"]
    assert addresses(of, "content/en/posts/a.md", f"---\n{DATE}\n---\n") == ["/posts/a.html"]


def test_resources_of_a_bundle_are_no_texts(tmp_path: Path) -> None:
    names = (
        "a/index.md",
        "a/part.md",
        "a/sub/part.md",
        "b.md",
        "_index.md",
        "c/_index.md",
        "c/d.md",
    )
    of = rules(tmp_path, {"hugo.toml": "", **{f"content/{name}": "" for name in names}})
    assert sorted(path for path, _ in of.texts()) == [
        "content/a/index.md",
        "content/b.md",
        "content/c/d.md",
    ]


def test_cascade_reaches_its_targets(tmp_path: Path) -> None:
    index = (
        "---\ntitle: S\ncascade:\n- author: x\n  _target: {path: '/s/deep/**'}\n- tags: [t]\n---\n"
    )
    of = rules(tmp_path, {"hugo.toml": "", "content/s/_index.md": index})
    deep = text(of, "content/s/deep/a.md", "---\ntitle: A\n---\n")
    assert (deep.authors, dict(deep.terms)) == (("x",), {"tags": ("t",)})
    assert text(of, "content/s/a.md", "---\ntitle: A\ntags: [own]\n---\n").authors == ()


@pytest.mark.parametrize("name", ["publishDate", "pubdate", "lastmod"])
def test_a_date_stands_under_other_names(name: str, tmp_path: Path) -> None:
    of = rules(tmp_path, {"hugo.toml": "", "content/a.md": ""})
    assert (
        text(of, "content/a.md", f"---\ntitle: A\n{name}: 2022-01-05\n---\n").date == "2022-01-05"
    )
