"""Hosts of any alphabet are published as programs need them."""

import pytest

from kazarchive.rules import hosts

ARCHIVE = "xn--80aa8aqm89bvg.xn--80ao21a"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("https://мұрағат.қаз/", f"https://{ARCHIVE}/"),
        ("https://МҰРАҒАТ.ҚАЗ", f"https://{ARCHIVE}"),
        ("//мұрағат.қаз/x", f"//{ARCHIVE}/x"),
        ("HTTP://мұрағат.қаз:8080/x", f"HTTP://{ARCHIVE}:8080/x"),
        ("https://www.мұрағат.қаз./?ә#ә", f"https://www.{ARCHIVE}./?ә#ә"),
        ("https://a:%D3%99@мұрағат.қаз/x", f"https://a:%D3%99@{ARCHIVE}/x"),
        ("https://%D2%9B%D0%B0%D0%B7.example/%D3%99", "https://xn--80ao21a.example/%D3%99"),
        ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://ΟΔΟΣ.example/", "https://xn--pxavbq.example/"),
        ("https://日本語。jp/", "https://xn--wgv71a119e.jp/"),
        ("https://नमस्ते.भारत/", "https://xn--h2bhs4b8d8a.xn--h2brj9c/"),
        ("https://نامه\u200cای.example/", "https://xn--mgba3gch31f060k.example/"),
        ("https://a\u00adб.example/", "https://xn--a-btb.example/"),
        ("https://ﬁ.example/", "https://fi.example/"),
    ],
)
def test_a_host_is_published_in_ascii_letters(written: str, published: str) -> None:
    assert hosts.with_ascii_host(written) == published


@pytest.mark.parametrize(
    "written",
    [
        "https://Archive.example/%D3%99?ә#ә",
        "https://archive.example/мұрағат",
        "мұрағат.қаз/",
        "/мұрағат//қаз/",
        "mailto:a@мұрағат.қаз",
        "https:мұрағат",
        "https://%FF.example/",
        "https://a%2Fb.example/",
        "https://ә%3Cb.example/",
        "https://[::1]/ә",
        "https:///ә",
        f"https://{'ә' * 80}.example/",
        "https://a%20ә.example/",
        "#ә",
        "",
    ],
)
def test_what_has_no_such_host_stays_as_it_is_written(written: str) -> None:
    assert hosts.with_ascii_host(written) == written
