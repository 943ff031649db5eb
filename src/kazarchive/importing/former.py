"""The former addresses of a document → the aliases of its article."""

from collections.abc import Mapping

from kazarchive.config.options import Site
from kazarchive.importing.document import Document, Note
from kazarchive.importing.naming import host
from kazarchive.rules import addresses, reserved, urls
from kazarchive.values import Address


class FormerAddresses:
    """Aliases of all articles: two articles cannot have the same."""

    def __init__(self, site: Site, taken: Mapping[Address, str]) -> None:
        """`taken`: alias → the path of the article that has it."""
        self._site = site
        self._owners = {addresses.key(alias): path for alias, path in taken.items()}
        """Key of an alias → the path of the article that has it."""

    def aliases(
        self, document: Document, path: str, own: Address | None
    ) -> tuple[tuple[Address, ...], tuple[Note, ...]]:
        """The aliases of the article at a path, whose new address is `own`, and why it cannot have
        others."""
        aliases: dict[str, Address] = {}
        notes: dict[str, Note] = {}
        for url in filter(None, (document.origin.url, *document.addresses)):
            below = self._below(url)
            if below is None or below in ("/", own):
                continue
            alias, key = below, addresses.key(below)
            if own and key == addresses.key(own):
                text = f"the address {alias}: it differs from the new one by letter case only"
                notes[key] = Note("lost", text)
            elif reason := self._fault(key, alias, path):
                notes[key] = Note("lost", f"the address {alias}: {reason}")
            else:
                aliases.setdefault(key, alias)
                self._owners[key] = path
        return tuple(aliases.values()), tuple(notes.values())

    def _below(self, url: str) -> Address | None:
        """The address of a URL below the archive's own."""
        home, parts = urls.split(self._site.base_url), urls.split(url)
        if host(parts) != host(home) or parts.query or not parts.path.startswith(home.path):
            return None
        return addresses.alias(f"/{parts.path.removeprefix(home.path)}")

    def _fault(self, key: str, alias: Address, path: str) -> str | None:
        if fault := addresses.fault(alias):
            return f"an archive cannot have it: {fault}"
        if addresses.too_long(alias):
            return "it is too long"
        if owner := reserved.owner(alias, self._site.addresses):
            return f"it is that of {owner}"
        if self._owners.get(key, path) != path:
            return "another article has it"
        return None
