"""`explain` says what stands at an address, from which sources, and why."""

import os
import shutil
from pathlib import Path

import pytest

from archives import CONFIG
from commands import BAD, article, run, write

EXPLAINED = {
    "/ads.txt": "root",
    "/": "front",
    "/2022/01/05/cap/": "article",
    "/2022/01/05/cap/map.svg": "media",
    "/old/": "alias",
    "/2022/": "listing",
    "/2022/01/": "listing",
    "/tags/fuel/": "listing",
    "/tags/": "taxonomy",
    "/tags/fuel/timeline/": "timeline",
    "/series/gas/": "series",
    "/on-this-day/": "onthisday",
    "/on-this-day/01-05/": "onthisday",
    "/search/": "search",
    "/search/segments.json": "search",
    "/search/en/2022/words-0.bin": "search",
    "/feed.xml": "feed",
    "/feed.json": "feed",
    "/feed/2022-01.xml": "feed",
    "/tags/fuel/feed.xml": "feed",
    "/sitemap.xml": "sitemap",
    "/sitemap/2022-01.xml": "sitemap",
    "/sitemap/news.xml": "news",
    "/feeds/": "feedlist",
    "/archive/": "archive",
    "/colours.css": "colours",
    "/about/": "undated",
    "/manifest.webmanifest": "manifest",
    "/_headers": "hosting",
    "/robots.txt": "robots",
    "/404.html": "notfound",
    "/static/style.css": "static",
}


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published archive with a page of every kind, which is only asked about."""
    root = tmp_path_factory.mktemp("explained") / "archive"
    write(root / "kazarchive.toml", CONFIG + "[search]\nenabled = true\n")
    front = "---\ntitle: Cap\ndate: 2022-01-05\ntags: [Fuel]\naliases: [/old/]\nseries: Gas\n---\n"
    write(root / "articles/cap.md", front + "![A map](map.svg)\n")
    write(root / "articles/map.svg", "<svg/>")
    write(root / "pages/about.md", "---\ntitle: About\n---\nText.\n")
    write(root / "root/ads.txt", "own")
    known = (root / "kazarchive.toml").read_text("utf-8")
    more = '[listing]\ntimeline = 1\n[news]\npublication = "Cap"\n[hosting]\nfiles = ["headers"]\n'
    more += '[theme]\naccent = "#8a1f11"\n'
    write(root / "kazarchive.toml", f"{known}\n{more}")
    run(root, "build")
    return root


@pytest.fixture
def edited(explained: Path, tmp_path: Path) -> Path:
    """A copy to be edited."""
    return shutil.copytree(explained, tmp_path / "archive")


@pytest.mark.parametrize(("address", "kind"), EXPLAINED.items())
def test_explain_names_the_kind_of_page(explained: Path, address: str, kind: str) -> None:
    outcome = run(explained, "explain", address)
    assert (outcome.code, outcome.err) == (0, "")
    told = dict(line.split(maxsplit=1) for line in outcome.out.splitlines())
    assert (told["address"], told["kind"]) == (address, kind)
    assert (explained / "public" / told["file"]).is_file()
    assert told["next"] == "the next build leaves it as it is"


def test_explain_knows_every_kind() -> None:
    from kazarchive.pages import KINDS

    assert {kind.name for kind in KINDS} == set(EXPLAINED.values())


@pytest.mark.parametrize(
    "address", ["/nothing/", "/2021/", "/tags/gas/", "/a.txt", "/feed/x.xml", "/on-this-day/02-30/"]
)
def test_explain_of_an_address_where_nothing_stands(explained: Path, address: str) -> None:
    outcome = run(explained, "explain", address)
    assert outcome.code == 1
    assert "kind      none: no page of this site has this address\n" in outcome.out


@pytest.mark.parametrize(
    "written", ["2022/01/05/cap", "/2022/01/05/cap/index.html", "https://a.example/2022/01/05/cap/"]
)
def test_explain_takes_an_address_as_people_write_it(explained: Path, written: str) -> None:
    assert "kind      article\n" in run(explained, "explain", written).out


@pytest.mark.parametrize("folder", [".", "articles", "public"])
def test_explain_takes_the_path_of_an_article_from_wherever_one_stands(
    explained: Path, folder: str
) -> None:
    written = os.path.relpath(explained / "articles/cap.md", explained / folder)
    told = run(explained / folder, "explain", written).out
    assert told == run(explained, "explain", "/2022/01/05/cap/").out
    assert "kind      article\n" in told


def test_explain_of_an_article_with_errors_tells_these(edited: Path) -> None:
    write(edited / "articles/b.md", BAD)
    outcome = run(edited, "explain", "articles/b.md")
    assert (outcome.code, outcome.out) == (1, "")
    assert "error[K0101]" in outcome.err
    assert "articles/b.md:1:1" in outcome.err


def test_explain_of_a_draft_by_its_path_says_that_it_is_one(edited: Path) -> None:
    write(edited / "articles/b.md", "---\ntitle: B\ndate: 2022-01-06\ndraft: true\n---\n")
    outcome = run(edited, "explain", "articles/b.md")
    assert outcome.code == 1
    assert "address   /2022/01/06/b/\n" in outcome.out
    assert "hidden    articles/b.md (a draft)\n" in outcome.out


def test_explain_names_the_sources_and_the_reason(edited: Path) -> None:
    article(edited, "cap", "Another text.")
    told = run(edited, "explain", "/2022/01/05/cap/").out
    assert "template  article.html\n" in told
    assert "source    articles/cap.md\n" in told
    assert "the next build renders it, because articles/cap.md was edited\n" in told
    assert "source    articles/cap.md\n" in run(edited, "explain", "/tags/fuel/").out
