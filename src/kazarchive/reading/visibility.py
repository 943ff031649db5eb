"""Which fields of other generators hide an article, or may, and how each is read.

A field that hides is understood or refused, never ignored, whatever `unknown_fields` says. The
tables below are the whole list; names are compared by their letters and digits alone, without case,
and letters that look like Latin ones count as these. Sources: the documentation of Jekyll, Hugo,
Eleventy, Hexo, Pelican, Nikola, Zola, Ghost, WordPress, Joomla, Grav, Lektor and Obsidian Publish.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from kazarchive.fields import DRAFT
from kazarchive.reading import verdicts
from kazarchive.reading.naming import Fields, look
from kazarchive.reading.source import Value
from kazarchive.reading.verdicts import Verdict
from kazarchive.rules import dateforms, dates


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

_FLAG = "`true` or `false`, without quotes"
_STATUS = "a word such as `published` or `draft`"
_DATE = "a date such as 2024-12-05"

TABLE: tuple[tuple[Sign, str], ...] = (
    (
        Sign(verdicts.hides_when_true, _FLAG),
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
        Sign(verdicts.hides_when_yes, _FLAG, has_parts=True),
        "internal restricted hold onhold onice spiked killed paywall paywalled premium offline"
        " приватно закрыто закрытый закрытая удалено удалён удалена отозвано отозвана снято снята"
        " жоба жабық құпия жойылған",
    ),
    (Sign(verdicts.parts_or_flag, _FLAG), "hide"),
    (
        Sign(verdicts.shows_when_true, _FLAG, starts=True),
        "published ispublished publish public ispublic visible isvisible listed showinlist"
        " dgpublish approved indexable searchable insearchindex discoverable routable",
    ),
    (
        Sign(verdicts.hides_when_false, _FLAG, has_parts=True),
        "permalink output index search sitemap sitemap.include feed rss enabled enable isenabled"
        " isactive islive isonline опубликовано опубликован опубликована опубликовать публикация"
        " публиковать публично видно видимо видимый жарияланған жарияланды жариялау жария көрінеді",
    ),
    (
        Sign(verdicts.known_words, _STATUS),
        "status poststatus pagestatus publishstatus publishingstatus publicationstatus"
        " publicationstate workflowstate visibility",
    ),
    (
        Sign(verdicts.certain_words, _STATUS, has_parts=True),
        "state stage workflow type layout состояние",
    ),
    (
        Sign(verdicts.readers, "a word such as `public`", has_parts=True),
        "access postaccess audience permission permissions articlestatus contentstatus"
        " documentstatus entrystatus editorialstatus moderationstatus reviewstatus publishedstatus"
        " articlestate contentstate editorialstate moderationstate reviewstate publishedstate"
        " publishstate publishingstate статус видимость доступ"
        " мәртебе мәртебесі күй күйі қолжетімділік көріну",
    ),
    (
        Sign(verdicts.robots, "words such as `index, follow`", has_parts=True),
        "robots robot metarobots seorobots xrobotstag googlebot",
    ),
    (Sign(verdicts.render, "`always` or `never`", has_parts=True), "render build.list"),
    (Sign(verdicts.hides_when_false, _FLAG, has_parts=True), "build"),
    (Sign(verdicts.outputs, "a list of one or more", has_parts=True), "outputs"),
    (Sign(verdicts.password, "empty"), "password postpassword passphrase passcode пароль құпиясөз"),
    (
        Sign(verdicts.moment, _DATE, starts=True),
        "publishdate publisheddate pubdate datepublished publicationdate publishat publishedat"
        " publishon publishedon publishtime publishedtime publishfrom publishup embargo"
        " embargoed embargountil embargoeduntil embargodate embargoends golive golivedate goliveat"
        " scheduled scheduledat scheduledfor scheduledate availablefrom availableat availableon"
        " visiblefrom visibleafter showfrom showafter publishafter displayfrom liveat livefrom"
        " liveon notbefore startpublish unpublisheduntil pubdatetime publishdatetime"
        " publisheddatetime publicationdatetime датапубликации публикацияс эмбарго эмбаргодо"
        " отложенодо отложитьдо неранее жарияланукүні",
    ),
    (Sign(verdicts.year_or_flag, _DATE, starts=True), "schedule"),
    (
        Sign(verdicts.end, _DATE, ends=True),
        "expirydate expiry expires expireson expiresat expiredate expireat expirationdate"
        " expiration unpublishdate unpublishat unpublishon publishdown publishuntil publishend"
        " visibleuntil availableuntil validuntil showuntil hideafter removeafter deleteafter"
        " endpublish",
    ),
    (Sign(verdicts.year_or_flag, _DATE, ends=True), "sunset"),
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
    outer = verdicts.plain_name(within.rpartition(".")[2])
    for one in dict.fromkeys((verdicts.plain_name(name), verdicts.plain_name(look(name)))):
        if sign := SIGNS.get(f"{outer}.{one}") or SIGNS.get(one):
            return sign
    return None


@lru_cache(maxsize=4096)
def _is_part_of_a_page(name: str) -> bool:
    return verdicts.plain_name(name) in PARTS_OF_A_PAGE


@lru_cache(maxsize=4096)
def _is_of_a_subject(within: str) -> bool:
    return any(verdicts.plain_name(one) in SUBJECTS for one in within.split("."))


@lru_cache(maxsize=4096)
def _is_whole(name: str) -> bool:
    return verdicts.plain_name(name) in WHOLES or sign_of(name) is not None


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
        if one and _is_of_a_subject(within) and verdicts.plain_name(name) not in _OF_A_TEXT:
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
