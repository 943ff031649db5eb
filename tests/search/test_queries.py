"""What readers type, in three languages and more spellings, and what they get for it."""

from pathlib import Path

import pytest

from archives import SEARCH, TRILINGUAL, Archive
from search.reader import ask, names

ARTICLES = {
    "kk": {
        "qazaq": ("Қазақстан Республикасының халқы", "Үкімет 5 000 теңге бөлді. Шымкентте жиын."),
        "school": ("Бiлiм туралы", "Mектептер мен мұғалiмдер. Жаңаөзендегі оқиға."),
        "office": ("Жаңа кеңсе", "№ 5 үй, 2024 жыл. Ербол Әлиұлы. Нұр-Сұлтан қаласы."),
    },
    "ru": {
        "tree": ("Ёлка в городе", "Открыли её в 2024 году, потратив 12 500 000 тенге."),
        "usa": ("Вашингтон ответил", "Александр Пушкин и Brexit, онлайн-форум, COVID-19."),
        "power": ("Правительство", "Назарбаев подписал. Цена на газ. Газ и цены."),
    },
    "en": {
        "us": ("U.S. sanctions", "The A.I. fund of $26,750 and J.K. Rowling’s café."),
        "cat": ("Don't feed the cat", "O’Brien lives there. Prices of oil."),
        "words": ("A word of", "It was the best of times, it was the worst of times."),
    },
}

ASKED = """
kk | ҚАЗАҚСТАН | qazaq
kk | Qazaqstan Respýblıkasy | qazaq
kk | Qazaqstan Respublikasy | qazaq
kk | kazakhstan | qazaq
kk | казакстан халкы | qazaq
kk | Şymkent | qazaq
kk | Shymkent | qazaq
kk | 5000 | qazaq
kk | 5 000 теңге | qazaq
kk | білім | school
kk | мектеп мұғалім | school
kk | бiлiм | school
kk | Jañaözen | school
kk | Zhangaozen | school
kk | №5 | office
kk | 2024 | office
kk | Әлиұлы Ербол | office
kk | Yerbol | office
kk | əлиұлы | office
kk | Нұр Сұлтан | office
kk | "Нур-Султан" | office
kk | “Қазақстан Республикасының” | qazaq
ru | елка | tree
ru | ЁЛКА | tree
ru | ёлка. | tree
ru | 12500000 | tree
ru | elka | tree
ru | washington | usa
ru | Alexandr Pushkin | usa
ru | брексит | usa
ru | онлайн форум | usa
ru | онлайн-форум | usa
ru | COVID 19 | usa
ru | правительств | power
ru | назарб | power
ru | Nazarbayev | power
ru | "цена на газ" | power
ru | "цены на газ" |
ru | "цены" | power
ru | "ценам" |
ru | елка 😀 | tree
ru | 😀 |
ru | ? |
ru | и | power usa
ru | на | power
en | US sanctions | us
en | "U.S. sanctions" | us
en | AI | us
en | 26750 | us
en | $26,750 | us
en | JK Rowling | us
en | Rowlings cafe | us
en | dont feed | cat
en | don’t feed | cat
en | O'Brien | cat
en | OBrien | cat
en | of the was | words
en | the oil feed sanction | cat
en | oil -feed +cat |
en | prices +cat -sanctions | cat
en | sanctions price zebra |
en | zebra |
 | газ prices | cat power
 | Qazaqstan | qazaq
"""
"""Language, what is typed, the names of all that is found; an empty language is all of them."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("site"))
    archive.configure(TRILINGUAL.replace("/base/", "/") + SEARCH)
    for lang, articles in ARTICLES.items():
        for name, (title, text) in articles.items():
            archive.article(f"{name}.{lang}.md", text, title=title)
    archive.build()
    return archive


def test_what_readers_type_finds_what_they_mean(site: Archive, tmp_path: Path) -> None:
    asked = [[part.strip() for part in line.split("|")] for line in ASKED.strip().split("\n")]
    answers = ask(site.output, [{"lang": lang, "q": typed} for lang, typed, _ in asked], tmp_path)
    for (lang, typed, meant), answer in zip(asked, answers, strict=True):
        assert sorted(names(answer)) == meant.split(), (lang, typed)


def test_a_query_of_a_thousand_words_is_answered(site: Archive, tmp_path: Path) -> None:
    typed = "sanctions " + " ".join(f"zq{n}" for n in range(1000)) + " " + "x" * 500
    (answer,) = ask(site.output, [{"lang": "en", "q": typed}], tmp_path)
    assert names(answer) == []
    assert answer["requests"] < 10


def test_filters_narrow_together_and_an_unknown_topic_finds_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.configure(TRILINGUAL.replace("/base/", "/") + SEARCH)
    for year in (2020, 2021):
        for tag in ("Oil", "Gas"):
            fields = {"title": f"{tag} price {year}", "tags": [tag], "date": f"{year}-01-05"}
            archive.article(f"{tag}{year}.md", **fields)
    archive.build()
    asked = [
        {"q": "prices", "year": "2020", "topic": "tags/oil", "lang": "en"},
        {"q": "", "topic": "tags/oil", "lang": ""},
        {"q": "prices", "topic": "tags/oil", "lang": "ru"},
        {"q": "prices", "topic": "tags/none", "lang": "en"},
        {"q": "prices", "year": "1999", "lang": "en"},
    ]
    found = [names(answer) for answer in ask(archive.output, asked, tmp_path)]
    assert found == [["oil2020"], ["oil2021", "oil2020"], [], [], []]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Sixty articles of a year: `цены` in every one; `цена` in some of the oldest."""
    archive = Archive(tmp_path_factory.mktemp("many"))
    archive.configure(TRILINGUAL.replace("/base/", "/") + SEARCH)
    for n in range(60):
        form = "цена" if n in (3, 5, 7, 11) else "цены"
        text = (
            f"Растут {form}: нефть {n}, соль и мука." if n else "Растут цены: соль и нефть, мука."
        )
        month, day = n // 28 + 1, n % 28 + 1
        title = "О цене" if n == 40 else f"День {n}"
        date = f"2022-{month:02}-{day:02}"
        archive.article(f"a{n}.ru.md", text, title=title, date=date)
    archive.build()
    return archive


def test_the_form_that_was_typed_goes_first_among_all_of_a_segment(
    many: Archive, tmp_path: Path
) -> None:
    (answer,) = ask(many.output, [{"lang": "ru", "q": "цена"}], tmp_path)
    assert names(answer)[:6] == ["a40", "a11", "a7", "a5", "a3", "a59"], "the title goes before"
    (answer,) = ask(many.output, [{"lang": "ru", "q": "цены"}], tmp_path)
    assert not {"a11", "a7", "a5", "a3"} & {*names(answer)}


def test_a_phrase_is_found_wherever_it_stands(many: Archive, tmp_path: Path) -> None:
    asked = [{"lang": "ru", "q": typed} for typed in ('"соль и нефть"', '"растут цена"')]
    far, forms = ask(many.output, asked, tmp_path)
    assert names(far) == ["a0"]
    assert names(forms) == ["a11", "a7", "a5", "a3"]
    assert forms["requests"] < 15, "only the four that have this form are read"
