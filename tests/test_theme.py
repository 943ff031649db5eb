"""The theme: interface text in three languages, and what templates depend on."""

import gc
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from archives import CONFIG, Archive
from kazarchive.config.options import Site
from kazarchive.problems import ProblemsFound
from kazarchive.reading.theme_files import template_layers
from kazarchive.rendering.theme import PIECES, Theme
from kazarchive.values import Page

ROOT = Path(__file__).parent.parent
SITE = Site((("", "T"),), "https://archive.example/", ("en", "ru", "kk"), "Asia/Almaty")


PAGE = Page(address="/404.html", template="notfound.html", lang="en", context={"ways": ()})


def theme_with(cache: Path, site: Site = SITE) -> Theme:
    return Theme(site, template_layers(ROOT), lambda body, draw: "", cache)


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme(SITE, template_layers(ROOT), lambda body, draw: "")


@pytest.mark.parametrize(
    ("lang", "n", "written"),
    [
        ("en", 0, "0 articles"),
        ("en", 1, "1 article"),
        ("ru", 1, "1 статья"),
        ("ru", 2, "2 статьи"),
        ("ru", 5, "5 статей"),
        ("ru", 11, "11 статей"),
        ("ru", 21, "21 статья"),
        ("ru", 112, "112 статей"),
        ("kk", 1, "1 мақала"),
        ("kk", 5, "5 мақала"),
        ("kk", 21, "21 мақала"),
    ],
)
def test_articles_are_counted_as_each_language_does(
    theme: Theme, lang: str, n: int, written: str
) -> None:
    counted = theme.functions(lang)["ngettext"]("%(n)s article", "%(n)s articles", n)
    assert counted == written


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


def test_compiled_templates_are_kept_where_nobody_else_may_write(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = theme_with(cache).render(PAGE)
    files = sorted(cache.iterdir())
    assert files
    assert cache.stat().st_mode & 0o777 == 0o700
    before = [file.stat().st_mtime_ns for file in files]
    assert theme_with(cache).render(PAGE) == first
    assert [file.stat().st_mtime_ns for file in files] == before


@pytest.mark.parametrize("damage", [b"", b"\0" * 99, b"j2", None])
def test_damaged_compiled_templates_are_compiled_again(
    tmp_path: Path, damage: bytes | None
) -> None:
    cache = tmp_path / "cache"
    first = theme_with(cache).render(PAGE)
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes()[:99] if damage is None else damage)
    assert theme_with(cache).render(PAGE) == first


def test_a_folder_that_others_may_write_to_keeps_no_compiled_templates(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    theme_with(tmp_path).render(PAGE)
    assert not list(tmp_path.iterdir())


def test_sites_share_compiled_templates_and_nothing_else(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    below = replace(SITE, base_url="https://other.example/below/")
    assert 'href="/static/style.css"' in theme_with(cache).render(PAGE)
    files = sorted(cache.glob("*.cache"))
    assert files
    assert 'href="/below/static/style.css"' in theme_with(cache, below).render(PAGE)
    assert sorted(cache.glob("*.cache")) == files


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
