"""A document becomes an article that is not written yet; test_writing.py looks at the whole."""

from archives import Archive
from kazarchive.config import reader
from kazarchive.importing.analyse import Examined
from kazarchive.importing.composition import Composed, Composer
from kazarchive.importing.document import Document, Origin
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.former import FormerAddresses
from kazarchive.importing.media import MediaFiles
from kazarchive.importing.naming import Names
from kazarchive.importing.report import ImportRequest
from kazarchive.importing.translations import TranslationKeys

HOME = "https://archive.example/base"


def composed(archive: Archive, document: Document) -> Composed:
    site, request = reader.load(archive.root), ImportRequest(author="The Desk")
    existing = ExistingArticles(archive.root, site)
    names = Names(site, existing)
    names.choose(Document(title="Other", sha256="2", origin=Origin(url=f"{HOME}/2/")), "en")
    former, media = FormerAddresses(site, {}), MediaFiles(archive.root, None, dry_run=False)
    composer = Composer(site, request, (), names, TranslationKeys(existing), former, media)
    return composer.article("e.xml", Examined(0, document, lang="en"), "articles/a.md", "e.xml:1")


def test_an_article_is_composed_without_writing_it(trilingual: Archive) -> None:
    html = f'<p>Text <a href="{HOME}/2/">b</a></p>'
    origin = Origin("feed", url=f"{HOME}/1/")
    made = composed(trilingual, Document(title="A", html=html, date="2022-01-05", origin=origin))
    assert made.new.body == "Text [b](drafts/other.md)"
    assert made.html == '<p>Text <a href="drafts/other.md">b</a></p>\n'
    assert made.linked == {"articles/drafts/other.md"}
    assert (made.new.aliases, made.new.fields.authors, made.new.file) == (
        ("/1/",),
        ("The Desk",),
        "e.xml",
    )
    assert not (trilingual.root / "articles").exists()
