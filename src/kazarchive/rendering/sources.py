"""What a site loads from other hosts, and its Content-Security-Policy allows."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from kazarchive.config.options import Site
from kazarchive.rules import players
from kazarchive.rules.snippets import Script

DIRECTIVES = ("script-src", "style-src", "img-src", "connect-src", "frame-src", "form-action")


def scripts(site: Site, comments: bool = False) -> tuple[Script, ...]:
    """The scripts of the services that the site uses: of comments, or of all pages."""
    host = urlsplit(site.base_url).hostname or ""
    return tuple(
        service.script(dict(keys), host) for service, keys in site.snippets.chosen(comments)
    )


def allowed(site: Site) -> Mapping[str, str]:
    """Directive → its sources besides those of every site, each after a space; empty without
    any."""
    found: dict[str, dict[str, None]] = {name: {} for name in DIRECTIVES}
    for directive, source in _sources(site):
        found[directive][source] = None
    return {name: "".join(f" {source}" for source in found[name]) for name in DIRECTIVES}


def _sources(site: Site) -> Iterator[tuple[str, str]]:
    yield from (("frame-src", origin) for origin in players.origins(site.embeds.play))
    for script in (*scripts(site), *scripts(site, comments=True)):
        yield from script.sources
    if site.newsletter.action:
        yield "form-action", f"https://{urlsplit(site.newsletter.action).netloc}"
