"""The folders and the categories of an article → segments of its address, as in Hugo and Jekyll."""

import posixpath

from kazarchive.config.options import Site
from kazarchive.reading.filename import FileName, without_language
from kazarchive.reading.frontmatter import FrontMatter
from kazarchive.reading.source import Value
from kazarchive.rules import filenames


def folders(name: FileName, path: str, site: Site, lang: str) -> str:
    """The folders between the article folder and the file, in the form of slugs. The folder of an
    `index.md` does not count, because it gives the slug."""
    below = name.folder[len(_top(name, site)) + 1 :].split("/")
    if posixpath.basename(path).startswith("index."):
        below.pop()
    made = filenames.WAYS[site.articles.slugs]
    return "/".join(made(part, lang) for part in below if part)


def categories(front: FrontMatter, name: FileName, site: Site, lang: str) -> str:
    """As in Jekyll: the folders above `_posts`, then the fields `category` and `categories`, in
    lower case. A string of the latter is a list separated by blanks."""
    named = _top(name, site).split("/")[:-1]
    fields = {field.casefold(): value for field, value in front.fields.items()}
    if one := fields.get("category"):
        named += [one.text] if one.text else _texts(one)
    if several := fields.get("categories"):
        named += several.text.split() if several.text else _texts(several)
    made = (filenames.kept(each.lower(), lang) for each in named if each)
    return "/".join(dict.fromkeys(made))


def _texts(value: Value) -> list[str]:
    return [item.text or "" for item in value.items or ()]


def _top(name: FileName, site: Site) -> str:
    """The article folder that contains the file, without the folder of a language."""
    tops = site.articles.folders
    if site.articles.languages_by == "folder":
        tops = tuple(without_language(top, site)[0] for top in tops)
    return next((top for top in tops if f"{name.folder}/".startswith(f"{top}/")), name.folder)
