"""Straight quotation marks → those of a language."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazarchive.rules.pieces import pieces
from kazarchive.rules.quotation import STYLES, in_html, in_text


@pytest.mark.parametrize(
    ("lang", "written", "shown"),
    [
        ("ru", 'Он сказал "да".', "Он сказал «да»."),
        ("ru", '"ООО "Ромашка"" и ""Заря" ООО"', "«ООО „Ромашка“» и «„Заря“ ООО»"),
        ("ru", "'слово' об'ект", "«слово» об’ект"),
        ("kk", '"Самұрық"тың, («АО "X"»)', "«Самұрық»тың, («АО „X“»)"),
        ("kk", '"a „b "c" d“ e"', "«a „b «c» d“ e»"),
        ("en", "\"He said 'no' & don't\"", "“He said ‘no’ & don’t”"),
        ("en", "'He said \"x\"'", "‘He said “x”’"),
        ("en", "'90s dogs' tails, 'tis rock 'n' roll", "’90s dogs’ tails, ’tis rock ’n’ roll"),
        ("en-GB", '("a")—"b"', "(“a”)—“b”"),
        ("de", "\"a 'b'\"", "„a ‚b‘“"),
        ("en", '"A," he said, "b"', "“A,” he said, “b”"),
        ("ru", '"...и далее"', "«...и далее»"),
        ("ru", 'Роман *"Путь Абая"*, "*Абай* жолы"', "Роман *«Путь Абая»*, «*Абай* жолы»"),
        ("ru", 'ООО "Meta*" и "X*"', "ООО «Meta*» и «X*»"),
    ],
)
def test_pairs_get_the_marks_of_their_level(lang: str, written: str, shown: str) -> None:
    assert in_text(written, lang) == shown
    assert in_html(written.replace("&", "&amp;"), lang) == shown.replace("&", "&amp;")


@pytest.mark.parametrize(
    "text", ["5' 10\"", '24" and 27"', '"open', 'close"', '" "', "a ' b", 'a"b', "", '5"x7"']
)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_mark_without_a_partner_stays(text: str, lang: str) -> None:
    assert in_text(text, lang) == text


def test_another_language_keeps_its_text() -> None:
    assert in_text('"a"', "zh-cn") == in_html('"a"', "zh-cn") == '"a"'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>"<em>a</em>"</p>', "<p>“<em>a</em>”</p>"),
        ('<p><em>"a</em> b"</p>', "<p><em>“a</em> b”</p>"),
        ('<p>"<code>"x"</code>"</p>', '<p>“<code>"x"</code>”</p>'),
        ('<p>"a</p>\n<p>b"</p>', '<p>"a</p>\n<p>b"</p>'),
        ("&#034;a&#x22; it&#039;s", "“a” it’s"),
        ("&quot;a&quot; it&#39;s&nbsp;&quot;b&quot;", "“a” it’s&nbsp;“b”"),
        ('<a href="/" title="\'a\'">"z"</a>', '<a href="/" title="\'a\'">“z”</a>'),
        ("<pre>'a'</pre> <kbd>'</kbd>'", "<pre>'a'</pre> <kbd>'</kbd>'"),
        ("\"https://a.kz/o'n\" 'b'", "“https://a.kz/o'n” ‘b’"),
        ('"a<br>\nb"', "“a<br>\nb”"),
        ('<!-- "a" -->', '<!-- "a" -->'),
    ],
)
def test_only_text_is_changed(html: str, expected: str) -> None:
    assert in_html(html, "en") == expected


_PARTS = [*"\"'ab 5-(),.«»„“”‘’", "<em>", "</em>", "</p><p>", "<code>\"'</code>", "&amp;", "&nbsp;"]
_STRAIGHTENED = re.compile("[\"'«»„“”‚‘’]")


@given(st.lists(st.sampled_from(_PARTS), max_size=40).map("".join), st.sampled_from([*STYLES]))
def test_nothing_but_straight_marks_is_changed(html: str, lang: str) -> None:
    changed = in_html(html, lang)
    assert len(changed) == len(html)
    for part, other in zip(pieces(html), pieces(changed), strict=True):
        assert part.kind == other.kind
        assert part.kind == "text" or part.html == other.html
    for before, after in zip(html, changed, strict=True):
        assert before == after or before in "\"'"
    first, second = STYLES[lang]
    new = [b for a, b in zip(html, changed, strict=True) if a != b and b != "’"]
    opened = sum(new.count(sign) for sign in {first[0], second[0]})
    if lang not in ("en", "tr", "uz", "de"):
        assert opened * 2 == len(new)


@pytest.mark.parametrize("part", ['"', "'", ' "a', "'a ", '«"', " 'a \"b", '"<em>'])
def test_it_takes_linear_time(part: str) -> None:
    start = time.process_time()
    in_html(part * 30_000, "en")
    in_html(part * 30_000, "ru")
    assert time.process_time() - start < 6
