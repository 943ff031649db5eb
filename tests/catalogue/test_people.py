"""Authors in the catalogue."""

import sqlite3

from kazarchive.catalogue import people
from kazarchive.catalogue.queries import Catalogue
from kazarchive.values import Link, Person

AIGERIM = Person(
    "authors/a.md",
    "0" * 64,
    "en",
    "Aigerim",
    ("aigerim", "a-sadyk"),
    "She writes.",
    photo="/authors/aigerim/a.jpg",
    links=(("Site", "https://a.example/"),),
    media=(("/authors/aigerim/a.jpg", "authors/a.jpg"),),
)


def test_an_author_is_found_by_every_name(connection: sqlite3.Connection) -> None:
    people.enter(connection, AIGERIM, [], [])
    assert people.every(connection) == [AIGERIM]
    catalogue = Catalogue(connection)
    assert catalogue.person("en", "a-sadyk") == AIGERIM
    assert catalogue.person("kk", "aigerim") is None
    assert catalogue.person("en", "bolat") is None


def test_an_author_who_links_to_a_file_is_found_until_they_leave(
    connection: sqlite3.Connection,
) -> None:
    link = Link("media", "a.jpg", "authors/a.jpg", "", 3)
    people.enter(connection, AIGERIM, [link, link], [])
    assert Catalogue(connection).people_linking_to("authors/a.jpg") == [AIGERIM]
    assert Catalogue(connection).people_linking_to("authors/b.jpg") == []
    assert Catalogue(connection).addresses_of_media("authors/a.jpg") == ["/authors/aigerim/a.jpg"]
    people.leave(connection, [AIGERIM.path])
    assert Catalogue(connection).people_linking_to("authors/a.jpg") == []
    assert Catalogue(connection).addresses_of_media("authors/a.jpg") == []


def test_a_photograph_without_its_file_is_not_shown(connection: sqlite3.Connection) -> None:
    people.enter(connection, AIGERIM, [], [])
    assert Catalogue(connection).portrait(AIGERIM) is None


def test_an_author_without_articles_is_told(connection: sqlite3.Connection) -> None:
    people.enter(connection, AIGERIM, [], [])
    assert [one.code for one in people.without_articles(connection)] == ["K0152"]
    connection.execute("INSERT INTO facet VALUES (1, 'en', 'authors', 'a-sadyk')")
    connection.execute("INSERT INTO cell VALUES (1, '', 2)")
    assert [*people.without_articles(connection)] == []
