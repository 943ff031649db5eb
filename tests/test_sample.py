"""The repository's own archive, built with its own configuration, judged from outside."""

import json
import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import feedparser
import html5lib
import pytest

from archives import NOW, tree
from kazarchive import configfile
from kazarchive.build import build, prepared
from kazarchive.check import check
from kazarchive.orders import Options
from kazarchive.reading import frontmatter

ROOT = Path(__file__).parent.parent
YEARS = 86_400 * 365 * 5


def options(folder: Path) -> Options:
    return Options(folder / "public", folder / "state", "public", NOW + YEARS, jobs=2)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, published."""
    folder = tmp_path_factory.mktemp("sample")
    report = build(ROOT, configfile.load(ROOT), options(folder), lambda *_: None)
    assert not report.problems
    assert report.articles == report.found
    return folder / "public"


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """(address, text) of every HTML page."""
    for name, content in tree(site).items():
        if name.endswith(".html"):
            yield "/" + name.removesuffix("index.html"), content.decode()


def test_the_archive_is_as_large_as_promised() -> None:
    articles = list((ROOT / "articles").rglob("*.md"))
    assert len(articles) >= 36
    groups = defaultdict(set)
    for path in articles:
        stem = re.sub(r"\.(ru|kk)$", "", path.stem)
        groups[path.parent / stem].add(path.stem)
    assert sum(len(group) > 1 for group in groups.values()) >= 10
    assert len(list((ROOT / "seeds").glob("*.txt"))) >= 8


def test_the_sample_uses_every_field_of_an_article() -> None:
    used: set[str] = set()
    for path in (ROOT / "articles").rglob("*.md"):
        used |= set(frontmatter.parse(frontmatter.decode(path.read_bytes(), path.name)).fields)
    expected = "title date updated lang slug summary image source translation_key aliases license"
    assert set(expected.split()) - {"lang"} <= used


def test_check_finds_nothing_in_the_sample(tmp_path: Path) -> None:
    with prepared(ROOT, configfile.load(ROOT), options(tmp_path), lambda *_: None) as ready:
        assert check(ready) == []


def test_every_page_passes_the_nu_validator(site: Path) -> None:
    validator = os.environ.get("KAZARCHIVE_VNU", "")
    if not (validator and shutil.which("java")):
        assert not os.environ.get("CI"), "CI must have java and KAZARCHIVE_VNU"
        pytest.skip("needs java and KAZARCHIVE_VNU, the path of vnu.jar (npm package vnu-jar)")
    command = ["java", "-jar", validator, "--skip-non-html", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def test_every_feed_parses(site: Path) -> None:
    feeds = [path for path in site.rglob("*.xml") if "sitemap" not in str(path)]
    assert len(feeds) > 30
    for path in feeds:
        parsed = feedparser.parse(path.read_bytes())
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert parsed.version == "atom10"
        assert parsed.entries
        assert all(entry.id.startswith("tag:archive.example,") for entry in parsed.entries)
    for path in site.rglob("feed.json"):
        feed = json.loads(path.read_text("utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert all(item["id"].startswith("tag:") and item["content_html"] for item in feed["items"])


def test_a_feed_entry_has_one_id_in_every_feed(site: Path) -> None:
    ids = defaultdict(set)
    for path in site.rglob("*.xml"):
        for entry in feedparser.parse(path.read_bytes()).entries:
            ids[entry.link].add(entry.id)
    assert ids
    assert all(len(found) == 1 for found in ids.values())


def test_every_internal_link_leads_to_a_file_and_an_id(site: Path) -> None:
    files = tree(site)
    ids = {address: set(re.findall(r'\sid="([^"]+)"', text)) for address, text in pages(site)}
    for address, text in pages(site):
        for href in re.findall(r'(?:href|src)="(/[^"]*|#[^"]*)"', text):
            path, _, fragment = href.partition("#")
            target = path or address
            name = target[1:] + ("index.html" if target.endswith("/") else "")
            assert name in files, (address, href)
            assert not fragment or fragment in ids[target], (address, href)


def test_language_versions_answer_each_other(site: Path) -> None:
    base = "https://archive.example"
    named: dict[str, dict[str, str]] = {}
    for address, text in pages(site):
        found = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', text)
        named[address] = {lang: url.removeprefix(base) for lang, url in found}
    answered = 0
    for address, versions in named.items():
        languages = {lang: url for lang, url in versions.items() if lang != "x-default"}
        assert not languages or address in languages.values(), f"{address} does not name itself"
        for url in languages.values():
            assert named[url] == versions, (address, url)
            answered += 1
    assert answered > 200


def test_no_page_but_search_has_a_script_and_none_needs_another_host(site: Path) -> None:
    for address, text in pages(site):
        document = html5lib.parse(text, namespaceHTMLElements=False)
        script = document.find(".//script")
        own = address.endswith("/search/") and "/static/search.js"
        assert (script is not None and script.get("src")) == own, address
        loaded = [one.get("src") for one in document.iter() if one.get("src")]
        loaded += [
            one.get("href") for one in document.iter("link") if one.get("rel") == "stylesheet"
        ]
        assert not any(url and "//" in url for url in loaded), address


def test_both_engines_build_the_sample(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for name in ("articles", "kazarchive.toml"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        root.mkdir(exist_ok=True)
        copy(source, root / name)
    text = (root / "kazarchive.toml").read_text("utf-8")
    text = text.replace('"python-markdown"', '"commonmark"')
    (root / "kazarchive.toml").write_text(re.sub(r"(?m)^extensions = .*$", "", text), "utf-8")
    assert configfile.load(root).markdown.engine == "commonmark"
    report = build(root, configfile.load(root), options(tmp_path), lambda *_: None)
    assert not report.problems
    table = (
        '<th class="align-right">' if "align-right" in str(tree(tmp_path / "public")) else "<th>"
    )
    whole = "".join(text for _, text in pages(tmp_path / "public"))
    assert table in whole
    assert 'class="footnote-backref"' in whole
