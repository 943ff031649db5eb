"""Maps as SVG."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from kazarchive.rules.charts import Drawing, drawing
from kazarchive.rules.regions import NAMES
from rules.drawings import read


def drawn(*lines: str, lang: str = "ru") -> Drawing:
    made = drawing("map", read("|A", *lines), lang)
    ElementTree.fromstring(f"<svg>{made.svg}</svg>")
    return made


def shades(made: Drawing) -> Counter[str]:
    return Counter(re.findall(r'class="(q\d)', made.svg))


def test_the_map_has_the_regions_of_its_time() -> None:
    assert drawn("Астана|1").svg.count("<path") == 14
    assert drawn("Астана|1", "Абай|2").svg.count("<path") == 17
    assert drawn("Астана|1").svg.count("<circle") == 3


def test_shades_have_about_as_many_regions_each() -> None:
    made = drawn(*(f"KZ-{number}|{n * n}" for n, number in enumerate(NAMES)))
    assert shades(made) == {f"q{n}": 4 for n in range(1, 6)}
    assert not made.gaps
    assert made.legend[0] == ("q1", "0 – 9")
    assert made.legend[-1] == ("q5", "256 – 361")


@pytest.mark.parametrize(
    ("values", "classes"),
    [("7", ["q4"]), ("7 7", ["q4"]), ("7 8", ["q2", "q5"]), ("1 2 3 4", ["q1", "q2", "q4", "q5"])],
)
def test_few_numbers_have_few_shades(values: str, classes: list[str]) -> None:
    made = drawn(*(f"KZ-{n}|{v}" for n, v in zip(NAMES, values.split(), strict=False)))
    assert [each for each, _ in made.legend] == classes
    assert made.gaps


def test_a_region_says_its_number_and_the_country_is_not_on_the_map() -> None:
    made = drawn("Казахстан|99000", "Абай <b>|1 234,5".replace(" <b>", ""), "Ұлытау|")
    assert "<title>Абай: 1\u00a0234,5</title>" in made.svg
    assert "<title>Ұлытау: –</title>" in made.svg
    assert "99" not in "".join(name for _, name in made.legend)
    assert made.highest == ("Абай", "", "1\u00a0234,5")


def test_only_the_country_is_a_pale_map() -> None:
    made = drawn("Казахстан|5")
    assert made.legend == ()
    assert shades(made) == {"q0": 17}


def test_a_map_keeps_a_page_light() -> None:
    assert len(drawn(*(f"KZ-{number}|5" for number in NAMES)).svg) < 9_000
