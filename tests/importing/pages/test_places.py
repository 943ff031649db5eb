"""Where texts are in the letters of a page."""

import time

from kazarchive.importing.pages.places import places

LONG = "a text that is long enough to be looked for in all of a page"
OTHER = "another text that is long enough to be looked for anywhere"


def found(page: str, *blocks: str) -> list[tuple[int, int, int]]:
    text = page.replace(" ", "")
    return [(number, *span) for number, span in places(text, blocks)]


def test_long_texts_are_found_anywhere_and_short_ones_beside_them() -> None:
    page = f"yes {LONG} yes {OTHER} yes"
    long, other = len(LONG.replace(" ", "")), len(OTHER.replace(" ", ""))
    assert found(page, LONG, "yes", OTHER) == [
        (0, 3, 3 + long),
        (2, 6 + long, 6 + long + other),
        (1, 3 + long, 6 + long),
    ]
    assert [number for number, *_ in found(page, OTHER, LONG)] == [0, 1]
    assert found(page, "no", LONG)[0][0] == 1


def test_a_text_with_something_in_it_is_found_by_its_ends() -> None:
    whole = f"{LONG} {OTHER}"
    ((_, start, end),) = found(f"{LONG} x {OTHER}", whole)
    assert (start, end) == (0, len(whole.replace(" ", "")) + 1)
    assert not found(f"{LONG} {'x' * 200} {OTHER}", whole)


def test_many_texts_that_are_nowhere_take_little_time() -> None:
    begun = time.process_time()
    blocks = [f"{number} {LONG}" for number in range(1_500)]
    assert not list(places("b" * 500_000, blocks))
    assert time.process_time() - begun < 2
