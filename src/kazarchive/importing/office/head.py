"""The text of an office document → a Document: which of its first lines are the title, the date and
the authors, and what the properties of the file add to them."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import html
from lxml.html import HtmlElement
from msgspec import Struct, field

from kazarchive.importing import bylines, dating, local_dates
from kazarchive.importing.dating import Dated, DateLine, Dating
from kazarchive.importing.document import Document, Note, Origin, Picture
from kazarchive.importing.formats.source import Source
from kazarchive.importing.office import tidy
from kazarchive.importing.office.values import Properties, Written
from kazarchive.problems import Problem
from kazarchive.reading.source import SourceText
from kazarchive.rules import dates, languages, text

LONGEST_TITLE = 200
"""Characters of a first line that may be a headline."""
_FEW_LETTERS = 40
"""So few letters do not tell a language."""
_NO_TITLE = re.compile(
    r"(?:(?:new |новый |жаңа )?(?:document|документ|құжат)|microsoft word|word document|untitled"
    r"|без имени|без названия|атаусыз|title|название|заголовок)(?: ?\(?\d+\)?)?"
    r"|microsoft word - .*|.*\.(?:docx?|odt|rtf|tmp|txt)",
    re.IGNORECASE,
)
"""Titles that programs give to files by themselves."""
_NO_PERSON = re.compile(
    r".*(?:microsoft|office|windows|admin|админ|user|пользователь|python|libreoffice).*"
    r"|\S*",
    re.IGNORECASE,
)
"""Names of accounts; a person has two."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def document(
    kind: str, written: Written, properties: Properties, source: Source
) -> Document | Problem:
    """The document, or K0803 if it has no text. `kind`: the name of its format. Raises
    ProblemsFound (K0103)."""
    head = _Head()
    _take_title(written.body, head, properties)
    _take_lines(written.body, head)
    tidy.tidy(written.body)
    tidy.lower_headings(written.body)
    plain = [text.clean(line) for line in written.words.split("\n")]
    dated = _dated(head, plain, source)
    body = "".join(html.tostring(block, encoding="unicode") for block in written.body)
    if not ("".join(written.body.itertext()).strip() or list(written.body.iter("img"))):
        return Problem("K0803", source.place())
    notes = [*head.notes, *written.notes]
    date = dated.date or _of_file(properties, dated, source, notes)
    return Document(
        title=head.title or ("" if "".join(plain) else source.stem),
        html=body,
        source_text="\n".join(_without(plain, head.lines)),
        origin=Origin(kind),
        lang_hint=_language(properties, plain),
        date=date,
        authors=head.authors or _author(properties, notes),
        terms=_keywords(properties),
        picture=Picture(credit=head.credit) if head.credit else None,
        media=written.media,
        notes=tuple(notes),
        warnings=(dated.problem,) if dated.problem else (),
    )


class _Head(Struct):
    """What the first lines say."""

    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    credit: str = ""
    lines: list[str] = field(default_factory=list)
    """The lines that are not part of the text."""
    notes: list[Note] = field(default_factory=list)


# --- the title ----------------------------------------------------------------------------------


def _take_title(body: HtmlElement, head: _Head, properties: Properties) -> None:
    """The title, in this order: the style `Title`, a heading at the beginning, a first line that is
    also the title of the file or stands out, the title of the file, any first line that is no
    sentence."""
    given = text.clean_prose(properties.title)
    given = "" if _NO_TITLE.fullmatch(given) else given
    first, second = [*islice(_blocks(body), 2), None, None][:2]
    if title := list(_title_blocks(body)):
        for block in title:
            _take(block, head)
    elif first is not None and _line(first) == given:
        _take(first, head)
    elif first is not None and _is_headline(first) and _stands_out(first):
        head.notes.append(Note("guessed", "the title is the first line, which stands out"))
        _take(first, head)
    elif given:
        head.title = given
        head.notes.append(Note("guessed", "the title is that of the file's properties"))
    elif first is not None and _is_headline(first) and _is_before_text(_line(first), second):
        head.notes.append(Note("guessed", "the title is the first line"))
        _take(first, head)


def _title_blocks(body: HtmlElement) -> Iterator[HtmlElement]:
    """The title by its style, in one or several paragraphs; otherwise a heading before the first
    paragraph of the text."""
    styled = [each for each in body.iter("h1") if each.get("class") == "title" and _line(each)]
    if styled:
        last = styled[0]
        yield last
        for each in styled[1:]:
            if last.getnext() is not each:
                return
            yield (last := each)
        return
    read = _Head()
    for block in _blocks(body):
        if block.tag in ("h1", "h2", "h3"):
            yield block
            return
        if block.tag != "p" or not _read(block, read):
            return


def _is_headline(block: HtmlElement) -> bool:
    """Whether a block is a line without a full stop, and no date or byline."""
    if block.tag != "p" or block.get("data-list"):
        return False
    line = _line(block)
    good = 0 < len(line) <= LONGEST_TITLE and line[-1] not in ".,;:"
    return good and not _read(block, _Head())


def _stands_out(block: HtmlElement) -> bool:
    return tidy.is_bold(block) or _line(block).isupper()


def _is_before_text(line: str, following: HtmlElement | None) -> bool:
    """Whether a line is followed by a date or a byline, or by a longer text that ends like one."""
    if following is None or following.tag != "p":
        return False
    text = _line(following)
    is_text = len(text) > len(line) and text[-1] in ".!?…»”\"'"
    return is_text or _read(following, _Head())


def _take(block: HtmlElement, head: _Head) -> None:
    """Make a block the title, or the rest of it. What is in it beside text stays."""
    more = text.clean_prose("".join(_texts(block)))
    head.title = f"{head.title} {more}" if head.title else more
    head.lines.append(_line(block))
    _remove(block)


def _remove(block: HtmlElement) -> None:
    """Take the text of a block away; its images and the references to notes stay in its place."""
    kept = [each for each in block.iter("img", "a") if each.tag == "img" or each.get("id")]
    if not kept:
        block.drop_tree()
        return
    for each in kept:
        each.tail = None
    block.clear()
    block.tag = "p"
    block.extend(kept)


# --- the lines around it ------------------------------------------------------------------------


def _take_lines(body: HtmlElement, head: _Head) -> None:
    """The date, the byline and the credit before the first paragraph."""
    blocks = list(_blocks(body))
    for number, block in enumerate(blocks):
        line, following = _line(block), next(iter(blocks[number + 1 :]), None)
        if block.tag != "p" or not (_read(block, head) or _read_name(line, following, head)):
            return
        head.lines.append(line)
        _remove(block)


def _read_name(line: str, following: HtmlElement | None, head: _Head) -> bool:
    """Whether a line is a name alone, before a date or a byline."""
    is_name = 2 <= len(line.split()) <= 3 and bylines.is_name(line)
    if head.authors or not is_name or following is None or not _read(following, _Head()):
        return False
    head.authors = (line,)
    return True


def _blocks(body: HtmlElement) -> Iterator[HtmlElement]:
    """The blocks with text, and those that are neither paragraphs nor headings."""
    return (each for each in body if _line(each) or each.tag in ("table", "ul", "ol", "pre"))


def _line(block: HtmlElement) -> str:
    return text.clean("".join(_texts(block)))


def _texts(block: HtmlElement) -> Iterator[str]:
    yield block.text or ""
    for child in block:
        if child.tag == "br":
            yield " "
        elif child.tag != "sup" or not any(link.get("id") for link in child.iter("a")):
            yield from _texts(child)
        yield child.tail or ""


def _read(block: HtmlElement, head: _Head) -> bool:
    """Whether a paragraph is a date, a byline or a credit that the head lacks; it is added to
    it."""
    line = _line(block)
    named = f"author: {line}" if block.get("class") == "author" else line
    if not head.date and (date := local_dates.of_line(line)):
        head.date = date
    elif not head.credit and (credit := bylines.credit(line)):
        head.credit = credit
    elif (authors := bylines.authors(named)) and head.authors in ((), authors):
        head.authors = authors
    else:
        return False
    return True


def _without(lines: Sequence[str], taken: Sequence[str]) -> list[str]:
    """The lines of a text without those of the head."""
    kept = list(lines)
    for line in taken:
        bare = "".join(line.split())
        same = (n for n, each in enumerate(kept) if "".join(each.split()) == bare)
        if (place := next(same, None)) is not None:
            del kept[place]
    return kept


# --- the date -----------------------------------------------------------------------------------


def _dated(head: _Head, lines: Sequence[str], source: Source) -> Dated:
    """The date by the text or the name of the file. The lines of places are those of the text.
    Raises ProblemsFound (K0103)."""
    readable = SourceText(source.display_path, "\n".join(lines))
    known = Dating(source.stem, source.record, source.date, source.timezone)
    of_line = None
    if head.date:
        numbers = (n for n, line in enumerate(lines, 1) if local_dates.of_line(line) == head.date)
        of_line = DateLine(head.date, next(numbers, 0))
    kept = (line for line in lines if line and line not in head.lines)
    return dating.dated(of_line, next(kept, ""), readable, known)


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?")


def _of_file(properties: Properties, dated: Dated, source: Source, notes: list[Note]) -> str | None:
    """The day on which the file was made, or else changed. Neither is that of publication."""
    if dated.problem:
        return None
    for moment, what in ((properties.created, "made"), (properties.changed, "changed")):
        if day := _day(moment, source.timezone):
            last = _day(properties.changed, source.timezone)
            also = f"; it was last changed on {last}" if last and last != day else ""
            notes.append(Note("guessed", f"the date is that on which the file was {what}{also}"))
            return day
    return None


def _day(moment: str, zone: str) -> str | None:
    if not _MOMENT.fullmatch(moment):
        return None
    bare = re.sub(r"\.\d+", "", moment)
    try:
        parsed, _ = dates.parse(bare, zone)
    except dates.NotADate:
        return None
    return parsed.date().isoformat() if parsed.year > 1985 else None


# --- what else the file says --------------------------------------------------------------------


def _author(properties: Properties, notes: list[Note]) -> tuple[str, ...]:
    name = text.clean(properties.author)
    if _NO_PERSON.fullmatch(name) or not bylines.is_name(name):
        return ()
    notes.append(Note("guessed", f"the author is that of the file's properties, {name}"))
    return (name,)


def _keywords(properties: Properties) -> tuple[tuple[str, tuple[str, ...]], ...]:
    words = map(text.clean, re.split(r"[,;]", properties.keywords))
    tags = tuple(dict.fromkeys(filter(None, words)))
    return (("tags", tags),) if tags else ()


def _language(properties: Properties, lines: Sequence[str]) -> str | None:
    """The language that the file names, unless the letters say another: programs write the language
    of their user."""
    tag = properties.language
    if not _LANGUAGE.fullmatch(tag):
        return None
    primary = re.split("[-_]", tag.lower())[0]
    plain, known = "\n".join(lines), ("en", "kk", "ru")
    if sum(map(str.isalpha, plain)) < _FEW_LETTERS or languages.detect(plain, known) == primary:
        return primary
    return None
