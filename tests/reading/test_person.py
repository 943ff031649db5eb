"""Files about authors."""

import pytest
from msgspec.structs import replace

from kazarchive.config.content import Taxonomy
from kazarchive.config.options import Site
from kazarchive.reading import person
from kazarchive.reading.person import PersonReading
from kazarchive.values import Person

SITE = Site(titles=(("", "T"),), base_url="https://archive.example/", languages=("en", "kk", "ru"))


def read(
    fields: str, body: str = "", path: str = "authors/a.md", site: Site = SITE
) -> PersonReading:
    return person.read(f"---\n{fields}\n---\n\n{body}\n".encode(), path, site)


def known(fields: str, body: str = "", path: str = "authors/a.md", site: Site = SITE) -> Person:
    reading = read(fields, body, path, site)
    assert reading.person, reading.problems
    return reading.person


def test_a_name_is_enough() -> None:
    found = known("name: Aigerim Sadyk")
    assert (found.lang, found.name, found.slugs) == ("en", "Aigerim Sadyk", ("aigerim-sadyk",))
    assert (found.has_body, found.photo, found.links, found.media) == (False, None, (), ())


def test_every_name_is_a_term() -> None:
    fields = "name: Айгерім Садық\nnames: [Aigerim Sadyk, Айгерім Садық]"
    found = known(fields, path="authors/a.kk.md")
    assert found.lang == "kk"
    assert found.slugs == ("aigerim-sadyq", "aigerim-sadyk")
    fixed = replace(SITE, taxonomies=(Taxonomy("authors", slugs=(("Aigerim Sadyk", "as"),)),))
    assert known("name: Aigerim Sadyk", site=fixed).slugs == ("as",)


def test_the_photograph_is_beside_the_page_of_the_author() -> None:
    reading = read("name: Aigerim\nphoto: faces/a.tiff", path="authors/a.ru.md")
    assert reading.person
    assert reading.person.photo == "/ru/authors/aigerim/faces/a.tiff.jpg"
    assert reading.person.media == ((reading.person.photo, "authors/faces/a.tiff"),)
    assert [(link.target, link.line) for link in reading.links] == [("authors/faces/a.tiff", 3)]


def test_links_are_a_table_or_a_list() -> None:
    assert known("name: A\nlinks: {Site: https://a.example/}").links == (
        ("Site", "https://a.example/"),
    )
    assert known("name: A\nlinks: [https://www.a.example/x, http://b.example]").links == (
        ("a.example", "https://www.a.example/x"),
        ("b.example", "http://b.example"),
    )


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ("role: Editor", "K0104", 1),
        ("name: ''", "K0117", 2),
        ("name: [A, B]", "K0105", 2),
        ("name: A\nnames: {a: b}", "K0105", 3),
        ("name: A\nphto: a.jpg", "K0149", 3),
        ("name: A\nphoto: a.txt", "K0150", 3),
        ("name: A\nphoto: https://a.example/a.jpg", "K0150", 3),
        ("name: A\nphoto: ../../a.jpg", "K0150", 3),
        ("name: A\nphoto: [a.jpg]", "K0105", 3),
        ("name: A\nlinks: {Site: javascript:x}", "K0105", 3),
        ("name: A\nlinks: [{a: b}]", "K0105", 3),
        ("name: A\nemail: nobody", "K0105", 3),
        ("name: A\nlang: de", "K0115", 3),
    ],
)
def test_a_fault_is_told_with_its_line(fields: str, code: str, line: int) -> None:
    reading = read(fields)
    assert reading.person is None
    assert [(one.code, one.place.line) for one in reading.problems] == [(code, line)]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    reading = read("photo: a.txt\nemail: x\nphto: y\nlinks: [x]")
    assert [one.code for one in reading.problems] == ["K0104", "K0105", "K0149", "K0105"]


def test_a_file_with_the_address_of_a_feed_is_no_media() -> None:
    reading = read("name: A", "[Feed](feed.xml)")
    assert [one.code for one in reading.problems] == ["K0204"]
    book = ("/authors/a/book.pdf", "authors/book.pdf")
    assert known("name: A", "[Book](book.pdf)").media == (book,)
