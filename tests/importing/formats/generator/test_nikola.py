"""Where texts of Nikola were. The addresses are those that Nikola 8.3 gives."""

from pathlib import Path

import pytest

from importing.formats.generator.texts import addresses, rules, text

CONFIG = """DEFAULT_LANG = "ru"
TRANSLATIONS = {"ru": "", "en": "./en"}
POSTS = (("posts/*.rst", "news", "p"), ("posts/*.md", "news", "p"))
PAGES = (("pages/*.md", "", "p"),)
"""


@pytest.mark.parametrize(
    ("path", "header", "expected"),
    [
        ("posts/Қазақстан Жаңа.rst", "", ["/news/kazakstan-zhana/", "/en/news/kazakstan-zhana/"]),
        ("posts/Қазақстан Жаңа.en.rst", "", ["/en/news/kazakstan-zhana/"]),
        ("posts/2022/My_Post.V1.md", "", ["/news/2022/my_postv1/", "/en/news/2022/my_postv1/"]),
        (
            "posts/a.md",
            ".. slug: Менің-Слагым\n",
            ["/news/Менің-Слагым/", "/en/news/Менің-Слагым/"],
        ),
        ("posts/a.md", ".. pretty_url: false\n", ["/news/a.html", "/en/news/a.html"]),
        ("pages/info/index.md", "", ["/info/", "/en/info/"]),
    ],
)
def test_a_text_has_the_addresses_that_nikola_gives(
    path: str, header: str, expected: list[str], tmp_path: Path
) -> None:
    of = rules(tmp_path, {"conf.py": CONFIG, "posts/x.md": ""})
    written = f".. title: A\n.. date: 2022-01-05\n{header}\nText.\n"
    assert addresses(of, path, written) == expected


def test_fields_stand_in_a_file_beside_the_text(tmp_path: Path) -> None:
    files = {"conf.py": CONFIG, "posts/a.meta": ".. title: Б\n.. date: 2022-01-05\n"}
    of = rules(tmp_path, files)
    assert text(of, "posts/a.md", "Мәтін.").title == "Б"
    assert text(of, "posts/a.en.md", "Text.").date == "2022-01-05"


def test_compilers_say_what_a_text_is(tmp_path: Path) -> None:
    config = CONFIG + 'COMPILERS = {"markdown": [".txt"], "rest": [".rst"], "ipynb": [".nb"]}\n'
    of = rules(tmp_path, {"conf.py": config, "posts/x.md": ""})
    assert [of.kind(name) for name in ("a.txt", "a.rst", "a.nb", "a.md")] == [
        "markdown",
        "rest",
        None,
        "markdown",
    ]
