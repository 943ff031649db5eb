"""A folder of another generator → its texts as documents."""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from kazarchive.importing.document import Document, MediaFile, Origin
from kazarchive.importing.formats.generator import body as bodies
from kazarchive.importing.formats.generator import fields, shows
from kazarchive.importing.formats.generator.body import Body, Table
from kazarchive.importing.formats.generator.links import Index, Links
from kazarchive.importing.formats.generator.parsed import parsed
from kazarchive.importing.formats.generator.restructured import Unreadable
from kazarchive.importing.formats.generator.rules import OTHERS, Rules
from kazarchive.importing.formats.generator.table import RULES
from kazarchive.importing.formats.generator.text import Text
from kazarchive.importing.formats.source import UNFORESEEN, Source, whole
from kazarchive.importing.generators.table import GENERATORS
from kazarchive.importing.naming import host, key
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import files, timeout
from kazarchive.reading.frontmatter import LARGEST_FILE
from kazarchive.rules import urls

SECONDS = 2
"""The limit of processor time for a text, and again for each million characters."""


def documents(source: Source) -> Iterator[Document | Problem]:
    """The texts of the folder, each with the URL that it had. Raises ProblemsFound (K0852)."""
    name = next(each for each in GENERATORS if each.lower() == source.format)
    plan = GENERATORS[name][1](source.path)
    rules = RULES[name](source.path, plan, source.timezone)
    reader = _Reader(source, rules)
    index = reader.index()
    table = shows.table(list(source.shortcodes))
    for path, is_page in rules.texts():
        place = Place(f"{source.display_path}/{path}")
        yield from whole(reader.documents(path, is_page, index, table), place)


class _Reader:
    def __init__(self, source: Source, rules: Rules) -> None:
        self._source, self._rules = source, rules
        archive = urls.split(source.base_url)
        is_own = rules.url and host(urls.split(rules.url)) == host(archive)
        self._home = rules.url if is_own else source.base_url
        """The URL of the site, as the archive has it: its former addresses are below the archive's
        own host."""
        self._name = posixpath.basename(source.path.resolve().as_posix())
        self._same = dict[str, list[str]]()
        """SHA-256 of a text → the URLs of all texts with these bytes, which are one document."""

    # --- all texts, to know where each was ------------------------------------------------------

    def index(self) -> Index:
        found, names, known = dict[str, str](), dict[str, str](), dict[str, str]()
        for path, is_page in self._rules.texts():
            try:
                text = self._text(path, is_page)
                addresses = self._rules.addresses(text) if text else []
            except (ProblemsFound, *UNFORESEEN):
                continue
            if text is None or not addresses:
                continue
            url = found[path] = self._url(addresses[0])
            for name in {path, *self._rules.names(text)}:
                taken = names.setdefault(name.casefold(), url)
                if taken != url:
                    names[name.casefold()] = ""
            self._same.setdefault(self._sha256(path), []).append(url)
            for address in addresses:
                known.setdefault(key(self._url(address)), url)
        return Index(
            Path(self._source.path.resolve()), self._home, self._rules.statics, found, names, known
        )

    def _raw(self, path: str) -> bytes:
        """A file of the folder. Raises ProblemsFound (K0124, K0301, K0303, K0304)."""
        place = Place(f"{self._source.display_path}/{path}")
        file = self._rules.file(path)
        if file is None:
            raise ProblemsFound([Problem("K0301", place, {"what": "a link"})])
        if (size := file.stat().st_size) > LARGEST_FILE:
            raise ProblemsFound([Problem("K0124", place, {"size": f"{size:,}"})])
        return files.read(file, place.path)

    def _sha256(self, path: str) -> str:
        return files.digest(self._source.path / path, path)

    def _url(self, address: str) -> str:
        return self._home + urls.encoded(address.lstrip("/"))

    def _text(self, path: str, is_page: bool) -> Text | None:
        """A text without its body rewritten; None if the file is none. Raises ProblemsFound."""
        rules = self._rules
        kind = rules.kind(path)
        if kind is None:
            return None
        raw = self._raw(path)
        read = parsed(raw, f"{self._source.display_path}/{path}", kind)
        own = rules.fields(read.fields)
        if not rules.is_text(path, read):
            return None
        read = replace(read, fields={**rules.inherited(path, own), **own})
        text = fields.text_of(read, path, rules.site, self._source.now)
        return replace(text, moment=None, date=None) if is_page else text

    # --- one text -------------------------------------------------------------------------------

    def documents(
        self, path: str, is_page: bool, index: Index, table: Table
    ) -> Iterator[Document | Problem]:
        place = Place(f"{self._source.display_path}/{path}")
        ending = posixpath.splitext(path)[1].lower()
        if ending in OTHERS:
            yield Problem("K0895", place, {"what": OTHERS[ending]})
            return
        try:
            text = self._text(path, is_page)
        except ProblemsFound as refusal:
            yield refusal.problems[0]
            return
        if text is None and ending in (".md", ".markdown", ".rst"):
            yield Problem("K0897", place)
        if text is not None:
            try:
                with timeout.limited(SECONDS * (1 + len(text.body) / 1_000_000)):
                    document = self._document(text, index, table)
                yield document
            except timeout.TooLong:
                reason = f"it takes more than {SECONDS} s"
                yield Problem("K0896", place, {"reason": reason})
            except Unreadable as error:
                yield Problem("K0896", place, {"reason": str(error)})

    def _document(self, text: Text, index: Index, table: Table) -> Document:
        rules = self._rules
        addresses = rules.addresses(text)
        url = self._url(addresses[0]) if addresses else ""
        made = bodies.body(text, rules, index, url or self._home, table)
        former = [self._url(address) for address in addresses[1:]]
        former += [other for other in self._same.get(self._sha256(text.path), ()) if other != url]
        if url and rules.url and self._home != rules.url:
            former.insert(0, url)
            url = rules.url + urls.encoded(addresses[0].lstrip("/"))
        raw = self._raw(text.path)
        hint = rules.language().replace("_", "-").partition("-")[0].lower()
        is_page = text.date is None and not text.draft
        return Document(
            title=text.title,
            markdown=made.markdown,
            html=made.html,
            sha256=self._sha256(text.path),
            original=raw,
            file=text.path,
            origin=Origin(
                kind=self._source.format,
                id=f"{self._name}/{text.path}",
                url=url or None,
                name=str(rules.plan.site.get("title") or "") or None,
            ),
            lang=text.lang,
            lang_hint=None if text.lang else hint or None,
            date=text.date,
            updated=text.updated,
            authors=tuple(map(rules.person, text.authors)),
            terms=text.terms,
            summary=text.summary or made.teaser or None,
            picture=text.picture,
            media=self._picture(text, index, made, url or self._home),
            draft=text.draft,
            page=is_page,
            slug=_name(text),
            addresses=tuple(former),
            translation=rules.group(text).lstrip("=") or None,
            notes=(*text.notes, *made.notes),
        )

    def _picture(self, text: Text, index: Index, made: Body, url: str) -> tuple[MediaFile, ...]:
        """The files of the text and of its main image."""
        picture = text.picture
        if picture is None or not picture.address:
            return made.media
        links = Links(index, text.path, url, self._rules.beside(text))
        links.target(picture.address, is_media=True)
        return tuple(dict.fromkeys((*made.media, *links.media.values())))


def _name(text: Text) -> str | None:
    slug = text.text("slug").strip("/").rpartition("/")[2]
    return slug or text.stem or None
