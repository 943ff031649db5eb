"""Where texts of Pelican were. The addresses are those that Pelican 4.12 gives."""

from pathlib import Path

import pytest

from importing.formats.generator.texts import addresses, rules, text


@pytest.mark.parametrize(
    ("config", "path", "header", "expected"),
    [
        ("", "content/a.md", "Title: Қазақ тілі: «жаңа» & B", ["/kazak-tili-zhana-b.html"]),
        ("", "content/a.md", "Title: A\nLang: ru\nSlug: Менің Слагым", ["/Менің Слагым-ru.html"]),
        ("", "content/a.md", "Title: A\nsave_as: own/d.html", ["/own/d.html"]),
        ("", "content/a.md", "Title: A\nStatus: draft", ["/drafts/a.html"]),
        ("", "content/a.md", "Title: A\nStatus: hidden", ["/a.html"]),
        ("SLUGIFY_SOURCE = 'basename'", "content/Аты.md", "Title: A", ["/aty.html"]),
        (
            "ARTICLE_URL = '{date:%Y}/{category}/{slug}/'",
            "content/Газ/a.md",
            "Title: A",
            ["/2022/gaz/a/"],
        ),
        (
            "ARTICLE_SAVE_AS = '{path_no_ext}/index.html'",
            "content/Газ/a.md",
            "Title: A",
            ["/Газ/a/"],
        ),
    ],
)
def test_a_text_has_the_addresses_that_pelican_gives(
    config: str, path: str, header: str, expected: list[str], tmp_path: Path
) -> None:
    of = rules(tmp_path, {"pelicanconf.py": f"DEFAULT_LANG = 'kk'\n{config}\n", "content/x.md": ""})
    assert addresses(of, path, f"{header}\nDate: 2022-01-05\n\nText.\n") == expected


def test_a_page_has_a_folder(tmp_path: Path) -> None:
    of = rules(tmp_path, {"pelicanconf.py": "", "content/x.md": ""})
    assert addresses(of, "content/pages/a.md", "Title: Бет\n\nText.\n") == ["/pages/bet.html"]


def test_fields_come_from_the_folder_and_the_configuration(tmp_path: Path) -> None:
    config = "AUTHOR = 'A'\nDEFAULT_METADATA = {'tags': 'x'}\n"
    of = rules(tmp_path, {"pelicanconf.py": config, "content/x.md": ""})
    read = text(of, "content/Газ/a.md", "Title: T\nDate: 2022-01-05\n\nText.\n")
    assert (read.authors, dict(read.terms)) == (("A",), {"categories": ("Газ",), "tags": ("x",)})
    own = text(of, "content/a.md", "Title: T\nAuthors: B; C, D\nTags: y, z\n\nText.\n")
    assert (own.authors, dict(own.terms)) == (("B", "C, D"), {"tags": ("y", "z")})
