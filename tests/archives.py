"""Tiny archives written as strings, built in this process: what the tests are made of."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest import mock

import jinja2
import pytest

from kazarchive.build import Prepared, build, prepared
from kazarchive.config import options as config_options
from kazarchive.config import reader
from kazarchive.options import Options, Report
from kazarchive.output.folder import INTERNAL, STAGING
from kazarchive.problems import Problem, ProblemsFound
from kazarchive.rendering import translations
from photos import photo

MEMORY = Path("/dev/shm")
"""For tests that make and remove folders by the thousand, where there is such a place."""

KEPT: Path | None = None
"""Where builds keep compiled templates; None: each compiles its own, if it is worth it."""

NOW = int(datetime(2022, 6, 1, tzinfo=UTC).timestamp())

CONFIG = 'title = "Test"\nbase_url = "https://archive.example/"\n'

SMALL = CONFIG + "[images]\nwidths = [40, 80]\n"
"""With sizes of images that are made at once."""

SEARCH = "[search]\nenabled = true\n"
"""What a configuration needs to have search."""

TRILINGUAL = """\
title = { en = "Archive", ru = "Архив", kk = "Мұрағат" }
base_url = "https://archive.example/base/"
languages = ["en", "ru", "kk"]
timezone = "Asia/Almaty"

[listing]
page_size = 3
front = 3

[feeds]
entries = 4
term_entries = 2

[news]
publication = "Archive News"

[hosting]
files = ["headers", "nginx", "caddy"]
"""
"""Every limit so low that a handful of articles crosses it."""


@dataclass(slots=True)
class Archive:
    """A project in a temporary folder; its output and its state stand beside it."""

    folder: Path
    now: int = NOW
    output: Path = field(init=False)
    state: Path = field(init=False)

    def __post_init__(self) -> None:
        self.output, self.state = self.folder / "public", self.folder / "state"
        self.root.mkdir(parents=True, exist_ok=True)
        if not (self.root / config_options.FILE_NAME).exists():
            self.configure(CONFIG)

    @property
    def root(self) -> Path:
        return self.folder / "project"

    # --- sources -----------------------------------------------------------------------------

    def configure(self, text: str) -> None:
        self.write(config_options.FILE_NAME, text)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a source file whole, so that it has another inode, as most editors leave it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        waiting = file.with_name(f".{file.name}.new"[:200])
        waiting.write_bytes(content.encode() if isinstance(content, str) else content)
        waiting.replace(file)

    def article(self, path: str, body: str = "Text.", /, **fields: Any) -> None:
        """Write `articles/PATH` with a title and a date, unless these are given."""
        self.write(f"articles/{path}", article(body, **({"title": path} | fields)))

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    # --- building ----------------------------------------------------------------------------

    def build(self, **options: Any) -> Report:
        return self.build_into(self.output, self.state, **options)

    def build_into(self, output: Path, state: Path, **options: Any) -> Report:
        settings: dict[str, Any] = {"reasons": True} | self._settings() | options
        site = reader.load(self.root)
        chosen = Options(output=output, state=state, shown="public", **settings)
        return build(self.root, site, chosen, lambda stage, done, total: None)

    def _settings(self) -> dict[str, Any]:
        return {"now": self.now, "jobs": 1, "cache": KEPT}

    @contextmanager
    def prepared(self, **options: Any) -> Iterator[Prepared]:
        """The first half of a build, whose catalogue stays open meanwhile."""
        settings = self._settings() | options
        chosen = Options(output=self.output, state=self.state, shown="public", **settings)
        with prepared(self.root, reader.load(self.root), chosen, lambda *_: None) as ready:
            yield ready

    def build_clean(self, **options: Any) -> tuple[Report, dict[str, bytes]]:
        """What a first build of the same sources makes, in folders of its own."""
        with self.elsewhere() as (output, state):
            return self.build_into(output, state, **options), tree(output)

    def build_as_clean(self, **options: Any) -> Report:
        """Build, and assert that the site is what a clean build makes of the same sources."""
        report = self.build(**options)
        clean, expected = self.build_clean(**options)
        stale = sorted(difference(self.tree(), expected))
        assert not stale, f"not as a clean build makes them, so `touched` overlooks them: {stale}"
        assert (report.pages, report.refused, report.hidden) == (
            clean.pages,
            clean.refused,
            clean.hidden,
        )
        return report

    @contextmanager
    def elsewhere(self) -> Iterator[tuple[Path, Path]]:
        output, state = self.folder / "clean-public", self.folder / "clean-state"
        try:
            yield output, state
        finally:
            shutil.rmtree(output, ignore_errors=True)
            shutil.rmtree(state, ignore_errors=True)

    # --- what came of it ---------------------------------------------------------------------

    def tree(self) -> dict[str, bytes]:
        return tree(self.output)

    def page(self, address: str) -> str:
        name = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        return (self.output / name).read_text("utf-8")


def article(body: str = "Text.", /, **fields: Any) -> str:
    """An article file: its front matter in the JSON that YAML also is."""
    fields = {"title": "Title", "date": "2022-01-05"} | fields
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in fields.items()
        if value is not None
    ]
    return "\n".join(["---", *lines, "---", "", body, ""])


def write_sample(archive: Archive) -> None:
    """A little of everything: three languages, terms, links whole and broken, media, drafts, news,
    pages without a date."""
    archive.configure(TRILINGUAL.replace("front = 3", "front = 3\ntimeline = 2") + SEARCH)
    links = "[b](b.md#part) [lost](b.md#none) [gone](gone.md) [tags](/tags/) ![Map](map.svg)"
    both = {"translation_key": "both", "date": "2022-01-05"}
    archive.article(
        "a.md",
        f"First [about](../pages/about.md) {links}",
        title="A",
        tags=["Fuel", "Prices"],
        authors=["Aigerim"],
        aliases=["/old/"],
        **both,
    )
    archive.article("b.md", "# Part\n\nFuel text.", title="B", tags=["Fuel"], date="2022-02-06")
    archive.article("c.md", "![](photo.png)", title="C", tags=["fuel"], date="2021-02-06")
    archive.article("same.md", title="C", date="2021-02-06")
    archive.article("a.ru.md", "Текст.", title="А", tags=["Отын"], **both)
    archive.article("a.kk.md", "Мәтін.", title="Ә", **(both | {"date": "2022-01-06"}))
    archive.article("new.md", title="New", date="2022-05-31")
    archive.article("updated.md", title="Updated", date="2022-01-07", updated="2022-07-01")
    archive.article("draft.md", title="Draft", draft=True)
    archive.article("later.md", title="Later", date="2023-01-05")
    archive.write("articles/map.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    archive.write("articles/photo.png", photo((60, 40), "PNG"))
    archive.write("articles/unused.txt", "unused")
    archive.write("static/own.txt", "own")
    archive.write("root/ads.txt", "own")
    archive.write("pages/about.md", "---\ntitle: About\n---\n\nWe: [b](../articles/b.md).\n")
    archive.write("pages/licence.md", "---\ntitle: Licence\n---\n\nFree.\n")


def refused(archive: Archive) -> tuple[Problem, ...]:
    """The problems for which an archive is not built."""
    with pytest.raises(ProblemsFound) as raised:
        archive.build()
    return raised.value.problems


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of an output folder but the marker; an empty folder shows as `name/`."""
    found: dict[str, bytes] = {}
    for path, folders, names in os.walk(folder):
        prefix = f"{path}/".removeprefix(f"{folder}/")
        if prefix == "":
            folders[:] = [name for name in folders if name != STAGING]
        if prefix and not folders and not names:
            found[prefix] = b""
        for name in names:
            if prefix + name not in INTERNAL:
                found[prefix + name] = (Path(path) / name).read_bytes()
    return found


def difference(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The files that are not the same in two trees."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@contextmanager
def compiled_once() -> Iterator[None]:
    """Every template and translation is read and compiled once for all builds of this process: most
    of the time of a small build would go there, and the code depends on nothing but the text."""
    compiled, parsed = _once(jinja2.Environment.compile), _once(jinja2.Environment.parse)
    with (
        mock.patch.object(jinja2.Environment, "compile", compiled),
        mock.patch.object(jinja2.Environment, "parse", parsed),
        mock.patch.object(translations, "compiled_po", lru_cache(256)(translations.compiled_po)),
    ):
        yield


def _once(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method of Jinja's environments that is called once for each text."""
    environments: list[jinja2.Environment] = []

    @lru_cache(maxsize=1024)
    def remembered(source: str, name: str | None, filename: str | None) -> Any:
        return method(environments[-1], source, name, filename)

    def call_or_remember(
        self: jinja2.Environment, source: str, name: str | None = None, filename: str | None = None
    ) -> Any:
        environments[:] = [self]
        return remembered(source, name, filename)

    return call_or_remember
