"""The addresses in HTML that an author who is trusted has written: those of pictures, films, sound
and scripts too, however the tags are written (HTML Standard, 13.1.2).

`canonical` writes such tags as the other rules of HTML expect them. The rest finds what `html` does
not look for, as none of it passes where HTML is made safe.
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
"""The attributes of each element that hold addresses."""

_BY_OTHERS = {("a", "href"), ("img", "src")}
"""Those of which `html` sees to."""

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
"""Not what stands in comments, styles or scripts."""

_CANDIDATE = re.compile(r"\s*+,*+\s*+(\S*[^\s,])(\s[^,]*+)?,?")
"""An address of `srcset` and what is said of it."""


def canonical(body: str) -> str:
    """The tags of URLS in small letters, with every value in double quotation marks."""

    def written(found: re.Match[str]) -> str:
        if not found["name"]:
            return found[0]
        given = "".join(map(_written, _attributes(found["given"])))
        return f"<{found['name'].lower()}{given}>{found['code']}"

    return _TAG.sub(written, body)


def urls(body: str) -> Iterator[str]:
    """The addresses that `html.urls` does not see, as they are meant."""
    for name, given in _tags(body):
        for attribute, value in _attributes(given):
            if value is not None and _holds_urls(name, attribute):
                plain = entities.unescape(value)
                yield from (
                    (url for url, _ in _candidates(plain)) if attribute == "srcset" else [plain]
                )


def rewrite(body: str, resolve: Callable[[str], str | None]) -> str:
    """The body with each of them replaced; where `resolve` gives None, it is left out."""

    def attribute(name: str, one: str, value: str | None) -> str:
        if value is None or not _holds_urls(name, one):
            return _written((one, value))
        plain = entities.unescape(value)
        if one == "srcset":
            found = ((resolve(url), said) for url, said in _candidates(plain))
            resolved: str | None = ", ".join(f"{url}{said}" for url, said in found if url)
        else:
            resolved = resolve(plain)
        return _written((one, entities.escape(resolved))) if resolved else ""

    def written(found: re.Match[str]) -> str:
        name = found["name"]
        if not name or not any(_holds_urls(name, one) for one, _ in _attributes(found["given"])):
            return found[0]
        given = "".join(attribute(name, *one) for one in _attributes(found["given"]))
        return f"<{name}{given}>{found['code']}"

    return _TAG.sub(written, body) if _may_hold(body) else body


def _may_hold(body: str) -> bool:
    """A quick look, as nearly no text has such tags."""
    return "srcset=" in body or any(f"<{name}" in body for name in _SIGNS)


_SIGNS = tuple(name for name in URLS if name not in ("a", "img"))


def _tags(body: str) -> Iterator[tuple[str, str]]:
    for found in _TAG.finditer(body) if _may_hold(body) else ():
        if found["name"]:
            yield found["name"], found["given"]


def _holds_urls(name: str, attribute: str) -> bool:
    return attribute in URLS.get(name, ()) and (name, attribute) not in _BY_OTHERS


def _attributes(given: str) -> list[tuple[str, str | None]]:
    """(name, value as it is written); None for one without."""
    found = []
    for one in _ATTRIBUTE.finditer(given):
        value = next((one[form] for form in (2, 3, 4) if one[form] is not None), None)
        found.append((one[1].lower(), value))
    return found


def _written(attribute: tuple[str, str | None]) -> str:
    name, value = attribute
    return f" {name}" if value is None else f' {name}="{value.replace(chr(34), "&quot;")}"'


def _candidates(srcset: str) -> list[tuple[str, str]]:
    return [(one[1], one[2] or "") for one in _CANDIDATE.finditer(srcset)]
