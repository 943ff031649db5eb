"""Comments of readers, kept beside the article."""

import json
from pathlib import Path
from typing import Any

from archives import Archive
from commands import article, run, write
from importing.formats.wordpress import wxr
from kazarchive.importing.comments import Comments
from kazarchive.importing.document import Comment, Document
from kazarchive.importing.report import ImportRequest

ONE = Comment("7", "Әсел", "2022-01-05T09:00:00Z", "<p>Рақмет</p>")
BESIDE = "articles/2022/budget.ru.comments.jsonl"


def kept(archive: Archive, *comments: Comment, **request: Any) -> list[str]:
    keeper = Comments(archive.root, ImportRequest(**{"comments": True, **request}))
    document = Document(title="Budget", comments=comments)
    notes = keeper.keep(document, "articles/2022/budget.ru.md")
    return [f"{note.kind}: {note.text}" for note in notes]


def test_each_is_one_line_beside_the_article(archive: Archive) -> None:
    answer = Comment("8", answers="7", text="Иә")
    assert kept(archive, ONE, answer) == [f"recognised: comments: 2, in `{BESIDE}`"]
    lines = (archive.root / BESIDE).read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"id": "7", "author": "Әсел", "date": "2022-01-05T09:00:00Z", "text": "<p>Рақмет</p>"},
        {"id": "8", "text": "Иә", "answers": "7"},
    ]


def test_a_file_that_is_there_is_not_changed(archive: Archive) -> None:
    for _ in range(2):
        assert kept(archive, ONE) == [f"recognised: comments: 1, in `{BESIDE}`"]
    (archive.root / BESIDE).write_text("moderated\n")
    assert kept(archive, ONE) == [f"lost: comments: 1; `{BESIDE}` is there with others"]
    assert (archive.root / BESIDE).read_text() == "moderated\n"


def test_they_are_kept_only_if_that_is_wanted(archive: Archive) -> None:
    assert kept(archive) == []
    assert kept(archive, ONE, comments=False) == ["lost: comments: 1 (`--comments` keeps them)"]
    assert kept(archive, ONE, dry_run=True) == [f"recognised: comments: 1, in `{BESIDE}`"]
    assert not (archive.root / BESIDE).exists()


def test_a_build_neither_publishes_them_nor_calls_them_unused(root: Path) -> None:
    article(root, "budget")
    write(root / "articles/budget.comments.jsonl", '{"id": "7"}\n')
    write(root / "articles/other.jsonl", "{}\n")
    outcome = run(root, "check")
    assert outcome.err.count("K0903") == 1
    assert "articles/other.jsonl" in outcome.err
    run(root, "build")
    assert not list((root / "public").rglob("*.jsonl"))


def test_a_later_import_adds_them_to_articles_that_are_there(root: Path) -> None:
    comment = (
        "<wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_author>Әсел</wp:comment_author>"
        "<wp:comment_content>Рақмет</wp:comment_content>"
        "<wp:comment_approved>1</wp:comment_approved></wp:comment>"
    )
    write(root / "export.xml", wxr.export(wxr.item(more=comment)).decode())
    assert "comments: 1 (`--comments` keeps them)" in run(root, "import", "export.xml").out
    assert not list(root.rglob("*.jsonl"))
    assert run(root, "import", "export.xml", "--comments").code == 0
    (file,) = root.rglob("*.comments.jsonl")
    assert "Рақмет" in file.read_text("utf-8")
    assert file.with_name(file.name.replace(".comments.jsonl", ".md")).is_file()
