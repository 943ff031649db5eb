"""Tables of fonts and styles, properties of the file, images."""

from kazarchive.importing.formats.rtf.sinks import (
    NOTHING,
    Buffer,
    Font,
    Fonts,
    Info,
    Moment,
    Picture,
    Style,
    Styles,
)


def test_fonts_are_read() -> None:
    table = Fonts()
    for word, number, text in (("f", 0, "Times "), ("fcharset", 204, "New;"), ("f", 1, "Arial;")):
        table.word(word, number)
        table.text(text)
    assert table.fonts == {0: Font("cp1251", "Times New"), 1: Font(None, "Arial")}


def test_styles_of_paragraphs_are_read() -> None:
    table = Styles()
    table.text("Normal;")
    table.word("s", 1)
    table.word("outlinelevel", 0)
    table.text("Own;")
    table.word("cs", 2)
    table.text("Strong;")
    table.word("s", 3)
    table.text("heading 2;")
    assert table.styles == {0: Style("Normal"), 1: Style("Own", "0"), 3: Style("heading 2")}
    assert [table.role(*each) for each in ((1, ""), (3, ""), (0, "1"), (9, ""))] == [
        "h1",
        "h2",
        "h2",
        "",
    ]


def test_properties_are_read_the_second_time_if_there_are_two() -> None:
    info = Info()
    for text in ("?", "Тақырып"):
        info.field("title").text(text)
    created = info.field("creatim")
    for word, number in (("yr", 2022), ("mo", 1), ("dy", 5), ("hr", 10)):
        created.word(word, number)
    assert info.field("upr") is info
    assert info.field("company") is NOTHING
    said = info.properties
    assert (said.title, said.created, said.changed) == ("Тақырып", "2022-01-05T10:00", "")
    assert Moment().iso == ""


def test_an_image_is_figures_or_bytes() -> None:
    picture = Picture()
    picture.digits(b"89 50")
    picture.digits(b"\n4e")
    assert picture.content == b"\x89PN"
    picture.digits(b"x")
    assert picture.content == b""
    picture.binary = b"raw"
    assert picture.content == b"raw"


def test_a_buffer_has_spaces_for_paragraphs() -> None:
    buffer = Buffer()
    buffer.text("a")
    buffer.word("par", None)
    buffer.text("b")
    assert buffer.whole == "a b"
