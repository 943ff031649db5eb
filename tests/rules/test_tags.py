"""Tags of HTML as the sanitiser writes it."""

import re

from kazarchive.rules import tags


def value(tag: str, names: str) -> str | None:
    found = re.match(rf'<\w+{tags.up_to(names)}([^"]*)"', tag)
    return found[1] if found else None


def test_the_first_of_some_attributes_is_found_behind_any_others() -> None:
    assert value('<img alt="a > b" width=3 hidden src="x.png" href="y">', "src|href") == "x.png"
    assert value('<a title="src=" href="y">', "src|href") == "y"


def test_another_attribute_of_a_longer_name_is_not_taken() -> None:
    assert value('<img data-src="x.png">', "src") is None


def test_every_attribute_is_taken_apart() -> None:
    found = re.findall(tags.ATTRIBUTE, '<img alt="a b" width=3 hidden>')
    assert [name for name, _ in found] == ["alt", "width", "hidden"]
