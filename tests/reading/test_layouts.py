"""The field `layout` of articles and pages, and the templates that it names."""

import pytest

from archives import CONFIG, TRILINGUAL, Archive
from kazarchive.config.content import ArticleOptions
from kazarchive.config.options import Site
from kazarchive.problems import ProblemsFound
from kazarchive.reading import person, standalone
from reading.articles import article, codes, reading, site

LAYOUTS = site(layouts=("gallery", "wide"))
FRONT = "title: T\ndate: 2022-01-05\n"


@pytest.mark.parametrize(
    ("front", "layout"),
    [("layout: wide", "wide"), ("layout: article", None), ("layout:", None), ("", None)],
)
def test_an_article_chooses_a_layout(front: str, layout: str | None) -> None:
    assert article(front, of=LAYOUTS).layout == layout


def test_an_unknown_layout_is_an_error_with_a_suggestion() -> None:
    result = reading(f"{FRONT}layout: wyde", of=LAYOUTS)
    (problem,) = result.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("K0158", 4, 9)
    assert "did you mean `wide`?" in problem.message
    assert codes(reading(f"{FRONT}layout: [wide]", of=LAYOUTS)) == ["K0158"]


def test_without_layouts_the_field_has_no_meaning() -> None:
    result = reading(f"{FRONT}layout: post")
    assert not result.problems
    assert [problem.values["field"] for problem in result.unknown] == ["layout"]
    assert article("layout: draft").draft
    assert article("layout: draft", of=LAYOUTS).draft


def test_a_page_chooses_a_layout() -> None:
    titled = Site((("", "T"),), "https://a.example/", articles=ArticleOptions(layouts=("wide",)))
    text = b"---\ntitle: A\nlayout: %s\n---\nText.\n"
    result = standalone.read(text % b"wide", "pages/a.md", titled)
    assert result.page
    assert result.page.layout == "wide"
    (problem,) = standalone.read(text % b"article", "pages/a.md", titled).problems
    assert (problem.code, problem.place.line) == ("K0158", 3)


def test_a_layout_shows_the_page_and_an_edit_of_it_reaches_only_those_that_use_its_kind(
    archive: Archive,
) -> None:
    archive.write(
        "templates/layouts/wide.html",
        '{% extends "theme/article.html" %}{% block head %}{{ super() }}<!--wide-->{% endblock %}',
    )
    archive.write("templates/layouts/plain.html", "<p>{{ title }}</p>{{ body | html }}")
    archive.article("a.md", layout="wide")
    archive.article("b.md")
    archive.write("pages/team.md", "---\ntitle: We\nlayout: plain\n---\n\nText.\n")
    archive.build_as_clean()
    assert "<!--wide-->" in archive.page("/2022/01/05/a/")
    assert "<h1>a.md</h1>" in archive.page("/2022/01/05/a/")
    assert "<!--wide-->" not in archive.page("/2022/01/05/b/")
    assert archive.page("/team/") == "<p>We</p><p>Text.</p>\n"
    archive.write("templates/layouts/wide.html", "other")
    archive.build_as_clean()
    assert archive.page("/2022/01/05/a/") == "other"
    archive.article("a.md")
    archive.build_as_clean()
    assert "<h1>a.md</h1>" in archive.page("/2022/01/05/a/")
    (archive.root / "templates/layouts/plain.html").unlink()
    with pytest.raises(ProblemsFound) as refusal:
        archive.build()
    assert [one.code for one in refusal.value.problems] == ["K0158"]


def test_a_template_extends_the_bundled_one_of_its_own_name(archive: Archive) -> None:
    for name, block in {"base.html": "canonical", "article.html": "head"}.items():
        archive.write(
            f"templates/{name}",
            f'{{% extends "theme/{name}" %}}{{% block {block} %}}{{{{ super() }}}}'
            f"<!--own {name}-->{{% endblock %}}",
        )
    archive.article("a.md")
    archive.build_as_clean()
    page = archive.page("/2022/01/05/a/")
    assert "<!--own base.html-->" in page
    assert "<!--own article.html-->" in page
    assert "<h1>a.md</h1>" in page
    assert "<!--own base.html-->" in archive.page("/tags/")


def test_params_are_given_to_templates_by_language(archive: Archive) -> None:
    archive.configure(
        TRILINGUAL + '[params]\nappeal = { en = "Write", ru = "Пишите" }\nn = 3\n'
        'offices = [{ city = "Almaty" }]\nlinks = { tg = "https://t.me/a" }\n'
    )
    archive.write(
        "templates/article.html",
        "{{ site.params.appeal }} {{ site.params.n + 1 }} {{ site.params.offices[0].city }}"
        "{% for name, url in site.params.links %} {{ name }}={{ url }}{% endfor %}"
        " {{ site.params.none is defined }} {{ site.params['n'] }}",
    )
    archive.article("a.md")
    archive.article("a.ru.md")
    archive.article("a.kk.md")
    archive.build()
    rest = "4 Almaty tg=https://t.me/a False 3"
    assert archive.page("/2022/01/05/a/") == f"Write {rest}"
    assert archive.page("/ru/2022/01/05/a/") == f"Пишите {rest}"
    assert archive.page("/kk/2022/01/05/a/") == f"Write {rest}"
    archive.write("templates/article.html", "{{ site.params.telegrm }}")
    with pytest.raises(ProblemsFound) as refusal:
        archive.build()
    assert [one.code for one in refusal.value.problems] == ["K0501"]
    archive.write("templates/article.html", "{{ site.params.n }}")
    archive.configure(CONFIG + "[params]\nn = 1\n")
    for name in ("a.ru.md", "a.kk.md"):
        archive.remove(f"articles/{name}")
    archive.build_as_clean()
    archive.configure(CONFIG + "[params]\nn = 2\n")
    archive.build_as_clean()
    assert archive.page("/2022/01/05/a/") == "2"


def test_an_author_has_none() -> None:
    titled = Site((("", "T"),), "https://a.example/", articles=ArticleOptions(layouts=("wide",)))
    (problem,) = person.read(b"---\nname: A\nlayout: wide\n---\n", "authors/a.md", titled).problems
    assert (problem.code, problem.place.line) == ("K0149", 3)
