"""Which format a file has, by its first bytes."""

import time
from pathlib import PurePath

import pytest

from kazarchive.importing.formats import recognised
from kazarchive.importing.formats.recognise import feed

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
    "part", [b" ", b"<!-- a -->", b"<?a?>", b"<!DOCTYPE[", b"<rss>", b"<feed "]
)
def test_a_hostile_beginning_takes_linear_time(part: bytes) -> None:
    begun = time.process_time()
    assert not feed((part * 65_536)[:65_536], PurePath("a.xml"))
    assert time.process_time() - begun < 1


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
        (b"From: <Saved by Blink>\nSnapshot-Content-Location: x\n" + MESSAGE, None),
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
