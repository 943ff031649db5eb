"""A new article → its file name, its content, and a write that never replaces a file."""

import errno
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.importing.document import Document, Picture
from kazarchive.importing.report import Recognised
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import article, forms, scan, standalone
from kazarchive.rules import dates, headlines, slugs, text
from kazarchive.values import Address

LONGEST_STEM = 80


class NewArticle(Struct, frozen=True):
    """All that the file of an imported article will say."""

    fields: Recognised
    document: Document
    file: str
    """The record of the document's file."""
    body: str
    """Markdown."""
    picture: Picture | None = None
    """With its address as the article has it."""
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(taxonomy, names), besides tags and authors."""
    aliases: tuple[str, ...] = ()


# --- the name -----------------------------------------------------------------------------------


def folder(document: Document, site: Site) -> str:
    """The folder of the article, relative to the root: that of its year, of drafts or of pages."""
    if document.page:
        return site.pages.folder
    if document.date is None:
        return drafts(site)
    return f"{site.articles.folder}/{dates.parse(document.date, site.timezone)[0].year}"


def drafts(site: Site) -> str:
    """The folder of articles without a date."""
    return f"{site.articles.folder}/drafts"


def stem(title: str, lang: str) -> str:
    """The slug of the title, cut at a word. A date at its beginning loses its hyphens, because
    `2022-01-05-` before a file name would be read as the date of the article."""
    slug = slugs.slug(title, lang)
    if len(slug) > LONGEST_STEM:
        cut, hyphen, _ = slug[: LONGEST_STEM + 1].rpartition("-")
        slug = cut if hyphen else slug[:LONGEST_STEM]
    return re.sub(r"^(\d{4})-(\d\d)-(\d\d)(?!\d)", r"\1\2\3", slug)


def file_name(stem: str, lang: str, site: Site) -> str:
    return f"{stem}.md" if lang == site.languages[0] else f"{stem}.{lang}.md"


def file_names(title: str, lang: str, site: Site) -> re.Pattern[str]:
    """Matches every file name that an article with this title can have, with or without a date."""
    name = re.escape(stem(title, lang))
    ending = re.escape(file_name("", lang, site))
    return re.compile(rf"(?:\d{{4}}-\d\d-\d\d[-_ ])?{name}(?:-\d+)?{ending}")


# --- the content --------------------------------------------------------------------------------


def content(new: NewArticle, site: Site) -> bytes:
    """The file's bytes."""
    front = _page_fields(new, site) if new.document.page else _front_matter(new, site)
    return "\n".join(["---", *front, "---", "", new.body, ""]).encode()


def plain(paragraphs: Sequence[str]) -> str:
    """The Markdown of plain text."""
    return "\n\n".join(map(text.escape_markdown, paragraphs))


def _page_fields(new: NewArticle, site: Site) -> Iterator[str]:
    yield f"title: {quoted(new.fields.title)}"
    if new.aliases:
        yield f"aliases: {quoted_list(new.aliases)}"
    yield from _origin(new)


def _front_matter(new: NewArticle, site: Site) -> Iterator[str]:
    fields, document = new.fields, new.document
    yield f"title: {quoted(headlines.escaped(fields.title))}"
    if fields.date:
        yield f"date: {fields.date}"
    if document.updated:
        yield f"updated: {document.updated}"
    if document.draft or not fields.date:
        yield "draft: true"
    unmarked = dict(site.articles.defaults).get("lang", site.languages[0])
    if fields.lang == site.languages[0] != unmarked:
        yield f"lang: {fields.lang}"
    if document.summary:
        yield f"summary: {quoted(document.summary)}"
    if fields.authors:
        yield f"authors: {quoted_list(fields.authors)}"
    for taxonomy, names in (("tags", fields.tags), *new.terms):
        if names:
            yield f"{taxonomy}: {quoted_list(names)}"
    yield from _picture(new.picture)
    if new.aliases:
        yield f"aliases: {quoted_list(new.aliases)}"
    yield from _origin(new)
    if fields.translation_key:
        yield f"translation_key: {quoted(fields.translation_key)}"


def _picture(picture: Picture | None) -> Iterator[str]:
    if picture is None:
        return
    yield "image:"
    named = {"src": picture.address, "alt": picture.alt, "caption": picture.caption}
    for name, value in {**named, "credit": picture.credit}.items():
        if value:
            yield f"  {name}: {quoted(value)}"


def _origin(new: NewArticle) -> Iterator[str]:
    """`source`; unlike the other parts, the file and its SHA-256 are always there."""
    yield "source:"
    origin = new.document.origin
    for name in ("kind", "id", "url", "name", "author", "retrieved"):
        if value := getattr(origin, name):
            yield f"  {name}: {quoted(value)}"
    yield f"  file: {quoted(new.file)}"
    yield f"  sha256: {quoted(new.document.sha256)}"


def quoted(written: str) -> str:
    """A YAML string; every JSON string is one (YAML 1.2.2, section 1.2)."""
    return json.dumps(written, ensure_ascii=False)


def quoted_list(names: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, names))}]"


class Reading(NamedTuple):
    """What a build reads in an article."""

    html: str
    """Of its text."""
    address: Address


def reading(raw: bytes, path: str, site: Site, shown: str) -> Reading:
    """Read an article back. Raises ProblemsFound (K0806, K0807) at the document, which messages
    name as `shown`."""
    if PurePosixPath(path).parent == PurePosixPath(site.pages.folder):
        page = standalone.read(raw, path, site)
        if page.page is None:
            raise _refusal(page.problems, shown)
        return Reading(page.body, page.page.address)
    below = path.removeprefix(f"{site.articles.folder}/")
    if not scan.pattern(site.articles.include).fullmatch(below):
        raise ProblemsFound([Problem("K0807", Place(shown), {"path": path})])
    read = article.read(raw, path, site)
    if read.article is None:
        raise _refusal(read.problems, shown)
    return Reading(read.body, read.article.entry.address)


def _refusal(problems: Iterable[Problem], shown: str) -> ProblemsFound:
    first = next(problem for problem in problems if problem.severity == "error")
    values = {"reason": first.message, "hint": first.help}
    return ProblemsFound([Problem("K0806", Place(shown), values)])


# --- the write ----------------------------------------------------------------------------------


def write(root: Path, path: str, raw: bytes | Path) -> bool:
    """Write a complete file, or a copy of one; false if one of that name exists.

    Raises ProblemsFound (K0302, K0702).
    """
    target = Path(forms.real(root / path))
    _check_inside(root, path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return _written(target, raw)
    except OSError as error:
        reason = {"reason": error.strerror or str(error)}
        raise ProblemsFound([Problem("K0702", Place(path), reason)]) from None


def replace(root: Path, path: str, raw: bytes) -> None:
    """Put a file in the place of one that this import has written. Raises ProblemsFound (K0302,
    K0702)."""
    _check_inside(root, path)
    target = Path(forms.real(root / path))
    waiting = _waiting(target)
    try:
        waiting.write_bytes(raw)
        waiting.replace(target)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        reason = {"reason": error.strerror or str(error)}
        raise ProblemsFound([Problem("K0702", Place(path), reason)]) from None


def _waiting(target: Path) -> Path:
    """Where a file is written before it gets its name."""
    return target.with_name(f".{target.name}.{os.getpid()}")


def _check_inside(root: Path, path: str) -> None:
    home, real = os.path.realpath(root), os.path.realpath(forms.real((root / path).parent))
    if not Path(real).is_relative_to(home):
        place = Place(path.rpartition("/")[0])
        raise ProblemsFound([Problem("K0302", place, {"target": real})])


# Errors of file systems without hard links.
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}


def _written(target: Path, raw: bytes | Path) -> bool:
    """Link the finished file into place: unlike a rename, a link never replaces a file."""
    waiting = _waiting(target)
    try:
        waiting.unlink(missing_ok=True)
        with waiting.open("xb") as file:
            _fill(file, raw)
        os.link(waiting, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return _created(target, raw)
    finally:
        waiting.unlink(missing_ok=True)
    return True


def _created(target: Path, raw: bytes | Path) -> bool:
    try:
        with target.open("xb") as file:
            _fill(file, raw)
    except FileExistsError:
        return False
    return True


def _fill(file: BinaryIO, raw: bytes | Path) -> None:
    if isinstance(raw, bytes):
        file.write(raw)
        return
    with raw.open("rb") as source:
        shutil.copyfileobj(source, file)
