"""`check` finds what a build lets pass."""

import json
import re
from pathlib import Path

import pytest

from archives import CONFIG
from commands import BAD, PROBLEM, article, page, run, write
from processes import Outcome


def test_check_of_a_good_archive_finds_nothing(root: Path) -> None:
    outcome = run(root, "check")
    assert outcome == Outcome(0, "Nothing found in 1 article.\n", "")
    assert not (root / "public").exists(), "check publishes nothing"


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("[A](missing.md)", "K0401", 6),
        ("[A](b.md#nowhere)", "K0403", 6),
        ("[A](#nowhere)", "K0403", 6),
        ("Text.\n\n![A map](map.png)", "K0404", 8),
        ("![A map](../../map.png)", "K0405", 6),
        ("![](chart.svg)", "K0407", 6),
        ("[A](/2021/)", "K0408", 6),
        ("[A](/static/missing.css)", "K0408", 6),
        ("[A](/tags/missing/)", "K0408", 6),
    ],
)
def test_check_finds(root: Path, body: str, code: str, line: int) -> None:
    article(root, "cap", body)
    article(root, "b", "## Prices\n\n![A chart](chart.svg)")
    write(root / "articles/chart.svg", "<svg/>")
    outcome = run(root, "check", "--json")
    (found,) = map(json.loads, outcome.out.splitlines())
    assert {name: type(value) for name, value in found.items()} == PROBLEM
    assert (found["code"], found["path"], found["line"]) == (code, "articles/cap.md", line)
    assert (outcome.code, outcome.err) == (1, "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Chart.SVG", "articles/chart.svg"),
        ("b", "articles/b.md"),
        ("B.MD", "articles/b.md"),
        ("b.html", "articles/b.md"),
        ("b.markdown", "articles/b.md"),
        ("photo.jpeg", "articles/photo.jpg"),
        ("Maps/map.svg", "articles/maps/map.svg"),
        ("maps%5Cmap.svg", "articles/maps/map.svg"),
        ("chart%E2%80%8B.svg", "articles/chart.svg"),
        ("/2022/01/05/B/", "/2022/01/05/b/"),
        ("/2022/01/05/b", "/2022/01/05/b/"),
        ("/ABOUT", "/about/"),
        ("/feed.xml/", "/feed.xml"),
        ("/static/Map.svg", "static/map.svg"),
    ],
)
def test_check_offers_what_reads_the_same(root: Path, written: str, meant: str) -> None:
    article(root, "cap", f"[A]({written})")
    article(root, "b", "Text.")
    for name in ("articles/chart.svg", "articles/maps/map.svg", "static/map.svg"):
        write(root / name, "<svg/>")
    write(root / "articles/photo.jpg", "no photo")
    assert f"; did you mean `{meant}`?" in run(root, "check").err


def test_what_is_not_there_offers_nothing_far(root: Path) -> None:
    article(root, "cap", "[A](cup.md) [B](/2022/01/05/cup/) [C](cup.svg)")
    assert "did you mean" not in run(root, "check").err


@pytest.mark.parametrize(
    "body",
    [
        "[A](b.md#prices)",
        "[A](b.md)",
        "A note.[^1]\n\n[^1]: The note.",
        "[A](/2022/) [B](/2022/01/05/b/#prices) [C](/tags/fuel/) [D](/feed.xml) [E](/)",
        "[A](/static/style.css)",
        "[A](https://example.org/missing) <mailto:a@example.org>",
    ],
)
def test_check_lets_good_links_pass(root: Path, body: str) -> None:
    article(root, "cap", body)
    article(root, "b", "## Prices\n")
    assert run(root, "check").code == 0


def test_check_finds_what_only_the_whole_archive_shows(root: Path) -> None:
    write(root / "kazarchive.toml", CONFIG + 'languages = ["en", "ru"]\n')
    article(root, "a")
    article(root, "a.ru", date="2022-01-06")
    same = "---\ntitle: Same\ndate: 2022-01-05\ntranslation_key: same\n---\n"
    write(root / "articles/x.md", same)
    write(root / "articles/y.md", same)
    write(root / "articles/unused.svg", "<svg/>")
    outcome = run(root, "check")
    codes = re.findall(r"^warning\[(K\d{4})\]", outcome.err, re.MULTILINE)
    assert sorted(codes) == ["K0901", "K0902", "K0903", "K0904"]
    assert outcome.out == "4 findings in 5 articles.\n"
    assert outcome.code == 1


def test_check_looks_over_the_good_articles_and_tells_the_others(root: Path) -> None:
    write(root / "articles/b.md", BAD)
    article(root, "cap", "![](https://example.org/a.png)")
    outcome = run(root, "check")
    assert outcome.code == 1
    assert "error[K0101]" in outcome.err
    assert "warning[K0407]" in outcome.err


def test_a_suffix_is_told_until_the_site_has_the_language(root: Path) -> None:
    article(root, "cap.ru")
    assert "warning[K0118]: the suffix `.ru`" in run(root, "build").err
    assert page(root, "2022/01/05/cap-ru").is_file()
    assert "warning[K0118]" in run(root, "build").err
    assert "warning[K0118]" in run(root, "check").out + run(root, "check").err
    write(root / "kazarchive.toml", CONFIG + 'languages = ["en", "ru"]\n')
    assert "K0118" not in run(root, "build").err
    assert page(root, "ru/2022/01/05/cap").is_file()


def test_an_article_with_an_error_says_nothing_of_its_suffix(root: Path) -> None:
    write(root / "articles/b.ru.md", "---\ntitle: B\ndate: 2022-02-30\n---\n")
    outcome = run(root, "build")
    assert outcome.code == 1
    assert "error[K0103]" in outcome.err
    assert "K0118" not in outcome.err


def test_an_index_without_terms_does_not_say_that_there_are_no_articles(built: Path) -> None:
    shown = page(built, "authors").read_text("utf-8")
    assert "There is nothing here yet." in shown
    assert "no articles" not in shown
