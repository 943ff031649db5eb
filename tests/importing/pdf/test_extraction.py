"""What the process reads in a file; here, in this process."""

from pathlib import Path

import pytest

from importing.pdf.pdfs import At, Jpeg, Thing, To, pdf
from kazarchive.importing.pdf.extraction import parts
from kazarchive.importing.pdf.pages import (
    BOLD,
    BROKEN,
    HIDDEN,
    ITALIC,
    LINE_END,
    NOTHING,
    SPACE,
    Fault,
    Head,
    Link,
    Page,
)


def read(folder: Path, raw: bytes) -> tuple[Head, list[Page]]:
    head, *pages = read_parts(folder, raw)
    assert isinstance(head, Head)
    return head, [page for page in pages if isinstance(page, Page)]


def read_parts(folder: Path, raw: bytes) -> list[Head | Page | Fault]:
    path = folder / "құжат.pdf"
    path.write_bytes(raw)
    return list(parts(str(path)))


def test_words_have_places_sizes_and_styles(tmp_path: Path) -> None:
    things = [
        At(50, 700, "Үкімет отставкаға"),
        At(50, 680, "кетті", 20, "B"),
        At(100, 684, "аб", 6),
        At(50, 670, "көлбеу", 10, "I"),
        At(50, 660, "жасырын", invisible=True),
    ]
    _, (page,) = read(tmp_path, pdf(things))
    assert (page.width, page.height, page.turned) == (595, 842, False)
    assert page.text.split() == ["Үкімет", "отставкаға", "кеттіаб", "көлбеу", "жасырын"]
    assert [(w.text, w.x0, w.x1, w.y, w.size, w.style, w.before) for w in page.words] == [
        ("Үкімет", 50, 80, 700, 10, 0, LINE_END),
        ("отставкаға", 85, 135, 700, 10, 0, SPACE),
        ("кетті", 50, 100, 680, 20, BOLD, LINE_END),
        ("аб", 100, 106, 684, 6, 0, NOTHING),
        ("көлбеу", 50, 80, 670, 10, ITALIC, LINE_END),
        ("жасырын", 50, 85, 660, 10, HIDDEN, LINE_END),
    ]


def test_a_word_that_is_broken_has_a_sign(tmp_path: Path) -> None:
    _, (page,) = read(tmp_path, pdf([At(50, 700, "үкі-"), At(50, 688, "мет")]))
    assert [word.text for word in page.words] == [f"үкі{BROKEN}", "мет"]


def test_links_and_images_have_places(tmp_path: Path) -> None:
    things: list[Thing] = [
        At(50, 700, "x"),
        To(50, 690, 20, 15, "https://archive.example/"),
        Jpeg(60, 500, 80, 60),
    ]
    _, (page,) = read(tmp_path, pdf(things))
    assert page.links == [Link(50, 690, 70, 705, "https://archive.example/")]
    (picture,) = page.pictures
    assert [round(side) for side in (picture.x0, picture.y0, picture.x1, picture.y1)] == [
        60, 500, 140, 560,
    ]  # fmt: skip
    assert (picture.ending, picture.content[:2]) == ("jpg", b"\xff\xd8")


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    script = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    names = "/Names<</JavaScript<</Names[(a) <</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>"
    info = "/Title(A title )/Author(Aigerim)/CreationDate(D:20220105)"
    head, _ = read(tmp_path, pdf([], [], info=info, catalog=script + names))
    assert head == Head(2, "A title", "Aigerim", "D:20220105", scripts=True)


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7\n", b"x" * 100, pdf([])[:300]])
def test_a_damaged_file_is_a_fault(raw: bytes, tmp_path: Path) -> None:
    assert read_parts(tmp_path, raw) == [Fault("damaged")]


def test_a_file_with_too_many_pages_is_a_fault(tmp_path: Path) -> None:
    raw = pdf(*[[] for _ in range(2_001)])
    assert read_parts(tmp_path, raw) == [Fault("large")]


def test_a_page_that_is_broken_is_empty(tmp_path: Path) -> None:
    raw = pdf([At(50, 700, "x")], [At(50, 700, "y")]).replace(b"/Type/Page/", b"/Type/Pige/", 1)
    _, pages = read(tmp_path, raw)
    assert len(pages) == 2
