"""One text, by either Markdown engine."""

from archives import CONFIG, Archive
from kazarchive.config import reader
from kazarchive.config.content import MarkdownOptions
from kazarchive.config.options import Site
from kazarchive.problems import Problem
from kazarchive.reading import article as reading
from kazarchive.reading import markup

ENGINES = ["commonmark", "python-markdown"]


def rendered(body: str, engine: str, html: str = "sanitize") -> str:
    return markup.rendering(body, MarkdownOptions(engine, (), html), "en", "articles/a.md").html


def site_of(archive: Archive, engine: str, html: str = "sanitize") -> Site:
    archive.configure(f'{CONFIG}[markdown]\nengine = "{engine}"\nhtml = "{html}"\n')
    return reader.load(archive.root)


def found(site: Site, body: str) -> list[Problem]:
    text = f"---\ntitle: A\ndate: 2022-01-05\n---\n{body}"
    return list(reading.read(text.encode(), "articles/a.md", site).problems)
