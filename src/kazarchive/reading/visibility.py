"""Which fields of other generators hide an article, or may, and how each is read.

A field that hides is understood or refused, never ignored, whatever `unknown_fields` says. The
tables below are the whole list; names are compared by their letters and digits alone, without case,
and letters that look like Latin ones count as these. Sources: the documentation of Jekyll, Hugo,
Eleventy, Hexo, Pelican, Nikola, Zola, Ghost, WordPress, Joomla, Grav, Lektor and Obsidian Publish.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from kazarchive.fields import DRAFT
from kazarchive.problems.visible import is_visible
from kazarchive.reading.naming import Fields, look
from kazarchive.reading.source import Value
from kazarchive.rules import dateforms, dates


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

YES = frozenset("true yes on y 1 да иә ия".split())
NO = frozenset("false no off n 0 нет жоқ".split())
"""As YAML 1.1 has them, which Jekyll, Hexo and Pelican read, and in the languages of the theme."""

HIDING = frozenset(
    "draft drafts private pending hidden unlisted unpublished future scheduled trash trashed"
    " deleted removed inherit autodraft withdrawn withheld retracted embargo embargoed internal"
    " confidential secret password protected members membersonly subscribers paid wip review"
    " inreview needsreview pendingreview unfinished incomplete skip disabled inactive never none"
    " noindex restricted rejected unapproved notpublished onlypaid subscribersonly hold onhold"
    " killed spiked tiers"
    " черновик черновики скрыто скрытый скрыта скрытая приватно приватный приватная закрыто"
    " закрытый закрытая удалено удалён удалена отозвано отозвана снято снята отложено отложена"
    " неопубликовано неопубликован неопубликована напроверке наредактуре нарассмотрении вработе"
    " вразработке ожидает ожидаетпубликации запланировано корзина жоба жасырын жабық құпия"
    " жойылған қайтарылған жарияланбаған тексерілуде өңделуде күтуде".split()
)
CERTAIN = frozenset(
    "draft drafts private hidden unlisted unpublished withdrawn retracted embargoed trash deleted"
    " черновик скрыто удалено отозвано жасырын жойылған жарияланбаған".split()
)
"""Those that mean nothing else in a field with a wider meaning, as `type: review` does."""
SHOWING = frozenset(
    "published publish public visible listed online open posted final done approved released sent"
    " featured everyone all anyone world always updated breaking live ongoing developing"
    " corrected verified new active current ok resolved closed translated complete completed"
    " finished evergreen edited stable valid confirmed опубликовано опубликован опубликована"
    " открыто обновлено обновлён обновлена дополнено исправлено исправлена проверено завершено"
    " срочно актуально новое готово готова публично открытый открытая дайын"
    " жарияланды жарияланған ашық жаңартылды жаңартылған түзетілді"
    " аяқталды шұғыл жаңа".split()
)


def folded(text: str) -> str:
    """A word without case, white space, `_`, `-`, typographic quotes and what nobody sees."""
    return "".join(c for c in text.casefold() if c not in " _-“”„«»‘’" and is_visible(c))


def _word(value: Value) -> str | None:
    """A single text, folded; None of a list or a table."""
    return None if value.text is None else folded(value.text)


def _plain_name(name: str) -> str:
    """A field's name by its letters and digits alone: `draft?` is `draft`."""
    return "".join(filter(str.isalnum, name.casefold()))


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


def _hides_when_yes(value: Value) -> Verdict:
    """Of names that mean other things too: `internal: affairs`."""
    return Verdict.HIDDEN if _word(value) in YES else Verdict.SHOWN


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
    if _word(value) not in (NO | {"never"}) - {"n", "0"}:  # `index: 0` is a number
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
    if re.match(r"\s*0000", value.text or ""):  # as databases write that there is none
        return Verdict.SHOWN
    if value.items == () or word in ("", "never", "none", "null") or word in NO:
        return Verdict.SHOWN
    return Verdict.HIDDEN if word in YES else Verdict.UNCLEAR


def _year_or_flag(value: Value) -> Verdict:
    """Of names that mean other things too: `sunset: 18:30`, `schedule: daily`."""
    is_date = re.search(r"\d{4}", value.text or "")
    return _moment(value) if is_date or _word(value) in YES else Verdict.SHOWN


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
        " withdrawnat retractedat sitemap.disable sitemap.disabled sitemap.ignore unlist"
        " nopublish donotpublish dontpublish neverpublish skippublish notpublished notpublic"
        " nopublic norender skiprender excludefromindex hidepost hidefromsearch hiddenfromsearch"
        " searchhidden hiddeninsearch hidefromfeed hiddenfromfeed hidefromrss hiddenfromrss"
        " hidefromlist hideinlist hideinlists hiddenfromlist hiddenfromlists hiddeninlist"
        " hiddeninlists hiddenfromhomepage hiddeninhomelist hiddeninhome hidefromhome"
        " hidefromhomepage memberonly subscribersonly subscriberonly loginrequired requirelogin"
        " requireslogin requiresauth authrequired notinsitemap"
        " saveasdraft emailonly encryptionapplied"
        " черновик скрыто скрытый скрыта скрыть неопубликовано неопубликован неопубликована"
        " непубликовать приватный приватная жасырын жасыру жарияланбаған жарияламау",
    ),
    (
        Sign(_hides_when_yes, _FLAG, has_parts=True),
        "internal restricted hold onhold onice spiked killed paywall paywalled premium offline"
        " приватно закрыто закрытый закрытая удалено удалён удалена отозвано отозвана снято снята"
        " жоба жабық құпия жойылған",
    ),
    (Sign(_parts_or_flag, _FLAG), "hide"),
    (
        Sign(_shows_when_true, _FLAG, starts=True),
        "published ispublished publish public ispublic visible isvisible listed showinlist"
        " dgpublish approved indexable searchable insearchindex discoverable routable",
    ),
    (
        Sign(_hides_when_false, _FLAG, has_parts=True),
        "permalink output index search sitemap sitemap.include feed rss enabled enable isenabled"
        " isactive islive isonline опубликовано опубликован опубликована опубликовать публикация"
        " публиковать публично видно видимо видимый жарияланған жарияланды жариялау жария көрінеді",
    ),
    (
        Sign(_known_words, _STATUS),
        "status poststatus pagestatus publishstatus publishingstatus publicationstatus"
        " publicationstate workflowstate visibility",
    ),
    (Sign(_certain_words, _STATUS, has_parts=True), "state stage workflow type layout состояние"),
    (
        Sign(_readers, "a word such as `public`", has_parts=True),
        "access postaccess audience permission permissions articlestatus contentstatus"
        " documentstatus entrystatus editorialstatus moderationstatus reviewstatus publishedstatus"
        " articlestate contentstate editorialstate moderationstate reviewstate publishedstate"
        " publishstate publishingstate статус видимость доступ"
        " мәртебе мәртебесі күй күйі қолжетімділік көріну",
    ),
    (
        Sign(_robots, "words such as `index, follow`", has_parts=True),
        "robots robot metarobots seorobots xrobotstag googlebot",
    ),
    (Sign(_render, "`always` or `never`", has_parts=True), "render build.list"),
    (Sign(_hides_when_false, _FLAG, has_parts=True), "build"),
    (Sign(_outputs, "a list of one or more", has_parts=True), "outputs"),
    (Sign(_password, "empty"), "password postpassword passphrase passcode пароль құпиясөз"),
    (
        Sign(_moment, _DATE, starts=True),
        "publishdate publisheddate pubdate datepublished publicationdate publishat publishedat"
        " publishon publishedon publishtime publishedtime publishfrom publishup embargo"
        " embargoed embargountil embargoeduntil embargodate embargoends golive golivedate goliveat"
        " scheduled scheduledat scheduledfor scheduledate availablefrom availableat availableon"
        " visiblefrom visibleafter showfrom showafter publishafter displayfrom liveat livefrom"
        " liveon notbefore startpublish unpublisheduntil pubdatetime publishdatetime"
        " publisheddatetime publicationdatetime датапубликации публикацияс эмбарго эмбаргодо"
        " отложенодо отложитьдо неранее жарияланукүні",
    ),
    (Sign(_year_or_flag, _DATE, starts=True), "schedule"),
    (
        Sign(_end, _DATE, ends=True),
        "expirydate expiry expires expireson expiresat expiredate expireat expirationdate"
        " expiration unpublishdate unpublishat unpublishon publishdown publishuntil publishend"
        " visibleuntil availableuntil validuntil showuntil hideafter removeafter deleteafter"
        " endpublish",
    ),
    (Sign(_year_or_flag, _DATE, ends=True), "sunset"),
)
"""`build.list` is the part `list` of a table `build`, and of no other."""

SIGNS = {name: sign for sign, names in TABLE for name in names.split()}

PARTS_OF_A_PAGE = frozenset(
    "ad ads advert adverts advertising analytics audio author authors avatar banner breadcrumbs"
    " caption chart charts comment comments cover disqus embed embeds featured featuredimage"
    " footer form forms gallery header hero i18n image images links logo map maps menu menus nav"
    " navigation newsletter newsletters pagination podcast podcasts poll polls popup quiz related"
    " resources share sharing sidebar social source sources table tables thumbnail toc translation"
    " translations twitter video videos widget widgets".split()
)
"""Tables that tell of a part of the page, or of something else beside it: `cover: {hidden: true}`
hides the cover alone."""

SUBJECTS = frozenset(
    "address addresses agency agencies bill bills book books building buildings city client clients"
    " company companies contact contacts country countries court courts customer customers device"
    " devices employer event events facility facilities film films flight house institution"
    " institutions interview law laws location locations match office offices organisation"
    " organisations organization organizations partner partners party parties people person"
    " persons phone pipeline pipelines place places plant plants product products publisher"
    " refinery region regions sanction sanctions school ship speaker speakers station stations"
    " team teams university vehicle venue venues vessel weather"
    " адрес закон книга компания контакт лицо место организация событие"
    " мекенжай заң кітап компания ұйым оқиға".split()
)
"""Tables that tell of somebody or something that the article is about: `address: {access:
restricted}` hides nothing."""

_OF_A_TEXT = frozenset(
    "draft drafts isdraft unpublished notpublished noindex nopublish donotpublish dontpublish"
    " черновик неопубликовано".split()
)
"""Names that can tell of the article alone, in any table."""

WHOLES = frozenset(
    "article attributes cascade config content custom data directives document eleventycomputed"
    " eleventy entry extra extras fields flags frontmatter general ghost grav hexo hugo jekyll"
    " meta metadata nikola options page params parameters pelican post properties props"
    " publication publishing release seo settings site sys system taxonomies user userdefined"
    " wordpress wp yoast zola".split()
)
"""Tables that tell of the article. In others, and in lists, only what hides for certain does:
`book: {published: 2019}` and `event: {status: cancelled}` tell of books and events."""


@lru_cache(maxsize=4096)
def sign_of(name: str, within: str = "") -> Sign | None:
    """Of a field, or of a part of the table `within`."""
    outer = _plain_name(within.rpartition(".")[2])
    for one in dict.fromkeys((_plain_name(name), _plain_name(look(name)))):
        if sign := SIGNS.get(f"{outer}.{one}") or SIGNS.get(one):
            return sign
    return None


@lru_cache(maxsize=4096)
def _is_part_of_a_page(name: str) -> bool:
    return _plain_name(name) in PARTS_OF_A_PAGE


@lru_cache(maxsize=4096)
def _is_of_a_subject(within: str) -> bool:
    return any(_plain_name(one) in SUBJECTS for one in within.split("."))


@lru_cache(maxsize=4096)
def _is_whole(name: str) -> bool:
    return _plain_name(name) in WHOLES or sign_of(name) is not None


def found(name: str, value: Value, within: str = "", told: bool = True) -> Iterator[Finding]:
    """All that hides or may hide in a field, at any depth; `params.draft` on one line is a part
    too. `told`: whether what is not understood counts."""
    name, dot, rest = name.partition(".")
    path = f"{within}.{name}" if within else name
    if dot and rest:
        parts: Iterable[tuple[str, Value]] = ((rest, value),)
    else:
        parts = _parts(value)
        one = _finding(path, name, value, within)
        if one and _is_of_a_subject(within) and _plain_name(name) not in _OF_A_TEXT:
            one = None
        if one and (told or one.verdict is Verdict.HIDDEN):
            yield one
    if not _is_part_of_a_page(name):
        for part, inner in parts:
            yield from found(part, inner, path, told and _is_whole(name))


def _finding(path: str, name: str, value: Value, within: str) -> Finding | None:
    sign = sign_of(name, within)
    if sign is None or (sign.has_parts and value.fields is not None):
        return None
    return Finding(path, value, sign)


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
    """Before which nothing may be seen, or after which; the latest that the field can mean, in any
    form; None where it names none."""
    written = finding.value.text or ""
    try:
        return dates.parse(written, zone)[0]
    except dates.NotADate:
        read = (dates.parse(one, zone)[0] for one in dateforms.readings(written, zone))
        return max(read, default=None)
