"""The draft of a document that had no date → the article that an import writes once it has one.

A draft is completed only if it is as an import wrote it: an editor may be at work on any other.
"""

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
    the file is no longer a draft without a date.

    It has the tags, the authors and the translation key of the draft, since those depend on the
    options of that import. Raises ProblemsFound (K0824) if the draft has been edited.
    """
    raw = files.read(root / draft, draft)
    try:
        fields = frontmatter.parse(frontmatter.decode(raw, draft)).fields
    except ProblemsFound:
        fields = {}
    hidden = fields.get("draft")
    if fields and (hidden is None or hidden.data is not True or "date" in fields):
        return None
    source, key = fields.get("source"), fields.get("translation_key")
    own = replace(
        new.fields,
        tags=_texts(fields.get("tags")),
        authors=_texts(fields.get("authors")),
        translation_key=key.text if key else None,
    )
    file = source.fields.get("file") if source and source.fields else None
    article = replace(new, fields=own, file=(file and file.text) or new.file)
    if article_file.content(replace(article, fields=replace(own, date=None)), site) != raw:
        date = new.fields.date or ""
        raise ProblemsFound([Problem("K0824", Place(draft), {"date": date})])
    return article


def remove(root: Path, draft: str) -> None:
    """Remove a draft whose article has been written. Raises ProblemsFound (K0702)."""
    try:
        Path(forms.real(root / draft)).unlink(missing_ok=True)
    except OSError as error:
        reason = {"reason": error.strerror or str(error)}
        raise ProblemsFound([Problem("K0702", Place(draft), reason)]) from None


def _texts(value: Value | None) -> tuple[str, ...]:
    return tuple(item.text or "" for item in value.items or ()) if value else ()
