"""Whether some HTML makes too much work for the one who parses it."""

import time

import pytest

from kazarchive.rules import nesting, sanitizer

MANY = 20_000


def too_much(text: str) -> bool:
    return nesting.fault(text, sanitizer.TAGS) is not None


@pytest.mark.parametrize(
    "text",
    [
        "<p>a</p>\n" * MANY,
        "<p>a\n" * MANY,
        "<ul>" + "<li>a" * MANY + "</ul>",
        "<ul>" + "<li><p>a</p></li>" * MANY + "</ul>",
        "<dl>" + "<dt>a<dd><p>b" * MANY + "</dl>",
        "<table>" + "<tr><td>a<td>b" * MANY + "</table>",
        "<b>a</b> <a href='x'>b</a> <br> <img src=y>" * MANY,
        "<DIV CLASS=a>b</Div>" * MANY,
        '<p title="a > b <div">c</p>' * MANY,
        "<div><!-- <div> --></div>" * MANY,
        "<blockquote>" * 1_000 + "a" + "</blockquote>" * 1_000,
        "<div>" * 30 + "<p>a" * MANY,
        "&amp;" * 100_000,
    ],
    ids=lambda text: text[:20],
)
def test_what_people_write_is_not_too_much(text: str) -> None:
    assert not too_much(text)


@pytest.mark.parametrize(
    "text",
    [
        "<blockquote>" * MANY,
        "<ul><li>" * MANY,
        "<li><dd>" * MANY,
        "<b x>" * MANY,
        "<div>a</b>" * MANY,
        "<!--><div>-->" * MANY,
        "<div><!-- --!>a<!-- </div> -->" * MANY,
        "<div><p title='</div>'>" * MANY,
        '<div><p title="\'></div>">' * MANY,
        "<div><p title='>' x=\"</div>\">" * MANY,
        "<div><p/title='</div>'>" * MANY,
        "<div><?php </div ?>" * MANY,
        "<div><table></div>" * MANY,
        "<div><script></div></script>" * MANY,
        "<div><svg><![CDATA[></svg></div>]]>" * MANY,
        "<div></ div>" * MANY,
        "<x-y>" * MANY,
        "&" * 100_001,
    ],
    ids=lambda text: text[:28],
)
def test_what_makes_much_work_is_found(text: str) -> None:
    assert too_much(text)


@pytest.mark.parametrize(
    "text",
    [
        "<blockquote>" * 900,
        "<ul><li>" * 700,
        "<div>" * 60 + "<p>a" * 15_000,
        "<table>" + "".join(f"<b id=b{n}>" for n in range(50)) + "<tr>a" * 15_000,
        "<p>" + "&" * 100_000,
        "<p>" + "&amp;" * 100_000,
    ],
    ids=lambda text: text[:20],
)
def test_what_is_not_too_much_is_made_safe_in_little_time(text: str) -> None:
    assert not too_much(text)
    began = time.process_time()
    sanitizer.sanitize(text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "part", ["<a ", "<a b=", "<a b='", "<!--", "<!", "</", "<a/", "=", "<a b = ", "<!-- --"]
)
def test_the_count_takes_linear_time(part: str) -> None:
    began = time.process_time()
    too_much(part * 100_000)
    assert time.process_time() - began < 1
