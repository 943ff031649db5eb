"""`new`: a title → the skeleton of an article, in a file whose name gives its address."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kazarchive.config.options import Site
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
    target = Path(forms.real(root / path))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(_text(site, title, lang, written, tags))
    except FileExistsError:
        raise ProblemsFound([Problem("K0802", Place(path), {"path": path})]) from None
    return path


def _text(site: Site, title: str, lang: str, written: str, tags: Sequence[str]) -> str:
    lines = ["---", f"title: {quoted(title)}", f"date: {written}"]
    if lang != dict(site.articles.defaults).get("lang", site.languages[0]):
        lines.append(f"lang: {lang}")
    if tags and "tags" in site.taxonomy_names:
        lines.append(f"tags: {quoted_list(tags)}")
    return "\n".join([*lines, "---", "", ""])
