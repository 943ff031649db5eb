"""`init --from` writes a kazarchive.toml with which the folder of another generator builds."""

from pathlib import Path

import pytest

from commands import run
from importing.generators import folders

CASES = {
    "Hugo": (
        folders.HUGO,
        {"2022/01/қазақ-тілі/", "ru/2022/01/казахский-язык/", "own/"},
        ["content/about.md"],
    ),
    "Jekyll": (
        folders.JEKYLL,
        {"news/old/2022/My_First/", "ru/2022/My_First/"},
        ["_posts/2022-01-06-bare.md"],
    ),
    "Pelican": (folders.PELICAN, {"2022/kazak-tili.html", "ru/2022/kazakhskii.html"}, []),
    "Nikola": (folders.NIKOLA, {"blog/kazak-tili.html", "ru/blog/2022-b.html"}, []),
    "Zola": (
        folders.ZOLA,
        {"news/it-s-old/", "2022/01/06/Own/", "kk/news/b/", "old/a/"},
        [],
    ),
    "Hexo": (folders.HEXO, {"2022/Gaz/", "ru/2022/b/"}, []),
    "Eleventy": (folders.ELEVENTY, {"n/a/", "n/b/", "talks/2022-01-05-c/"}, []),
    "Astro": (folders.ASTRO, {"blog/first-post/", "kk/blog/b/", "talks/d/"}, []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_folder_builds_at_once_at_its_old_addresses(name: str, tmp_path: Path) -> None:
    files, addresses, left_out = CASES[name]
    folder = folders.write(tmp_path / "blog", files)
    outcome = run(tmp_path, "init", "--from", "blog")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"{name}, by ")
    assert outcome.out.endswith("\nkazarchive build --root blog\n")
    for path in left_out:
        assert f"  - {path}: " in outcome.out
    built = run(tmp_path, "build", "--root", "blog")
    assert built.code == 0, built.err
    output = folder / ("public-kazarchive" if name == "Hugo" else "public")
    for address in addresses:
        page = output / address
        assert (page / "index.html" if address.endswith("/") else page).is_file(), address
    unchanged = {path: text for path, text in files.items() if (folder / path).read_text() != text}
    assert not unchanged


def test_an_existing_configuration_is_never_overwritten(tmp_path: Path) -> None:
    folder = folders.write(tmp_path / "blog", folders.HUGO | {"kazarchive.toml": "mine"})
    assert run(tmp_path, "init", "--from", "blog").code == 2
    assert (folder / "kazarchive.toml").read_text() == "mine"


def test_a_kind_decides_where_two_are_possible(tmp_path: Path) -> None:
    folders.write(tmp_path / "blog", folders.HUGO | {"_config.yml": "title: A\n"})
    folders.write(tmp_path / "blog", {"_posts/2022-01-05-a.md": "---\ntitle: A\n---\n"})
    outcome = run(tmp_path, "init", "--from", "blog", "--kind", "hugo")
    assert outcome.out.startswith("Hugo, by hugo.toml: 3 articles")


def test_errors_of_articles_are_reported_and_not_hidden(tmp_path: Path) -> None:
    bad = {"content/posts/c.md": "---\ntitle: C\ndate: 2022-13-01\n---\n"}
    folders.write(tmp_path / "blog", folders.HUGO | bad)
    outcome = run(tmp_path, "init", "--from", "blog")
    assert outcome.code == 0
    assert "3 articles" in outcome.out
    assert "K0103" in outcome.err


def test_either_a_new_folder_or_an_old_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    assert run(tmp_path, "init").code == 2
    assert run(tmp_path, "init", "new", "--from", "blog").code == 2
