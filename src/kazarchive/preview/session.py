"""The archive as it is now: the catalogue kept up to date, and any page of it made when asked for.

All of it happens in one thread, between the questions of others: a page is made of one state of the
archive, never of two. Nothing is written but the preview's own state.
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
from kazarchive.preview.views import News, Shown, Tell, Viewing
from kazarchive.problems import Place, Problem, ProblemsFound, in_order
from kazarchive.reading import forms, media, theme_files
from kazarchive.rendering.renderer import Renderer
from kazarchive.rules import signatures
from kazarchive.rules.image_names import is_image
from kazarchive.state import conversions, database, spool
from kazarchive.state.folder import NAME, State
from kazarchive.values import Address, Article, Copy, Packed, Page, Picture, Resized
from kazarchive.workspace import Workspace

REMEMBERED = 64
"""Pages shown lately: the last good one stays while its source is broken."""

CHANGED = "K0304"
"""The problem of a source that is not as it was read."""

CHASED = 12
"""Times that a page is made anew whose source changes while that is done."""

QUIET = 0.03
"""Seconds after which a file that is being written is looked at again."""

UNTIL_THEN = "the preview shows what it knew before, and goes on by itself once it can"


class Session:
    """Made once for a preview; `update` when a file has changed."""

    def __init__(
        self, root: Path, site: Site, state: State, viewing: Viewing, cache: Path | None
    ) -> None:
        self.root, self.site, self.state, self.viewing = root, site, state, viewing
        self.problems: tuple[Problem, ...] = ()
        """All of the archive, by place."""
        self.generation = ""
        self.policy = ""
        """The Content-Security-Policy of the site."""
        self.tell: Tell = lambda news, problems: None
        self.refused = False
        """Whether the disk has refused the last update."""
        self.lost = False
        """Whether somebody has removed the state."""
        self._cache, self._boot, self._number = cache, secrets.token_hex(4), 0
        self._configuration: tuple[Problem, ...] = ()
        self._alone = Pool(1)
        self._lately: OrderedDict[Address, Shown] = OrderedDict()
        self._renew()

    # --- keeping up --------------------------------------------------------------------------

    def update(self, pool: Pool, progress: Progress = lambda *_: None) -> News | None:
        """Take in what changed in the sources; None if nothing did. What is wrong with them is
        in `problems`, and what was right before stays."""
        before = self.site, self.problems
        try:
            self.site = reader.load(self.root)
            self._configuration = ()
        except ProblemsFound as wrong:
            self._configuration = wrong.problems
        changes = self._learn(pool, progress)
        problems = (*changes.every_problem(), *self.catalogue.problems())
        self.problems = in_order(dict.fromkeys((*self._configuration, *problems)))
        changed = changes.touched or changes.files or changes.templates
        if not changed and before == (self.site, self.problems):
            return None
        self._renew()
        every = self.renderer.kinds.values()
        shown_files: list[Change] = [*map(FileChange, changes.files), *changes.standalone]
        planned = plan.reached(shown_files, every, self.catalogue)
        return News(self.generation, tuple(dict.fromkeys(one.address for one in planned)))

    def refresh(self) -> bool:
        """`update` by this process alone; `tell` hears of it. Whether there was any news. While the
        disk refuses, or once the state is lost, all stays as it is."""
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
            self.tell(news, tuple(one for one in self.problems if one not in before))
        return news is not None

    def _refused(self, error: Exception) -> News | None:
        """The disk's refusal is told once, however often it is asked again."""
        if isinstance(error, database.Failure) and not database.is_disk(error):
            raise error
        if self.refused:
            return None
        self.refused = True
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, WriteFailed):
            reason = str(error.problem.values["reason"])
        told = Problem("K0702", Place(NAME), {"reason": f"{reason}; {UNTIL_THEN}"})
        self.problems = in_order((*self.problems, told))
        self._renew()
        return News(self.generation)

    def _learn(self, pool: Pool, progress: Progress) -> Changes:
        connection = self.state.connection
        database.begin(connection)
        try:
            clock, instant = self.viewing.clock(), self.state.instant()
            work = Ingestion(connection, self._workspace, clock, pool, instant, progress)
            scan = scan_sources(work)
            changes = sync(work, scan, articles.read(work, scan))
            spool.clear(connection, self.state.folder)
        except ProblemsFound as found:
            connection.rollback()
            return Changes(problems=found.problems)
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
        conversions.keep(self.state.folder, self.site)
        return changes

    def _renew(self) -> None:
        """What is kept of an earlier state of the archive is let go."""
        self._number += 1
        self.generation = f"{self._boot}-{self._number}"
        self.catalogue = Catalogue(self.state.connection)
        recorded = self.catalogue.files("template")
        known = {theme_files.resolve(self.root, path): digest for path, digest in recorded.items()}
        self.renderer = Renderer(self._workspace, self.catalogue, known)
        try:
            self.policy = self.renderer.theme.policy()
        except ProblemsFound:  # a build that needs it tells
            self.policy = policy.WITHOUT_TEMPLATE

    def close(self) -> None:
        conversions.shrink(self.state.folder)

    @property
    def _workspace(self) -> Workspace:
        nowhere = folder.Folder(self.root, ".", known=False, empty=True)
        return Workspace(self.root, self.state.folder, self.site, nowhere, self._cache)

    def folders(self) -> list[Path]:
        """Where the sources are, besides the configuration."""
        names = (name for name in self.site.source_folders if name != ".")
        return [Path(forms.real(self.root / name)) for name in names]

    # --- showing -----------------------------------------------------------------------------

    def show(self, address: Address) -> Shown | Copy:
        """What a browser is to be shown, whatever is wrong."""
        last = self._lately.get(address)
        if last and last.generation == self.generation:
            return last
        for _ in range(CHASED):
            found = self.renderer.page(address)
            if isinstance(found, Resized):
                return self._image(found)
            if isinstance(found, Copy):
                return found
            if isinstance(found, Packed):
                return self._packed(found)
            shown = self._good(address, found, last) if found else self._missing(address, last)
            if not self._may_pass(shown):
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
        """Load the theme and all else that pages need, before a browser is there."""
        self.show("/")
        for entry in self.catalogue.newest(self.site.languages[0], 1):
            self.show(entry.address)

    def _may_pass(self, shown: Shown) -> bool:
        """Whether a source was perhaps looked at while it was being written: what was read is not
        there any more, or what is asked for may be an article that cannot be read."""
        changed = any(one.code == CHANGED for one in shown.problems)
        return changed or (not shown.found and any(self._errors()))

    def moved(self, address: Address) -> Address | None:
        """Where the article stands now that was shown at an address lately."""
        last = self._lately.get(address)
        about = last.page.about if last and last.page else None
        entries = self.catalogue.entries_of([about] if about else [])
        return entries[0].address if entries and entries[0].address != address else None

    def address_of(self, path: str) -> Address | None:
        """Of an article file."""
        entries = self.catalogue.entries_of([path])
        return entries[0].address if entries else None

    def _good(self, address: Address, page: Page, last: Shown | None) -> Shown:
        """A page that is there, or the last good one with what went wrong."""
        article = page.context.get("article")
        if isinstance(article, Article) and self.unpublished(article):
            page = replace(page, indexed=False)
        told = self._general()
        try:
            return self._shown(address, page, self.renderer.bytes(page), told)
        except ProblemsFound as wrong:
            told = tuple(dict.fromkeys((*wrong.problems, *told)))
        if last and last.content:
            return replace(last, generation=self.generation, problems=told, stale=True)
        return self._shown(address, replace(page, context={}), b"", told)

    def _missing(self, address: Address, last: Shown | None) -> Shown:
        """Where nothing stands: the last good page while its source is broken, else the page that
        says so."""
        told = self._general()
        if last and last.page and last.found:
            wrong = tuple(one for one in self._errors() if one.place.path == last.page.about)
            if wrong:
                return replace(
                    last, generation=self.generation, problems=(*wrong, *told), stale=True
                )
        lang, _ = self.renderer.theme.at.split(address)
        page = self.renderer.page(self.renderer.theme.at.not_found(lang))
        assert isinstance(page, Page), "every site has one"
        told = tuple(dict.fromkeys((*told, *self._errors())))  # one of them may be why
        try:
            content = self.renderer.bytes(page)
        except ProblemsFound as wrong:
            content, told = b"", tuple(dict.fromkeys((*wrong.problems, *told)))
        shown = self._shown(address, page, content, told)
        return replace(shown, found=False)

    def _shown(
        self, address: Address, page: Page, content: bytes, told: tuple[Problem, ...]
    ) -> Shown:
        digest = hashlib.sha256(content).hexdigest()
        return Shown(address, self.generation, content, digest, page.lang, page, True, told)

    def _image(self, found: Resized) -> Shown | Copy:
        """Its sizes are not waited for: the file will do, unless few browsers show it."""
        with suppress(ProblemsFound):  # it is broken, which the next build tells
            if self._is_converted(found.picture):
                return self._packed(Packed(found.address, self.renderer.bytes(found)))
        return Copy(found.address, found.source, found.digest)

    def _is_converted(self, picture: Picture) -> bool:
        """Whether few browsers show a file: by its content, or since its name would have it sent as
        something else."""
        kind = media.kind(Path(forms.real(self.root / picture.source)), picture.source)
        return kind not in signatures.SHOWN or bool(picture.sizes and not is_image(picture.source))

    def _packed(self, file: Packed) -> Shown:
        digest = hashlib.sha256(file.content).hexdigest()
        lang = self.site.languages[0]
        return Shown(file.address, self.generation, file.content, digest, lang, None, True, ())

    def unpublished(self, article: Article) -> bool:
        """Whether a build would leave an article out for now."""
        return article.draft or article.entry.instant > self.viewing.now()

    def _errors(self) -> Iterable[Problem]:
        return (one for one in self.problems if one.severity == "error")

    def _general(self) -> tuple[Problem, ...]:
        """Errors that are no single article's."""
        articles = f"{self.site.articles.folder}/"
        return tuple(one for one in self._errors() if not one.place.path.startswith(articles))

    def own_problems(self, shown: Shown) -> tuple[Problem, ...]:
        """Of the article that a page is about, warnings too, besides what `shown` tells."""
        about = shown.page.about if shown.page else None
        own = (one for one in self.problems if one.place.path == about)
        return tuple(one for one in own if one not in shown.problems)
