"""Files of web captures, made by the writer of another project: warcio."""

import gzip
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_STORED, ZipFile

from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import BufferWARCWriter

DATE = "2022-01-05T10:00:00Z"
HTML = "text/html; charset=utf-8"
PAGE = b"<!doctype html><title>A</title><p>A page."


def warc(*records: Any, compressed: bool = True) -> bytes:
    """A file of records."""
    writer = BufferWARCWriter(gzip=compressed)
    for record in records:
        writer.write_record(record)
    return bytes(writer.get_contents())


def response(
    url: str,
    body: bytes = PAGE,
    mime: str = HTML,
    status: str = "200 OK",
    date: str = DATE,
    headers: Iterable[tuple[str, str]] = (),
    fields: Mapping[str, str] = {},
) -> Any:
    """A response of HTTP. `headers`: more of HTTP; `fields`: more of WARC."""
    named = [("Content-Type", mime)] if mime else []
    http = StatusAndHeaders(status, [*named, *headers], protocol="HTTP/1.1")
    return _record(url, "response", body, date, http, fields)


def redirect(url: str, target: str, status: str = "301 Moved Permanently") -> Any:
    return response(url, b"", "", status, headers=[("Location", target)])


def request(
    url: str, method: str = "GET", headers: Iterable[tuple[str, str]] = (), of: str = ""
) -> Any:
    """`of`: the id of the response."""
    path = "/" + url.split("/", 3)[3]
    http = StatusAndHeaders(f"{method} {path} HTTP/1.1", list(headers), is_http_request=True)
    return _record(url, "request", b"", DATE, http, {"WARC-Concurrent-To": of} if of else {})


def revisit(
    url: str, target: str, digest: str, of: str = DATE, date: str = "2022-01-06T10:00:00Z"
) -> Any:
    """A capture whose content is that of another: of `target` at the time `of`."""
    http = StatusAndHeaders("200 OK", [("Content-Type", HTML)], protocol="HTTP/1.1")
    builder = RecordBuilder()
    fields = {"WARC-Record-ID": _id(url, "revisit", date), "WARC-Date": date}
    return builder.create_revisit_record(
        url, digest, target, of, http_headers=http, warc_headers_dict=fields
    )


def resource(url: str, body: bytes, mime: str, kind: str = "resource") -> Any:
    """A record without HTTP."""
    builder = RecordBuilder()
    return builder.create_warc_record(
        url, kind, io.BytesIO(body), warc_content_type=mime, warc_headers_dict={"WARC-Date": DATE}
    )


def _record(
    url: str, kind: str, body: bytes, date: str, http: Any, fields: Mapping[str, str]
) -> Any:
    return RecordBuilder().create_warc_record(
        url,
        kind,
        io.BytesIO(body),
        http_headers=http,
        warc_headers_dict={"WARC-Record-ID": _id(url, kind, date), "WARC-Date": date, **fields},
    )


def _id(*parts: str) -> str:
    """The same at each run."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(parts))}>"


def plain(
    url: str,
    body: bytes = PAGE,
    length: int | None = None,
    mime: str = "text/html",
    fields: Mapping[str, str] = {},
) -> bytes:
    """A response, uncompressed, written by hand: `length` and digests in `fields` may be wrong."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\n\r\n".encode() + body
    named = {
        "WARC-Type": "response",
        "WARC-Target-URI": url,
        "WARC-Date": DATE,
        **fields,
        "Content-Length": str(len(block) if length is None else length),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def member(record: bytes) -> bytes:
    return gzip.compress(record, 1, mtime=0)


def arc(url: str, body: bytes = PAGE, wrap: Callable[[bytes], bytes] = bytes) -> bytes:
    """A file of ARC with one response. `wrap`: what is done to each record."""
    about = b"1 0 Own\nURL IP-address Archive-date Content-type Archive-length\n"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    first = f"filedesc://a.arc 0.0.0.0 20060102030405 text/plain {len(about)}\n".encode() + about
    second = f"{url} 127.0.0.1 20060102030405 text/html {len(block)}\n".encode() + block
    return wrap(first + b"\n") + wrap(second + b"\n")


def wacz(
    members: Mapping[str, bytes], pages: Iterable[str] = (), method: int = ZIP_STORED
) -> bytes:
    """A web archive. `pages`: the lines of its list."""
    head = '{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}'
    files = {**members, "pages/pages.jsonl": "\n".join((head, *pages)).encode()}
    resources = [
        {"path": name, "bytes": len(raw), "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
        for name, raw in files.items()
    ]
    package = json.dumps({"profile": "data-package", "resources": resources}).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    files["datapackage.json"] = package
    files["datapackage-digest.json"] = json.dumps(digest).encode()
    raw = io.BytesIO()
    with ZipFile(raw, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return raw.getvalue()
