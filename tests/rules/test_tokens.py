"""The words of a text as search compares them."""

import re
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kazarchive.rules import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ёлка, ЁЛКА", ["елка", "елка"]),
        ("café naïve", ["cafe", "naive"]),
        ("5 000 тенге, 26,750", ["5000", "тенге", "26750"]),
        ("Нур-Султан", ["нур", "султан", "нурсултан"]),
        ("F-16", ["f", "16", "f16"]),
        ("05.01.2022", ["05.01.2022", "2022"]),
        ("U.S. Kazakhstan's", ["us", "kazakhstan"]),
        ("2022–2023", ["2022", "2023"]),
        ("бiлiм", ["білім"]),
        ("wordword² м²", ["wordword", "2", "м2"]),
        ("x" * (tokens.LONGEST + 1), []),
        ("", []),
    ],
)
def test_a_text_is_taken_apart(text: str, words: list[str]) -> None:
    assert tokens.words(text) == words


@pytest.mark.parametrize(
    ("lang", "forms", "stem"),
    [
        ("en", ["price", "prices", "priced"], "price"),
        ("ru", ["протест", "протеста", "протестами"], "протест"),
        ("kk", ["қала", "қалада", "қаладан"], "қала"),
        ("en-GB", ["prices"], "price"),
        ("de", ["Preise"], "Preise"),
    ],
)
def test_forms_of_a_word_have_one_stem(lang: str, forms: list[str], stem: str) -> None:
    assert {tokens.stem(form, lang) for form in forms} == {stem}


def test_spellings_in_either_script_have_one_skeleton() -> None:
    written = ["қазақстан", "qazaqstan", "kazakstan"]
    assert len({tokens.skeleton(word) for word in written}) == 1


def test_words_with_one_beginning_lie_in_one_drawer_and_a_topic_by_its_name() -> None:
    assert tokens.drawer("қаладан", 64) == tokens.drawer("kala", 64)
    drawers = {tokens.drawer(f"tags/{name}", 64) for name in ("fuel", "prices", "almaty")}
    assert len(drawers) > 1
    assert all(0 <= tokens.drawer(word, 4) < 4 for word in ("a", "я", "", "tags/x"))


PIECES = st.sampled_from(
    [
        *"5 000 26,750 1.2 12.05.2022 3,5 2022–2023 F-16 U.S. a.i. № 7 м² слово¹ 10³ ½ x½".split(),
        *"Нур-Султан l'état д’Артаньян бiлiм қазаqстан iPhone’да ΟΔΟΣ Ὀδυσσεύς İstanbul".split(),
        *"café naïve й Ё ﬁn ５００ ①②③ ⒈ 한국 العربية हिन्दी 東京 ١٢٣ ㏠ ﷺ 🙂 _a_".split(),
        *["\u00ad", "\u200b", "\u200e", "\u2060", "\ufeff", "\u0301", "\u0306", "\u20d2", "\u0345"],
        *[
            "\u00a0",
            "\u2009",
            "\u202f",
            "\u3000",
            "\t",
            "\n",
            "\u2028",
            "\u00a8",
            "\u00b4",
            "\u02bc",
        ],
        *" 0123456789,.-'’aяқ–…«",
    ]
)
TEXTS = st.lists(PIECES | st.just(" ") | st.characters(), max_size=30).map("".join)


@settings(max_examples=15 * settings().max_examples)
@given(TEXTS)
@example("5 000 тенге, 5\u200b 000, 5 \u00ad000, 5\u0301 000")
@example("5 ①②③ ① 000 5 ５００")
def test_words_are_counted_as_they_are_taken_apart(text: str) -> None:
    assert tokens.counted(text) == Counter(tokens.words(text))


def test_what_stands_beside_a_space_between_parts_is_never_part_of_a_number() -> None:
    plain = [chr(code) for code in range(0x10000) if re.match(f"[{tokens.PLAIN}]", chr(code))]
    assert len(plain) > 800
    for character in plain:
        around = tokens.folded(f"5{character}5").removeprefix("5").removesuffix("5")
        assert around, ascii(character)
        assert not re.search("^[0-9]|[0-9]$", around), ascii(character)
