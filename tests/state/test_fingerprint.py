"""What, besides the sources, a page is made of."""

import pytest
from msgspec.structs import replace

from kazarchive.config.content import ArticleOptions
from kazarchive.config.options import ImageOptions, ListingOptions, Site
from kazarchive.reading import heic
from kazarchive.state import fingerprint

SITE = Site((("", "Test"),), "https://archive.example/")


def test_a_choice_of_reading_changes_what_is_read_and_shown() -> None:
    other = replace(SITE, articles=ArticleOptions(unknown_fields="keep"))
    assert fingerprint.reading(other) != fingerprint.reading(SITE)
    assert fingerprint.converting(other) == fingerprint.converting(SITE)


def test_a_choice_of_showing_reads_nothing_again() -> None:
    other = replace(SITE, listing=ListingOptions(front=7))
    assert fingerprint.showing(other) != fingerprint.showing(SITE)
    assert fingerprint.reading(other) == fingerprint.reading(SITE)


def test_every_library_that_shows_has_a_version() -> None:
    versions = fingerprint.library_versions()
    assert set(versions) == set(fingerprint.LIBRARIES)
    assert all(version[0].isdigit() for version in versions.values())


def test_the_decoder_of_heic_matters_where_images_have_sizes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without = replace(SITE, images=ImageOptions(enabled=False))
    assert fingerprint.heic_decoder(without) == ""
    monkeypatch.setattr(heic, "is_installed", lambda: False)
    assert fingerprint.heic_decoder(SITE) == ""
