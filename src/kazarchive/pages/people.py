"""What pages show of authors about whom there is a file, and which pages an edit of one affects.

The biography is on the first page of the author's term only. Articles tell machines the lasting
facts: role, links and photograph. So an edit of a biography affects one page for each of the
author's names, and an edit of a fact all articles of the author.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from kazarchive.catalogue.queries import Catalogue
from kazarchive.changes import ArticleChange, Change, FileChange, PersonChange, StandaloneChange
from kazarchive.rules import jsonld
from kazarchive.rules.addresses import Addresses
from kazarchive.rules.jsonld import Linked
from kazarchive.values import BYLINE, Address, Body, Cell, Entry, Facet, Person, Picture


class Profile(Struct, frozen=True):
    """A link to a page about an author elsewhere."""

    name: str
    url: str


class ShownPerson(Struct, frozen=True):
    """An author as the page of the term shows them."""

    name: str
    role: str | None
    email: str | None
    links: tuple[Profile, ...]
    photo: Address | None
    """None without a photograph that can be shown."""
    picture: Picture | None
    """What is known of its file, if it has sizes."""
    body: Body | None
    """The biography, unless it is empty."""


def shown(person: Person, catalogue: Catalogue) -> ShownPerson:
    portrait = catalogue.portrait(person)
    return ShownPerson(
        person.name,
        person.role,
        person.email,
        tuple(Profile(*link) for link in person.links),
        portrait.address if portrait else None,
        portrait.picture if portrait else None,
        catalogue.biography(person) if person.has_body else None,
    )


def facts(person: Person, catalogue: Catalogue, full: Callable[[Address], str]) -> Linked:
    """What articles tell machines of an author. `full`: an address → its URL."""
    portrait = catalogue.portrait(person)
    image = full(portrait.address) if portrait else None
    return jsonld.person(person.role, image, [url for _, url in person.links])


def listings(person: Person, at: Addresses) -> Iterator[Address]:
    """The pages on which the biography stands."""
    for slug in person.slugs:
        yield at.listing(Cell(Facet(person.lang, BYLINE, slug)))


def changed(change: Change, catalogue: Catalogue) -> Iterator[Person]:
    """The authors whose biographies, as they are or were, a change affects."""
    if isinstance(change, PersonChange):
        yield from change.sides
    elif isinstance(change, FileChange) or (
        isinstance(change, ArticleChange | StandaloneChange) and change.has_moved
    ):
        yield from catalogue.people_linking_to(change.path)


def articles(change: Change, catalogue: Catalogue) -> Iterator[Entry]:
    """The articles that tell of an author what a change affects."""
    people: Iterator[Person] = iter(())
    if isinstance(change, PersonChange):
        before, after = (side and side.facts for side in (change.before, change.after))
        people = iter(change.sides if before != after else ())
    elif isinstance(change, FileChange):
        linking = catalogue.people_linking_to(change.path)
        people = (one for one in linking if (one.photo, change.path) in one.media)
    for person in people:
        for slug in person.slugs:
            yield from catalogue.listed(Cell(Facet(person.lang, BYLINE, slug)))
