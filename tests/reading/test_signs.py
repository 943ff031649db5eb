"""Letters that stand in a source for a while only."""

from kazarchive.reading import signs


def test_the_first_sign_is_taken_where_an_author_writes_none() -> None:
    assert signs.sign("text", signs.FOR_TAGS) == chr(signs.FOR_TAGS[0])


def test_a_sign_that_an_author_has_encoded_is_not_taken() -> None:
    first, second = (chr(number) for number in signs.FOR_EMPHASIS[:2])
    body = f"[a](/{signs.in_url(first)})"
    assert signs.sign(body, signs.FOR_EMPHASIS) == second


def test_the_two_uses_have_no_sign_in_common() -> None:
    assert not {*signs.FOR_TAGS} & {*signs.FOR_EMPHASIS}
