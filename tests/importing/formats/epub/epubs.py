"""Small books."""

import io
import re
import zipfile
from collections.abc import Mapping

from PIL import Image

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""

KINDS = {
    "xhtml": "application/xhtml+xml",
    "ncx": "application/x-dtbncx+xml",
    "png": "image/png",
    "ttf": "font/ttf",
}


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in members.items():
            made.writestr(name, content)
    return raw.getvalue()


def package(names: list[str], metadata: str = "", *, spine: str = "", guide: str = "") -> str:
    """An OPF file. `spine`: the itemrefs, if they are not all texts; ids are the names."""
    items = "".join(map(_item, names))
    texts = (name for name in names if name.endswith(".xhtml"))
    spine = spine or "".join(f'<itemref idref="{name}"/>' for name in texts)
    ncx = ' toc="toc.ncx"' if "toc.ncx" in names else ""
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="id" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine{ncx}>{spine}</spine>{guide}</package>"
    )


def _item(name: str) -> str:
    kind = KINDS[name.rpartition(".")[2]]
    properties = " properties='nav'" if name == "nav.xhtml" else ""
    return f'<item id="{name}" href="{name}" media-type="{kind}"{properties}/>'


def page(body: str, *, head: str = "", attributes: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"'
        ' xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head>{head}</head><body{attributes}>{body}</body></html>"
    )


METADATA = (
    '<dc:title>Book</dc:title><dc:identifier id="id">urn:x:1</dc:identifier>'
    "<dc:language>en</dc:language><dc:date>2022-01-05</dc:date>"
)


def book(pages: Mapping[str, str | bytes], metadata: str = METADATA, **other: str) -> bytes:
    """A book of these files, all in one folder."""
    members: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package(list(pages), metadata, **other),
    }
    return zipped(members | {f"OEBPS/{name}": content for name, content in pages.items()})


def of(text: str) -> bytes:
    """The book that a case describes: `--- PATH` and the file; `PNG` is an image."""
    _, *parts = re.split(r"^--- (.*)\n", text, flags=re.MULTILINE)
    members: dict[str, str | bytes] = dict(zip(parts[::2], parts[1::2], strict=True))
    image = io.BytesIO()
    Image.new("RGB", (40, 30), (9, 99, 200)).save(image, "PNG")
    images = {name: image.getvalue() for name in members if name.endswith(".png")}
    return zipped({"META-INF/container.xml": CONTAINER} | members | images)
