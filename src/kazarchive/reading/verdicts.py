"""The value of a field that may hide an article → whether it hides, shows, or cannot be
interpreted."""

import re
from collections.abc import Iterable
from enum import Enum

from kazarchive.problems.visible import is_visible
from kazarchive.reading.source import Value


class Verdict(Enum):
    SHOWN = "shown"
    HIDDEN = "hidden"
    UNCLEAR = "unclear"


YES = frozenset("true yes on y 1 да иә ия".split())
NO = frozenset("false no off n 0 нет жоқ".split())
"""The booleans of YAML 1.1, which Jekyll, Hexo and Pelican read, and those of the theme's
languages."""

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
"""Words with no other meaning in a field with a wider meaning, unlike `type: review`."""
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
    """A text without case, white space, `_`, `-`, typographic quotes and invisible characters."""
    return "".join(c for c in text.casefold() if c not in " _-“”„«»‘’" and is_visible(c))


def _word(value: Value) -> str | None:
    """A text, folded; None for a list or a table."""
    return None if value.text is None else folded(value.text)


def plain_name(name: str) -> str:
    """The letters and digits of a field's name: `draft?` → `draft`."""
    return "".join(filter(str.isalnum, name.casefold()))


def _is_quoted(value: Value) -> bool:
    return bool(value.text) and not value.plain


# --- readings -------------------------------------------------------------------------------------


def hides_when_true(value: Value) -> Verdict:
    word = _word(value)
    if value.items == () or value.fields == {} or word == "":
        return Verdict.SHOWN
    if word in NO and not _is_quoted(value):
        return Verdict.SHOWN
    if word in YES or _begins_with_a_day(value):  # `retracted: 2022-03-01`
        return Verdict.HIDDEN
    return Verdict.UNCLEAR


def hides_when_yes(value: Value) -> Verdict:
    """For names with other meanings: `internal: affairs`."""
    return Verdict.HIDDEN if _word(value) in YES else Verdict.SHOWN


def shows_when_true(value: Value) -> Verdict:
    """An empty value is null, which does not count as `true`."""
    word = _word(value)
    if word in YES or word in SHOWING:
        return Verdict.SHOWN
    if (word in NO and not _is_quoted(value)) or word in HIDING:
        return Verdict.HIDDEN
    return Verdict.UNCLEAR


def hides_when_false(value: Value) -> Verdict:
    """For fields that are seldom flags: `permalink: false`, `output: false`."""
    if _word(value) not in (NO | {"never"}) - {"n", "0"}:  # `index: 0` is a number
        return Verdict.SHOWN
    return Verdict.UNCLEAR if _is_quoted(value) else Verdict.HIDDEN


def known_words(value: Value) -> Verdict:
    """Any unknown word may hide."""
    word = _word(value)
    if value.items is not None:
        return _worst(map(known_words, value.items))
    if word in SHOWING or word in YES or word == "":
        return Verdict.SHOWN
    return Verdict.HIDDEN if word in HIDING or word in NO else Verdict.UNCLEAR


def certain_words(value: Value) -> Verdict:
    """For fields with a wider meaning."""
    texts = (value,) if value.items is None else value.items
    return Verdict.HIDDEN if any(_word(each) in CERTAIN for each in texts) else Verdict.SHOWN


def readers(value: Value) -> Verdict:
    """For fields that say who may read: any word of HIDING hides."""
    texts = (value,) if value.items is None else value.items
    hides = any(_word(each) in HIDING for each in texts)
    return Verdict.HIDDEN if hides else Verdict.SHOWN


def parts_or_flag(value: Value) -> Verdict:
    """MkDocs' `hide: [navigation, toc]` names parts of a page."""
    flags = YES | NO | HIDING
    if value.items is not None and not any(_word(item) in flags for item in value.items):
        return Verdict.SHOWN
    return hides_when_true(value)


def robots(value: Value) -> Verdict:
    texts = (value,) if value.items is None else value.items
    tokens = [folded(word) for each in texts for word in re.split(r"[,;\s]+", each.text or "")]
    hides = {"noindex", "none"} & {*tokens} or {*tokens} & NO
    return Verdict.HIDDEN if hides else Verdict.SHOWN


def render(value: Value) -> Verdict:
    """Hugo's build options: `always`, `never`, `link` and `local`."""
    word = _word(value)
    if word in ("never", "link", "local") or word in NO:
        return Verdict.UNCLEAR if _is_quoted(value) and word in NO else Verdict.HIDDEN
    return Verdict.SHOWN if word in ("always", "") or word in YES else Verdict.UNCLEAR


def outputs(value: Value) -> Verdict:
    """Hugo does not render a page with `outputs: []`."""
    return Verdict.HIDDEN if value.items == () else Verdict.SHOWN


def password(value: Value) -> Verdict:
    word = _word(value)
    return Verdict.SHOWN if word == "" or word in NO else Verdict.HIDDEN


def moment(value: Value) -> Verdict:
    """A flag; anything else is unclear, because a date has to be compared first."""
    word = _word(value)
    if re.match(r"\s*0000", value.text or ""):  # a database without a date
        return Verdict.SHOWN
    if value.items == () or word in ("", "never", "none", "null") or word in NO:
        return Verdict.SHOWN
    return Verdict.HIDDEN if word in YES else Verdict.UNCLEAR


def year_or_flag(value: Value) -> Verdict:
    """For names with other meanings: `sunset: 18:30`, `schedule: daily`."""
    is_date = re.search(r"\d{4}", value.text or "")
    return moment(value) if is_date or _word(value) in YES else Verdict.SHOWN


def end(value: Value) -> Verdict:
    """Databases express `never` by a year in the far future, or by the year 0."""
    year = re.match(r"\s*(\d{4})-", value.text or "")
    if year and (int(year[1]) >= NEVER_ENDS or int(year[1]) == 0):
        return Verdict.SHOWN
    return moment(value)


NEVER_ENDS = 2900


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    every = {*verdicts}
    order = (Verdict.HIDDEN, Verdict.UNCLEAR)
    return next((verdict for verdict in order if verdict in every), Verdict.SHOWN)


def _begins_with_a_day(value: Value) -> bool:
    return re.match(r"\s*\d{4}-\d{1,2}-\d{1,2}", value.text or "") is not None
