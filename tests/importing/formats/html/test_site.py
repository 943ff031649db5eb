"""Where a page stands, and where its links lead."""

from pathlib import Path

from kazarchive.importing.formats.html.site import site


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def test_the_folder_that_was_named_can_be_that_of_the_host(tmp_path: Path) -> None:
    put(tmp_path, "archive.example/a/b.html", "archive.example/c.html")
    page = site(tmp_path / "archive.example" / "a" / "b.html", tmp_path / "archive.example")
    assert (page.address, page.folder_address) == (None, "http://archive.example/a/b.html")
    assert page.web("../c.html#d") == "http://archive.example/c.html#d"
    assert page.file("../c.html", "") is not None
    assert page.web("https://archive.example/c.html") is None
    assert page.web("none.html") is None


def test_pages_of_a_folder_know_each_other(tmp_path: Path) -> None:
    put(tmp_path, "a.html", "b c.html")
    page = site(tmp_path / "a.html", tmp_path)
    other = site(tmp_path / "b c.html", tmp_path)
    assert (page.address, page.folder_address, page.former) == (None, None, ())
    assert page.web("b%20c.html") == other.local_address
    assert page.local_address.startswith("file:///")


def test_an_image_can_be_named_from_the_root_of_the_site(tmp_path: Path) -> None:
    put(tmp_path, "site/kk/a.html", "site/i/b.jpg")
    page = site(tmp_path / "site" / "kk" / "a.html", tmp_path)
    file = page.file("/i/b.jpg?w=1", "/i/b.jpg?w=1")
    assert file
    assert file.path == str(tmp_path.resolve() / "site" / "i" / "b.jpg")
    assert page.file("//i/b.jpg", "//i/b.jpg") is None


def test_the_original_is_read_where_wget_kept_it(tmp_path: Path) -> None:
    put(tmp_path, "a.html", "a.html.orig", "b.html", "b.orig", "c.html")
    assert [site(tmp_path / name, tmp_path).original() for name in ("a.html", "b.html")] == [
        b"x",
        b"x",
    ]
    assert site(tmp_path / "c.html", tmp_path).original() is None
