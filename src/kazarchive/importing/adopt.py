"""`init --from`: a folder of another generator → a kazarchive.toml beside it, and a report.

Every article is read once with the new configuration. Files that are no articles, because they have
no front matter or no date, are excluded by name; other errors are those that a build will report.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kazarchive.config import reader
from kazarchive.config import text as config_text
from kazarchive.config.options import FILE_NAME, Site
from kazarchive.importing.generators import adoption, table
from kazarchive.importing.generators.adoption import Adoption
from kazarchive.ingest.kinds import Kinds
from kazarchive.problems import Place, Problem, ProblemsFound, in_order
from kazarchive.reading import article, files, scan

NO_ARTICLE = frozenset({"K0101", "K0104", "K0123"})
"""The codes of a file that is no article: without front matter, without a date, empty."""


class Adopted(Struct, frozen=True):
    """What `init --from` has done."""

    generator: str
    recognised_by: str
    languages: tuple[str, ...]
    articles: int
    """How many can be built as they are."""
    losses: tuple[str, ...]
    excluded: tuple[str, ...]
    """The files that are no articles, with the reason."""
    problems: tuple[Problem, ...]
    """The errors of the other files."""


def adopt(folder: Path, kind: str | None = None) -> Adopted:
    """Write the configuration. `kind`: the generator; otherwise it is recognised. Raises
    ProblemsFound (K0850 to K0853)."""
    if config_text.exists(folder):
        raise ProblemsFound([Problem("K0851", Place(str(folder / FILE_NAME)))])
    generator, recognised_by = table.one(folder, kind)
    plan = table.GENERATORS[generator][1](folder)
    target = folder / FILE_NAME
    target.write_text(adoption.written(plan, generator), "utf-8")
    site = reader.load(folder)
    refused = {path: found for path, found in _read(folder, site) if found}
    total = sum(1 for _ in _paths(folder, site))
    others = {path: found[0] for path, found in refused.items() if found[0].code in NO_ARTICLE}
    if others:
        plan = _without(plan, others, site)
        target.write_text(adoption.written(plan, generator), "utf-8")
    problems = in_order(
        each for path, found in refused.items() if path not in others for each in found
    )
    return Adopted(
        generator,
        recognised_by,
        site.languages,
        total - len(refused),
        plan.losses,
        tuple(f"{path}: {problem.message}" for path, problem in others.items()),
        problems,
    )


def _paths(folder: Path, site: Site) -> Iterator[str]:
    kind_of = Kinds(site)
    for top in site.articles.folders:
        for each in scan.walk(folder, top):
            yield from (file.path for file in each.files if kind_of(file.path) == "article")


def _read(folder: Path, site: Site) -> Iterator[tuple[str, list[Problem]]]:
    """Each article and its errors."""
    for path in _paths(folder, site):
        try:
            reading = article.read(files.read(folder / path, path), path, site)
        except ProblemsFound as refusal:
            yield path, list(refusal.problems)
            continue
        yield path, [each for each in reading.problems if each.severity == "error"]


def _without(plan: Adoption, others: Mapping[str, Problem], site: Site) -> Adoption:
    """The plan with some files excluded."""
    tops = sorted(site.articles.folders, key=len, reverse=True)
    below = []
    for path in others:
        top = next(top for top in tops if path.startswith(f"{top}/"))
        below.append(path.removeprefix(f"{top}/"))
    given = plan.articles.get("exclude", [])
    excluded = [*(given if isinstance(given, list) else []), *sorted(set(below))]
    return replace(plan, articles={**plan.articles, "exclude": excluded})
