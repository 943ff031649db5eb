"""A site is a function from address to bytes: the renderer finds every page by its address, and
makes of it what a build publishes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archives import TRILINGUAL, Archive
from kazarchive.answers import Page
from kazarchive.build import Prepared, prepared
from kazarchive.config import reader
from kazarchive.options import Options
from photos import photo

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def lively(trilingual: Archive) -> Archive:
    """An archive with pages of every kind, in which authors have chosen odd addresses."""
    trilingual.configure(
        TRILINGUAL.replace("front = 3", "timeline = 5") + "[search]\nenabled = true\n"
        '[theme]\naccent = "#8a1f11"\n'
    )
    for n in range(5):
        trilingual.article(f"a{n}.md", tags=["Fuel"], authors=["A. B."], aliases=[f"/old/{n}.php"])
    trilingual.article("a1.ru.md", "![](p.jpg) [t](t.csv)", date="2021-01-05", slug="timeline")
    trilingual.article("part.kk.md", date="2021-01-06", series="Газ")
    trilingual.article("odd.md", slug="feed.xml", aliases=["/tags.html", "/ru/2022x/", "/kk2/"])
    trilingual.article("later.md", date="2033-01-05")
    trilingual.write("articles/p.jpg", photo((900, 600)))
    trilingual.write("articles/t.csv", "a,b\n")
    trilingual.write("static/p.jpg.800.avif", b"mine")
    trilingual.write("root/ads.txt", "own")
    trilingual.write("pages/about.md", "---\ntitle: About\n---\n")
    trilingual.write("pages/licence.kk.md", "---\ntitle: Licence\n---\n")
    return trilingual


@contextmanager
def built(root: Path, folder: Path, now: int) -> Iterator[Prepared]:
    options = Options(folder / "public", folder / "state", "public", now, jobs=1)
    with prepared(root, reader.load(root), options, lambda *_: None) as ready:
        yield ready


def check_every_address(ready: Prepared) -> int:
    """Each kind's addresses are found to be its own; returns how many there are."""
    renderer, total = ready.renderer, 0
    for name, kind in renderer.kinds.items():
        for address in kind.addresses(ready.catalogue):
            page = renderer.page(address)
            assert renderer.kind(address) == name, address
            assert page
            assert page.address == address
            total += 1
    return total


def test_every_page_is_found_by_its_address(lively: Archive, tmp_path: Path) -> None:
    with built(lively.root, tmp_path, lively.now) as ready:
        kinds = {name for name in ready.renderer.kinds if name != "alias"}
        found = {
            name for name in kinds if any(ready.renderer.kinds[name].addresses(ready.catalogue))
        }
        assert found == kinds
        assert check_every_address(ready) >= 90


def test_every_page_of_the_sample_is_found_by_its_address(tmp_path: Path) -> None:
    with built(REPOSITORY, tmp_path, 1_900_000_000) as ready:
        assert check_every_address(ready) > 400


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/2033/01/05/later/",
        "/2022/01/06/",
        "/2022/13/",
        "/tags/nothing/",
        "/tags/fuel/2019/",
        "/tags/fuel/timeline/timeline/",
        "/series/",
        "/series/nothing/",
        "/ru/robots.txt",
        "/kk/sitemap.xml",
        "/de/",
        "/en/",
        "/search/kk/1999/words-0.bin",
        "/search/de/2022/words-0.bin",
        "/sitemap/1999-01.xml",
        "/static/nothing.css",
        "/2021/01/05/p.jpg.801.avif",
        "/feed/1999-01.xml",
        "/on-this-day/13-45/",
        "//",
        "",
        "no-slash",
        "/\x00/",
    ],
)
def test_nothing_stands_at_other_addresses(lively: Archive, tmp_path: Path, address: str) -> None:
    with built(lively.root, tmp_path, lively.now) as ready:
        assert ready.renderer.page(address) is None


def test_bytes_are_what_a_build_publishes(lively: Archive, tmp_path: Path) -> None:
    lively.build()
    tree = lively.tree()
    with built(lively.root, tmp_path, lively.now) as ready:
        made = {}
        for kind in ready.renderer.kinds.values():
            for page in kind.pages(tuple(kind.addresses(ready.catalogue)), ready.catalogue):
                name = page.address[1:] + ("index.html" if page.address.endswith("/") else "")
                made[name] = ready.renderer.bytes(page)
    assert made == tree


def test_a_page_knows_its_template_and_language(lively: Archive, tmp_path: Path) -> None:
    with built(lively.root, tmp_path, lively.now) as ready:
        page = ready.renderer.page("/ru/")
    assert isinstance(page, Page)
    assert (page.template, page.lang) == ("front.html", "ru")
