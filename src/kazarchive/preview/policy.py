"""The Content-Security-Policy of the preview: that of the site, so that what is blocked there is
blocked while one writes, and what the preview's own script needs (W3C CSP Level 3)."""

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""Of what is no page of the site."""

WITHOUT_TEMPLATE = "default-src 'self'"
"""Where the template that says the site's is broken."""

_ENCRYPTED = "upgrade-insecure-requests", "block-all-mixed-content"
"""Directives that fail where a connection is not encrypted, as that to this machine is."""

_SCRIPTS = "script-src-elem", "script-src", "default-src"
_REQUESTS = "connect-src", "default-src"
"""By which directive something is allowed: the first that is there."""

_INLINE, _SELF, _NONE = "'unsafe-inline'", "'self'", "'none'"

Directives = dict[str, list[str]]


def shown(site: str) -> str:
    """Of a file or a feed, under the policy of the site."""
    return _written(_parsed(site))


def with_script(site: str, nonce: str) -> str:
    """Of a page with the preview's script, which asks the preview for news."""
    found = _parsed(site)
    own = f"'nonce-{nonce}'"
    if _allows_inline(next((found[name] for name in _SCRIPTS if name in found), [])):
        own = _SELF  # beside a nonce nothing inline counts as allowed
    _allow(found, _SCRIPTS, own)
    _allow(found, _REQUESTS, _SELF)
    return _written(found)


def _parsed(policy: str) -> Directives:
    """Of two directives of one name the first counts (§2.2.1)."""
    found: Directives = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name and name.lower() not in _ENCRYPTED:
            found.setdefault(name.lower(), sources)
    return found


def _written(found: Directives) -> str:
    """Nobody may frame a page of the preview, whatever the site allows."""
    directives = {**found, "frame-ancestors": [_NONE]}
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _allow(found: Directives, names: tuple[str, ...], source: str) -> None:
    for name in names:
        if name in found:
            if source not in found[name]:
                target = names[-2] if name == names[-1] else name
                found[target] = [*(one for one in found[name] if one.lower() != _NONE), source]
            return


def _allows_inline(sources: list[str]) -> bool:
    """Nonces and digests put an end to it (§6.7.3.2)."""
    single = any(one.startswith(("'nonce-", "'sha")) for one in sources)
    return _INLINE in sources and not single
