"""Random words → titles, sentences and Markdown bodies of the length of news articles.

Every function takes its own `random.Random`, so a text depends on nothing but its seed.
"""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

WORDS = Path(__file__).with_name("words")

BODY_WORDS = (410, 560)
"""The least and the most words wanted in the paragraphs; with the rest a body has about 600."""

TAGS = 300
AUTHORS = 40


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the articles of one language are made of; tags and authors answer across languages."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    see_also: str


def vocabulary(language: str) -> Vocabulary:
    """The words of a language. Raises FileNotFoundError for a language that has none."""
    table = tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        words=tuple(table["words"].split()),
        tags=_tags(table["subjects"], table["places"]),
        authors=tuple(
            f"{given} {last}" for given in table["given_names"] for last in table["surnames"]
        ),
        see_also=table["see_also"],
    )


def _tags(subjects: list[str], places: list[str]) -> tuple[str, ...]:
    """A place and a subject for each tag, so that neighbours in rank share neither."""
    pairs = (divmod(rank, len(subjects)) for rank in range(TAGS))
    return tuple(f"{places[(turn + at) % len(places)]} {subjects[at]}" for turn, at in pairs)


def title(rng: random.Random, words: tuple[str, ...]) -> str:
    return " ".join(rng.choices(words, k=rng.randint(5, 10))).capitalize()


def sentence(rng: random.Random, words: tuple[str, ...]) -> str:
    chosen = rng.choices(words, k=rng.randint(7, 17))
    if len(chosen) > 11:
        chosen[6] += ","
    return " ".join(chosen).capitalize() + "."


def paragraph(rng: random.Random, words: tuple[str, ...]) -> str:
    return " ".join(sentence(rng, words) for _ in range(rng.randint(3, 6)))


def body(rng: random.Random, words: tuple[str, ...]) -> list[str]:
    """The blocks of a Markdown body: paragraphs under headings, a quotation and a list."""
    blocks = [paragraph(rng, words)]
    counted, wanted = len(blocks[0].split()), rng.randint(*BODY_WORDS)
    while counted < wanted:
        block = _emphasised(paragraph(rng, words))
        if len(blocks) % 4 == 2:
            blocks.append("## " + title(rng, words))
        blocks.append(block)
        counted += len(block.split())
    blocks.insert(4, "\n".join(f"- {sentence(rng, words)}" for _ in range(4)))
    blocks.insert(6, "> " + sentence(rng, words))
    return blocks


def note(rng: random.Random, words: tuple[str, ...]) -> list[str]:
    """The blocks of a short body: some 100 words."""
    return [paragraph(rng, words), _emphasised(paragraph(rng, words))]


def _emphasised(text: str) -> str:
    """With one phrase in strong emphasis, as editors like it."""
    first, second, third, rest = text.split(" ", 3)
    return f"{first} **{second} {third}** {rest}"
