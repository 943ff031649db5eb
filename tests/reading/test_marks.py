"""`[markdown] marks` in both engines."""

import time

import pytest

from kazarchive.config.content import MarkdownOptions
from kazarchive.problems import ProblemsFound
from kazarchive.reading import markup
from kazarchive.reading.marks import prepared
from kazarchive.rules.marks import NAMES

TEXT = r"""СНГ: H~2~O and 5 м^2^, ==mark **bold**==, \==a==, x\^2^, y\~1~ and `\^ ==b==`[^1].

[СНГ](https://a.kz/x~2~/y\~z "==t==") {LINK}

```text
*[СНГ]: in code
\^ ==c==
```

*[СНГ]: Содружество Независимых Государств
  *[R&D]:   Research

[^1]: A ==note== on R&D.
"""


def rendered(body: str, engine: str, html: str = "sanitize", marks: tuple[str, ...] = NAMES) -> str:
    options = MarkdownOptions(engine=engine, html=html, marks=marks)
    return markup.rendering(body, options, "ru", "a.md").html


@pytest.mark.parametrize("html", ["escape", "sanitize", "trust"])
def test_marks_are_read_in_text_only(engine: str, html: str) -> None:
    whole = rendered(TEXT, engine, html)
    means = '<abbr title="Содружество Независимых Государств">СНГ</abbr>'
    assert f"<p>{means}: H<sub>2</sub>O and 5 м<sup>2</sup>" in whole
    assert "<mark>mark <strong>bold</strong></mark>, ==a==, x^2^, y~1~" in whole
    assert r"<code>\^ ==b==</code>" in whole
    assert f">{means}</a>" in whole
    assert 'title="==t=="' in whole
    assert "\\^ ==c==\n" in whole
    assert "*[СНГ]: in code" in whole
    assert 'A <mark>note</mark> on <abbr title="Research">R&amp;D</abbr>' in whole
    assert "Independent" not in whole
    assert not [letter for letter in whole if "\ufdd0" <= letter <= "\ufdef"]
    assert "%EF" not in whole


def test_without_the_setting_nothing_changes(engine: str) -> None:
    plain = rendered(TEXT, engine, marks=())
    assert plain == rendered(TEXT, engine, marks=()).replace("<mark>", "")
    assert "*[СНГ]: Содружество" in plain
    assert "H~2~O" in plain


def test_raw_html_and_headings_have_marks_too(engine: str) -> None:
    whole = rendered('## H~2~O\n\n<p title="==a==">==b==</p>\n', engine)
    assert "H<sub>2</sub>O</h2>" in whole
    assert '<p title="==a=="><mark>b</mark></p>' in whole


def test_a_subscript_ends_no_deletion(engine: str) -> None:
    assert "<p>~100 t CO<sub>2</sub> and</p>" in rendered("~100 t CO~2~ and\n", engine)


def test_a_definition_does_not_join_paragraphs() -> None:
    assert prepared("A\n*[X]: y\nB", ("abbr",)).body == "A\n\nB"


def test_an_empty_definition_is_text() -> None:
    assert prepared("*[X]:", ("abbr",)).body == "*[X]:"


def test_a_long_explanation_of_every_word_is_refused(engine: str) -> None:
    with pytest.raises(ProblemsFound) as raised:
        rendered("A " * 20_000 + f"\n\n*[A]: {'b' * 300}\n", engine)
    assert [problem.code for problem in raised.value.problems] == ["K0430"]


@pytest.mark.parametrize("part", ["\\", "\\^", "*[", "*[a]: b\n", "`", "``` ", "\n```"])
def test_it_takes_linear_time(part: str) -> None:
    start = time.process_time()
    prepared(part * 50_000, NAMES)
    assert time.process_time() - start < 4
