"""What goes before what, and what is left out."""

from pathlib import Path

import pytest

from archives import SEARCH, TRILINGUAL, Archive
from rules.nouns import AMBIGUOUS
from search.reader import ask, names

CONFIG = TRILINGUAL.replace("/base/", "/") + SEARCH


def found(archive: Archive, place: Path, typed: str, lang: str = "ru") -> list[str]:
    (answer,) = ask(archive.output, [{"lang": lang, "q": typed}], place)
    return names(answer)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Twenty articles a year for eight years that mention everything; what is about something is in
    the oldest."""
    archive = Archive(tmp_path_factory.mktemp("years"))
    archive.configure(CONFIG)
    for year in range(2015, 2023):
        for n in range(20):
            date = f"{year}-01-{n + 1:02}"
            text = f"Упомянуты поводок, метро и мост. Номер {n}."
            archive.article(f"{year}/a{year}-{n}.ru.md", text, title=f"Запись {n}", date=date)
    for name, title in (("metro", "Открыто метро в Алматы"), ("bridge", "Мост через Урал")):
        archive.article(f"{name}.ru.md", "Подробно.", title=title, date="2015-06-05")
    archive.article("twice.ru.md", "Мост. Новый мост.", title="Строят", date="2017-06-05")
    archive.build()
    return archive


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("метро", ["metro", "a2022-19"]),
        ("метро Алматы", ["metro"]),
        ("мост", ["bridge", "twice", "a2022-19"]),
        ("моста", ["bridge", "twice", "a2022-19"]),
        ("урал мост", ["bridge"]),
        ("поводок", ["a2022-19", "a2022-18"]),
        ("metro", ["metro", "a2022-19"]),
    ],
)
def test_the_best_goes_before_the_newest_and_the_newest_among_equals(
    years: Archive, tmp_path: Path, typed: str, first: list[str]
) -> None:
    assert found(years, tmp_path, typed)[: len(first)] == first


def test_years_are_left_closed_in_which_nothing_can_be_better(
    years: Archive, tmp_path: Path
) -> None:
    """Ten titles of the newest year hold the very word that was typed."""
    (answer,) = ask(years.output, [{"lang": "ru", "q": "запись"}], tmp_path)
    assert names(answer)[0] == "a2022-19"
    opened = answer["requests"]
    (answer,) = ask(years.output, [{"lang": "ru", "q": "поводок"}], tmp_path)
    assert answer["requests"] == opened + 4, "those of four years more"


def test_every_form_of_a_kazakh_noun_finds_it_beside_words_that_begin_alike(
    tmp_path: Path,
) -> None:
    archive = Archive(tmp_path)
    archive.configure(CONFIG)
    lines = [[part.strip() for part in line.split("|")] for line in AMBIGUOUS.strip().split("\n")]
    for n, (noun, _, others) in enumerate(lines):
        archive.article(f"noun{n}.kk.md", f"Бұл {noun}.", title=f"№ {n}")
        archive.article(f"other{n}.kk.md", f"Олар {others}.", title=f"№ {n}")
    archive.build()
    asked = [(f"noun{n}", form) for n, (_, forms, _) in enumerate(lines) for form in forms.split()]
    answers = ask(archive.output, [{"lang": "kk", "q": form} for _, form in asked], tmp_path)
    missed = [
        form
        for (name, form), answer in zip(asked, answers, strict=True)
        if name not in names(answer)
    ]
    assert not missed


PREFIXES = """
По дороге
Под мостом
Газ
Вода и пар
Вод
Авто
Телеграмма
"""
"""Titles of words that others begin with, or that begin with others."""


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("поводок", ""),
        ("по", "По дороге"),
        ("газпром", ""),
        ("газета", ""),
        ("газа", "Газ"),
        ("водород", ""),
        ("воды", "Вода и пар Вод"),
        ("пароход", ""),
        ("автономия", ""),
        ("телега", ""),
        ("gazprom", ""),
        ("телеграммами", "Телеграмма"),
    ],
)
def test_a_word_that_another_begins_with_is_not_that_word(
    prefixes: Archive, tmp_path: Path, typed: str, titles: str
) -> None:
    wanted = {f"p{n}" for n, title in enumerate(PREFIXES.split("\n")) if title and title in titles}
    assert {*found(prefixes, tmp_path, typed)} == wanted


@pytest.fixture(scope="module")
def prefixes(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("prefixes"))
    archive.configure(CONFIG)
    for n, title in enumerate(PREFIXES.split("\n")):
        if title:
            archive.article(f"p{n}.ru.md", "…", title=title)
    archive.build()
    return archive


@pytest.fixture(scope="module")
def unlike(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("unlike"))
    archive.configure(CONFIG)
    texts = {
        "gas": "Цены на газ выросли.",
        "oil": "Цены на нефть выросли, на газ нет.",
        "flour": "Цены на муку, как в Нур-Султане.",
        "heat": "Цены на свет при -30 градусах.",
        "jet": "Цены на F-16 и COVID-19.",
    }
    for name, text in texts.items():
        archive.article(f"{name}.ru.md", text, title=name)
    archive.build()
    return archive


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("цены -газ", "flour heat jet"),
        ("цены -газа −мука", "heat jet"),
        ("-газ цены -нефтью", "flour heat jet"),
        ("цены -Нурсултан", "gas heat jet oil"),
        ("цены -Нур-Султан", "gas heat jet oil"),
        ("цены -F-16", "flour gas heat oil"),
        ('цены -"цены на газ"', "flour heat jet oil"),
        ("цены -«на муку»", "gas heat jet oil"),
        ("цены -верблюд", "flour gas heat jet oil"),
        ("цены - газ", "gas oil"),
        ("цены-газ", "gas oil"),
        ("цены -30", "heat"),
        ("цены газ -нефть -выросли", "flour heat jet"),
        ("газ -газ", ""),
        ("-газ", ""),
        ("-", ""),
    ],
)
def test_a_word_with_a_minus_is_left_out(
    unlike: Archive, tmp_path: Path, typed: str, left: str
) -> None:
    assert sorted(found(unlike, tmp_path, typed)) == left.split()


SPELT = {
    "kde": "Вышла KDE 4.2 весной.",
    "five": "Рост на 3,5 процента.",
    "version": "Версия 1.2.3 готова.",
    "plane": "Прилетел F-16 из США.",
    "covid": "От COVID-19 привиты.",
    "article": "По ст. 12.5 кодекса, 10 000 тенге.",
    "gas": "Выбросы CO₂ на 20 м² земли.",
    "capital": "Столица Нур-Султан.",
    "city": "Город Нурсултан зимой.",
    "spaced": "Город Нур Султан летом.",
    "letter": "Пришлите e-mail редакции.",
    "email": "Пришлите email письмом.",
    "state": "L'État, Côte d’Ivoire и O'Brien.",
    "soft": "Прави\u00adтельство ре\u200bшило.",
    "old": "Дата 05.01.2021, Е\u0308лка и и\u0306од.",
    "number": "Есть 16 окон и 4 двери, 2 этажа.",
}


@pytest.fixture(scope="module")
def spelt(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("spelt"))
    archive.configure(CONFIG)
    for name, text in SPELT.items():
        archive.article(f"{name}.ru.md", text, title=f"Про {name}zz")
    archive.build()
    return archive


ASKED = """
KDE 4.2 | kde
4.2 | kde
3,5 | five
3.5 | five
1.2.3 | version
F-16 | plane
F16 | plane
f 16 | plane
F‑16 | plane
Ф-16 | plane
COVID-19 | covid
covid19 | covid
COVID 19 | covid
covid | covid
ст. 12.5 | article
10 000 | article
10\u00a0000 | article
10000 | article
10,000 | article
CO2 | gas
co₂ | gas
м2 | gas
20 м² | gas
Нур-Султан | capital city spaced
Нурсултан | capital city
Нур Султан | capital city spaced
нур\u2011султане | capital city spaced
"Нур-Султан" | capital city spaced
"Нурсултан зимой" | city
e-mail | email letter
email | email letter
e mail | email letter
état | state
l'etat | state
l’État | state
Ivoire | state
Cote dʼIvoire | state
OBrien | state
o brien | state
O’Brien | state
O`Brien | state
правительство решило | soft
прави\u00adтельство | soft
елка | old
ЁЛКА | old
йод | old
05.01.2021 | old
2021 | old
16 | number plane
"""


def test_every_spelling_finds_the_others(spelt: Archive, tmp_path: Path) -> None:
    asked = [[part.strip(" ") for part in line.split("|")] for line in ASKED.strip().split("\n")]
    answers = ask(spelt.output, [{"lang": "ru", "q": typed} for typed, _ in asked], tmp_path)
    wrong = {
        typed: sorted(names(answer))
        for (typed, meant), answer in zip(asked, answers, strict=True)
        if sorted(names(answer)) != meant.split()
    }
    assert not wrong
