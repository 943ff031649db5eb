"""Links as templates of other generators write them → relative links, which Markdown knows.

Only with `links` under [markdown]; everywhere else such tags are text. Lines stay where they are.
"""

import posixpath
import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.reading.source import SourceText

Tag = re.Match[str]


class Place(Struct, frozen=True):
    """Where a text is: its folder, its file name, and its article folder."""

    here: str
    name: str
    top: str

    @property
    def ending(self) -> str:
        return posixpath.splitext(self.name)[1]

    def relative(self, path: str) -> str:
        """The path of a file, given from the root, as seen from the text."""
        return posixpath.relpath(path, self.here)

    def below_top(self, path: str) -> str:
        return self.relative(posixpath.join(self.top, path.lstrip("/")))


# --- Jekyll ---------------------------------------------------------------------------------------

_JEKYLL = re.compile(
    r"\{%-?[ \t]*(?P<kind>post_url|link)[ \t]+(?P<path>[^\s%]+)[ \t]*-?%\}"
    r"|\{\{[ \t]*site\.(?P<site>baseurl|url)[ \t]*\}\}"
)


def _jekyll(tag: Tag, place: Place) -> str:
    if tag["site"]:
        return ""
    if tag["kind"] == "link":
        return place.relative(tag["path"].lstrip("/"))
    return place.below_top(_with_ending(tag["path"], place))


# --- Hugo -----------------------------------------------------------------------------------------

_HUGO = re.compile(
    r"\{\{[<%][ \t]*(?P<kind>relref|ref)[ \t]+[\"`](?P<path>[^\"`\n]+)[\"`][ \t]*[%>]\}\}"
)


def _hugo(tag: Tag, place: Place) -> str:
    path, hash_, fragment = tag["path"].partition("#")
    path = _with_ending(path, place)
    if "/" in path:
        return place.below_top(path) + hash_ + fragment
    return place.relative(posixpath.join(place.here, path)) + hash_ + fragment


# --- Pelican --------------------------------------------------------------------------------------

_PELICAN = re.compile(r"[{|](?P<kind>filename|static|attach)[|}](?P<path>[^\s\"'<>()]+)")


def _pelican(tag: Tag, place: Place) -> str:
    path, hash_, fragment = tag["path"].partition("#")
    if path.startswith("/"):
        return place.below_top(path) + hash_ + fragment
    return place.relative(posixpath.join(place.here, path)) + hash_ + fragment


# --- Zola -----------------------------------------------------------------------------------------

_ZOLA = re.compile(r"(?<![\w.])@/(?P<path>[^\s\"'<>()#]+\.md)\b")


def _zola(tag: Tag, place: Place) -> str:
    return place.below_top(tag["path"])


# --- Hexo -----------------------------------------------------------------------------------------

_HEXO = re.compile(
    r"\{%-?[ \t]*(?P<kind>post_link|post_path|asset_img|asset_path|asset_link)[ \t]+"
    r"(?P<path>\S+)(?P<rest>(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'%]+))*)[ \t]*-?%\}"
)


def _hexo(tag: Tag, place: Place) -> str:
    """A post by its path below the article folder; a file in the folder named like the text."""
    kind, path = tag["kind"], tag["path"].strip("\"'")
    words = " ".join(tag["rest"].split()).strip("\"'")
    if kind.startswith("post"):
        url = place.below_top(_with_ending(path, place))
    else:
        folder = posixpath.splitext(place.name)[0]
        url = place.relative(posixpath.join(place.here, folder, path))
    if kind.endswith("path"):
        return url
    text = re.sub(r"([\[\]\\])", r"\\\1", words or posixpath.basename(path))
    return f"{'!' if kind == 'asset_img' else ''}[{text}](<{url}>)"


def _with_ending(path: str, place: Place) -> str:
    return path if "." in posixpath.basename(path) else path + place.ending


FORMS: dict[str, tuple[re.Pattern[str], Callable[[Tag, Place], str]]] = {
    "jekyll": (_JEKYLL, _jekyll),
    "hugo": (_HUGO, _hugo),
    "pelican": (_PELICAN, _pelican),
    "zola": (_ZOLA, _zola),
    "hexo": (_HEXO, _hexo),
}


def rewritten(source: SourceText, site: Site) -> SourceText:
    """The text with its links rewritten, if the configuration names a form of them."""
    if site.markdown.links not in FORMS:
        return source
    form, link = FORMS[site.markdown.links]
    here, name = posixpath.split(source.path)
    top = next((each for each in site.articles.folders if source.path.startswith(f"{each}/")), "")
    place = Place(here, name, top)
    return replace(source, text=form.sub(lambda tag: link(tag, place), source.text), _starts=[])
