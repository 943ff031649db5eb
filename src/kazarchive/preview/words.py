"""What the preview says to a writer beside the page, in the page's language.

What is wrong with a file is said as the terminal says it, in `problems`.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """`{…}` are filled in."""

    draft: str
    future: str
    source: str
    length: str
    words: Mapping[str, str]
    """By the plural category of the number (CLDR); `other` serves those that are not there."""
    untranslated: str
    silent: str
    languages: str
    next_build: str
    weight: str
    none: str
    elsewhere: str
    problems: str
    stale: str
    hide: str
    show: str
    close: str
    lost: str


WORDS = {
    "en": Words(
        draft="Draft: only the preview shows this page",
        future="Only the preview shows this page before {moment}",
        source="Source",
        length="Length",
        words={
            "one": "{n} word, {minutes} min to read",
            "other": "{n} words, {minutes} min to read",
        },
        untranslated="Not translated into",
        silent="Images without a text alternative",
        languages="Languages",
        next_build="The next build writes it",
        weight="Weight",
        none="none",
        elsewhere="Problems elsewhere",
        problems="Problems",
        stale="This is the page as it was before",
        hide="Hide the bar",
        show="Preview",
        close="Close",
        lost="The preview has ended",
    ),
    "ru": Words(
        draft="Черновик: эта страница видна только в предпросмотре",
        future="До {moment} эта страница видна только в предпросмотре",
        source="Источник",
        length="Объём",
        words={
            "one": "{n} слово, {minutes} мин чтения",
            "few": "{n} слова, {minutes} мин чтения",
            "other": "{n} слов, {minutes} мин чтения",
        },
        untranslated="Нет перевода на",
        silent="Изображения без текстового описания",
        languages="Языки",
        next_build="Запишет ли её следующая сборка",
        weight="Вес",
        none="нет",
        elsewhere="Ошибки в других местах",
        problems="Ошибки",
        stale="Показана прежняя страница",
        hide="Скрыть панель",
        show="Предпросмотр",
        close="Закрыть",
        lost="Предпросмотр завершён",
    ),
    "kk": Words(
        draft="Жоба: бұл бет тек алдын ала қарауда көрінеді",
        future="{moment} дейін бұл бет тек алдын ала қарауда көрінеді",
        source="Дереккөз",
        length="Көлемі",
        words={"other": "{n} сөз, оқуға {minutes} мин"},
        untranslated="Мына тілдерге аударылмаған",
        silent="Мәтіндік сипаттамасы жоқ суреттер",
        languages="Тілдер",
        next_build="Келесі құрастыру оны жаза ма",
        weight="Салмағы",
        none="жоқ",
        elsewhere="Басқа жердегі қателер",
        problems="Қателер",
        stale="Беттің бұрынғы нұсқасы көрсетілген",
        hide="Тақтаны жасыру",
        show="Алдын ала қарау",
        close="Жабу",
        lost="Алдын ала қарау аяқталды",
    ),
}
