"""The numbers of items of lists."""

from lxml import etree

from importing.formats.odt.writer_files import element
from kazarchive.importing.formats.odt.numbering import Counter, Level, Lists

XML = """
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"
 text:start-value="3" style:num-suffix="."/><text:list-level-style-number text:level="2"
 style:num-format="a" text:display-levels="2" style:num-prefix="(" style:num-suffix=")"/>
<text:list-level-style-bullet text:level="3"/></text:list-style>
<text:outline-style>
<text:outline-level-style text:level="1" style:num-format="I"/></text:outline-style>
"""


def lists() -> Lists:
    return Lists([etree.fromstring(element("office:styles", XML).encode())])


def a_list(attributes: str = "") -> etree._Element:
    xml = element("office:text", f"<text:list {attributes}/>")
    return etree.fromstring(xml.encode())[0]


def test_levels_say_how_they_are_numbered() -> None:
    counter = lists().begin(a_list(), "L")
    assert counter.level(1) == Level("1", "1", "", ".", 1, 3)
    assert counter.level(2).kind == ""
    assert counter.level(3).kind == counter.level(9).kind == "-"


def test_items_are_counted() -> None:
    counter = lists().begin(a_list(), "L")
    counter.count(1, None)
    counter.count(2, None)
    counter.count(2, None)
    assert (counter.number(1), counter.label(2)) == (3, "(3.b)")
    counter.count(1, 9)
    counter.count(2, None)
    assert (counter.number(1), counter.label(2)) == (9, "(9.a)")


def test_a_list_may_go_on() -> None:
    known = lists()
    first = known.begin(a_list('xml:id="x"'), "L")
    other = known.begin(a_list(), "L")
    assert other is not first
    assert known.begin(a_list('text:continue-list="x"'), "L") is first
    assert known.begin(a_list('text:continue-numbering="true"'), "L") is first
    assert known.begin(a_list('text:continue-numbering="true"'), "M") is not first


def test_headings_have_numbers_of_their_own() -> None:
    outline = lists().outline
    outline.count(1, None)
    assert outline.label(1) == "I"
    assert Counter({}).level(1).kind == "-"
