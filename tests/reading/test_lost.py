"""Text that raw HTML would swallow: it is shown, or what is lost is told with its place."""

import pytest

from archives import Archive
from kazarchive.config.options import Site
from kazarchive.problems import WORDINGS
from reading.engines import found, rendered, site_of


def test_what_follows_an_open_comment_is_looked_at(engine: str, archive: Archive) -> None:
    told = found(site_of(archive, engine), "One <!-- two\n\nText <center>three</center>\n")
    assert [(one.code, one.place.line) for one in told] == [("K0420", 5), ("K0416", 7)]


@pytest.mark.parametrize(
    ("body", "code", "line", "column"),
    [
        ("A.\n\nB <!-- c\n\nD.", "K0420", 7, 3),
        ("A <!-- b - ->\n\nC.", "K0421", 5, 10),
        ("<!-- a\n\nB.\n\n<!-- c -->", "K0422", 5, 1),
        ("A <script> b </script> c", "K0423", 5, 3),
        ("A.\n\n<style>\n\nText.\n\n</style>", "K0423", 7, 1),
        ("<template>A word</template>", "K0423", 5, 1),
        ("A <font color=red>b</font>", "K0416", 5, 3),
        ("<table><tr><td bgcolor='red'>1</td></tr></table>", "K0425", 5, 16),
        ("<p style='color: red'>a</p>", "K0425", 5, 4),
        ('<a href="b.html" rel="me">a</a>', "K0425", 5, 18),
        ("<ol type='x'><li>a</li></ol>", "K0425", 5, 5),
    ],
)
def test_the_build_tells_what_is_lost(
    archive: Archive, engine: str, body: str, code: str, line: int, column: int
) -> None:
    told = [one for one in found(site_of(archive, engine), body) if one.code == code]
    assert [(one.place.line, one.place.column) for one in told] == [(line, column)]
    assert WORDINGS[code].told != "check"


def test_a_fence_that_is_not_closed_is_told(archive: Archive) -> None:
    site = site_of(archive, "commonmark")
    for body in (
        "A.\n\n```\ncode\n\nText.",
        "A.\n\n```\ncode\n~~~\n",
        "- a\n\n  ```\n  b\n\nText.",
    ):
        assert [(one.code, one.place.line) for one in found(site, body)] == [("K0424", 7)]
    for body in (
        "```\na\n```\n",
        "~~~~ a\n```\n~~~~\n",
        "> ```\n> a\n> ```\n",
        "- ```\n  a\n  ````\n",
    ):
        assert found(site, body) == []


@pytest.mark.parametrize(
    "body",
    [
        "![The square](<my photo.png> 'Caption')\n\n[The file][1]\n\n[1]: <my report.pdf>\n",
        "`<form>` and ``<script> ` `` and \\<b> &lt;iframe>",
        "A.\n\n    <form action='/'>\n",
        "<https://a.example/> and <a@b.example>, 2 < 3 and 4 > 3, a<b",
        "<abbr title='a > b'>A</abbr> <q cite='https://a.example/'>b</q> <br> <br/> <hr>",
        "<ol type='a' start='3' reversed><li value='3'>a</li></ol>",
        "<table><tr><td align='right' colspan='2' headers='a'>1</td></tr></table>",
        "<a href='https://a.example/' rel='sponsored nofollow' target='_blank'>a</a>",
        "<span lang='kk' dir='ltr'>a</span> <time datetime='2022'>b</time> <p class='note'>c</p>",
    ],
)
def test_a_text_in_order_loses_nothing(archive: Archive, body: str) -> None:
    problems = found(site_of(archive, "commonmark"), body)
    assert [one.code for one in problems if one.code not in ("K0404", "K0407")] == []


def test_names_are_ids_that_nothing_else_has(engine: str) -> None:
    body = '<a name="a"></a>A <a name="a"></a> <a name=b />B\n\n'
    body += 'C <i id="c">c</i> <a id="d" name="c">D</a>'
    whole = rendered(body, engine)
    assert '<a id="a"></a>A <a></a> <a id="b"></a>B' in whole
    assert '<a id="d">D</a>' in whole
    assert whole.count('id="c"') == 1


def test_cells_are_aligned_as_their_author_says(engine: str) -> None:
    cells = (
        '<td align="Right">1</td><td style="text-align:center; color: red">2</td><td style="x">3'
    )
    whole = rendered(f"<table><tr>{cells}</td></tr></table>", engine)
    assert '<td class="align-right">1</td><td class="align-center">2</td><td>3</td>' in whole


@pytest.mark.parametrize("value", ["javascript:x", " java\tscript:x", "data:text/html,x"])
def test_no_source_of_a_quotation_runs(engine: str, value: str) -> None:
    whole = rendered(
        f'<q cite="{value}">a</q> <a rel="opener me stylesheet" href="/">b</a>', engine
    )
    assert "cite" not in whole
    assert "rel" not in whole


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<strike>a</strike>", "<s>a</s>"),
        ("<TT>a</TT>", "<code>a</code>"),
        ('<acronym title="b">a</acronym>', '<abbr title="b">a</abbr>'),
        ("<s><strike>a</strike></s>", "<s><s>a</s></s>"),
        ("x <tt> y", "x &lt;tt&gt; y"),
    ],
)
def test_obsolete_elements_become_what_they_mean(
    engine: str, archive: Archive, written: str, shown: str
) -> None:
    assert shown in rendered(f"Text {written}.", engine)
    codes = {one.code for one in found(site_of(archive, engine), f"Text {written}.")}
    assert codes <= {"K0426"}
    assert written in rendered(f"Text {written}.", engine, "trust") or "&lt;tt" in shown


def told_of_open(site: Site, body: str) -> list[tuple[str, int, str]]:
    return [
        (one.values["tag"], one.place.line, one.values["effect"])
        for one in found(site, body)
        if one.code == "K0431"
    ]


@pytest.mark.parametrize("html", ["sanitize", "trust"])
@pytest.mark.parametrize(
    "tag",
    [
        "<details>",
        '<div class="note">',
        "<blockquote>",
        "<section>",
        "<table>",
        "<figure>",
        "<dl>",
        '<ul class="x">',
    ],
)
def test_an_element_that_holds_all_that_follows_is_told(
    engine: str, html: str, tag: str, archive: Archive
) -> None:
    site = site_of(archive, engine, html)
    name = tag.strip("<>").partition(" ")[0]
    body = f"First.\n\n{tag}\n\nSecond.\n\nThird.\n"
    assert told_of_open(site, body) == [(name, 7, "holds all that follows")]
    assert "<p>Third.</p>" in rendered(body, engine, html) or engine == "python-markdown"


@pytest.mark.parametrize(
    "tag",
    ['<a href="https://example.org/">', '<span lang="ru">', "<b title=x>", '<q cite="/x">'],
)
def test_an_open_inline_element_ends_with_its_paragraph(
    engine: str, tag: str, archive: Archive
) -> None:
    name = tag[1:].partition(" ")[0]
    site = site_of(archive, engine)
    for body in (f"First {tag}word.\n\nSecond.\n", f"- First {tag}word.\n- Second.\n\nThird."):
        whole = rendered(body, engine)
        assert f"word.</{name}></" in whole.replace("\n", "")
        assert whole.count(f"<{name} ") + whole.count(f"<{name}>") == 1
        assert told_of_open(site, body) == [(name, 5, "ends with its paragraph")]


def test_open_inline_elements_end_in_their_order(engine: str) -> None:
    body = '<b title="x">one <a href="https://example.org/">two <i>three</i>\n\nfour'
    assert "three</i></a></b></p>" in rendered(body, engine)


@pytest.mark.parametrize(
    "body",
    [
        "<ul>\n<li>one\n<li>two\n</ul>\n\nText.",
        "<table>\n<tr><td>one<td>two\n</table>\n\nText.",
        "<p>One\n<p>Two\n",
        '<a name="list">\n\nText.',
        "<details>\n<summary>More</summary>\n\nText.\n\n</details>\n",
        "```html\n<div>\n```\n\nText with `<table>` and \\<div>.",
        "One<br>two<hr>three",
        '<a href="https://example.org/"><b>bold</b></a>\n\nText.',
    ],
)
def test_what_ends_or_needs_no_end_is_not_told(engine: str, body: str, archive: Archive) -> None:
    assert told_of_open(site_of(archive, engine), body) == []


@pytest.mark.parametrize("fence", ["```", "~~~ python"])
def test_a_fence_that_readers_see_is_told(fence: str, archive: Archive) -> None:
    site = site_of(archive, "python-markdown")
    (problem,) = found(site, f"First.\n\n{fence}\ncode\n\nSecond.")
    assert (problem.code, problem.place.line, problem.values["mark"]) == ("K0427", 7, fence)
    assert not found(site, f"First.\n\n{fence}\ncode\n{fence[:3]}\n\nSecond.")


def test_components_of_other_generators_are_told_once(engine: str, archive: Archive) -> None:
    site = site_of(archive, engine)
    body = "<Tabs>\n<Item a='b'>\n\none\n\n</Item>\n<Item a='b'>\n\ntwo\n\n</Item>\n</Tabs>\n"
    told = [(one.code, one.values["mark"], one.place.line) for one in found(site, body)]
    assert told == [("K0427", "<Tabs>", 5), ("K0427", "<Item a='b'>", 6)]
    for body in ("`<Tabs>a</Tabs>`", "<em>a</em> <b>b</b> 1 < 2", "\\<Tabs>a\\</Tabs>"):
        assert not found(site, body)
