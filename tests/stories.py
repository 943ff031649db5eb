"""News to measure on: a small corpus of the project's own, and a large one where it is.

A story is a file `LANGUAGE/NAME.txt`: the headline in the first line, then its paragraphs. The same
name in three languages is one story. `stories/` was written for these tests: neutral news of public
record. With `--long` the same tests run on what nobody of this project wrote, the 123 stories of
NTREX-128 (github.com/MicrosoftTranslator/NTREX), if KAZARCHIVE_NTREX names a folder with them.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

LANGUAGES = ("en", "kk", "ru")


@dataclass(frozen=True, slots=True)
class Corpus:
    folder: Path
    stories: int
    """How many, each in three languages."""
    judged: Path
    """Queries of readers: language, what is typed, the stories that were meant. Written before they
    were tried."""
    among: int
    """So far up a query has to find one of these."""
    most_missed: int
    """So many queries may find none."""

    def files(self, lang: str = "??") -> list[Path]:
        return sorted(self.folder.glob(f"{lang}/*.txt"))


HERE = Path(__file__).parent
OWN = Corpus(HERE / "stories", 12, HERE / "search/judged-stories.txt", among=2, most_missed=1)
LARGE = Corpus(
    Path(os.environ.get("KAZARCHIVE_NTREX") or os.devnull),
    123,
    HERE / "search/judged-ntrex.txt",
    among=10,
    most_missed=2,
)
CORPORA = [
    pytest.param(OWN, id="own"),
    *([pytest.param(LARGE, id="ntrex", marks=pytest.mark.long)] if LARGE.folder.is_dir() else ()),
]
"""Without the large corpus nothing is left out that could run."""


def taken_apart(story: Path) -> tuple[str, str]:
    """The headline, and the text below it."""
    title, _, body = story.read_text("utf-8-sig").partition("\n")
    return title, body
