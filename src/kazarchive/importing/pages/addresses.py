"""The addresses of a page: its own, and the one that it calls its canonical one."""

import re
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:^|&)(?:utm_\w+|fbclid|gclid|yclid|ysclid|mc_[ce]id|_openstat|from|ref|amp)(?:=[^&]*|(?=&|\Z))"
)
_VARIANT = re.compile(
    r"/(?:amp|print|mobile)(?=/|\Z)|/(?:index|default)\.\w{3,5}\Z|\.(?:s?html?|amp|php|aspx?)\Z|[-_]print\Z"
)

_FRONT = re.compile(
    r"/?(?:(?:de|en|eng|fr|kaz|kk|ky|kz|qaz|qz|ru|rus|tr|uk|uz|zh)/?)?(?:index\.\w{3,5})?",
    re.IGNORECASE,
)
"""Path of a front page, in some language."""


def plain(url: str) -> str:
    """The address of a page without what counts its readers, and without fragment; empty if it is
    none on the web."""
    try:
        parts = urlsplit("".join(url.split()))
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    query = _TRACKING.sub("", parts.query).lstrip("&")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def canonical(own: str, said: str) -> str:
    """The address that a page calls its canonical one, if it can be: many systems name the front
    page or another page. `own`: where the page was, or empty."""
    said = plain(joined(own, said))
    if not said or not own:
        return said if urlsplit(said).path.strip("/") or urlsplit(said).query else ""
    if _host(said) != _host(own):
        return ""
    one, other = _essence(own), _essence(said)
    return (
        said
        if one == other or one[0].rpartition("/")[2] == other[0].rpartition("/")[2] != ""
        else ""
    )


def _host(url: str) -> str:
    return re.sub(r"^(?:www|m|amp|mobile)\.", "", urlsplit(url).netloc.lower())


def _essence(url: str) -> tuple[str, str]:
    """What the addresses of one page have in common: the path, or else the query."""
    parts = urlsplit(url)
    path, shorter = unquote(parts.path), ""
    while path != shorter:
        path, shorter = (_VARIANT.sub("", path).rstrip("/"), path)
    return path.lower(), "" if path else parts.query


def joined(base: str, address: str) -> str:
    """An absolute address, where that is possible."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def encoded(address: str) -> str:
    """An address as libxml2 writes it into an attribute: characters that a URL cannot have are
    encoded in UTF-8."""
    return quote(address, safe="\"#$%&+,/:;<=>?@[\\]^`{|}!~*'()")


def names(url: str) -> tuple[str, ...]:
    """How a site may be called by its host: `news.example.kz`, `news.example`, `example`."""
    host = _host(url)
    labels = host.split(".")
    return tuple(filter(None, (host, ".".join(labels[:-1]), labels[-2] if len(labels) > 1 else "")))


def date_in(url: str) -> str | None:
    """The day in the path of an address, such as `/2022/01/05/`."""
    path = urlsplit(url).path
    day = re.search(r"(?:^|/)((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|\Z)", path)
    day = day or re.search(r"(?:^|/)((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_-]|\Z)", path)
    return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else None


def is_front(url: str) -> bool:
    """Whether an address is that of a front page, in some language."""
    parts = urlsplit(url)
    return not parts.query and _FRONT.fullmatch(parts.path) is not None
