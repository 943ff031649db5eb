"""The checks of [theme]; wrong values are in test_checks.py."""

import pytest

from kazarchive.config import looks
from kazarchive.config.checks import Wrong
from kazarchive.rules import contrast


def test_a_colour_that_cannot_be_read_comes_with_a_near_one() -> None:
    check = looks.colour(contrast.PAPER)
    assert check("#005A78") == "#005a78"
    with pytest.raises(Wrong) as wrong:
        check("#e0a500")
    near = wrong.value.hint.split("`")[1]
    assert check(near) == near
    assert "4.5:1" in wrong.value.wanted


def test_a_logo_is_in_static() -> None:
    assert looks.static_image("./static/a/logo.PNG") == "static/a/logo.PNG"


def test_links_have_names() -> None:
    assert looks.web_links({"Хат": "mailto:a@b.kz"}) == (("Хат", "mailto:a@b.kz"),)
