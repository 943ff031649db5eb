"""No text of an article runs in the browser of who reads the site, and no feed breaks."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from lxml import etree

from archives import Archive, article
from hostile.payloads import PAYLOADS
from kazarchive.rules import sanitizer

LIVE = frozenset(
    "applet audio base basefont bgsound button dialog embed fencedframe font form frame frameset"
    " iframe image isindex keygen layer listing map marquee math menu meter noembed noframes"
    " noscript object option output param picture plaintext portal progress script select slot"
    " source style svg template textarea track video xml xmp".split()
)
"""Elements that neither the theme nor an article may have."""

ATTRIBUTES = frozenset(
    "action autofocus background classid codebase contenteditable data download dynsrc formaction"
    " is lowsrc nonce part ping popover popovertarget poster rev slot srcdoc srcset style target"
    " usemap xlink:href xml:base xmlns".split()
)
"""Attributes that neither the theme nor an article may have; handlers besides."""

SCHEMES = {"http", "https", "mailto", "tel", "geo", "doi"}

# What no file of a site may hold: written in articles as YAML and HTML can write it.
SPOILT = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def live(page: str, fragment: bool = False) -> list[str]:
    """What a browser would run, load or obey of a page that nobody but its author meant."""
    parse = html5lib.parseFragment if fragment else html5lib.parse
    tree = parse(page, treebuilder="etree", namespaceHTMLElements=False)
    found = [reason for element in tree.iter() for reason in _live(element)]
    body = tree if fragment else tree.find("body")
    assert body is not None
    wrong = [
        name for name in ("meta", "link", "title", "base") if body.find(f".//{name}") is not None
    ]
    return found + [f"<{name}> in the body" for name in wrong]


def _live(element: Element) -> Iterator[str]:
    name = element.tag
    if not isinstance(name, str):
        return  # a comment
    if name in LIVE or "}" in name or ":" in name:
        yield f"<{name}>"
    for key, value in element.attrib.items():
        if str(key).lower().startswith("on") or key in ATTRIBUTES:
            yield f"<{name} {key}={value[:40]!r}>"
        if key in ("href", "src", "cite") and (scheme := _scheme(value)) not in (None, *SCHEMES):
            yield f"<{name} {key}={value[:40]!r}>: {scheme}"
    if name == "input" and element.get("type") != "checkbox":
        yield f"<input type={element.get('type')!r}>"
    if name == "meta" and "http-equiv" in element.attrib:
        target = element.get("content", "")
        if not re.fullmatch(r"0; url=/base/[^:]*", target):
            yield f"<meta content={target!r}>"


def _scheme(url: str) -> str | None:
    """As browsers find it (WHATWG): control characters and space around, tabs and line ends
    anywhere do not count."""
    trimmed = re.sub(r"[\t\n\r]", "", url).strip("".join(map(chr, range(0x21))))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", trimmed)
    return found[1].lower() if found else None


CONFIGURED = """\
title = "Archive"
base_url = "https://archive.example/base/"
languages = ["en", "ru", "kk"]
"""


def hostile_article(payload: str, number: int, images: str = "here") -> str:
    """An article with a payload in every place that takes a text. `images`: what cannot be the
    name of an image file may be one `elsewhere`, and else is left out of the body: `nowhere`."""
    line = " ".join(payload.split())
    url = re.sub(r"[\s\0]", "", f"https://e.example/{payload}")
    image = line if images == "here" else f"https://e.example/{line}"
    parts = [
        f"In a line {line} end.",
        f"[link](<{line}>) [{line}](x{number}.md) <{line}>",
        f"![image](<{image}>) ![{line}](https://e.example/pic.svg '{line}')",
        payload,
        f"## Heading {line}",
        f"- {line}",
        f"| {line} |\n|---|\n| {line} |",
        f"Note[^n].\n\n[^n]: {line}",
        f"```{line}\n{payload}\n```\n",
    ]
    text = article(
        "\n\n".join(parts) if images != "nowhere" else "Text.",
        title=f"T{number} {payload}",
        date=f"2021-0{number % 9 + 1}-{number % 28 + 1:02}",
        summary=payload,
        tags=[f"T{number} {payload}", "all"],
        authors=[f"A{number} {payload}"],
        image={"src": image or "x", "alt": payload, "caption": payload, "credit": payload},
        source={"name": payload, "url": url, "author": payload, "published": payload},
        license=payload if number % 2 else url,
        aliases=[f"/old/{number}"],
        odd=payload,
    )
    front, fence, body = text.encode("utf-8", "replace").decode().rpartition("\n---\n\n")
    front = SPOILT.sub(lambda found: f"\\U{ord(found[0]):08x}", front)
    return front + fence + SPOILT.sub(lambda found: f"&#{ord(found[0])};", body)


def built(folder: Path, payloads: list[str], markdown: str) -> dict[str, str]:
    """The site of an article for each payload; what is refused is tried again with less."""
    archive = Archive(folder)
    archive.configure(f"{CONFIGURED}[markdown]\n{markdown}")
    paths = [f"articles/x{n}{['', '.ru', '.kk'][n % 3]}.md" for n in range(len(payloads))]
    waiting = set(paths)
    for images in ("here", "elsewhere", "nowhere"):
        for number, path in enumerate(paths):
            if path in waiting:
                archive.write(path, hostile_article(payloads[number], number, images))
        report = archive.build(jobs=2, keep_going=True)
        errors = [one for one in report.problems if one.severity == "error"]
        waiting = {one.place.path for one in errors}
        assert {one.code for one in errors} <= {"K0208", "K0406"}, errors
        assert report.articles + report.refused == len(payloads)
    assert not waiting
    return {
        name: OWN.sub("", content.decode())
        for name, content in archive.tree().items()
        if not name.endswith(".png")
    }


OWN = re.compile(
    '<script src="/base/static/(?:theme[.]js"|site[.]js" defer)></script>'
    '|<script type="module" src="/base/static/notfound[.]js"></script>'
    '|<button type="button" (?:class="switch scripted" data-switch title="[^"<]*"|data-help)>'
    '|<dialog class="keys" data-keys (?s:.*?)</dialog>'
    '|<svg class="chart" (?s:.*?)</svg>'
    '|<script type="application/ld[+]json">[^<]*</script>'
    '|<a href="data:application/[a-z.+-]+;charset=utf-8;base64,[A-Za-z0-9+/=]+"'
    r' download="[\w-]+\.(?:bib|ris|json)">'
)
"""What of the bundled theme would be alive elsewhere. It has no room for a payload."""


MARKDOWN = {
    "commonmark, sanitized": 'engine = "commonmark"\n',
    "python-markdown, sanitized": 'engine = "python-markdown"\nextensions = ["attr_list", "toc"]\n',
    "commonmark, escaped": 'engine = "commonmark"\nhtml = "escape"\n',
    "python-markdown, escaped": 'engine = "python-markdown"\nhtml = "escape"\n',
}


def test_there_are_three_hundred_payloads_of_many_kinds() -> None:
    assert len(PAYLOADS) >= 300


@pytest.mark.parametrize("own", [False, True])
def test_no_payload_lives_when_it_is_sanitized(own: bool) -> None:
    for payload in PAYLOADS:
        clean = sanitizer.sanitize(payload.encode("utf-8", "replace").decode(), own)
        assert not live(clean, fragment=True), payload


@pytest.mark.parametrize("mode", MARKDOWN)
def test_no_payload_lives_in_any_page_or_feed(
    mode: str, tmp_path: Path, long: bool, tally: Callable[[str], None]
) -> None:
    step = 1 if long else 24
    payloads = PAYLOADS[list(MARKDOWN).index(mode) % step :: step]
    files = built(tmp_path, payloads, MARKDOWN[mode])
    pages = {name: text for name, text in files.items() if name.endswith(".html")}
    feeds = {name: text for name, text in files.items() if name.endswith((".xml", ".json"))}
    assert len(pages) > 4 * len(payloads)
    assert len(feeds) > 2 * len(payloads)
    for name, text in files.items():
        assert not SPOILT.search(text), name
    for name, page in pages.items():
        assert not live(page), name
    for name, feed in feeds.items():
        for fragment in contents(name, feed):
            assert not live(fragment, fragment=True), name
    tally(
        f"payloads, {mode}: {len(payloads)} of {len(PAYLOADS)} in 17 places, 0 alive in"
        f" {len(pages)} pages and {len(feeds)} feeds and sitemaps"
    )


def contents(name: str, feed: str) -> list[str]:
    """The HTML that a feed carries. Fails unless it is well-formed and says what it should."""
    if name.endswith(".json"):
        whole: dict[str, Any] = json.loads(feed)
        assert whole.keys() <= {
            "version",
            "title",
            "home_page_url",
            "feed_url",
            "language",
            "items",
        }
        for item in whole["items"]:
            assert item["url"].startswith("https://archive.example/base/")
            assert item["title"].startswith("T")
        assert not re.search("[<>]", feed)
        return [item["content_html"] for item in whole["items"]]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.fromstring(feed.encode(), parser)
    assert "<!doctype" not in feed.lower()
    for link in tree.iter("{*}link"):
        assert (link.get("href") or "").startswith("https://archive.example/base/")
    for location in tree.iter("{*}loc"):
        assert (location.text or "").startswith("https://archive.example/base/")
    for title in tree.findall("{*}entry/{*}title"):
        assert (title.text or "").startswith("T")
    return [
        one.text or "" for one in tree.iter("{*}content", "{*}summary") if one.get("type") == "html"
    ]


def test_what_is_trusted_lives(tmp_path: Path) -> None:
    """Else the search for living payloads would find nothing anywhere."""
    files = built(tmp_path, PAYLOADS[::12], 'html = "trust"\n')
    pages = [text for name, text in files.items() if re.fullmatch(r"(../)?2021/../../x.*", name)]
    assert sum(bool(live(page)) for page in pages) > len(PAYLOADS[::12]) / 2


@pytest.mark.parametrize(
    "page",
    [
        "<script>1</script>",
        "<svg><a href=x>",
        "<p onclick=x>",
        "<p style=x>",
        "<a href='java\nscript:x'>",
        "<a href=' \x01javascript:x'>",
        "<img src=data:x>",
        "<p><meta charset=x>",
        "<input type=text>",
        "<meta http-equiv=refresh content='0; url=javascript:x'>",
    ],
)
def test_a_payload_that_lives_is_found(page: str) -> None:
    assert live(f"<!doctype html><title>x</title>{page}")


def test_a_theme_without_payloads_is_not_alive(tmp_path: Path) -> None:
    files = built(tmp_path, ["plain"], 'engine = "commonmark"\n')
    assert not [name for name, text in files.items() if name.endswith(".html") and live(text)]


def test_titles_are_shown_as_they_were_written(tmp_path: Path) -> None:
    """Harmless means shown, not lost."""
    payloads = [one for one in PAYLOADS[::12] if one.isprintable()]
    files = built(tmp_path, payloads, 'engine = "commonmark"\n')
    texts = [text for name, text in files.items() if name.endswith("index.html")]
    pages = [html5lib.parse(text, namespaceHTMLElements=False) for text in texts]
    headlines = {"".join(one.itertext()) for page in pages for one in page.iter("h1")}
    for number, payload in enumerate(payloads):
        title = unicodedata.normalize("NFC", f"T{number} {payload}")
        assert " ".join(title.split()) in headlines
