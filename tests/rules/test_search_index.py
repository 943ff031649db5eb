"""The files of a search index, as bytes."""

import json
import zlib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kazarchive.rules import search_index, tokens
from kazarchive.rules.search_index import PER_DRAWER, Segment


def packed(title: str, text: str, topics: tuple[tuple[str, str], ...] = ()) -> list[str]:
    return zlib.decompress(search_index.pack(title, text, topics, "en")).decode().split("\n")


def segment(*texts: str) -> Segment:
    cards = [[n] for n, _ in enumerate(texts)]
    return Segment(cards, [search_index.pack("", text, (), "en") for text in texts], "en")


@pytest.mark.parametrize(
    ("articles", "drawers"),
    [(0, 1), (1, 1), (PER_DRAWER, 1), (PER_DRAWER + 1, 2), (2 * PER_DRAWER + 1, 4), (1_000, 64)],
)
def test_a_segment_has_a_power_of_two_of_drawers(articles: int, drawers: int) -> None:
    assert search_index.drawers(articles) == drawers


def test_a_word_weighs_most_in_the_title_then_by_how_often_it_stands() -> None:
    lines = packed("Cap", "cap fuel fuel price price price")
    weights = {line[1:].split(",")[0]: int(line[0]) for line in lines}
    assert weights == {"cap": 3, "fuel": 1, "price": 2}


def test_a_form_is_written_as_what_follows_its_stem() -> None:
    assert packed("", "prices cities") == ["0citi,+es", "0price,+s"]


def test_a_topic_can_be_looked_for_by_its_whole_name() -> None:
    lines = packed("", "text", (("tags/fuel", "Fuel"),))
    assert "2tags/fuel," in lines
    assert "2fuel," in {line.rstrip("+") for line in lines}, "as often as three times in the text"


def plainly_packed(title: str, text: str, topics: list[tuple[str, str]], lang: str) -> list[str]:
    """Without anything that is remembered from word to word."""
    counts = Counter(tokens.words(text))
    for _, name in topics:
        for word in tokens.words(name):
            counts[word] += 3
    titled = set(tokens.words(title))
    forms: dict[str, list[str]] = {}
    for word in sorted(titled.union(counts)):
        forms.setdefault(tokens.stem(word, lang), []).append(word)
    lines = []
    for stem, own in sorted(forms.items()):
        often = min(sum(counts[form] for form in own) - 1, 2)
        weight = 3 if titled.intersection(own) else often
        written = [f"+{form[len(stem) :]}" if form.startswith(stem) else f"={form}" for form in own]
        lines.append(f"{weight}{stem},{','.join(written)}")
    return [*lines, *(f"2{name}," for name, _ in topics)]


WORDS = st.sampled_from(
    "cap caps price prices priced cities city fuel баға бағасы бағаға кітап кітабы халық халқы"
    " протест протеста цены цена 5 000 F-16 қала".split()
)
PROSE = st.lists(WORDS, max_size=20).map(" ".join)
TOPICS = st.lists(WORDS.map(lambda word: (f"tags/{word}", word)), max_size=3)


@settings(max_examples=3 * settings().max_examples)
@given(PROSE, PROSE, TOPICS, st.sampled_from(["en", "ru", "kk", "kk-Latn", "de"]))
def test_an_article_is_packed_as_its_words_say(
    title: str, text: str, topics: list[tuple[str, str]], lang: str
) -> None:
    found = zlib.decompress(search_index.pack(title, text, topics, lang)).decode().split("\n")
    assert found == (plainly_packed(title, text, topics, lang) or [""])


def test_every_drawer_names_a_check_of_every_block() -> None:
    whole = segment(*["cap"] * (search_index.BLOCK + 1))
    assert len(whole.blocks) == search_index.blocks(whole.size) == 2
    head = json.loads(zlib.decompress(whole.drawer(0)).decode().split("\t")[0])
    assert head["checks"] == "".join(check for check, _ in whole.blocks)
    shown = json.loads(zlib.decompress(whole.block(1)))
    assert shown == {"check": whole.blocks[1][0], "articles": [[search_index.BLOCK]]}


def test_stems_are_written_as_what_differs_from_the_one_before() -> None:
    _, names, postings, _ = (
        zlib.decompress(segment("cap", "cape car").drawer(0)).decode().split("\t")
    )
    assert names.split("\n") == ["0cap", "3e", "2r"]
    assert len(postings.split("\n")) == 3


def test_the_same_articles_make_the_same_bytes() -> None:
    one, other = (segment("the price of fuel", "fuel again").drawer(0) for _ in range(2))
    assert one == other
