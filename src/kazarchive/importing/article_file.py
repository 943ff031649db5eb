"""A new article → its file name, its content, and a write that never replaces a file."""

import errno
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.importing.report import Recognised
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import article, forms, scan
from kazarchive.rules import dates, slugs, text

LONGEST_STEM = 80


class NewArticle(Struct, frozen=True):
    """All that the file of an imported article will say."""

    fields: Recognised
    file: str
    """The record of the document."""
    sha256: str
    """Of the document."""
    paragraphs: tuple[str, ...]


# --- the name -----------------------------------------------------------------------------------


def folder(new: NewArticle, site: Site) -> str:
    """The folder of the article, relative to the root: that of its year, or that of drafts."""
    if new.fields.date is None:
        return drafts(site)
    return f"{site.articles.folder}/{dates.parse(new.fields.date, site.timezone)[0].year}"


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
    body = "\n\n".join(map(text.escape_markdown, new.paragraphs))
    return "\n".join(["---", *_front_matter(new, site), "---", "", body, ""]).encode()


def _front_matter(new: NewArticle, site: Site) -> Iterator[str]:
    fields = new.fields
    yield f"title: {quoted(fields.title)}"
    yield f"date: {fields.date}" if fields.date else "draft: true"
    unmarked = dict(site.articles.defaults).get("lang", site.languages[0])
    if fields.lang == site.languages[0] != unmarked:
        yield f"lang: {fields.lang}"
    if fields.authors:
        yield f"authors: {quoted_list(fields.authors)}"
    if fields.tags:
        yield f"tags: {quoted_list(fields.tags)}"
    if fields.credit:
        yield f"image:\n  credit: {quoted(fields.credit)}"
    yield f"source:\n  file: {quoted(new.file)}\n  sha256: {quoted(new.sha256)}"
    if fields.translation_key:
        yield f"translation_key: {quoted(fields.translation_key)}"


def quoted(written: str) -> str:
    """A YAML string; every JSON string is one (YAML 1.2.2, section 1.2)."""
    return json.dumps(written, ensure_ascii=False)


def quoted_list(names: Sequence[str]) -> str:
    return f"[{', '.join(map(quoted, names))}]"


def check(raw: bytes, path: str, site: Site, document: str) -> None:
    """Check that the article can be read back. Raises ProblemsFound (K0806, K0807) at the
    document."""
    below = path.removeprefix(f"{site.articles.folder}/")
    if not scan.pattern(site.articles.include).fullmatch(below):
        raise ProblemsFound([Problem("K0807", Place(document), {"path": path})])
    for problem in article.read(raw, path, site).problems:
        if problem.severity == "error":
            values = {"reason": problem.message, "hint": problem.help}
            raise ProblemsFound([Problem("K0806", Place(document), values)])


# --- the write ----------------------------------------------------------------------------------


def write(root: Path, path: str, raw: bytes) -> bool:
    """Write a complete file; false if one of that name exists.

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


def _check_inside(root: Path, path: str) -> None:
    home, real = os.path.realpath(root), os.path.realpath(forms.real((root / path).parent))
    if not Path(real).is_relative_to(home):
        place = Place(path.rpartition("/")[0])
        raise ProblemsFound([Problem("K0302", place, {"target": real})])


# Errors of file systems without hard links.
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}


def _written(target: Path, raw: bytes) -> bool:
    """Link the finished file into place: unlike a rename, a link never replaces a file."""
    waiting = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        waiting.unlink(missing_ok=True)
        waiting.write_bytes(raw)
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


def _created(target: Path, raw: bytes) -> bool:
    try:
        with target.open("xb") as file:
            file.write(raw)
    except FileExistsError:
        return False
    return True
