"""Addresses in a text → the texts and the files that they name."""

from pathlib import Path

import pytest

from kazarchive.importing.formats.generator.links import Index, Links
from kazarchive.importing.naming import key

HOME = "https://archive.example/blog/"
URL = f"{HOME}2022/a/"


@pytest.fixture
def index(tmp_path: Path) -> Index:
    for name in ("blog/posts/map.png", "blog/static/img/x.png", "outside.png"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    (tmp_path / "blog/static/out.png").symlink_to(tmp_path / "outside.png")
    texts = {"posts/a.md": URL, "posts/b.md": f"{HOME}b.html", "posts/c/index.md": f"{HOME}c/"}
    known = {key(url): url for url in texts.values()}
    return Index(
        tmp_path / "blog", HOME, ("static",), texts, {"b": f"{HOME}b.html", "two": ""}, known
    )


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("b.md#x", f"{HOME}b.html#x"),
        ("b", f"{HOME}b.html"),
        ("c", f"{HOME}c/"),
        ("./c/index.md", f"{HOME}c/"),
        ("/b.html", f"{HOME}b.html"),
        ("/blog/b", f"{HOME}b.html"),
        ("../../c/", f"{HOME}c/"),
        ("https://www.archive.example/blog/c", f"{HOME}c/"),
        ("//archive.example/blog/b.html#y", f"{HOME}b.html#y"),
        ("https://other.example/b.html", "https://other.example/b.html"),
        ("#x", "#x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("{{ x }}", "{{ x }}"),
    ],
)
def test_an_address_leads_to_a_text(address: str, target: str, index: Index) -> None:
    links = Links(index, "posts/a.md", URL)
    assert links.target(address, is_media=False) == target
    assert not links.media
    assert not links.notes


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("map.png", "posts/map.png"),
        ("/img/x.png", "static/img/x.png"),
        ("../../img/x.png", "static/img/x.png"),
        ("https://archive.example/blog/img/x.png", "static/img/x.png"),
    ],
)
def test_an_address_names_a_file(address: str, file: str, index: Index) -> None:
    links = Links(index, "posts/a.md", URL)
    assert links.target(address, is_media=True) == address
    assert links.media[address].path == str((index.root / file).resolve())


@pytest.mark.parametrize("address", ["/out.png", "../../outside.png", "/../outside.png", "/no.png"])
def test_nothing_outside_is_taken(address: str, index: Index) -> None:
    links = Links(index, "posts/a.md", URL)
    links.target(address, is_media=True)
    assert not links.media
    assert len(links.notes) == 1


def test_a_relative_address_that_leads_nowhere_is_one_from_the_root(index: Index) -> None:
    links = Links(index, "posts/a.md", URL)
    assert links.target("../old/?q=1", is_media=False) == "/blog/2022/old/?q=1"


def test_names_that_several_texts_have_mean_none(index: Index) -> None:
    assert index.named("B/") == f"{HOME}b.html"
    assert index.named("two") is None
