"""The fields of an article → those of other generators that hide it, or may hide it.

A field that hides is interpreted or refused, and never ignored, whatever `unknown_fields` says. The
tables below are the complete list. Only letters and digits of names are compared, without case, and
letters that look like Latin ones count as Latin. Sources: the documentation of Jekyll, Hugo,
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


class HidingRule(NamedTuple):
    """How the value of a field is interpreted."""

    read: Callable[[Value], Verdict]
    wanted: str
    starts: bool = False
    """Whether a date in it is the moment before which the article must not be shown."""
    ends: bool = False
    """Whether a date in it is the moment after which the article must not be shown."""
    has_parts: bool = False
    """Whether a table is not a value of it, so that only its parts count."""


class Finding(NamedTuple):
    """A field that may hide the article."""

    name: str
    value: Value
    rule: HidingRule

    @property
    def verdict(self) -> Verdict:
        return self.rule.read(self.value)

    @property
    def is_reported(self) -> bool:
        """Whether authors are told that it hides: not for our own field and that of Jekyll."""
        return self.name not in ("draft", "published")


# --- words ----------------------------------------------------------------------------------------

_FLAG = "`true` or `false`, without quotes"
_STATUS = "a word such as `published` or `draft`"
_DATE = "a date such as 2024-12-05"

TABLE: tuple[tuple[HidingRule, str], ...] = (
    (
        HidingRule(verdicts.hides_when_true, _FLAG),
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
        HidingRule(verdicts.hides_when_yes, _FLAG, has_parts=True),
        "internal restricted hold onhold onice spiked killed paywall paywalled premium offline"
        " приватно закрыто закрытый закрытая удалено удалён удалена отозвано отозвана снято снята"
        " жоба жабық құпия жойылған",
    ),
    (HidingRule(verdicts.parts_or_flag, _FLAG), "hide"),
    (
        HidingRule(verdicts.shows_when_true, _FLAG, starts=True),
        "published ispublished publish public ispublic visible isvisible listed showinlist"
        " dgpublish approved indexable searchable insearchindex discoverable routable",
    ),
    (
        HidingRule(verdicts.hides_when_false, _FLAG, has_parts=True),
        "permalink output index search sitemap sitemap.include feed rss enabled enable isenabled"
        " isactive islive isonline опубликовано опубликован опубликована опубликовать публикация"
        " публиковать публично видно видимо видимый жарияланған жарияланды жариялау жария көрінеді",
    ),
    (
        HidingRule(verdicts.known_words, _STATUS),
        "status poststatus pagestatus publishstatus publishingstatus publicationstatus"
        " publicationstate workflowstate visibility",
    ),
    (
        HidingRule(verdicts.certain_words, _STATUS, has_parts=True),
        "state stage workflow type layout состояние",
    ),
    (
        HidingRule(verdicts.readers, "a word such as `public`", has_parts=True),
        "access postaccess audience permission permissions articlestatus contentstatus"
        " documentstatus entrystatus editorialstatus moderationstatus reviewstatus publishedstatus"
        " articlestate contentstate editorialstate moderationstate reviewstate publishedstate"
        " publishstate publishingstate статус видимость доступ"
        " мәртебе мәртебесі күй күйі қолжетімділік көріну",
    ),
    (
        HidingRule(verdicts.robots, "words such as `index, follow`", has_parts=True),
        "robots robot metarobots seorobots xrobotstag googlebot",
    ),
    (HidingRule(verdicts.render, "`always` or `never`", has_parts=True), "render build.list"),
    (HidingRule(verdicts.hides_when_false, _FLAG, has_parts=True), "build"),
    (HidingRule(verdicts.outputs, "a list of one or more", has_parts=True), "outputs"),
    (
        HidingRule(verdicts.password, "empty"),
        "password postpassword passphrase passcode пароль құпиясөз",
    ),
    (
        HidingRule(verdicts.moment, _DATE, starts=True),
        "publishdate publisheddate pubdate datepublished publicationdate publishat publishedat"
        " publishon publishedon publishtime publishedtime publishfrom publishup embargo"
        " embargoed embargountil embargoeduntil embargodate embargoends golive golivedate goliveat"
        " scheduled scheduledat scheduledfor scheduledate availablefrom availableat availableon"
        " visiblefrom visibleafter showfrom showafter publishafter displayfrom liveat livefrom"
        " liveon notbefore startpublish unpublisheduntil pubdatetime publishdatetime"
        " publisheddatetime publicationdatetime датапубликации публикацияс эмбарго эмбаргодо"
        " отложенодо отложитьдо неранее жарияланукүні",
    ),
    (HidingRule(verdicts.year_or_flag, _DATE, starts=True), "schedule"),
    (
        HidingRule(verdicts.end, _DATE, ends=True),
        "expirydate expiry expires expireson expiresat expiredate expireat expirationdate"
        " expiration unpublishdate unpublishat unpublishon publishdown publishuntil publishend"
        " visibleuntil availableuntil validuntil showuntil hideafter removeafter deleteafter"
        " endpublish",
    ),
    (HidingRule(verdicts.year_or_flag, _DATE, ends=True), "sunset"),
)
"""HidingRule → names. `build.list` is the part `list` of a table `build`, and of no other table."""

RULES = {name: rule for rule, names in TABLE for name in names.split()}

PARTS_OF_A_PAGE = frozenset(
    "ad ads advert adverts advertising analytics audio author authors avatar banner breadcrumbs"
    " caption chart charts comment comments cover disqus embed embeds featured featuredimage"
    " footer form forms gallery header hero i18n image images links logo map maps menu menus nav"
    " navigation newsletter newsletters pagination podcast podcasts poll polls popup quiz related"
    " resources share sharing sidebar social source sources table tables thumbnail toc translation"
    " translations twitter video videos widget widgets".split()
)
"""Tables about a part of the page or something beside it: `cover: {hidden: true}` hides only the
cover."""

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
"""Tables about a subject of the article: `address: {access: restricted}` hides nothing."""

_OF_A_TEXT = frozenset(
    "draft drafts isdraft unpublished notpublished noindex nopublish donotpublish dontpublish"
    " черновик неопубликовано".split()
)
"""Names that always refer to the article, in any table."""

ARTICLE_TABLES = frozenset(
    "article attributes cascade config content custom data directives document eleventycomputed"
    " eleventy entry extra extras fields flags frontmatter general ghost grav hexo hugo jekyll"
    " meta metadata nikola options page params parameters pelican post properties props"
    " publication publishing release seo settings site sys system taxonomies user userdefined"
    " wordpress wp yoast zola".split()
)
"""Tables about the article. In other tables, and in lists, only what certainly hides counts:
`book: {published: 2019}` and `event: {status: cancelled}` are about books and events."""


@lru_cache(maxsize=4096)
def rule_of(name: str, within: str = "") -> HidingRule | None:
    """The rule of a field, or of a part of the table `within`."""
    outer = verdicts.plain_name(within.rpartition(".")[2])
    for plain in dict.fromkeys((verdicts.plain_name(name), verdicts.plain_name(look(name)))):
        if rule := RULES.get(f"{outer}.{plain}") or RULES.get(plain):
            return rule
    return None


@lru_cache(maxsize=4096)
def _is_part_of_a_page(name: str) -> bool:
    return verdicts.plain_name(name) in PARTS_OF_A_PAGE


@lru_cache(maxsize=4096)
def _is_of_a_subject(within: str) -> bool:
    return any(verdicts.plain_name(outer) in SUBJECTS for outer in within.split("."))


@lru_cache(maxsize=4096)
def _is_article_table(name: str) -> bool:
    return verdicts.plain_name(name) in ARTICLE_TABLES or rule_of(name) is not None


def in_field(
    name: str, value: Value, within: str = "", with_unclear: bool = True
) -> Iterator[Finding]:
    """Everything in a field that hides or may hide, at any depth, including `params.draft` on one
    line. `with_unclear`: whether values that cannot be interpreted count."""
    name, dot, rest = name.partition(".")
    path = f"{within}.{name}" if within else name
    if dot and rest:
        parts: Iterable[tuple[str, Value]] = ((rest, value),)
    else:
        parts = _parts(value)
        own = _finding(path, name, value, within)
        if own and _is_of_a_subject(within) and verdicts.plain_name(name) not in _OF_A_TEXT:
            own = None
        if own and (with_unclear or own.verdict is Verdict.HIDDEN):
            yield own
    if not _is_part_of_a_page(name):
        for part, inner in parts:
            unclear = with_unclear and _is_article_table(name)
            yield from in_field(part, inner, path, unclear)


def _finding(path: str, name: str, value: Value, within: str) -> Finding | None:
    rule = rule_of(name, within)
    if rule is None or (rule.has_parts and value.fields is not None):
        return None
    return Finding(path, value, rule)


def _parts(value: Value) -> Iterator[tuple[str, Value]]:
    """The parts of a table, or of all tables in a list."""
    yield from (value.fields or {}).items()
    for item in value.items or ():
        yield from _parts(item)


def findings(named: Fields, unknown: Collection[str]) -> tuple[Finding, ...]:
    """The findings of an article: in its unknown fields, and in those that another one has
    replaced.

    If the configuration renames a field to an unknown one or to `draft`, the name in the article
    counts too, provided that it certainly hides: `rename = { published = "draft" }`.
    """
    every = [each for name in unknown for each in in_field(name, named.values[name])]
    for field in named.left:
        every += in_field(field.written, field.value)
        if field.name != field.written:
            every += in_field(field.name, field.value)
    for field in named.renamed:
        if field.name in unknown or field.name == DRAFT.name:
            hiding = in_field(field.written, field.value)
            every += (finding for finding in hiding if finding.verdict is Verdict.HIDDEN)
    return tuple(every)


# --- dates ----------------------------------------------------------------------------------------


def moment(finding: Finding, zone: str) -> datetime | None:
    """The moment before or after which the article must not be shown: the latest one that the field
    can mean, in any form of dates; None without one."""
    written = finding.value.text or ""
    try:
        return dates.parse(written, zone)[0]
    except dates.NotADate:
        meanings = (dates.parse(text, zone)[0] for text in dateforms.readings(written, zone))
        return max(meanings, default=None)
