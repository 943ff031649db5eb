"""URLs in HTML of a trusted author, including those of media and scripts, in any notation of tags
(HTML Standard, 13.1.2).

`canonical` writes such tags as the other rules expect them. The other functions find the URLs that
`html` ignores, because sanitized HTML does not contain them.
"""

import html as entities
import re
from collections.abc import Callable, Iterator

URLS: dict[str, frozenset[str]] = {
    "a": frozenset(("href",)),
    "area": frozenset(("href",)),
    "audio": frozenset(("src",)),
    "embed": frozenset(("src",)),
    "iframe": frozenset(("src",)),
    "img": frozenset(("src", "srcset")),
    "link": frozenset(("href",)),
    "object": frozenset(("data",)),
    "script": frozenset(("src",)),
    "source": frozenset(("src", "srcset")),
    "track": frozenset(("src",)),
    "video": frozenset(("src", "poster")),
}
"""Element → its attributes that contain URLs."""

_BY_OTHERS = {("a", "href"), ("img", "src")}
"""The attributes that `html` handles."""

_NAME = r"[^\s\"'<>/=]++"
_VALUE = r"\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
_ATTRIBUTE = re.compile(rf"\s*+({_NAME})(?:{_VALUE})?")
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<text>style|textarea|title)\b.*?(?:</(?P=text)|\Z)"
    rf"|<(?P<name>(?P<script>script)|{'|'.join(URLS)})(?=[\s/>])"
    r"(?P<given>(?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*)>"
    r"(?P<code>(?(script).*?(?=</script|\Z)))",
    re.IGNORECASE | re.DOTALL,
)
"""Skips the content of comments, styles and scripts."""

_CANDIDATE = re.compile(r"\s*+,*+\s*+(\S*[^\s,])(\s[^,]*+)?,?")
"""A URL of `srcset`, and its descriptor."""


def canonical(body: str) -> str:
    """The body with the tags of URLS in lower case, and with every value in double quotes."""

    def written(tag: re.Match[str]) -> str:
        if not tag["name"]:
            return tag[0]
        given = "".join(map(_written, _attributes(tag["given"])))
        return f"<{tag['name'].lower()}{given}>{tag['code']}"

    return _TAG.sub(written, body)


def urls(body: str) -> Iterator[str]:
    """The URLs that `html.urls` does not find, without entities."""
    for name, given in _tags(body):
        for attribute, value in _attributes(given):
            if value is not None and _holds_urls(name, attribute):
                plain = entities.unescape(value)
                yield from (
                    (url for url, _ in _candidates(plain)) if attribute == "srcset" else [plain]
                )


def rewrite(body: str, resolve: Callable[[str], str | None]) -> str:
    """The body with each of these URLs replaced, or left out if `resolve` returns None."""

    def attribute(tag: str, name: str, value: str | None) -> str:
        if value is None or not _holds_urls(tag, name):
            return _written((name, value))
        plain = entities.unescape(value)
        if name == "srcset":
            candidates = ((resolve(url), size) for url, size in _candidates(plain))
            resolved: str | None = ", ".join(f"{url}{size}" for url, size in candidates if url)
        else:
            resolved = resolve(plain)
        return _written((name, entities.escape(resolved))) if resolved else ""

    def written(tag: re.Match[str]) -> str:
        name = tag["name"]
        attributes = _attributes(tag["given"]) if name else []
        if not any(_holds_urls(name, each) for each, _ in attributes):
            return tag[0]
        given = "".join(attribute(name, *each) for each in attributes)
        return f"<{name}{given}>{tag['code']}"

    return _TAG.sub(written, body) if _may_hold(body) else body


def _may_hold(body: str) -> bool:
    """A fast test, since few texts have such tags."""
    return "srcset=" in body or any(f"<{name}" in body for name in _SIGNS)


_SIGNS = tuple(name for name in URLS if name not in ("a", "img"))


def _tags(body: str) -> Iterator[tuple[str, str]]:
    for tag in _TAG.finditer(body) if _may_hold(body) else ():
        if tag["name"]:
            yield tag["name"], tag["given"]


def _holds_urls(name: str, attribute: str) -> bool:
    return attribute in URLS.get(name, ()) and (name, attribute) not in _BY_OTHERS


def _attributes(given: str) -> list[tuple[str, str | None]]:
    """(name, value as written, or None for an attribute without a value)."""
    attributes = []
    for match in _ATTRIBUTE.finditer(given):
        value = next((match[form] for form in (2, 3, 4) if match[form] is not None), None)
        attributes.append((match[1].lower(), value))
    return attributes


def _written(attribute: tuple[str, str | None]) -> str:
    name, value = attribute
    return f" {name}" if value is None else f' {name}="{value.replace(chr(34), "&quot;")}"'


def _candidates(srcset: str) -> list[tuple[str, str]]:
    """(URL, descriptor with its leading space)."""
    return [(match[1], match[2] or "") for match in _CANDIDATE.finditer(srcset)]
