"""A source as Markdown, and what either engine makes of it."""

from functools import cache

from archives import CONFIG, Archive
from importing.markdown.normal import parsed, seen
from kazarchive.config import reader
from kazarchive.config.content import MarkdownOptions
from kazarchive.config.options import Site
from kazarchive.importing import markdown
from kazarchive.reading import article, markup

ENGINES = ("commonmark", "python-markdown")


def written(source: str) -> str:
    return markdown.body(parsed(source))


@cache
def options(engine: str) -> MarkdownOptions:
    return MarkdownOptions(engine, (), "sanitize")


def rendered(body: str, engine: str) -> str:
    return markup.rendering(body, options(engine), "en", "articles/a.md").html


def assert_same(source: str) -> str:
    """Check that readers see the same of a source and of its Markdown; the Markdown."""
    body = written(source)
    wanted = seen(parsed(source))
    for engine in ENGINES:
        found = seen(parsed(rendered(body, engine)), rendered=True)
        assert found == wanted, f"{engine} of {source!r}:\n{body}"
    return body


def read(archive: Archive, engine: str, body: str) -> article.ArticleReading:
    """An article file with a body, as a build reads it."""
    archive.configure(f'{CONFIG}[markdown]\nengine = "{engine}"\n')
    site: Site = reader.load(archive.root)
    text = f"---\ntitle: A\ndate: 2022-01-05\n---\n\n{body}\n"
    return article.read(text.encode(), "articles/a.md", site)
