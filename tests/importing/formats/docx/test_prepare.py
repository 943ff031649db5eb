"""The XML of a document, as mammoth is given it."""

import pytest
from lxml import etree

from importing.formats.docx.word_files import STYLES, part
from kazarchive.importing.formats.docx.numbering import Numbering
from kazarchive.importing.formats.docx.package import Part, Relationship
from kazarchive.importing.formats.docx.prepare import BEGIN, END, Prepared, prepare
from kazarchive.importing.formats.docx.styles import Styles

RELATED = {
    "a": Relationship("image", "word/a.png", False),
    "b": Relationship("hyperlink", "https://a.example/", True),
}


def prepared(xml: str) -> tuple[str, Prepared]:
    """The inner XML without namespaces, and what was taken out."""
    styles = Styles(etree.fromstring(part("styles", STYLES).encode()))
    root = etree.fromstring(part("document", xml).encode())
    to = Prepared()
    prepare(Part("document", root, RELATED), styles, Numbering(None, styles), {}, to)
    written = "".join(etree.tostring(each, encoding="unicode") for each in root[0])
    for uri in set(root.nsmap.values()):
        for prefix in {prefix for prefix, other in root.nsmap.items() if other == uri}:
            written = written.replace(f' xmlns{":" if prefix else ""}{prefix or ""}="{uri}"', "")
    return written.replace("ns0:", "").replace("w:", ""), to


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<p><r><t>a</t></r><r><t>b</t></r></p>", "<p><pPr/><r><t>ab</t></r></p>"),
        ("<p/><p><pPr/></p>", ""),
        (
            '<p><pPr><pStyle w:val="H1"/><jc/></pPr><r><t>a</t></r></p>',
            '<p><pPr><pStyle val="h1"/></pPr><r><t>a</t></r></p>',
        ),
        ("<p><r><t>a</t><cr/></r></p>", "<p><pPr/><r><t>a</t><br/></r></p>"),
        ("<p><ins><r><t>a</t></r></ins></p>", "<p><pPr/><r><t>a</t></r></p>"),
        ("<p><r><rPr><vanish/></rPr><t>a</t></r></p>", "<p><pPr/></p>"),
        (
            '<p><hyperlink r:id="x"><r><t>a</t></r></hyperlink></p>',
            "<p><pPr/><hyperlink><r><t>a</t></r></hyperlink></p>",
        ),
        ('<p><bookmarkStart w:name="x"/><r><t>a</t></r></p>', "<p><pPr/><r><t>a</t></r></p>"),
        (f"<p><r><t>{BEGIN}a{END}</t></r></p>", "<p><pPr/><r><t>a</t></r></p>"),
        (
            "<p><r><t>a</t></r><r><pict><v:textbox><txbxContent><p><r><t>b</t></r></p></txbxContent>"
            "</v:textbox></pict></r></p>",
            "<p><pPr/><r><t>a</t></r></p><p><pPr/><r><t>b</t></r></p>",
        ),
    ],
)
def test_a_tree_is_prepared(xml: str, expected: str) -> None:
    assert prepared(xml)[0].replace("<t></t>", "").replace("<t/>", "") == expected


def test_images_become_signs() -> None:
    xml = '<p><r><drawing><wp:docPr descr="A  b"/><a:blip r:embed="a"/></drawing></r></p>'
    written, to = prepared(xml)
    assert f"<t>{BEGIN}I0{END}</t>" in written
    assert [(image.target, image.alt) for image in to.images] == [("word/a.png", "A b")]
    missing = prepared('<p><r><drawing><a:blip r:embed="x"/></drawing></r></p>')[1]
    assert not missing.images
    assert missing.counts["missing image"] == 1


def test_what_is_taken_out_is_counted() -> None:
    xml = (
        '<p><pPr><pStyle w:val="T"/></pPr><del><r><delText>x</delText></r></del>'
        '<r><commentReference w:id="1"/><footnoteReference w:id="1"/></r></p><altChunk/>'
    )
    counts = prepared(xml)[1].counts
    assert {name: count for name, count in counts.items() if count} == {
        "deletion": 1,
        "comment": 1,
        "missing note": 1,
        "embedded document": 1,
    }
