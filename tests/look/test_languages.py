"""A site in Kazakh, Russian and English: its alphabets, months, dates, numbers and words."""

import re
from datetime import date

import html5lib
import pytest

from archives import Archive
from kazarchive.rules import locales

CONFIGURED = (
    'title = { en = "Archive", ru = "Архив", kk = "Мұрағат" }\n'
    'base_url = "https://archive.example/"\nlanguages = ["en", "ru", "kk"]\n'
)
LANGS = ("kk", "ru", "en")
LETTERS = {
    "kk": "А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л М Н Ң О Ө П Р С Т У Ұ Ү Ф Х Һ Ц Ч Ш Щ Ъ Ы І Ь Э Ю Я",
    "ru": "А Б В Г Д Е Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ъ Ы Ь Э Ю Я",
    "en": "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
}
"""In Russian Ё stands with Е."""
MONTHS = {
    "kk": "Қаңтар Ақпан Наурыз Сәуір Мамыр Маусым Шілде Тамыз Қыркүйек Қазан Қараша Желтоқсан",
    "ru": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
    "en": "January February March April May June July August September October November December",
}
WITHIN_DATES = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": MONTHS["en"],
}
WEEKDAYS = {
    "kk": "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
FRAME = {
    "kk": "Мазмұнға өту|Басты бет|Тақырыптар|Авторлар|Таспалар|Пернелер",
    "ru": "Перейти к содержанию|Главная|Темы|Авторы|Ленты|Клавиши",
    "en": "Skip to the content|Front page|Tags|Authors|Feeds|Keyboard shortcuts",
}
COUNTED = {
    "kk": ("1 мақала", "2 мақала", "5 мақала", "21 мақала"),
    "ru": ("1 статья", "2 статьи", "5 статей", "21 статья"),
    "en": ("1 article", "2 articles", "5 articles", "21 articles"),
}


def shown(archive: Archive, address: str, *path: str) -> list[str]:
    """The texts of the elements that match a path of tag names and classes."""
    tree = html5lib.parse(archive.page(address), namespaceHTMLElements=False)
    found = [tree]
    for name in path:
        tag, _, wanted = name.partition(".")
        found = [
            one
            for above in found
            for one in above.iter(tag)
            if one is not above and (not wanted or wanted in one.get("class", "").split())
        ]
    return [" ".join("".join(one.itertext()).split()) for one in found]


@pytest.mark.parametrize("lang", LANGS)
def test_the_index_of_a_language_has_all_its_letters_in_order(archive: Archive, lang: str) -> None:
    alphabet = LETTERS[lang].split()
    assert len(alphabet) == {"kk": 42, "ru": 32, "en": 26}[lang]
    words = [f"{letter}{n}" for n, letter in enumerate(alphabet)]  # `Ее` and `Ёё` are one term
    slugs = ", ".join(f'"{word}" = "w{n}"' for n, word in enumerate(words))
    archive.configure(f"{CONFIGURED}[taxonomies]\ntags = {{ slugs = {{ {slugs} }} }}\n")
    archive.article(f"a.{lang}.md", tags=words[::-2])
    archive.article(f"b.{lang}.md", tags=words)
    archive.build()
    address = "/tags/" if lang == "en" else f"/{lang}/tags/"
    headings = shown(archive, address, "section.letter", "h2")
    assert [one for one in headings if len(one) == 1] == alphabet
    assert shown(archive, address, "section.letter", "ul.index", "a") == words


@pytest.mark.parametrize("lang", LANGS)
def test_months_days_and_weekdays_are_those_of_the_language(lang: str) -> None:
    days = [date(2021, month, 5) for month in range(1, 13)]
    assert [locales.month_name(day, lang) for day in days] == MONTHS[lang].split()
    assert [locales.month_title(day, lang) for day in days] == [
        f"{month} 2021" for month in MONTHS[lang].split()
    ]
    assert [locales.short_day(day, lang) for day in days] == [
        f"5 {month}" for month in WITHIN_DATES[lang].split()
    ]
    written = {"kk": "2021 ж. 5 {}", "ru": "5 {} 2021 г.", "en": "5 {} 2021"}[lang]
    assert [locales.long_day(day, lang).replace("\u00a0", " ") for day in days] == [
        written.format(month) for month in WITHIN_DATES[lang].split()
    ]
    week = [date(2021, 11, day) for day in range(1, 8)]
    assert [locales.weekday(day, lang) for day in week] == WEEKDAYS[lang].split()


@pytest.mark.parametrize("lang", LANGS)
def test_pages_are_headed_and_framed_in_their_language(archive: Archive, lang: str) -> None:
    archive.configure(CONFIGURED)
    number = 0
    for month, count in ((3, 1), (4, 2), (5, 5), (6, 21)):
        for day in range(1, count + 1):
            number += 1
            archive.article(f"n{number}.{lang}.md", date=f"2021-{month:02}-{day:02}")
    archive.build()
    prefix = "" if lang == "en" else f"/{lang}"
    months = MONTHS[lang].split()
    for month, counted in zip((3, 4, 5, 6), COUNTED[lang], strict=True):
        address = f"{prefix}/2021/{month:02}/"
        assert shown(archive, address, "h1") == [f"{months[month - 1]} 2021"]
        (total,) = shown(archive, address, "p.total")
        assert total.split(" · ")[0] == counted
    text = re.sub(r"\s+", " ", " ".join(shown(archive, f"{prefix}/", "body")))
    for word in FRAME[lang].split("|"):
        assert word in text, word
