"""One item → its documents."""

from pathlib import Path

import pytest

from archives import Archive
from importing.documents import run
from importing.formats.wordpress import wxr
from kazarchive.importing.document import Document
from kazarchive.importing.formats.wordpress import posts
from kazarchive.problems import Problem


def notes(document: Document) -> list[str]:
    return [f"{note.kind}: {note.text}" for note in document.notes]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("AT&T &amp; <b>бас</b> &#8212; x", "AT&T & бас — x"),
        ("a &lt;html&gt; b", "a <html> b"),
        (" a\n b ", "a b"),
        ("2 < 3", "2 < 3"),
    ],
)
def test_a_title_is_plain_text(written: str, title: str) -> None:
    assert posts.title(written) == title


@pytest.mark.parametrize(
    ("status", "draft"),
    [("publish", False), ("private", True), ("future", True), ("archive", True), ("draft", True)],
)
def test_only_what_was_public_is_public(tmp_path: Path, status: str, draft: bool) -> None:
    assert wxr.one(tmp_path, wxr.item(status=status)).draft is draft


def test_a_password_makes_a_draft_and_is_told_nowhere(tmp_path: Path) -> None:
    document = wxr.one(tmp_path, wxr.item(post_password="secret"))
    assert document.draft
    assert notes(document) == ["recognised: it was protected by a password, and is a draft here"]


def test_the_summary_is_the_excerpt_or_a_description(tmp_path: Path) -> None:
    excerpt = "<excerpt:encoded><![CDATA[<p>An <b>excerpt</b></p>]]></excerpt:encoded>"
    yoast, pattern = (wxr.meta("_yoast_wpseo_metadesc", text) for text in ("Said", "%%title%%"))
    math = wxr.meta("rank_math_description", "Rank &amp; math")
    for more, summary in (
        (excerpt + yoast, "An excerpt"),
        (yoast + math, "Said"),
        (pattern + math, "Rank & math"),
        (pattern, None),
    ):
        assert wxr.one(tmp_path, wxr.item(more=more)).summary == summary


def test_terms_are_given_with_their_taxonomies(tmp_path: Path) -> None:
    terms = "".join(
        f'<category domain="{domain}" nicename="n"><![CDATA[{domain} name]]></category>'
        for domain in ("category", "post_tag", "post_format", "regions", "language")
    )
    assert wxr.one(tmp_path, wxr.item(more=terms)).terms == (
        ("categories", ("category name",)),
        ("tags", ("post_tag name",)),
        ("regions", ("regions name",)),
    )


def test_several_authors_are_terms(tmp_path: Path) -> None:
    terms = "".join(
        f'<category domain="author" nicename="cap-{name}">{name}</category>' for name in "ab"
    )
    document = wxr.one(tmp_path, wxr.item(more=terms + "<dc:creator>x</dc:creator>"))
    assert document.authors == ("a", "b")


def test_a_podcast_keeps_its_file(tmp_path: Path) -> None:
    url = "https://a.example/wp-content/uploads/a.mp3"
    enclosure = wxr.meta("enclosure", f"{url}\n123\naudio/mpeg")
    assert wxr.one(tmp_path, wxr.item(more=enclosure)).html == (
        f'<p>Text.</p>\n<p><a href="{url}">a.mp3</a></p>'
    )
    there = wxr.item(f'<a href="{url}">x</a>', more=enclosure)
    assert wxr.one(tmp_path, there).html == f'<p><a href="{url}">x</a></p>'


def test_what_an_article_has_no_form_for_is_told(tmp_path: Path) -> None:
    more = wxr.meta("_thumbnail_id", "9") + wxr.meta("_elementor_data", "[1]")
    document = wxr.one(tmp_path, wxr.item("", is_sticky="1", post_type="news", more=more))
    assert notes(document) == [
        "lost: it has no date",
        "recognised: its type is `news`",
        "lost: it was sticky: at the top of the front page",
        "lost: the main image: attachment 9 is not in the export",
        "lost: its text, which only Elementor has",
    ]


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("x" * 2_000_001, "2,000,000 characters"),
        ("<p>" * 50_001, "50,000 tags and shortcodes"),
        ("".join(f"[:a{a}{b}]x" for a in "abcde" for b in "abcde"), "20 languages"),
    ],
)
def test_what_takes_too_long_to_read_is_left_out(tmp_path: Path, text: str, most: str) -> None:
    problem, after = wxr.read(tmp_path, wxr.export(wxr.item(text), wxr.item()))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.place.line) == ("K0834", 4)
    assert most in problem.message
    assert isinstance(after, Document)


def test_a_part_without_a_title_has_that_of_another_language(tmp_path: Path) -> None:
    data = wxr.export(wxr.item("[:kk]Қ[:ru]Р[:]", title="[:kk]Тақырып[:]"))
    first, second = wxr.read(tmp_path, data)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, second.title) == ("Тақырып", "Тақырып")
    assert (first.lang, second.lang) == ("kk", "ru")
    assert first.translation == second.translation
    assert first.origin.id != second.origin.id


@pytest.mark.parametrize("status", ["draft", "private", "pending", "trash"])
def test_a_page_that_was_not_public_is_not_published(archive: Archive, status: str) -> None:
    archive.article("other.md")
    archive.write(
        "seeds/export.xml",
        wxr.export(wxr.item("Canary.", post_type="page", post_name="plan", status=status)),
    )
    (row,) = run(archive)
    assert row.outcome in ("draft", "skipped")
    assert not list((archive.root / "pages").glob("*"))
    archive.build()
    assert not any(b"Canary" in content for content in archive.tree().values())
