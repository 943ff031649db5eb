"""Specialised templates: the same site, the same errors, and kept for the next build."""

from pathlib import Path

import pytest

from archives import Archive, difference
from errors.golden import CASES, expected, perform, steps
from errors.situations import SITUATIONS
from kazarchive.answers import Page
from kazarchive.config.options import Site
from kazarchive.options import PlainTemplate
from kazarchive.pages import KINDS
from kazarchive.reading.theme_files import template_layers
from kazarchive.rendering import specialised
from kazarchive.rendering.theme import Theme

ROOT = Path(__file__).parents[2]
SITE = Site((("", "T"),), "https://archive.example/", ("en", "ru", "kk"), "Asia/Almaty")
ALWAYS, NEVER = 0, None


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specialised, "WORTHWHILE", ALWAYS)


def theme(cache: Path | None = None, layers: tuple[Path, ...] | None = None) -> Theme:
    return Theme(SITE, layers or template_layers(ROOT), lambda body, draw: "", cache)


def not_found(address: str = "/404.html") -> Page:
    return Page(address=address, template="notfound.html", lang="en", context={"ways": ()})


def test_a_specialised_site_is_the_one_that_jinja_renders(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(8):
        for lang in ("en", "ru", "kk"):
            trilingual.article(
                f"2022/a{n}.{lang}.md",
                f"Text & <b>more</b> {n}.\n\n![Alt](https://archive.example/x.png)",
                title=f"Title <{n}> & more",
                date=f"202{n % 3}-01-0{n + 1}",
                tags=["Budget", "<Tag>"],
                authors=["A. Author"],
            )
    trees = []
    for worthwhile in (NEVER, ALWAYS):
        monkeypatch.setattr(specialised, "WORTHWHILE", worthwhile)
        _, tree = trilingual.build_clean()
        trees.append(tree)
    assert len(trees[0]) > 100
    assert not difference(*trees)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("file", sorted(CASES.glob("K050*.txt")), ids=lambda file: file.stem)
def test_an_error_is_placed_as_jinja_places_it(file: Path, tmp_path: Path) -> None:
    case = steps(file.read_text("utf-8"))
    assert perform(case, tmp_path, SITUATIONS) == expected(case)


def test_every_bundled_template_can_be_specialised() -> None:
    names = {name for kind in KINDS for name in kind.templates if name.endswith(".html")}
    assert len(names) > 9
    for lang in SITE.languages:
        assert not [left for name in names if (left := theme().why_plain(name, lang))]


def test_a_template_that_is_left_to_jinja_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "notfound.html").write_text("\n{% filter upper %}a{% endfilter %}", "utf-8")
    left = theme(layers=(tmp_path,)).why_plain("notfound.html", "en")
    assert left == PlainTemplate("notfound.html", 2, "it uses `{% filter %}`")


def test_a_few_pages_are_rendered_by_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specialised, "WORTHWHILE", 3)
    made = theme()
    pages = made.specialised("en")
    assert [pages.page(not_found()) is None for _ in range(5)] == [True, True, True, False, False]


def test_what_was_specialised_is_there_for_the_first_page_of_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(specialised, "WORTHWHILE", 1)
    first = theme(tmp_path).specialised("en")
    assert first.page(not_found()) is None
    text = first.page(not_found())
    assert text
    assert theme(tmp_path).specialised("en").page(not_found()) == text


@pytest.mark.parametrize(
    ("own", "used"),
    [
        ("{{ entries | map('listed') }}", "entry.html"),
        ("{{ entries | map(way) }}", "*"),
        ("{% set part = fragment %}", "*"),
    ],
)
def test_the_templates_of_a_filter_or_a_fragment_are_known_however_it_is_called(
    tmp_path: Path, own: str, used: str
) -> None:
    (tmp_path / "own.html").write_text(own, "utf-8")
    assert used in theme(layers=(tmp_path,)).closure("own.html")


@pytest.mark.parametrize("changed", ["sections.html", "locale/en.po", "locale/de.po"])
def test_what_was_specialised_is_not_used_once_a_fragment_or_a_word_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    own = tmp_path / "templates"
    (own / "locale").mkdir(parents=True)
    layers = (own, *template_layers(ROOT))
    monkeypatch.setattr(specialised, "WORTHWHILE", 1)
    first = theme(tmp_path / "cache", layers).specialised("en")
    first.page(not_found())
    assert first.page(not_found())
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    (own / "colophon.html").write_text("{{ translated('de', 'Skip to the content') }}", "utf-8")
    texts = {
        "sections.html": "<p>Own</p>",
        "locale/en.po": f'{po}\nmsgid "Skip to the content"\nmsgstr "Own"\n',
        "locale/de.po": f'{po}\nmsgid "Skip to the content"\nmsgstr "Own"\n',
    }
    (own / changed).write_text(texts[changed], "utf-8")
    second = theme(tmp_path / "cache", layers).specialised("en")
    assert second.page(not_found()) is None
    assert "Own" in (second.page(not_found()) or "")


@pytest.mark.parametrize(
    "colophon",
    [
        '{% include page.lang ~ ".html" %}',
        '{% set part = fragment %}{{ part("en.html") }}',
    ],
)
def test_what_shows_a_template_that_is_named_at_run_time_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colophon: str
) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    layers = (own, *template_layers(ROOT))
    (own / "colophon.html").write_text(colophon, "utf-8")
    (own / "en.html").write_text("<p>Own</p>", "utf-8")
    monkeypatch.setattr(specialised, "WORTHWHILE", 1)
    first = theme(tmp_path / "cache", layers).specialised("en")
    first.page(not_found())
    assert "Own" in (first.page(not_found()) or "")
    assert theme(tmp_path / "cache", layers).specialised("en").page(not_found()) is None


def test_a_build_can_name_the_templates_that_jinja_renders(trilingual: Archive) -> None:
    trilingual.article("2022/a.en.md", title="A", date="2022-01-05")
    assert trilingual.build(plain_templates=True).plain_templates == ()
    trilingual.write("templates/article.html", "{% filter trim %}x{% endfilter %}")
    reason = PlainTemplate("article.html", 1, "it uses `{% filter %}`")
    assert trilingual.build(plain_templates=True).plain_templates == (reason,)
    assert trilingual.build(plain_templates=True).plain_templates == ()
