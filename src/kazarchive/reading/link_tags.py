"""Links as templates of other generators write them → relative links, which Markdown knows.

Only with `links` under [markdown]; everywhere else such tags are text. Lines stay where they are.
"""

import posixpath
import re

from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.reading.source import SourceText

_JEKYLL = re.compile(
    r"\{%-?[ \t]*(?P<kind>post_url|link)[ \t]+(?P<path>[^\s%]+)[ \t]*-?%\}"
    r"|\{\{[ \t]*site\.(?P<site>baseurl|url)[ \t]*\}\}"
)
_HUGO = re.compile(
    r"\{\{[<%][ \t]*(?P<kind>relref|ref)[ \t]+[\"`](?P<path>[^\"`\n]+)[\"`][ \t]*[%>]\}\}"
)
_PELICAN = re.compile(r"[{|](?P<kind>filename|static|attach)[|}](?P<path>[^\s\"'<>()]+)")
FORMS = {"jekyll": _JEKYLL, "hugo": _HUGO, "pelican": _PELICAN}


def rewritten(source: SourceText, site: Site) -> SourceText:
    """The text with its links rewritten, if the configuration names a form of them."""
    form = FORMS.get(site.markdown.links)
    if form is None:
        return source
    here, ending = posixpath.split(source.path)[0], posixpath.splitext(source.path)[1]
    top = next((each for each in site.articles.folders if source.path.startswith(f"{each}/")), "")

    def relative(tag: re.Match[str]) -> str:
        if "site" in tag.groupdict() and tag["site"]:
            return ""
        path, hash_, fragment = tag["path"].partition("#")
        if tag["kind"] in ("ref", "relref", "post_url") and "." not in posixpath.basename(path):
            path += ending
        full = posixpath.join(top, path.lstrip("/"))
        if tag["kind"] == "link":
            full = path.lstrip("/")
        elif tag["kind"] != "post_url" and not path.startswith("/"):
            beside = "/" not in path or site.markdown.links == "pelican"
            full = posixpath.join(here if beside else top, path)
        return posixpath.relpath(full, here) + hash_ + fragment

    return replace(source, text=form.sub(relative, source.text), _starts=[])
