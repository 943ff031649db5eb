"""Articles with a field that may hide them."""

from kazarchive.config.content import ArticleOptions
from kazarchive.config.options import Site
from kazarchive.reading.article import ArticleReading, read

KEEP = ArticleOptions(unknown_fields="keep")


def reading(
    front: str, options: ArticleOptions = KEEP, date: str = "date: 2022-01-05\n"
) -> ArticleReading:
    of = Site((("", "Test"),), "https://archive.example/", timezone="UTC", articles=options)
    return read(f"---\ntitle: A\n{date}{front}\n---\nText.\n".encode(), "articles/a.md", of)


def what(result: ArticleReading) -> str:
    """What became of an article: `shown`, `hidden`, or the codes of what was refused."""
    if result.article is None:
        return " ".join(dict.fromkeys(one.code for one in result.problems))
    return "hidden" if result.article.draft else "shown"
