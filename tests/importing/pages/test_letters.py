"""The letters of a tree."""

from lxml import html

from kazarchive.importing.pages.letters import Letters, letters


def test_only_letters_and_digits_count() -> None:
    assert letters("«Қазақ-стан» 1 000 e\u0301!") == "қазақстан1000é"


def test_each_element_knows_its_letters() -> None:
    tree = html.fromstring("<div>a <b>B c</b> d<script>x</script>e<p></p></div>")
    page = Letters(tree)
    assert page.text == "abcde"
    bold, script, empty = tree
    assert page.of(tree) == (0, 5)
    assert page.of(bold) == (1, 3)
    assert page.of_tail(bold) == (3, 4)
    assert page.of(script) == (4, 4)
    assert page.of_tail(script) == (4, 5)
    assert page.of(empty) == (5, 5)
