"""The words of a document by another reader than the one that makes the article."""

import time

from kazarchive.importing.second_reading import Change, changed, visible


def test_the_text_of_html_is_what_readers_see() -> None:
    html = "<head><title>T</title></head><style>x</style><p>Қазақ<b>стан</b></p>a&amp;b<![if x]>"
    assert visible(html) == "Қазақстан a&b"
    assert visible("<head><title>T</title><body>Text") == "Text"


def test_changes_are_made_in_order() -> None:
    text = "a 1. b 1. c"
    assert changed(text, [Change("1. b", "b"), Change("1. c", "c")]) == "a b c"
    assert changed(text, [Change("1."), Change("1.")]) == "a b c"


def test_a_change_out_of_order_is_made_and_one_that_fits_nowhere_is_not() -> None:
    assert changed("a b c", [Change("c"), Change("a"), Change("x"), Change("")]) == "b"


def test_many_changes_take_linear_time() -> None:
    begun = time.process_time()
    changed("a b " * 50_000, [Change("a")] * 50_000)
    changed("a b " * 10_000, [Change("x")] * 50_000)
    assert time.process_time() - begun < 1
