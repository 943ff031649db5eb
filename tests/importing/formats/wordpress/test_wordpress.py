"""A WordPress export → documents: `cases/*.xml` and what is read of each.

`WRITE_CASES=1` writes what is read now, to be reviewed.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from importing.formats.wordpress import wxr
from kazarchive.importing.document import Document
from kazarchive.importing.formats.source import Source
from kazarchive.importing.formats.wordpress import documents
from kazarchive.problems import Problem, ProblemsFound

CASES = sorted((Path(__file__).parent / "cases").glob("*.xml"))


def shown(one: Document | Problem) -> Iterator[str]:
    if isinstance(one, Problem):
        yield f"{one.severity}[{one.code}] {one.place.path}:{one.place.line}: {one.message}"
        return
    yield f"# {one.title}"
    for name in ("line", "lang", "date", "updated", "authors", "summary", "picture", "draft"):
        yield from (f"{name}: {value}" for value in [getattr(one, name)] if value)
    for name in ("page", "slug", "translation"):
        yield from (f"{name}: {value}" for value in [getattr(one, name)] if value)
    yield from (f"{taxonomy}: {', '.join(names)}" for taxonomy, names in one.terms)
    yield f"id: {one.origin.id}"
    yield from (f"address: {address}" for address in one.addresses)
    yield from (f"media: {file.name} ← {file.address}" for file in one.media)
    yield from (f"comment: {comment.author}: {comment.text}" for comment in one.comments)
    yield from (f"{note.kind}: {note.text}" for note in one.notes)
    yield one.html


@pytest.mark.parametrize("file", CASES, ids=[file.stem for file in CASES])
def test_an_export_is_read_as_its_case_says(file: Path) -> None:
    found = documents(Source(file, file.name, "Asia/Almaty"))
    said = "\n\n".join("\n".join(shown(one)) for one in found) + "\n"
    expected = file.with_suffix(".expected")
    if os.environ.get("WRITE_CASES") == "1":
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")


def test_the_original_is_the_item_as_it_stands_in_the_file(tmp_path: Path) -> None:
    text = wxr.item("<b>A</b>")
    document = wxr.one(tmp_path, text)
    assert document.original == text.strip().encode()
    assert document.sha256 == hashlib.sha256(document.original).hexdigest()
    assert document.line == 4


def test_no_address_of_a_reader_gets_into_a_document(tmp_path: Path) -> None:
    comment = (
        "<wp:comment><wp:comment_author_email>r@a.example</wp:comment_author_email>"
        "<wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>"
        "<wp:comment_approved>1</wp:comment_approved></wp:comment>"
    )
    document = wxr.one(tmp_path, wxr.item(more=comment))
    said = "\n".join((*shown(document), f"{document.comments}"))
    assert len(document.comments) == 1
    assert "r@a.example" not in said
    assert "192.0.2.1" not in said


def test_an_export_without_items_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="K0836"):
        wxr.read(tmp_path, wxr.export())


def test_templates_are_added_to_the_table_of_shortcodes(tmp_path: Path) -> None:
    data = wxr.export(wxr.item('[map city="Ақтау"]in[/map]'))
    (document,) = wxr.read(tmp_path, data, shortcodes=(("map", "<p>{city}: {inner}</p>"),))
    assert isinstance(document, Document)
    assert document.html == "<p>Ақтау: in</p>"


def test_attachments_and_authors_may_stand_after_the_posts(tmp_path: Path) -> None:
    author = (
        "<wp:author><wp:author_login>a</wp:author_login>"
        "<wp:author_display_name>Aigerim</wp:author_display_name></wp:author>"
    )
    post = wxr.item(more="<dc:creator>a</dc:creator>" + wxr.meta("_thumbnail_id", "5"))
    url = "https://a.example/wp-content/uploads/2022/01/a.jpg"
    attachment = wxr.item(post_id="5", post_type="attachment", attachment_url=url)
    document = wxr.one(tmp_path, post, attachment, author)
    assert document.authors == ("Aigerim",)
    assert document.picture
    assert document.picture.address == url
    assert [file.name for file in document.media] == ["2022/01/a.jpg"]


def test_attachments_that_no_text_names_are_counted(tmp_path: Path) -> None:
    def attachment(number: int) -> str:
        url = f"https://a.example/wp-content/uploads/{number}.jpg"
        return wxr.item(post_id=f"{number}", post_type="attachment", attachment_url=url)

    post = wxr.item('<img src="https://a.example/wp-content/uploads/5.jpg">')
    _, note = wxr.read(tmp_path, wxr.export(post, *map(attachment, (5, 6, 7))))
    assert isinstance(note, Problem)
    assert (note.code, note.values["count"]) == ("K0888", "2")


def test_a_broken_part_of_the_site_is_no_document(tmp_path: Path) -> None:
    broken = "<wp:author><wp:author_login>a</wp:author>"
    note, document = wxr.read(tmp_path, wxr.export(broken, wxr.item()))
    assert isinstance(note, Problem)
    assert (note.code, note.of_file) == ("K0889", True)
    assert isinstance(document, Document)


def test_a_date_that_is_none_is_told(tmp_path: Path) -> None:
    document = wxr.one(tmp_path, wxr.item(post_date="2022-02-30 10:00:00"))
    assert document.date is None
    assert "lost: its date, `2022-02-30 10:00:00`, is none" in "\n".join(shown(document))


def test_items_of_one_export_are_no_versions_of_each_other(tmp_path: Path) -> None:
    two = (wxr.item(text, guid="1", post_modified="2022-01-05 10:00:00") for text in "ab")
    first, second = wxr.read(tmp_path, wxr.export(*two))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.version, second.version) == (("2022-01-05 10:00:00",), ())
