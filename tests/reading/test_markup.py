"""Markdown → HTML: what both engines must do alike, and what no engine may let through."""

import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kazarchive.config.checks import EXTENSIONS
from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import ProblemsFound
from kazarchive.reading import markup
from kazarchive.rules import html
from reading.engines import ENGINES


def rendered(body: str, engine: str, lang: str = "en", html: str = "sanitize") -> str:
    return markup.rendering(body, MarkdownOptions(engine, (), html), lang, "articles/a.md").html


def safe(body: str, engine: str, html: str = "sanitize") -> str:
    return rendered(body, engine, "en", html)


def shape(html: str) -> str:
    """Without what HTML does not care for."""
    return re.sub(r">\s+<", "><", html.strip())


def test_there_are_these_engines() -> None:
    assert sorted(markup.ENGINES) == ENGINES


# --- what an article is written with ------------------------------------------------------------


def test_paragraphs_emphasis_links_and_images(engine: str) -> None:
    whole = rendered("One *two* **three** `four`\n[five](x.md).\n\n![A map](map.svg)", engine)
    assert "<em>two</em> <strong>three</strong> <code>four</code>" in whole
    assert '<a href="x.md">five</a>' in whole
    image = re.search(r"<img [^>]*>", whole)
    assert image is not None
    assert 'src="map.svg"' in image[0]
    assert 'alt="A map"' in image[0]


def test_tables_keep_their_alignment(engine: str) -> None:
    whole = shape(safe("| A | B |\n|---|--:|\n| 1 | 2 |\n", engine))
    assert "<table><thead><tr><th>A</th>" in whole
    assert '<td class="align-right">2</td>' in whole


def test_fenced_code_is_shown_as_it_is(engine: str) -> None:
    whole = rendered("```\nif a < b & c:\n    {{ d }}\n```\n", engine)
    assert "if a &lt; b &amp; c:\n    {{ d }}\n" in whole


def test_footnotes_lead_there_and_back(engine: str) -> None:
    whole = safe("One[^b] two[^a] again[^b].\n\n[^a]: Note A.\n\n[^b]: Note **B**.\n", engine)
    targets = set(re.findall(r'href="#([^"]+)"', whole))
    ids = re.findall(r'id="([^"]+)"', whole)
    assert len(targets) >= 4
    assert targets <= set(ids)
    assert len(ids) == len(set(ids))
    assert "Note <strong>B</strong>." in whole


def test_a_footnote_that_nothing_leads_to_leads_nowhere(engine: str) -> None:
    whole = safe("One[^a].\n\n[^a]: Note A.\n\n[^b]: Note B.\n", engine)
    assert set(re.findall(r'href="#([^"]+)"', whole)) <= set(re.findall(r'id="([^"]+)"', whole))
    assert "Note B." in whole
    assert whole.count("↩") == 1


def test_the_case_of_a_footnote_does_not_count_in_commonmark() -> None:
    whole = safe("One[^Note] two[^NOTE].\n\n[^note]: A.\n", "commonmark")
    assert whole.count('href="#fn-1"') == 2


@pytest.mark.parametrize(
    ("lang", "heading", "id"),
    [
        ("en", "Fuel prices", "fuel-prices"),
        ("en", "Fuel *prices* & `taxes`", "fuel-prices-taxes"),
        ("ru", "Цены на ёлки", "tseny-na-yolki"),
        ("kk", "Қазақстан әңгімесі", "qazaqstan-angimesi"),
    ],
)
def test_headings_have_ids_by_the_rule_of_slugs(
    engine: str, lang: str, heading: str, id: str
) -> None:
    assert f'<h2 id="{id}">' in rendered(f"## {heading}\n", engine, lang)


def test_headings_stand_below_that_of_the_page(engine: str) -> None:
    whole = rendered("# One\n\n## Two\n\n###### Six\n", engine)
    assert re.findall(r"<h(\d)", whole) == ["2", "3", "6"]


def test_equal_headings_have_different_ids(engine: str) -> None:
    whole = rendered("## A\n\n## A\n\n## A\n", engine)
    assert re.findall(r'id="([^"]+)"', whole) == ["a", "a-2", "a-3"]


@pytest.mark.parametrize(
    "written",
    [
        "{{ config.secret }}",
        "{% include 'x' %}",
        "{{< figure >}}",
        "{# no #}",
        "{{{ a }}}",
        "{% raw %}",
    ],
)
def test_what_template_languages_write_appears_literally(engine: str, written: str) -> None:
    whole = safe(f"Before {written} after.\n\n## A {written}\n", engine)
    shown = re.sub(r"&lt;", "<", re.sub(r"&gt;", ">", re.sub(r"[‘’]|&#x?27;", "'", whole)))
    assert shown.count(written) == 2


def test_unicode_is_composed_and_control_characters_vanish(engine: str) -> None:
    assert "<p>Caf\u00e9 ok</p>" in rendered("Cafe\u0301 \x01ok\u202e\n", engine)


def test_an_empty_body_is_nothing(engine: str) -> None:
    assert rendered("", engine).strip() == ""


def test_the_same_text_gives_the_same_html_again(engine: str) -> None:
    body = "One[^1] [two].\n\n[^1]: Note.\n\n[two]: https://example.org/\n"
    first = rendered(body, engine)
    rendered("Other[^1].\n\n[^1]: Other.\n\n[two]: https://other.example/\n", engine)
    assert rendered(body, engine) == first


@pytest.mark.parametrize("extension", sorted(EXTENSIONS))
def test_every_extension_that_may_be_named_works(extension: str) -> None:
    options = MarkdownOptions("python-markdown", (extension,))
    assert "<strong>b</strong>" in markup.rendering("a **b**\n", options, "en", "a.md").html


def test_extensions_do_what_they_say() -> None:
    options = MarkdownOptions("python-markdown", ("def_list", "abbr"))
    whole = markup.rendering(
        "LPG\n:   A gas\n\n*[LPG]: Liquefied gas\n", options, "en", "a.md"
    ).html
    assert "<dl>" in whole
    assert '<abbr title="Liquefied gas">LPG</abbr>' in whole


# --- raw HTML -----------------------------------------------------------------------------------

RAW = 'A <b title="t">bold</b> <script>alert(1)</script> word.\n\n<div onclick="x()">Block</div>\n'


def test_raw_html_is_sanitized(engine: str) -> None:
    whole = safe(RAW, engine)
    assert '<b title="t">bold</b>' in whole
    assert "Block" in whole
    for harm in ("script", "alert", "onclick"):
        assert harm not in whole


def test_raw_html_is_escaped(engine: str) -> None:
    whole = safe(RAW, engine, "escape")
    assert '&lt;b title="t"' in whole.replace("&quot;", '"')
    assert "&lt;script" in whole
    assert "&lt;div onclick" in whole
    assert "<script" not in whole
    assert "<div" not in whole


def test_raw_html_is_trusted(engine: str) -> None:
    whole = safe(RAW, engine, "trust")
    assert "<script>alert(1)</script>" in whole
    assert '<div onclick="x()">Block</div>' in whole


def test_html_is_canonical_before_anything_looks_at_it(engine: str) -> None:
    whole = rendered("<A HREF='a.md'>a</A> <IMG Src=b.svg>\n\n<H2 ID='own'>Two</H2>\n", engine)
    assert html.urls(whole) == [("a.md", False), ("b.svg", True)]
    assert html.images_without_alt(whole) == ["b.svg"]
    assert html.ids(whole) == ("own",)


@pytest.mark.parametrize("html", ["sanitize", "escape"])
@pytest.mark.parametrize(
    "body",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](  javascript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](java\tscript:alert(1))",
        "[a](vbscript:x) ![a](data:text/html,<script>)",
        "<javascript:alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "<iframe src=//evil.example></iframe>",
        '<a href="javascript:alert(1)">a</a>',
        "<style>*{display:none}</style>",
        '<p style="position:fixed">a</p>',
        "<form action=//evil.example><input name=a></form>",
        "<meta http-equiv=refresh content=0>",
        "<base href=//evil.example>",
        '![a" onerror="alert(1)](x.png)',
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<!--><script>alert(1)</script>-->",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    ],
)
def test_nothing_harmful_comes_through(engine: str, html: str, body: str) -> None:
    whole = safe(body, engine, html)
    tags = re.findall(r"<[a-zA-Z][^>]*>", whole)
    for tag in tags:
        assert not re.match(r"<(script|style|iframe|form|meta|base|svg|math|link|object)\b", tag)
        assert not re.search(r"\son\w+\s*=(?=[^\"]*(?:\"[^\"]*\"[^\"]*)*$)", tag), tag
        assert not re.search(r'(href|src)="\s*(java|vb)script', tag, re.IGNORECASE)
        assert "style=" not in tag


# --- hostile text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "<![x",
        "<![CDATA[ a",
        "<!DOCTYPE [",
        "<?php",
        "&#xD800; &#99999999999; &#0;",
        "[^1]\n\n[^1]: [^1]",
        "[^1]\n\n[^1]: A\n\n[^1]: B",
        "*a **b " * 1_000,
        "[a](" * 1_000,
        "![a][" * 1_000,
        "`" * 5_000,
        "> " * 500 + "a",
        "<div>\n" * 500,
        "|" * 2_000 + "\n" + "|-" * 1_000,
        "\\" * 3_001,
        "# " * 1_000,
    ],
    ids=lambda body: body[:12],
)
def test_hostile_text_is_rendered_in_little_time(engine: str, body: str) -> None:
    began = time.process_time()
    rendered(body, engine)
    assert time.process_time() - began < 2


def test_an_engine_that_fails_is_told_with_the_article() -> None:
    with pytest.raises(ProblemsFound) as found:
        rendered("- " * 600 + "a", "python-markdown")
    (problem,) = found.value.problems
    assert (problem.code, problem.place.path) == ("K0406", "articles/a.md")
    assert "RecursionError" in problem.message
    assert "<li>" in rendered("- " * 600 + "a", "commonmark")


def test_an_engine_that_has_failed_renders_the_next_article_as_ever() -> None:
    body = "- a\n- b\n\n[^1]\n\n[^1]: c\n"
    before = rendered(body, "python-markdown")
    for _ in range(2):
        with pytest.raises(ProblemsFound, match="K0406"):
            rendered("- " * 600 + "a", "python-markdown")
        assert rendered(body, "python-markdown") == before


def test_an_engine_that_works_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "SECONDS", 0.3)
    before = signal.getsignal(signal.SIGPROF)
    began = time.process_time()
    with pytest.raises(ProblemsFound) as found:
        rendered("[a" * 20_000, "python-markdown")
    assert 0.2 < time.process_time() - began < 2
    (problem,) = found.value.problems
    assert (problem.code, problem.place.path) == ("K0409", "articles/a.md")
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert rendered("a", "python-markdown") == "<p>a</p>"


def test_outside_of_the_main_thread_there_is_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "SECONDS", 0.001)
    with ThreadPoolExecutor(1) as threads:
        assert "<p>" in threads.submit(rendered, "[a" * 300, "python-markdown").result()


def test_prose_stays_far_below_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "SECONDS", 1)
    sentence = "A sentence with a *word* and [a link](b.md), and another one of common length. "
    whole = rendered(f"{sentence * 4}\n\n" * 1_000, "python-markdown")
    assert whole.count("<em>") == 4_000


@pytest.mark.parametrize("mode", ["sanitize", "escape", "trust"])
@pytest.mark.parametrize("written", ["%EF%B7%90", "%EF%B7%91", "%EF%B7%A0", "%ef%b7%90"])
@pytest.mark.parametrize(
    "around", ["[x](/tags/{}/) <i", "`{}` <div", "<div\n\n[x](/{}/)", "**«a»**b [x](/{}/) <b>c</b>"]
)
def test_a_noncharacter_in_a_url_stays_as_it_is_written(
    engine: str, mode: str, written: str, around: str
) -> None:
    assert written in safe(f"a {around.format(written)}\n", engine, mode)


def test_a_tag_in_a_url_beside_a_noncharacter_stays_a_tag(engine: str) -> None:
    whole = safe("[x](a%EF%B7%90<div)\n", engine)
    assert "a%EF%B7%90%3Cdiv" in whole.replace("&lt;", "%3C").replace("<div", "%3Cdiv")


def test_a_quotation_ends_with_its_source(engine: str) -> None:
    html = shape(rendered("> The text.\n>\n> — *Абай*\n", engine))
    assert html.endswith("<footer>— <cite><em>Абай</em></cite></footer></blockquote>")
    html = shape(rendered("> The text.\n> -- [Name](a.md)\n", engine))
    assert html.endswith('<footer>— <cite><a href="a.md">Name</a></cite></footer></blockquote>')


def test_quotation_marks_are_those_of_the_language_on_demand(engine: str) -> None:
    text = 'Он: "да", `"нет"` [a](b.md "c")\n\n> "Слово"\n> — "Имя" Фамилия\n'
    options = MarkdownOptions(engine, quotes=True)
    html = markup.rendering(text, options, "ru", "a.md").html
    assert 'Он: «да», <code>"нет"</code>' in html
    assert 'title="c"' in html
    assert "<cite>«Имя» Фамилия</cite>" in html
    assert "«" not in rendered(text, engine, "ru")
