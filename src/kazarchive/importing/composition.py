"""A document → the article that is written of it, as a build will read it."""

import re
from typing import NamedTuple

from msgspec.structs import replace

from kazarchive.config.options import Site
from kazarchive.importing import article_file, tags
from kazarchive.importing.analyse import Examined
from kazarchive.importing.article_file import NewArticle
from kazarchive.importing.document import Document, MediaFile, Note, Picture
from kazarchive.importing.former import FormerAddresses
from kazarchive.importing.media import MediaFiles
from kazarchive.importing.naming import Names
from kazarchive.importing.report import ImportRequest, Recognised
from kazarchive.importing.translations import TranslationKeys
from kazarchive.rules import text, urls
from kazarchive.values import OUTSIDE


class Composed(NamedTuple):
    """An article that is not written yet."""

    new: NewArticle
    html: str
    """Of its text, as a build renders it."""
    notes: tuple[Note, ...]
    """What was changed or lost on the way from the document."""
    linked: frozenset[str]
    """The paths of the articles to which it links."""


class Composer:
    """Makes the articles of an import."""

    def __init__(
        self,
        site: Site,
        request: ImportRequest,
        terms: tags.Terms,
        names: Names,
        keys: TranslationKeys,
        former: FormerAddresses,
        media: MediaFiles,
    ) -> None:
        self._site, self._request, self._terms = site, request, terms
        self._names, self._keys, self._former, self._media = names, keys, former, media

    def article(self, record: str, examined: Examined, path: str, shown: str) -> Composed:
        """The article of a document at a path. `record`: the name of its file that the article
        says. `shown`: the document's name in messages.

        Places its media. Raises ProblemsFound (K0806, K0807).
        """
        assert examined.document is not None
        document, unusable = _with_usable_url(examined.document)
        body, changes, linked = self._body(document, path)
        fields = self._recognised(examined, document)
        others, moved = self._other_terms(document)
        picture, lost = self._picture(document, path)
        all_tags = tags.merged(fields.tags, moved)
        new = NewArticle(replace(fields, tags=all_tags), document, record, body, picture, others)
        raw = article_file.content(new, self._site)
        reading = article_file.reading(raw, path, self._site, shown)
        aliases, gone = self._former.aliases(document, path, reading.address)
        if moved:
            changes += (Note("changed", f"these terms are tags now: {', '.join(moved)}"),)
        notes = (*document.notes, *unusable, *changes, *lost, *gone)
        return Composed(replace(new, aliases=aliases), reading.html, notes, linked)

    def _body(self, document: Document, path: str) -> tuple[str, tuple[Note, ...], frozenset[str]]:
        if not document.html:
            return article_file.plain(document.paragraphs), (), frozenset()
        from kazarchive.importing import body  # needs packages of the extra

        return body.converted(document, path, self._names, self._media)

    def _recognised(self, examined: Examined, document: Document) -> Recognised:
        lang, names = examined.lang, dict(document.terms).get("tags", ())
        existing = [name for *key, name in self._terms if key == [lang, "tags"]]
        suggested = () if document.html else tags.suggested(document.text, lang, existing)
        fallback = filter(None, [text.clean(self._request.author or "")])
        return Recognised(
            title=document.title,
            lang=lang,
            date=document.date,
            authors=document.authors or tuple(fallback),
            tags=tags.merged(suggested, names, filter(None, map(text.clean, self._request.tags))),
            credit=document.credit,
            paragraphs=len(document.paragraphs) or document.html.count("</p>"),
            translation_key=self._keys.key(examined.group),
            encoding=document.encoding,
        )

    def _other_terms(
        self, document: Document
    ) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
        """The terms of the site's own taxonomies, and those of others, which become tags."""
        others = [
            (name, names) for name, names in document.terms if name not in ("tags", "authors")
        ]
        own = tuple(each for each in others if each[0] in self._site.taxonomy_names)
        moved = (name for each in others if each not in own for name in each[1])
        return own, tuple(dict.fromkeys(moved))

    def _picture(self, document: Document, path: str) -> tuple[Picture | None, tuple[Note, ...]]:
        """The main image with its address as the article has it. One that is nowhere keeps its
        address on the web, as the images of the text do."""
        picture = document.picture
        if picture is None or not picture.address or document.page:
            return picture, ()
        files = {file.address: file for file in document.media}
        name = urls.split(picture.address).path.rpartition("/")[2]
        file = files.get(picture.address) or MediaFile(picture.address, name)
        whole = urls.joined(document.origin.url or "", picture.address)
        if beside := self._media.beside(file, path, whole):
            return replace(picture, address=urls.encoded(beside)), ()
        lost = self._media.missing(whole, shown=True)
        if whole.startswith(OUTSIDE):
            return replace(picture, address=whole), lost
        said = (f"“{words}”" for words in (picture.caption, picture.alt) if words)
        notes = (*lost, *(Note("lost", f"the caption of the main image: {each}") for each in said))
        return replace(picture, address="") if picture.credit else None, notes


def _with_usable_url(document: Document) -> tuple[Document, tuple[Note, ...]]:
    """A document whose address, if it has one, can stand in an article."""
    url = document.origin.url
    if url is None or re.fullmatch(r"https?://[^\s\"'<>\\]+", url):
        return document, ()
    origin = replace(document.origin, url=None)
    return replace(document, origin=origin), (Note("lost", f"no web address: {url[:100]}"),)
