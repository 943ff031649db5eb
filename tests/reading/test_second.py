"""Fields that stand below the front matter."""

import pytest

from kazarchive.config.options import Site
from kazarchive.reading.article import read
from reading.hiding import KEEP, what


def below(body: str) -> str:
    of = Site((("", "Test"),), "https://archive.example/", timezone="UTC", articles=KEEP)
    whole = f"---\ntitle: A\ndate: 2022-01-05\n---\n{body}"
    return what(read(whole.encode(), "articles/a.md", of))


@pytest.mark.parametrize(
    "body",
    [
        "---\ndraft: true\n---\n\nText.",
        "\n\n---\nlayout: post\nprivate: yes\n---\nText.",
        "---\ntitle: Another\ntags:\n  - oil\n---\nText.",
        "---\ntags:\n- oil\n# a comment\ndate: 2030-01-01\n--- \nText.",
        "draft: true\n\nText.",
        "\nDraft : true\npublished: false\n---\nText.",
        "published: no\n\nText.",
        "Status: draft\n\nText.",
        "черновик: да\n\nText.",
    ],
)
def test_fields_below_the_front_matter_are_refused(body: str) -> None:
    assert below(body) == "K0138"


@pytest.mark.parametrize(
    "body",
    [
        "---\n\nText.\n\n---\n\nText.",
        "Status: the law is a draft.\n\nText.",
        "Source: Reuters\n\nText.",
        "Пароль: рыба-меч\n\nText.",
        "Date: 5 January\nPlace: Almaty\n\nText.",
        "    draft: true\n\nText.",
        "```yaml\ndraft: true\n```\n",
        "---\nWarm: as in summer\n---\n",
        "draft: false\n\nText.",
        "draft: true is what hides an article.\n",
        "---",
        "",
    ],
)
def test_a_text_that_begins_as_a_field_does_is_published(body: str) -> None:
    assert below(body) == "shown"
