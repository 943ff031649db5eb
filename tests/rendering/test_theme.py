"""The theme: interface text in three languages, and what templates depend on."""

import gc
from datetime import date
from pathlib import Path

import pytest

from archives import CONFIG, Archive
from kazarchive.answers import Page
from kazarchive.problems import ProblemsFound
from kazarchive.rendering.theme import PIECES, Theme
from rendering.theming import ROOT, SITE


def test_a_template_depends_on_all_it_is_made_of(theme: Theme) -> None:
    assert {"base.html", "sections.html", "links.html", "colophon.html"} <= theme.closure(
        "article.html"
    )
    assert {"entries.html", "entry.html", "day.html"} <= theme.closure("listing.html")
    assert "feedentry.xml" in theme.closure("feed.xml")
    assert "feedentry.xml" not in theme.closure("article.html")
    assert {"calendar.html", "weekdays.html", "chart.html"} <= theme.closure("listing.html")
    assert set(PIECES.values()) == {
        "entry.html",
        "named.html",
        "lineentry.html",
        "day.html",
        "feedentry.xml",
    }


def test_a_page_leaves_nothing_for_the_garbage_collector(tmp_path: Path) -> None:
    (tmp_path / "shared.html").write_text(
        "{% macro shown(text) %}{{ text }}{{ page.lang }}{% endmacro %}"
    )
    (tmp_path / "page.html").write_text(
        '{% from "shared.html" import shown with context %}'
        "{% macro own(text) %}{{ shown(text) }}{% endmacro %}{{ own(page.address) }}"
    )
    theme = Theme(SITE, [tmp_path], lambda body, draw: "")
    page = Page(address="/a/", template="page.html", lang="en")
    theme.render(page)
    gc.collect()
    gc.disable()
    try:
        assert theme.render(page) == "/a/en"
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_piece_is_the_same_on_every_page(tmp_path: Path) -> None:
    (tmp_path / "day.html").write_text(
        '{% set mark = "*" %}{% macro inner() %}{{ mark }}{% endmacro %}'
        "{% macro piece(day, form) %}{{ inner() }}{{ day.year }}{% endmacro %}"
    )
    (tmp_path / "page.html").write_text("{{ day | dated }}")
    theme = Theme(SITE, [tmp_path], lambda body, draw: "")
    for year in (2021, 2022):
        shown = {"day": date(year, 1, 5)}
        page = Page(address="/a/", template="page.html", lang="en", context=shown)
        assert theme.render(page) == f"*{year}"


def test_pieces_of_a_tuple_stand_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "day.html").write_text(
        "{% macro piece(day, form) %}{{ form }}{{ day.day }}{% endmacro %}"
    )
    (tmp_path / "page.html").write_text('{{ days | dated("<") }}')
    theme = Theme(SITE, [tmp_path], lambda body, draw: "")
    days = tuple(date(2022, 1, day) for day in (5, 6, 5))
    page = Page(address="/a/", template="page.html", lang="en", context={"days": days})
    assert theme.render(page) == "&lt;5\n&lt;6\n&lt;5"


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("name", ["base.html", "entry.html", "feed.json", "policy.txt"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "windows-1251"])
def test_a_template_of_another_encoding_is_named_itself(
    archive: Archive, first: bool, name: str, encoding: str
) -> None:
    archive.configure(f'{CONFIG}[hosting]\nfiles = ["headers"]\n')
    archive.article("2022-01-05-a.md")
    if not first:
        archive.build()
    archive.write(f"templates/{name}", "\n\u0451".encode(encoding) + b"\xff\xff")
    with pytest.raises(ProblemsFound) as found:
        archive.build()
    assert {(one.code, one.place.path) for one in found.value.problems} == {
        ("K0120", f"templates/{name}")
    }


def test_a_byte_order_mark_of_a_template_or_a_translation_is_not_published(
    archive: Archive,
) -> None:
    archive.article("2022-01-05-a.md")
    page = (ROOT / "templates/base.html").read_bytes()
    archive.write("templates/base.html", b"\xef\xbb\xbf" + page)
    archive.write("templates/feed.json", b'\xef\xbb\xbf{"title": {{ "Search" | tojson }}}')
    archive.write("templates/locale/en.po", b'\xef\xbb\xbfmsgid "Archive"\nmsgstr "Stock"\n')
    archive.build()
    assert archive.page("/").startswith("<!doctype html>")
    assert archive.page("feed.json") == '{"title": "Search"}'
