"""Of several versions of a document in one import, the newest is the article."""

from typing import Any

from kazarchive.importing.analyse import Examined
from kazarchive.importing.document import Document, Origin
from kazarchive.importing.versions import Versions
from kazarchive.problems import Place, Problem


def one(
    file: int, id_: str | None = "urn:a", url: str | None = "https://a.example/1", **fields: Any
) -> Examined:
    fields = {"title": "T", "version": ("", ""), **fields}
    document = Document(origin=Origin("feed", id_, url), sha256=f"{file}{fields}", **fields)
    return Examined(file, document, document.sha256)


def newest(*documents: Examined) -> list[int]:
    """For each document the number of the one that is imported."""
    versions = Versions(documents)
    found = (versions.newer(number) for number in range(len(documents)))
    return [newer.number if newer else number for number, newer in enumerate(found)]


def test_the_last_file_has_the_newest_version() -> None:
    assert newest(*(one(file, html=f"{file}") for file in range(3))) == [2, 2, 2]


def test_of_copies_with_one_text_the_first_is_taken() -> None:
    assert newest(one(0, line=1), one(1, line=2), one(2, line=3)) == [0, 0, 0]
    edited = one(1, html="edited")
    assert newest(one(0), edited, one(2, html="edited", version=("", "9"))) == [1, 1, 1]
    assert newest(one(0), edited, one(2)) == [2, 2, 2]


def test_a_later_change_is_newer_than_a_later_file() -> None:
    assert newest(one(0, version=("2", "1")), one(1, version=("1", "3"))) == [0, 0]
    assert newest(one(0, version=("1", "3")), one(1, version=("1", "2"))) == [0, 0]


def test_in_one_file_the_first_is_newest() -> None:
    assert newest(one(0), one(0)) == [0, 0]


def test_a_whole_text_is_never_superseded_by_a_part() -> None:
    assert newest(one(0), one(1, incomplete=True)) == [0, 0]
    assert newest(one(0, incomplete=True), one(1)) == [1, 1]


def test_documents_without_an_id_are_known_by_their_address() -> None:
    other = "http://www.a.example/1/"
    assert newest(one(0, None), one(1, None, other), one(2, None, "https://a.example/2")) == [
        1,
        1,
        2,
    ]
    assert newest(one(0, None, None), one(1, None, None)) == [0, 1]


def test_an_id_that_one_file_gives_to_several_addresses_identifies_none() -> None:
    second = "https://a.example/2"
    assert newest(one(0), one(0, url=second), one(1), one(1, url=second)) == [0, 1, 0, 1]


def test_formats_without_versions_and_problems_are_left_alone() -> None:
    assert newest(one(0, version=()), one(1, version=())) == [0, 1]
    problem = Examined(0, problem=Problem("K0803", Place("a")))
    assert newest(problem, one(1)) == [0, 1]


def test_the_addresses_of_older_versions_are_former_addresses() -> None:
    documents = (one(0), one(1, url="https://a.example/2"), one(2, url="https://a.example/3"))
    document = Versions(documents).with_addresses(2, documents[2]).document
    assert document
    assert document.addresses == ("https://a.example/2", "https://a.example/1")
    assert Versions(documents[:1]).with_addresses(0, documents[0]) is documents[0]


def test_pages_with_the_same_title_words_and_date_are_one() -> None:
    text = "The same words stand in both pages. " * 8
    a, b = (
        one(0, None, f"https://a.example/{name}", source_text=text, extracted=True) for name in "ab"
    )
    assert newest(a, b) == [0, 0]
    mobile = one(0, None, "https://m.a.example/a", source_text=text, extracted=True)
    assert newest(a, mobile) == [0, 0]
    other = one(0, None, "https://b.example/a", source_text=text, extracted=True)
    dated = one(0, None, "https://a.example/c", source_text=text, date="2022-01-05", extracted=True)
    short = [
        one(0, None, f"https://a.example/{n}", source_text="Words.", extracted=True)
        for n in range(2)
    ]
    assert newest(a, other, dated, *short) == [0, 1, 2, 3, 4]


def test_the_newest_has_the_addresses_of_all() -> None:
    documents = (one(0, addresses=("https://a.example/old",)), one(1, html="newer"))
    found = Versions(documents).with_addresses(1, documents[1]).document
    assert found
    assert found.addresses == ("https://a.example/old",)
