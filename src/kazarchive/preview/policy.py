"""The Content-Security-Policy of the preview (W3C CSP Level 3): the site's policy, so that authors
see what it blocks, and what the preview's script needs."""

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""The policy of responses that are not pages of the site."""

WITHOUT_TEMPLATE = "default-src 'self'"
"""The policy if the template with the site's policy is broken."""

_ENCRYPTED = "upgrade-insecure-requests", "block-all-mixed-content"
"""Directives that fail on connections without encryption, such as those to this machine."""

_SCRIPTS = "script-src-elem", "script-src", "default-src"
_REQUESTS = "connect-src", "default-src"
"""The directives that can allow scripts and requests; the first that is present counts."""

_INLINE, _SELF, _NONE = "'unsafe-inline'", "'self'", "'none'"

Directives = dict[str, list[str]]


def shown(site: str) -> str:
    """The policy of a file or a feed. `site`: the site's policy."""
    return _written(_parsed(site))


def with_script(site: str, nonce: str) -> str:
    """The policy of a page with the preview's script, which requests news from the preview."""
    directives = _parsed(site)
    own = f"'nonce-{nonce}'"
    if _allows_inline(next((directives[name] for name in _SCRIPTS if name in directives), [])):
        own = _SELF  # a nonce would disable 'unsafe-inline'
    _allow(directives, _SCRIPTS, own)
    _allow(directives, _REQUESTS, _SELF)
    return _written(directives)


def _parsed(policy: str) -> Directives:
    """Name → sources; the first of two directives with the same name counts (§2.2.1)."""
    directives: Directives = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name and name.lower() not in _ENCRYPTED:
            directives.setdefault(name.lower(), sources)
    return directives


def _written(directives: Directives) -> str:
    """The text of a policy; no page of the preview may be framed, whatever the site allows."""
    directives = {**directives, "frame-ancestors": [_NONE]}
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _allow(directives: Directives, names: tuple[str, ...], source: str) -> None:
    """Add a source to the first of some directives that is present."""
    for name in names:
        if name in directives:
            if source not in directives[name]:
                target = names[-2] if name == names[-1] else name
                others = [other for other in directives[name] if other.lower() != _NONE]
                directives[target] = [*others, source]
            return


def _allows_inline(sources: list[str]) -> bool:
    """Whether inline scripts are allowed; nonces and hashes disable 'unsafe-inline' (§6.7.3.2)."""
    single = any(source.startswith(("'nonce-", "'sha")) for source in sources)
    return _INLINE in sources and not single
