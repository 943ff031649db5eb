"""A feed → its documents and problems: every file in cases/ is an input and what is expected.

`WRITE_CASES=1 pytest tests/importing/formats/feed` rewrites what is expected; review the diff.
"""

import os
import socket
import tracemalloc
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

from kazarchive.importing.document import Document
from kazarchive.importing.formats import feed, recognised
from kazarchive.importing.formats.source import Source
from kazarchive.problems import Problem, ProblemsFound

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
FIELDS = "date updated lang authors terms summary picture media draft incomplete page".split()


def documents(folder: Path, name: str, content: bytes) -> list[Document | Problem]:
    path = folder / name
    path.write_bytes(content)
    return list(feed.documents(Source(path, name, "Asia/Almaty")))


def told(each: Document | Problem) -> Iterator[str]:
    if isinstance(each, Problem):
        yield f"{each.code} {each.place.path}:{each.place.line}: {each.message}"
        return
    yield f"# {each.title}"
    yield f"line {each.line}, {each.origin.name or '–'}"
    yield f"{each.origin.id} = {each.origin.url}"
    for name in FIELDS:
        value = getattr(each, name)
        if value:
            yield f"{name}: {value}"
    yield each.html
    for note in each.notes:
        yield f"- {note.kind}: {note.text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_feed_becomes_its_documents(case: Path, tmp_path: Path) -> None:
    text = case.read_text("utf-8")
    before, name, source, expected = _split(text)
    found = "\n".join(
        line for each in documents(tmp_path, name, source.encode()) for line in (*told(each), "")
    )
    if os.environ.get("WRITE_CASES"):
        case.write_text(f"{before}=== {name}\n{source}=== expected\n{found}", "utf-8")
    else:
        assert found == expected
    chosen = recognised(source.encode(), PurePath("a"))
    assert chosen
    assert chosen.name == "feed"


def _split(text: str) -> tuple[str, str, str, str]:
    before, rest = text.split("=== ", 1)
    name, rest = rest.split("\n", 1)
    source, expected = rest.split("=== expected\n")
    return before, name, source, expected


def rss(*items: str, head: str = "") -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f"{head}<rss version='2.0'><channel><title>T</title>{inner}</channel></rss>".encode()


ONE = "<title>One</title><description>A text.</description>"


@pytest.mark.parametrize(
    "codec", ["utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "kz1048"]
)
def test_a_feed_in_any_encoding_is_read(codec: str, tmp_path: Path) -> None:
    text = "Бұл мәтін." if codec not in ("cp1251", "koi8-r") else "Это текст."
    head = f'<?xml version="1.0" encoding="{codec.removesuffix("-sig")}"?>\n'
    raw = rss(f"<title>{text}</title><description>{text}</description>", head=head)
    (found,) = documents(tmp_path, "a.xml", raw.decode().encode(codec))
    assert isinstance(found, Document)
    assert (found.title, found.html, found.line) == (text, f"<p>{text}</p>", 2)
    assert found.original
    assert text in found.original.decode("utf-8" if codec.startswith("utf") else codec)


@pytest.mark.parametrize(
    "content", [rss(), b'{"version": "1", "items": []}', b"<html></html>", b"{}"]
)
def test_a_file_without_entries_is_said(content: bytes, tmp_path: Path) -> None:
    if content == b"<html></html>":
        (found,) = documents(tmp_path, "a", content)
        assert isinstance(found, Problem)
        assert found.code == "K0841"
        return
    with pytest.raises(ProblemsFound) as found_:
        documents(tmp_path, "a", content)
    assert found_.value.problems[0].code == "K0843"


def test_a_feed_that_is_cut_between_entries_says_so(tmp_path: Path) -> None:
    whole = rss(ONE)
    found, cut = documents(tmp_path, "a.xml", whole[: whole.rindex(b"</channel>")])
    assert isinstance(found, Document)
    assert isinstance(cut, Problem)
    assert cut.code == "K0841"


def test_a_json_feed_that_is_cut_yields_its_whole_items(tmp_path: Path) -> None:
    text = '{"version": "https://jsonfeed.org/version/1",\n"items": [{"content_text": "A."},\n{"id'
    found, cut = documents(tmp_path, "a.json", text.encode())
    assert isinstance(found, Document)
    assert isinstance(cut, Problem)
    assert (cut.code, cut.place.line) == ("K0841", 3)


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        port = listener.getsockname()[1]
        head = (
            f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:{port}/x.dtd" [<!ENTITY l0 "lol">{BOMB}'
            f'<!ENTITY f SYSTEM "file://{tmp_path}/secret">'
            f'<!ENTITY % h SYSTEM "http://127.0.0.1:{port}/h"> %h;'
            f'<!ENTITY g SYSTEM "http://127.0.0.1:{port}/g">]>'
        )
        item = "<title>&l9; &f; &g;</title><description>A text &l9; &f; &g;.</description>"
        (found,) = documents(tmp_path, "a.xml", rss(item, head=head))
        with pytest.raises(TimeoutError):
            listener.accept()
    assert isinstance(found, Document)
    assert found.title == "&l9; &f; &g;"
    assert found.html == "<p>A text &amp;l9; &amp;f; &amp;g;.</p>"


@pytest.mark.parametrize(
    "item",
    [
        "<description>" + "<div>" * 5_000 + "</description>",
        "<description><![CDATA[" + "<div>" * 5_000 + "x]]></description>",
        f"<description>{'x' * 11_000_000}</description>",
        f"<title>{'&amp;' * 100_000}</title><description>x</description>",
        "<x>" * 50_000,
        f"<pubDate>{'1' * 100_000}</pubDate><description>x</description>",
    ],
)
def test_a_hostile_entry_does_not_hinder_the_next(item: str, tmp_path: Path) -> None:
    *_, last = documents(tmp_path, "a.xml", rss(item, ONE))
    assert isinstance(last, Document)
    assert last.title == "One"


def test_a_large_feed_is_read_as_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    item = f"<item><title>A</title><description>{'A text. ' * 4_000}</description></item>\n"
    with path.open("w") as file:
        file.write("<rss><channel>")
        file.writelines(item for _ in range(300))
        file.write("</channel></rss>")
    tracemalloc.start()
    count = sum(1 for _ in feed.documents(Source(path, "a.xml", "UTC")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 300
    assert peak < path.stat().st_size / 2
