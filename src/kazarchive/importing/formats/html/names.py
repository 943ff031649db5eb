"""The names of files in the copy of a site ↔ addresses, as wget and similar programs make them: a
folder for each host, and below it the path.

`-E` appends `.html`, and names for Windows have `@` for `?` and `+` before the port. A name in
UTF-8 that was taken for windows-1251 is put right.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote, urlsplit

_HOST = re.compile(
    r"(?:[a-z0-9\u0400-\u04ff](?:[\w-]*\w)?\.)+(?P<top>[a-z\u0400-\u04ff]{2,24}|xn--[\w-]+)"
    r"(?:[+:]\d{2,5})?|localhost[+:_]\d{2,5}",
    re.IGNORECASE,
)
_NO_TOP = frozenset("bak copy css d files git html htm js img old orig php tmp txt zip".split())
_APPENDED = re.compile(r"(?P<name>.*(?:\.(?:php\d?|aspx?|cgi|jsp|pl|cfm|do)|\?[^/]*))\.html?\Z")
_QUERY = re.compile(r"@(?=[\w\[\]%.-]+=)")
_SAFE = "/:@!$&'*+,;=~-._()"


def host_folder(parts: Sequence[str]) -> int | None:
    """The number of the first part of a path that is named like a host."""
    for number, part in enumerate(parts):
        named = _HOST.fullmatch(part)
        if named and (named["top"] or "").lower() not in _NO_TOP:
            return number
    return None


def address(host: str, path: str) -> str:
    """The address that a file below the folder of a host probably has. Its scheme is not known."""
    host = re.sub(r"[+_](?=\d+\Z)", ":", host)
    path = _QUERY.sub("?", readable(unquote(path)), count=1)
    appended = _APPENDED.fullmatch(path)
    if appended:
        path = appended["name"]
    path, mark, query = path.partition("?")
    folder, name = posixpath.split(path)
    if re.fullmatch(r"(?:index|default)\.(?:html?|php)", name) and not mark:
        path = f"{folder}/" if folder else ""
    return f"http://{host}/{quote(path, safe=_SAFE)}{mark}{quote(query, safe=_SAFE + '?%')}"


def files(url: str) -> Iterator[tuple[str, str]]:
    """(folder of the host, path below it) that the file of an address can have."""
    parts = urlsplit(url)
    path = unquote(parts.path).lstrip("/")
    wrong = path.encode().decode("cp1251", "replace")
    names = [path, parts.path.lstrip("/"), wrong]
    if parts.query:
        names = [f"{path}{mark}{q}" for mark in "?@" for q in (parts.query, unquote(parts.query))]
    for host in (parts.netloc, parts.netloc.replace(":", "+")):
        for name in names:
            yield host, name


def readable(name: str) -> str:
    """A name whose UTF-8 was taken for windows-1251, put right."""
    try:
        right = name.encode("cp1251").decode("utf-8")
    except ValueError:
        return name
    return right if right != name else name
