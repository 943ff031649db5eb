"""An import keeps the original of each article, and its text where it cannot be read alone."""

import hashlib

import pytest

from archives import Archive
from importing.documents import TWO, one, run
from importing.formats.wordpress import wxr

GALLERY = wxr.export(
    wxr.item("Text.\n\n[gallery ids='5']", guid="1", post_date="2022-01-05 10:00:00"),
    wxr.item("Plain.", post_id="2", guid="2", post_date="2022-01-05 10:00:00"),
    wxr.item(
        post_id="5",
        post_type="attachment",
        attachment_url="https://a.example/wp-content/uploads/a.jpg",
        more="<excerpt:encoded><![CDATA[Алаң]]></excerpt:encoded>",
    ),
)


def kept(archive: Archive) -> dict[str, bytes]:
    """Ending → content of the originals."""
    files = (file for file in (archive.root / "originals").rglob("*") if file.is_file())
    return {file.name[64:]: file.read_bytes() for file in files}


def test_originals_are_kept_only_if_that_is_wanted(archive: Archive) -> None:
    one(archive, TWO)
    one(archive, TWO + "More.", name="y.txt", originals=True, dry_run=True)
    assert kept(archive) == {}
    config = (archive.root / "kazarchive.toml").read_text("utf-8")
    archive.configure(f'{config}\n[import]\noriginals = "originals"\n')
    one(archive, TWO + "Other.", name="z.txt")
    assert kept(archive) == {".txt": f"{TWO}Other.".encode()}


def test_the_original_of_an_article_that_is_there_is_added(archive: Archive) -> None:
    one(archive, TWO)
    row = one(archive, TWO, originals=True)
    assert row.outcome == "unchanged"
    assert kept(archive) == {".txt": TWO.encode()}


def test_the_source_of_what_is_refused_is_not_kept(archive: Archive) -> None:
    row = one(archive, "x" * 70_000 + "\n\nText.\n", originals=True)
    assert row.outcome == "refused"
    assert kept(archive) == {}


def test_a_part_that_can_be_read_alone_needs_no_text(archive: Archive) -> None:
    archive.write("seeds/e.xml", GALLERY)
    rows = run(archive, originals=True)
    assert [row.outcome for row in rows] == ["written", "written"]
    files = sorted(each.name for each in (archive.root / "originals").rglob("*.*"))
    digests = sorted(
        hashlib.sha256(item).hexdigest()
        for item in (b"<item>" + each for each in GALLERY.split(b"<item>")[1:3])
        for item in [item.strip()]
    )
    assert [name[:64] for name in files if name.endswith(".xml")] == digests
    (text,) = [name for name in files if name.endswith(".read.html")]
    read = (archive.root / "originals" / text[:2] / text).read_text("utf-8")
    assert "Text." in read
    assert "Алаң" in read


@pytest.mark.parametrize("encoding", [None, "KOI8-R"])
def test_a_text_in_an_encoding_that_was_named_is_kept_as_it_was_read(
    archive: Archive, encoding: str | None
) -> None:
    raw = "Алматы\n\nЦена газа.\n".encode("cp1251")
    one(archive, raw, encoding=encoding, originals=True)
    assert (".read.html" in kept(archive)) == bool(encoding)


def test_earlier_versions_are_kept_for_the_record(archive: Archive) -> None:
    for day in (1, 2):
        archive.write(
            f"seeds/{day}.xml",
            f"<rss version='2.0'><channel><item><title>Q</title><guid>7</guid><pubDate>2022-01-05"
            f"</pubDate><description>Day {day}.</description></item></channel></rss>",
        )
    rows = run(archive, originals=True)
    assert [row.outcome for row in rows] == ["superseded", "written"]
    files = list((archive.root / "originals").rglob("*.xml"))
    assert len(files) == 2


@pytest.mark.parametrize("kept_before", [True, False])
def test_an_original_shows_that_a_newer_export_has_no_other_content(
    archive: Archive, kept_before: bool
) -> None:
    """The image of the article is not there any more, so that its article would be another one."""

    def export(text: str, sticky: str) -> None:
        image = "<img src='https://a.example/wp-content/uploads/a.jpg' alt='A'>"
        post = wxr.item(
            f"{image}{text}", guid="1", is_sticky=sticky, post_date="2022-01-05 10:00:00"
        )
        archive.write("seeds/e.xml", wxr.export(post))

    archive.write("uploads/a.jpg", b"JPEG")
    export("Text.", "0")
    run(archive, "seeds", media=archive.root / "uploads", originals=kept_before)
    export("Text.", "1")
    (row,) = run(archive, "seeds")
    assert row.outcome == ("unchanged" if kept_before else "refused")
    export("Another text.", "1")
    (row,) = run(archive, "seeds")
    assert row.outcome == "refused"
