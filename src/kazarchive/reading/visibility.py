"""Which fields of other generators hide an article, or may, and how each is read.

A field that hides is understood or refused, never ignored, whatever `unknown_fields` says. The
tables below are the whole list; names are compared without case, `_`, `-` and white space, and
without letters that nobody sees. Sources: the documentation of Jekyll, Hugo, Eleventy, Hexo,
Pelican, Nikola, Zola, Ghost, WordPress, Joomla and Obsidian Publish.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from kazarchive.fields import DRAFT
from kazarchive.problems import is_visible
from kazarchive.reading.naming import Fields
from kazarchive.reading.source import Value
from kazarchive.rules import dates


class Verdict(Enum):
    SHOWN = "shown"
    HIDDEN = "hidden"
    UNCLEAR = "unclear"


class Sign(NamedTuple):
    """How the value of one field is read."""

    read: Callable[[Value], Verdict]
    wanted: str
    starts: bool = False
    """Whether a date in it is the moment before which nothing may be seen."""
    ends: bool = False
    """Whether a date in it is the moment after which nothing may be seen."""
    has_parts: bool = False
    """Whether a table is no value of it, and its parts are looked at alone."""


class Finding(NamedTuple):
    """A field that may hide the article."""

    name: str
    value: Value
    sign: Sign

    @property
    def verdict(self) -> Verdict:
        return self.sign.read(self.value)

    @property
    def is_told(self) -> bool:
        """Whether its author is told that it hides: of our own field and Jekyll's it is known."""
        return self.name not in ("draft", "published")


# --- words ----------------------------------------------------------------------------------------

YES = frozenset("true yes on y 1".split())
NO = frozenset("false no off n 0".split())
"""As YAML 1.1 has them, which Jekyll, Hexo and Pelican read."""

HIDING = frozenset(
    "draft drafts private pending hidden unlisted unpublished future scheduled trash trashed"
    " deleted removed inherit autodraft withdrawn withheld retracted embargo embargoed internal"
    " confidential secret password protected members membersonly subscribers paid wip review"
    " inreview unfinished incomplete skip disabled inactive never none noindex"
    " черновик черновики скрыто скрытый скрыта приватно закрыто удалено удалён отозвано отозвана"
    " снято снята отложено неопубликовано жоба жасырын жабық жойылған қайтарылған"
    " жарияланбаған".split()
)
CERTAIN = frozenset(
    "draft drafts private hidden unlisted unpublished withdrawn retracted embargoed trash deleted"
    " черновик скрыто удалено отозвано жасырын жойылған жарияланбаған".split()
)
"""Those that mean nothing else in a field with a wider meaning, as `type: review` does."""
SHOWING = frozenset(
    "published publish public visible listed online open posted final done approved released sent"
    " featured everyone all anyone world always опубликовано опубликован опубликована открыто"
    " жарияланды жарияланған ашық".split()
)


def folded(text: str) -> str:
    """Without case, white space, `_`, `-` and letters that nobody sees."""
    return "".join(c for c in text.casefold() if c not in " _-" and is_visible(c))


def _word(value: Value) -> str | None:
    """A single text, folded; None of a list or a table."""
    return None if value.text is None else folded(value.text)


def _is_quoted(value: Value) -> bool:
    return bool(value.text) and not value.plain


# --- readings -------------------------------------------------------------------------------------


def _hides_when_true(value: Value) -> Verdict:
    word = _word(value)
    if value.items == () or value.fields == {} or word == "":
        return Verdict.SHOWN
    if word in NO and not _is_quoted(value):
        return Verdict.SHOWN
    if word in YES or _begins_with_a_day(value):  # `retracted: 2022-03-01`
        return Verdict.HIDDEN
    return Verdict.UNCLEAR


def _shows_when_true(value: Value) -> Verdict:
    """An empty one is null, which is no `true`."""
    word = _word(value)
    if word in YES or word in SHOWING:
        return Verdict.SHOWN
    if (word in NO and not _is_quoted(value)) or word in HIDING:
        return Verdict.HIDDEN
    return Verdict.UNCLEAR


def _hides_when_false(value: Value) -> Verdict:
    """Of fields that are most often no flags: `permalink: false`, `output: false`."""
    if _word(value) not in ("false", "no", "off", "never"):  # `index: 0` is a number
        return Verdict.SHOWN
    return Verdict.UNCLEAR if _is_quoted(value) else Verdict.HIDDEN


def _known_words(value: Value) -> Verdict:
    """Every word that is not known may hide."""
    word = _word(value)
    if value.items is not None:
        return _worst(map(_known_words, value.items))
    if word in SHOWING or word in YES or word == "":
        return Verdict.SHOWN
    return Verdict.HIDDEN if word in HIDING or word in NO else Verdict.UNCLEAR


def _certain_words(value: Value) -> Verdict:
    """Of fields with a wider meaning."""
    texts = (value,) if value.items is None else value.items
    return Verdict.HIDDEN if any(_word(one) in CERTAIN for one in texts) else Verdict.SHOWN


def _readers(value: Value) -> Verdict:
    """Who may read: any word that hides does."""
    texts = (value,) if value.items is None else value.items
    hides = any(_word(one) in HIDING for one in texts)
    return Verdict.HIDDEN if hides else Verdict.SHOWN


def _parts_or_flag(value: Value) -> Verdict:
    """MkDocs' `hide: [navigation, toc]` names parts of a page."""
    flags = YES | NO | HIDING
    if value.items is not None and not any(_word(one) in flags for one in value.items):
        return Verdict.SHOWN
    return _hides_when_true(value)


def _robots(value: Value) -> Verdict:
    texts = (value,) if value.items is None else value.items
    tokens = [folded(one) for text in texts for one in re.split(r"[,;\s]+", text.text or "")]
    hides = {"noindex", "none"} & {*tokens} or {*tokens} & NO
    return Verdict.HIDDEN if hides else Verdict.SHOWN


def _render(value: Value) -> Verdict:
    """Hugo's build options: `always`, `never`, `link` and `local`."""
    word = _word(value)
    if word in ("never", "link", "local") or word in NO:
        return Verdict.UNCLEAR if _is_quoted(value) and word in NO else Verdict.HIDDEN
    return Verdict.SHOWN if word in ("always", "") or word in YES else Verdict.UNCLEAR


def _outputs(value: Value) -> Verdict:
    """Hugo renders nothing of `outputs: []`."""
    return Verdict.HIDDEN if value.items == () else Verdict.SHOWN


def _password(value: Value) -> Verdict:
    word = _word(value)
    return Verdict.SHOWN if word == "" or word in NO else Verdict.HIDDEN


def _moment(value: Value) -> Verdict:
    """Unclear is what no flag is: a date has yet to be compared."""
    word = _word(value)
    if value.items == () or word in ("", "never", "none", "null") or word in NO:
        return Verdict.SHOWN
    return Verdict.HIDDEN if word in YES else Verdict.UNCLEAR


def _end(value: Value) -> Verdict:
    """A year that no archive lives to see, or the year 0, is how databases write `never`."""
    year = re.match(r"\s*(\d{4})-", value.text or "")
    if year and (int(year[1]) >= NEVER_ENDS or int(year[1]) == 0):
        return Verdict.SHOWN
    return _moment(value)


NEVER_ENDS = 2900


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    every = {*verdicts}
    order = (Verdict.HIDDEN, Verdict.UNCLEAR)
    return next((one for one in order if one in every), Verdict.SHOWN)


def _begins_with_a_day(value: Value) -> bool:
    return re.match(r"\s*\d{4}-\d{1,2}-\d{1,2}", value.text or "") is not None


# --- the tables -----------------------------------------------------------------------------------

_FLAG = "`true` or `false`, without quotes"
_STATUS = "a word such as `published` or `draft`"
_DATE = "a date such as 2024-12-05"

TABLE: tuple[tuple[Sign, str], ...] = (
    (
        Sign(_hides_when_true, _FLAG),
        "draft drafts isdraft private isprivate hidden ishidden unlisted isunlisted unpublished"
        " retracted withdrawn withheld headless expired deleted trashed disabled secret"
        " confidential exclude excluded excludefromcollections eleventyexcludefromcollections"
        " noindex robotsnoindex noindexing sitemapexclude excludefromsitemap nositemap"
        " searchexclude excludefromsearch nosearch hidefromlists excludefromlists excludefromfeed"
        " protected passwordprotected encrypted encrypt membersonly wip deletedat trashedat"
        " withdrawnat retractedat sitemap.disable sitemap.disabled sitemap.ignore",
    ),
    (Sign(_parts_or_flag, _FLAG), "hide"),
    (
        Sign(_shows_when_true, _FLAG, starts=True),
        "published ispublished publish public ispublic visible isvisible listed showinlist"
        " approved indexable searchable insearchindex",
    ),
    (
        Sign(_hides_when_false, _FLAG, has_parts=True),
        "permalink output index search sitemap sitemap.include feed",
    ),
    (
        Sign(_known_words, _STATUS),
        "status poststatus pagestatus publishstatus publishingstatus publicationstatus"
        " publicationstate workflowstate visibility",
    ),
    (Sign(_certain_words, _STATUS, has_parts=True), "state stage workflow type"),
    (Sign(_readers, "a word such as `public`", has_parts=True), "access audience"),
    (Sign(_robots, "words such as `index, follow`", has_parts=True), "robots metarobots"),
    (Sign(_render, "`always` or `never`", has_parts=True), "render build.list"),
    (Sign(_hides_when_false, _FLAG, has_parts=True), "build"),
    (Sign(_outputs, "a list of one or more", has_parts=True), "outputs"),
    (Sign(_password, "empty"), "password passphrase"),
    (
        Sign(_moment, _DATE, starts=True),
        "publishdate publisheddate pubdate datepublished publicationdate publishat publishedat"
        " publishon publishedon publishtime publishedtime publishfrom publishup embargo"
        " embargoed embargountil embargoeduntil embargodate embargoends golive golivedate goliveat"
        " scheduled scheduledat scheduledfor scheduledate schedule availablefrom visiblefrom"
        " showfrom notbefore startpublish unpublisheduntil",
    ),
    (
        Sign(_end, _DATE, ends=True),
        "expirydate expiry expires expireson expiresat expiredate expireat expirationdate"
        " expiration unpublishdate unpublishat unpublishon publishdown publishuntil publishend"
        " visibleuntil availableuntil validuntil showuntil hideafter removeafter deleteafter"
        " endpublish sunset",
    ),
)
"""`build.list` is the part `list` of a table `build`, and of no other."""

SIGNS = {name: sign for sign, names in TABLE for name in names.split()}

PARTS_OF_A_PAGE = frozenset(
    "author authors avatar banner breadcrumbs comment comments cover featured featuredimage footer"
    " gallery header hero image images menu menus nav navigation pagination resources share"
    " sidebar source thumbnail toc video videos".split()
)
"""Tables that tell of a part of the page: `cover: {hidden: true}` hides the cover alone."""


@lru_cache(maxsize=4096)
def sign_of(name: str, within: str = "") -> Sign | None:
    """Of a field, or of a part of one; `params.draft` on one line is a part too."""
    *before, last = f"{within}.{name}".split(".")
    outer, last = folded(before[-1]), folded(last)
    return SIGNS.get(f"{outer}.{last}") or SIGNS.get(last)


@lru_cache(maxsize=4096)
def _is_part_of_a_page(name: str) -> bool:
    return folded(name) in PARTS_OF_A_PAGE


def found(name: str, value: Value, within: str = "") -> Iterator[Finding]:
    """All that hides or may hide in a field, at any depth."""
    whole = f"{within}.{name}" if within else name
    sign = sign_of(name, within)
    if sign and not (sign.has_parts and value.fields is not None):
        yield Finding(whole, value, sign)
    if not _is_part_of_a_page(name):
        for part, one in _parts(value):
            yield from found(part, one, whole)


def _parts(value: Value) -> Iterator[tuple[str, Value]]:
    """Of a table, and of all tables in a list."""
    yield from (value.fields or {}).items()
    for one in value.items or ():
        yield from _parts(one)


def findings(named: Fields, unknown: Collection[str]) -> tuple[Finding, ...]:
    """Of all fields of an article: of those without a meaning, and of those whose place another has
    taken. Of a field that the configuration renames to one without a meaning, or to `draft`, the
    name in the article counts too where it hides for certain: `rename = { published = "draft" }`.
    """
    every = [one for name in unknown for one in found(name, named.values[name])]
    for one in named.left:
        every += found(one.written, one.value)
        if one.name != one.written:
            every += found(one.name, one.value)
    for one in named.renamed:
        if one.name in unknown or one.name == DRAFT.name:
            hiding = found(one.written, one.value)
            every += (other for other in hiding if other.verdict is Verdict.HIDDEN)
    return tuple(every)


# --- dates ----------------------------------------------------------------------------------------


def moment(finding: Finding, zone: str) -> datetime | None:
    """Before which nothing may be seen, or after which; None where the field names none."""
    try:
        return dates.parse(finding.value.text or "", zone)[0]
    except dates.NotADate:
        return None
