"""Frames → images and formulas."""

import base64
from collections import Counter
from pathlib import Path

from lxml import etree

from importing.formats.odt.writer_files import element
from importing.formats.office_cases import EMF, packed, png
from kazarchive.importing.formats.odt.pictures import Pictures
from kazarchive.importing.office.images import Images
from kazarchive.importing.zip_files import ZipFiles
from kazarchive.problems import Place

PLACE = Place("a.odt")


def frame(xml: str) -> etree._Element:
    return etree.fromstring(element("draw:frame", xml).encode())


def shown(xml: str, folder: Path) -> tuple[str, Images, Counter[str]]:
    math = element("math:math", "<math:mi>a</math:mi><math:annotation>x</math:annotation>")
    members = {"Pictures/a.png": png(), "Pictures/b.emf": EMF, "Object 1/content.xml": math}
    (folder / "a.odt").write_bytes(packed(members))
    images, counts = Images("x"), Counter[str]()
    with ZipFiles(folder / "a.odt", PLACE) as files:
        return Pictures(files, images, counts, PLACE).html(frame(xml), "Alt"), images, counts


def test_the_first_form_that_a_browser_shows_is_taken(tmp_path: Path) -> None:
    xml = '<draw:image xlink:href="Pictures/b.emf"/><draw:image xlink:href="./Pictures/a.png"/>'
    html, images, _ = shown(xml, tmp_path)
    assert html == '<img src="image-1.png" alt="Alt">'
    assert not images.notes


def test_an_image_may_be_in_the_xml() -> None:
    data = base64.b64encode(png()).decode()
    xml = (
        f"<draw:image><office:binary-data>{data[:9]}\n{data[9:]}</office:binary-data></draw:image>"
    )
    images = Images("x")
    assert Pictures(None, images, Counter(), PLACE).html(frame(xml), "").startswith("<img")
    assert images.media[0].content == png()


def test_a_formula_is_its_text_and_an_object_is_counted(tmp_path: Path) -> None:
    html, _, counts = shown('<draw:object xlink:href="./Object 1"/>', tmp_path)
    assert (html, counts["formula"]) == ("a", 1)
    html, _, counts = shown('<draw:object xlink:href="./Object 2"/>', tmp_path)
    assert (html, counts["object"]) == ("", 1)


def test_nothing_outside_of_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    html, images, _ = shown('<draw:image xlink:href="../secret.png"/>', tmp_path)
    assert html == ""
    assert len(images.notes) == 1
