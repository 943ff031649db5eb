"""A PDF file with text → one document."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kazarchive.importing import local_dates
from kazarchive.importing.document import Document, Note, Origin
from kazarchive.importing.formats.source import Source, whole
from kazarchive.importing.pdf import document, letters, process
from kazarchive.importing.pdf.document import Text
from kazarchive.importing.pdf.letters import Meant
from kazarchive.importing.pdf.pages import Fault, Head, Page
from kazarchive.problems import Problem
from kazarchive.reading import files
from kazarchive.rules import text as texts

_REASONS = {
    "damaged": "it is damaged, or no PDF",
    "large": "it has more than 2,000 pages or 3,000,000 characters",
    "time": "reading it takes too long",
    "crash": "the program that reads it has ended: the file is damaged or needs too much memory",
}
_FILE_NAME = re.compile(
    r"microsoft (?:word|powerpoint|excel) - |.*\.\w{2,5}$|(?:untitled|без имени|document|документ"
    r"|слайд|slide|презентация|presentation|page|layout|print|new)\W*\d*$|\W*\d*\W*$",
    re.IGNORECASE,
)
_CREATED = re.compile(
    r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)'?(\d\d)'?|(Z).*)?)?"
)
_ACTION = re.compile(rb"/(?:JavaScript|JS|Launch)\b")
_PERSON = re.compile(r"[^\W\d_]+\.?(?:[ -][^\W\d_]+\.?){1,3}")


def documents(source: Source) -> Iterator[Document | Problem]:
    """The one document of a file. Raises ProblemsFound (K0301, K0303, K0304)."""
    with files.opened(source.path, source.display_path) as file:
        acts = any(_ACTION.search(block) for block in files.blocks(file, source.display_path))
    parts = process.read(source.path)
    faults = [part for part in parts if isinstance(part, Fault)]
    if faults or not isinstance(parts[0], Head):
        yield _refused(faults[0].reason if faults else "crash", source)
        return
    pages = [part for part in parts if isinstance(part, Page)]
    found = sum(map(document.letters, pages))
    if found < document.FEWEST_LETTERS * len(pages):
        many = f"{len(pages):,} page{'' if len(pages) == 1 else 's'}"
        yield Problem("K0877", source.place(), {"letters": f"{found:,}", "pages": many})
        return
    head = replace(parts[0], scripts=parts[0].scripts or acts)
    yield from whole(_document(head, pages, source), source.place())


def _refused(reason: str, source: Source) -> Problem:
    if reason == "password":
        return Problem("K0878", source.place())
    return Problem("K0879", source.place(), {"reason": _REASONS[reason]})


def _document(head: Head, pages: Sequence[Page], source: Source) -> Iterator[Document]:
    meant = letters.meant("\n".join(page.text for page in pages))
    if meant:
        pages = letters.corrected(pages, meant.table)
    given = texts.clean_prose(head.title.translate(meant.table) if meant else head.title)
    title = "" if _FILE_NAME.match(given) else given
    text = document.text(pages, title)
    date, notes = _date(head, text, source)
    authors, guessed = _authors(head)
    yield Document(
        title=title or text.title,
        html=text.html,
        source_text=text.source_text,
        origin=Origin("pdf"),
        date=date,
        authors=authors,
        media=text.media,
        notes=(
            *_title_notes(given, title, text),
            *_letters_notes(meant),
            *notes,
            *guessed,
            *_other(head),
            *text.notes,
        ),
    )


def _title_notes(given: str, title: str, text: Text) -> Iterator[Note]:
    if not title and text.title:
        yield Note("guessed", "the title is the largest text of the first page")
    if given and not title:
        yield Note("left out", f"the title `{given}`, which is the name of a file")


def _letters_notes(meant: Meant | None) -> Iterator[Note]:
    if meant:
        yield Note("changed", f"the letters of its fonts were taken as {meant.what}")


def _date(head: Head, text: Text, source: Source) -> tuple[str | None, tuple[Note, ...]]:
    """A date in the text or the file name; that of the file itself is only a guess."""
    zone = source.timezone
    for line in text.first_lines:
        if written := local_dates.of_line(line):
            return _only(written, zone, "")
    if written := local_dates.of_name(source.stem, zone):
        return _only(written, zone, "")
    dateline = local_dates.of_dateline(text.first_paragraph)
    of_folder = local_dates.year_of(source.record) or ""
    if dateline and (dateline.has_year or of_folder):
        return _only(dateline.on(of_folder), zone, "")
    created = _CREATED.match(head.created)
    if source.date or created is None:
        return None, ()
    year, month, day, hour, minute, second, zone_hour, zone_minute, utc = created.groups()
    written = f"{year}-{month}-{day}"
    if hour:
        offset = f" {zone_hour}:{zone_minute}" if zone_hour else " +00:00" if utc else ""
        written += f" {hour}:{minute}:{second}{offset}"
    return _only(written, zone, "the date is that of the file, which may be a later one")


def _only(written: str, zone: str, doubt: str) -> tuple[str | None, tuple[Note, ...]]:
    """The only meaning of a date."""
    meanings = local_dates.meanings(written, zone)
    if len(meanings) == 1:
        return meanings[0], (Note("guessed", doubt),) if doubt else ()
    what = " or ".join(meanings) or "no day"
    return None, (Note("lost", f"the date `{written}`, which can be {what}"),)


def _authors(head: Head) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """The author of the metadata, which is often only the owner of the computer."""
    name = texts.clean(head.author)
    if not name:
        return (), ()
    if _PERSON.fullmatch(name) and name.istitle():
        return (name,), (Note("guessed", f"the author is that of the file: {name}"),)
    return (), (Note("left out", f"the author of the file, `{name}`"),)


def _other(head: Head) -> Iterator[Note]:
    if head.scripts:
        yield Note("left out", "scripts in the file; they were not run")
    if head.attachments:
        yield Note("left out", f"files inside the file: {head.attachments:,}")
    if head.forms:
        yield Note("left out", "the fields of its form")
