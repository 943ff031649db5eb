"""Published pages, taken apart."""

import re
from xml.etree.ElementTree import Element

import html5lib

from archives import Archive


def section(archive: Archive, slug: str, heading: str, day: str = "2022/01/05") -> list[str]:
    """The titles below a heading of an article's page."""
    page = archive.page(f"/{day}/{slug}/").split("</footer>\n</article>")[1]
    parts = re.split(r"<h2>(?:<a[^>]*>)?(.*?)(?:</a>)?</h2>", page.split('<footer class="col')[0])
    below = dict(zip(parts[1::2], parts[2::2], strict=True)).get(heading, "")
    return re.findall(r"<a [^>]*>(.*?)</a>", below)


def document(archive: Archive, address: str) -> Element:
    parsed = html5lib.parse(archive.page(address), namespaceHTMLElements=False)
    assert isinstance(parsed, Element)
    return parsed


def texts(archive: Archive, address: str, path: str) -> list[str]:
    return [
        " ".join("".join(one.itertext()).split())
        for one in document(archive, address).findall(path)
    ]
