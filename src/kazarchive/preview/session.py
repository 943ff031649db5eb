"""The archive of a preview: it keeps the catalogue up to date and renders any page on request.

Everything happens in one thread, so that a page shows one state of the archive, never two. Only the
preview's own state is written.
"""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from kazarchive import plan
from kazarchive.answers import Copy, Packed, Page, Resized
from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import Change, FileChange
from kazarchive.config import reader
from kazarchive.config.options import Site
from kazarchive.disk import WriteFailed
from kazarchive.execution.pool import Pool, Progress
from kazarchive.ingest import articles
from kazarchive.ingest.ingestion import Changes, Ingestion
from kazarchive.ingest.scanning import scan_sources
from kazarchive.ingest.sync import sync
from kazarchive.output import folder
from kazarchive.preview import policy
from kazarchive.preview.views import News, ShownPage, Tell, Viewing
from kazarchive.problems import Place, Problem, ProblemsFound, in_order
from kazarchive.reading import forms, media, theme_files
from kazarchive.rendering.renderer import Renderer
from kazarchive.rules import signatures
from kazarchive.rules.image_names import is_image
from kazarchive.state import conversions, database, spool
from kazarchive.state.folder import NAME, State
from kazarchive.values import Address, Article, Picture
from kazarchive.workspace import Workspace

REMEMBERED = 64
"""How many recently shown pages are kept: the last good one is shown while its source has
errors."""

CHANGED = "K0304"
"""The code of a source that has changed since it was read."""

ATTEMPTS = 12
"""How often a page is rendered again whose source changes meanwhile."""

QUIET = 0.03
"""Seconds after which a file that is being written is read again."""

UNTIL_THEN = "the preview shows what it knew before, and goes on by itself once it can"


class Session:
    """One preview's archive; call `update` when a file has changed."""

    def __init__(
        self, root: Path, site: Site, state: State, viewing: Viewing, cache: Path | None
    ) -> None:
        self.root, self.site, self.state, self.viewing = root, site, state, viewing
        self.problems: tuple[Problem, ...] = ()
        """All problems of the archive, by place."""
        self.generation = ""
        self.policy = ""
        """The Content-Security-Policy of the site."""
        self.tell: Tell = lambda news, problems: None
        self.refused = False
        """Whether the last update failed because of the disk."""
        self.lost = False
        """Whether the state was removed."""
        self._cache, self._boot, self._number = cache, secrets.token_hex(4), 0
        self._configuration: tuple[Problem, ...] = ()
        self._alone = Pool(1)
        self._lately: OrderedDict[Address, ShownPage] = OrderedDict()
        self._renew()

    # --- keeping up --------------------------------------------------------------------------

    def update(self, pool: Pool, progress: Progress = lambda *_: None) -> News | None:
        """Take in what changed in the sources; returns None if nothing did. Errors in the sources
        are in `problems`; what was valid before stays."""
        before = self.site, self.problems
        try:
            self.site = reader.load(self.root)
            self._configuration = ()
        except ProblemsFound as error:
            self._configuration = error.problems
        changes = self._ingest(pool, progress)
        problems = (*changes.every_problem(), *self.catalogue.problems())
        self.problems = in_order(dict.fromkeys((*self._configuration, *problems)))
        changed = changes.touched or changes.files or changes.templates or changes.current
        if not changed and before == (self.site, self.problems):
            return None
        self._renew()
        kinds = self.renderer.kinds.values()
        file_changes: list[Change] = [*map(FileChange, changes.files), *changes.standalone]
        file_changes += changes.people
        planned = plan.reached(file_changes, kinds, self.catalogue)
        return News(self.generation, tuple(dict.fromkeys(page.address for page in planned)))

    def refresh(self) -> bool:
        """Update in this process and call `tell`; returns whether there was any news. If the disk
        is at fault or the state is lost, everything stays as it is."""
        before = set(self.problems)
        self.lost = self.state.lost()
        if self.lost:
            return False
        try:
            news = self.update(self._alone)
            self.refused = False
        except (OSError, WriteFailed, database.Failure) as error:
            news = self._refused(error)
        if news:
            self.tell(news, tuple(problem for problem in self.problems if problem not in before))
        return news is not None

    def _refused(self, error: Exception) -> News | None:
        """Report once that the disk is at fault, however often the update is tried again."""
        if isinstance(error, database.Failure) and not database.is_disk(error):
            raise error
        if self.refused:
            return None
        self.refused = True
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, WriteFailed):
            reason = str(error.problem.values["reason"])
        problem = Problem("K0702", Place(NAME), {"reason": f"{reason}; {UNTIL_THEN}"})
        self.problems = in_order((*self.problems, problem))
        self._renew()
        return News(self.generation)

    def _ingest(self, pool: Pool, progress: Progress) -> Changes:
        connection = self.state.connection
        database.begin(connection)
        try:
            clock, instant = self.viewing.clock(), self.state.instant()
            work = Ingestion(connection, self._workspace, clock, pool, instant, progress)
            scan = scan_sources(work)
            changes = sync(work, scan, articles.read(work, scan))
            spool.clear(connection, self.state.folder)
        except ProblemsFound as error:
            connection.rollback()
            return Changes(problems=error.problems)
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
        conversions.keep(self.state.folder, self.site)
        return changes

    def _renew(self) -> None:
        """Drop what was cached of the earlier state of the archive."""
        self._number += 1
        self.generation = f"{self._boot}-{self._number}"
        self.catalogue = Catalogue(self.state.connection)
        recorded = self.catalogue.files("template")
        digests = {theme_files.resolve(self.root, path): sum_ for path, sum_ in recorded.items()}
        self.renderer = Renderer(self._workspace, self.catalogue, digests)
        try:
            self.policy = self.renderer.theme.policy()
        except ProblemsFound:  # a build that needs it reports them
            self.policy = policy.WITHOUT_TEMPLATE

    def close(self) -> None:
        conversions.shrink(self.state.folder)

    @property
    def _workspace(self) -> Workspace:
        nowhere = folder.Folder(self.root, ".", known=False, empty=True)
        return Workspace(self.root, self.state.folder, self.site, nowhere, self._cache)

    def folders(self) -> list[Path]:
        """The folders of the sources."""
        names = (name for name in self.site.source_folders if name != ".")
        return [Path(forms.real(self.root / name)) for name in names]

    # --- showing -----------------------------------------------------------------------------

    def show(self, address: Address) -> ShownPage | Copy:
        """What to show at an address, whatever is wrong with it."""
        last = self._lately.get(address)
        if last and last.generation == self.generation:
            return last
        for _ in range(ATTEMPTS):
            page = self.renderer.page(address)
            if isinstance(page, Resized):
                return self._image(page)
            if isinstance(page, Copy):
                return page
            if isinstance(page, Packed):
                return self._packed(page)
            shown = self._rendered(address, page, last) if page else self._missing(address, last)
            if not self._may_be_temporary(shown):
                break
            threading.Event().wait(QUIET)
            if not self.refresh():
                break
        else:
            return shown
        if not shown.found:
            return shown
        self._lately[address] = shown
        self._lately.move_to_end(address)
        if len(self._lately) > REMEMBERED:
            self._lately.popitem(last=False)
        return shown

    def rehearse(self) -> None:
        """Load the theme and everything else that pages need, before the first request."""
        self.show("/")
        for entry in self.catalogue.newest(self.site.languages[0], 1):
            self.show(entry.address)

    def _may_be_temporary(self, shown: ShownPage) -> bool:
        """Whether a source may have been read while it was being written: it has changed since, or
        there is no page and some article cannot be read."""
        changed = any(problem.code == CHANGED for problem in shown.problems)
        return changed or (not shown.found and any(self._errors()))

    def moved(self, address: Address) -> Address | None:
        """The new address of the article that was shown at an address before."""
        last = self._lately.get(address)
        about = last.page.about if last and last.page else None
        entries = self.catalogue.entries_of([about] if about else [])
        return entries[0].address if entries and entries[0].address != address else None

    def address_of(self, path: str) -> Address | None:
        """The address of an article file's page."""
        entries = self.catalogue.entries_of([path])
        return entries[0].address if entries else None

    def _rendered(self, address: Address, page: Page, last: ShownPage | None) -> ShownPage:
        """A page; if it cannot be rendered, the last good one with the problems."""
        article = page.context.get("article")
        if isinstance(article, Article) and self.unpublished(article):
            page = replace(page, indexed=False)
        problems = self._general_errors()
        try:
            return self._shown(address, page, self.renderer.bytes(page), problems)
        except ProblemsFound as error:
            problems = tuple(dict.fromkeys((*error.problems, *problems)))
        if last and last.content:
            return replace(last, generation=self.generation, problems=problems, stale=True)
        return self._shown(address, replace(page, context={}), b"", problems)

    def _missing(self, address: Address, last: ShownPage | None) -> ShownPage:
        """If there is no page: the last good one while its source has errors, otherwise the page
        that says so."""
        problems = self._general_errors()
        if last and last.page and last.found:
            own = tuple(error for error in self._errors() if error.place.path == last.page.about)
            if own:
                return replace(
                    last, generation=self.generation, problems=(*own, *problems), stale=True
                )
        lang, _ = self.renderer.theme.at.split(address)
        page = self.renderer.page(self.renderer.theme.at.not_found(lang))
        assert isinstance(page, Page), "every site has one"
        problems = tuple(dict.fromkeys((*problems, *self._errors())))  # one may be the cause
        try:
            content = self.renderer.bytes(page)
        except ProblemsFound as error:
            content, problems = b"", tuple(dict.fromkeys((*error.problems, *problems)))
        shown = self._shown(address, page, content, problems)
        return replace(shown, found=False)

    def _shown(
        self, address: Address, page: Page, content: bytes, problems: tuple[Problem, ...]
    ) -> ShownPage:
        digest = hashlib.sha256(content).hexdigest()
        return ShownPage(address, self.generation, content, digest, page.lang, page, True, problems)

    def _image(self, image: Resized) -> ShownPage | Copy:
        """The file itself instead of its sizes, which take time to make, unless few browsers can
        show it."""
        with suppress(ProblemsFound):  # it is broken, which the next build reports
            if self._needs_conversion(image.picture):
                return self._packed(Packed(image.address, self.renderer.bytes(image)))
        return Copy(image.address, image.source, image.digest)

    def _needs_conversion(self, picture: Picture) -> bool:
        """Whether few browsers can show a file, because of its content, or because its name gives
        it another media type."""
        kind = media.kind(Path(forms.real(self.root / picture.source)), picture.source)
        return kind not in signatures.SHOWN or bool(picture.sizes and not is_image(picture.source))

    def _packed(self, file: Packed) -> ShownPage:
        digest = hashlib.sha256(file.content).hexdigest()
        lang = self.site.languages[0]
        return ShownPage(file.address, self.generation, file.content, digest, lang, None, True, ())

    def unpublished(self, article: Article) -> bool:
        """Whether a build would not publish an article yet."""
        return article.draft or article.entry.instant > self.viewing.now()

    def _errors(self) -> Iterable[Problem]:
        return (problem for problem in self.problems if problem.severity == "error")

    def _general_errors(self) -> tuple[Problem, ...]:
        """Errors that do not belong to an article."""
        articles = tuple(f"{folder}/" for folder in self.site.articles.folders)
        return tuple(error for error in self._errors() if not error.place.path.startswith(articles))

    def own_problems(self, shown: ShownPage) -> tuple[Problem, ...]:
        """Errors and warnings of the source of a page that are not in `shown.problems`."""
        about = shown.page.about if shown.page else None
        own = (problem for problem in self.problems if problem.place.path == about)
        return tuple(problem for problem in own if problem not in shown.problems)
