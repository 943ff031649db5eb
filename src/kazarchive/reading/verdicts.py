"""What the value of a field that hides says: it hides, it shows, or it is not understood."""

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


def plain_name(name: str) -> str:
    """A field's name by its letters and digits alone: `draft?` is `draft`."""
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
    """Of names that mean other things too: `internal: affairs`."""
    return Verdict.HIDDEN if _word(value) in YES else Verdict.SHOWN


def shows_when_true(value: Value) -> Verdict:
    """An empty one is null, which is no `true`."""
    word = _word(value)
    if word in YES or word in SHOWING:
        return Verdict.SHOWN
    if (word in NO and not _is_quoted(value)) or word in HIDING:
        return Verdict.HIDDEN
    return Verdict.UNCLEAR


def hides_when_false(value: Value) -> Verdict:
    """Of fields that are most often no flags: `permalink: false`, `output: false`."""
    if _word(value) not in (NO | {"never"}) - {"n", "0"}:  # `index: 0` is a number
        return Verdict.SHOWN
    return Verdict.UNCLEAR if _is_quoted(value) else Verdict.HIDDEN


def known_words(value: Value) -> Verdict:
    """Every word that is not known may hide."""
    word = _word(value)
    if value.items is not None:
        return _worst(map(known_words, value.items))
    if word in SHOWING or word in YES or word == "":
        return Verdict.SHOWN
    return Verdict.HIDDEN if word in HIDING or word in NO else Verdict.UNCLEAR


def certain_words(value: Value) -> Verdict:
    """Of fields with a wider meaning."""
    texts = (value,) if value.items is None else value.items
    return Verdict.HIDDEN if any(_word(one) in CERTAIN for one in texts) else Verdict.SHOWN


def readers(value: Value) -> Verdict:
    """Who may read: any word that hides does."""
    texts = (value,) if value.items is None else value.items
    hides = any(_word(one) in HIDING for one in texts)
    return Verdict.HIDDEN if hides else Verdict.SHOWN


def parts_or_flag(value: Value) -> Verdict:
    """MkDocs' `hide: [navigation, toc]` names parts of a page."""
    flags = YES | NO | HIDING
    if value.items is not None and not any(_word(one) in flags for one in value.items):
        return Verdict.SHOWN
    return hides_when_true(value)


def robots(value: Value) -> Verdict:
    texts = (value,) if value.items is None else value.items
    tokens = [folded(one) for text in texts for one in re.split(r"[,;\s]+", text.text or "")]
    hides = {"noindex", "none"} & {*tokens} or {*tokens} & NO
    return Verdict.HIDDEN if hides else Verdict.SHOWN


def render(value: Value) -> Verdict:
    """Hugo's build options: `always`, `never`, `link` and `local`."""
    word = _word(value)
    if word in ("never", "link", "local") or word in NO:
        return Verdict.UNCLEAR if _is_quoted(value) and word in NO else Verdict.HIDDEN
    return Verdict.SHOWN if word in ("always", "") or word in YES else Verdict.UNCLEAR


def outputs(value: Value) -> Verdict:
    """Hugo renders nothing of `outputs: []`."""
    return Verdict.HIDDEN if value.items == () else Verdict.SHOWN


def password(value: Value) -> Verdict:
    word = _word(value)
    return Verdict.SHOWN if word == "" or word in NO else Verdict.HIDDEN


def moment(value: Value) -> Verdict:
    """Unclear is what no flag is: a date has yet to be compared."""
    word = _word(value)
    if re.match(r"\s*0000", value.text or ""):  # as databases write that there is none
        return Verdict.SHOWN
    if value.items == () or word in ("", "never", "none", "null") or word in NO:
        return Verdict.SHOWN
    return Verdict.HIDDEN if word in YES else Verdict.UNCLEAR


def year_or_flag(value: Value) -> Verdict:
    """Of names that mean other things too: `sunset: 18:30`, `schedule: daily`."""
    is_date = re.search(r"\d{4}", value.text or "")
    return moment(value) if is_date or _word(value) in YES else Verdict.SHOWN


def end(value: Value) -> Verdict:
    """A year that no archive lives to see, or the year 0, is how databases write `never`."""
    year = re.match(r"\s*(\d{4})-", value.text or "")
    if year and (int(year[1]) >= NEVER_ENDS or int(year[1]) == 0):
        return Verdict.SHOWN
    return moment(value)


NEVER_ENDS = 2900


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    every = {*verdicts}
    order = (Verdict.HIDDEN, Verdict.UNCLEAR)
    return next((one for one in order if one in every), Verdict.SHOWN)


def _begins_with_a_day(value: Value) -> bool:
    return re.match(r"\s*\d{4}-\d{1,2}-\d{1,2}", value.text or "") is not None


# --- the tables -----------------------------------------------------------------------------------
