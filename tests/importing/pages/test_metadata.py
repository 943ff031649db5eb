"""The fields of an article, from the first mark that has them."""

import pytest

from kazarchive.importing import fragments
from kazarchive.importing.pages import marks, metadata
from kazarchive.importing.pages.markup import apart
from kazarchive.importing.pages.metadata import Metadata

GRAPH = '<meta property="article:published_time" content="2022-01-06">'
LINKED = (
    '<script type="application/ld+json">{"@type":"Article","datePublished":"2022-01-05"}</script>'
)
TIME = '<time datetime="2022-01-07">x</time>'
NEAR = "<p>8 января 2022</p>"


def of(head: str, body: str = "", url: str = "") -> Metadata:
    markup = apart(f"<html><head>{head}</head><body><h1>A</h1>{body}</body></html>")
    tree, _ = fragments.page(markup.text)
    return metadata.metadata(tree, markup, marks.metas(tree), url, "Asia/Almaty")


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        (LINKED + GRAPH, TIME + NEAR, "2022-01-05"),
        (GRAPH, TIME + NEAR, "2022-01-06"),
        ("", TIME + NEAR, "2022-01-07"),
        ("", NEAR, "2022-01-08"),
        ("", "", "2022-01-09"),
    ],
)
def test_the_marks_have_an_order(head: str, body: str, date: str) -> None:
    assert of(head, body, "https://a.example/2022/01/09/b").date == date


def test_a_date_with_two_meanings_is_chosen_by_the_address_or_left_out() -> None:
    assert of("", "05/06/2022", "https://a.example/2022/06/05/b").date == "2022-06-05"
    found = of("", "05/06/2022")
    assert found.date is None
    assert found.notes[0].kind == "lost"


def test_a_date_that_is_none_gives_way_to_the_next() -> None:
    wrong = GRAPH.replace("2022-01-06", "yesterday")
    found = of(wrong, TIME)
    assert (found.date, found.notes[0].kind) == ("2022-01-07", "lost")
    assert of(GRAPH.replace("2022", "1970"), TIME).date == "2022-01-07"


def test_the_basic_form_of_iso_8601_is_a_date() -> None:
    assert (
        of(GRAPH.replace("2022-01-06", "20220106T095000+0600")).date == "2022-01-06T09:50:00 +0600"
    )


def test_zones_by_name_are_those_of_their_place() -> None:
    assert of(GRAPH.replace("06", "06T10:00:00ALMT")).date == "2022-01-06T10:00:00+06:00"


def test_a_change_is_later_than_the_publication() -> None:
    changed = '<meta property="article:modified_time" content="2022-01-0{}">'
    assert of(GRAPH + changed.format(7)).updated == "2022-01-07"
    assert of(GRAPH + changed.format(5)).updated is None


def test_links_to_tags_are_tags() -> None:
    assert of("", '<a rel="tag" href="/t">#Gas</a>').terms == (("tags", ("Gas",)),)


@pytest.mark.parametrize(
    ("said", "text", "lang", "doubts"),
    [
        (("kk-KZ",), "Бұл мәтін қазақ тілінде жазылған, сондықтан әріптері де сондай.", "kk-KZ", 0),
        (("en", "kk"), "Бұл мәтін қазақ тілінде жазылған, сондықтан әріптері де сондай.", "kk", 0),
        (("en_US",), "Этот текст написан по-русски, и буквы в нём русские, а не другие.", None, 1),
        (("de",), "Этот текст написан по-русски, и буквы в нём русские, а не другие.", "de", 0),
        (("en",), "Да", "en", 0),
        (("", "x y"), "Да", None, 0),
    ],
)
def test_a_language_counts_if_the_letters_agree(
    said: tuple[str, ...], text: str, lang: str | None, doubts: int
) -> None:
    found, notes = metadata.language(said, text)
    assert (found, len(notes)) == (lang, doubts)
