"""What the preview tells of a page besides the page."""

import json

from archives import Archive
from kazarchive.cli.language import in_language
from kazarchive.preview.inspector import described
from kazarchive.problems import Place, Problem
from preview import previews

COUNTED = {
    "en": {0: "0 words", 1: "1 word, 1 min to read", 21: "21 words", 1_001: "1,001 words"},
    "ru": {1: "1 слово, 1 мин чтения", 3: "3 слова", 5: "5 слов", 11: "11 слов", 21: "21 слово"},
    "kk": {1: "1 сөз, оқуға 1 мин", 5: "5 сөз"},
}


def test_the_bar_counts_words_as_its_language_does(trilingual: Archive) -> None:
    for lang, told in COUNTED.items():
        for n in told:
            trilingual.article(f"2022/a{n}.{lang}.md", "сөз " * n)
    with previews.running(trilingual.root) as running:
        for lang, told in COUNTED.items():
            for n, begin in told.items():
                address = f"{'' if lang == 'en' else '/' + lang}/2022/01/05/a{n}/"
                state = json.loads(running.get(f"/_kazarchive/page?address={address}").content)
                assert any(text.startswith(begin) for _, text in state["facts"]), state["facts"]


def test_a_problem_is_described_in_the_language_of_the_one_who_writes() -> None:
    place = Place("articles/a.md", 3, 7, 10, "date: 2024-13-45")
    values = {"field": "date", "reason": "there is no month 13", "hint": "remove it"}
    shown = described(Problem("K0103", place, values), in_language("ru"))
    assert shown["label"] == "ошибка[K0103]"
    assert shown["message"] == "`date` – неверная дата: нет месяца 13"
    assert shown["help"] == "совет: уберите это"
    assert shown["severity"] == "error"
