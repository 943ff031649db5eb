"""An article's body as a page shows it: from the spool if this build has read the article, else
from its source, which is read and rendered again."""

import hashlib
from pathlib import Path
from urllib.parse import quote

from kazarchive.config import Site
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.publishing.spool import Kept
from kazarchive.reading import files, frontmatter, markup
from kazarchive.reading.markup import Remember
from kazarchive.rules import addresses
from kazarchive.rules import html as html_rules
from kazarchive.values import Body


def html(body: Body, root: Path, site: Site, kept: Kept, remember: Remember) -> str:
    """Raises ProblemsFound (K0304) when the source is not the one that was read."""
    before = site.base_url.rstrip("/") if body.absolute else site.base_path

    def resolve(written: str) -> str | None:
        if written not in body.links:
            return written
        target = body.links[written]
        if target is None:
            return None
        address, fragment = target
        return before + addresses.url(address) + (f"#{quote(fragment)}" if fragment else "")

    whole = kept.body(body.spooled) if body.spooled else _rendered(body, root, site, remember)
    return html_rules.rewrite_urls(whole, resolve)


def _rendered(body: Body, root: Path, site: Site, remember: Remember) -> str:
    raw = files.read(root / body.path, body.path)
    if hashlib.sha256(raw).hexdigest() != body.digest:
        raise ProblemsFound([Problem("K0304", Place(body.path))])
    source = frontmatter.decode(raw, body.path)
    text = frontmatter.body(source)
    line = source.line_at(len(source.text) - len(text))
    return markup.rendered(text, site.markdown, body.lang, body.path, line, remember)
