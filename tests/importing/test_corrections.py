"""Damaged letters are repaired, and unwanted paragraphs left out, in documents of any format."""

import pytest

from archives import Archive
from importing.documents import body, run
from importing.formats.wordpress import wxr
from kazarchive.importing import corrections
from kazarchive.importing.document import Document, Note, Picture

DAMAGED = "Қазақстан Республикасының Үкіметі өткен жылғы бағаны қайта қарауға шешім қабылдады."
BROKEN = DAMAGED.encode("kz1048").decode("cp1251")


def test_letters_are_repaired_and_addresses_stay(archive: Archive) -> None:
    document = Document(
        title=BROKEN,
        html=f'<p title="{BROKEN}"><a href="/Ќаз">{BROKEN * 3}</a></p>',
        markdown=BROKEN,
        source_text=BROKEN,
        authors=(BROKEN,),
        terms=(("tags", (BROKEN,)),),
        summary=BROKEN,
        picture=Picture("/Ќ.jpg", BROKEN, None, BROKEN),
    )
    found = corrections.with_letters(document)
    assert found.html == f'<p title="{DAMAGED}"><a href="/Ќаз">{DAMAGED * 3}</a></p>'
    assert {found.title, found.markdown, found.source_text, found.summary} == {DAMAGED}
    assert (found.authors, found.terms) == ((DAMAGED,), (("tags", (DAMAGED,)),))
    assert found.picture == Picture("/Ќ.jpg", DAMAGED, None, DAMAGED)
    (note,) = found.notes
    assert (note.kind, note.text[:25]) == ("changed", "Kazakh letters repaired: ")


@pytest.mark.parametrize(
    "text",
    [
        DAMAGED,
        "Уряд України ухвалив рішення про ціни на газ, їх переглянуть у наступному році.",
        "Владата на Македонија денес ја објави одлуката за цените на горивата ќе се менуваат.",
        "The price of gas.",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    document = Document(title=text, html=f"<p>{text * 3}</p>")
    assert corrections.with_letters(document) is document


PATTERNS = ("^read also:", "©")


@pytest.mark.parametrize(
    ("html", "left", "out"),
    [
        ("<p>A</p><p>Read also: B</p>", "<p>A</p>", ["Read also: B"]),
        (
            "<ul><li>A</li><li>Read <b>also</b>: B</li></ul>",
            "<ul><li>A</li></ul>",
            ["Read also: B"],
        ),
        (
            "<blockquote><p>A</p><p>B ©</p></blockquote>",
            "<blockquote><p>A</p></blockquote>",
            ["B ©"],
        ),
        ("<p>A</p><div>© C</div>tail", "<p>A</p>tail", ["© C"]),
        ("<p>A read also: B</p>", "<p>A read also: B</p>", []),
        ("<p>© all</p>", "<p>© all</p>", []),
    ],
)
def test_paragraphs_that_the_site_names_are_left_out(html: str, left: str, out: list[str]) -> None:
    found = corrections.without_boilerplate(Document(title="T", html=html), PATTERNS)
    assert found.html == left
    assert found.notes == tuple(Note("left out", text) for text in out)


def test_pages_and_plain_texts_are_left_to_their_readers() -> None:
    page = Document(title="T", html="<p>A</p><p>©</p>", extracted=True)
    plain = Document(title="T", paragraphs=("A", "©"))
    own = Document(title="T", html="<p>A</p><p>©</p>", markdown="A\n\n©")
    assert corrections.without_boilerplate(own, PATTERNS) is own
    assert corrections.without_boilerplate(page, PATTERNS) is page
    assert corrections.without_boilerplate(plain, PATTERNS) is plain
    assert corrections.without_boilerplate(page, ()) is page


def test_an_export_and_a_feed_are_corrected(archive: Archive) -> None:
    config = (archive.root / "kazarchive.toml").read_text("utf-8")
    archive.configure(f'{config}\n[import]\nboilerplate = ["^Read also"]\n')
    text = f"{BROKEN}\n\nRead also: B"
    archive.write("seeds/e.xml", wxr.export(wxr.item(text, post_date="2022-01-05 10:00:00")))
    archive.write(
        "seeds/f.xml",
        f"<rss version='2.0'><channel><item><title>Баға</title><pubDate>2022-01-05</pubDate>"
        f"<description>&lt;p&gt;{BROKEN}&lt;/p&gt;&lt;p&gt;Read also: B&lt;/p&gt;</description>"
        "</item></channel></rss>",
    )
    rows = run(archive, lang="en")
    assert [body(archive, row) for row in rows] == [DAMAGED, DAMAGED]
    assert [row.left_out for row in rows] == [("Read also: B",)] * 2
    assert [row.kept for row in rows] == [1, 1]
    assert all(any("letters repaired" in note.text for note in row.notes) for row in rows)
