"""The repository's own archive, built with its own configuration, judged from outside."""

import json
import os
import re
import shutil
import struct
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import feedparser
import html5lib
import lxml.etree
import pytest

from archives import NOW, tree
from kazarchive.build import build, prepared
from kazarchive.check import check
from kazarchive.config import reader
from kazarchive.options import Options
from kazarchive.reading import frontmatter
from kazarchive.values import Entry

ROOT = Path(__file__).parent.parent
ATOM, XML_LANG = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}lang"
YEARS = 86_400 * 365 * 5


def options(folder: Path) -> Options:
    return Options(folder / "public", folder / "state", "public", NOW + YEARS, jobs=2)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, published."""
    folder = tmp_path_factory.mktemp("sample")
    report = build(ROOT, reader.load(ROOT), options(folder), lambda *_: None)
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
    with prepared(ROOT, reader.load(ROOT), options(tmp_path), lambda *_: None) as ready:
        assert check(ready) == []


def test_every_page_passes_the_nu_validator(site: Path) -> None:
    validator = os.environ.get("KAZARCHIVE_VNU", "")
    if not (validator and shutil.which("java")):
        assert not os.environ.get("CI"), "CI must have java and KAZARCHIVE_VNU"
        pytest.skip("needs java and KAZARCHIVE_VNU, the path of vnu.jar (npm package vnu-jar)")
    # It does not run long enough for Java's second compiler; without, the stack needs more room.
    java = ["java", "-XX:TieredStopAtLevel=1", "-Xss8m"]
    command = [*java, "-jar", validator, "--skip-non-html", str(site)]
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


def test_every_feed_keeps_the_rules_by_which_the_w3c_judges(site: Path) -> None:
    """RFC 4287, and what readers of feeds need beyond it; RFC 5005 for the documents by month."""
    base = "https://archive.example"
    seen: Counter[str] = Counter()
    for path in site.rglob("*.xml"):
        feed = lxml.etree.fromstring(path.read_bytes())
        if feed.tag != f"{ATOM}feed":
            continue
        address = f"{base}/{path.relative_to(site).as_posix()}"
        assert feed.get(XML_LANG) in ("en", "ru", "kk"), address
        links = {one.get("rel", ""): one.get("href", "") for one in feed.findall(f"{ATOM}link")}
        assert links["self"] == address
        assert links["alternate"].startswith(base)
        for name in ("id", "title", "updated"):
            assert len(feed.findall(f"{ATOM}{name}")) == 1, (address, name)
        entries = feed.findall(f"{ATOM}entry")
        assert len({one.findtext(f"{ATOM}id") for one in entries}) == len(entries)
        moments = []
        for entry in entries:
            for name in ("id", "title", "updated", "published"):
                assert len(entry.findall(f"{ATOM}{name}")) == 1, (address, name)
            assert [*entry.iter(f"{ATOM}author"), *feed.findall(f"{ATOM}author")], address
            (link,) = [one for one in entry.findall(f"{ATOM}link") if one.get("rel") != "enclosure"]
            assert link.get("href", "").startswith(f"{base}/")
            assert len(entry.findtext(f"{ATOM}title", "").strip()) > 0
            moment = datetime.fromisoformat(entry.findtext(f"{ATOM}updated", ""))
            assert moment.tzinfo
            moments.append(moment)
            for content in (*entry.findall(f"{ATOM}content"), *entry.findall(f"{ATOM}summary")):
                html = content.text or ""
                assert not re.search(r"<(script|iframe|object|style|form)|\s(style|on\w+)=", html)
                for url in re.findall(r'(?:href|src)="([^"]*)"', html):
                    assert re.match(r"(https?|mailto|tel):", url), (address, url)
        assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated", "")) >= max(moments)
        seen.update(links.keys())
        seen["feeds"] += 1
    assert seen["feeds"] > 30
    assert {"self", "alternate", "prev-archive", "current"} <= seen.keys()


def test_a_feed_tells_people_in_its_language_what_it_is(site: Path) -> None:
    """It has a stylesheet, and a note with links, as valid Atom."""
    notes = {}
    for path in site.rglob("*.xml"):
        text = path.read_text("utf-8")
        if "<feed " in text:
            assert (
                text.splitlines()[1] == '<?xml-stylesheet type="text/css" href="/static/feed.css"?>'
            )
            parsed = feedparser.parse(text.encode())
            assert parsed.feed.subtitle_detail.type == "application/xhtml+xml"
            lang = parsed.feed.language
            prefix = "" if lang == "en" else f"/{lang}"
            assert f"https://archive.example{prefix}/feeds/" in parsed.feed.subtitle
            notes[lang] = parsed.feed.subtitle
    assert notes.keys() == {"en", "ru", "kk"}
    assert len({*notes.values()}) == 3


def test_the_feeds_of_every_language_are_on_a_page_to_which_all_others_link(site: Path) -> None:
    for address, text in pages(site):
        prefix = next((f"/{lang}" for lang in ("ru", "kk") if address.startswith(f"/{lang}/")), "")
        assert f'<a href="{prefix}/feeds/">' in text, address
        if address.endswith("/feeds/"):
            for lang in ("", "/ru", "/kk"):
                assert f'<a href="{lang}/feed.xml"' in text
                assert f'<a href="{lang}/feed.json"' in text


def test_the_manifest_of_each_language_names_icons_that_are_as_large_as_it_says(site: Path) -> None:
    for lang, prefix in (("en", ""), ("ru", "/ru"), ("kk", "/kk")):
        manifest = json.loads((site / prefix[1:] / "manifest.webmanifest").read_text("utf-8"))
        assert manifest["lang"] == lang
        assert manifest["start_url"] == manifest["scope"] == f"{prefix}/"
        assert f'<link rel="manifest" href="{prefix}/manifest.webmanifest">' in (
            site / prefix[1:] / "index.html"
        ).read_text("utf-8")
        for icon in manifest["icons"]:
            content = (site / icon["src"][1:]).read_bytes()
            if icon["type"] == "image/png":
                width, height = struct.unpack(">II", content[16:24])
                assert icon["sizes"] == f"{width}x{height}"


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


def test_no_page_needs_another_host_or_a_script_of_its_own(site: Path) -> None:
    """Scripts are files of the theme, and wait until the page is there; but for the one that sets
    the colours, so that no others flash by."""
    for address, text in pages(site):
        document = html5lib.parse(text, namespaceHTMLElements=False)
        for script in document.iter("script"):
            if script.get("type") != "application/ld+json":
                assert script.get("src", "").startswith("/static/"), address
                waits = "defer" in script.attrib or script.get("type") == "module"
                assert waits != (script.get("src") == "/static/theme.js"), address
        for one in document.iter():
            assert one.tag != "style", address
            assert not any(name == "style" or name.startswith("on") for name in one.attrib), address
            assert not one.get("href", "").startswith("javascript:"), address
        loaded = [one.get("src") for one in document.iter() if one.get("src")]
        loaded += [
            one.get("href") for one in document.iter("link") if one.get("rel") == "stylesheet"
        ]
        assert not any(url and "//" in url for url in loaded), address


def meta(text: str) -> dict[str, list[str]]:
    """The contents of a page's `meta` elements by name or property."""
    head = html5lib.parse(text, namespaceHTMLElements=False).find("head")
    assert head is not None
    found: dict[str, list[str]] = defaultdict(list)
    for one in head.iter("meta"):
        found[one.get("name") or one.get("property") or ""].append(one.get("content") or "")
    return found


def articles(site: Path) -> Iterator[tuple[str, str, Entry]]:
    """(full URL, text, entry) of every article's page."""
    done = build(ROOT, reader.load(ROOT), options(site.parent), lambda *_: None)
    assert done.rendered == 0
    with prepared(ROOT, reader.load(ROOT), options(site.parent), lambda *_: None) as ready:
        addresses = tuple(ready.catalogue.article_addresses())
        for address, article in ready.catalogue.articles(addresses).items():
            text = (site / address[1:] / "index.html").read_text("utf-8")
            yield f"https://archive.example{address}", text, article.entry


def test_every_article_tells_machines_what_it_is(site: Path) -> None:
    files = tree(site)
    seen: Counter[str] = Counter()
    for url, text, entry in articles(site):
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
        (graph,) = map(json.loads, found)
        article, crumbs = graph["@graph"]
        assert graph["@context"] == "https://schema.org"
        assert article["@type"] == "NewsArticle"
        assert article["@id"] == article["mainEntityOfPage"] == url
        assert article["headline"] == entry.title
        assert article["inLanguage"] == entry.lang
        assert datetime.fromisoformat(article["datePublished"]) == entry.published
        assert datetime.fromisoformat(article["dateModified"]) == entry.modified
        assert datetime.fromisoformat(article["datePublished"]).tzinfo
        assert [one["name"] for one in article["author"]] == [a.name for a in entry.of("authors")]
        assert article["publisher"]["name"] in text
        assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2, 3, 4]
        for target in re.findall(r'"https://archive\.example(/[^"]*)"', found[0]):
            name = target[1:] + ("index.html" if target.endswith("/") else "")
            assert name in files, (url, target)
        seen.update(article.keys())
    expected = "image isBasedOn license workTranslation translationOfWork keywords"
    assert set(expected.split()) <= seen.keys()
    assert seen["headline"] == 71


def test_an_original_and_its_translations_name_each_other(site: Path) -> None:
    nodes = {}
    for url, text, _ in articles(site):
        (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
        nodes[url] = json.loads(found)["@graph"][0]
    pairs = 0
    for url, node in nodes.items():
        for other in node.get("workTranslation", ()):
            assert nodes[other["@id"]]["translationOfWork"]["@id"] == url
            assert nodes[other["@id"]]["inLanguage"] == other["inLanguage"]
            pairs += 1
    assert pairs == sum("translationOfWork" in node for node in nodes.values()) > 20


def test_every_article_has_what_bibliographies_and_cards_read(site: Path) -> None:
    for url, text, entry in articles(site):
        told = meta(text)
        assert told["citation_title"] == told["og:title"] == [entry.title]
        assert told["citation_author"] == [author.name for author in entry.of("authors")]
        assert told["citation_publication_date"] == [f"{entry.day:%Y/%m/%d}"]
        assert told["citation_journal_title"] == told["og:site_name"]
        assert told["DC.type"] == ["newspaperArticle"], "by which Zotero knows its type"
        assert told["og:type"] == ["article"]
        assert told["og:url"] == [url]
        assert told["og:locale"][0][:2] == entry.lang
        others = set(re.findall(r'rel="alternate" hreflang="(..)"', text)) - {entry.lang}
        assert {one[:2] for one in told["og:locale:alternate"]} == others
        assert told["twitter:card"] == ["summary_large_image" if told["og:image"] else "summary"]


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
    assert reader.load(root).markdown.engine == "commonmark"
    report = build(root, reader.load(root), options(tmp_path), lambda *_: None)
    assert not report.problems
    table = (
        '<th class="align-right">' if "align-right" in str(tree(tmp_path / "public")) else "<th>"
    )
    whole = "".join(text for _, text in pages(tmp_path / "public"))
    assert table in whole
    assert 'class="footnote-backref"' in whole
