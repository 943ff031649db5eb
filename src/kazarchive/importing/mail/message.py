"""A message → a Document.

E-mail addresses are personal data: neither the authors nor the origin of an article have them.
"""

import hashlib
import re
from collections.abc import Iterator
from email.message import Message
from html import escape

from msgspec import Struct

from kazarchive.importing import moments, second_reading
from kazarchive.importing.document import Document, Note, Origin
from kazarchive.importing.formats.source import Source, whole
from kazarchive.importing.mail import markup, parts, plain, structure
from kazarchive.importing.mail.headers import Headers
from kazarchive.importing.mail.parts import Content, File, Text, Title
from kazarchive.importing.second_reading import Change
from kazarchive.problems import Problem
from kazarchive.reading import timeout

SECONDS = 2.0
"""Of processor time for one message."""

_LIST_TAG = re.compile(
    r"^((?:(?:re|fwd?|aw|отв|ха)\s*:\s*)*)\[[^\[\]]{1,60}\]\s*(?=\S)", re.IGNORECASE
)
_LIST = ("list-id", "list-post", "list-unsubscribe", "mailing-list", "x-mailing-list")
_VIA = re.compile(r"\s+(?:via|через|арқылы)\s+\S.*$", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_WEB = re.compile(r"<?\s*(https?://[^\s<>]+)\s*>?")


class Raw(Struct, frozen=True):
    """A message as a file has it."""

    content: bytes
    kind: str
    """The format of its file."""
    line: int = 0
    """Where it begins in its file; 0 if it is the whole file."""
    original: bytes | None = None
    """As Document.original."""
    received: str = ""
    """A date beside it, for a message that has none."""
    notes: tuple[Note, ...] = ()


def read(raw: Raw, source: Source) -> Iterator[Document | Problem]:
    """The document of a message, or K0874, K0875 or K0810."""
    try:
        with timeout.limited(SECONDS):
            found = list(whole(_document(raw, source), source.place(raw.line)))
    except timeout.TooLong:
        found = [_problem(raw, source, f"reading it takes longer than {SECONDS:.0f} seconds")]
    yield from found


def _document(raw: Raw, source: Source) -> Iterator[Document | Problem]:
    if len(raw.content) > structure.LARGEST:
        yield _problem(raw, source, f"it has more than {structure.LARGEST:,} bytes")
        return
    bare = structure.bare(raw.content)
    if fault := structure.fault(bare.content):
        yield _problem(raw, source, fault)
        return
    message = parts.parsed(bare.content)
    headers, content = Headers(message), parts.content(message, bare.files, source.encoding)
    body = _Body(content, source)
    if not body.html:
        yield _refusal(raw, content, source)
        return
    title, title_notes = _title(headers)
    date, date_notes = _date(headers, raw, source.timezone)
    authors, author_notes = _authors(headers)
    original = raw.original
    digest = hashlib.sha256(original).hexdigest() if original is not None else ""
    yield Document(
        title=title,
        html=body.html,
        source_text=body.source_text,
        sha256=digest,
        original=original,
        line=raw.line,
        origin=_origin(headers, raw.kind, digest),
        date=date,
        authors=authors,
        terms=_terms(headers),
        media=tuple(map(parts.media, body.files)),
        version=(moments.instant(date, source.timezone),),
        encoding=next((d.described for d in content.decoded if d.described), ""),
        notes=(
            *raw.notes,
            *title_notes,
            *date_notes,
            *author_notes,
            *content.notes,
            *body.notes,
            *_defects(message),
        ),
        warnings=tuple(_warnings(content, raw, source)),
    )


def _refusal(raw: Raw, content: Content, source: Source) -> Problem:
    if content.envelope:
        return Problem("K0875", source.place(raw.line), {"envelope": content.envelope})
    files = [piece.name for piece in content.pieces if isinstance(piece, File)]
    lost = [note.text for note in content.notes if note.kind == "lost"]
    only = f", only {', '.join((*files, *lost))}" if files or lost else ""
    return _problem(raw, source, f"it has no text{only}")


def _problem(raw: Raw, source: Source, reason: str) -> Problem:
    return Problem("K0874", source.place(raw.line), {"reason": reason})


# --- the text -----------------------------------------------------------------------------------


class _Body:
    """The texts of a message as one, with its images and files in order."""

    def __init__(self, content: Content, source: Source) -> None:
        self._patterns = source.boilerplate
        self._files = [*content.beside, *(p for p in content.pieces if isinstance(p, File))]
        self._embedded: dict[str, File] = {}
        self._named = {name: file for file in self._files for name in file.names}
        self._left_out = list(content.left_out)
        self._changes: list[Change] = []
        self._second: list[str] = []
        self.notes: tuple[Note, ...] = ()
        texts = [self._piece(piece) for piece in content.pieces if not isinstance(piece, File)]
        rest = [file for file in self._files if file.address not in self._embedded]
        self.html = "".join((*texts, *map(self._file, rest))) if any(texts) else ""
        self.source_text = second_reading.changed("\n".join(self._second), self._changes)
        self.files = [*self._embedded.values(), *rest]
        self.notes += tuple(Note("left out", each) for each in self._left_out)

    def _piece(self, piece: Text | Title) -> str:
        if isinstance(piece, Title):
            self._second.append(piece.content)
            return f"<h2>{escape(piece.content, quote=False)}</h2>"
        html, second = piece.content, piece.content
        if piece.is_html:
            second = second_reading.visible(html)
        else:
            read = plain.html(html, flowed=piece.flowed, delsp=piece.delsp)
            html, second = read.html, plain.words(second, joined=piece.flowed and piece.delsp)
            self._leave_out(read.left_out)
            self._changes += read.changes
        cleaned = markup.cleaned(html, self._resolved, self._patterns)
        self._leave_out(cleaned.left_out)
        self.notes += cleaned.notes
        self._second.append(second)
        has_content = "<img" in cleaned.html or second_reading.visible(cleaned.html)
        return cleaned.html if has_content else ""

    def _leave_out(self, texts: tuple[str, ...]) -> None:
        self._left_out += texts
        self._changes += [Change(each) for each in texts]

    def _resolved(self, address: str) -> str | None:
        """The address of an image in the document."""
        file = self._named.get(address)
        if file is None:
            return None if not address or address[:4].lower() == "cid:" else address
        self._embedded[file.address] = file
        return file.address

    def _file(self, file: File) -> str:
        if file.is_image:
            return f'<p><img src="{file.address}" alt=""></p>'
        self._second.append(file.name)
        return f'<p><a href="{file.address}">{escape(file.name, quote=False)}</a></p>'


def _warnings(content: Content, raw: Raw, source: Source) -> Iterator[Problem]:
    """What is doubtful about the encodings; the lines of a part are not those of the file."""
    for decoded in content.decoded:
        for note in decoded.notes:
            yield Problem(note.code, source.place(raw.line), note.values)


def _defects(message: Message) -> Iterator[Note]:
    names = {type(defect).__name__ for part in message.walk() for defect in part.defects}
    if names & {"CloseBoundaryNotFoundDefect", "StartBoundaryNotFoundDefect"}:
        yield Note("lost", "the message ends before its end: a part of it is missing")


# --- what is known of it ------------------------------------------------------------------------


def _title(headers: Headers) -> tuple[str, tuple[Note, ...]]:
    """The subject, without the name of the list that its software puts before it."""
    subject = headers.text("subject")
    tag = _LIST_TAG.match(subject) if headers.has(*_LIST) else None
    if tag is None:
        return subject, ()
    title = tag[1] + subject[tag.end() :]
    return title, (Note("changed", f"the title was: {subject}"),)


def _date(headers: Headers, raw: Raw, timezone: str) -> tuple[str | None, tuple[Note, ...]]:
    """When it was written, else when it was received."""
    notes = []
    if written := headers.text("date"):
        found = moments.moment(_COMMENT.sub("", written), timezone)
        if found.doubt:
            notes.append(Note("guessed" if found.date else "lost", found.doubt))
        if found.date:
            return found.date, tuple(notes)
    received = [each.rpartition(";")[2].strip() for each in headers.texts("received")]
    for each in (*received[:1], raw.received):
        found = moments.moment(_COMMENT.sub("", each), timezone) if each else moments.Moment(None)
        if found.date:
            notes.append(Note("guessed", "the date is that on which the message was received"))
            return found.date, tuple(notes)
    return None, tuple(notes)


def _authors(headers: Headers) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    names = dict.fromkeys(_VIA.sub("", name) for name in headers.people("from"))
    if names or not headers.has("from"):
        return tuple(names), ()
    return (), (Note("left out", "the address of the sender, who gives no name"),)


def _origin(headers: Headers, kind: str, digest: str) -> Origin:
    """`digest`: what else identifies a message in a file of many; empty for a file of one."""
    web = _WEB.search(headers.text("archived-at"))
    name, _, id_ = headers.text("list-id").partition("<")
    publication = name.strip(" \"'") or id_.partition(">")[0].strip()
    return Origin(
        kind=kind,
        id=headers.text("message-id").strip("<> ") or (f"sha256:{digest}" if digest else None),
        url=web[1] if web else None,
        name=publication or None,
    )


def _terms(headers: Headers) -> tuple[tuple[str, tuple[str, ...]], ...]:
    words = (word.strip() for each in headers.texts("keywords") for word in re.split("[,;]", each))
    tags = tuple(dict.fromkeys(filter(None, words)))
    return (("tags", tags),) if tags else ()
