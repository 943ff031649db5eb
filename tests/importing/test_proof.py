"""Every word that an import loses, adds or moves is found, with its place."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from importing.markdown.engines import ENGINES, rendered, written
from kazarchive.importing import proof
from kazarchive.importing.proof import Run

TEXTS = {
    "kk": """Үкімет сұйытылған газдың бағасын жүз сексен күнге қайтадан шектеді. «Шешім бүгін
    қабылданды, ол ертеңнен бастап күшіне енеді», – деді министрдің орынбасары. Облыстарда жанармай
    құю бекеттерінің иелері жаңа бағаны кешке дейін көрсетуге тиіс. Бағаны бақылау әкімдіктерге
    жүктелді; бұзғандарға екі жүз елу айлық есептік көрсеткіш көлемінде айыппұл салынады. Маңғыстау
    тұрғындары автогаз бағасының төмендегенін жергілікті әкімдіктің хабарламасынан білді.""",
    "ru": """Правительство снова ограничило цену сжиженного газа на сто восемьдесят дней. «Решение
    принято сегодня, оно вступает в силу завтра», – сказал заместитель министра. Владельцы заправок
    в областях должны показать новую цену до вечера. Следить за ценой поручено акиматам; нарушителям
    грозит штраф в двести пятьдесят месячных расчётных показателей. Жители Мангистау узнали о
    снижении цены автогаза из сообщения местных властей, и очереди у колонок стали короче.""",
    "en": """The government has limited the price of liquefied gas again, for one hundred and eighty
    days. “The decision was taken today and takes effect tomorrow”, said the deputy minister. The
    owners of filling stations in the regions have to show the new price by this evening. Akimats
    are to watch the price; whoever breaks the limit pays a fine of 250 monthly units. Drivers in
    Mangystau learnt of it from their local council, and queues at the pumps became shorter.""",
}


def parsed(source: str) -> HtmlElement:
    return html.fragment_fromstring(source, create_parent="div")


def words(source: str) -> tuple[str, ...]:
    return proof.words(parsed(source))


# -- faults --------------------------------------------------------------------------------------

Fault = Callable[[list[str], int], tuple[list[str], list[str]]]
"""Changes words at a place; what is then lost and added."""


def dropped(text: list[str], at: int) -> tuple[list[str], list[str]]:
    return [text.pop(at)], []


def one_letter(text: list[str], at: int) -> tuple[list[str], list[str]]:
    before, text[at] = text[at], text[at][:-1] + "ѣ"
    return [before], [text[at]]


def doubled(text: list[str], at: int) -> tuple[list[str], list[str]]:
    run = text[at : at + 30]
    text[at + 30 : at + 30] = run
    return [], run


def swapped(text: list[str], at: int) -> tuple[list[str], list[str]]:
    text[at], text[at + 1] = text[at + 1], text[at]
    return [text[at]], [text[at]]


@pytest.mark.parametrize("fault", [dropped, one_letter, doubled])
@pytest.mark.parametrize("language", TEXTS)
def test_each_fault_is_found_with_its_words(language: str, fault: Fault) -> None:
    source = proof.tokens(TEXTS[language])
    for at in range(len(source) - 30):
        text = [*source]
        lost, added = fault(text, at)
        found = proof.compare(source, text)
        assert sum(len(run.words) for run in found.lost) == len(lost), at
        assert sorted(word for run in found.added for word in run.words) == sorted(added), at
        assert found.kept == 1 - len(lost) / len(source)
        assert not found.is_exact


@pytest.mark.parametrize("language", TEXTS)
def test_two_swapped_words_are_found(language: str) -> None:
    source = proof.tokens(TEXTS[language])
    for at in range(len(source) - 1):
        text = [*source]
        swapped(text, at)
        found = proof.compare(source, text)
        assert len(found.lost) == len(found.added) == 1, at
        assert found.lost[0].words == found.added[0].words
        assert found.kept < 1


def test_a_run_has_its_place_and_the_words_before_it() -> None:
    source, result = "a b c d e f g h i j".split(), "a b c d e f i x j".split()
    found = proof.compare(source, result)
    assert found.lost == (Run(("g", "h"), 6, ("b", "c", "d", "e", "f")),)
    assert found.added == (Run(("x",), 7, ("c", "d", "e", "f", "i")),)
    assert (found.source, found.result, found.kept) == (10, 9, 0.8)


def test_equal_and_empty_texts_are_exact() -> None:
    for text in ((), ("a",), ("a", "b", "c", "d")):
        assert proof.compare(text, text).is_exact
        assert proof.compare(text, text).kept == 1.0
    assert proof.compare((), ("a",)).kept == 1.0
    assert proof.compare(("a",), ()).kept == 0.0


@settings(deadline=None, derandomize=True)
@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.lists(st.sampled_from("abcdefgh")))
def test_without_what_was_lost_and_with_what_was_added_both_sides_are_equal(
    source: list[str], result: list[str]
) -> None:
    found = proof.compare(source, result)
    left = [*source]
    for run in reversed(found.lost):
        assert tuple(left[run.place : run.place + len(run.words)]) == run.words
        del left[run.place : run.place + len(run.words)]
    right = [*result]
    for run in reversed(found.added):
        del right[run.place : run.place + len(run.words)]
    assert left == right
    assert found.is_exact == (source == result)


def test_a_long_text_with_faults_takes_no_time() -> None:
    choose = random.Random(16).choice
    many, few = [f"сөз{number}" for number in range(3000)], "және мен бұл ол да , .".split()
    source = [choose(many) if number % 3 else choose(few) for number in range(25_000)]
    result = [word for number, word in enumerate(source) if number % 1250 != 7]
    start = time.process_time()
    found = proof.compare(source, result)
    assert time.process_time() - start < 1  # a tenth of it, on an idle machine
    assert [run.place for run in found.lost] == [*range(7, 25_000, 1250)]
    assert not found.added


def test_a_text_that_repeats_itself_is_compared_too() -> None:
    source = "a b c d e".split() * 5000
    assert [len(run.words) for run in proof.compare(source, source[:777] + source[778:]).lost] == [
        1
    ]
    other = [*source[:777], *source[778:20_000], "x", *source[20_001:]]
    assert proof.compare(source, other).kept < 1


# -- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Қазақ<b>стан</b>", ["Қазақстан"]),
        ("<p>a</p>b<br>c<div>d</div>", [*"abcd"]),
        ("<table><tr><td>a<td>b</table><ul><li>c<li>d</ul>", [*"abcd"]),
        ("x<!-- y --><script>y</script><style>y</style><noscript>y</noscript>z", ["xz"]),
        ("5\u00a0кг, 1\u202f000", ["5", "кг", ",", "1", "000"]),
        ("кейін\u00adгі \ufeffСлово\u200b", ["кейінгі", "Слово"]),
        ("и\u0306, ²½№", ["й", ",", "²½", "№"]),
        ("«a» – “b”", ["«", "a", "»", "–", "“", "b", "”"]),
    ],
)
def test_words_are_those_that_readers_see(source: str, expected: list[str]) -> None:
    assert [*words(source)] == expected


@pytest.mark.parametrize(("one", "other"), [("ҚР", "KP"), ("ё", "е"), ("Ол", "ол"), ("-", "–")])
def test_what_looks_alike_is_not_the_same(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_numbers_of_footnotes_are_no_words() -> None:
    forms = [
        'a<sup id="r"><a href="#n">1</a></sup> b <a href="#r">↩︎</a>',
        'a<a href="#n" id="r"><sup>1</sup></a> b <a href="#r" class="footnote-backref">x</a>',
        'a<sup><a href="#n" id="r">[1]</a></sup> b <a href="#r">↑</a>',
        'a<a name="_ftnref1" href="#_ftn1">[1]</a> b',
        'a<a epub:type="noteref" href="#n">1</a> b',
        'a<sup>[<a href="#m">1</a>, <a href="#n">2</a>]</sup> b',
    ]
    assert {words(form) for form in forms} == {("a", "b")}
    others = ["a<sup>2</sup> b", '<a href="#x">1</a>', '<sup><a href="x.md">1</a></sup>']
    assert [words(other) for other in others] == [("a2", "b"), ("1",), ("1",)]


def test_the_caption_of_an_image_is_its_title_only_where_it_will_be_shown() -> None:
    source = '<figure><a href="b"><img src="a.jpg"></a><figcaption>Said here</figcaption></figure>'
    for engine in ENGINES:
        assert words(rendered(written(source), engine)) == words(source) == ("Said", "here")
    assert words('<p>x <img src="a.jpg" title="IMG"></p>') == ("x",)
