"""The authors about whom there is a file in `authors/`. They are few, so all enter together."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct, json

from kazarchive.catalogue import file_rows
from kazarchive.catalogue.bodies import Bodies
from kazarchive.problems import Place, Problem
from kazarchive.values import BYLINE, Address, Body, Link, Person, Picture


class Portrait(Struct, frozen=True):
    """A photograph of an author that is published."""

    address: Address
    picture: Picture | None
    """What is known of the file, if it has sizes."""


class People(Bodies):
    """All results are in a fixed order."""

    @cached_property
    def people(self) -> list[Person]:
        """All authors with a file, by path."""
        return every(self._connection)

    @cached_property
    def _by_term(self) -> dict[tuple[str, str], Person]:
        return {(person.lang, slug): person for person in self.people for slug in person.slugs}

    def person(self, lang: str, slug: str) -> Person | None:
        """The author that a term of a language means."""
        return self._by_term.get((lang, slug))

    def people_linking_to(self, target: str) -> list[Person]:
        """The authors whose file links to a source file, or shows it."""
        if not self.people:
            return []
        query = "SELECT DISTINCT path FROM link CROSS JOIN person USING (path) WHERE target = ?"
        paths = {row[0] for row in self._all(query, (target,))}
        return [person for person in self.people if person.path in paths]

    def portrait(self, person: Person) -> Portrait | None:
        """The photograph of an author, if the file exists and can be shown."""
        if person.path not in self._portraits:
            found = self.media([person.photo]) if person.photo else {}
            portrait = next((Portrait(at, medium[2]) for at, medium in found.items()), None)
            self._portraits[person.path] = portrait
        return self._portraits[person.path]

    @cached_property
    def _portraits(self) -> dict[str, Portrait | None]:
        """By the paths of the authors; filled when they are first needed."""
        return {}

    def biography(self, person: Person) -> Body:
        links = self._links_of([person.path]).get(person.path, [])
        return self.body_beside(person.path, person.digest, person.lang, links, person.media)


def every(connection: sqlite3.Connection) -> list[Person]:
    """All authors with a file, by path."""
    query = "SELECT facts FROM person ORDER BY path"
    return [json.decode(row[0], type=Person) for row in connection.execute(query)]


def leave(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Remove authors, if they are in the catalogue."""
    file_rows.leave(connection, "person", paths)


def enter(
    connection: sqlite3.Connection,
    person: Person,
    links: Sequence[Link],
    problems: Sequence[Problem],
) -> None:
    """Add an author whose names are free, with the links and warnings of the file."""
    row = (person.path, person.lang, json.encode(person).decode())
    connection.execute("INSERT INTO person VALUES (?, ?, ?)", row)
    file_rows.enter(connection, person.path, person.media, links, problems)


def without_articles(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Authors with a file that no visible article names (K0152)."""
    query = (
        "SELECT 1 FROM facet JOIN cell ON cell.facet = facet.id AND period = ''"
        " WHERE (lang, taxonomy, slug) = (?, ?, ?)"
    )
    for person in every(connection):
        names = [(person.lang, BYLINE, slug) for slug in person.slugs]
        if not any(connection.execute(query, name).fetchone() for name in names):
            values = {"name": person.name, "lang": person.lang}
            yield Problem("K0152", Place(person.path), values)
