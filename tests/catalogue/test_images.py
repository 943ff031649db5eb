"""What is known of image files, and of which of them sizes are made."""

import sqlite3

from kazarchive.catalogue import images
from kazarchive.catalogue.images import ExaminedFile, MadeVariants
from kazarchive.values import Picture

PICTURE = Picture("articles/p.jpg", 900, 600, ((480, 480),), ("avif",), alt="Қала")
PATH = PICTURE.source


def shown(connection: sqlite3.Connection) -> None:
    """As if an article showed the image."""
    connection.execute("INSERT INTO claim VALUES ('k', 'articles/a.md', '/a/p.jpg', ?)", (PATH,))
    connection.execute(
        "INSERT INTO source VALUES (?, '', 'media', 1, 1, 1, 1, 'digest', 0)", (PATH,)
    )


def test_sizes_are_made_once_of_what_a_page_shows(connection: sqlite3.Connection) -> None:
    images.record(connection, [ExaminedFile(PATH, PICTURE)])
    assert images.to_make(connection) == []
    shown(connection)
    assert images.to_make(connection) == [(PICTURE, "digest")]
    images.note_made(connection, MadeVariants(PATH, kept="place"))
    assert images.to_make(connection) == []
    assert images.is_kept(connection, "place")


def test_what_is_forgotten_tells_where_its_sizes_are(connection: sqlite3.Connection) -> None:
    images.record(connection, [ExaminedFile(PATH, PICTURE)])
    images.note_made(connection, MadeVariants(PATH, kept="place"))
    assert images.known(connection, [PATH, "other"]) == [PATH]
    assert images.forget(connection, [PATH, "other"]) == ["place"]
    assert images.known(connection, [PATH]) == []
    assert not images.is_kept(connection, "place")


def test_a_broken_image_is_not_made_again(connection: sqlite3.Connection) -> None:
    images.record(connection, [ExaminedFile(PATH, PICTURE)])
    shown(connection)
    images.note_made(connection, MadeVariants(PATH, fault="it is broken", code="K0312"))
    assert images.to_make(connection) == []


def test_a_file_with_an_error_is_not_published_and_one_with_a_warning_is() -> None:
    assert ExaminedFile(PATH, None, "broken", "K0312").facts == ""
    assert ExaminedFile(PATH, None, "it tells a place", "K0314").facts is None
    assert ExaminedFile(PATH, PICTURE).facts


def test_a_fault_of_a_static_file_is_told_at_the_file(connection: sqlite3.Connection) -> None:
    images.record(connection, [ExaminedFile("static/p.jpg", None, "broken", "K0312")])
    (problem,) = images.problems(connection)
    assert (problem.code, problem.place.path) == ("K0312", "static/p.jpg")
