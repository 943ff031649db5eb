"""A tiny archive in two versions: what is published, and what the attacked build is to make of it.

60 articles in 3 languages, 8 tags, 10 images. The second version edits, adds, removes, renames and
moves, so that every kind of page comes, changes and goes.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from archives import Archive, article, tree
from kazarchive.state.folder import NAME

LANGUAGES = ("en", "ru", "kk")
TAGS = ("Fuel", "Law", "Economy", "Culture", "Sport", "Steppe", "Trade", "Water")
STORIES, IMAGES = 20, 10

CONFIG = """\
title = { en = "Archive", ru = "Архив", kk = "Мұрағат" }
base_url = "https://archive.example/base/"
languages = ["en", "ru", "kk"]
timezone = "Asia/Almaty"

[listing]
page_size = 12
front = 5

[feeds]
entries = 5
term_entries = 3
"""
"""The whole archive of a language is split into months; a tag is one page."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The published first version with the sources of the second, and both sites as they should
    be. Every attack gets a copy of `root`."""

    root: Path
    old: dict[str, bytes]
    new: dict[str, bytes]


def make(folder: Path) -> Versions:
    archive = Archive(folder / "made")
    archive.configure(CONFIG)
    first(archive)
    state, output = archive.root / NAME, archive.root / "public"
    archive.build_into(output, state)
    old = tree(output)
    second(archive)
    return Versions(archive.root, old, archive.build_clean()[1])


def copied(versions: Versions, root: Path) -> Path:
    """A copy to be attacked, in a folder that is made anew."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(versions.root, root)
    return root


def unbuilt(versions: Versions, root: Path) -> Path:
    """A copy of the sources alone."""
    copied(versions, root)
    for made in (NAME, "public"):
        shutil.rmtree(root / made)
    return root


def first(archive: Archive) -> None:
    for number in range(IMAGES):
        archive.write(f"articles/images/{number}.svg", image(number))
    for number in range(STORIES):
        for lang in LANGUAGES:
            story(archive, number, lang)


def second(archive: Archive) -> None:
    for lang in LANGUAGES:
        story(archive, 3, lang, title="Another title")
        story(archive, 5, lang, text="Another text, and [story 21](story-21.md).")
        story(archive, 7, lang, tags=["Railways", "Water"])
        story(archive, 11, lang, slug="moved", aliases=[f"/moved/{lang}/"])
        story(archive, 12, lang, date="2021-03-04")
        story(archive, 13, lang, following=15)
        story(archive, 20, lang, following=21, tags=["Railways"], date="2022-05-06")
        story(archive, 21, lang, following=0, tags=["Fuel", "Ports"], date="2022-05-06")
        archive.remove(f"articles/{name(14, lang)}")
    archive.remove(f"articles/{name(8, 'kk')}")
    archive.write("articles/images/2.svg", image(100))
    archive.write("articles/images/21.svg", image(21))
    archive.write("static/emblem.svg", image(200))


def name(number: int, lang: str) -> str:
    return f"story-{number}.{lang}.md" if lang != "en" else f"story-{number}.md"


def story(
    archive: Archive,
    number: int,
    lang: str,
    text: str = "Text.",
    following: int | None = None,
    **fields: object,
) -> None:
    """An article about the story of its number; it shows an image and links to another one."""
    following = (number + 1) % STORIES if following is None else following
    shown = f"![Image](images/{number % IMAGES if number < STORIES else 21}.svg)"
    body = f"{shown}\n\n{text}\n\n[The next one](story-{following}.md)\n"
    given = {
        "title": f"Story {number} in {lang}",
        "date": f"2022-{1 + number % 4:02}-{1 + number // 4:02}",
        "tags": [TAGS[number % 8], TAGS[(number * 3 + 1) % 8]],
    }
    archive.write(f"articles/{name(number, lang)}", article(body, **(given | fields)))


def image(number: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><title>{number}</title></svg>\n'
