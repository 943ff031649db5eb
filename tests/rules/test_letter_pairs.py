"""Letters that stand together in Kazakh and Russian are likelier than others."""

from collections import Counter
from itertools import pairwise

import pytest

from kazarchive.rules import letter_pairs
from kazarchive.rules.letter_pairs import UNLIKELY, Likelihood, gain, likelihood


def mean(text: str) -> float:
    return likelihood(Counter(pairwise(text))).mean


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Қазақстан Республикасының үкіметі", "Ќазаќстан Республикасыныѕ їкіметі"),
        ("Цены на газ выросли", "Жеиъ иа гаэ зъюслщ"),
        ("цены на газ", "цЕНЫ НА ГАЗ"),
        ("für die Städte", "fьr die Stдdte"),
        ("«Цены», — сказал", "┴Цены╗, √ сказал"),
        ("│ Цены │", "│Ц│е│н│ы│"),
    ],
)
def test_a_text_as_it_was_written_is_likelier(right: str, wrong: str) -> None:
    assert mean(right) > mean(wrong) + 0.3


def test_pairs_in_ascii_are_the_same_everywhere_and_do_not_count() -> None:
    assert likelihood(Counter(pairwise("The price of gas, 120."))) == Likelihood(0.0, 0)
    assert mean("The price") == 0.0
    assert likelihood(Counter(pairwise("газ gas"))).pairs == 3


def test_letters_of_two_scripts_in_one_word_are_unlikely() -> None:
    assert mean("гaз") == UNLIKELY
    assert mean("aг") == UNLIKELY


def test_typographic_signs_have_their_side_of_a_letter() -> None:
    assert mean("«Цены» — “газ”, № 5…") > mean("»Цены« —“ ”газ“, 5№ …") + 0.5
    assert mean("Цены") > mean("–ены")


def test_a_gain_is_that_of_the_pairs_that_change() -> None:
    counts = Counter(pairwise("ќала және ќыс"))
    changed = gain(counts, {"ќ": "қ"})
    assert changed.pairs == 3
    assert changed.mean > 1
    assert gain(counts, {"ї": "ү"}) == Likelihood(0.0, 0)


def test_the_table_has_a_probability_for_every_pair() -> None:
    for first in letter_pairs.SYMBOLS:
        for second in letter_pairs.SYMBOLS:
            found = likelihood({(first, second): 1})
            assert found.total < 0 or (first, second) == (" ", " ")
