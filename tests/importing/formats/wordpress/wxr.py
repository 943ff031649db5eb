"""Exports for tests, and what is read of them."""

from collections.abc import Sequence
from pathlib import Path

from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.importing.formats.wordpress import documents
from kazarchive.problems import Problem

HEAD = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
    "<wp:base_blog_url>https://a.example</wp:base_blog_url>\n"
)


def item(content: str = "Text.", **fields: str) -> str:
    """`fields`: local name → text, of the elements of WordPress."""
    said = {"post_id": "1", "post_type": "post", "status": "publish"} | fields
    title = said.pop("title", "Title")
    link = said.pop("link", "https://a.example/t/")
    more = said.pop("more", "")
    elements = "".join(f"<wp:{name}>{text}</wp:{name}>" for name, text in said.items())
    return (
        f"<item><title><![CDATA[{title}]]></title><link>{link}</link>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>{elements}{more}</item>\n"
    )


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def export(*parts: str) -> bytes:
    return (HEAD + "".join(parts) + "</channel></rss>\n").encode()


def read(
    folder: Path, data: bytes, shortcodes: Sequence[tuple[str, str]] = ()
) -> list[Document | Problem]:
    file = folder / "export.xml"
    file.write_bytes(data)
    return list(documents(Source(file, "export.xml", "Asia/Almaty", shortcodes=shortcodes)))


def one(folder: Path, *parts: str) -> Document:
    """The only document of an export."""
    (document,) = read(folder, export(*parts))
    assert isinstance(document, Document)
    return document
