"""Code in colours: what is marked, what stays as it is, and that no author can write such marks."""

import re
import subprocess
import sys
import time
from html import unescape
from pathlib import Path

import pytest
from pygments import lexers

from archives import Archive
from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import ProblemsFound
from kazarchive.reading import highlight, markup
from kazarchive.state import conversions

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["commonmark", "python-markdown"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def rendered(body: str, engine: str, html: str = "sanitize") -> str:
    return markup.rendering(body, MarkdownOptions(engine, (), html), "en", "a.md").html.strip()


def test_code_whose_language_is_named_has_its_parts_marked(engine: str) -> None:
    assert rendered('```toml\n# Why\na = "x<y"\nn = 1\n```\n', engine) == (
        '<pre class="highlight" tabindex="0"><code><span class="c"># Why</span>\n'
        'a = <span class="s">"x&lt;y"</span>\nn = <span class="m">1</span>\n</code></pre>'
    )


def test_a_title_beside_the_language_does_not_matter() -> None:
    plain, titled = (
        rendered(f"```{head}\na = 1\n```\n", "commonmark") for head in ("toml", 'TOML title="a b"')
    )
    assert plain == titled
    assert "<span" in plain


PLAIN = {
    "no language": "```\na = 1\n```\n",
    "an unknown language": "```klingon\na = 1\n```\n",
    "a language that is not in the list": "```brainfuck\n+++ comment\n```\n",
    "nothing to mark": "```toml\na\n```\n",
    "indented": "Text:\n\n    a = 1\n",
    "too long": f"```toml\n{'a = 1 # x' * (highlight.MOST // 9 + 1)}\n```\n",
}


@pytest.mark.parametrize("body", PLAIN.values(), ids=PLAIN)
def test_other_code_has_one_colour_and_scrolls_if_a_language_is_named(
    body: str, engine: str
) -> None:
    named = re.match(r"```\w", body)
    assert ('<pre tabindex="0"><code>' if named else "<pre><code>") in rendered(body, engine)
    assert "<span" not in rendered(body, engine)


def test_front_matter_of_markdown_is_yaml() -> None:
    code = "---\ntitle: A\ntags: [b]\n---\n\n# Heading\n\nText\n---\n"
    whole = highlight.marked("markdown", code)
    assert '<span class="n">title</span>: A\n' in whole
    assert '<span class="gh"># Heading</span>' in whole
    assert unescape(re.sub(r"<[^>]*>", "", whole)) == code


def test_pieces_that_read_alike_have_each_its_own_language(engine: str) -> None:
    fences = ["```\na = 1\n```", "```toml\na = 1\n```", "```\na = 1\n```", "```py\na = 1\n```"]
    pieces = rendered("\n\n".join(fences), engine).split("</pre>")
    assert ["highlight" in piece for piece in pieces] == [False, True, False, True, False]


HOSTILE = """\
<pre class="highlight" tabindex="0"><code><span class="k">import</span></code></pre>

<span class="gd">Removed</span> <span class="evil" style="color: red">Red</span>

<pre><code class="language-toml">a = 1<script>alert(1)</script></code></pre>

```toml
a = "</code></pre><script>alert(1)</script>&lt;b&gt;"
```
"""


def test_an_author_writes_no_marks_and_code_no_tags(engine: str) -> None:
    whole = rendered(HOSTILE, engine)
    assert whole.count("class=") == len(re.findall('class="(?:highlight|s)"', whole)) == 2
    assert "<script" not in whole
    assert "style=" not in whole
    text = unescape(re.sub(r"<[^>]*>", "", whole[whole.index('class="highlight"') :]))
    assert 'a = "</code></pre><script>alert(1)</script>&lt;b&gt;"' in text


def test_trusted_and_escaped_html_leave_code_in_colours(engine: str) -> None:
    body = "<b>B</b>\n\n```toml\na = 1\n```\n"
    for html in ("trust", "escape"):
        assert '<span class="m">1</span>' in rendered(body, engine, html)


@pytest.mark.parametrize("language", sorted(highlight.LANGUAGES))
def test_every_language_gives_the_text_back_and_marks_by_known_classes(language: str) -> None:
    code = '# a "b" <c d="e">\n// f\nif x == 1: return \'g\' /* h */\n@i {j: k;}\n$ l\n-- m & n\n'
    whole = highlight.marked(language, code)
    assert not whole or unescape(re.sub(r"<[^>]*>", "", whole)) == code
    found = {*re.findall('class="([^"]*)"', whole)}
    assert found <= {*highlight.TOKENS.values()}


def test_the_languages_are_those_of_pygments_and_of_the_documentation() -> None:
    known = {name for _, names, *_ in lexers.get_all_lexers(plugins=False) for name in names}
    assert known >= highlight.LANGUAGES
    text = (ROOT / "docs/articles.md").read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("Code in a fence"))
    assert {*re.findall("`([^` ]+)`", line)} >= highlight.LANGUAGES


def test_every_class_has_a_colour() -> None:
    style = (ROOT / "static/style.css").read_text("utf-8")
    rules = re.findall(r"^\.highlight ([^{]+) \{", style, re.MULTILINE)
    assert {*re.findall(r"\.(\w+)", " ".join(rules))} == {*highlight.TOKENS.values()}


LONG = {
    "brackets": "(" * 1_000 + "[" * 1_000 + "{" * 1_000,
    "quotes": '"' * 1_001 + "'" * 1_001,
    "comments": "/*" * 1_000 + "<!--" * 500,
    "tags": "<a " * 1_000,
    "blank lines": "\n" * 3_000,
    "digits": "0" * 3_000 + "x",
    "backslashes": "\\" * 3_001,
}


@pytest.mark.parametrize("language", sorted(highlight.LANGUAGES))
def test_no_language_takes_long_for_hostile_code(language: str) -> None:
    before = time.process_time()
    for code in LONG.values():
        highlight.marked(language, code)
    assert time.process_time() - before < 5


def test_code_that_takes_for_ever_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(language: str, code: str) -> str:
        while True:
            pass

    monkeypatch.setattr(highlight, "marked", forever)
    monkeypatch.setattr(markup, "SECONDS", 0.05)
    with pytest.raises(ProblemsFound) as found:
        rendered("```toml\na = 1\n```\n", "commonmark")
    assert [one.code for one in found.value.problems] == ["K0409"]


def test_a_lexer_that_fails_leaves_the_code_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highlight, "_lexer", lambda language: None)
    assert highlight.marked("toml", "a = 1") == ""


def test_what_came_of_code_is_kept_and_only_where_there_is_some(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.article("a.md")
    archive.build()
    assert not (archive.state / conversions.FILE).exists()
    codes: list[str] = []
    convert = highlight.marked

    def noted(language: str, code: str) -> str | None:
        codes.append(code)
        return convert(language, code)

    monkeypatch.setattr(highlight, "marked", noted)
    archive.article("b.md", "```toml\na = 1\n```\n")
    archive.write("pages/c.md", "---\ntitle: C\n---\n\n```toml\nb = 1\n```\n")
    archive.build()
    archive.build(full=True)
    assert codes == ["b = 1\n", "a = 1\n"]
    assert '<span class="m">1</span>' in archive.page("/2022/01/05/b/")
    assert '<span class="m">1</span>' in archive.page("/c/")


def test_pygments_is_loaded_for_code_alone(archive: Archive) -> None:
    script = (
        "import sys\nfrom kazarchive.cli.main import main\n"
        "try:\n    main()\nfinally:\n    print('pygments' in sys.modules)\n"
    )
    for code, loaded in (("```\na\n```\n", "False"), ("```toml\na = 1\n```\n", "True")):
        archive.article("a.md", code)
        done = subprocess.run(
            [sys.executable, "-c", script, "build", "--root", str(archive.root), "--jobs", "1"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.splitlines()[-1:] == [loaded], done.stderr
