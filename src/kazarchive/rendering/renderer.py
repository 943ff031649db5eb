"""A site as a function from address to bytes.

A build calls it for every address that a change can reach, the preview for the requested address;
`check` and `explain` only ask what is at an address. It reads the catalogue and the sources, and
writes only its caches.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kazarchive.answers import Answer, Packed, Page, Resized
from kazarchive.catalogue.queries import Catalogue
from kazarchive.options import PlainTemplate
from kazarchive.pages import kinds
from kazarchive.reading import theme_files
from kazarchive.rendering.translations import Translations
from kazarchive.rules.addresses import Addresses
from kazarchive.state.spool import SpooledBodies
from kazarchive.values import Address, Body
from kazarchive.workspace import Workspace

if TYPE_CHECKING:  # `check` and `explain` only ask what is at an address
    from kazarchive.images.cache import VariantCache
    from kazarchive.rendering.parts import Draw
    from kazarchive.rendering.theme import Theme


class Renderer:
    """The site for one state of the archive."""

    def __init__(
        self,
        workspace: Workspace,
        catalogue: Catalogue,
        templates: Mapping[Path, str] | None = None,
    ) -> None:
        """`templates`: SHA-256 of template files, if the sources have just been scanned."""
        self.workspace, self.catalogue = workspace, catalogue
        self.translations = Translations(
            theme_files.template_layers(workspace.root), workspace.cache
        )
        self.kinds = kinds(workspace.site, self.translations.or_english)
        self._templates = templates
        self._spooled = SpooledBodies(workspace.state)

    # --- what is at an address ---------------------------------------------------------------

    def kind(self, address: Address) -> str | None:
        """The kind of page that is, or could be, at an address."""
        return self._at.kind(address) or self.catalogue.kind(address)

    def page(self, address: Address) -> Answer | None:
        """What is at an address; None if nothing is."""
        kind = self.kind(address)
        return next(self.pages(kind, [address]), None) if kind else None

    def pages(self, kind: str, addresses: Sequence[Address]) -> Iterator[Answer]:
        """What is at some addresses of one kind; addresses with nothing are left out."""
        return self.kinds[kind].pages(addresses, self.catalogue)

    # --- its bytes ---------------------------------------------------------------------------

    def bytes(self, page: Answer) -> bytes:
        """The published bytes of a page. Raises ProblemsFound: its template or image is at fault,
        or its source has changed since it was read (K0304)."""
        if isinstance(page, Page):
            return self.theme.render(page).encode("utf-8")
        if isinstance(page, Packed):
            return page.content
        if isinstance(page, Resized):
            return self.variants.read(page.picture, page.digest, page.name)
        from kazarchive.rendering import copies

        return copies.content(self.workspace.root, page)

    def plain_templates(self, kinds: Iterable[str]) -> tuple[PlainTemplate, ...]:
        """The templates of some kinds of page that Jinja renders page by page."""
        lang = self.workspace.site.languages[0]
        names = sorted({name for kind in kinds for name in self.kinds[kind].templates})
        reasons = (self.theme.why_plain(name, lang) for name in names)
        return tuple(reason for reason in reasons if reason)

    @cached_property
    def theme(self) -> "Theme":
        from kazarchive.rendering.theme import Theme

        workspace, translations = self.workspace, self.translations
        return Theme(
            workspace.site,
            translations.layers,
            self.body,
            workspace.cache,
            self._templates,
            translations,
        )

    @cached_property
    def variants(self) -> "VariantCache":
        """The sizes of images."""
        from kazarchive.images.cache import VariantCache

        return VariantCache(self.workspace.root, self.workspace.state, self.workspace.site.images)

    def body(self, body: Body, draw: "Draw") -> str:
        """The HTML of an article's body. Raises ProblemsFound (K0304)."""
        from kazarchive.rendering import bodies
        from kazarchive.state import conversions

        root, state, site = self.workspace.root, self.workspace.state, self.workspace.site
        return bodies.html(body, root, site, self._spooled, conversions.remember(state, site), draw)

    @cached_property
    def _at(self) -> Addresses:
        return self.workspace.site.addresses
