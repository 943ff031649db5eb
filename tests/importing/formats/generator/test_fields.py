"""Front matter → the fields of a document."""

from pathlib import Path

import pytest

from importing.formats.generator.texts import rules, text
from kazarchive.importing.document import Picture
from kazarchive.importing.formats.generator import fields
from kazarchive.importing.formats.generator.parsed import parsed
from kazarchive.importing.formats.generator.text import Text
from kazarchive.problems import ProblemsFound

HUGO = {"hugo.toml": 'timeZone = "Asia/Almaty"\n', "content/a.md": "---\ntitle: A\n---\n"}
PATH = "content/news/a.md"


def of(tmp_path: Path, front: str, body: str = "Text.") -> Text:
    return text(rules(tmp_path, HUGO), PATH, f"---\n{front}\n---\n{body}\n")


@pytest.mark.parametrize(
    ("written", "date", "told"),
    [
        ("2022-01-05", "2022-01-05", 0),
        ("2022-01-05 10:00", "2022-01-05T10:00:00+06:00", 0),
        ("2022/1/5 10:00", "2022-01-05T10:00:00+06:00", 0),
        ("Jan 5, 2022", "2022-01-05", 1),
        ("2022-01-05 10:00 2022 -0800", "2022-01-05", 1),
    ],
)
def test_a_date_has_any_form_with_one_meaning(
    written: str, date: str, told: int, tmp_path: Path
) -> None:
    read = of(tmp_path, f"title: A\ndate: {written}")
    assert (read.date, len(read.notes)) == (date, told)


@pytest.mark.parametrize("written", ["05/06/2022", "2022-13-01", "soon"])
def test_a_date_without_a_meaning_is_a_problem(written: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="K0103"):
        of(tmp_path, f"title: A\ndate: {written}")


@pytest.mark.parametrize(
    ("front", "hidden"),
    [
        ("draft: true", True),
        ('draft: "true"', True),
        ("draft: false", False),
        ("private: true", True),
        ("status: strange", True),
        ("expiryDate: 2023-01-01", True),
        ("expiryDate: 2033-01-01", False),
        ("build: {list: never}", True),
    ],
)
def test_what_was_not_public_is_a_draft(front: str, hidden: bool, tmp_path: Path) -> None:
    read = parsed(f"---\ntitle: A\ndate: 2022-01-05\n{front}\n---\n".encode(), PATH, "markdown")
    of_now = fields.text_of(read, PATH, rules(tmp_path, HUGO).site, 1_700_000_000)
    assert of_now.draft is hidden


def test_a_later_date_of_publication_counts(tmp_path: Path) -> None:
    read = of(tmp_path, "title: A\ndate: 2022-01-05\npublishDate: 2030-01-01")
    assert read.date == "2030-01-01T00:00:00+05:00"
    assert read.moment
    assert read.moment.year == 2022, "its address is that of its date"


@pytest.mark.parametrize(
    ("front", "body", "title"),
    [
        ("title: Атау", "", "Атау"),
        ("a: b", "# Тақырып #\n\nМәтін.", "Тақырып"),
        ("a: b", "Text.", "A"),
    ],
)
def test_a_text_has_a_title(front: str, body: str, title: str, tmp_path: Path) -> None:
    assert of(tmp_path, front, body).title == title


def test_a_picture_has_many_names(tmp_path: Path) -> None:
    assert of(tmp_path, "title: A\nimage: x.png").picture == Picture("x.png")
    table = "title: A\ncover: {image: x.png, alt: B, caption: C}"
    assert of(tmp_path, table).picture == Picture("x.png", "B", "C")
    assert of(tmp_path, "title: A\nimages: [x.png, y.png]").picture == Picture("x.png")
    assert of(tmp_path, "title: A\nimage: '{{ x }}'").picture is None


def test_fields_without_a_place_are_named(tmp_path: Path) -> None:
    read = of(tmp_path, "title: A\nlayout: post\nbudget: 3\nempty:")
    assert [note.text for note in read.notes] == ["fields: budget"]
