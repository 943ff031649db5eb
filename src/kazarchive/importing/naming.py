"""Documents → the paths of their articles, and former addresses → the articles that had them.

All names are chosen before the first article is written, so that it can link to the last.
"""

from urllib.parse import SplitResult

from kazarchive.config.options import Site
from kazarchive.importing import article_file
from kazarchive.importing.document import Document
from kazarchive.importing.existing import ExistingArticles
from kazarchive.rules import slugs, urls


class Names:
    """The names of the articles of one import."""

    def __init__(self, site: Site, existing: ExistingArticles) -> None:
        self._site, self._existing = site, existing
        self._paths: dict[str, str] = {}
        self._articles: dict[str, str] = {}

    def choose(self, document: Document, lang: str) -> str:
        """Take a free name for the article of a document; its path."""
        path = self._paths[document.sha256] = self.free(document, lang)
        self._existing.take(path)
        for url in _urls(document):
            self._articles.setdefault(key(url), path)
        return path

    def free(self, document: Document, lang: str) -> str:
        """A path that no file has."""
        folder = article_file.folder(document, self._site)
        wanted = article_file.stem(document.slug or document.title, lang)
        if document.page:
            wanted = slugs.slug(document.slug or document.title, lang)
        stem = self._existing.free_stem(folder, wanted)
        return f"{folder}/{article_file.file_name(stem, lang, self._site)}"

    def path(self, document: Document) -> str | None:
        """The path of a document's article; None if it has not been chosen."""
        return self.of(document.sha256)

    def of(self, sha256: str) -> str | None:
        """The path of the article of the document with this SHA-256, if it has been chosen."""
        return self._paths.get(sha256)

    def add(self, document: Document, path: str) -> None:
        """Record the article that an earlier import made of a document."""
        for url in _urls(document):
            self._articles.setdefault(key(url), path)

    def change(self, document: Document, path: str | None) -> None:
        """Let the addresses of a document lead to another path than the chosen one; None if it
        gets no article after all."""
        chosen = self._paths.pop(document.sha256, None)
        if path is not None:
            self._paths[document.sha256] = path
        for url in map(key, _urls(document)):
            if chosen is not None and self._articles.get(url) == chosen:
                del self._articles[url]
                if path is not None:
                    self._articles[url] = path

    def redirect(self, document: Document, path: str) -> None:
        """Let the addresses of a document that gets no article lead to another article."""
        self._articles.update((key(url), path) for url in _urls(document))

    def at(self, url: str) -> str | None:
        """The path of the article that a URL led to."""
        return self._articles.get(key(url))


def key(url: str) -> str:
    """What the spellings of a URL have in common: scheme, `www.`, letter case of the host, percent
    encoding, a final `/` or `index.html` and the fragment do not count."""
    parts = urls.split(url)
    path = urls.decoded(parts.path).removesuffix("index.html").rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host(parts)}{path}{query}"


def host(url: SplitResult) -> str:
    """The host of a URL; with and without `www.`, it is the same site."""
    return url.netloc.lower().removeprefix("www.")


def _urls(document: Document) -> list[str]:
    """Those that led to a document alone: not the front page, nor an id that is a part of one."""
    id_ = document.origin.id or ""
    given = (document.origin.url, "" if "#" in id_ else id_, *document.addresses)
    return [url for url in given if url and "://" in url and key(url) != host(urls.split(url))]
