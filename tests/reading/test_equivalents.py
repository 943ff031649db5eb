"""What other systems have → how it is written here."""

import pytest

from archives import Archive
from kazarchive.config.options import Site
from kazarchive.reading.equivalents import CARD, TAGS, shortcode
from reading.engines import found


@pytest.mark.parametrize(
    ("written", "shown", "part"),
    [
        ("{{< youtube abc >}}", "{{< youtube >}}", "card"),
        ("{{</ details >}}", "{{< details >}}", ":::details"),
        ("{{% notice tip %}}", "{{% notice %}}", ":::aside"),
        ("{%- include a.html -%}", "{% include %}", "templates/blocks/include.html"),
        ("{% post_url 2022-01-05-a %}", "{% post_url %}", "`links`"),
        ("[gallery ids='1']", "[gallery]", "one after another"),
        ("[Caption id='1']", "[Caption]", "![what it shows]"),
        ("[vc_row]", "[vc_row]", "templates/blocks/vc_row.html"),
    ],
)
def test_a_shortcode_has_a_name_and_a_form_here(written: str, shown: str, part: str) -> None:
    name, help = shortcode(written)
    assert name == shown
    assert part in help


def test_every_element_of_media_has_one(site: Site) -> None:
    for tag in TAGS:
        problems = found(site, f"Text <{tag} src='a.mp4'><source src='b'></{tag}>.")
        assert [one.code for one in problems] == ["K0433"]
        assert problems[0].values == {"tag": tag, "help": TAGS[tag]}


def test_a_source_without_its_element_is_reported(site: Site) -> None:
    assert [one.code for one in found(site, "A <source src='b'>.")] == ["K0416"]


def test_trusted_media_is_not_reported(archive: Archive) -> None:
    from reading.engines import site_of

    site = site_of(archive, "commonmark", "trust")
    assert not found(site, "<iframe src='https://a.example/'></iframe>")


def test_cards_are_described() -> None:
    assert "alone in a paragraph" in CARD
