"""Fields that are tables, and terms that are tables or lists."""

import pytest

from kazarchive.values import Image
from reading.articles import KEEP, article, codes, names, reading, site, unknown_fields


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("tags: []\ncategory: news", ["news"]),
        ("tags: [fuel]\ncategories: []", ["fuel"]),
        ("tags:\ncategories: []", []),
        ("categories: []\ncategory: ~\ntags: []", []),
        ("category: news\ntags: [[fuel]]\ncategories: []", ["news", "fuel"]),
        ("categories: [[a, b], [c]]", ["a", "b", "c"]),
        ("categories: [a, [b, [c, a]]]", ["a", "b", "c"]),
    ],
)
def test_empty_lists_are_no_terms_and_lists_in_lists_are_one(front: str, told: list[str]) -> None:
    assert names(front) == told


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("author:\n  name: A Reader\n  twitter: areader", ["A Reader"]),
        ("authors:\n  - name: A\n    url: /a/\n  - B", ["A", "B"]),
        ("author: {title: A}", ["A"]),
        ("author: [{label: A}, {name: B}]", ["A", "B"]),
    ],
)
def test_a_table_is_the_term_that_its_name_tells(front: str, told: list[str]) -> None:
    assert names(front, KEEP) == told


def test_other_parts_are_kept_for_templates() -> None:
    front = "image: {path: /static/x.png, height: 40, Alt: A square}\nsource: {title: B}\n"
    made = article(f"{front}author: {{name: A, twitter: a}}", of=KEEP)
    assert made.entry.image == Image("/static/x.png", "A square")
    assert made.extra == {
        "image": {"height": 40},
        "source": {"title": "B"},
        "authors": {"name": "A", "twitter": "a"},
    }


@pytest.mark.parametrize(
    ("policy", "part", "told", "unknown"),
    [
        ("warn", "height", [], ("image.height",)),
        ("warn", "captoin", ["K0130"], ()),
        ("keep", "captoin", [], ("image.captoin",)),
        ("error", "height", ["K0130"], ()),
        ("keep", '"alt\\u200b"', ["K0106"], ()),
    ],
)
def test_unknown_parts(policy: str, part: str, told: list[str], unknown: tuple[str, ...]) -> None:
    front = f"title: A\ndate: 2022-01-05\nimage: {{src: https://a.example/x, alt: a, {part}: 1}}"
    result = reading(front, of=site(unknown_fields=policy))
    assert (codes(result), unknown_fields(result)) == (told, unknown)
