"""The documentation as a site, built by the program it describes."""

import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from archives import NOW, tree
from kazarchive.build import build
from kazarchive.config import reader
from kazarchive.options import Options

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("docs")
    options = Options(folder / "public", folder / "state", "public", NOW, strict=True, jobs=1)
    report = build(DOCS, reader.load(DOCS), options, lambda stage, done, total: None)
    assert report.problems == ()
    return tree(folder / "public")


class Page(HTMLParser):
    """The ids of a page, what it leads to, and the images on it."""

    def __init__(self, whole: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.images: list[str] = []
        self.dead: list[str] = []
        self.feed(whole)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        self.links += [given["href"]] if "href" in given else []
        self.images += [given["src"]] if "src" in given else []
        if tag == "a" and "href" not in given:
            self.dead.append(str(given))


@pytest.fixture(scope="module")
def pages(site: dict[str, bytes]) -> dict[str, Page]:
    every = {name: whole.decode() for name, whole in site.items() if name.endswith(".html")}
    return {name: Page(whole) for name, whole in every.items()}


def test_each_file_is_a_page_and_the_menu_leads_to_it(pages: dict[str, Page]) -> None:
    names = {path.stem for path in DOCS.glob("*.md")} - {"README"}
    assert {*pages} == {f"{name}/index.html" for name in names} | {"index.html", "404.html"}
    for page in pages.values():
        assert {f"/{name}/" for name in names} | {"/"} <= {*page.links}


def test_every_link_inside_leads_somewhere(site: dict[str, bytes], pages: dict[str, Page]) -> None:
    assert sum(len(page.links) for page in pages.values()) > 300
    broken = [
        (name, url)
        for name, page in pages.items()
        for url in (*page.links, *page.images)
        if not _answers(url, name, site, pages)
    ]
    assert broken == []
    assert [page.dead for page in pages.values() if page.dead] == []


def _answers(url: str, name: str, site: dict[str, bytes], pages: dict[str, Page]) -> bool:
    parts = urlsplit(url)
    if parts.netloc not in ("", "docs.example"):
        return parts.scheme == "https"
    path = posixpath.join(f"/{name.removesuffix('index.html')}", unquote(parts.path))
    file = (f"{path}index.html" if path.endswith("/") else path).lstrip("/")
    if not parts.path:
        file = name
    there = not parts.fragment or unquote(parts.fragment) in pages[file].ids
    return file in site and there


def test_a_link_outside_of_the_documentation_names_a_file_of_this_repository() -> None:
    prefix = "https://github.com/kazarchive/kazarchive/blob/main/"
    found = {
        link.partition("#")[0]
        for path in DOCS.glob("*.md")
        for link in re.findall(rf"\({prefix}([^)\s]*)\)", path.read_text("utf-8"))
    }
    assert found
    assert [name for name in found if not (ROOT / name).is_file()] == []


def test_its_pictures_are_shown(pages: dict[str, Page]) -> None:
    shown = {one for page in pages.values() for one in page.images if not one.endswith(".js")}
    pictures = [path.name for path in (DOCS / "static").iterdir()]
    assert {f"/static/{name}" for name in pictures} == shown
    assert "/static/flow.svg" in pages["architecture/index.html"].images


def test_long_pages_have_contents_and_code_has_colours(site: dict[str, bytes]) -> None:
    for name in ("articles", "configuration", "commands", "architecture"):
        whole = site[f"{name}/index.html"].decode()
        assert '<nav class="contents"' in whole
    highlighted = {name for name in _names(site) if b'<pre class="highlight"' in site[name]}
    assert {"articles/index.html", "configuration/index.html", "theme/index.html"} <= highlighted


def _names(site: dict[str, bytes]) -> Iterator[str]:
    return (name for name in site if name.endswith(".html"))


def test_ci_builds_it() -> None:
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert "kazarchive build --root docs --strict" in lines
    assert "/docs/public/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
