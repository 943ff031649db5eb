"""Law 3: how many pages an edit reaches does not depend on the size of the archive.

Two archives are built, of which the larger holds the smaller, and the same edits made in both. Each
has what grows with an archive: a term of every other article with two spellings, terms beside it,
an article to which all others link, pages without a date to which articles link.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from archives import CONFIG, Archive
from kazarchive.catalogue import neighbours
from kazarchive.state import database

SMALL, LARGE = 150, 300
"""Articles."""

LIMITS = "[listing]\npage_size = 10\nfront = 5\ntimeline = 10\n[feeds]\nentries = 5\n"
"""So low that every term is split into years in both archives."""

RARE = 20
"""So many articles have the term that an edit makes common."""

EDITED = 40
"""The number of the article that is edited: far from the newest."""


def put(archive: Archive, n: int, /, **changed: Any) -> None:
    """Article 0 is the hub. An odd one is of `Gas`, as many write it so as `GAS`; of ten that
    follow each other each has a term of their own. The even ones are a long series."""
    gas = ["GAS" if n % 4 == 1 else "Gas"] if n % 2 else []
    rare = ["Rare"] if 0 < n <= RARE else []
    part = {"series": {"name": "Weekly", "part": n}} if n > 0 and n % 2 == 0 else {}
    fields: dict[str, Any] = {
        "title": f"Article {n}",
        "date": (date(2010, 1, 1) + timedelta(days=5 * n)).isoformat(),
        "tags": [*gas, f"Topic {n // 10}", *rare],
        "authors": ["A"],
        "summary": "S",
        **part,
    }
    body = "The hub." if n == 0 else "See [it](0.md)."
    archive.article(f"{n}.md", changed.pop("body", body), **(fields | changed))


def page(archive: Archive, name: str, title: str, text: str = "Text.") -> None:
    archive.write(f"pages/{name}.md", f"---\ntitle: {title}\n---\n\n{text}\n")


def author(archive: Archive, text: str) -> None:
    archive.write("authors/a.md", f"---\nname: A\nrole: Editor\n---\n\n{text}\n")


def filled(folder: Path, size: int) -> Archive:
    archive = Archive(folder)
    archive.configure(CONFIG + LIMITS)
    for n in range(size):
        put(archive, n)
    for name in ("about", "team"):
        page(archive, name, name.title())
    author(archive, "She writes.")
    archive.build()
    return archive


Edit = Callable[[Archive], None]

SHORT = {"name": "Short", "part": 1}

EDITS: dict[str, Edit] = {
    "another part": lambda archive: put(archive, EDITED, series={"name": "Weekly", "part": 8}),
    "a biography": lambda archive: author(archive, "She edits."),
    "a part less": lambda archive: put(archive, EDITED, series=None),
    "another series": lambda archive: put(archive, EDITED, series=SHORT),
    "a part more": lambda archive: put(archive, EDITED),
    "a text": lambda archive: put(archive, EDITED, body="Edited."),
    "a title": lambda archive: put(archive, EDITED, title="Edited"),
    "a summary": lambda archive: put(archive, EDITED, title="Edited", summary="T"),
    "another day": lambda archive: put(archive, EDITED, date="2010-07-21"),
    "another year": lambda archive: put(archive, EDITED, date="2011-07-21"),
    "other tags": lambda archive: put(archive, EDITED, tags=["Gas", "Topic 1", "New"]),
    "another address": lambda archive: put(archive, EDITED, slug="moved", aliases=["/old/"]),
    "a draft": lambda archive: put(archive, EDITED, draft=True),
    "an article again": lambda archive: put(archive, EDITED),
    "an article fewer": lambda archive: archive.remove(f"articles/{EDITED}.md"),
    "one more": lambda archive: archive.article("new.md", "Text.", date="2010-07-21", tags=["Gas"]),
    "the hub's title": lambda archive: put(archive, 0, title="Edited"),
    "the hub's text": lambda archive: put(archive, 0, title="Edited", body="Edited."),
    "a link less": lambda archive: put(archive, EDITED + 2, body="Nothing."),
    "another spelling": lambda archive: put(archive, EDITED + 3, tags=["GAS"]),
    "and the other again": lambda archive: put(archive, EDITED + 3),
    "a term made common": lambda archive: put(archive, EDITED + 4, tags=["Rare"]),
    "a term made rare": lambda archive: put(archive, EDITED + 4),
    "a page's text": lambda archive: page(archive, "team", "Team", "Edited."),
    "a page's title": lambda archive: page(archive, "team", "We", "Edited."),
    "a page more": lambda archive: page(archive, "contact", "Contact"),
    "a page fewer": lambda archive: archive.remove("pages/team.md"),
    "the text about the archive": lambda archive: page(archive, "about", "About", "Edited."),
    "its title": lambda archive: page(archive, "about", "Us", "Edited."),
    "no such text": lambda archive: archive.remove("pages/about.md"),
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Archive]]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(neighbours, "RARE", RARE)
        folder = tmp_path_factory.mktemp("bounded")
        yield [filled(folder / str(size), size) for size in (SMALL, LARGE)]


def test_no_edit_reaches_more_pages_in_a_larger_archive(
    both: list[Archive], record_property: Callable[[str, str], None]
) -> None:
    reached: dict[str, list[int]] = {}
    for name, edit in EDITS.items():
        for archive in both:
            edit(archive)
        reached[name] = [archive.build().rendered for archive in both]
    assert {name: counts for name, counts in reached.items() if counts[1] > counts[0]} == {}
    most = max(reached, key=lambda name: reached[name][1])
    record_property("tally", f"pages reached by an edit: at most {reached[most][1]} ({most})")


def test_no_more_links_are_read_than_are_shown(both: list[Archive]) -> None:
    steps = []
    for archive in both:
        connection = database.open_for_reading(archive.state)
        counted: list[None] = []
        connection.set_progress_handler(partial(counted.append, None), 1)
        found = neighbours.linking(connection, {"articles/0.md": "/2010/01/01/0/"})
        assert len(found["articles/0.md"]) == neighbours.LINKING
        steps.append(len(counted))
        connection.close()
    assert steps[1] == steps[0]
