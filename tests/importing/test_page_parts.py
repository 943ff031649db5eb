"""Files that belong to pages."""

import pytest

from kazarchive.importing import page_parts


@pytest.mark.parametrize(
    ("name", "is_part"),
    [
        ("map.JPG", True),
        ("s.css?v=3", True),
        ("s.css@v=3.css", True),
        ("map.jpg@w=300", True),
        ("hts-log.txt", True),
        ("robots.txt", True),
        ("old.6.delayed", True),
        ("a.html.orig", True),
        ("қар.orig", True),
        ("alone.orig", False),
        ("a.html", False),
        ("view.php?id=5", False),
        ("report.pdf", False),
        ("news.txt", False),
        ("jpg", False),
    ],
)
def test_a_file_that_is_no_document(name: str, is_part: bool) -> None:
    beside = frozenset({"a.html", "қар.html", name})
    assert page_parts.is_part(name, beside) is is_part


@pytest.mark.parametrize(
    "name", ["Страница_files", "Страница.files", "Страница_файлы", "Страница-Dateien", "hts-cache"]
)
def test_the_folder_that_a_browser_saved_beside_a_page(name: str) -> None:
    assert page_parts.holds_parts(name, frozenset({"Страница.htm", name}))


@pytest.mark.parametrize("name", ["Страница-архив", "Другая_files", "files", "_files"])
def test_another_folder_has_documents(name: str) -> None:
    assert not page_parts.holds_parts(name, frozenset({"Страница.html", "_.html", name}))
