"""Which HTML may stand in an article."""

import re

import pytest

from kazarchive.rules import sanitizer


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize(
    "written",
    [
        "<input>",
        "<input type=submit>",
        "<input type=image src=https://e.example/x.png>",
        '<input type="CHECKBOX" name="a" value="b" style="position:fixed">',
        "<input type=checkbox disabled=false>",
        "<input type=text autofocus onfocus=x>",
        "<input type=1>",
    ],
)
def test_an_input_is_a_disabled_checkbox_and_nothing_else(written: str, own: bool) -> None:
    assert re.fullmatch(
        r'<input(?: type="checkbox"| disabled="(?:false)?"){2}>', sanitizer.sanitize(written, own)
    )


def test_a_task_stays_ticked_beside_other_html_of_the_author() -> None:
    whole = sanitizer.sanitize("<ol type=a><li><input disabled type=checkbox checked> Done</ol>")
    kinds = '(?: checked=""| type="checkbox"| disabled=""){3}'
    assert re.fullmatch(f'<ol type="a"><li><input{kinds}> Done</li></ol>', whole)


@pytest.mark.parametrize(
    ("attribute", "value", "kept"),
    [
        ("type", "checkbox", True),
        ("type", "CheckBox", True),
        ("type", "submit", False),
        ("type", "1", False),
        ("disabled", "disabled", True),
        ("checked", "", True),
        ("name", "a", False),
        ("style", "text-align: left", False),
    ],
)
def test_what_is_lost_of_an_input_is_known(attribute: str, value: str, kept: bool) -> None:
    assert sanitizer.keeps("input", attribute, value) is kept


@pytest.mark.parametrize(
    "written",
    [
        "<p id=a lang=ru>b</p>",
        "<a href=https://a.example/ onclick=x>b</a>",
        "<td data-style=x>b</td>",
        "<a names=b>c</a>",
        "style: name, rel",
    ],
)
def test_html_without_attributes_to_decide_on_is_made_safe_alike(written: str) -> None:
    quoted = '<q cite="https://a.example/"></q>'
    decided = sanitizer.sanitize(written + quoted).removesuffix(quoted)
    assert (
        sanitizer.sanitize(written, own=True) == sanitizer.sanitize(written, own=False) == decided
    )
