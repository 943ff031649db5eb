"""An article's body as a page shows it, made from the source at the moment of rendering."""

import hashlib
from pathlib import Path
from urllib.parse import quote

from kazarchive.config import Site
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, frontmatter, markup
from kazarchive.rules import addresses
from kazarchive.values import Body


def html(body: Body, root: Path, site: Site) -> str:
    """Raises ProblemsFound (K0304) when the file is not the one that was read."""
    raw = files.read(root / body.path, body.path)
    if hashlib.sha256(raw).hexdigest() != body.digest:
        raise ProblemsFound([Problem("K0304", Place(body.path))])
    text = frontmatter.body(frontmatter.decode(raw, body.path))
    before = site.base_url.rstrip("/") if body.absolute else site.base_path

    def resolve(written: str) -> str | None:
        if written not in body.links:
            return written
        target = body.links[written]
        if target is None:
            return None
        address, fragment = target
        return before + addresses.url(address) + (f"#{quote(fragment)}" if fragment else "")

    return markup.published(text, site.markdown, body.lang, body.path, resolve)
