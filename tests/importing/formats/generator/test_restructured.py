"""reStructuredText → HTML, without files and scripts."""

import pytest

from kazarchive.importing.formats.generator import restructured, shows


def read(text: str) -> restructured.Read:
    return restructured.html(text, shows.table([]))


def test_a_text_is_html() -> None:
    made = read(
        "Мәтін *бір* ``код``.\n\n- бір\n- екі\n\nБөлім\n=====\n\n.. image:: x.png\n   :alt: y\n"
    )
    assert "<em>бір</em>" in made.html
    assert "<h2>Бөлім</h2>" in made.html
    assert '<img alt="y" src="x.png">' in made.html
    assert not made.notes


def test_directives_are_shortcodes() -> None:
    made = read(".. youtube:: abc\n\n.. vimeo:: 12\n   :width: 3\n\n.. none:: x\n\n   Text <b>.\n")
    assert 'href="https://www.youtube.com/watch?v=abc"' in made.html
    assert made.known == {"youtube": 1, "vimeo": 1}
    assert made.unknown == {"none": 1}
    assert "Text &lt;b&gt;." in made.html


@pytest.mark.parametrize(
    "text",
    [
        ".. include:: /etc/passwd",
        ".. csv-table::\n   :file: /etc/passwd",
        ".. csv-table::\n   :url: http://127.0.0.1:9/",
        ".. raw:: html\n   :file: /etc/passwd",
        ".. raw:: html\n   :url: http://127.0.0.1:9/",
        ".. literalinclude:: /etc/passwd",
    ],
)
def test_no_file_and_no_address_is_opened(text: str) -> None:
    made = read(text)
    assert "root:" not in made.html
    assert made.notes or made.unknown or made.known


def test_raw_html_is_a_part_of_the_text() -> None:
    assert "<b>x</b>" in read(".. raw:: html\n\n   <b>x</b>\n").html


def test_what_is_wrong_is_told() -> None:
    made = read("A :doc:`b` and |c|.\n")
    assert ":doc:`b`" in made.html
    assert "|c|" in made.html
    assert len(made.notes) == 2


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(restructured.Unreadable, match="1,000,000"):
        read("a" * 1_000_001)
