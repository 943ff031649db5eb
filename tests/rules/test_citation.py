"""Citations as their standards print them, in three languages."""

import base64
import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from kazarchive.reading import theme_files
from kazarchive.rendering.translations import Translations
from kazarchive.rules import citation
from kazarchive.rules.citation import Name, Work
from kazarchive.values import Origin

TRANSLATIONS = Translations(theme_files.template_layers(Path(__file__).parents[2]))
WORDS = {lang: citation.words(TRANSLATIONS.of(lang)) for lang in ("en", "ru", "kk")}
ENGLISH = Work(
    address="/2022/01/05/lpg-price-cap/",
    url="https://archive.example/2022/01/05/lpg-price-cap/",
    title="LPG price cap lifted",
    authors=("Archive Desk",),
    publication="Kazakhstan 2022",
    published=date(2022, 1, 5),
    updated=None,
    lang="en",
    words=WORDS["en"],
)
RUSSIAN = replace(
    ENGLISH,
    address="/ru/2022/02/05/lpg-price-cap/",
    url="https://archive.example/ru/2022/02/05/lpg-price-cap/",
    title="Предельная цена на газ отменена",
    authors=("Сулейменов, Олжас Омарович",),
    publication="Казахстан 2022",
    published=date(2022, 2, 5),
    lang="ru",
    words=WORDS["ru"],
)
KAZAKH = replace(
    ENGLISH,
    address="/kk/2022/10/05/lpg-price-cap/",
    url="https://archive.example/kk/2022/10/05/lpg-price-cap/",
    title="Газдың шекті бағасы алынып тасталды",
    authors=("Қ. И. Сәтбаев", "Әуезов Мұхтар Омарханұлы"),
    publication="Қазақстан 2022",
    published=date(2022, 10, 5),
    lang="kk",
    words=WORDS["kk"],
)
SOURCE = Origin(name="Vesti", url="https://vesti.example/1", author="A. Reporter", file="x.txt")

APA = {
    "en": "Archive Desk. (2022, January 5). LPG price cap lifted. *Kazakhstan 2022*."
    " https://archive.example/2022/01/05/lpg-price-cap/",
    "ru": "Сулейменов, О. О. (2022, 5 февраля). Предельная цена на газ отменена."
    " *Казахстан 2022*. https://archive.example/ru/2022/02/05/lpg-price-cap/",
    "kk": "Сәтбаев, Қ. И., & Әуезов, М. О. (2022, 5 қазан). Газдың шекті бағасы алынып"
    " тасталды. *Қазақстан 2022*. https://archive.example/kk/2022/10/05/lpg-price-cap/",
}
GOST = {
    "en": "LPG price cap lifted [Electronic resource] / Archive Desk // Kazakhstan 2022 :"
    " [website]. 2022. 5 Jan. URL: https://archive.example/2022/01/05/lpg-price-cap/",
    "ru": "Сулейменов О. О. Предельная цена на газ отменена [Электронный ресурс] // Казахстан 2022"
    " : [сайт]. 2022. 5 февр. URL: https://archive.example/ru/2022/02/05/lpg-price-cap/",
    "kk": "Сәтбаев Қ. И., Әуезов М. О. Газдың шекті бағасы алынып тасталды [Электрондық ресурс]"
    " // Қазақстан 2022 : [сайт]. 2022. 5 қаз."
    " URL: https://archive.example/kk/2022/10/05/lpg-price-cap/",
}
BIBTEX = {
    "en": """\
@article{2022-01-05-lpg-price-cap,
  author = {{Archive Desk}},
  title = {{LPG price cap lifted}},
  journal = {Kazakhstan 2022},
  date = {2022-01-05},
  url = {https://archive.example/2022/01/05/lpg-price-cap/},
  langid = {english},
  entrysubtype = {newspaper},
}
""",
    "ru": """\
@article{ru-2022-02-05-lpg-price-cap,
  author = {Сулейменов, Олжас Омарович},
  title = {{Предельная цена на газ отменена}},
  journal = {Казахстан 2022},
  date = {2022-02-05},
  url = {https://archive.example/ru/2022/02/05/lpg-price-cap/},
  langid = {russian},
  entrysubtype = {newspaper},
}
""",
    "kk": """\
@article{kk-2022-10-05-lpg-price-cap,
  author = {Сәтбаев, Қ. И. and Әуезов, Мұхтар Омарханұлы},
  title = {{Газдың шекті бағасы алынып тасталды}},
  journal = {Қазақстан 2022},
  date = {2022-10-05},
  url = {https://archive.example/kk/2022/10/05/lpg-price-cap/},
  langid = {kazakh},
  entrysubtype = {newspaper},
}
""",
}
RIS = """\
TY  - NEWS
AU  - Сулейменов, Олжас Омарович
TI  - Предельная цена на газ отменена
T2  - Казахстан 2022
PY  - 2022
DA  - 2022/02/05
LA  - ru
UR  - https://archive.example/ru/2022/02/05/lpg-price-cap/
N1  - Дата обновления: 2022-02-07; Источник: A. Reporter, Vesti, https://vesti.example/1
ER  - \n"""


def shown(work: Work) -> str:
    return "{}*{}*{}".format(*citation.apa(work))


@pytest.mark.parametrize("work", [ENGLISH, RUSSIAN, KAZAKH], ids=lambda work: work.lang)
def test_an_article_is_cited_in_its_language(work: Work) -> None:
    assert shown(work) == APA[work.lang]
    assert citation.gost(work) == GOST[work.lang]
    assert citation.bibtex(work) == BIBTEX[work.lang]


def test_apa_tells_the_latest_date_and_gost_both() -> None:
    updated = replace(RUSSIAN, updated=date(2023, 3, 7))
    assert "(2023, 7 марта)" in shown(updated)
    assert "2022. 5 февр. Дата обновления: 07.03.2023. URL:" in citation.gost(updated)


def test_without_an_author_the_title_goes_first() -> None:
    nameless = replace(ENGLISH, authors=())
    assert shown(nameless).startswith("LPG price cap lifted. (2022, January 5). *Kazakhstan")
    assert citation.gost(nameless).startswith("LPG price cap lifted [Electronic resource] // Kaz")
    assert "author" not in citation.bibtex(nameless)
    assert "author" not in json.loads(citation.csl(nameless))[0]
    assert "AU  -" not in citation.ris(nameless)


def test_two_newsrooms_have_no_comma_between_them() -> None:
    both = replace(ENGLISH, authors=("Archive Desk", "Data Desk"))
    assert shown(both).startswith("Archive Desk & Data Desk. (2022")
    assert "] / Archive Desk, Data Desk // " in citation.gost(both)


@pytest.mark.parametrize(
    ("lang", "others"), [("en", "[et al.]"), ("ru", "[и др.]"), ("kk", "[және т. б.]")]
)
def test_of_many_authors_gost_names_the_first(lang: str, others: str) -> None:
    four = ("A. One", "B. Two", "C. Three", "D. Four")
    many = replace(ENGLISH, lang=lang, words=WORDS[lang], authors=four)
    assert f"] / A. One {others} // " in citation.gost(many)
    assert shown(many).startswith("One, A., Two, B., Three, C., & Four, D. (2022")


def test_of_more_than_twenty_authors_apa_leaves_out_the_middle() -> None:
    many = replace(ENGLISH, authors=tuple(f"A. N{number}" for number in range(25)))
    assert ", N18, A., . . . N24, A. (2022" in shown(many)
    assert "N19" not in shown(many)


@pytest.mark.parametrize("end", [".", "?", "!", "…"])
def test_a_title_with_an_end_gets_no_full_stop(end: str) -> None:
    asked = replace(ENGLISH, title=f"Who knew{end}")
    assert f"Who knew{end} *Kazakhstan" in shown(asked)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Satpayev, Kanysh", Name("Satpayev", "Kanysh")),
        ("K. Satpayev", Name("Satpayev", "K.")),
        ("Сәтбаев Қ. И.", Name("Сәтбаев", "Қ. И.")),
        ("Қ.И. Сәтбаев", Name("Сәтбаев", "Қ.И.")),
        ("Олжас Омарович Сулейменов", Name("Сулейменов", "Олжас Омарович")),
        ("Сулейменов Олжас Омарович", Name("Сулейменов", "Олжас Омарович")),
        ("Әуезов Мұхтар Омарханұлы", Name("Әуезов", "Мұхтар Омарханұлы")),
        ("Айгүл Серікқызы Ахметова", Name("Ахметова", "Айгүл Серікқызы")),
        ("Anna Ivanovna Petrova", Name("Petrova", "Anna Ivanovna")),
        ("Kanysh Satpayev", Name("Kanysh Satpayev")),
        ("Archive Desk", Name("Archive Desk")),
        ("Human Rights Watch", Name("Human Rights Watch")),
        ("Reuters", Name("Reuters")),
        ("Редакция,", Name("Редакция,")),
    ],
)
def test_a_name_is_taken_apart_where_it_tells_how(written: str, name: Name) -> None:
    assert citation.name(written) == name


def test_initials_keep_hyphens() -> None:
    assert Name("Руссо", "Жан-Жак Б.").initials == "Ж.-Ж. Б."


def test_a_ris_file_has_the_lines_that_readers_expect() -> None:
    work = replace(RUSSIAN, updated=date(2022, 2, 7), source=SOURCE)
    assert citation.ris(work) == RIS.replace("\n", "\r\n")


def test_csl_has_the_names_taken_apart_and_the_source() -> None:
    work = replace(KAZAKH, authors=(*KAZAKH.authors, "Редакция"), source=Origin(name="Хабар"))
    assert json.loads(citation.csl(work)) == [
        {
            "id": "kk-2022-10-05-lpg-price-cap",
            "type": "article-newspaper",
            "title": "Газдың шекті бағасы алынып тасталды",
            "author": [
                {"family": "Сәтбаев", "given": "Қ. И."},
                {"family": "Әуезов", "given": "Мұхтар Омарханұлы"},
                {"literal": "Редакция"},
            ],
            "container-title": "Қазақстан 2022",
            "issued": {"date-parts": [[2022, 10, 5]]},
            "language": "kk",
            "URL": "https://archive.example/kk/2022/10/05/lpg-price-cap/",
            "note": "Дереккөзі: Хабар",
        }
    ]


def test_signs_that_mean_something_to_tex_are_escaped() -> None:
    hostile = replace(ENGLISH, title=r"50% of \input{x} & $1_000 ~ #1 ^", authors=("A} B",))
    text = citation.bibtex(hostile)
    assert r"50\% of \textbackslash{}input\{x\} \& \$1\_000 \textasciitilde{} \#1" in text
    assert r"{{A\} B}}" in text


def test_a_file_is_whole_in_its_url() -> None:
    for file, text in zip(
        citation.citations(KAZAKH).files,
        (citation.bibtex(KAZAKH), citation.ris(KAZAKH), citation.csl(KAZAKH)),
        strict=True,
    ):
        head, _, encoded = file.url.partition(";base64,")
        assert head.startswith("data:application/")
        assert head.endswith(";charset=utf-8")
        assert base64.b64decode(encoded).decode() == text
        assert file.name.startswith("kk-2022-10-05-lpg-price-cap.")


def test_another_language_is_cited_in_english() -> None:
    german = replace(ENGLISH, lang="de")
    assert "[Electronic resource]" in citation.gost(german)
    assert "(2022, January 5)" in shown(german)


def test_a_translation_may_write_the_day_as_it_likes() -> None:
    german = replace(ENGLISH, lang="de", words=citation.ENGLISH._replace(day="100 % %(date)s"))
    assert "(2022, 100 % 5. Januar)" in shown(german)
