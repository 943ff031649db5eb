"""Whoever asks while files are written sees one version or another of each page, whole."""

import hashlib
import random
import re
import threading
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from archives import Archive, article
from kazarchive.answers import Page
from kazarchive.config import reader as config_reader
from kazarchive.problems import ProblemsFound
from kazarchive.reading import theme_files
from kazarchive.rendering.theme import Theme
from preview import previews
from preview.previews import Answer

ARTICLES = 12
ADDRESSES = ["/", "/2022/", "/2022/01/", "/tags/fuel/", "/feed.xml", "/static/own.css"]
BANNER = "{# " + "a long remark " * 2_000 + "#}<p>version VERSION</p>"
FEED_END, PAGE_END = "</feed>\n", "</html>\n"


def written(version: int, number: int) -> str:
    text = f"version-{version} begins. {'word ' * 2_000} version-{version} ends."
    return article(text, title=f"Article {number} v{version}", tags=["Fuel"])


class Writer:
    """Writes new versions, now as editors that save a new file, now in place."""

    def __init__(self, root: Path) -> None:
        self._root, self._chance, self._version = root, random.Random(7), 0

    def save_all(self, updates: int) -> None:
        for _ in range(updates):
            self.save()
            time.sleep(0.05)

    def save(self) -> None:
        self._version += 1
        where, content = self._chosen()
        file = self._root / where
        if self._chance.random() < 0.5:
            previews.in_place(file, content)
        else:
            waiting = file.with_name(f".{file.name}.new")
            waiting.write_text(content, "utf-8")
            waiting.replace(file)

    def _chosen(self) -> tuple[str, str]:
        if self._version % 5 == 0:
            return "templates/colophon.html", BANNER.replace("VERSION", str(self._version))
        number = self._chance.randrange(ARTICLES)
        return f"articles/2022/a{number}.md", written(self._version, number)


def is_whole(address: str, answer: Answer) -> bool:
    """Whether a page is one that was written, from its beginning to its end."""
    assert answer.status == 200, f"{address}: {answer.status}: {answer.text[-2_000:]}"
    if address.endswith(".css"):
        return answer.text == "p {}"
    text = answer.text
    if address.endswith(".xml"):
        return text.endswith(FEED_END)
    begun, ended = (re.findall(rf"version-(\d+) {word}", text) for word in ("begins", "ends"))
    one = len(ended) == 1 and set(begun) == set(ended) if "/a" in address else bool(begun)
    return one and text.endswith(PAGE_END) and len(re.findall(r"version \d+</p>", text)) == 1


def test_no_page_is_torn_while_files_are_written(
    archive: Archive, long: bool, tally: Callable[[str], None]
) -> None:
    for number in range(ARTICLES):
        archive.write(f"articles/2022/a{number}.md", written(0, number))
    archive.write("templates/colophon.html", BANNER.replace("VERSION", "0"))
    archive.write("static/own.css", "p {}")
    addresses = [*ADDRESSES, *(f"/2022/01/05/a{number}/" for number in range(ARTICLES))]
    updates, requests = (50, 10_000) if long else (20, 1_200)
    writer, torn, wrong = Writer(archive.root), [], []

    with previews.running(archive.root) as running:

        def read(part: int) -> None:
            chance = random.Random(part)
            with running.connection() as one:
                for _ in range(requests // 4):
                    address = chance.choice(addresses)
                    try:
                        if not is_whole(address, answer := one.get(address)):
                            torn.append((address, answer.text))
                    except AssertionError as error:
                        wrong.append(error)

        # A process, as threads would keep it from filling a file that it has just cut.
        saving = get_context("fork").Process(target=writer.save_all, args=(updates,))
        saving.start()
        readers = [threading.Thread(target=read, args=(part,)) for part in range(4)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        saving.join()
        assert saving.exitcode == 0
        assert not wrong, f"{len(wrong)}: {wrong[0]}"
        assert not torn, f"{len(torn)}: {torn[0][0]} {torn[0][1][-300:]}"
        assert "Traceback" not in running.said()
    tally(
        f"{requests:,} requests during {updates} updates: 0 torn pages, 0 false 404,"
        " 0 five-hundreds"
    )


@pytest.mark.parametrize("way", ["saved", "in place"])
def test_a_page_that_nobody_has_seen_may_be_asked_for_right_after_it_was_saved(
    archive: Archive, way: str
) -> None:
    """Before the system has told that the file changed."""
    for number in range(ARTICLES):
        archive.write(f"articles/2022/a{number}.md", written(0, number))
    with previews.running(archive.root) as first:
        first.end()
    with previews.running(archive.root) as running, running.connection() as one:
        for number in range(ARTICLES):
            file = archive.root / f"articles/2022/a{number}.md"
            if way == "saved":
                archive.write(f"articles/2022/a{number}.md", written(1, number))
            else:
                previews.in_place(file, written(1, number))
            answer = one.get(f"/2022/01/05/a{number}/")
            assert answer.status == 200
            assert "version-1 ends" in answer.text


def test_a_template_is_used_as_it_was_recorded_or_not_at_all(archive: Archive) -> None:
    """One that is just being written may be half there."""
    archive.write("templates/404.txt", "whole")
    file, site = archive.root / "templates/404.txt", config_reader.load(archive.root)
    known = {file: hashlib.sha256(b"whole").hexdigest()}
    page = Page(address="/", template="404.txt", lang="en")

    def shown() -> str:
        layers = theme_files.template_layers(archive.root)
        return Theme(site, layers, lambda body, draw: "", None, known).render(page)

    assert shown() == "whole"
    previews.in_place(file, "who")
    with pytest.raises(ProblemsFound) as found:
        shown()
    assert [(one.code, one.place.path) for one in found.value.problems] == [
        ("K0304", "templates/404.txt")
    ]
