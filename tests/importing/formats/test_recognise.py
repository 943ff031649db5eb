"""Which format a file has, by its first bytes."""

from pathlib import PurePath

import pytest

from kazarchive.importing.formats import recognised

WXR = b"""<?xml version="1.0"?>\n<!-- made by hand -->
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>"""


@pytest.mark.parametrize("name", ["export.xml", "export.txt", "export"])
def test_an_export_is_recognised_whatever_its_name(name: str) -> None:
    found = recognised(WXR, PurePath(name))
    assert found
    assert found.name == "wordpress"


@pytest.mark.parametrize("head", [b"", "Мәтін".encode(), b"\xcc\xe5\xf2", b"<rss></rss>"])
def test_text_is_recognised_by_its_name(head: bytes) -> None:
    found = recognised(head, PurePath("A.TXT"))
    assert found
    assert found.name == "text"
    assert recognised(head, PurePath("a.csv")) is None
