"""New texts are compared with each other and with articles."""

import pytest

from archives import Archive
from kazarchive.importing.document import Document
from kazarchive.importing.doubles import Doubles, Text

TEXT = " ".join(f"сөз{number}" for number in range(200))
OLD = "articles/old.md"


@pytest.fixture
def doubles(archive: Archive) -> Doubles:
    archive.article("old.md", TEXT, title="Баға", date="2022-01-05")
    archive.write("articles/broken.md", "---\ntitle: [\n---\nText.\n")
    archive.write("articles/binary.md", b"\xff\xfe\x00")
    return Doubles(archive.root, [OLD, "articles/broken.md", "articles/binary.md", "gone.md"])


def new(title: str, date: str | None = None, html: str = f"<p>{TEXT}</p>") -> Text:
    return Doubles.text(Document(title=title, date=date, html=html))


def test_an_article_with_the_same_text_is_found(doubles: Doubles) -> None:
    (found,) = doubles.alike(new("Other"))
    assert (found.name, found.share) == (OLD, 1)
    assert doubles.alike(new("Other", html="<p>Another text</p>")) == ()


def test_a_new_document_is_compared_with_those_before_it(doubles: Doubles) -> None:
    doubles.add("articles/one.md", new("One"))
    found = doubles.alike(new("Two"))
    assert {each.name for each in found} == {OLD, "articles/one.md"}


@pytest.mark.parametrize(
    ("title", "date", "same"),
    [
        ("БАҒА", None, True),
        ("Other", "2022-01-05 10:00", True),
        ("Other", "2022-01-06", False),
        ("Other", None, False),
    ],
)
def test_the_same_text_with_the_same_title_or_day_is_the_same(
    doubles: Doubles, title: str, date: str | None, same: bool
) -> None:
    assert doubles.is_same(new(title, date), OLD) == same


def test_two_texts_without_a_date_have_no_day_in_common(doubles: Doubles) -> None:
    doubles.add("articles/one.md", new("One"))
    assert not doubles.is_same(new("Two"), "articles/one.md")
