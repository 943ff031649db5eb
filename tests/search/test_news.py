"""Readers find what they look for in news in three languages (stories.py)."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from archives import SEARCH, TRILINGUAL, Archive
from kazarchive.rules import search_index
from search.reader import ask, names
from stories import CORPORA, LANGUAGES, Corpus, taken_apart


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    assert isinstance(request.param, Corpus)
    return request.param


@pytest.fixture(scope="module")
def news(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The corpus as an archive: a story stands at `/2018/MM/DD/NAME/`."""
    archive = Archive(tmp_path_factory.mktemp("news"))
    archive.configure(TRILINGUAL.replace("example/base/", "example/") + SEARCH)
    for file in corpus.files():
        title, body = taken_apart(file)
        day = sum(map(ord, file.stem)) % 28 + 1
        date = f"2018-{day % 12 + 1:02}-{day:02}"
        name, lang = slug(file.stem), file.parent.name
        archive.article(f"2018/{name}.{lang}.md", body, title=title, date=date, slug=name)
    archive.build()
    return archive


def slug(stem: str) -> str:
    return stem.replace(".", "-")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_drawer_of_articles_of_600_words_is_small(corpus: Corpus, lang: str) -> None:
    """As many articles as a segment of two drawers holds, each of some stories that follow one
    another."""
    stories = cycle(map(taken_apart, corpus.files(lang)))
    packed = []
    for _ in range(2 * search_index.PER_DRAWER):
        title, text = next(stories)
        words = text.split()
        while len(words) < 600:
            words += next(stories)[1].split()
        packed.append(search_index.pack(title, " ".join(words[:600]), [], lang))
    segment = search_index.Segment([["/"]] * len(packed), packed, lang)
    assert search_index.drawers(segment.size) == 2
    assert max(len(segment.drawer(number)) for number in (0, 1)) <= 35_000


def test_readers_find_what_they_mean_near_the_top(
    corpus: Corpus, news: Archive, tmp_path: Path, tally: Callable[[str], None]
) -> None:
    lines = corpus.judged.read_text("utf-8").splitlines()
    judged = [line.split(" | ") for line in lines]
    known = {file.stem for file in corpus.files()}
    assert {name for _, _, meant in judged for name in meant.split()} <= known
    answers = ask(news.output, [{"lang": lang, "q": q} for lang, q, _ in judged], tmp_path)
    missed = [
        f"{lang}: {typed}"
        for (lang, typed, meant), answer in zip(judged, answers, strict=True)
        if not {slug(one) for one in meant.split()} & {*names(answer)[: corpus.among]}
    ]
    total = len(judged)
    tally(f"judged queries of news that find their story: {total - len(missed)} of {total}")
    assert len(missed) <= corpus.most_missed, missed


def test_every_headline_finds_its_own_article(
    corpus: Corpus, news: Archive, tmp_path: Path, tally: Callable[[str], None]
) -> None:
    files = corpus.files()
    assert len(files) == len(LANGUAGES) * corpus.stories
    titles = [taken_apart(file)[0] for file in files]
    asked = [
        {"lang": file.parent.name, "q": title.replace('"', " ")}
        for file, title in zip(files, titles, strict=True)
    ]
    answers = ask(news.output, asked, tmp_path)
    missed = [
        title
        for file, title, answer in zip(files, titles, answers, strict=True)
        if slug(file.stem) not in names(answer)
    ]
    tally(f"headlines of news that find their story: {len(files) - len(missed)} of {len(files)}")
    assert not missed
