"""Marks that readers see as letters are told; prose and code are not."""

import time

import pytest

from archives import Archive
from kazarchive.config import reader
from kazarchive.config.options import Site
from reading.engines import found


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("**a **b", ["**", "**"]),
        ("a **b", ["**"]),
        ("a __b __ c, __d__e", ["__", "__"]),
        ("[text][missing] and ![alt][no]", ["[text][missing]", "![alt]["]),
        ("[[A note]]", ["[[A note]]"]),
        ("Text\n{: .class}", ["{: .class}"]),
        ("{{< figure src=x >}}", ["{{< figure >}}"]),
        ("{{% note %}}", ["{{% note %}}"]),
        ("{% include x %} {{ page.title }}", ["{{ page.title }}", "{% include %}"]),
        ("==a== ||b||", ["==", "||"]),
        ("[b]a[/b] [url=https://a.example]b[/url]", ["[b]", "[url=https://a.example]"]),
        ("a&nbsp b &amp;nbsp;c", ["&nbsp", "&amp;nbsp;"]),
        ("!!! note\n    text\n\n> [!NOTE]\n> text", ["!!!", "[!NOTE]"]),
        ("[TOC]\n\ntext", ["[TOC]"]),
        ("[caption id='a']b[/caption] [gallery a='1']", ["[caption]", "[gallery]"]),
        ("[text] (https://a.example/)", ["[text] (https://a.example/)"]),
    ],
)
def test_a_mark_that_readers_see_is_told(site: Site, body: str, marks: list[str]) -> None:
    told = [one.values["mark"] for one in found(site, body) if one.code in ("K0427", "K0434")]
    assert sorted(told) == sorted(marks)


@pytest.mark.parametrize(
    "body",
    [
        "2 ** 3 = 8, x ** y; 5*6*7 and a note*",
        "Цена** и вес** указаны.\n\n\\** Без НДС",
        "`C[i](x)`, `{{ mustache }}`, `**a`, ``[[b]]``\n\n```\n{% x %}\n**c\n```\n",
        "Wow!!! note it. [!] [gallery owner] said; a [toc] [TOC] in a line, [video]",
        "[1] and [2][3], [sic], [ред.], «[…]» (…)",
        "#1 №5 #Қазақстан\n\n#Қазақстан тегі",
        "\\*\\*a\\*\\*, \\[\\[b\\]\\], \\{\\{ c \\}\\}",
        "a == b, a != b; x == y == z; A | B || C; :-) ||",
        "R&D, AT&T, Q&A; &copy; 2020, a & b",
        "{a: b}, {1, 2}, __init__ and snake__case",
        "- [ ] to do\n- [x] done\n",
        "    x = 1\n    call(x)\n",
        "<b>a</b> **b** [c][d]\n\n[d]: https://a.example/",
    ],
)
def test_prose_and_code_have_no_marks(site: Site, body: str) -> None:
    assert [
        one for one in found(site, body) if one.code in ("K0427", "K0428", "K0429", "K0434")
    ] == []


def test_a_paragraph_behind_four_blanks_is_told(site: Site) -> None:
    body = "A.\n\n    Бұл абзац төрт бос орыннан басталады.\n\n\tThis one begins with a tab.\n"
    assert ("K0428", 7) in [(one.code, one.place.line) for one in found(site, body)]


def test_an_address_with_a_blank_is_told_by_the_build(archive: Archive) -> None:
    site = reader.load(archive.root)
    body = "![a](Фото 1.JPG) [b](my file.md) [c](https://a.example/d e)\n\n![d](e.jpg =10x20)\n"
    told = [one.values["target"] for one in found(site, body) if one.code == "K0429"]
    assert told == ["Фото 1.JPG", "my file.md", "https://a.example/d e", "e.jpg =10x20"]
    assert [
        one
        for one in found(site, "[a](<b c.md>) [d] (so to say) [e](f g h)")
        if one.code == "K0429"
    ] == []


@pytest.mark.parametrize(
    "part",
    [
        "**a ",
        "[b]",
        "![a](b c ",
        "[[a ",
        "[aa",
        "{{ ",
        "__a ",
        "||a ",
        "[a][",
        "[a](b ",
        "&amp;nbsp;",
    ],
)
def test_looking_for_marks_takes_linear_time(archive: Archive, part: str) -> None:
    site = reader.load(archive.root)
    began = time.process_time()
    found(site, part * (100_000 // len(part)))
    assert time.process_time() - began < 1.5
