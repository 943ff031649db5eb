"""What can be wrong, and the words for it: the only place that words an error.

Stages return `Problem` values (a code, a place, the values found there); this table turns them
into sentences. A sentence is lower case, shows the value in backticks, names the allowed form.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace


class Place(Struct, frozen=True):
    """A spot in a file. Lines and columns count from 1; line 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0
    width: int = 1
    text: str = ""
    """The line itself, to be drawn under the message; of a long one the part around the column."""
    skipped: int = 0
    """Characters of the line before `text`."""


class Wording(NamedTuple):
    severity: str
    message: str
    help: str


class Problem(Struct, frozen=True):
    """One thing that is wrong, in data. `code` is a key of WORDINGS."""

    code: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.code, self.place))

    @property
    def severity(self) -> str:
        return WORDINGS[self.code].severity

    @property
    def message(self) -> str:
        return WORDINGS[self.code].message.format_map(self._shown())

    @property
    def help(self) -> str:
        return WORDINGS[self.code].help.format_map(self._shown())

    def _shown(self) -> Mapping[str, str]:
        return {"more": ""} | {name: visible(one) for name, one in self.values.items()}

    def without(self, value: str) -> "Problem":
        """The same, whatever that value is."""
        rest = {name: one for name, one in self.values.items() if name != value}
        return Problem(self.code, self.place, rest)


def in_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems as a reader mends them: file after file, from the top down."""
    return tuple(sorted(found, key=lambda one: (one.place.path, one.place.line, one.place.column)))


GATHERED = frozenset({"K0416", "K0417", "K0425"})
"""Left out of the page: archives that another generator has made have one kind of them in hundreds
of articles. `check` tells each with its place."""


def gathered(found: Iterable[Problem]) -> list[Problem]:
    """Of GATHERED each kind once, at its first place, with the number of the others."""
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for n, one in enumerate(found):
        kind = (one.code, *one.values.values()) if one.code in GATHERED else (f"{n}",)
        alike.setdefault(kind, []).append(one)
    return [_and_others(first, rest) for first, *rest in alike.values()]


def _and_others(first: Problem, rest: Sequence[Problem]) -> Problem:
    if not rest:
        return first
    files = {one.place.path for one in rest} - {first.place.path}
    places = f"{len(rest):,} more {'place' if len(rest) == 1 else 'places'}"
    within = f" of {len(files):,} other {'file' if len(files) == 1 else 'files'}" if files else ""
    return replace(first, values={**first.values, "more": f", here and in {places}{within}"})


def on_more_pages(problem: Problem, more: int, whole: bool) -> Problem:
    """A problem that more pages than its first have. `whole`: whether all were tried."""
    pages = "page" if more == 1 else "pages"
    told = f" and {'' if whole else 'at least '}{more:,} more {pages}" if more else ""
    return replace(problem, values={**problem.values, "more": told})


class ProblemsFound(Exception):
    """Raised where nothing sensible can go on; carries every problem known by then, in order."""

    def __init__(self, found: Iterable[Problem], counts: Mapping[str, int] | None = None) -> None:
        self.problems = in_order(found)
        self.counts = counts or {}
        """Of a build's report, what was known when it stopped: found, read, refused …"""
        super().__init__(self.problems, counts)

    def __str__(self) -> str:
        return "; ".join(f"{one.code} {one.place.path}: {one.message}" for one in self.problems)


# Letters that Unicode calls printable and no font shows: the grapheme joiner, fillers of Hangul and
# Khmer, the empty Braille cell, variation selectors (UAX 44, Default_Ignorable_Code_Point).
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]")

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def is_visible(letter: str) -> bool:
    """Whether a reader sees the letter; a plain space is seen between others."""
    return letter.isprintable() and not _BLANK.match(letter)


def visible(written: str) -> str:
    """A text in one line, with what nobody sees in it written out: `\\u00ad`, `\\n`, `\\t`."""
    if written.isprintable() and not _BLANK.search(written):
        return written
    return "".join(c if is_visible(c) else _escaped(c) for c in written)


def _escaped(letter: str) -> str:
    """As YAML and JSON write it between quotation marks, so that it can be copied from there."""
    number = ord(letter)
    return _ESCAPES.get(letter) or (f"\\u{number:04x}" if number < 1 << 16 else f"\\U{number:08x}")


def drawn(problem: Problem) -> str:
    """A problem as its reader sees it: the sentence, the place, the line with a mark, the help."""
    gutter = " " * len(str(problem.place.line or ""))
    head = f"{problem.severity}[{problem.code}]: {problem.message}"
    lines = [head, f"{gutter} --> {where(problem.place)}"]
    if excerpt := drawn_line(problem.place):
        lines += [f"{gutter}  |", *excerpt]
    return "\n".join([*lines, f"{gutter}  = help: {problem.help}"])


def where(place: Place) -> str:
    """`path:line:column`, as far as they are known."""
    path = visible(place.path)
    return ":".join(str(part) for part in (path, place.line, place.column) if part)


def drawn_line(place: Place) -> tuple[str, ...]:
    """The line with its number, and below it the mark; nothing where there is no line."""
    if not place.text:
        return ()
    before, marked, text = _window(place)
    gutter = " " * len(str(place.line or ""))
    return f" {place.line} | {text}", f"{gutter}  | {before}{marked}"


WIDEST = 100
"""Columns of a drawn line; a longer one is cut around its mark."""


def _window(place: Place) -> tuple[str, str, str]:
    """The space before the mark, the mark, and the line, cut where it is too wide."""
    column = place.column - 1 - place.skipped
    start = max(0, column - WIDEST // 2) if len(place.text) > WIDEST else 0
    text = "".join(c if c.isprintable() else " " for c in place.text[start : start + WIDEST])
    before = text[: column - start]
    width = max(1, min(place.width, WIDEST - len(before)))
    return "".join(" " * _columns(c) for c in before), "^" * width, text


def _columns(character: str) -> int:
    """How many columns of a terminal a character takes (UAX 11)."""
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


CHECK_ONLY = frozenset("K0119 K0407 K0411 K0412 K0413 K0414 K0415 K0426 K0427 K0428".split())
"""Found while reading, but told by `check` alone."""

COUNTED = frozenset({"K0107", "K0118", "K0125", "K0134"})
"""Told once for all articles that have it, with their number, which reading does not know."""

LATER = frozenset({"K0133"})
"""Told by builds until a moment has come, which reading does not know."""


def suggestion(name: str, known: Iterable[str]) -> str:
    """` Did you mean …?` for a near miss, else nothing; ready to end a message."""
    near = difflib.get_close_matches(name.casefold(), list(known), n=1, cutoff=0.75)
    return did_you_mean(near[0]) if near else ""


def did_you_mean(meant: str) -> str:
    """Ready to end a message."""
    return f"; did you mean `{meant}`?"


def _error(message: str, help: str) -> Wording:
    return Wording("error", message, help)


def _warning(message: str, help: str) -> Wording:
    return Wording("warning", message, help)


WORDINGS: dict[str, Wording] = {
    # K01: front matter and the text of an article file
    "K0101": _error("the file does not begin with front matter{reason}", "{hint}"),
    "K0102": _error("the front matter is not closed{reason}", "{hint}"),
    "K0103": _error(
        "`{field}` is not a real date: {reason}",
        "{hint}",
    ),
    "K0104": _error("`{field}` is missing", "{hint}"),
    "K0105": _error("`{field}` is {found}; it must be {wanted}", "{hint}"),
    "K0106": _error(
        "unknown field `{field}`{suggestion}",
        "{hint}",
    ),
    "K0107": _warning(
        "unknown field `{field}`, in {count} {articles}",
        'templates find it under `extra`; say `unknown_fields = "keep"` under [articles] if that'
        " is meant",
    ),
    "K0108": _error(
        "unknown field `{field}`",
        'the fields are {known}; say `unknown_fields = "keep"` under [articles] to allow others',
    ),
    "K0109": _error(
        "`{field}` is given twice", "it stands in line {first} already; keep one of the two"
    ),
    "K0110": _error(
        "the front matter is not valid YAML: {reason}",
        "{hint}",
    ),
    "K0111": _error("a tab stands where YAML wants spaces", "indent with spaces"),
    "K0112": _error(
        "the front matter uses a YAML anchor or alias, `{sign}`",
        "write the value out, or put a text that begins with `&` or `*` in quotes",
    ),
    "K0113": _error("the front matter is nested deeper than 32 levels", "make it flatter"),
    "K0114": _error(
        "the front matter has {size} bytes; 65,536 are allowed",
        "close it with a line `---` before the text of the article",
    ),
    "K0115": _error(
        "`{lang}` is not a language of this site",
        "the languages are {languages}; add others to `languages` in kazarchive.toml",
    ),
    "K0116": _warning(
        "what follows ` #` in `{field}` is a YAML comment and not part of the text",
        "put the whole text in quotes",
    ),
    "K0117": _error("`{field}` is empty", "{hint}"),
    "K0118": _warning(
        "the suffix `.{suffix}` is no language of this site and becomes part of the slug, in"
        " {count} {articles}",
        "the languages are {languages}; add it to `languages` in kazarchive.toml, rename the file,"
        " or say `slug` in the article",
    ),
    "K0119": _warning(
        "`updated` is before `date`, {date}",
        "an article is changed after it is published; mend one of the two, or leave `updated` out",
    ),
    "K0120": _error(
        "the file is not UTF-8: byte {byte} cannot stand here", "save the file as UTF-8"
    ),
    "K0121": _error("the file holds a NUL character", "remove it; is this a text file?"),
    "K0122": _error(
        "a line has {size} bytes; 1,000,000 are allowed",
        "break the line, or keep embedded images as files beside the article",
    ),
    "K0123": _error("the file is empty", "write an article, or remove the file"),
    "K0124": _error(
        "the file has {size} bytes; 16,000,000 are allowed",
        "split the article, or keep embedded images as files beside it",
    ),
    "K0125": _warning(
        "`{field}` hides the article, as `draft: true` does, in {count} {articles}",
        "leave the field out of what is to be published",
    ),
    "K0126": _error(
        "`{field}` is {found}: that may hide the article, and is not understood", "{hint}"
    ),
    "K0127": _error(
        "`{field}` is {found}, on a later day than `date`",
        "write the later day as `date`, or hide the article with `draft: true` until then",
    ),
    "K0128": _error(
        "`{field}` is {found}, but no article is taken away by itself",
        "leave it out; when that day has come, hide the article with `draft: true`",
    ),
    "K0129": _warning(
        "`{field}` is given twice, and the second is left out",
        "it stands in line {first} already; keep one of the two",
    ),
    "K0130": _error(
        "`{field}` has no part `{part}`{suggestion}",
        'the parts are {known}; others are kept with `unknown_fields = "keep"` under [articles]',
    ),
    "K0131": _error(
        "a page of pages/ has no field `{field}`{suggestion}",
        "the fields are {known}; remove it, or, to publish the page later, let the file's name"
        " begin with `_` until then",
    ),
    "K0132": _warning(
        "no place on earth has the offset `{offset}` that `{field}` is written with",
        "as it stands it is {moment}; write the offset of the place, such as +05:00",
    ),
    "K0133": _warning(
        "`updated` is {moment}, which is still to come",
        "mend it, or leave it out: until then feeds and search engines are told this time",
    ),
    "K0134": _warning(
        "`{field}` is one text that reads as a list, and so one term, in {count} {articles}",
        'write a list for several terms, `{field}: [one, two]`, or for one `{field}: ["one, two"]`',
    ),
    "K0135": _warning(
        "this line is indented, so it goes on with the text above: `{text}`",
        "let all lines of a list begin in one column",
    ),
    "K0136": _error(
        "{fault}, so this is no field",
        "write `{field}: …`, with a plain colon and a plain space after it",
    ),
    "K0137": _warning(
        "`{field}` cannot be read: {reason}; the day of the file's name is used, {day}", "{hint}"
    ),
    "K0138": _error(
        "`{field}` stands below the front matter, where no field is read",
        "move it up into the front matter; if it is text, begin with other words, or put it in"
        " quotation marks",
    ),
    # K02: addresses
    "K0201": _error(
        "`{address}` is claimed twice: by `{first}` and by `{second}`",
        "give one of them another `slug`, `date`, alias or file name",
    ),
    "K0202": _error(
        "`{slug}` cannot be a slug: {reason}",
        "use letters, digits, `-`, `_` and `.`, for example `lpg-price-cap`",
    ),
    "K0203": _error(
        "`{alias}` cannot be an alias: {reason}",
        "write an address of this site from its root, for example `/old/page.html`",
    ),
    "K0204": _error(
        "`{address}` is the address of {what}",
        "choose another slug, alias or permalink, or for a page of pages/ another file name",
    ),
    "K0205": _error(
        "the {taxonomy} `{first}` and `{second}` have one address, `{address}`",
        "write both the same way, or give one another slug with"
        ' `slugs = {{ "{second}" = "…" }}` under `{taxonomy}` in [taxonomies]',
    ),
    "K0206": _warning(
        "the {taxonomy} `{first}` and `{second}` are one term, shown under its commoner spelling",
        "write them the same way",
    ),
    "K0207": _error(
        "the address `{address}` is longer than a file system or a sitemap allows",
        "choose a shorter slug, alias or file name: 255 bytes a segment, 1,000 in all",
    ),
    "K0208": _error(
        "the media file `{name}` cannot be published under its name: {reason}", "rename the file"
    ),
    "K0209": _warning(
        "the address of this article was `{old}` and is `{new}` now: links to the old one break",
        'write `aliases: ["{old}"]` in its front matter, which keeps them alive',
    ),
    "K0210": _warning(
        "{count} articles have another address than before, this one `{new}` instead of `{old}`:"
        " links to the old ones break",
        "restore `permalink` or `languages` if that was not meant, or have the host redirect",
    ),
    "K0211": _error(
        "the article has {count} terms; {most} are allowed",
        "name what it is about, and in all taxonomies together no more than {most}: this one is the"
        " first beyond",
    ),
    "K0213": _error(
        "two files or folders have the name `{name}`: one holds letters such as й and ё whole, the"
        " other taken apart (Unicode NFC and NFD)",
        "keep one of the two; `ls | xxd` shows which is which",
    ),
    "K0214": _warning(
        "the alias `{alias}` has a query, by which a web host finds no file: this former address"
        " is not kept",
        "let the web server lead on, with nginx for example by"
        ' `if ($request_uri = "{request}") {{ return 301 {address}; }}`, and remove the alias',
    ),
    # K03: files
    "K0301": _error("this is {what}, not a file", "move it out of the folder"),
    "K0302": _error(
        "this link leads out of the project, to `{target}`", "copy the file to this place"
    ),
    "K0303": _error("the file cannot be read: {reason}", "check its permissions and its disk"),
    "K0304": _error(
        "the file changed or disappeared while the site was built", "run the command again"
    ),
    "K0305": _warning("links to folders are not followed", "move the folder to this place"),
    "K0306": _error(
        "the article folder is not there",
        "name the right one with `folder` under [articles]; nothing was removed",
    ),
    "K0310": _error(
        "the image `{image}` cannot be shown: {reason}",
        "save it anew as JPEG or PNG: at most 40,000,000 pixels and 20,000,000 bytes, moving ones"
        " at most 200 frames; or say `enabled = false` under [images] in kazarchive.toml",
    ),
    "K0311": _error(
        "this Pillow cannot write {formats}",
        "install Pillow from PyPI, whose wheels can, or leave it out of `formats` under [images]",
    ),
    "K0312": _error(
        "the image `{image}` is not published: {reason}",
        "export it as JPEG or PNG; HEIC is converted after `pip install 'kazarchive[heic]'`, and an"
        " iPhone makes JPEG with Settings, Camera, Formats, Most Compatible",
    ),
    "K0313": _error(
        "`{image}` is not published: {reason}",
        "save it without that, for example with `exiftool -all= FILE` or"
        " `ffmpeg -i FILE -map 0:v -map 0:a? -map_metadata -1 -c copy NEW`",
    ),
    "K0314": _warning(
        "`{image}` is published as it is and tells {reason}",
        "make it anew without that, a photograph with `exiftool -all= FILE`; those beside an"
        " article are converted where [images] is enabled",
    ),
    # K04: bodies
    "K0401": _warning(
        "there is no article file `{target}`, or it has errors{suggestion}",
        "mend the link or that file",
    ),
    "K0402": _warning(
        "this links to `{target}`, which is not published",
        "remove the link until that article is: readers see plain text here",
    ),
    "K0403": _warning(
        "`{target}` has no heading or footnote with the id `{fragment}`", "mend the fragment"
    ),
    "K0404": _warning(
        "there is no file `{target}` among the articles and in static/{suggestion}",
        "mend the path, or bring the file there",
    ),
    "K0405": _warning("`{target}` is outside this project", "link to a file of the project"),
    "K0406": _error(
        "the Markdown engine failed on this article: {reason}",
        'find the passage by halving the text; `engine = "commonmark"` is the sturdier engine',
    ),
    "K0407": _warning(
        "the image `{target}` has no alternative text",
        "describe it: `![what it shows](…)`, or `alt` under `image`",
    ),
    "K0408": _warning(
        "no page of this site has the address `{target}`{suggestion}",
        "mend the link; `/` begins at the root",
    ),
    "K0409": _error(
        "the Markdown engine was stopped after {seconds} s of work on this article",
        'find the passage by halving the text; `engine = "commonmark"` is always fast',
    ),
    "K0410": _error(
        "the text takes too long to check: {reason}",
        "make it flatter, close every HTML tag that you open, or split the article",
    ),
    "K0411": _warning(
        "there is no footnote for `{mark}`, which readers see as it is written",
        "write it on a line of its own, `{mark}: …`, or put `\\` before what is no footnote",
    ),
    "K0412": _warning(
        "nothing in the text leads to the footnote `{mark}`",
        "write `{mark}` where it belongs, or remove the footnote",
    ),
    "K0413": _warning(
        "the link to `{target}` has no text, so nobody can see it",
        "say where it leads: `[what is there]({target})`",
    ),
    "K0414": _warning(
        "the link `{text}` has no address", "write `[{text}](address)`, or the text alone"
    ),
    "K0415": _warning(
        "a heading of level {level} follows {before}: a level is left out",
        "write it as `{wanted}`: who hears a page finds the way by its headings",
    ),
    "K0416": _warning(
        "`<{tag}>` is left out of the page{more}",
        "write it in Markdown, or link to it; docs/articles.md tells which HTML may stand",
    ),
    "K0417": _warning(
        "an address that begins with `{scheme}:` is left out of the page{more}",
        "keep an image as a file beside the article; a link may begin with `https:`, `http:`,"
        " `mailto:`, `tel:`, `geo:` or `doi:`",
    ),
    "K0420": _warning(
        "a comment begins here and does not end: readers see it as text",
        "end it with `-->`, or put `<!--` in backquotes if it is meant to be read",
    ),
    "K0421": _warning(
        "a comment {part} with `{nearly}`", "write `{wanted}`; other programs know no other form"
    ),
    "K0422": _warning(
        "a comment begins inside of this one, which hides {words}, to line {line}",
        "end the first one with `-->` where it is meant to end",
    ),
    "K0423": _warning(
        "{words} of the text are left out of the page with `<{tag}>`",
        "close the element where it ends, or put its name in backquotes if it is meant to be read",
    ),
    "K0424": _warning(
        "a fence of code is not closed: all is shown as code down to line {line}",
        "close it with a line of the same signs below the code; perhaps one above has lost its end",
    ),
    "K0425": _warning(
        "`{attribute}` of `<{tag}>` is left out of the page{more}",
        "do without it; docs/articles.md tells which HTML may stand",
    ),
    "K0426": _warning(
        "`<{tag}>` is not closed, so readers see it as it is written",
        "close it, or put it in backquotes if it is meant to be read",
    ),
    "K0427": _warning(
        "`{mark}` is no mark here: readers see it as it is written",
        "{help}; or put it in backquotes if it is meant to be read",
    ),
    "K0428": _warning(
        "these lines begin with four blanks, so readers see them as code",
        "begin them at the margin; put code between two lines of ``` if it is meant",
    ),
    "K0429": _warning(
        "the address `{target}` holds a blank, so readers see the marks around it",
        "write `](<{target}>)`, or `%20` for each blank",
    ),
    "K0430": _error(
        "the page would be far longer than its text: {reason}",
        "give the rows of a table as many cells as its header has, use a long address once, or"
        " split the article",
    ),
    "K0431": _warning(
        "`<{tag}>` is not closed, so it {effect}", "write `</{tag}>` where it is meant to end"
    ),
    "K0440": _warning(
        "the lead image `{target}` is neither a file of this project nor an address on the web",
        "bring the file to the article and write its name, or begin with `https://`",
    ),
    # K05: templates and translations
    "K0501": _error(
        "the template failed on `{about}`{more}: {reason}",
        "docs/commands.md tells what each template gets",
    ),
    "K0502": _error("there is no template `{name}`", "restore it in templates/"),
    "K0503": _error("the translation file cannot be read: {reason}", "mend it, or remove it"),
    # K06: configuration
    "K0601": _error("kazarchive.toml is not valid TOML: {reason}", "see docs/configuration.md"),
    "K0602": _error("unknown key `{key}`{suggestion}", "the keys here are {known}"),
    "K0603": _error("`{key}` is {found}; it must be {wanted}", "{hint}"),
    "K0604": _error("`{key}` is missing", "{hint}"),
    "K0605": _error(
        "no kazarchive.toml here or in any folder above",
        "go to an archive, name one with `--root`, or make one with `kazarchive init DIR`",
    ),
    "K0606": _error(
        "kazarchive.toml is {what}, not a file",
        "put a file in its place; docs/configuration.md tells what it holds",
    ),
    "K0607": _error(
        "kazarchive.toml cannot be read: {reason}", "check its permissions, and what a link names"
    ),
    "K0608": _error(
        "kazarchive.toml has {size} bytes; 1,000,000 are allowed",
        "is this the right file? docs/configuration.md tells what it holds",
    ),
    # K07: output, state, lock
    "K0701": _error(
        "the output folder is not empty and was not made by this archive",
        "name another folder with `--output`, or empty this one yourself",
    ),
    "K0702": _error(
        "the disk refuses: {reason}",
        "every published file is whole; mend the disk, then run it again",
    ),
    "K0703": _error(
        "another build is at work on this archive{owner}", "wait until it ends, then try again"
    ),
    "K0704": _warning(
        "the state was {reason} and is made anew", "nothing is lost; this build takes longer"
    ),
    "K0705": _error(
        "a file that kazarchive did not make stands where `{address}` belongs",
        "move it away; nothing was overwritten",
    ),
    "K0707": _error(
        "`{path}` is not what a clean build makes: {difference}",
        "`kazarchive build --full` makes it anew; please report it",
    ),
    "K0706": _error(
        "the output folder would hold or lie inside `{folder}`, which holds sources",
        "choose another folder",
    ),
    "K0708": _error("the state is damaged", "run `kazarchive build`, which makes it anew"),
    "K0709": _error(
        "a process of this command was ended from outside",
        "the memory may have run out: `--jobs 1` needs the least; every published file is whole",
    ),
    "K0710": _warning("a published file {what}", "the next build makes it anew"),
    "K0711": _error(
        "a preview of this archive runs already at {address}", "open that address, or end it first"
    ),
    "K0712": _error("nothing is published yet", "run `kazarchive build` first"),
    # K08: importing and beginning
    "K0801": _error("the folder is not empty", "name a new folder, or empty this one yourself"),
    "K0802": _error("`{path}` is there already", "choose another title, or edit that article"),
    "K0803": _error(
        "the document has no text below its headline",
        "write the headline on the first line and the text below it",
    ),
    "K0804": _error(
        "the document has changed since `{path}` was made of it",
        "take the changes over into that article yourself, or remove it and import again",
    ),
    "K0805": _warning(
        "this is not a text document and is left alone",
        "documents are plain text in files named `*.txt`",
    ),
    "K0806": _error("no article can be made of this document: {reason}", "{hint}"),
    "K0807": _error(
        "`{path}` would be no article: no pattern of `include` matches it",
        'add "**/*.md" to `include` under [articles] in kazarchive.toml',
    ),
    # K09: what `check` finds
    "K0901": _warning(
        "`{first}` and `{second}` are both the `{lang}` version of one article",
        "give one of them another `translation_key`, or another `lang`",
    ),
    "K0902": _warning(
        "`{first}` and `{second}` have the same title on one day",
        "is one of them a copy? If not, tell them apart in the title",
    ),
    "K0903": _warning("no published article uses this file", "remove it, or link to it"),
    "K0904": _warning(
        "the translations of `{group}` do not agree: {reason}",
        "translations of one article share their date; check `date` and `translation_key`",
    ),
}
