"""The words of a text as search compares them."""

import pytest

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
