"""Runs with the marks that an article can have."""

from lxml import etree

from importing.formats.docx.word_files import part
from kazarchive.importing.formats.docx import runs
from kazarchive.importing.formats.docx.package import W
from kazarchive.importing.formats.docx.runs import Look, Looks
from kazarchive.importing.formats.docx.styles import Styles

STYLES = """
<style w:type="paragraph" w:styleId="B"><name w:val="B"/><rPr><b/></rPr></style>
<style w:type="character" w:styleId="Up"><rPr><vertAlign w:val="superscript"/></rPr></style>
"""


def run(properties: str, text: str = "<t>a</t>") -> etree._Element:
    xml = f"<p><r><rPr>{properties}</rPr>{text}</r></p>"
    return etree.fromstring(part("document", xml).encode())[0][0][0]


def look(properties: str, paragraph: str = "", role: str = "") -> Look:
    styles = Styles(etree.fromstring(part("styles", STYLES).encode()))
    around = f'<pPr><pStyle w:val="{paragraph}"/></pPr>'
    block = etree.fromstring(part("document", around).encode())[0][0]
    return Looks(styles).of(run(properties), block, role)


def test_a_look_has_what_an_article_has_a_form_for() -> None:
    assert look('<b/><i/><sz w:val="28"/>') == Look(False, ("b", "i"))
    assert look("<strike/><dstrike/>") == Look(False, ("strike",))
    assert look('<vertAlign w:val="subscript"/>') == Look(False, (), "subscript")
    assert look('<rStyle w:val="Up"/>') == Look(False, (), "superscript")
    assert look("<vanish/>").is_hidden
    assert look("", "B") == Look(False, ("b",))
    assert look("", "B", role="h1") == Look(False)


def test_a_run_is_marked_anew() -> None:
    marked = run('<sz w:val="28"/><b/>')
    runs.mark(marked, Look(False, ("i",), "superscript"))
    assert [etree.QName(each).localname for each in marked[0]] == ["i", "vertAlign"]
    runs.mark(marked, Look(False))
    assert [each.tag for each in marked] == [f"{W}t"]


def test_texts_of_runs_are_joined_but_nothing_else() -> None:
    first = run("")
    assert runs.join(first, run("", "<t>b</t><t>c</t>"))
    assert first[-1].text == "abc"
    assert not runs.join(first, run("", "<br/>"))
    assert not runs.join(run("", "<t>a</t><br/>"), run(""))
    assert not runs.join(run("", ""), run(""))
