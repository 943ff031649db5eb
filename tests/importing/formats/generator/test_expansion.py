"""Marks of templates are replaced by what they show."""

from kazarchive.importing.formats.generator import marks
from kazarchive.importing.formats.generator.expansion import (
    Expanded,
    Html,
    Shown,
    Written,
    expanded,
)
from kazarchive.importing.formats.generator.marks import Mark
from kazarchive.importing.shortcodes import Call


def shown(_: Mark, call: Call) -> Shown:
    known: dict[str, Shown] = {
        "url": Written("/a/"),
        "box": Html(f"<blockquote>{call.inner}</blockquote>"),
        "img": Html('<figure><img src="a.png" alt="A"><figcaption>C</figcaption></figure>'),
        "highlight": Html(f"<pre><code>{call.inner}</code></pre>"),
        "two": Html("<p>1</p><p>2</p>"),
    }
    return known.get(call.name)


def made(text: str, *, in_markdown: bool = True) -> Expanded:
    return expanded(text, list(marks.go(text)), shown, in_markdown=in_markdown)


def test_a_mark_on_a_line_of_its_own_is_a_block() -> None:
    assert made("A\n{{< img >}}\nB").text == 'A\n\n![A](a.png "C")\n\nB'
    assert made("{{< img >}}").text == '![A](a.png "C")'
    assert made("- A\n\n  {{< two >}}\n").text == "- A\n\n  1\n  \n  2\n"


def test_a_mark_in_a_line_stays_in_it() -> None:
    assert made("A [b]({{< url >}}) {{< two >}}.").text == "A [b](/a/) 1 2."


def test_what_stands_inside_keeps_its_form() -> None:
    text = "{{% box %}}\nA *b*.\n\n{{% box %}}C{{% /box %}}\n{{% /box %}}"
    assert made(text).text == "> A *b*.\n>\n> > C"
    assert made("{{< highlight >}}\n<a> & *b*\n{{< /highlight >}}").text == "```\n<a> & *b*\n```"
    assert made("{{< box >}}<i>A</i>{{< /box >}}", in_markdown=False).text == (
        "<blockquote><i>A</i></blockquote>"
    )


def test_unknown_marks_stay_and_are_counted_once() -> None:
    text = "{{< x >}}{{< y >}}{{< url >}}{{< /y >}}{{< /x >}} {{</* z */>}}"
    result = made(text)
    assert result.text == "{{< x >}}{{< y >}}/a/{{< /y >}}{{< /x >}} {{< z >}}"
    assert result.unknown == {"x": 1, "y": 1}
    assert result.known == {"url": 1}


def test_deep_nesting_takes_no_time() -> None:
    text = "{{< x >}}" * 2_000 + "{{< /x >}}" * 2_000
    assert made(text).text == text
