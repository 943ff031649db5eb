"""An article's body → its HTML on a page.

It comes from the spool if this build has read the article; otherwise its source is read and
rendered again.
"""

import hashlib
from pathlib import Path
from urllib.parse import urlsplit

from kazarchive.config.options import Site
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, frontmatter, link_tags, markup
from kazarchive.reading.markup import Remember
from kazarchive.rendering import charts
from kazarchive.rendering.parts import Draw, parts
from kazarchive.rules import addresses, blocks, embedded, hosts, live
from kazarchive.rules import html as html_rules
from kazarchive.state.spool import SpooledBodies
from kazarchive.values import Body


def html(
    body: Body, root: Path, site: Site, spooled: SpooledBodies, remember: Remember, draw: Draw
) -> str:
    """The body with URLs resolved and images drawn. Raises ProblemsFound (K0304) if the source has
    changed since it was read."""
    before = site.base_url.rstrip("/") if body.absolute else site.base_path
    scheme = urlsplit(site.base_url).scheme if body.absolute else ""

    def resolve(written: str) -> str | None:
        if written not in body.links:
            return _elsewhere(written, scheme)
        target = body.links[written]
        if target is None:
            return None
        address, tail = target
        return before + addresses.url(address) + tail

    def resolved(piece: str) -> str:
        if site.markdown.html == "trust":
            piece = embedded.rewrite(piece, resolve)
        return html_rules.rewrite_urls(piece, resolve)

    source = spooled.body(body.spooled) if body.spooled else _rendered(body, root, site, remember)
    if body.among and site.markdown.html != "trust":  # whose scripts may need them
        source = html_rules.without_ids(source)
    if body.live:
        source = live.arranged(source, body.live.order)
    pieces, done = [], 0
    for start, end, part in parts(source, body, site, resolve):
        pieces += [resolved(source[done:start]), draw(part)]
        done = end
    whole = "".join([*pieces, resolved(source[done:])])
    if not body.absolute:
        draw = charts.with_drawings(draw, body.lang)
    shown = blocks.drawn(whole, draw)
    if not body.live:
        return shown
    own = before + addresses.url(body.address) if body.absolute else ""
    entries = enumerate(body.live.entries)
    return live.drawn(shown, {n: (each, f"{own}#{each.anchor}") for n, each in entries}, draw)


def _elsewhere(written: str, scheme: str) -> str:
    """A URL outside this site, with its host in ASCII. In feeds a URL without a scheme gets the
    site's scheme, because a feed reader may have fetched the feed by another one."""
    url = f"{scheme}:{written}" if scheme and written.startswith("//") else written
    return hosts.with_ascii_host(url)


def _rendered(body: Body, root: Path, site: Site, remember: Remember) -> str:
    raw = files.read(root / body.path, body.path)
    if hashlib.sha256(raw).hexdigest() != body.digest:
        raise ProblemsFound([Problem("K0304", Place(body.path))])
    source = link_tags.rewritten(frontmatter.decode(raw, body.path), site)
    text = frontmatter.body(source)
    line = source.line_at(len(source.text) - len(text))
    beside = files.below(root)
    rendered = markup.rendering(text, site.markdown, body.lang, body.path, line, remember, beside)
    if any(problem.severity == "error" for problem in rendered.problems):
        raise ProblemsFound([Problem("K0304", Place(body.path))])  # a file of a chart has changed
    return rendered.html
