"""Who made an image and what it shows, as its file says."""

from pathlib import Path

import pytest

from images.making import looked_at
from kazarchive.images import metadata
from photos import (
    ARTIST,
    DESCRIPTION,
    photo,
    with_iptc,
    with_xmp,
    xmp,
)

IPTC = {80: "Айгүл Әбдіқадыр", 110: "Vlast", 120: "Алаң, 5 қаңтар"}


def test_credit_and_caption_come_from_iptc(tmp_path: Path) -> None:
    said = looked_at(tmp_path, with_iptc(photo((40, 24)), IPTC))
    assert (said.credit, said.caption, said.alt) == (
        "Айгүл Әбдіқадыр / Vlast",
        "Алаң, 5 қаңтар",
        None,
    )


def test_credit_caption_and_alt_come_from_xmp(tmp_path: Path) -> None:
    document = xmp(
        dc_creator="<rdf:Seq><rdf:li>Болат</rdf:li><rdf:li>Another</rdf:li></rdf:Seq>",
        photoshop_Credit="Azattyq",
        dc_description='<rdf:Alt><rdf:li xml:lang="ru">По-русски</rdf:li>'
        '<rdf:li xml:lang="x-default">The square</rdf:li></rdf:Alt>',
        Iptc4xmpCore_AltTextAccessibility="<rdf:Alt><rdf:li>People in fog</rdf:li></rdf:Alt>",
    )
    said = looked_at(tmp_path, with_xmp(photo((40, 24)), document))
    assert (said.credit, said.caption, said.alt) == (
        "Болат / Azattyq",
        "The square",
        "People in fog",
    )


def test_credit_and_caption_come_from_exif(tmp_path: Path) -> None:
    exif = {ARTIST: "Aigerim", DESCRIPTION: "The square in Almaty"}
    for format in ("JPEG", "PNG", "WEBP"):
        said = looked_at(tmp_path, photo((40, 24), format, exif=exif))
        assert (said.credit, said.caption) == ("Aigerim", "The square in Almaty")


def test_one_name_is_said_once_and_iptc_goes_first(tmp_path: Path) -> None:
    raw = with_iptc(photo((40, 24), exif={ARTIST: "Camera"}), {80: "Vlast", 110: "Vlast"})
    assert looked_at(tmp_path, raw).credit == "Vlast"


@pytest.mark.parametrize("written", ["OLYMPUS DIGITAL CAMERA", "DCIM0001.JPG", " ", "a" * 5000])
def test_what_a_camera_writes_by_itself_is_no_caption(tmp_path: Path, written: str) -> None:
    assert looked_at(tmp_path, photo((40, 24), exif={DESCRIPTION: written})).caption is None


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    + xmp(dc_description="&c;")
)


@pytest.mark.parametrize(
    "document", [BILLION, "<x", "", "\0\0", xmp(dc_description="<rdf:Alt/>"), "<a>" * 2000]
)
def test_hostile_xmp_says_nothing(tmp_path: Path, document: str) -> None:
    said = looked_at(tmp_path, with_xmp(photo((40, 24)), document))
    assert (said.caption, said.credit, said.alt) == (None, None, None)


@pytest.mark.parametrize("datasets", [b"\x1c\x02", b"\x1c\2x\xff\xff", b"\x1c\2x\0\4\xff"])
def test_broken_iptc_says_nothing(tmp_path: Path, datasets: bytes) -> None:
    assert metadata.read(datasets, b"", {}) == metadata.EmbeddedMetadata()


def test_text_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    latin = b"\x1c\x02\x78\0\4caf\xe9"
    assert metadata.read(latin, b"", {}).caption is None
    assert metadata.read(b"\x1c\x02\x78\0\6a\0b\x1bcd", b"", {}).caption == "abcd"
    assert metadata.read(b"", b"", {ARTIST: 7, DESCRIPTION: b"two words"}).credit is None
