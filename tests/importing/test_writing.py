"""Documents of any format become articles, with their links, media and former addresses."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest

from archives import Archive
from importing.documents import read, run
from importing.formats.wordpress import wxr
from kazarchive.config import reader
from kazarchive.importing import article_file, markdown
from kazarchive.importing.analyse import Examined
from kazarchive.importing.discover import Candidate
from kazarchive.importing.document import Document, MediaFile, Note, Origin, Picture
from kazarchive.importing.existing import ExistingArticles
from kazarchive.importing.naming import Names
from kazarchive.importing.report import ImportRequest, ImportRow
from kazarchive.importing.translations import TranslationKeys
from kazarchive.importing.writing import Importer, Importing

HOME = "https://archive.example/base"


def imported(archive: Archive, *documents: Document, **request: Any) -> tuple[ImportRow, ...]:
    """Import documents as parts of one file, `export.xml`."""
    site = reader.load(archive.root)
    existing = ExistingArticles(archive.root, site)
    shared = Importing(
        archive.root,
        site,
        ImportRequest(**request),
        (),
        existing,
        Names(site, existing),
        TranslationKeys(existing),
        existing.paths,
    )
    importer = Importer(shared)
    candidate = Candidate(archive.root / "export.xml", "export.xml", "export.xml", inside=True)
    examined = [
        Examined(0, each, each.sha256, each.lang or "en", each.translation or "", line=each.line)
        for each in documents
    ]
    for each in examined:
        importer.prepare(candidate, each)
    rows = tuple(importer.row(candidate, each) for each in examined)
    for each in examined:
        importer.mend(candidate, each)
    return rows


def document(number: int, **fields: Any) -> Document:
    """A post of a system with numbers."""
    wanted = {"title": f"Post {number}", "date": "2022-01-05", "html": "<p>Text.</p>", **fields}
    origin = Origin("wordpress", id=f"{HOME}/?p={number}", url=f"{HOME}/{number}/")
    sha256 = f"{number:064}"
    return Document(sha256=sha256, original=b"", line=number, origin=origin, **wanted)


def text(archive: Archive, row: ImportRow) -> str:
    assert row.article, row.problem
    return (archive.root / row.article).read_text("utf-8")


WHOLE = """\
---
title: "Бюджет"
date: 2022-01-05 10:00
updated: 2022-01-06
summary: "Сколько потратят."
authors: ["А. Серік"]
tags: ["Бюджет", "Economy"]
image:
  src: "map.jpg"
  alt: "Карта"
  caption: "Области"
  credit: "Архив"
aliases: ["/1/", "/old/1/"]
source:
  kind: "wordpress"
  id: "https://archive.example/base/?p=1"
  url: "https://archive.example/base/1/"
  file: "export.xml"
  sha256: "{digest}"
---

A **bold** word.
"""


def test_an_article_says_all_that_is_known_of_its_document(
    trilingual: Archive, tmp_path: Path
) -> None:
    (tmp_path / "map.jpg").write_bytes(b"JPEG")
    (row,) = imported(
        trilingual,
        document(
            1,
            title="Бюджет",
            lang="ru",
            date="2022-01-05 10:00",
            updated="2022-01-06",
            summary="Сколько потратят.",
            authors=("А. Серік",),
            terms=(("tags", ("Бюджет",)), ("categories", ("Economy",))),
            picture=Picture(f"{HOME}/files/map.jpg", "Карта", "Области", "Архив"),
            addresses=(f"{HOME}/old/1/", f"{HOME}/?p=1", "https://other.example/1/"),
            html="<p>A <b>bold</b> word.</p>",
        ),
        media=tmp_path,
    )
    assert (row.outcome, row.document) == ("written", "export.xml:1")
    assert row.article == "articles/2022/byudzhet.ru.md"
    assert text(trilingual, row) == WHOLE.format(digest=f"{1:064}")
    assert (trilingual.root / "articles/2022/map.jpg").read_bytes() == b"JPEG"
    assert row.notes == (Note("changed", "these terms are tags now: Economy"),)


def test_links_between_documents_become_links_between_files(trilingual: Archive) -> None:
    first, second = imported(
        trilingual,
        document(
            1, html=f'<p><a href="{HOME}/2/#part">Later</a>, <a href="/base/2/">again</a></p>'
        ),
        document(2, date="2021-01-05", html=f'<p><a href="{HOME}/?p=1">Earlier</a></p>'),
    )
    assert "[Later](../2021/post-2.md#part), [again](../2021/post-2.md)" in text(trilingual, first)
    assert "[Earlier](../2022/post-1.md)" in text(trilingual, second)
    assert {problem.code for problem in trilingual.build().problems} <= {"K0401"}


def test_a_link_to_a_document_that_is_refused_leads_to_its_old_address(
    trilingual: Archive,
) -> None:
    links = f'<p><a href="{HOME}/2/">x</a> <a href="{HOME}/4/">y</a></p>'
    before, refused, after, last = imported(
        trilingual,
        document(1, html=links),
        document(2, updated="2021"),
        document(3, html=links, date="2021-01-05"),
        document(4),
    )
    assert [row.outcome for row in (before, refused, last)] == ["written", "refused", "written"]
    assert f"[x]({HOME}/2/) [y](post-4.md)" in text(trilingual, before)
    assert f"[x]({HOME}/2/) [y](../2022/post-4.md)" in text(trilingual, after)
    assert not [each for each in trilingual.build().problems if each.severity == "error"]


def test_a_name_that_is_taken_meanwhile_is_not_linked_to(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = article_file.write

    def late(root: Path, path: str, raw: bytes | Path) -> bool:
        if path.endswith("/post-2.md") and not (root / path).exists():
            (root / path).write_text("---\ntitle: Mine\ndate: 2022-01-05\n---\nText.\n")
        return write(root, path, raw)

    monkeypatch.setattr(article_file, "write", late)
    link = f'<p><a href="{HOME}/2/">x</a></p>'
    first, second, third = imported(
        trilingual, document(1, html=link), document(2), document(3, html=link)
    )
    assert second.article == "articles/2022/post-2-2.md"
    assert "[x](post-2-2.md)" in text(trilingual, first)
    assert "[x](post-2-2.md)" in text(trilingual, third)


def test_a_link_to_anything_else_stays(trilingual: Archive) -> None:
    links = ("https://other.example/", "mailto:a@example.org", "#part", f"{HOME}/none/", "http://[")
    html = "".join(f'<p><a href="{link}">x</a></p>' for link in links)
    (row,) = imported(trilingual, document(1, html=html))
    for link in links:
        assert f"({link})" in unescape(text(trilingual, row))


def test_images_and_files_stand_beside_the_article(trilingual: Archive, tmp_path: Path) -> None:
    (tmp_path / "2022").mkdir()
    (tmp_path / "2022/карта 1.png").write_bytes(b"PNG")
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    image = f"{HOME}/wp-content/uploads/2022/%D0%BA%D0%B0%D1%80%D1%82%D0%B0%201.png"
    html = (
        f'<p><img src="{image}" alt="Map"></p><p><a href="{HOME}/report.pdf">Report</a></p>'
        f'<p><img src="{HOME}/gone.png" alt="Gone"> <img src="word/a.gif" alt="In it"></p>'
    )
    carried = MediaFile("word/a.gif", "a.gif", b"GIF")
    (row,) = imported(trilingual, document(1, html=html, media=(carried,)), media=tmp_path)
    written = text(trilingual, row)
    assert "report.pdf" in written
    assert "a.gif" in written
    folder = trilingual.root / "articles/2022"
    assert (folder / "report.pdf").read_bytes() == b"%PDF"
    assert (folder / "a.gif").read_bytes() == b"GIF"
    assert [file.read_bytes() for file in folder.glob("*.png")] == [b"PNG"]
    assert row.notes == (Note("lost", f"the file {HOME}/gone.png is not there"),)


def test_a_main_image_that_is_nowhere_keeps_its_address_and_its_caption(
    trilingual: Archive,
) -> None:
    far = Picture("/base/files/map.jpg", "Map", "Regions")
    (row,) = imported(trilingual, document(1, picture=far))
    assert row.notes == (Note("lost", f"the file {HOME}/files/map.jpg is not there"),)
    assert f'src: "{HOME}/files/map.jpg"\n  alt: "Map"\n  caption: "Regions"' in text(
        trilingual, row
    )
    inside = Picture("cid:1", caption="Regions", credit="Archive")
    (row,) = imported(trilingual, document(2, picture=inside))
    assert 'image:\n  caption: "Regions"\n  credit: "Archive"' in text(trilingual, row)
    assert row.notes[1].text == "the caption of the main image: “Regions”"


def test_the_files_of_a_document_that_is_refused_are_not_left_behind(trilingual: Archive) -> None:
    carried = MediaFile("a.gif", "a.gif", b"GIF")
    html = '<p><img src="a.gif" alt="A"></p>'
    (row,) = imported(trilingual, document(1, title="", html=html, media=(carried,)))
    assert row.outcome == "refused"
    assert not (trilingual.root / "articles/2022").exists()


def test_drafts_and_pages_are_not_published_as_articles(trilingual: Archive) -> None:
    draft, later, page = imported(
        trilingual,
        document(1, draft=True),
        document(2, date=None),
        document(3, title="About us", page=True, date=None),
    )
    assert (draft.outcome, later.outcome, page.outcome) == ("draft", "draft", "written")
    assert page.article == "pages/about-us.md"
    assert read(trilingual, draft).draft
    assert read(trilingual, later).draft
    assert trilingual.build().problems == ()


def test_a_page_that_moves_keeps_its_old_address(trilingual: Archive) -> None:
    moved, stays = imported(
        trilingual,
        document(1, title="About", page=True, date=None),
        Document(
            title="Contact",
            page=True,
            html="<p>Text.</p>",
            sha256="2",
            origin=Origin(id="2", url=f"{HOME}/contact/"),
        ),
    )
    assert (moved.notes, stays.notes) == ((), ())
    assert 'aliases: ["/1/"]' in text(trilingual, moved)
    assert "aliases" not in text(trilingual, stays)
    trilingual.article("a.md")
    trilingual.build()
    assert b"url=/base/about/" in trilingual.tree()["1/index.html"]


def test_what_was_imported_is_unchanged_and_what_was_edited_since_is_refused(
    trilingual: Archive,
) -> None:
    (first, page) = imported(trilingual, document(1), document(2, page=True, date=None))
    before = text(trilingual, first)
    again = imported(trilingual, document(1, title="Other"), document(2, page=True, date=None))
    assert [row.outcome for row in again] == ["unchanged", "unchanged"]
    assert [row.article for row in again] == [first.article, page.article]
    edited = document(1, html="<p>Edited.</p>")
    (refused,) = imported(trilingual, Document(**{**_fields(edited), "sha256": "f" * 64}))
    assert (refused.outcome, refused.problem and refused.problem.code) == ("refused", "K0804")
    assert text(trilingual, first) == before


def again(document: Document, **fields: Any) -> Document:
    """A newer export of a document: the bytes differ."""
    return Document(**{**_fields(document), "sha256": f"{999:064}", **fields})


def test_a_newer_export_that_differs_in_no_content_is_unchanged(trilingual: Archive) -> None:
    carried = MediaFile("a.gif", "a.gif", b"GIF")
    first = document(
        1,
        html='<p><img src="a.gif" alt="A"> <a href="/base/9/">x</a></p>',
        media=(carried,),
        terms=(("tags", ("Fuel",)),),
        authors=("A. Serik",),
        addresses=(f"{HOME}/old/1/",),
    )
    (row,) = imported(trilingual, first, tags=("Seed",))
    before = text(trilingual, row)
    for same in (again(first), again(first, notes=(Note("lost", "comments: 7"),), line=9)):
        (second,) = imported(trilingual, same)
        assert (second.outcome, second.article) == ("unchanged", row.article)
    for fields in (
        {"html": first.html + "<p>More.</p>"},
        {"title": "Another"},
        {"terms": (("tags", ("Fuel", "Gas")),)},
        {"authors": ("B. Omar",)},
        {"date": None},
        {"addresses": (f"{HOME}/new/1/",)},
        {"picture": Picture("https://b.example/a.png")},
    ):
        (refused,) = imported(trilingual, again(first, **fields))
        assert (refused.outcome, refused.article) == ("refused", None), fields
    assert text(trilingual, row) == before
    assert {each.name for each in (trilingual.root / "articles/2022").iterdir()} == {
        "a.gif",
        "post-1.md",
    }


def test_an_article_that_was_edited_is_not_the_same(trilingual: Archive) -> None:
    (row,) = imported(trilingual, document(1))
    assert row.article
    trilingual.write(row.article, text(trilingual, row).replace("Text.", "Text!"))
    (refused,) = imported(trilingual, again(document(1)))
    assert refused.problem
    assert refused.problem.code == "K0804"


def _fields(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in document.__struct_fields__}


def test_a_new_article_links_to_one_of_an_earlier_import(trilingual: Archive) -> None:
    imported(trilingual, document(1))
    _, row = imported(trilingual, document(1), document(2, html='<p><a href="/base/1/">x</a></p>'))
    assert "[x](post-1.md)" in text(trilingual, row)


def test_translations_share_a_key(trilingual: Archive) -> None:
    rows = imported(
        trilingual,
        document(1, lang="kk", translation="pll_1"),
        document(2, lang="ru", translation="pll_1"),
    )
    assert all('translation_key: "pll_1"' in text(trilingual, row) for row in rows)


def test_an_alias_is_neither_the_new_address_nor_one_that_cannot_be_served(
    trilingual: Archive,
) -> None:
    addresses = (f"{HOME}/2022/01/05/post-1/", f"{HOME}/", f"{HOME}/a/../b/", f"{HOME}/a%2Fb/?x=1")
    (row,) = imported(trilingual, document(1, addresses=addresses))
    assert 'aliases: ["/1/"]\n' in text(trilingual, row)


def test_a_dry_run_writes_nothing(trilingual: Archive) -> None:
    carried = MediaFile("a.gif", "a.gif", b"GIF")
    html = '<p><img src="a.gif" alt=""></p>'
    (row,) = imported(trilingual, document(1, html=html, media=(carried,)), dry_run=True)
    assert (row.outcome, row.article) == ("would be written", "articles/2022/post-1.md")
    assert not (trilingual.root / "articles/2022").exists()


NEWS = "<p>" + " ".join(f"word{number}" for number in range(300)) + "</p>"


@pytest.mark.parametrize("doubles", ["keep", "skip", "draft"])
def test_the_same_text_twice_is_named_skipped_or_a_draft(trilingual: Archive, doubles: str) -> None:
    first, second, other = imported(
        trilingual,
        document(1, title="News", html=NEWS),
        document(2, title="News", html=NEWS.replace("word7 ", "word8 "), date="2022-02-01"),
        document(3, title="Other", html=NEWS, date="2022-03-01"),
        doubles=doubles,
    )
    assert (first.outcome, other.outcome) == ("written", "written")
    assert second.outcome == {"keep": "written", "skip": "skipped", "draft": "draft"}[doubles]
    if doubles == "skip":
        assert second.problem
        assert (second.problem.code, second.article) == ("K0809", None)
    else:
        (note,) = second.notes
        assert (note.kind, note.text[:43]) == (
            "recognised",
            f"nearly the same text as {first.article}"[:43],
        )
    assert "nearly the same text as" in other.notes[0].text


def test_the_same_text_in_the_archive_is_found(trilingual: Archive) -> None:
    body = NEWS.removeprefix("<p>").removesuffix("</p>")
    trilingual.article("2020/old.md", body, title="News", date="2020-01-01")
    (row,) = imported(trilingual, document(1, title="News", html=NEWS), doubles="skip")
    assert row.problem
    assert row.problem.values == {"path": "articles/2020/old.md", "share": "100%"}


@pytest.mark.parametrize("fields", [{"title": ""}, {"title": "x", "updated": "2021"}])
def test_a_document_that_makes_no_article_is_refused(
    trilingual: Archive, fields: dict[str, Any]
) -> None:
    (row,) = imported(trilingual, document(1, **fields))
    assert (row.outcome, row.problem and row.problem.code) == ("refused", "K0806")
    assert not (trilingual.root / "articles/2022").exists()


def test_the_words_of_a_document_are_compared_with_those_of_its_article(
    trilingual: Archive,
) -> None:
    (whole,) = imported(trilingual, document(1, html="<p>Үкімет <b>отырысы</b> — 5 қаңтарда.</p>"))
    assert (whole.kept, whole.notes) == (1, ())


def test_what_an_article_lacks_is_named_with_its_place(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = "Үкімет отырысы бүгін."
    monkeypatch.setattr(markdown, "body", lambda _: short)
    html = '<p>Үкімет отырысы бүгін <a href="/x">өтті</a>.</p>'
    (row,) = imported(trilingual, document(1, html=html))
    assert row.kept == 0.8
    assert row.notes == (
        Note("lost", "words after “Үкімет отырысы бүгін”: “өтті”"),
        Note("lost", "links: 1 in the document, 0 in the article"),
    )


def test_one_part_of_a_file_in_several_languages_makes_several_articles(
    trilingual: Archive,
) -> None:
    export = wxr.export(
        wxr.item("[:en]A[:ru]Б[:kk]В[:]", title="[:en]News[:ru]Новости[:kk]Жаңалық[:]")
    )
    trilingual.write("seeds/e.xml", export)
    rows = run(trilingual, "seeds/e.xml")
    assert [row.outcome for row in rows] == ["draft"] * 3
    assert len({row.article for row in rows}) == 3
    assert [row.outcome for row in run(trilingual, "seeds/e.xml")] == ["unchanged"] * 3


def test_a_title_that_looks_like_a_record_is_none(trilingual: Archive) -> None:
    forged = f"Note sha256: {2:064} id: {HOME}/?p=3, file: export.xml"
    imported(trilingual, document(1, title=forged))
    rows = imported(trilingual, document(1, title=forged), document(2), document(3))
    assert [row.outcome for row in rows] == ["unchanged", "written", "written"]


def test_two_documents_with_one_address_build(trilingual: Archive) -> None:
    url = f"{HOME}/same/"
    rows = imported(
        trilingual,
        document(1, addresses=(url,)),
        document(2, addresses=(f"{HOME}/SAME/",)),
        document(3, addresses=(f"{HOME}/2022/01/", f"{HOME}/about/")),
    )
    assert [row.outcome for row in rows] == ["written"] * 3
    assert [note.kind for note in rows[1].notes] == ["lost"]
    assert [note.kind for note in rows[2].notes] == ["lost", "lost"]
    assert not [each for each in trilingual.build().problems if each.severity == "error"]
    (again,) = imported(trilingual, document(4, addresses=(url,)))
    assert "another article has it" in again.notes[0].text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example/a b", 'https://a"b/'])
def test_what_is_no_web_address_costs_no_text(trilingual: Archive, url: str) -> None:
    made = Document(**{**_fields(document(1)), "origin": Origin("feed", id="1", url=url)})
    (row,) = imported(trilingual, made)
    assert row.outcome == "written"
    assert row.notes[0].text == f"no web address: {url}"


def test_a_link_to_a_skipped_text_leads_to_the_one_that_is_there(trilingual: Archive) -> None:
    _, _, third = imported(
        trilingual,
        document(1, title="News", html=NEWS),
        document(2, title="News", html=NEWS),
        document(3, html=f'<p><a href="{HOME}/2/">x</a></p>'),
        doubles="skip",
    )
    assert "[x](news.md)" in text(trilingual, third)


def test_a_link_to_the_front_page_leads_to_no_article(trilingual: Archive) -> None:
    origin = Origin("feed", id=f"{HOME}/#1", url="https://archive.example/")
    html = f'<p><a href="{HOME}/">home</a> <a href="https://archive.example">top</a></p>'
    made = Document(title="A", html=html, sha256="1", date="2022-01-05", origin=origin)
    (row,) = imported(trilingual, made)
    assert f"[home]({HOME}/)" in text(trilingual, row)
    assert "a.md" not in text(trilingual, row)


def test_a_fault_that_nobody_foresaw_refuses_one_document(
    trilingual: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def body(tree: Any) -> str:
        if "bad" in "".join(tree.itertext()):
            raise ValueError("All strings must be XML compatible")
        return "Text."

    monkeypatch.setattr(markdown, "body", body)
    bad, good = imported(trilingual, document(1, html="<p>bad</p>"), document(2))
    assert not (trilingual.root / "articles/2022/post-1.md").exists()
    assert (bad.outcome, bad.problem and bad.problem.code) == ("refused", "K0810")
    assert good.outcome == "written"
