"""Which format a file has, by its first bytes."""

import gzip
import io
import time
from pathlib import PurePath
from zipfile import ZipFile

import pytest

from kazarchive.importing.formats import recognised
from kazarchive.importing.formats.recognise import feed, html, mhtml, wacz, warc

WXR = b"""<?xml version="1.0"?>\n<!-- made by hand -->
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>"""


@pytest.mark.parametrize("name", ["export.xml", "export.txt", "export"])
def test_an_export_is_recognised_whatever_its_name(name: str) -> None:
    found = recognised(WXR, PurePath(name))
    assert found
    assert found.name == "wordpress"


ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom">'
RDF = b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'


@pytest.mark.parametrize(
    "head",
    [
        b"<rss><channel>",
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a --><rss>\n<channel>',
        b'<!DOCTYPE rss [<!ENTITY a "]"> ]><rss><channel>',
        ATOM,
        ATOM.replace(b"feed", b"a:feed"),
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#">',
        RDF,
        ATOM.decode().encode("utf-16"),
        b'{"title": "a", "version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"',
    ],
)
def test_a_feed_is_recognised_whatever_its_name(head: bytes) -> None:
    found = recognised(head, PurePath("a.txt"))
    assert found
    assert found.name == "feed"


@pytest.mark.parametrize(
    "head",
    [WXR, b"<html><rss><channel>", b'<RDF xmlns="urn:x">', b"<feed>", b'{"version": "1"}'],
)
def test_what_is_no_feed_is_not_taken_for_one(head: bytes) -> None:
    assert not feed(head, PurePath("a.xml"))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<!DOCTYPE html>", "a.txt"),
        (b"\xef\xbb\xbf\n<!-- saved from url=(0014)about:internet -->\n<HTML lang=kk>", "a"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html>', "a.php"),
        ("<!doctype HTML>".encode("utf-16"), "a"),
        (b"<p>Text", "a.html"),
        (b"Text <br> text", "a.HTM"),
    ],
)
def test_a_page_is_recognised(head: bytes, name: str) -> None:
    found = recognised(head, PurePath(name))
    assert found
    assert found.name == "html"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<p>Text", "a.txt"),
        (b"---\ntitle: A\n---\n<p>", "a.html"),
        (b"Text", "a.html"),
        (b"<svg></svg>", "a.svg"),
    ],
)
def test_what_is_no_page_is_not_taken_for_one(head: bytes, name: str) -> None:
    assert not html(head, PurePath(name))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/", "a.txt"),
        (b"Subject: a\r\n b\r\nSnapshot-Content-Location: https://a.example/", "a"),
        (b"From: <Saved by Microsoft Internet Explorer 5>\r\n", "a"),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html>", "a.mht"),
    ],
)
def test_a_page_in_one_file_is_recognised(head: bytes, name: str) -> None:
    found = recognised(head, PurePath(name))
    assert found
    assert found.name == "mhtml"
    assert not mhtml(b"From: a\nTo: b\nMIME-Version: 1.0\n\nSaved by me", PurePath("a.eml"))


@pytest.mark.parametrize(
    "part",
    [
        b"a: b\n",
        b" \n",
        b"From: ",
        b" ",
        b"<!-- a -->",
        b"<?a?>",
        b"<!DOCTYPE[",
        b"<rss>",
        b"<feed ",
    ],
)
def test_a_hostile_beginning_takes_linear_time(part: bytes) -> None:
    begun = time.process_time()
    assert not feed((part * 65_536)[:65_536], PurePath("a.xml"))
    assert not mhtml((part * 65_536)[:65_536], PurePath("a.mht"))
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    "head",
    [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\n",
        b"WARC/1.1\n",
        gzip.compress(b"WARC/1.0\r\n" + b"x" * 100_000, mtime=0)[:200],
        b"filedesc://a.arc 0.0.0.0 20060102030405 text/plain 76\n1 0 Own\n",
        gzip.compress(b"filedesc://a.arc 0.0.0.0 20060102030405 text/plain 76\n", mtime=0),
        b"http://a.example/ 127.0.0.1 20060102030405 text/html 9\n",
    ],
)
def test_a_capture_is_recognised_whatever_its_name(head: bytes) -> None:
    found = recognised(head, PurePath("a.txt"))
    assert found
    assert found.name == "warc"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x1f\x8b",
        b"\x1f\x8b\x08damaged",
        gzip.compress(b"text", mtime=0),
        b"WARC/1",
        b"http://a.example/\n",
    ],
)
def test_what_is_no_capture_is_not_taken_for_one(head: bytes) -> None:
    assert not warc(head, PurePath("a.warc.gz"))


@pytest.mark.parametrize(
    "name", ["archive/a.warc.gz", "datapackage.json", "indexes/index.cdx", "pages/pages.jsonl"]
)
def test_a_web_archive_is_recognised_by_its_first_file(name: str) -> None:
    raw = io.BytesIO()
    with ZipFile(raw, "w") as made:
        made.writestr(name, "")
    found = recognised(raw.getvalue(), PurePath("a.zip"))
    assert found
    assert found.name == "wacz"
    other = raw.getvalue().replace(name.encode(), b"x" * len(name))
    assert not wacz(other, PurePath("a.zip"))
    assert wacz(other, PurePath("a.WACZ"))
    assert not wacz(b"PK", PurePath("a.wacz"))


MESSAGE = b"Received: a\r\n by b\r\nFrom: A <a@x>\r\nSubject: B\r\nDate: C\r\n\r\nText"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (MESSAGE, "eml"),
        (b"\xef\xbb\xbf\r\n" + MESSAGE, "eml"),
        (MESSAGE.replace(b"A <", "Ә <".encode("kz1048")), "eml"),
        (b"From a@x Wed Jan  5 10:00:00 2022\n" + MESSAGE, "mbox"),
        (b"From - Wed Jan  5 10:00:00 2022\r\n" + MESSAGE, "mbox"),
        (b"From MAILER-DAEMON Wed Jan  5 10:00:00 2022\n>From x\n" + MESSAGE, "mbox"),
        (b"Title: A\nDate: 2022-01-05\nCategory: B\n\nText", None),
        (b"From here on\nNote: text", None),
        (b"From: <Saved by Blink>\nSnapshot-Content-Location: x\n" + MESSAGE, "mhtml"),
        (b"Text\n" + MESSAGE, None),
    ],
)
def test_mail_is_recognised_by_its_headers(head: bytes, name: str | None) -> None:
    found = recognised(head, PurePath("a"))
    assert (found.name if found else None) == name


@pytest.mark.parametrize("part", [b"a:", b"a:\n b\n", b"From ", b"From @\n", b"from:\n"])
def test_a_hostile_beginning_of_mail_takes_linear_time(part: bytes) -> None:
    begun = time.process_time()
    assert recognised((part * 65_536)[:65_536], PurePath("a.xml")) is None
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("head", [b"", "Мәтін".encode(), b"\xcc\xe5\xf2", b"<rss></rss>"])
def test_text_is_recognised_by_its_name(head: bytes) -> None:
    found = recognised(head, PurePath("A.TXT"))
    assert found
    assert found.name == "text"
    assert recognised(head, PurePath("a.csv")) is None


ZIP = b"PK\3\4" + bytes(26)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
FLAT = (
    b'<?xml version="1.0"?><office:document xmlns:office="x"'
    b' office:mimetype="application/vnd.oasis.opendocument.text">'
)


@pytest.mark.parametrize(
    ("head", "name", "format"),
    [
        (ZIP + b"[Content_Types].xml" + ZIP + b"word/document.xml", "a", "docx"),
        (ZIP + b"docProps/app.xml", "a.docx", "docx"),
        (ZIP + b"docProps/app.xml" + ZIP + b"xl/workbook.xml", "a.docx", None),
        (ZIP + b"[Content_Types].xml", "a.xlsx", None),
        (OLE, "a.doc", "docx"),
        (OLE + "WordDocument".encode("utf-16-le"), "a", "docx"),
        (OLE, "a.xls", None),
        (ZIP + b"mimetypeapplication/vnd.oasis.opendocument.text", "a.zip", "odt"),
        (ZIP + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a.odt", None),
        (ZIP + b"mimetypeapplication/epub+zip", "a", "epub"),
        (ZIP + b"content.xml", "a.odt", "odt"),
        (FLAT, "a.xml", "odt"),
        (FLAT.replace(b".text", b".sheet"), "a.fodt", None),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        (b"\xef\xbb\xbf\r\n{\\rtf", "a.txt", "rtf"),
        (b"text {\\rtf", "a.csv", None),
    ],
)
def test_office_documents_are_recognised(head: bytes, name: str, format: str | None) -> None:
    found = recognised(head, PurePath(name))
    assert (found and found.name) == format
