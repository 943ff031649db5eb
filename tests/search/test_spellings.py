"""The words of a text, as the index and the page's script have them."""

import random
import re
from itertools import product
from pathlib import Path

import pytest

from archives import CONFIG, SEARCH, Archive
from kazarchive.rules import tokens
from search.reader import ask

EQUAL = """
KDE 4.2 = kde 4.2
3,5 = 3.5
0,125 = 0.125
1.2.3 = 1.2.3
v2.0.1-rc1 = v2.0.1 rc1
5G = 5g
10 000 = 10\u00a0000 = 10\u202f000 = 10\u2009000 = 1\u200b0000 = 10,000 = 10000
1,000 = 1 000 = 1000
1,234.56 = 1 234,56 = 1234.56
1,2,3 = 1 2 3
2020,2021 = 2020 2021
ст. 12.5. = ст 12.5
05.01.2022 = 05.01.2022 2022
CO₂ = CO2 = co2
H₂SO₄ = h2so4
м² = м2
км³ = км3
x² = x2
слово¹ = слово 1
5² = 5 2
2½ = 2 1 2
№5 = № 5 = 5
iPhone™ = iphone
ﬁsh = fish
Ｋａｚ = kaz
сло\u00adво = сло\u200bво = сло\u200dво = \ufeffслово = слово\u2060 = слово
ёлка = е\u0308лка = елка
и\u0306од = йод
café = cafe\u0301 = cafe
İstanbul = istanbul
Straße = straße
Е\u0301льцин = ельцин
don't = don’t = donʼt = don‘t = don`t = don´t = dont
Kazakhstan's = Kazakhstan’s = kazakhstan
O'Brien = O’Brien = Oʼbrien = obrien
Oʻzbek = ozbek
об’єкт = обєкт
«Нур» = “нур” = „нур“ = ‹нур› = нур
Нур-Султан = Нур‐Султан = Нур\u2011Султан = Нур–Султан = нур султан нурсултан
бiлiм = білім
ҚАЗАҚ = қазақ
U.S. = us
А.С.Пушкин = а с пушкин
tengrinews.kz = tengrinews kz
24-қаңтар = 24 қаңтар
2022–2023 = 2022 2023
5-й = 5 й 5й
it-компания = it компания itкомпания
"""
"""What is written in each of several ways, and the words that all of them are."""

HAS = {
    "l'État": "etat letat",
    "lʼÉtat": "etat letat",
    "Côte d’Ivoire": "cote ivoire divoire",
    "Кот-д'Ивуар": "кот ивуар котдивуар",
    "Д’Артаньян": "артаньян дартаньян",
    "dell'arte": "arte dellarte",
    "F-16": "f16",
    "COVID-19": "covid covid19",
    "e-mail": "mail email",
    "Ростов-на-Дону": "ростов дону ростовнадону",
    "Нұр-Сұлтан": "нұр сұлтан нұрсұлтан",
    "А-320neo": "а320neo",
    "С-300": "с300",
}

MADE_OF = (
    "а б и й ё е қ ғ Ә І ʼ ’ ' ` ´ - ‐ \u2011 – — . , 0 1 5 12 000 2022 ² ³ ₂ ½ № ™ ﬁ a l d qu É ß"
    " İ Σ ς o h\u0301 и\u0306 \u0308 \u00ad \u200b \u200d \ufeff \u2060 \ufe0f \u00a0 \u202f /"
    ' _ « » “ "'
    " 日本 ٣ x м km i і ə Ａ ℃ Ⅷ \U0001d400 \U00010410 \U0001f600 ʻ ′ s ’s u.s. дӘ \n"
).split(" ")
"""Of what random texts are made: each sign that some rule knows, and its neighbours."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = Archive(tmp_path_factory.mktemp("site"))
    archive.configure(CONFIG + SEARCH)
    archive.article("a.md")
    archive.build()
    return archive.output


@pytest.mark.parametrize("line", EQUAL.strip().split("\n"), ids=ascii)
def test_one_word_in_many_spellings_is_one(line: str) -> None:
    *written, meant = line.split(" = ")
    for one in written:
        assert tokens.words(one) == meant.split(" "), ascii(one)


@pytest.mark.parametrize(("written", "found"), HAS.items(), ids=ascii)
def test_what_is_joined_is_found_as_one_and_apart(written: str, found: str) -> None:
    assert {*found.split()} <= {*tokens.words(written)}


def random_texts(amount: int) -> list[str]:
    chosen = random.Random(5)
    return ["".join(chosen.choices(MADE_OF + [" "] * 12, k=14)) for _ in range(amount)]


def test_the_script_takes_every_text_apart_as_the_index_does(
    site: Path, tmp_path: Path, long: bool
) -> None:
    written = [re.sub(" = ", " ", line) for line in EQUAL.split("\n")]
    pairs = ["".join(pair) for pair in product(MADE_OF, MADE_OF)]
    texts = [*written, *HAS, *pairs, *random_texts(50_000 if long else 2_000)]
    answers = ask(site, [{"text": text} for text in texts], tmp_path)
    for text, spelt in zip(texts, answers, strict=True):
        assert [word for word, *_ in spelt] == tokens.words(text), ascii(text)
