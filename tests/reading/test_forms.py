"""Files whose names are decomposed, as macOS leaves them, are found by their ordinary names."""

import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from archives import TRILINGUAL, Archive, article
from kazarchive.config import reader
from kazarchive.importing.report import ImportRequest
from kazarchive.importing.run import import_documents
from kazarchive.options import Report
from kazarchive.problems import ProblemsFound
from kazarchive.reading import forms
from photos import photo

Form = Callable[[str], str]


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


TEXT = (
    "[May](2022-01-06-Май.ru.md) ![Arms](Герб-й.png) [Report](Отчёт.pdf)"
    " ![Flag](/static/Флаг-й.png) [Sub](Архив-ё/й.csv) [Page](../pages/Әкімдік-й.md)"
)


def write(
    archive: Archive, named: Form = decomposed, linked: Form = composed, text: str = TEXT
) -> None:
    archive.configure(TRILINGUAL)
    fields = {"image": linked("Герб-й.png"), "lang": "en"}
    archive.article(named("2022-01-05-Край.md"), linked(text), **fields)
    archive.article(named("2022-01-05-Край.ru.md"), "Text.")
    archive.article(named("2022-01-06-Май.ru.md"), "Text.", date="2022-01-06")
    archive.write(named("articles/Герб-й.png"), photo((60, 40), "PNG"))
    archive.write(named("articles/Отчёт.pdf"), "report")
    archive.write(named("articles/Архив-ё/й.csv"), "table")
    archive.write(named("static/Флаг-й.png"), photo((20, 20), "PNG"))
    archive.write(named("pages/Әкімдік-й.md"), "---\ntitle: Page\n---\nText.\n")


@pytest.mark.parametrize(
    ("named", "linked"),
    [
        (decomposed, composed),
        (composed, decomposed),
        (decomposed, decomposed),
        (composed, composed),
    ],
)
def test_whatever_form_names_and_links_have_the_site_is_the_same(
    archive: Archive, tmp_path: Path, named: Form, linked: Form
) -> None:
    write(archive, named, linked)
    report = archive.build(strict=True)
    ordinary = Archive(tmp_path / "ordinary")
    write(ordinary, composed, composed)
    ordinary.build(strict=True)
    assert report.articles == 3
    assert {*archive.tree()} == {*ordinary.tree()}
    assert archive.page("/2022/01/05/kray/") == ordinary.page("/2022/01/05/kray/")


def test_what_is_named_decomposed_is_published_composed(archive: Archive) -> None:
    write(archive)
    archive.build(strict=True)
    tree = archive.tree()
    for name in ("2022/01/05/kray/Отчёт.pdf", "static/Флаг-й.png", "2022/01/05/kray/Архив-ё/й.csv"):
        assert composed(name) in tree
        assert decomposed(name) not in tree
    page = archive.page("/2022/01/05/kray/")
    assert 'hreflang="ru" href="https://archive.example/base/ru/2022/01/05/kray/"' in page
    assert 'href="/base/ru/2022/01/06/may/"' in page
    assert "%CC%86" not in page


@pytest.mark.parametrize("encoded", ["%D0%B8%CC%86.csv", "%D0%B9.csv", "%d0%b9.csv"])
@pytest.mark.parametrize("named", [composed, decomposed])
def test_a_percent_encoded_link_finds_either_form(
    archive: Archive, encoded: str, named: Form
) -> None:
    archive.article("a.md", f"[x]({encoded})")
    archive.write(f"articles/{named('й')}.csv", "table")
    archive.build(strict=True)
    assert 'href="/2022/01/05/a/%D0%B9.csv"' in archive.page("/2022/01/05/a/")


@pytest.mark.parametrize("name", ["Край", "Ёлка", "Её", "Їжак", "café", "Ḱ", "각"])
def test_letters_of_any_script(archive: Archive, name: str) -> None:
    archive.article(f"{decomposed(name)}.md", "Text.")
    archive.article("b.md", f"[x]({composed(name)}.md)")
    archive.build_as_clean(strict=True)


def test_a_file_renamed_to_its_other_form_changes_nothing(archive: Archive) -> None:
    write(archive)
    archive.build(strict=True)
    for name in ("2022-01-05-Край.md", "Герб-й.png", "Архив-ё", "2022-01-06-Май.ru.md"):
        folder = archive.root / "articles"
        (folder / decomposed(name)).rename(folder / composed(name))
    (archive.root / decomposed("static/Флаг-й.png")).rename(
        archive.root / composed("static/Флаг-й.png")
    )
    report = archive.build_as_clean(strict=True)
    assert (report.read, report.written, report.removed) == (0, 0, 0)


def test_a_decomposed_file_is_edited_and_goes_away(archive: Archive) -> None:
    write(archive)
    archive.build(strict=True)
    archive.article(decomposed("2022-01-06-Май.ru.md"), "Another text.", date="2022-01-06")
    archive.write(decomposed("articles/Отчёт.pdf"), "another")
    assert archive.build_as_clean(strict=True).read == 1
    archive.remove(decomposed("articles/2022-01-06-Май.ru.md"))
    archive.build_as_clean()


def test_the_article_folder_itself_may_be_decomposed(archive: Archive) -> None:
    archive.configure(
        'title = "T"\nbase_url = "https://archive.example/"\n[articles]\n'
        f'folder = "{composed("край")}"\ninclude = ["{decomposed("й")}/**/*.md"]\n'
    )
    archive.write(decomposed("край/й/a.md"), article("![x](b.png)"))
    archive.write(decomposed("край/й/b.png"), photo((60, 40), "PNG"))
    assert archive.build_as_clean(strict=True).articles == 1


@pytest.mark.parametrize(
    "name", ["articles/й.md", "articles/й.csv", "articles/й/a.md", "static/й.css", "pages/й.md"]
)
def test_two_names_that_differ_in_form_alone_are_told(archive: Archive, name: str) -> None:
    for form in (decomposed, composed):
        archive.write(form(name), article(f"Of {form.__name__}.", title="A"))
    archive.article("other.md")
    with pytest.raises(ProblemsFound) as found:
        archive.build()
    (problem,) = [one for one in found.value.problems if one.code == "K0213"]
    assert problem.place.path == name.removesuffix("/a.md")
    archive.build_as_clean(keep_going=True)
    archive.remove(composed(name))
    if "/a.md" in name:
        (archive.root / composed(name)).parent.rmdir()
    assert "K0213" not in _codes(archive.build_as_clean(keep_going=True))


def _codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def test_the_composed_one_of_two_counts(archive: Archive) -> None:
    archive.article("a.md", f"[x]({composed('й')}.csv)")
    archive.write(f"articles/{decomposed('й')}.csv", "decomposed")
    archive.write(f"articles/{composed('й')}.csv", "composed")
    archive.build_as_clean(keep_going=True)
    assert archive.page("/2022/01/05/a/й.csv") == "composed"
    archive.remove(f"articles/{composed('й')}.csv")
    archive.build_as_clean()
    assert archive.page("/2022/01/05/a/й.csv") == "decomposed"


def test_a_path_is_found_on_the_disk_in_its_own_form(tmp_path: Path) -> None:
    mixed = composed("й") + decomposed("й")
    for name in (decomposed("край"), composed("край") + "2", mixed):
        (tmp_path / name / decomposed("ё")).mkdir(parents=True)
    for name in (composed("край"), composed("край") + "2", composed(mixed)):
        found = forms.real(tmp_path / name / composed("ё"))
        assert os.path.isdir(found)
    assert forms.real(tmp_path / composed("нет/ё")) == str(tmp_path / composed("нет/ё"))
    assert forms.real("й") == "й"


def test_a_document_named_decomposed_is_imported_once(archive: Archive) -> None:
    archive.configure('title = "T"\nbase_url = "https://archive.example/"\n')
    folder = archive.root / "articles" / decomposed("2022-й")
    folder.mkdir(parents=True)
    site, request = reader.load(archive.root), ImportRequest(date="2022-01-05")
    document = archive.root / decomposed("Отчёт.txt")
    document.write_text("A headline\n\nBy A Reader\n\nA paragraph of some words.\n")
    (first,) = import_documents(archive.root, site, [document], request, ())
    assert first.article
    made = archive.root / first.article
    moved = folder / decomposed("край.md")
    shutil.move(made, moved)
    (second,) = import_documents(archive.root, site, [document], request, ())
    assert second.outcome == "unchanged"
    document.rename(archive.root / composed("Отчёт.txt"))
    document = archive.root / composed("Отчёт.txt")
    document.write_text("A headline\n\nBy A Reader\n\nAnother paragraph of some words.\n")
    (third,) = import_documents(archive.root, site, [document], request, ())
    assert third.problem
    assert third.problem.code == "K0804"
