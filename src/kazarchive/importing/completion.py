"""The articles of earlier imports, compared with what an import writes of their documents now.

A draft that had no date is completed once there is one, but only if it is as an import wrote it: an
editor may be at work on any other.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.importing import article_file
from kazarchive.importing.article_file import NewArticle
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, forms, frontmatter
from kazarchive.reading.source import Value


def completed(root: Path, draft: str, new: NewArticle, site: Site) -> NewArticle | None:
    """`new`, which was made of the same document and has a date, as it replaces the draft; None if
    the file is no longer a draft without a date. Raises ProblemsFound (K0824) if the draft has been
    edited."""
    raw, fields = _article(root, draft)
    hidden = fields.get("draft")
    if fields and (hidden is None or hidden.data is not True or "date" in fields):
        return None
    article = _as_before(new, fields)
    undated = replace(article, fields=replace(article.fields, date=None))
    if article_file.content(undated, site) != raw:
        date = new.fields.date or ""
        raise ProblemsFound([Problem("K0824", Place(draft), {"date": date})])
    return article


def is_same(root: Path, path: str, new: NewArticle, site: Site) -> bool:
    """Whether an article that was made of an earlier version of a document, and has not been edited
    since, says all that `new` says. What is no content, such as a number of comments, may have
    changed."""
    raw, fields = _article(root, path)
    article = _as_before(new, fields)
    authors, source = new.document.authors, _source(fields)
    if set(new.fields.tags) - set(article.fields.tags):
        return False
    if authors and authors != article.fields.authors:
        return False
    origin = replace(new.document.origin, retrieved=_text(source.get("retrieved")))
    sha256 = _text(source.get("sha256")) or ""
    document = replace(new.document, origin=origin, sha256=sha256)
    return article_file.content(replace(article, document=document), site) == raw


def _article(root: Path, path: str) -> tuple[bytes, Mapping[str, Value]]:
    """The bytes of an article, and its front matter if that is valid. Raises ProblemsFound."""
    raw = files.read(root / path, path)
    try:
        return raw, frontmatter.parse(frontmatter.decode(raw, path)).fields
    except ProblemsFound:
        return raw, {}


def _as_before(new: NewArticle, fields: Mapping[str, Value]) -> NewArticle:
    """An article with the file, the tags, the authors and the translation key that an earlier
    import wrote, since those depend on its options."""
    own = replace(
        new.fields,
        tags=_texts(fields.get("tags")),
        authors=_texts(fields.get("authors")),
        translation_key=_text(fields.get("translation_key")),
    )
    return replace(new, fields=own, file=_text(_source(fields).get("file")) or new.file)


def _source(fields: Mapping[str, Value]) -> Mapping[str, Value]:
    source = fields.get("source")
    return source.fields or {} if source else {}


def remove(root: Path, draft: str) -> None:
    """Remove a draft whose article has been written. Raises ProblemsFound (K0702)."""
    try:
        Path(forms.real(root / draft)).unlink(missing_ok=True)
    except OSError as error:
        reason = {"reason": error.strerror or str(error)}
        raise ProblemsFound([Problem("K0702", Place(draft), reason)]) from None


def _text(value: Value | None) -> str | None:
    return value.text if value else None


def _texts(value: Value | None) -> tuple[str, ...]:
    return tuple(item.text or "" for item in value.items or ()) if value else ()
