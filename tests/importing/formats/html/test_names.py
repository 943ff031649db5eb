"""Names of files in copies of sites ↔ addresses."""

import pytest

from kazarchive.importing.formats.html import names


@pytest.mark.parametrize(
    ("parts", "number"),
    [
        (["copy", "archive.example", "a.kz"], 1),
        (["архив.қаз"], 0),
        (["x", "localhost:8080"], 1),
        (["a.example+8080"], 0),
        (["page.files", "2022.01", "v1.2"], None),
        (["-a.example", "old.bak"], None),
    ],
)
def test_a_folder_can_be_named_like_a_host(parts: list[str], number: int | None) -> None:
    assert names.host_folder(parts) == number


@pytest.mark.parametrize(
    ("host", "path", "address"),
    [
        ("a.example", "b.html", "http://a.example/b.html"),
        ("a.example", "index.html", "http://a.example/"),
        ("a.example", "b/index.php", "http://a.example/b/"),
        ("a.example", "view.php?id=5.html", "http://a.example/view.php?id=5"),
        ("a.example", "view.php@id=5&p=2.html", "http://a.example/view.php?id=5&p=2"),
        ("a.example", "b.php.html", "http://a.example/b.php"),
        ("a.example", "user@mail.html", "http://a.example/user@mail.html"),
        ("a.example+80", "b c.html", "http://a.example:80/b%20c.html"),
        ("a.example", "Т›Р°СЂ.html", "http://a.example/%D2%9B%D0%B0%D1%80.html"),
        ("a.example", "%D2%9B%D0%B0%D1%80", "http://a.example/%D2%9B%D0%B0%D1%80"),
    ],
)
def test_a_file_has_an_address(host: str, path: str, address: str) -> None:
    assert names.address(host, path) == address


def test_an_address_has_the_names_that_programs_give_it() -> None:
    found = list(names.files("http://a.example:80/i/%D2%9B.jpg?w=1"))
    assert ("a.example:80", "i/қ.jpg?w=1") in found
    assert ("a.example+80", "i/қ.jpg@w=1") in found
    assert ("a.example", "Т›.jpg") in names.files("http://a.example/%D2%9B.jpg")


def test_only_a_name_that_was_misread_is_changed() -> None:
    assert names.readable("Т›Р°СЂ") == "қар"
    assert names.readable("Қар") == "Қар"
    assert names.readable("snow") == "snow"
