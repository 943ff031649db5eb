"""Which folders, addresses and hosts may stand in kazarchive.toml."""

import posixpath
import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from kazarchive.config.checks import Wrong, pairs_of, text, texts
from kazarchive.config.content import Pairs
from kazarchive.rules import hosts as host_names


def hosts(value: Any) -> tuple[str, ...]:
    """Host names in the ASCII form that browsers send."""
    names = {name: host_names.ascii_host(name) or "" for name in texts(value)}
    for name, ascii_name in names.items():
        if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", ascii_name):
            wanted = "names of hosts in small letters, without a port"
            raise Wrong(wanted, 'for example ["editor.example"]', name)
    return tuple(names.values())


def base_url(value: Any) -> str:
    written = host_names.with_ascii_host(text(value))
    wrong = Wrong(
        "a full URL of a host and a path of ASCII letters, no password, `?`, `#`, `//` or `..`",
        'for example "https://archive.example/" or "https://example.org/archive/"',
    )
    try:
        parts = urlsplit(written)
        host = parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        raise wrong from None
    path = parts.path.rstrip("/")
    segments = path.split("/")[1:]
    plain = re.fullmatch(r"[\x21-\x7e]+", written) and not re.search(r"[\\<>\"?#]", written)
    if (
        parts.scheme not in ("http", "https")
        or not (host and plain)
        or {"", ".", ".."} & {*segments}
    ):
        raise wrong
    return f"{parts.scheme}://{parts.netloc.lower()}{path}/"


def permalink(value: Any) -> str:
    wrong = Wrong(
        "an address with `{slug}` and any of `{year}`, `{month}`, `{day}`, `{folder}` and"
        " `{categories}` that hosts show",
        'end it with `/` or `.html`: "/{year}/{month}/{day}/{slug}/"',
    )
    pattern = text(value)
    plain = re.sub(r"\{(year|month|day|slug|folder|categories)\}", "x", pattern)
    if "{slug}" not in pattern or not re.fullmatch(r"(/[\w-]+)+(/|\.html?)", plain):
        raise wrong
    return pattern


def permalinks(value: Any) -> Pairs:
    given = pairs_of(value)
    for name, pattern in given:
        if not name.strip("/") or name.startswith("/") or ".." in name.split("/"):
            raise Wrong("a table of article folders", 'for example "articles/news"', name)
        permalink(pattern)
    return tuple((name.strip("/"), pattern) for name, pattern in given)


def folder(value: Any) -> str:
    """A folder of sources inside the project, other than those with another purpose."""
    name, first = _folder(value)
    wanted = (
        "a folder of the project, other than pages, static, templates, root and those with a dot"
    )
    if (
        first in ("", "pages", "static", "templates", "root")
        or first.startswith(".")
        or "\\" in name
    ):
        raise Wrong(wanted, 'for example "articles"')
    return name


def folders(value: Any) -> tuple[str, ...]:
    names = tuple(map(folder, texts(value)))
    for number, name in enumerate(names):
        if name in names[:number]:
            raise Wrong("a list of folders, each once", "leave the second out", name)
    return names


def pages_folder(value: Any) -> str:
    """As `folder`, or `.` for the folder of the project."""
    name, first = _folder(value)
    wanted = (
        "a folder of the project, other than static, templates, root and those with a dot, or `.`"
    )
    hidden = first.startswith(".") and name != "."
    if first in ("", "static", "templates", "root") or hidden or "\\" in name:
        raise Wrong(wanted, 'for example "pages"')
    return name


def _folder(value: Any) -> tuple[str, str]:
    """The normalized path of a folder, and its first part."""
    name = unicodedata.normalize("NFC", posixpath.normpath(text(value).strip()))
    return name, name.split("/")[0]
