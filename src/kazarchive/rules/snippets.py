"""Services of other sites that a site can use: the script of each, and what its policy must allow.

No service needs a script in the page itself, which the policy forbids. Those that count visits run
on every page; those of comments only when a reader asks for them (`static/comments.js`).
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

Options = Mapping[str, str]
"""The keys of a service, as in kazarchive.toml."""

Pairs = tuple[tuple[str, str], ...]


class Script(NamedTuple):
    """A script element."""

    src: str
    """A URL, or the address of a file of the theme."""
    attributes: Pairs
    host: str
    """As readers are told."""
    sources: Pairs
    """(directive of the policy, source)."""


class Service(NamedTuple):
    """A service, and how it is set up."""

    keys: Mapping[str, str]
    """Key → an example; all are needed."""
    script: Callable[[Options, str], Script]
    """From the keys and the host of the site."""
    comments: bool = False


HOST = r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?"
"""A regular expression of a host in ASCII, with a port or without one."""


def _plausible(options: Options, _: str) -> Script:
    host = f"https://{options['host']}"
    attributes = (("data-domain", options["domain"]),)
    return _script(f"{host}/js/script.js", attributes, host, "script-src", "connect-src")


def _goatcounter(options: Options, _: str) -> Script:
    host = f"https://{options['host']}"
    attributes = (("data-goatcounter", f"{host}/count"),)
    script = _script(f"{host}/count.js", attributes, host, "script-src", "connect-src", "img-src")
    if not options["host"].endswith(".goatcounter.com"):
        return script
    hosted = "https://gc.zgo.at"
    sources = (("script-src", hosted), *script.sources[1:])
    return script._replace(src=f"{hosted}/count.js", sources=sources)


def _umami(options: Options, site: str) -> Script:
    """Without `data-domains`, the preview would be counted too."""
    host = f"https://{options['host']}"
    attributes = (
        ("data-website-id", options["website"]),
        ("data-host-url", host),
        ("data-domains", site),
    )
    return _script(f"{host}/script.js", attributes, host, "script-src", "connect-src")


def _matomo(options: Options, site: str) -> Script:
    """A script of the theme calls that of Matomo, which would need one in the page."""
    host = f"https://{options['host']}"
    attributes = (("data-host", host), ("data-site", options["site"]), ("data-domain", site))
    return _script(MATOMO, attributes, host, "script-src", "connect-src", "img-src")


def _giscus(options: Options, _: str) -> Script:
    host = "https://giscus.app"
    names = {
        "repo": "repo",
        "repo_id": "repo-id",
        "category": "category",
        "category_id": "category-id",
    }
    given = tuple((f"data-{names[name]}", options[name]) for name in names)
    attributes = (
        *given,
        ("data-mapping", "pathname"),
        ("data-strict", "1"),
        ("data-reactions-enabled", "1"),
        ("data-emit-metadata", "0"),
        ("data-input-position", "top"),
        ("data-theme", "preferred_color_scheme"),
    )
    return _script(f"{host}/client.js", attributes, host, "script-src", "frame-src", "style-src")


def _isso(options: Options, _: str) -> Script:
    host = f"https://{options['host']}"
    attributes = (("data-isso", f"{host}/"), ("data-isso-avatar", "false"))
    allowed = ("script-src", "connect-src", "style-src", "img-src")
    return _script(f"{host}/js/embed.min.js", attributes, host, *allowed)


def _script(src: str, attributes: Pairs, host: str, *directives: str) -> Script:
    sources = tuple((directive, host) for directive in directives)
    return Script(src, attributes, host.removeprefix("https://"), sources)


MATOMO = "/static/matomo.js"

SERVICES: Mapping[str, Service] = {
    "plausible": Service({"host": "plausible.io", "domain": "archive.example"}, _plausible),
    "goatcounter": Service({"host": "archive.goatcounter.com"}, _goatcounter),
    "umami": Service(
        {"host": "cloud.umami.is", "website": "94db1cb1-74f4-4a40-ad6c-962362670409"}, _umami
    ),
    "matomo": Service({"host": "archive.matomo.cloud", "site": "1"}, _matomo),
    "giscus": Service(
        {
            "repo": "owner/name",
            "repo_id": "R_kgDOABCDEF",
            "category": "Comments",
            "category_id": "DIC_kwDOABCDEF",
        },
        _giscus,
        comments=True,
    ),
    "isso": Service({"host": "comments.archive.example"}, _isso, comments=True),
}
