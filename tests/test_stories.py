"""News in three languages (stories.py), from raw documents to a site."""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from archives import NOW, Archive, tree
from kazarchive.build import prepared
from kazarchive.check import check
from kazarchive.config import reader
from kazarchive.importing.report import ImportRequest
from kazarchive.importing.run import import_documents
from kazarchive.options import Options
from kazarchive.reading import article
from kazarchive.rules import addresses
from kazarchive.values import Entry
from stories import CORPORA, Corpus

CONFIG = """\
title = { en = "Stories", ru = "Истории", kk = "Әңгімелер" }
base_url = "https://archive.example/"
languages = ["en", "ru", "kk"]
timezone = "Asia/Almaty"
"""


@pytest.fixture(scope="module", params=CORPORA)
def stories(request: pytest.FixtureRequest) -> Corpus:
    assert isinstance(request.param, Corpus)
    return request.param


@pytest.fixture(scope="module")
def corpus(stories: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """All documents imported under one date and built."""
    made = Archive(tmp_path_factory.mktemp("corpus"))
    made.configure(CONFIG)
    site = reader.load(made.root)
    request = ImportRequest(date="2018-10-01")
    rows = list(import_documents(made.root, site, [stories.folder], request, ()))
    outcomes = {row.outcome for row in rows}
    assert outcomes == {"written"}, [row for row in rows if row.outcome != "written"][:3]
    assert len(rows) == 3 * stories.stories
    return made


def entries(corpus: Archive) -> Iterator[Entry]:
    """Every article as it is read."""
    site = reader.load(corpus.root)
    for path in (corpus.root / "articles").rglob("*.md"):
        read = article.read(path.read_bytes(), path.relative_to(corpus.root).as_posix(), site)
        assert read.article is not None
        yield read.article.entry


def test_all_documents_build_as_one_archive_in_three_languages(
    corpus: Archive, stories: Corpus
) -> None:
    total = 3 * stories.stories
    report = corpus.build(jobs=2)
    assert (report.found, report.articles, report.refused) == (total, total, 0)
    assert not report.problems
    groups = defaultdict(set)
    for entry in entries(corpus):
        groups[entry.group].add(entry.lang)
    assert len(groups) == stories.stories
    assert all(languages == {"en", "ru", "kk"} for languages in groups.values())


def test_every_headline_stands_on_its_page_and_in_its_listing(corpus: Archive) -> None:
    corpus.build(jobs=2)
    pages = {
        name: re.sub(r"&#3[49];", "", content.decode("utf-8"))
        for name, content in tree(corpus.output).items()
        if name.endswith("/index.html")
    }
    for entry in entries(corpus):
        shown = re.sub(r"['\"]", "", entry.title.replace("&", "&amp;"))
        own = addresses.file(entry.address)
        assert f"<h1>{shown}</h1>" in pages[own]
        assert [name for name, text in pages.items() if shown in text and name != own], shown


def test_check_finds_nothing_but_equal_headlines(corpus: Archive) -> None:
    told = Options(corpus.output, corpus.state, "public", NOW, keep_going=True)
    with prepared(corpus.root, reader.load(corpus.root), told, lambda *_: None) as ready:
        assert {problem.code for problem in check(ready)} <= {"K0902"}


def test_an_edit_of_the_corpus_is_published_as_a_clean_build_would(
    corpus: Archive, stories: Corpus
) -> None:
    corpus.build(jobs=2)
    path = min((corpus.root / "articles").rglob("*.kk.md"))
    text = path.read_text("utf-8")
    path.write_text(f"{text}\nҚосымша сөйлем.\n", "utf-8")
    report = corpus.build()
    assert (report.read, report.written) == (1, report.rendered)
    assert report.rendered <= 3
    clean, wanted = corpus.build_clean(jobs=2)
    assert clean.articles == 3 * stories.stories
    assert corpus.tree() == wanted
