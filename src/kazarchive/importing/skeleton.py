"""`new`: a title → the skeleton of an article, in a file whose name gives its address."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kazarchive.config.options import Site
from kazarchive.importing import offered
from kazarchive.importing.article_file import quoted, quoted_list
from kazarchive.problems import Place, Problem, ProblemsFound
from kazarchive.reading import forms
from kazarchive.rules import slugs


def write(
    root: Path, site: Site, title: str, lang: str, day: date, written: str, tags: Sequence[str]
) -> str:
    """Write the file and return its path, relative to the root.

    `written`: the date as written into the file. Raises ProblemsFound (K0802) if the file exists.
    """
    suffix = "" if lang == site.languages[0] else f".{lang}"
    path = f"{site.articles.folder}/{day.year}/{slugs.slug(title, lang)}{suffix}.md"
    create(root, path, _lines(root, site, title, lang, written, tags))
    return path


def create(root: Path, path: str, lines: Iterator[str]) -> None:
    """Write a new article file. Raises ProblemsFound (K0802) if the file exists."""
    target = Path(forms.real(root / path))
    target.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(["---", *lines, "---", "", ""])
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ProblemsFound([Problem("K0802", Place(path), {"path": path})]) from None


def _lines(
    root: Path, site: Site, title: str, lang: str, written: str, tags: Sequence[str]
) -> Iterator[str]:
    yield f"title: {quoted(title)}"
    yield f"date: {written}"
    if lang != dict(site.articles.defaults).get("lang", site.languages[0]):
        yield f"lang: {lang}"
    given = bool(tags) and "tags" in site.taxonomy_names
    if given:
        yield f"tags: {quoted_list(tags)}"
    yield from offered.lines(root, site, {"tags"} if given else set())
