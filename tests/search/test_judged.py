"""Readers find what they look for: the repository's own articles, and what was typed.

`judged.txt` was written before it was tried: language, what is typed, the articles that were meant.
"""

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from archives import NOW
from kazarchive.build import build
from kazarchive.config import reader
from kazarchive.options import Options
from search.reader import ask, names

ROOT = Path(__file__).parents[2]
JUDGED = Path(__file__).with_name("judged.txt")
YEARS = 86_400 * 365 * 5


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own archive, published."""
    folder = tmp_path_factory.mktemp("sample")
    told = Options(folder / "public", folder / "state", "public", NOW + YEARS, jobs=2)
    build(ROOT, reader.load(ROOT), told, lambda *_: None)
    return folder / "public"


def test_readers_find_what_they_mean_and_find_it_first(
    sample: Path, tmp_path: Path, tally: Callable[[str], None]
) -> None:
    judged = [line.split(" | ") for line in JUDGED.read_text("utf-8").splitlines()]
    answers = ask(sample, [{"lang": lang, "q": typed} for lang, typed, _ in judged], tmp_path)
    missed, later = [], []
    for (lang, typed, meant), answer in zip(judged, answers, strict=True):
        found = names(answer)
        if not {*meant.split()} & {*found}:
            missed.append(f"{lang}: {typed}")
        elif found[0] not in meant.split():
            later.append(f"{lang}: {typed}")
    total = len(judged)
    tally(
        f"judged queries: {total - len(missed)} of {total} find their article,"
        f" {total - len(missed) - len(later)} as the first"
    )
    assert len(missed) <= 2, missed
    assert len(later) <= 2, later


def test_every_headline_finds_its_own_article(
    sample: Path, tmp_path: Path, tally: Callable[[str], None]
) -> None:
    cards = [card for lang in ("en", "ru", "kk") for card in shown(sample, lang)]
    asked = [{"lang": lang, "q": title.replace('"', " ")} for lang, _, title in cards]
    answers = ask(sample, asked, tmp_path)
    missed = [
        title
        for (_, address, title), answer in zip(cards, answers, strict=True)
        if address not in answer["addresses"]
    ]
    tally(f"headlines that find their own article: {len(cards) - len(missed)} of {len(cards)}")
    assert len(cards) > 60
    assert not missed


def shown(site: Path, lang: str) -> list[tuple[str, str, str]]:
    """Language, address and title of every article of a language, by the index itself."""
    blocks = sorted((site / "search" / lang).rglob("articles-*.bin"))
    found = [json.loads(zlib.decompress(block.read_bytes())) for block in blocks]
    return [(lang, card[0], card[1]) for block in found for card in block["articles"]]
