"""A new article → its file: its name, its front matter, and a write that replaces nothing."""

import errno
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from kazarchive.config.options import Site
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import article, forms, scan
from kazarchive.rules import dates, slugs, text

LONGEST_STEM = 80


class NewArticle(Struct, frozen=True):
    """All that an imported article's file will say."""

    title: str
    lang: str
    date: str | None
    """As it is to be written; without one the article is a draft."""
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    credit: str | None
    file: str
    sha256: str
    translation_key: str | None
    paragraphs: tuple[str, ...]


# --- the name -----------------------------------------------------------------------------------


def folder(new: NewArticle, site: Site) -> str:
    """Where the article belongs, relative to the root: its year's folder, or that of drafts."""
    if new.date is None:
        return f"{site.articles.folder}/drafts"
    return f"{site.articles.folder}/{dates.parse(new.date, site.timezone)[0].year}"


def stem(title: str, lang: str) -> str:
    """The title's slug, cut at a word. A date at its beginning is written together, since the
    reader takes `2022-01-05-` before a name for the article's date."""
    whole = slugs.slug(title, lang)
    if len(whole) > LONGEST_STEM:
        cut, hyphen, _ = whole[: LONGEST_STEM + 1].rpartition("-")
        whole = cut if hyphen else whole[:LONGEST_STEM]
    return re.sub(r"^(\d{4})-(\d\d)-(\d\d)(?!\d)", r"\1\2\3", whole)


def file_name(stem: str, lang: str, site: Site) -> str:
    return f"{stem}.md" if lang == site.languages[0] else f"{stem}.{lang}.md"


def file_names(title: str, lang: str, site: Site) -> re.Pattern[str]:
    """All the names that an article with this title may have been given, with or without a date."""
    name = re.escape(stem(title, lang))
    ending = re.escape(file_name("", lang, site))
    return re.compile(rf"(?:\d{{4}}-\d\d-\d\d[-_ ])?{name}(?:-\d+)?{ending}")


# --- the content --------------------------------------------------------------------------------


def content(new: NewArticle, site: Site) -> bytes:
    """The file's bytes."""
    body = "\n\n".join(map(text.escape_markdown, new.paragraphs))
    return "\n".join(["---", *_front_matter(new, site), "---", "", body, ""]).encode()


def _front_matter(new: NewArticle, site: Site) -> Iterator[str]:
    yield f"title: {_quoted(new.title)}"
    yield f"date: {new.date}" if new.date else "draft: true"
    unmarked = dict(site.articles.defaults).get("lang", site.languages[0])
    if new.lang == site.languages[0] != unmarked:
        yield f"lang: {new.lang}"
    if new.authors:
        yield f"authors: {_list(new.authors)}"
    if new.tags:
        yield f"tags: {_list(new.tags)}"
    if new.credit:
        yield f"image:\n  credit: {_quoted(new.credit)}"
    yield f"source:\n  file: {_quoted(new.file)}\n  sha256: {_quoted(new.sha256)}"
    if new.translation_key:
        yield f"translation_key: {_quoted(new.translation_key)}"


def _quoted(written: str) -> str:
    """A JSON string is a YAML one."""
    return json.dumps(written, ensure_ascii=False)


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


def check(raw: bytes, path: str, site: Site, document: str) -> None:
    """Make sure that the article can be read back. Raises ProblemsFound (K0806, K0807), placed
    at the document."""
    below = path.removeprefix(f"{site.articles.folder}/")
    if not scan.pattern(site.articles.include).fullmatch(below):
        raise ProblemsFound([Problem("K0807", Place(document), {"path": path})])
    for problem in article.read(raw, path, site).problems:
        if problem.severity == "error":
            values = {"reason": problem.message, "hint": problem.help}
            raise ProblemsFound([Problem("K0806", Place(document), values)])


# --- the write ----------------------------------------------------------------------------------


def write(root: Path, path: str, raw: bytes) -> bool:
    """Write a file whole; false if there is one of that name.

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


# What systems say of a disk that knows no links.
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}


def _written(target: Path, raw: bytes) -> bool:
    """A link to the finished file never replaces another one, as a rename would."""
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
