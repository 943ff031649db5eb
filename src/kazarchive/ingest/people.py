"""Files about authors. There are few: when one changes, all enter again in the order of paths."""

from collections.abc import Sequence
from typing import NamedTuple

from kazarchive.catalogue import people
from kazarchive.changes import PersonChange
from kazarchive.ingest import tasks
from kazarchive.ingest.ingestion import Ingestion
from kazarchive.ingest.scanning import Scan
from kazarchive.problems import Place, Problem
from kazarchive.state import sources
from kazarchive.values import Person


class Outcome(NamedTuple):
    changes: list[PersonChange]
    problems: list[Problem]
    paths: tuple[str, ...]
    """Of all files that left or entered: their links have to be checked."""


def update(work: Ingestion, scan: Scan) -> Outcome:
    """Enter the authors again if one of their files changed."""
    connection, fresh, gone = work.connection, scan.fresh_of("person"), scan.gone_of("person")
    if not fresh and not gone:
        return Outcome([], [], ())
    before = people.every(connection)
    file_of = {file.path: file for file in fresh}
    paths = sorted({*file_of, *(person.path for person in before)} - {*gone})
    people.leave(connection, left := (*gone, *paths, *(person.path for person in before)))
    entered, problems = [], []
    owners: dict[tuple[str, str], str] = {}
    for path in paths:
        reading = tasks.read_person(work.workspace, path)
        refused = [] if reading.person else [*reading.problems]
        if person := reading.person:
            names = [(person.lang, slug) for slug in person.slugs]
            if owner := next((owners[name] for name in names if name in owners), None):
                values = {"name": person.name, "lang": person.lang, "first": owner}
                refused = [Problem("K0151", Place(path), values)]
            else:
                owners |= dict.fromkeys(names, path)
                people.enter(connection, person, reading.links, reading.problems)
        problems += refused
        if refused or person is None:
            sources.forget(connection, [path])
        elif path in file_of:
            entered.append((file_of[path], person.digest))
    sources.record(connection, entered, work.kind_of, work.started)
    return Outcome(_changes(before, people.every(connection)), problems, left)


def _changes(before: Sequence[Person], after: Sequence[Person]) -> list[PersonChange]:
    old, new = ({person.path: person for person in each} for each in (before, after))
    paths = sorted({*old, *new})
    changes = (PersonChange(path, old.get(path), new.get(path)) for path in paths)
    return [change for change in changes if change.before != change.after]
